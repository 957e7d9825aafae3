//! A record as a row of the store: plain fields, so that a person can read the database with a browser's
//! own tools. It checks the form of what it reads; `schema` checks the content.

use std::thread::LocalKey;

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::{
    model::record::{IndexKey, RecordKey, RecordKind},
    schema::Envelope,
};

/// Every kind of record.
const KINDS: [RecordKind; 14] = [
    RecordKind::Settings,
    RecordKind::Site,
    RecordKind::Adapter,
    RecordKind::Health,
    RecordKind::Template,
    RecordKind::Tag,
    RecordKind::Board,
    RecordKind::Customer,
    RecordKind::Pin,
    RecordKind::Annotation,
    RecordKind::Connection,
    RecordKind::Delivery,
    RecordKind::Rule,
    RecordKind::Change,
];

// Made once, and not anew for every field of every row.
thread_local! {
    static KEY: JsValue = JsValue::from_str("key");
    static REVISION: JsValue = JsValue::from_str("revision");
    static SCHEMA: JsValue = JsValue::from_str("schema");
    static CHECKSUM: JsValue = JsValue::from_str("checksum");
    static BY: JsValue = JsValue::from_str("by");
    static BODY: JsValue = JsValue::from_str("body");
}

/// A record's key in the store.
pub fn key(key: &RecordKey) -> JsValue {
    Array::of2(&JsValue::from_str(key.kind.as_str()), &JsValue::from_str(&key.id)).into()
}

/// The first and the last key of a kind: `[kind]` sorts before every `[kind, id]`, `[kind, []]` after.
pub fn span(kind: RecordKind) -> (JsValue, JsValue) {
    let kind = JsValue::from_str(kind.as_str());
    (Array::of1(&kind).into(), Array::of2(&kind, &Array::new()).into())
}

/// The row of an envelope.
pub fn of(envelope: &Envelope) -> JsValue {
    let row = Object::new().into();
    set(&row, &KEY, &key(&RecordKey::new(envelope.kind, envelope.id.as_str())));
    set(&row, &REVISION, &JsValue::from_f64(envelope.revision as f64));
    set(&row, &SCHEMA, &JsValue::from_f64(f64::from(envelope.schema)));
    set(&row, &CHECKSUM, &JsValue::from_str(&envelope.checksum));
    set(&row, &BY, &by(&envelope.index_keys));
    set(&row, &BODY, &JsValue::from_str(&envelope.body));
    row
}

/// The row of a record that is deleted, as it stands in the log.
pub fn gone(record: &RecordKey) -> JsValue {
    let row = Object::new().into();
    set(&row, &KEY, &key(record));
    row
}

/// Whether it is such a row.
pub fn is_gone(row: &JsValue) -> bool {
    text(row).is_none()
}

/// A row's key in the store.
pub fn key_of(row: &JsValue) -> JsValue {
    get(row, &KEY)
}

/// Which record a row is of; `None` where it is none that there is.
pub fn record(row: &JsValue) -> Option<RecordKey> {
    let key = Array::from(&key_of(row));
    let kind = key.get(0).as_string()?;
    let kind = KINDS.into_iter().find(|known| known.as_str() == kind)?;
    Some(RecordKey { kind, id: key.get(1).as_string()? })
}

/// The checksum that stands in a row.
pub fn checksum(row: &JsValue) -> Option<String> {
    get(row, &CHECKSUM).as_string()
}

/// What tells a row from all others, as one text: no kind has a space in its name.
pub fn name_of(row: &JsValue) -> JsValue {
    name(&key_of(row))
}

/// The same of a key in the store.
pub fn name(key: &JsValue) -> JsValue {
    Array::from(key).join(" ").into()
}

/// The same of a record's key.
pub fn name_for(key: &RecordKey) -> JsValue {
    format!("{} {}", key.kind.as_str(), key.id).into()
}

/// A record as JSON, as it stands in its row.
pub fn text(row: &JsValue) -> Option<JsString> {
    get(row, &BODY).dyn_into().ok()
}

/// Whether a row is found by a key.
pub fn is_found_by(row: &JsValue, key: &JsValue) -> bool {
    get(row, &BY).dyn_ref::<Array>().is_some_and(|by| by.includes(key, 0))
}

fn get(row: &JsValue, name: &'static LocalKey<JsValue>) -> JsValue {
    name.with(|name| Reflect::get(row, name)).unwrap_or(JsValue::UNDEFINED)
}

/// A row that is ours, or was read from the store, takes any property.
fn set(row: &JsValue, name: &'static LocalKey<JsValue>, value: &JsValue) {
    let _ = name.with(|name| Reflect::set(row, name, value));
}

/// What a row is found by.
fn by(keys: &[IndexKey]) -> JsValue {
    keys.iter().map(|key| JsValue::from_str(key.as_str())).collect::<Array>().into()
}

/// Has a row found by these; `false`: it is already.
pub fn found_by(row: &JsValue, keys: &[IndexKey]) -> bool {
    let known = get(row, &BY).dyn_into::<Array>().unwrap_or_default();
    let is_known = known.length() as usize == keys.len()
        && keys
            .iter()
            .zip(known.iter())
            .all(|(key, known)| known.as_string().as_deref() == Some(key.as_str()));
    if !is_known {
        set(row, &BY, &by(keys));
    }
    !is_known
}

/// The envelope of a row; `None` where it is none.
pub fn envelope(row: &JsValue) -> Option<Envelope> {
    let RecordKey { kind, id } = record(row)?;
    Some(Envelope {
        kind,
        id,
        revision: whole(&get(row, &REVISION))?,
        schema: u16::try_from(whole(&get(row, &SCHEMA))?).ok()?,
        checksum: checksum(row)?,
        index_keys: Vec::new(),
        body: text(row)?.into(),
    })
}

/// The revision in a row, which counts even where the rest cannot be read; 0 in that of a record that is deleted.
pub fn revision(row: &JsValue) -> u64 {
    whole(&get(row, &REVISION)).unwrap_or(0)
}

fn whole(value: &JsValue) -> Option<u64> {
    let number = value.as_f64()?;
    // Whole numbers are exact up to 2^53; no clock of ours comes near.
    (number >= 0.0 && number.fract() == 0.0 && number <= 9_007_199_254_740_992.0).then_some(number as u64)
}
