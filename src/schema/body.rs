//! A record's body to JSON text and back, checked on the way in. It never alters what it cannot read.

use super::record::{Bare, Body};
use super::{
    CURRENT, checksum,
    envelope::{Envelope, RecordName, SchemaError},
    steps::{self, STEPS, Step},
};
use crate::json;
use crate::model::{record::RecordKey, stored::Stored};

/// Reads a stored record: checksum, schema, steps to the current one, key.
///
/// # Errors
/// [`SchemaError`], whose variants say which of these failed; nothing is read then.
///
/// # Examples
/// ```
/// use pinfold::{model::{record::Record, settings::Settings, stored::Stored}, schema};
/// let stored = Stored { revision: 1, record: Record::Settings(Settings::default()) };
/// let envelope = schema::encode(&stored).unwrap();
/// assert_eq!(schema::decode(&envelope).unwrap(), stored);
/// ```
pub fn decode(envelope: &Envelope) -> Result<Stored, SchemaError> {
    decode_with(envelope, STEPS, CURRENT)
}

/// Writes a record the way it is stored.
///
/// # Errors
/// [`SchemaError::Unwritable`] when a value has no JSON form. No value that was read from JSON is like that.
pub fn encode(stored: &Stored) -> Result<Envelope, SchemaError> {
    let record = &stored.record;
    let key = record.key();
    let body = serde_json::to_string(&Bare(record)).map_err(|error| SchemaError::Unwritable {
        key: RecordName(key.clone()),
        reason: error.to_string(),
    })?;
    Ok(Envelope {
        kind: key.kind,
        id: key.id,
        revision: stored.revision,
        schema: CURRENT,
        checksum: checksum::of(body.as_bytes()),
        index_keys: record.index_keys(),
        body,
    })
}

fn decode_with(envelope: &Envelope, steps: &[Step], current: u16) -> Result<Stored, SchemaError> {
    let key = RecordKey::new(envelope.kind, envelope.id.as_str());
    let name = || RecordName(key.clone());
    if envelope.schema > current {
        return Err(SchemaError::Newer { key: name(), found: envelope.schema });
    }
    if checksum::of(envelope.body.as_bytes()) != envelope.checksum {
        return Err(SchemaError::Damaged { key: name() });
    }
    let unreadable = |reason: String| SchemaError::Unreadable { key: name(), reason };
    if !envelope.body.starts_with('{') {
        // A list would be taken for a record's fields in their order.
        return Err(unreadable("it is not an object".to_owned()));
    }
    let body = json::parse(&envelope.body).map_err(|error| unreadable(error.to_string()))?;
    let body = steps::migrate(envelope.kind, body, envelope.schema, steps, current)
        .ok_or_else(|| SchemaError::NoSuchSchema { key: name(), found: envelope.schema })?
        .map_err(|error| unreadable(error.to_string()))?;
    let record = json::read_as(Body(envelope.kind), &body).map_err(|error| unreadable(error.to_string()))?;
    let found = record.key();
    if found != key {
        return Err(SchemaError::Misfiled { key: name(), found: RecordName(found) });
    }
    Ok(Stored { revision: envelope.revision, record })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]
    use serde_json::{Value, json};

    use super::*;
    use crate::{
        model::{
            record::{Record, RecordKind},
            settings::Settings,
            site::Site,
        },
        schema::steps::StepError,
    };

    /// Made up: schema 2 called a site's host `name` in schema 1.
    fn host_was_name(kind: RecordKind, mut body: Value) -> Result<Value, StepError> {
        if kind == RecordKind::Site {
            let fields = body.as_object_mut().ok_or(StepError("a site is an object".to_owned()))?;
            let host = fields.remove("name").ok_or(StepError("a site has a name".to_owned()))?;
            fields.insert("host".to_owned(), host);
        }
        Ok(body)
    }

    fn site_of_schema_1(body: Value) -> Envelope {
        let body = body.to_string();
        Envelope {
            kind: RecordKind::Site,
            id: "forum.example.org".to_owned(),
            revision: 7,
            schema: 1,
            checksum: checksum::of(body.as_bytes()),
            index_keys: Vec::new(),
            body,
        }
    }

    const MADE_UP: &[Step] = &[Step { from: 1, apply: host_was_name }];

    #[test]
    fn an_older_record_goes_through_its_steps() {
        let old = site_of_schema_1(json!({"name": "forum.example.org", "state": "on", "changed": 5}));
        let stored = decode_with(&old, MADE_UP, 2).unwrap();
        assert_eq!(stored.revision, 7);
        assert!(matches!(stored.record, Record::Site(Site { host, .. }) if host == "forum.example.org"));
        // Without the step it cannot be read, and says so.
        assert!(matches!(decode_with(&old, &[], 2), Err(SchemaError::NoSuchSchema { found: 1, .. })));
        assert!(matches!(decode_with(&old, &[], 1), Err(SchemaError::Unreadable { .. })));
    }

    #[test]
    fn a_step_that_fails_refuses_the_record() {
        let old = site_of_schema_1(json!({"state": "on", "changed": 5}));
        let error = decode_with(&old, MADE_UP, 2).unwrap_err();
        assert!(error.to_string().contains("a site has a name"), "{error}");
    }

    #[test]
    fn records_inside_a_change_go_through_the_steps_too() {
        let body = json!({
            "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "at": 1, "deed": "settings_changed", "count": 1,
            "before": [
                {"key": {"kind": "site", "id": "a.example"}, "was": 1, "revision": 2,
                 "record": {"site": {"name": "a.example", "state": "on", "changed": 5}}},
                {"key": {"kind": "site", "id": "b.example"}, "was": 0, "revision": 1},
            ],
        })
        .to_string();
        let old = Envelope {
            kind: RecordKind::Change,
            id: "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(),
            revision: 1,
            schema: 1,
            checksum: checksum::of(body.as_bytes()),
            index_keys: Vec::new(),
            body,
        };
        let Record::Change(change) = decode_with(&old, MADE_UP, 2).unwrap().record else {
            panic!("it is a change")
        };
        let before = change.before.first().and_then(|before| before.record.as_deref());
        assert!(matches!(before, Some(Record::Site(site)) if site.host == "a.example"));
        assert!(change.before.get(1).is_some_and(|before| before.record.is_none()));
    }

    #[test]
    fn what_is_newer_damaged_or_misfiled_is_refused() {
        let stored = Stored { revision: 3, record: Record::Settings(Settings::default()) };
        let good = encode(&stored).unwrap();
        assert_eq!(decode(&good).unwrap(), stored);

        let newer = Envelope { schema: CURRENT + 1, ..good.clone() };
        assert!(matches!(decode(&newer), Err(SchemaError::Newer { .. })));
        let never = Envelope { schema: 0, ..good.clone() };
        assert!(matches!(decode(&never), Err(SchemaError::NoSuchSchema { found: 0, .. })));
        let damaged = Envelope { body: good.body.replace("false", "true"), ..good.clone() };
        assert!(matches!(decode(&damaged), Err(SchemaError::Damaged { .. })));
        let misfiled = Envelope { id: "elsewhere".to_owned(), ..good.clone() };
        assert!(matches!(decode(&misfiled), Err(SchemaError::Misfiled { .. })));
        let body = "[]".to_owned();
        let foreign = Envelope { checksum: checksum::of(body.as_bytes()), body, ..good };
        assert!(matches!(decode(&foreign), Err(SchemaError::Unreadable { .. })));
    }
}
