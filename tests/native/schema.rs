//! Stored records of every schema there ever was are still read. A new schema adds a file, and changes none.

use std::{collections::BTreeSet, fs, path::Path};

use pinfold::{
    model::record::{Record, RecordKind},
    schema::{self, Envelope, SchemaError},
};
use proptest::prelude::*;

use crate::strategies;

const KINDS: usize = 11;

fn fixture(number: u16) -> Vec<Envelope> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema/{number}.jsonl"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn records_of_every_schema_are_read() {
    for number in 1..=schema::CURRENT {
        let envelopes = fixture(number);
        let kinds: BTreeSet<RecordKind> = envelopes.iter().map(|envelope| envelope.kind).collect();
        assert_eq!(kinds.len(), KINDS, "schema {number} has a fixture of every kind");
        for envelope in envelopes {
            assert_eq!(envelope.schema, number);
            let stored = schema::decode(&envelope).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(stored.revision, envelope.revision);
            // What an older version did not find it by, it is found by once it is indexed anew.
            let found_by = stored.record.index_keys();
            assert!(envelope.index_keys.iter().all(|key| found_by.contains(key)), "{found_by:?}");
            let again = schema::encode(&stored).unwrap();
            assert_eq!(again.index_keys, found_by);
            assert_eq!(again.schema, schema::CURRENT);
            assert_eq!(schema::decode(&again).unwrap(), stored);
            if number == schema::CURRENT {
                let again = Envelope { index_keys: envelope.index_keys.clone(), ..again };
                assert_eq!(again, envelope, "the current schema is written as it was");
            }
        }
    }
}

#[test]
fn a_change_keeps_the_records_that_undo_it() {
    let change = fixture(1).into_iter().find(|envelope| envelope.kind == RecordKind::Change).unwrap();
    let Record::Change(change) = schema::decode(&change).unwrap().record else { panic!("it is a change") };
    assert!(change.before.iter().any(|before| before.record.is_some()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_record_is_read_as_it_was_written(filled in strategies::workspace()) {
        for (_, stored) in filled.workspace.iter() {
            let envelope = schema::encode(stored).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(&schema::decode(&envelope).unwrap(), stored);
        }
    }

    #[test]
    fn a_flipped_byte_is_noticed(
        at in any::<prop::sample::Index>(),
        bit in 0_u32..7,
        which in any::<prop::sample::Index>(),
    ) {
        let envelopes = fixture(1);
        let mut envelope = which.get(&envelopes).clone();
        let mut bytes = envelope.body.clone().into_bytes();
        let place = at.index(bytes.len());
        bytes[place] ^= 1 << bit;
        if let Ok(body) = String::from_utf8(bytes) {
            envelope.body = body;
            let noticed = matches!(schema::decode(&envelope), Err(SchemaError::Damaged { .. }));
            prop_assert!(noticed);
        }
    }
}
