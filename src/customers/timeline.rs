//! What there was between a customer and us, in one order: posts, what became of them, notes, cases and what was handed
//! over. It leaves out only what is past its limit, and says how much that is.

use pinfold_kernels::sorting::sort_by;
use serde::{Deserialize, Serialize};

use crate::model::{
    annotation::Annotation,
    case::CaseStatus,
    delivery::{Delivery, DeliveryState},
    engagement::{Count, Engagement},
    id::{AnnotationId, ConnectionId, PinId},
    observation::Sighting,
    pin::Pin,
    time::{Instant, Published},
};

/// Most entries of one timeline, the latest of them.
pub const MAX_ENTRIES: usize = 200;

/// How far a hand-over has come, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum HandOver {
    /// Waiting for its turn.
    Queued,
    /// On its way.
    Sending,
    /// It arrived.
    Sent,
    /// It may have arrived.
    Unknown,
    /// It did not arrive.
    Failed,
    /// It was called off.
    Cancelled,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// They wrote this. Where the page does not say when, it stands where it was pinned.
    Posted {
        /// When, as exactly as the page says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published: Option<Published>,
    },
    /// Somebody answered one of their posts: another customer, one of us, anybody.
    Answered {
        /// When, as exactly as the page says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published: Option<Published>,
    },
    /// It was looked at again, and had changed.
    Seen {
        /// What had become of it.
        sighting: Sighting,
        /// Counts that were different, with what they had been and were.
        counts: Vec<(Count, i64, i64)>,
    },
    /// One of us wrote a note.
    Noted {
        /// Which.
        note: AnnotationId,
    },
    /// Somebody takes care of it.
    Case {
        /// How far it has come.
        status: CaseStatus,
    },
    /// It was handed over.
    HandedOver {
        /// Where to.
        connection: ConnectionId,
        /// How far it has come.
        state: HandOver,
        /// Where it is to be found there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
    },
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Entry {
    /// When.
    pub at: Instant,
    /// The pin it is about.
    pub pin: PinId,
    /// What happened.
    pub event: Event,
}

/// A timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Timeline {
    /// The latest entries, the last one first.
    pub entries: Vec<Entry>,
    /// How many there are besides, earlier than those.
    pub earlier: u32,
}

/// All there was about these pins, with the pins of others that answer them. Of one moment, what happened to a post stands
/// after the post.
pub fn timeline(
    pins: &[&Pin],
    answers: &[&Pin],
    notes: &[&Annotation],
    deliveries: &[&Delivery],
) -> Timeline {
    let said = |pin: &Pin, event: fn(Option<Published>) -> Event| {
        let published = pin.content.published;
        let at = published.map_or(pin.created, |published| published.instant);
        Entry { at, pin: pin.id.clone(), event: event(published) }
    };
    let answered = answers.iter().map(|pin| said(pin, |published| Event::Answered { published }));
    let mut entries: Vec<Entry> = answered.collect();
    for pin in pins {
        entries.push(said(pin, |published| Event::Posted { published }));
        looks(pin, &mut entries);
        if let Some(case) = &pin.case {
            let (at, status) = (case.opened.unwrap_or(pin.changed), case.status);
            entries.push(Entry { at, pin: pin.id.clone(), event: Event::Case { status } });
        }
    }
    // A bare highlight says nothing to a colleague who looks back.
    let written = notes.iter().filter(|note| !note.body.is_empty());
    entries.extend(written.map(|note| Entry {
        at: note.created,
        pin: note.pin.clone(),
        event: Event::Noted { note: note.id.clone() },
    }));
    entries.extend(deliveries.iter().map(|delivery| handed_over(delivery)));
    sort_by(&mut entries, |a, b| {
        let rank = |entry: &Entry| !matches!(entry.event, Event::Posted { .. });
        (b.at, rank(b), &b.pin).cmp(&(a.at, rank(a), &a.pin))
    });
    let earlier = u32::try_from(entries.len().saturating_sub(MAX_ENTRIES)).unwrap_or(u32::MAX);
    entries.truncate(MAX_ENTRIES);
    Timeline { entries, earlier }
}

/// The looks at a pin that found something else than the look before.
fn looks(pin: &Pin, into: &mut Vec<Entry>) {
    let mut known: Engagement = pin.content.engagement.clone();
    for seen in &pin.observations {
        let mut counts = Vec::new();
        for (count, now) in &seen.engagement {
            // A count that the page did not show before says nothing about a change.
            if let Some(before) = known.get(count).filter(|before| *before != now) {
                counts.push((*count, *before, *now));
            }
            known.insert(*count, *now);
        }
        if seen.sighting != Sighting::Unchanged || !counts.is_empty() {
            let event = Event::Seen { sighting: seen.sighting, counts };
            into.push(Entry { at: seen.at, pin: pin.id.clone(), event });
        }
    }
}

fn handed_over(delivery: &Delivery) -> Entry {
    let (at, state, link) = match &delivery.state {
        DeliveryState::Queued => (delivery.created, HandOver::Queued, None),
        DeliveryState::Sending { since } => (*since, HandOver::Sending, None),
        DeliveryState::Sent { at, receipt } => (*at, HandOver::Sent, receipt.link.clone()),
        DeliveryState::Unknown { since, .. } => (*since, HandOver::Unknown, None),
        DeliveryState::Failed { .. } => (delivery.changed, HandOver::Failed, None),
        DeliveryState::Cancelled => (delivery.changed, HandOver::Cancelled, None),
    };
    let connection = delivery.id.connection();
    Entry { at, pin: delivery.id.pin(), event: Event::HandedOver { connection, state, link } }
}
