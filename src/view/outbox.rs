//! What was handed over and what waits to be. It changes nothing.

use pinfold_kernels::sorting::{sort_by, sort_by_cached_key};
use serde::{Deserialize, Serialize};

use super::records::Records;
use crate::model::{
    connection::Connection,
    delivery::{Delivery, DeliveryState},
    id::{ConnectionId, DeliveryId},
    record::{IndexKey, Record, RecordKey, RecordKind},
    stored::{Loaded, Plan},
    time::Instant,
};
use crate::search::query::value_key;

/// Most deliveries shown: what still waits comes first, then the latest. As many as are sent at once.
const MAX_SHOWN: usize = 1_000;

/// One delivery as the outbox lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct DeliveryRow {
    /// Which.
    pub id: DeliveryId,
    /// Where it goes.
    pub connection: ConnectionId,
    /// What it is about.
    pub subject: String,
    /// The note, to be copied where it cannot be sent.
    pub body: String,
    /// How many files go with it.
    pub attachments: u32,
    /// How far it has come.
    pub state: DeliveryState,
    /// When it can be looked for at the soonest, where it may have arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<Instant>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was queued.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
}

/// The outbox.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct OutboxView {
    /// The destinations, by name.
    pub connections: Vec<Connection>,
    /// The deliveries: what needs a person, what waits, what arrived; each the latest first.
    pub rows: Vec<DeliveryRow>,
    /// How many wait or are on their way.
    pub waiting: u32,
    /// How many need a person.
    pub stuck: u32,
    /// How many arrived.
    pub sent: u32,
}

/// What the outbox is to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct DueView {
    /// What is on its way. Whoever asks and carries none of it has died over it before: nobody saw its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<DeliveryId>,
    /// What is to be carried out now, the oldest first.
    pub now: Vec<DeliveryId>,
    /// When there is something again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Instant>,
}

/// What the outbox needs; of these deliveries only where there are some.
pub fn outbox_plan(only: &[DeliveryId]) -> Plan {
    let mut all_of = vec![RecordKind::Connection];
    if only.is_empty() {
        all_of.push(RecordKind::Delivery);
    }
    let keys = only.iter().map(|id| RecordKey::new(RecordKind::Delivery, id.as_str())).collect();
    Plan { keys, all_of, ..Plan::default() }
}

/// The outbox.
pub fn outbox(records: &impl Records) -> OutboxView {
    let mut view = OutboxView { connections: connections(records), ..OutboxView::default() };
    let mut deliveries: Vec<&Delivery> = deliveries(records).collect();
    sort_by(&mut deliveries, |one, other| {
        let of = |delivery: &Delivery| (rank(&delivery.state), std::cmp::Reverse(delivery.changed));
        of(one).cmp(&of(other)).then_with(|| one.id.cmp(&other.id))
    });
    for delivery in &deliveries {
        match rank(&delivery.state) {
            Rank::Stuck => view.stuck += 1,
            Rank::Waiting => view.waiting += 1,
            Rank::Sent => view.sent += 1,
            Rank::Cancelled => {}
        }
    }
    view.rows = deliveries.into_iter().take(MAX_SHOWN).map(row).collect();
    view
}

/// The destinations, by name.
pub fn connections(records: &impl Records) -> Vec<Connection> {
    let mut connections: Vec<Connection> = records
        .records(RecordKind::Connection)
        .filter_map(|record| match record {
            Record::Connection(connection) => Some(connection.clone()),
            _ => None,
        })
        .collect();
    sort_by_cached_key(&mut connections, |connection| (value_key(&connection.name), connection.id.clone()));
    connections
}

/// What is to be carried out now: due deliveries, the oldest first.
pub fn due(loaded: &Loaded, now: Instant) -> DueView {
    let (mut left, mut due, mut next) = (Vec::new(), Vec::new(), None::<Instant>);
    for delivery in deliveries(loaded) {
        let at = match &delivery.state {
            DeliveryState::Queued => Some(delivery.changed),
            DeliveryState::Unknown { retry_at, .. } => Some(*retry_at),
            DeliveryState::Failed { retry_at, .. } => *retry_at,
            DeliveryState::Sending { .. } => {
                left.push(delivery.id.clone());
                None
            }
            DeliveryState::Sent { .. } | DeliveryState::Cancelled => None,
        };
        match at {
            Some(at) if at <= now => due.push((at, delivery.id.clone())),
            Some(at) => next = Some(next.map_or(at, |next| next.min(at))),
            None => {}
        }
    }
    sort_by(&mut due, Ord::cmp);
    DueView { left, now: due.into_iter().map(|(_, id)| id).collect(), next }
}

/// What is still to be carried out, and nothing else.
pub fn due_plan() -> Plan {
    Plan { found_by: [IndexKey::outbox()].into(), ..Plan::default() }
}

/// The order of the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Stuck,
    Waiting,
    Sent,
    Cancelled,
}

fn rank(state: &DeliveryState) -> Rank {
    match state {
        DeliveryState::Failed { retry_at: None, .. } => Rank::Stuck,
        DeliveryState::Sent { .. } => Rank::Sent,
        DeliveryState::Cancelled => Rank::Cancelled,
        _ => Rank::Waiting,
    }
}

fn row(delivery: &Delivery) -> DeliveryRow {
    DeliveryRow {
        id: delivery.id.clone(),
        connection: delivery.id.connection(),
        subject: delivery.note.subject.clone(),
        body: delivery.note.body.clone(),
        attachments: u32::try_from(delivery.note.attachments.len()).unwrap_or(u32::MAX),
        state: delivery.state.clone(),
        settles: delivery.settles,
        attempts: delivery.attempts,
        created: delivery.created,
        changed: delivery.changed,
    }
}

fn deliveries(records: &impl Records) -> impl Iterator<Item = &Delivery> {
    records.records(RecordKind::Delivery).filter_map(|record| match record {
        Record::Delivery(delivery) => Some(&**delivery),
        _ => None,
    })
}
