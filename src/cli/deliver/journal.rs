//! What was sent and what is under way, one line a change of state, the last of a delivery counts. A line is written before anything
//! is sent, so that a run that was ended in the middle is known to the next one.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::CliError;
use crate::{
    deliver::retry,
    json,
    model::{delivery::DeliveryState, id::DeliveryId, time::Instant},
};

/// The states of deliveries, and the file they lie in.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    states: BTreeMap<String, DeliveryState>,
}

impl Journal {
    /// The journal of a workspace.
    pub(super) fn beside(workspace: &Path) -> PathBuf {
        PathBuf::from(format!("{}.deliveries", workspace.display()))
    }

    /// Reads a journal, and makes it where there is none. A line that was cut by the end of a run is passed over.
    pub(super) fn open(path: &Path) -> Result<Self, CliError> {
        let mut states = BTreeMap::new();
        let text = if path.exists() { super::super::store::read(path)? } else { String::new() };
        for line in text.lines() {
            let Ok(value) = json::parse(line) else { continue };
            let state = value.pointer("/state").and_then(|state| json::read(state).ok());
            if let (Some(id), Some(state)) = (value.pointer("/delivery").and_then(|id| id.as_str()), state) {
                states.insert(id.to_owned(), state);
            }
        }
        let failed = |error| CliError::Write { path: path.to_owned(), error };
        let mut file = OpenOptions::new().create(true).append(true).open(path).map_err(failed)?;
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n").map_err(failed)?;
        }
        Ok(Self { path: path.to_owned(), file, states })
    }

    /// The state of a delivery.
    pub(super) fn state(&self, id: &DeliveryId) -> Option<&DeliveryState> {
        self.states.get(id.as_str())
    }

    /// Writes down the state of a delivery. It is not forced to the disk: a machine that loses power is not back before the
    /// destination is done.
    pub(super) fn write(&mut self, id: &DeliveryId, state: DeliveryState) -> Result<(), CliError> {
        let sent = |state: &DeliveryState| matches!(state, DeliveryState::Sent { .. });
        // What stood there once is not forgotten because looking again failed.
        if self.state(id).is_some_and(sent) && !sent(&state) {
            return Ok(());
        }
        let line = format!("{}\n", json!({"delivery": id, "state": state}));
        let written = self.file.write_all(line.as_bytes());
        written.map_err(|error| CliError::Write { path: self.path.clone(), error })?;
        self.states.insert(id.as_str().to_owned(), state);
        Ok(())
    }
}

/// When a delivery that the journal has in this state may be looked at again.
pub(super) fn due(state: &DeliveryState, settle_ms: u32, now: Instant) -> Option<Instant> {
    match state {
        // Nobody saw the end of that run: it was going on until a moment ago for all we know.
        DeliveryState::Sending { .. } => Some(retry::settled(now, settle_ms)),
        DeliveryState::Unknown { retry_at, .. } => Some(*retry_at),
        DeliveryState::Failed { retry_at, .. } => *retry_at,
        DeliveryState::Queued | DeliveryState::Sent { .. } | DeliveryState::Cancelled => None,
    }
}
