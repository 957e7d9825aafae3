//! The one way to change anything: a command is planned (which records it needs), applied (which records
//! it writes) and committed by whoever stores them. It never reads or writes storage itself.

pub mod care;
pub mod command;
pub mod curate;

mod apply;
pub mod outcome;
mod plan;

mod boards;
mod notes;
mod pins;
mod setup;
mod undo;
mod vocabulary;

pub mod desk;
pub mod error;

pub use apply::apply;
pub use boards::append_all;
pub use pins::made;
pub use plan::{change_in, follow_up, plan};
pub use vocabulary::{known, meant};

use self::{command::Command, error::EditError, outcome::Outcome};
use crate::model::{
    id::ChangeId,
    stored::{Loaded, Plan},
    time::Instant,
};

/// What can be carried out by whoever stores the records: a [`Command`], or a [`care::CareCommand`].
pub trait Edit {
    /// What the command, named `change`, needs first.
    fn plan(&self, change: &ChangeId) -> Plan;

    /// What it needs besides, now that its first plan is loaded.
    fn follow_up(&self, loaded: &Loaded) -> Option<Plan>;

    /// What it comes to at the time `now`.
    ///
    /// # Errors
    /// [`EditError`] says why it is refused; nothing is to be written then.
    fn apply(&self, change: &ChangeId, loaded: &Loaded, now: Instant) -> Result<Outcome, EditError>;
}

impl Edit for Command {
    fn plan(&self, change: &ChangeId) -> Plan {
        plan(self, change)
    }

    fn follow_up(&self, loaded: &Loaded) -> Option<Plan> {
        follow_up(self, loaded)
    }

    fn apply(&self, change: &ChangeId, loaded: &Loaded, now: Instant) -> Result<Outcome, EditError> {
        apply(self, change, loaded, now)
    }
}
