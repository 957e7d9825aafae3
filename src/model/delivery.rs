//! One hand-off of one pin to one destination. It is written before anything is sent, so that nothing is forgotten and
//! nothing is sent twice.

use serde::{Deserialize, Serialize};

use super::{
    id::{CustomerId, DeliveryId, MediaId},
    redaction::Kinds,
    template::NoteSyntax,
    time::Instant,
};

/// Most attachments of one note: a post has at most that many pictures.
pub const MAX_ATTACHMENTS: usize = 20;
/// Longest that a destination may still be at work on what was asked of it, or its search behind what it has, in milliseconds.
pub const SETTLES_MS: i64 = 180_000;
/// Most deliveries queued by one command.
pub const MAX_DELIVERIES: usize = 10_000;

/// The first pause after a failure that passes by itself.
const FIRST_PAUSE_MS: i64 = 30_000;
/// How often the pause is doubled: to 64 minutes.
const DOUBLINGS: u32 = 7;

/// When to try again after so many attempts that failed.
pub fn backoff(attempts: u32, now: Instant) -> Instant {
    now.after(FIRST_PAUSE_MS << attempts.saturating_sub(1).min(DOUBLINGS))
}

/// What is attached. Its bytes are made when it is sent, from what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A stored picture as it is.
    Picture,
    /// A stored picture with its regions drawn.
    Marked,
    /// The pin as one page that needs nothing else.
    Evidence,
}

/// One attachment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Attachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// The picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<MediaId>,
    /// Its file name, by which it is found at the destination.
    pub name: String,
    /// Its media type.
    pub mime: String,
}

/// A note as it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Note {
    /// One line that says what it is about.
    pub subject: String,
    /// The note, in the destination's syntax. It holds the marker.
    pub body: String,
    /// The syntax.
    pub syntax: NoteSyntax,
    /// Tags, as the destination shall have them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What was masked in it, and is in the page that goes with it.
    #[serde(default)]
    pub masked: Kinds,
    /// What goes with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// What the destination made of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Receipt {
    /// The note's name there.
    pub note: String,
    /// Where a person finds it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The customer's name there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// Where a person finds the customer there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_link: Option<String>,
    /// What the destination did not keep: a field it does not have, a file it refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
    /// Whether another text stands there than was handed over: an earlier one, or one that was changed there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub differs: bool,
    /// How many more notes there carry its marker.
    #[serde(default, skip_serializing_if = "is_none_of")]
    pub twins: u32,
}

fn is_none_of(count: &u32) -> bool {
    *count == 0
}

/// How far a delivery has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waiting for its turn.
    Queued,
    /// On its way. Where the background died meanwhile, that is found out by when it began.
    Sending {
        /// When it began.
        since: Instant,
    },
    /// It arrived.
    Sent {
        /// When.
        at: Instant,
        /// What the destination made of it.
        receipt: Receipt,
    },
    /// It may have arrived: no answer came. It is looked for before it is sent again.
    Unknown {
        /// Since when.
        since: Instant,
        /// When it is looked for.
        retry_at: Instant,
    },
    /// It did not arrive.
    Failed {
        /// Why, as a stable code.
        code: String,
        /// What the destination said, cut short.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        detail: Option<String>,
        /// When it is tried again by itself; absent: a person has to do something first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_at: Option<Instant>,
    },
    /// A person called it off before it was sent.
    Cancelled,
}

impl DeliveryState {
    /// Whether something is still to be done without a person.
    pub fn waits(&self) -> bool {
        match self {
            Self::Queued | Self::Sending { .. } | Self::Unknown { .. } => true,
            Self::Failed { retry_at, .. } => retry_at.is_some(),
            Self::Sent { .. } | Self::Cancelled => false,
        }
    }
}

/// One hand-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Delivery {
    /// Which pin to which destination: there is one of each pair.
    pub id: DeliveryId,
    /// Whose pin it is, where a person said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// By what its customer is found at the destination, as it was when it was first begun: whoever is joined to somebody else
    /// meanwhile, an earlier try is looked for where it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<String>,
    /// What is sent.
    pub note: Note,
    /// How far it has come.
    pub state: DeliveryState,
    /// It may have arrived, whatever has become of it since: until then its destination may still be at work on it, or its search
    /// behind what it has, and it is not to be looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<Instant>,
    /// How often it was tried.
    #[serde(default)]
    pub attempts: u32,
    /// When it was queued.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
}

#[cfg(test)]
mod tests {
    use super::{Instant, backoff};

    #[test]
    fn pauses_grow_and_end_growing() {
        let now = Instant::from_milliseconds(0);
        assert_eq!(backoff(1, now).milliseconds(), 30_000);
        assert_eq!(backoff(3, now).milliseconds(), 120_000);
        assert_eq!(backoff(1_000, now), backoff(8, now));
    }
}
