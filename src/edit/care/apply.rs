//! A command and what it needs become a batch. It never writes it.

use super::{CareCommand, connections, customers, merge, outbox, plan};
use crate::{
    edit::{
        Edit,
        apply::check_count,
        desk::Desk,
        error::EditError,
        outcome::Outcome,
        plan::{change_in, undo_follow_up},
        undo,
    },
    model::{
        id::ChangeId,
        stored::{Loaded, Plan},
        time::Instant,
    },
};

impl Edit for CareCommand {
    fn plan(&self, change: &ChangeId) -> Plan {
        plan::plan(self, change)
    }

    fn follow_up(&self, loaded: &Loaded) -> Option<Plan> {
        match self {
            Self::Undo { change } => undo_follow_up(change, loaded),
            _ => None,
        }
    }

    fn apply(&self, change: &ChangeId, loaded: &Loaded, now: Instant) -> Result<Outcome, EditError> {
        if let Some(committed) = change_in(loaded, change) {
            return Ok(Outcome::again(committed));
        }
        let mut desk = Desk::new(loaded, now);
        let title = match self {
            Self::CustomerWrite { id, edits } => customers::write(&mut desk, id, edits)?,
            Self::CustomerMerge { stays, goes } => merge::merge(&mut desk, stays, goes)?,
            Self::CustomerSplit { from, new, name, identities, contacts } => {
                merge::split(&mut desk, from, new, name, identities, contacts)?
            }
            Self::CustomerDelete { id } => customers::delete(&mut desk, id)?,
            Self::PinsCustomer { pins, customer } => {
                check_count(pins.len())?;
                customers::assign(&mut desk, pins, customer.as_ref())?
            }
            Self::Undo { change: undone } => undo::undo(&mut desk, loaded, undone, change)?,
            Self::ConnectionWrite { connection } => connections::write(&mut desk, connection)?,
            Self::ConnectionDelete { id } => connections::delete(&mut desk, id)?,
            Self::DeliveriesQueue { deliveries } => outbox::queue(&mut desk, deliveries)?,
            Self::DeliveriesCancel { ids } => outbox::settle(&mut desk, ids, outbox::cancelled)?,
            Self::DeliveriesRetry { ids } => {
                let now = desk.now;
                outbox::settle(&mut desk, ids, |delivery| outbox::retried(delivery, now))?
            }
            // How far a delivery has come is no deed of a person, and nothing undoes it.
            Self::DeliveryBegin { id, known_as } => {
                outbox::begin(&mut desk, id, known_as.as_ref())?;
                return Ok(Outcome::of(desk.finish_unrecorded(), None));
            }
            Self::DeliveryEnd { id, state } => {
                outbox::end(&mut desk, id, state)?;
                return Ok(Outcome::of(desk.finish_unrecorded(), None));
            }
        };
        Ok(Outcome::of(desk.finish(change, title), None))
    }
}
