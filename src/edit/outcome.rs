//! What a command comes to: the batch to commit, and what to say once it is committed.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3Default;

use crate::model::{
    batch::Batch,
    change::Change,
    id::PinId,
    record::{RecordKey, RecordKind},
};

/// What became of a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Captured {
    /// A new pin.
    New,
    /// It was pinned already: an observation was added.
    Again,
}

/// What a command comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What to commit; empty where the command had been committed before.
    pub batch: Batch,
    /// What it wrote or deleted, the change itself aside.
    pub touched: Vec<RecordKey>,
    /// For a capture, the pin and whether it is new.
    pub pin: Option<(PinId, Captured)>,
    /// XXH3-64 over keys, revisions and records written, in hexadecimal.
    pub digest: String,
}

impl Outcome {
    /// What a batch comes to.
    pub fn of(batch: Batch, pin: Option<(PinId, Captured)>) -> Self {
        let touched = batch.writes.iter().map(|write| write.key.clone());
        let touched = touched.filter(|key| key.kind != RecordKind::Change).collect();
        let digest = digest(&batch);
        Self { batch, touched, pin, digest }
    }

    /// What a command came to that was committed before, by the change it left.
    pub fn again(change: &Change) -> Self {
        let touched: Vec<RecordKey> = change.before.iter().map(|before| before.key.clone()).collect();
        let pin = change.before.iter().find(|before| before.key.kind == RecordKind::Pin).and_then(|before| {
            let captured = if before.is_new() { Captured::New } else { Captured::Again };
            Some((PinId::try_from(before.key.id.clone()).ok()?, captured))
        });
        Self { batch: Batch::default(), touched, pin, digest: digest(&Batch::default()) }
    }
}

fn digest(batch: &Batch) -> String {
    let mut hash = Xxh3Default::new();
    for write in &batch.writes {
        hash.update(write.key.kind.as_str().as_bytes());
        hash.update(write.key.id.as_bytes());
        hash.update(&write.revision.to_le_bytes());
        // A record is always JSON: maps have text keys and numbers are finite.
        hash.update(&serde_json::to_vec(&write.record).unwrap_or_default());
    }
    format!("{:016x}", hash.digest())
}
