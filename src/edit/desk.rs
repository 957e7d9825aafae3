//! The desk a command works on: the loaded records, and what becomes of them. In the end it makes the batch,
//! with the change that undoes it. It never decides anything.

use std::collections::BTreeMap;

use pinfold_kernels::sorting::sort_by;

use super::error::EditError;
use crate::model::{
    annotation::Annotation,
    batch::{Batch, Write},
    board::Board,
    change::{Arranged, Before, Change, Deed},
    id::{AnnotationId, BoardId, ChangeId, PinId},
    pin::Pin,
    record::{Record, RecordKey, RecordKind},
    sorted_set::SortedSet,
    stored::{Loaded, Stored},
    tag::{Tag, TagPath},
    time::Instant,
};

/// What a change is called in the list of changes.
#[derive(Debug)]
pub struct Title {
    /// What it did.
    pub deed: Deed,
    /// A name to show.
    pub label: Option<String>,
}

impl Title {
    /// A title with a name to show.
    pub fn of(deed: Deed, label: impl Into<String>) -> Self {
        Self { deed, label: Some(label.into()) }
    }
}

impl From<Deed> for Title {
    fn from(deed: Deed) -> Self {
        Self { deed, label: None }
    }
}

/// Loaded records and what becomes of them.
#[derive(Debug)]
pub struct Desk<'a> {
    loaded: &'a Loaded,
    /// Records as they become, with the revision to store them under, 0 where that is simply the next one. A map like that of
    /// what was loaded: one of another type would be 6 KB of Wasm.
    written: BTreeMap<RecordKey, Stored>,
    /// Records that are deleted, whatever was written of them before.
    deleted: SortedSet<RecordKey>,
    /// The time of the command.
    pub now: Instant,
}

impl<'a> Desk<'a> {
    /// A desk with nothing written yet.
    pub fn new(loaded: &'a Loaded, now: Instant) -> Self {
        Self { loaded, written: BTreeMap::new(), deleted: SortedSet::default(), now }
    }

    /// A record as it stands now, with what the command has written so far.
    pub fn get(&self, key: &RecordKey) -> Option<&Record> {
        if self.deleted.contains(key) {
            return None;
        }
        self.written.get(key).or_else(|| self.loaded.0.get(key)).map(|stored| &stored.record)
    }

