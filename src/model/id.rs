//! Identifiers: ULIDs made by the caller, one type per noun so that they cannot be mixed up.
//! The core never makes one, which is what lets a caller retry without doubling anything.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::time::Instant;

/// Length of a ULID in Crockford's base 32 (128 bits, 5 bits a character, rounded up).
pub const ULID_LENGTH: usize = 26;

/// A text that is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("an id is 26 characters of Crockford's base 32 in upper case")]
pub struct InvalidId;

/// The letters of Crockford's base 32.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A ULID as text: a moment, then 80 bits of the caller's, who has made them of what they name. What is before 1970 stands
/// with what is of 1970.
pub fn ulid(at: Instant, bits: u128) -> String {
    let time = u128::try_from(at.milliseconds()).unwrap_or(0) & ((1 << 48) - 1);
    let all = time << 80 | bits & ((1 << 80) - 1);
    let letter = |place: u32| CROCKFORD.get((all >> (5 * place)) as usize & 31).copied().unwrap_or(b'0');
    (0..ULID_LENGTH as u32).rev().map(|place| char::from(letter(place))).collect()
}

fn is_ulid(text: &str) -> bool {
    text.len() == ULID_LENGTH
        // The first character carries three bits only: a larger one would not fit 128 bits.
        && text.starts_with(|first: char| first.is_ascii_digit() && first <= '7')
        && text.chars().all(|c| {
            c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'I' | 'L' | 'O' | 'U'))
        })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier of what is always there: all zeros, which no caller makes.
            pub fn nil() -> Self {
                Self("0".repeat(ULID_LENGTH))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                if is_ulid(&text) { Ok(Self(text)) } else { Err(InvalidId) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Names one pin.
    PinId,
    /// Names one annotation.
    AnnotationId,
    /// Names one board.
    BoardId,
    /// Names one section of a board.
    SectionId,
    /// Names one customer.
    CustomerId,
    /// Names one template.
    TemplateId,
    /// Names one destination.
    ConnectionId,
    /// Names one rule.
    RuleId,
    /// Names one change: the answer to one command, and what undoes it.
    ChangeId,
}

/// Names one stored picture: the pin's id, a dot, and its place among the pin's media at capture.
/// Derived, so that capturing again after a lost answer names the same picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
pub struct MediaId(String);

impl MediaId {
    /// The picture at `place` (counted from zero) of `pin`.
    pub fn of(pin: &PinId, place: usize) -> Self {
        Self(format!("{pin}.{place}"))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pin it belongs to.
    pub fn pin(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }
}

impl TryFrom<String> for MediaId {
    type Error = InvalidId;
    fn try_from(text: String) -> Result<Self, InvalidId> {
        match text.split_once('.') {
            Some((pin, place)) if is_ulid(pin) && place.len() <= 4 && place.parse::<u16>().is_ok() => {
                Ok(Self(text))
            }
            _ => Err(InvalidId),
        }
    }
}

impl From<MediaId> for String {
    fn from(id: MediaId) -> String {
        id.0
    }
}

/// Names the one delivery of a pin to a destination: the pin's id, a dot, and the destination's. Derived, so that asking
/// again never makes a second one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
pub struct DeliveryId(String);

impl DeliveryId {
    /// The delivery of `pin` to `connection`.
    pub fn of(pin: &PinId, connection: &ConnectionId) -> Self {
        Self(format!("{pin}.{connection}"))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pin that is handed over.
    pub fn pin(&self) -> PinId {
        PinId(self.0.split('.').next().unwrap_or_default().to_owned())
    }

    /// Where it goes.
    pub fn connection(&self) -> ConnectionId {
        ConnectionId(self.0.split('.').next_back().unwrap_or_default().to_owned())
    }
}

impl TryFrom<String> for DeliveryId {
    type Error = InvalidId;
    fn try_from(text: String) -> Result<Self, InvalidId> {
        match text.split_once('.') {
            Some((pin, connection)) if is_ulid(pin) && is_ulid(connection) => Ok(Self(text)),
            _ => Err(InvalidId),
        }
    }
}

impl From<DeliveryId> for String {
    fn from(id: DeliveryId) -> String {
        id.0
    }
}
