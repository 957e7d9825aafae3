//! Stored records, and which of them a command or a view needs to see.

use std::collections::BTreeMap;

use super::record::{IndexKey, Record, RecordKey, RecordKind};

/// Most records loaded of one key of `some_by`: more with one name say nothing about anybody.
pub const SOME: u32 = 200;

/// What has to be loaded; naming a record twice does no harm. Whoever stores the records loads the union of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Records by key; those that do not exist are simply absent from what is loaded.
    pub keys: Vec<RecordKey>,
    /// Records that carry one of these index keys.
    pub found_by: Vec<IndexKey>,
    /// The first records that carry one of these index keys, at most [`SOME`] of each: keys that any number may carry.
    pub some_by: Vec<IndexKey>,
    /// All records of these kinds.
    pub all_of: Vec<RecordKind>,
}

/// A record with the revision it was stored under; the first is 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its revision.
    pub revision: u64,
    /// The record.
    pub record: Record,
}

/// What was loaded for a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loaded(pub BTreeMap<RecordKey, Stored>);
