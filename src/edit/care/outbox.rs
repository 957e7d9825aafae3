//! Commands on deliveries. A delivery is written here before anything is sent, and what has arrived is never sent again.

use super::{
    command::NewDelivery,
    plan::{connection_key, delivery_key},
};
use crate::{
    edit::{
        desk::{Desk, Title},
        error::EditError,
    },
    model::{
        change::Deed,
        delivery::{Delivery, DeliveryState, MAX_ATTACHMENTS, MAX_DELIVERIES, Note, SETTLES_MS, backoff},
        id::DeliveryId,
        record::{Record, RecordKey},
        text::{MAX_LABEL, MAX_NOTE, MAX_PIN_TEXT},
        time::Instant,
    },
};

/// The code of a delivery that may have arrived and is not looked for any more.
const GIVEN_UP: &str = "given_up";
/// The code of a destination that asks to wait.
const BUSY: &str = "busy";

pub(super) fn queue(desk: &mut Desk, deliveries: &[NewDelivery]) -> Result<Title, EditError> {
    if deliveries.len() > MAX_DELIVERIES {
        return Err(EditError::TooMany { what: "deliveries", limit: MAX_DELIVERIES });
    }
    let mut label = None;
    for new in deliveries {
        let pin = RecordKey::pin(&new.pin);
        if desk.get(&pin).is_none() {
            return Err(EditError::NotFound(pin));
        }
        let connection = connection_key(&new.connection);
        let Some(Record::Connection(found)) = desk.get(&connection) else {
            return Err(EditError::NotFound(connection));
        };
        label.get_or_insert_with(|| found.name.clone());
        check(&new.note)?;
        let id = DeliveryId::of(&new.pin, &new.connection);
        let before = existing(desk, &id);
        let is_settled = |before: &Delivery| {
            use DeliveryState::{Sending, Sent, Unknown};
            matches!(before.state, Sent { .. } | Sending { .. } | Unknown { .. })
        };
        if before.as_ref().is_some_and(is_settled) {
            continue;
        }
        let state = before.as_ref().and_then(|before| retried(before, desk.now));
        let state = state.unwrap_or(DeliveryState::Queued);
        let settles = before.as_ref().and_then(|before| before.settles);
        let tried = before.as_ref().filter(|_| state != DeliveryState::Queued);
        desk.put(Record::Delivery(Box::new(Delivery {
            id,
            customer: new.customer.clone(),
            known_as: before.as_ref().and_then(|before| before.known_as.clone()),
            note: new.note.clone(),
            state,
            settles,
            attempts: tried.map_or(0, |before| before.attempts),
            created: before.map_or(desk.now, |before| before.created),
            changed: desk.now,
        })));
    }
    Ok(Title { deed: Deed::HandedOver, label })
}

/// Puts each into another state that has one; one that is of none of these any more (it has arrived meanwhile) stays as it is,
/// unless it is the only one: then that is what there is to say.
pub(super) fn settle(
    desk: &mut Desk,
    ids: &[DeliveryId],
    other: impl Fn(&Delivery) -> Option<DeliveryState>,
) -> Result<Title, EditError> {
    if ids.len() > MAX_DELIVERIES {
        return Err(EditError::TooMany { what: "deliveries", limit: MAX_DELIVERIES });
    }
    for id in ids {
        let delivery = delivery(desk, id)?;
        match other(&delivery) {
            Some(state) => put(desk, delivery, state),
            None if ids.len() == 1 => return Err(EditError::Invalid("state")),
            None => {}
        }
    }
    Ok(Deed::HandedOver.into())
}

/// What a delivery is once it is called off.
pub(super) fn cancelled(delivery: &Delivery) -> Option<DeliveryState> {
    match &delivery.state {
        DeliveryState::Queued | DeliveryState::Failed { .. } => Some(DeliveryState::Cancelled),
        DeliveryState::Unknown { .. } => {
            Some(DeliveryState::Failed { code: GIVEN_UP.to_owned(), detail: None, retry_at: None })
        }
        DeliveryState::Sending { .. } | DeliveryState::Sent { .. } | DeliveryState::Cancelled => None,
    }
}

