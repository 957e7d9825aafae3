//! A whole workspace in memory: what the library page, the command line and the tests work on.
//! It keeps the same promises as the store in the browser and never writes to a disk.

use std::collections::{BTreeMap, BTreeSet};

use pinfold_kernels::sorting::sort_by;
use thiserror::Error;

use super::{
    adapter::UserAdapter,
    annotation::Annotation,
    batch::Batch,
    board::Board,
    change::Change,
    customer::Customer,
    health::Health,
    id::{BoardId, PinId},
    pin::Pin,
    record::{IndexKey, Record, RecordKey, RecordKind},
    rule::Rule,
    settings::Settings,
    site::Site,
    stored::{Loaded, Plan, SOME, Stored},
    tag::{Tag, TagPath},
    template::Template,
};

/// A batch was based on records that have moved on; nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{key:?} is at revision {found}, the batch expected {expected}")]
pub struct Conflict {
    /// The record.
    pub key: RecordKey,
    /// The revision the batch was based on; 0: it did not exist.
    pub expected: u64,
    /// The revision found.
    pub found: u64,
}

/// All records, ordered by kind and id, and found by their index keys.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    records: BTreeMap<RecordKey, Stored>,
    found_by: BTreeMap<IndexKey, BTreeSet<RecordKey>>,
}

/// Makes a typed iterator over the records of one kind.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $kind:ident -> $type:ty),* $(,)?) => {$(
        $(#[$doc])*
        pub fn $name(&self) -> impl Iterator<Item = &$type> {
            self.of_kind(RecordKind::$kind).filter_map(|stored| match &stored.record {
                Record::$kind(value) => Some::<&$type>(value),
                _ => None,
            })
        }
    )*};
}

impl Workspace {
    kinds! {
        /// The switches of sites, by host.
        sites: Site -> Site,
        /// The person's own adapters, by host.
        adapters: Adapter -> UserAdapter,
        /// How well each adapter reads, by its name.
        healths: Health -> Health,
        /// The templates, by id.
        templates: Template -> Template,
        /// The vocabulary, by path in lower case.
        tags: Tag -> Tag,
        /// The boards, by id.
        boards: Board -> Board,
        /// The customers, by id.
        customers: Customer -> Customer,
        /// The pins, by id: in the order they were made.
        pins: Pin -> Pin,
        /// The annotations, by id.
        annotations: Annotation -> Annotation,
        /// The rules, by id.
        rules: Rule -> Rule,
        /// The changes, oldest first.
        changes: Change -> Change,
    }

    /// Every record with its revision, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&RecordKey, &Stored)> {
        self.records.iter()
    }

    /// The records of one kind, by id.
    pub fn of_kind(&self, kind: RecordKind) -> impl DoubleEndedIterator<Item = &Stored> {
        // No id, host or path begins with the last character of Unicode.
        let (from, to) = (RecordKey::new(kind, ""), RecordKey::new(kind, char::MAX.to_string()));
        self.records.range(from..to).map(|(_, stored)| stored)
    }

    /// One record.
    pub fn get(&self, key: &RecordKey) -> Option<&Stored> {
        self.records.get(key)
    }

    /// One pin.
    pub fn pin(&self, id: &PinId) -> Option<&Pin> {
        self.get(&RecordKey::pin(id))?.record.as_pin()
    }

    /// One board.
    pub fn board(&self, id: &BoardId) -> Option<&Board> {
        self.get(&RecordKey::new(RecordKind::Board, id.as_str()))?.record.as_board()
    }

    /// The vocabulary's entry for a path, letter case aside.
    pub fn tag(&self, path: &TagPath) -> Option<&Tag> {
        self.get(&RecordKey::new(RecordKind::Tag, path.key()))?.record.as_tag()
    }

    /// The settings; defaults where none were ever written.
    pub fn settings(&self) -> Settings {
        match self.get(&RecordKey::settings()).map(|stored| &stored.record) {
            Some(Record::Settings(settings)) => settings.clone(),
            _ => Settings::default(),
        }
    }

    /// The records that carry an index key, by key.
    pub fn found_by(&self, key: &IndexKey) -> impl Iterator<Item = &Stored> {
        self.found_by.get(key).into_iter().flatten().filter_map(|key| self.records.get(key))
    }

    /// The annotations of a pin, oldest first.
    pub fn annotations_of(&self, pin: &PinId) -> Vec<&Annotation> {
        let mut notes: Vec<&Annotation> = self
            .found_by(&IndexKey::annotations_of(pin))
            .filter_map(|stored| match &stored.record {
                Record::Annotation(note) => Some(note),
                _ => None,
            })
            .collect();
        sort_by(&mut notes, |a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
        notes
    }

    /// Puts one record in, replacing what stood under its key.
    pub fn put(&mut self, stored: Stored) {
        let key = stored.record.key();
        self.remove(&key);
        for index_key in stored.record.index_keys() {
            self.found_by.entry(index_key).or_default().insert(key.clone());
        }
        self.records.insert(key, stored);
    }

    /// Takes one record out and returns it.
    pub fn remove(&mut self, key: &RecordKey) -> Option<Stored> {
        let gone = self.records.remove(key)?;
        for index_key in gone.record.index_keys() {
            if let Some(keys) = self.found_by.get_mut(&index_key) {
                keys.remove(key);
                if keys.is_empty() {
                    self.found_by.remove(&index_key);
                }
            }
        }
        Some(gone)
    }

    /// The records a plan names.
    pub fn load(&self, plan: &Plan) -> Loaded {
        let mut loaded = Loaded::default();
        let by_key = plan.keys.iter().filter_map(|key| self.records.get(key));
        let by_index = plan.found_by.iter().flat_map(|key| self.found_by(key));
        let some = plan.some_by.iter().flat_map(|key| self.found_by(key).take(SOME as usize));
        let by_kind = plan.all_of.iter().flat_map(|kind| self.of_kind(*kind));
        for stored in by_key.chain(by_index).chain(some).chain(by_kind) {
            loaded.0.insert(stored.record.key(), stored.clone());
        }
        loaded
    }

    /// Writes a batch as a whole.
    ///
    /// # Errors
    /// [`Conflict`] when a record is not at the revision the batch is based on; nothing is written then.
    pub fn commit(&mut self, batch: &Batch) -> Result<(), Conflict> {
        for write in &batch.writes {
            let found = self.records.get(&write.key).map_or(0, |stored| stored.revision);
            if found != write.expected {
                return Err(Conflict { key: write.key.clone(), expected: write.expected, found });
            }
        }
        for write in &batch.writes {
            match &write.record {
                Some(record) => self.put(Stored { revision: write.revision, record: record.clone() }),
                None => {
                    self.remove(&write.key);
                }
            }
        }
        Ok(())
    }
}
