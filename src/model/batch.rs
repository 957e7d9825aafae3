//! What a command writes: all of it in one transaction, or nothing.

use super::{
    id::MediaId,
    record::{Record, RecordKey},
};

/// A record to write or delete, and what it is based on.
#[derive(Debug, Clone, PartialEq)]
pub struct Write {
    /// Which.
    pub key: RecordKey,
    /// The revision it is based on; 0: it did not exist. The commit fails where this is no longer so.
    pub expected: u64,
    /// The revision it is stored under. Revisions follow the clock (at least `expected + 1`), so that a record
    /// made anew after a deletion is never taken for the one before. What is no person's edit, such as how far
    /// a picture has come, keeps `expected`.
    pub revision: u64,
    /// The record; `None` deletes it.
    pub record: Option<Record>,
}

/// The writes of one command. The change that undoes them is one of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// In the order of their keys.
    pub writes: Vec<Write>,
    /// Pictures whose bytes nothing refers to any more.
    pub forget: Vec<MediaId>,
}
