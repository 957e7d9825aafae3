//! Which records a command needs to see. It never loads anything.

use super::{CareCommand, command::CustomerEdit};
use crate::{
    edit::plan::change_key,
    model::{
        id::{ChangeId, ConnectionId, CustomerId, DeliveryId},
        record::{IndexKey, RecordKey, RecordKind},
        stored::Plan,
    },
};

pub(super) fn customer_key(id: &CustomerId) -> RecordKey {
    RecordKey::new(RecordKind::Customer, id.as_str())
}

pub(super) fn connection_key(id: &ConnectionId) -> RecordKey {
    RecordKey::new(RecordKind::Connection, id.as_str())
}

pub(super) fn delivery_key(id: &DeliveryId) -> RecordKey {
    RecordKey::new(RecordKind::Delivery, id.as_str())
}

/// What `command`, named `change`, needs.
pub(super) fn plan(command: &CareCommand, change: &ChangeId) -> Plan {
    let mut plan = Plan::default();
    // Had it been committed before, its change is there, and nothing is done twice.
    plan.keys.push(change_key(change));
    match command {
        CareCommand::CustomerWrite { id, edits } => {
            plan.keys.push(customer_key(id));
            for edit in edits {
                // Whoever else has one of these accounts keeps this customer from getting it.
                if let CustomerEdit::Identify(identities) = edit {
                    plan.found_by.extend(identities.iter().map(|key| IndexKey::author(&key.0)));
                }
            }
        }
        CareCommand::CustomerMerge { stays, goes } => {
            plan.keys.extend([customer_key(stays), customer_key(goes)]);
            plan.found_by.push(IndexKey::customer(goes));
        }
        CareCommand::CustomerSplit { from, new, .. } => {
            plan.keys.extend([customer_key(from), customer_key(new)]);
            plan.found_by.push(IndexKey::customer(from));
        }
        CareCommand::CustomerDelete { id } => {
            plan.keys.push(customer_key(id));
            plan.found_by.push(IndexKey::customer(id));
        }
        CareCommand::PinsCustomer { pins, customer } => {
            plan.keys.extend(pins.iter().map(RecordKey::pin));
            plan.keys.extend(customer.iter().map(customer_key));
        }
        CareCommand::Undo { change } => plan.keys.push(change_key(change)),
        CareCommand::ConnectionWrite { connection } => {
            plan.keys.push(connection_key(&connection.id));
            plan.all_of.push(RecordKind::Connection);
        }
        CareCommand::ConnectionDelete { id } => plan.keys.push(connection_key(id)),
        CareCommand::DeliveriesQueue { deliveries } => {
            for new in deliveries {
                plan.keys.push(RecordKey::pin(&new.pin));
                plan.keys.push(connection_key(&new.connection));
                plan.keys.push(delivery_key(&DeliveryId::of(&new.pin, &new.connection)));
            }
        }
        CareCommand::DeliveriesCancel { ids } | CareCommand::DeliveriesRetry { ids } => {
            plan.keys.extend(ids.iter().map(delivery_key));
        }
        CareCommand::DeliveryBegin { id, .. } | CareCommand::DeliveryEnd { id, .. } => {
            plan.keys.push(delivery_key(id));
        }
    }
    plan
}
