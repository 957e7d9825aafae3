//! What one command changed, kept so that it can be undone. Written in the same transaction as the change.

use serde::{Deserialize, Serialize};

use super::{
    board::Placement,
    customer::Customer,
    id::{BoardId, ChangeId},
    pin::Pin,
    record::{Record, RecordKey},
    sorted_map::SortedMap,
    sorted_set::SortedSet,
    tag::TagPath,
    time::Instant,
};

/// How many changes are kept; past that the oldest go, and what they deleted is gone for good.
pub const MAX_CHANGES: usize = 200;

/// What a person arranges of a pin, as it was: what is changed on thousands of pins at once is most often nothing else, and
/// to keep all of each would be ten times as much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arranged {
    /// When the pin had last changed.
    pub changed: Instant,
    /// Its tags.
    #[serde(default, skip_serializing_if = "SortedSet::is_empty")]
    pub tags: SortedSet<TagPath>,
    /// The boards it stood on.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub placements: SortedMap<BoardId, Placement>,
}

impl Arranged {
    /// What was arranged of a pin, where it differs from what it became in nothing else.
    pub fn between(before: &Pin, after: &Pin) -> Option<Self> {
        let own = Self {
            changed: before.changed,
            tags: before.tags.clone(),
            placements: before.placements.clone(),
        };
        (own.back(after) == *before).then_some(own)
    }

    /// The pin, arranged as it was.
    pub fn back(&self, now: &Pin) -> Pin {
        let Self { changed, tags, placements } = self.clone();
        Pin { changed, tags, placements, ..now.clone() }
    }
}

/// A record as it was before the change; neither `record` nor `arranged`: it did not exist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Before {
    /// Which record.
    pub key: RecordKey,
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Box<Record>>,
    /// What is left of a pin that differs in nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arranged: Option<Box<Arranged>>,
    /// Its revision before the change, 0 where it did not exist. Undo gives it back with the record: equal
    /// revisions mean equal records, so that one change after the other can be undone.
    pub was: u64,
    /// Its revision after the change, 0 where it was deleted: if it has moved on since, undo refuses.
    pub revision: u64,
}

impl Before {
    /// Whether the change made the record.
    pub fn is_new(&self) -> bool {
        self.record.is_none() && self.arranged.is_none()
    }

    /// The customer as it was, where it is one that there was.
    pub fn customer(&self) -> Option<&Customer> {
        match self.record.as_deref() {
            Some(Record::Customer(customer)) => Some(customer),
            _ => None,
        }
    }
}

/// What a change did, for the list of changes and for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Pinned something.
    Pinned,
    /// Saw something pinned before again.
    Observed,
    /// Corrected values.
    Edited,
    /// Added or removed tags.
    Tagged,
    /// Put on a board, moved or taken off.
    Placed,
    /// Deleted pins.
    Deleted,
    /// Wrote, changed or removed an annotation.
    Annotated,
    /// Made or changed a board.
    BoardChanged,
    /// Made several boards one.
    BoardsMerged,
    /// Deleted a board.
    BoardDeleted,
    /// Changed the vocabulary.
    VocabularyChanged,
    /// Set rights.
    RightsSet,
    /// Changed the care side.
    CaseChanged,
    /// Put into the outbox, called off or tried again.
    HandedOver,
    /// Made or changed a customer, or said whose a pin is.
    CustomerChanged,
    /// Made two customers one.
    CustomersMerged,
    /// Made two customers of one.
    CustomerSplit,
    /// Deleted a customer.
    CustomerDeleted,
    /// Made, changed, moved or deleted a rule.
    RulesChanged,
    /// Did what rules say.
    RulesApplied,
    /// Changed templates, sites, destinations or settings.
    SettingsChanged,
    /// Stored a picture or gave up on one.
    MediaChanged,
    /// Restored a backup.
    Restored,
    /// Brought in another program's file.
    Imported,
    /// Undid another change.
    Undone,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its name, made by the caller of the command.
    pub id: ChangeId,
    /// When.
    pub at: Instant,
    /// What it did.
    pub deed: Deed,
    /// How many pins (or other things, where no pin is concerned) it touched.
    pub count: u32,
    /// A name to show: the board, the tag, the author of a single pin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What undoes it; empty: it cannot be undone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Before>,
    /// The change that undid this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<ChangeId>,
}
