//! What was sent and what is under way, one line a change of state, the last of a delivery counts. A line is written before anything
//! is sent, so that a run that was ended in the middle is known to the next one. It is one run's at a time: two that do not know of
//! each other would send a note twice.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Write},
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
    /// Locked until it is closed, also where the run is ended in the middle.
    file: File,
    states: BTreeMap<String, DeliveryState>,
    /// What stood at its destination once, whatever came of looking again.
    sent: BTreeMap<String, DeliveryState>,
    /// By what the customer of each was found when it was first begun; older journals do not say it.
    known: BTreeMap<String, String>,
}

impl Journal {
    /// The journal of a workspace.
    pub(super) fn beside(workspace: &Path) -> PathBuf {
        PathBuf::from(format!("{}.deliveries", workspace.display()))
    }

    /// Reads a journal, and makes it where there is none. A line that was cut by the end of a run is passed over.
    ///
    /// # Errors
    /// [`CliError::InUse`] where another run has it.
    pub(super) fn open(path: &Path) -> Result<Self, CliError> {
        let path = path.to_owned();
        let opened = OpenOptions::new().create(true).read(true).append(true).open(&path);
        let mut file = match opened {
            Ok(file) => file,
            Err(error) => return Err(CliError::Write { path, error }),
        };
        // Before it is read: what another run is about to write has to be known.
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(CliError::InUse(path)),
            Err(TryLockError::Error(error)) => return Err(CliError::Lock { path, error }),
        }
        let mut bytes = Vec::new();
        if let Err(error) = file.read_to_end(&mut bytes) {
            return Err(CliError::Read { path, error });
        }
        let mut journal =
            Self { path, file, states: BTreeMap::new(), sent: BTreeMap::new(), known: BTreeMap::new() };
        for line in String::from_utf8_lossy(&bytes).lines() {
            let Ok(value) = json::parse(line) else { continue };
            let text = |pointer: &str| value.pointer(pointer).and_then(|text| text.as_str());
            let state = value.pointer("/state").and_then(|state| json::read(state).ok());
            let (Some(id), Some(state)) = (text("/delivery"), state) else { continue };
            journal.keep(id, state);
            if let Some(key) = text("/known_as") {
                journal.known.entry(id.to_owned()).or_insert_with(|| key.to_owned());
            }
        }
        if bytes.last().is_some_and(|last| *last != b'\n')
            && let Err(error) = journal.file.write_all(b"\n")
        {
            return Err(CliError::Write { path: journal.path, error });
        }
        Ok(journal)
    }

    /// What stood there once.
    pub(super) fn sent(&self, id: &DeliveryId) -> Option<&DeliveryState> {
        self.sent.get(id.as_str())
    }

    /// The last state of a delivery.
    pub(super) fn state(&self, id: &DeliveryId) -> Option<&DeliveryState> {
        self.states.get(id.as_str())
    }

    /// By what the customer of a delivery is found: as it was when it was first begun, else by this key, which is kept with the
    /// next line. Whoever was joined to somebody else since, an earlier try is looked for where it was made.
    pub(super) fn known_as(&mut self, id: &DeliveryId, key: Option<String>) -> Option<String> {
        let first = self.known.get(id.as_str()).cloned().or(key)?;
        self.known.insert(id.as_str().to_owned(), first.clone());
        Some(first)
    }

    /// Writes down the state of a delivery. It is not forced to the disk: a machine that loses power is not back before the
    /// destination is done.
    pub(super) fn write(&mut self, id: &DeliveryId, state: DeliveryState) -> Result<(), CliError> {
        let line =
            format!("{}\n", json!({"delivery": id, "known_as": self.known.get(id.as_str()), "state": state}));
        let written = self.file.write_all(line.as_bytes());
        written.map_err(|error| CliError::Write { path: self.path.clone(), error })?;
        self.keep(id.as_str(), state);
        Ok(())
    }

    fn keep(&mut self, id: &str, state: DeliveryState) {
        if matches!(state, DeliveryState::Sent { .. }) {
            self.sent.insert(id.to_owned(), state.clone());
        }
        self.states.insert(id.to_owned(), state);
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
