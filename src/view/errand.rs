//! What carrying out a delivery takes: the destination, the note, and whose it is. It changes nothing.

use crate::{
    compose::files,
    customers::owner,
    deliver::job::{Errand, Job, Task},
    export::set::ExportPin,
    model::{
        connection::Connection,
        customer::Customer,
        delivery::Delivery,
        id::DeliveryId,
        record::{IndexKey, Record, RecordKey, RecordKind},
        stored::{Loaded, Plan},
    },
};

use super::records::Records;

/// What it needs.
pub fn errand_plan(id: &DeliveryId, round: u32, loaded: &Loaded) -> Option<Plan> {
    match round {
        0 => {
            let connection = RecordKey::new(RecordKind::Connection, id.connection().as_str());
            Some(Plan { keys: vec![key(id), connection, RecordKey::pin(&id.pin())], ..Plan::default() })
        }
        1 => {
            let pin = loaded.pin_of(&id.pin())?;
            let said = pin.customer.iter().chain(delivery(id, loaded)?.customer.iter());
            Some(Plan {
                keys: said.map(|id| RecordKey::new(RecordKind::Customer, id.as_str())).collect(),
                found_by: pin.content.author_keys().iter().map(|key| IndexKey::author(&key.0)).collect(),
                ..Plan::default()
            })
        }
        _ => None,
    }
}

/// The errand; `None` where the delivery, its pin or its destination is not there any more.
pub fn errand(id: &DeliveryId, loaded: &Loaded) -> Option<Errand> {
    let delivery = delivery(id, loaded)?;
    let pin = loaded.pin_of(&id.pin())?;
    let customers: Vec<&Customer> = loaded
        .records(RecordKind::Customer)
        .filter_map(|record| match record {
            Record::Customer(customer) => Some(&**customer),
            _ => None,
        })
        .collect();
    let said = customers.iter().find(|customer| delivery.customer.as_ref() == Some(&customer.id)).copied();
    let customer = said.or_else(|| owner::owner(pin, &customers));
    let mut job = Job::of(pin, customer, delivery.note.clone(), Vec::new());
    job.alt = files::alt(&ExportPin { customer, ..ExportPin::of(pin) }, &job.note);
    job.person.known_as = delivery.known_as.clone().or_else(|| job.person.key());
    Some(Errand { connection: connection(id, loaded)?.clone(), task: Task::Deliver(Box::new(job)) })
}

fn key(id: &DeliveryId) -> RecordKey {
    RecordKey::new(RecordKind::Delivery, id.as_str())
}

fn delivery<'a>(id: &DeliveryId, loaded: &'a Loaded) -> Option<&'a Delivery> {
    match loaded.record(&key(id))? {
        Record::Delivery(delivery) => Some(delivery),
        _ => None,
    }
}

fn connection<'a>(id: &DeliveryId, loaded: &'a Loaded) -> Option<&'a Connection> {
    match loaded.record(&RecordKey::new(RecordKind::Connection, id.connection().as_str()))? {
        Record::Connection(connection) => Some(connection),
        _ => None,
    }
}
