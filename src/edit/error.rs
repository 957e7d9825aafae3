//! Why a command was refused. Nothing was changed then.

use thiserror::Error;

use crate::model::{
    customer::{Customer, IdentityKey},
    id::CustomerId,
    record::RecordKey,
};

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// What it names does not exist, or not any more: show the list anew.
    #[error("{0:?} does not exist")]
    NotFound(RecordKey),
    /// A value is not valid: ask for another.
    #[error("`{0}` is not valid")]
    Invalid(&'static str),
    /// An account is another customer's: merge the two, or take it from the other first.
    #[error("`{identity}` belongs to the customer {name}")]
    Taken {
        /// The account's key.
        identity: String,
        /// Whose it is.
        customer: CustomerId,
        /// What they are called.
        name: String,
    },
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
    /// What it touches is of a kind that this module does not work with: another one does.
    #[error("another module has to do this")]
    Elsewhere,
    /// The change was undone before.
    #[error("the change was undone before")]
    UndoneBefore,
}

impl EditError {
    /// An account is another customer's.
    pub(super) fn taken(identity: &IdentityKey, by: &Customer) -> Self {
        Self::Taken { identity: identity.0.clone(), customer: by.id.clone(), name: by.name.clone() }
    }
}
