//! A record as it lies in storage: what names it, what proves it, and its body as JSON text.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::CURRENT;
use crate::model::record::{IndexKey, RecordKey, RecordKind};

/// A record as it lies in storage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The record's kind.
    pub kind: RecordKind,
    /// Its name within the kind.
    pub id: String,
    /// Its revision; the first is 1.
    pub revision: u64,
    /// The schema of the body.
    pub schema: u16,
    /// The checksum over the body's exact bytes.
    pub checksum: String,
    /// The keys it is found by. They are derived: they are written for the store and never read back.
    #[serde(default)]
    pub index_keys: Vec<IndexKey>,
    /// The record as JSON.
    pub body: String,
}

/// Why a stored record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SchemaError {
    /// A newer version of the program wrote it.
    #[error("{key} has schema {found}, this version reads up to {CURRENT}: update Pinfold")]
    Newer {
        /// Which record.
        key: RecordName,
        /// Its schema.
        found: u16,
    },
    /// No version ever wrote this schema.
    #[error("{key} has schema {found}, which no version wrote: set the record aside")]
    NoSuchSchema {
        /// Which record.
        key: RecordName,
        /// Its schema.
        found: u16,
    },
    /// The bytes are not those that were written.
    #[error("{key} is damaged, its checksum does not fit: restore it from a backup")]
    Damaged {
        /// Which record.
        key: RecordName,
    },
    /// The bytes are whole and yet no record of this kind.
    #[error("{key} cannot be read ({reason}): set the record aside")]
    Unreadable {
        /// Which record.
        key: RecordName,
        /// What was wrong with it.
        reason: String,
    },
    /// The body is another record than the envelope says.
    #[error("{key} holds the record {found}: set it aside")]
    Misfiled {
        /// Which record.
        key: RecordName,
        /// Which record the body is.
        found: RecordName,
    },
    /// The record could not be written as JSON.
    #[error("{key} cannot be written ({reason})")]
    Unwritable {
        /// Which record.
        key: RecordName,
        /// What was wrong with it.
        reason: String,
    },
}

/// A record's key in messages, as in `pin 01ARZ3NDEKTSV4RRFFQ69G5FAV`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordName(pub RecordKey);

impl std::fmt::Display for RecordName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0.kind.as_str(), self.0.id)
    }
}