    /// What was loaded.
    pub fn loaded(&self) -> &'a Loaded {
        self.loaded
    }

    /// The records of a kind as they stand now, with what the command has written so far.
    pub fn now_of(&self, kind: RecordKind) -> impl Iterator<Item = &Record> {
        let untouched = self.loaded.0.iter().filter(|(key, _)| !self.written.contains_key(key));
        let now = self.written.iter().chain(untouched).filter(move |(key, _)| key.kind == kind);
        now.filter(|(key, _)| !self.deleted.contains(*key)).map(|(_, stored)| &stored.record)
    }

    /// The loaded revision of a record; 0 where it does not exist.
    pub fn revision(&self, key: &RecordKey) -> u64 {
        self.loaded.0.get(key).map_or(0, |stored| stored.revision)
    }

    /// The records of a kind as they were loaded, by id.
    pub fn loaded_of(&self, kind: RecordKind) -> impl Iterator<Item = &'a Record> + use<'a> {
        let of_kind = move |(key, _): &(&RecordKey, _)| key.kind == kind;
        self.loaded.0.iter().filter(of_kind).map(|(_, stored)| &stored.record)
    }

    /// The pins as they were loaded, by id.
    pub fn loaded_pins(&self) -> impl Iterator<Item = &'a Pin> + use<'a> {
        self.loaded_of(RecordKind::Pin).filter_map(Record::as_pin)
    }

    /// A pin.
    ///
    /// # Errors
    /// [`EditError::NotFound`] where there is none.
    pub fn pin(&self, id: &PinId) -> Result<Pin, EditError> {
        let key = RecordKey::pin(id);
        match self.get(&key) {
            Some(Record::Pin(pin)) => Ok((**pin).clone()),
            _ => Err(EditError::NotFound(key)),
        }
    }

    /// A board.
    ///
    /// # Errors
    /// [`EditError::NotFound`] where there is none.
    pub fn board(&self, id: &BoardId) -> Result<Board, EditError> {
        let key = RecordKey::new(RecordKind::Board, id.as_str());
        match self.get(&key) {
            Some(Record::Board(board)) => Ok(board.clone()),
            _ => Err(EditError::NotFound(key)),
        }
    }

    /// An annotation, where there is one.
    pub fn annotation(&self, id: &AnnotationId) -> Option<Annotation> {
        match self.get(&RecordKey::new(RecordKind::Annotation, id.as_str())) {
            Some(Record::Annotation(note)) => Some(note.clone()),
            _ => None,
        }
    }

    /// The vocabulary's entry for a path, letter case aside.
    pub fn tag(&self, path: &TagPath) -> Option<Tag> {
        match self.get(&RecordKey::new(RecordKind::Tag, path.key())) {
            Some(Record::Tag(tag)) => Some(tag.clone()),
            _ => None,
        }
    }

    /// Writes a record.
    pub fn put(&mut self, record: Record) {
        self.put_back(record, 0);
    }

    /// Writes a pin, changed now, unless it is as it was.
    pub fn put_pin(&mut self, mut pin: Pin) {
        let unchanged = matches!(self.get(&RecordKey::pin(&pin.id)), Some(Record::Pin(own)) if **own == pin);
        if !unchanged {
            pin.changed = self.now;
            self.put(Record::Pin(Box::new(pin)));
        }
    }

    /// Writes a record as it once was, under the revision it then had; 0: the next one.
    pub fn put_back(&mut self, record: Record, revision: u64) {
        let key = record.key();
        self.deleted.remove(&key);
        self.written.insert(key, Stored { revision, record });
    }

    /// Deletes a record.
    pub fn delete(&mut self, key: RecordKey) {
        self.deleted.insert(key);
    }

    /// The batch, with the change that undoes it.
    pub fn finish(self, change: &ChangeId, title: Title) -> Batch {
        let now = self.now;
        let (mut writes, mut before): (Vec<Write>, Vec<Before>) = self.writes().into_iter().unzip();
        // How well an adapter read is no deed of a person: it stays true when what they did is undone.
        before.retain(|before| before.key.kind != RecordKind::Health);
        let pins = before.iter().filter(|before| before.key.kind == RecordKind::Pin).count();
        let count = if pins == 0 { before.len() } else { pins };
        // What is handed over is called off, if at all: to forget it would be to send it again.
        before.retain(|before| before.key.kind != RecordKind::Delivery);
        let record = Record::Change(Change {
            id: change.clone(),
            at: now,
            deed: title.deed,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            label: title.label,
            before,
            undone_by: None,
        });
        let revision = revision_after(0, now);
        writes.push(Write { key: record.key(), expected: 0, revision, record: Some(record) });
        sort_by(&mut writes, |a, b| a.key.cmp(&b.key));
        Batch { writes, forget: Vec::new() }
    }

    /// The batch of what is no edit of a person: it keeps the revisions, and nothing undoes it.
    pub fn finish_quietly(self) -> Batch {
        let kept = |(write, _): (Write, Before)| Write { revision: write.expected.max(1), ..write };
        Batch { writes: self.writes().into_iter().map(kept).collect(), forget: Vec::new() }
    }

    /// The batch of what is no edit of a person, but must not be done twice: nothing undoes it.
    pub fn finish_unrecorded(self) -> Batch {
        Batch { writes: self.writes().into_iter().map(|(write, _)| write).collect(), forget: Vec::new() }
    }

    /// What is really written, by key, each with what undoes it.
    fn writes(self) -> Vec<(Write, Before)> {
        let Self { loaded, written, deleted, now } = self;
        let mut writes = Vec::with_capacity(written.len() + deleted.len());
        let stays = written.into_iter().filter(|(key, _)| !deleted.contains(key));
        let mut becomes: Vec<(RecordKey, Option<Stored>)> =
            stays.map(|(key, stored)| (key, Some(stored))).collect();
        becomes.extend(deleted.iter().map(|key| (key.clone(), None)));
        sort_by(&mut becomes, |a, b| a.0.cmp(&b.0));
        for (key, becomes) in becomes {
            let (record, revision) =
                becomes.map_or((None, 0), |becomes| (Some(becomes.record), becomes.revision));
            let stored = loaded.0.get(&key);
            if stored.map(|stored| &stored.record) == record.as_ref() {
                continue;
            }
            let expected = stored.map_or(0, |stored| stored.revision);
            let revision = if revision == 0 { revision_after(expected, now) } else { revision };
            let arranged = match (stored.map(|stored| &stored.record), &record) {
                (Some(Record::Pin(before)), Some(Record::Pin(after))) => Arranged::between(before, after),
                _ => None,
            };
            let whole = stored.filter(|_| arranged.is_none());
            let before = Before {
                key: key.clone(),
                record: whole.map(|stored| Box::new(stored.record.clone())),
                arranged: arranged.map(Box::new),
                was: expected,
                revision: if record.is_some() { revision } else { 0 },
            };
            writes.push((Write { key, expected, revision, record }, before));
        }
        writes
    }
}

fn revision_after(expected: u64, now: Instant) -> u64 {
    u64::try_from(now.milliseconds()).unwrap_or(0).max(expected + 1)
}

/// A set of ids. All sets of the commands are of this one type: each other one is more Wasm.
pub(super) fn ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> SortedSet<&'a str> {
    ids.into_iter().collect()
}
