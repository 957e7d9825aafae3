//! A board: a named place where pins stand in the order a person gave them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    id::{BoardId, MediaId, SectionId},
    time::Instant,
};

/// Most sections of one board: more cannot be told apart on a screen.
pub const MAX_SECTIONS: usize = 100;
/// Longest order key, in characters: a key grows by one per 60 insertions at one spot; past this the
/// section is renumbered.
pub const MAX_ORDER_KEY: usize = 64;

/// A text that is no order key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("an order key is 1 to {MAX_ORDER_KEY} ASCII letters and digits that do not end in 0")]
pub struct InvalidOrderKey;

/// A place between any two others: a fraction in base 62 (`0-9A-Za-z`), compared as text.
/// It never ends in `0`, so there is always room before it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
pub struct OrderKey(String);

impl OrderKey {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for OrderKey {
    type Error = InvalidOrderKey;
    fn try_from(text: String) -> Result<Self, InvalidOrderKey> {
        let fits = (1..=MAX_ORDER_KEY).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric())
            && !text.ends_with('0');
        if fits { Ok(Self(text)) } else { Err(InvalidOrderKey) }
    }
}

impl From<OrderKey> for String {
    fn from(key: OrderKey) -> String {
        key.0
    }
}

/// Where a pin stands on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Placement {
    /// The section; absent: above the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionId>,
    /// The place within it.
    pub order: OrderKey,
}

/// A part of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Section {
    /// Its name to the program.
    pub id: SectionId,
    /// Its name to people.
    pub name: String,
}

/// A board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Board {
    /// Its name to the program.
    pub id: BoardId,
    /// Its name to people.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its parts, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// For a smart board, the query that fills it; it then has no placements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The picture that stands for it; absent, or gone: the first there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<MediaId>,
    /// Whether it was put away: it is kept, and shown among the others no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// When it was made.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
}

impl Board {
    /// An empty board of which nothing is known but its name.
    pub fn new(id: BoardId, name: String, now: Instant) -> Self {
        Self {
            id,
            name,
            description: None,
            sections: Vec::new(),
            query: None,
            cover: None,
            archived: false,
            created: now,
            changed: now,
        }
    }
}
