//! Why a command was refused. Nothing was changed then.

use thiserror::Error;

use crate::model::record::RecordKey;

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// What it names does not exist, or not any more: show the list anew.
    #[error("{0:?} does not exist")]
    NotFound(RecordKey),
    /// A value is not valid: ask for another.
    #[error("`{0}` is not valid")]
    Invalid(&'static str),
    /// Too many at once: split the command.
    #[error("at most {limit} {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// What the change touched has changed since: nothing is undone.
    #[error("the change cannot be undone: {0:?} has changed since")]
    MovedOn(RecordKey),
    /// The change was undone before.
    #[error("the change was undone before")]
    UndoneBefore,
}