/// What a delivery is once it is to be tried again. One that may have arrived is looked for, whatever has become of it since, but
/// no sooner than its destination is done with it: what is not found is sent anew.
pub(super) fn retried(delivery: &Delivery, now: Instant) -> Option<DeliveryState> {
    // A record from elsewhere may name any time.
    let settles = delivery.settles.map(|at| at.clamp(now, now.after(SETTLES_MS)));
    match (&delivery.state, settles) {
        (DeliveryState::Sending { .. } | DeliveryState::Sent { .. }, _) => None,
        (DeliveryState::Unknown { since, retry_at }, settles) => {
            Some(DeliveryState::Unknown { since: *since, retry_at: settles.unwrap_or(*retry_at) })
        }
        (_, Some(retry_at)) => Some(DeliveryState::Unknown { since: delivery.changed, retry_at }),
        (_, None) => Some(DeliveryState::Queued),
    }
}

pub(super) fn begin(desk: &mut Desk, id: &DeliveryId, known_as: Option<&String>) -> Result<(), EditError> {
    let mut delivery = delivery(desk, id)?;
    if !is_due(&delivery.state, desk) {
        return Err(EditError::Invalid("state"));
    }
    delivery.attempts = delivery.attempts.saturating_add(1);
    delivery.settles = None;
    delivery.known_as = delivery.known_as.or_else(|| known_as.cloned());
    let since = desk.now;
    put(desk, delivery, DeliveryState::Sending { since });
    Ok(())
}

pub(super) fn end(desk: &mut Desk, id: &DeliveryId, state: &DeliveryState) -> Result<(), EditError> {
    let mut delivery = delivery(desk, id)?;
    if !matches!(delivery.state, DeliveryState::Sending { .. }) {
        return Err(EditError::Invalid("state"));
    }
    if let DeliveryState::Unknown { retry_at, .. } = state {
        // A destination may ask to wait for longer than it is at work.
        delivery.settles = Some((*retry_at).min(desk.now.after(SETTLES_MS)));
    }
    let state = slowed(state.clone(), delivery.attempts, desk.now);
    put(desk, delivery, state);
    Ok(())
}

/// What goes wrong again and again is given more time each time. Who asks to wait has said how long.
fn slowed(mut state: DeliveryState, attempts: u32, now: Instant) -> DeliveryState {
    match &mut state {
        DeliveryState::Failed { code, retry_at: Some(retry_at), .. } if code != BUSY => {
            *retry_at = (*retry_at).max(backoff(attempts, now));
        }
        DeliveryState::Unknown { retry_at, .. } => *retry_at = (*retry_at).max(backoff(attempts, now)),
        _ => {}
    }
    state
}

/// Whether it is its turn.
fn is_due(state: &DeliveryState, desk: &Desk) -> bool {
    match state {
        DeliveryState::Queued => true,
        DeliveryState::Unknown { retry_at, .. } => *retry_at <= desk.now,
        DeliveryState::Failed { retry_at, .. } => retry_at.is_some_and(|at| at <= desk.now),
        // Where whoever began it died over it, that is written down first, and the destination is left alone for a while.
        DeliveryState::Sending { .. } | DeliveryState::Sent { .. } | DeliveryState::Cancelled => false,
    }
}

fn put(desk: &mut Desk, delivery: Delivery, state: DeliveryState) {
    let changed = desk.now;
    desk.put(Record::Delivery(Box::new(Delivery { state, changed, ..delivery })));
}

fn existing(desk: &Desk, id: &DeliveryId) -> Option<Delivery> {
    match desk.get(&delivery_key(id)) {
        Some(Record::Delivery(delivery)) => Some((**delivery).clone()),
        _ => None,
    }
}

fn delivery(desk: &Desk, id: &DeliveryId) -> Result<Delivery, EditError> {
    existing(desk, id).ok_or_else(|| EditError::NotFound(delivery_key(id)))
}

/// A destination's own limits are tighter, and were kept when the note was composed.
fn check(note: &Note) -> Result<(), EditError> {
    if note.subject.chars().count() > MAX_LABEL {
        return Err(EditError::Invalid("subject"));
    }
    // The text of a pin with a person's note, and what markup adds to both.
    if note.body.is_empty() || note.body.chars().count() > 2 * (MAX_PIN_TEXT + MAX_NOTE) {
        return Err(EditError::Invalid("note"));
    }
    if note.attachments.len() > MAX_ATTACHMENTS {
        return Err(EditError::TooMany { what: "attachments", limit: MAX_ATTACHMENTS });
    }
    Ok(())
}
