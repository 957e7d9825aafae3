//! A record as JSON and back: an object with one field, named by the kind, or the body alone where the kind is known. It never
//! alters what it does not work with.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, Error, MapAccess, Visitor},
};

use crate::model::record::{Record, RecordKind};
#[cfg(not(any(not(target_arch = "wasm32"), feature = "care", feature = "library")))]
use crate::{json::Any, model::record::Kept};

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map([(self.kind().as_str(), Bare(self))])
    }
}

/// The body of a record, as it is stored.
pub struct Bare<'a>(pub &'a Record);

impl Serialize for Bare<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Record::Settings(body) => body.serialize(out),
            Record::Site(body) => body.serialize(out),
            Record::Adapter(body) => body.serialize(out),
            Record::Health(body) => body.serialize(out),
            Record::Template(body) => body.serialize(out),
            Record::Tag(body) => body.serialize(out),
            Record::Board(body) => body.serialize(out),
            Record::Pin(body) => body.serialize(out),
            Record::Annotation(body) => body.serialize(out),
            Record::Change(body) => body.serialize(out),
            Record::Kept(kept) => kept.body.serialize(out),
            Record::Customer(_) | Record::Connection(_) | Record::Delivery(_) | Record::Rule(_) => {
                write_more(self.0, out)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Named)
    }
}

struct Named;

impl<'de> Visitor<'de> for Named {
    type Value = Record;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a record under its kind")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Record, A::Error> {
        let kind = entries.next_key::<RecordKind>()?.ok_or_else(|| A::Error::missing_field("kind"))?;
        entries.next_value_seed(Body(kind))
    }
}

/// Reads the body of a record of a kind.
pub struct Body(pub RecordKind);

impl<'de> DeserializeSeed<'de> for Body {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, body: D) -> Result<Record, D::Error> {
        match self.0 {
            RecordKind::Settings => Deserialize::deserialize(body).map(Record::Settings),
            RecordKind::Site => Deserialize::deserialize(body).map(Record::Site),
            RecordKind::Adapter => Deserialize::deserialize(body).map(Record::Adapter),
            RecordKind::Health => Deserialize::deserialize(body).map(Record::Health),
            RecordKind::Template => Deserialize::deserialize(body).map(Record::Template),
            RecordKind::Tag => Deserialize::deserialize(body).map(Record::Tag),
            RecordKind::Board => Deserialize::deserialize(body).map(Record::Board),
            RecordKind::Pin => Deserialize::deserialize(body).map(Record::Pin),
            RecordKind::Annotation => Deserialize::deserialize(body).map(Record::Annotation),
            RecordKind::Change => Deserialize::deserialize(body).map(Record::Change),
            RecordKind::Customer | RecordKind::Connection | RecordKind::Delivery | RecordKind::Rule => {
                more(self.0, body)
            }
        }
    }
}

/// Customers, rules and what is handed over, where a module works with them.
#[cfg(any(not(target_arch = "wasm32"), feature = "care", feature = "library"))]
fn write_more<S: Serializer>(record: &Record, out: S) -> Result<S::Ok, S::Error> {
    match record {
        Record::Customer(body) => body.serialize(out),
        Record::Connection(body) => body.serialize(out),
        Record::Delivery(body) => body.serialize(out),
        Record::Rule(body) => body.serialize(out),
        _ => out.serialize_unit(),
    }
}

/// Where a module does not, it never has one that it could write.
#[cfg(not(any(not(target_arch = "wasm32"), feature = "care", feature = "library")))]
fn write_more<S: Serializer>(_: &Record, _: S) -> Result<S::Ok, S::Error> {
    Err(serde::ser::Error::custom("elsewhere"))
}

/// The same for reading.
#[cfg(any(not(target_arch = "wasm32"), feature = "care", feature = "library"))]
fn more<'de, D: Deserializer<'de>>(kind: RecordKind, body: D) -> Result<Record, D::Error> {
    match kind {
        RecordKind::Connection => Deserialize::deserialize(body).map(Record::Connection),
        RecordKind::Delivery => Deserialize::deserialize(body).map(Record::Delivery),
        RecordKind::Rule => Deserialize::deserialize(body).map(Record::Rule),
        _ => Deserialize::deserialize(body).map(Record::Customer),
    }
}

/// The readers of these kinds would make what a wake-up loads 15 KB larger.
#[cfg(not(any(not(target_arch = "wasm32"), feature = "care", feature = "library")))]
fn more<'de, D: Deserializer<'de>>(kind: RecordKind, body: D) -> Result<Record, D::Error> {
    Any::deserialize(body).map(|Any(body)| Record::Kept(Kept { kind, body }))
}
