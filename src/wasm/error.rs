//! What can go wrong with storage, and the code a screen turns into words. It never carries prose of a
//! browser's to a screen.

use thiserror::Error;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::DomException;

use crate::{
    model::record::RecordKey,
    protocol::failure::{Code, Failure},
    schema::SchemaError,
};

/// What can go wrong with storage.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// There is none: a private window of Firefox, or a broken profile.
    #[error("storage is not available: {0}")]
    Unavailable(String),
    /// The disk is full: nothing was stored.
    #[error("the disk is full")]
    Full,
    /// The connection was closed under us; the next question opens another.
    #[error("the connection to storage was closed: {0}")]
    Closed(String),
    /// A record has moved on since it was read: ask again.
    #[error("{0:?} has changed in the meantime")]
    Conflict(RecordKey),
    /// A record could not be written.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// Anything else a browser says: a mistake of ours.
    #[error("{0}")]
    Internal(String),
}

impl From<JsValue> for StoreError {
    fn from(value: JsValue) -> Self {
        let Some(error) = value.dyn_ref::<DomException>() else {
            return Self::Internal(format!("{value:?}"));
        };
        let said = format!("{}: {}", error.name(), error.message());
        match error.name().as_str() {
            "QuotaExceededError" => Self::Full,
            // What Chrome says of a disk it can no longer write to, and of a profile it cannot read.
            "UnknownError" | "SecurityError" | "NotAllowedError" => Self::Unavailable(said),
            "InvalidStateError" | "AbortError" | "TransactionInactiveError" => Self::Closed(said),
            _ => Self::Internal(said),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let said = vec![error.to_string()];
        let (code, details) = match error {
            StoreError::Unavailable(_) | StoreError::Closed(_) => (Code::StorageUnavailable, said),
            StoreError::Full => (Code::StorageFull, Vec::new()),
            StoreError::Conflict(key) => (Code::Conflict, vec![key.id]),
            StoreError::Schema(_) => (Code::StorageCorrupt, said),
            StoreError::Internal(_) => (Code::Internal, said),
        };
        Self { code, details }
    }
}
