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
    /// The record; `None` deletes it. It is stored with revision `expected + 1`.
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
