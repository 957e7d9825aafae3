//! What a deck is called, what its cover says, and how many pins a slide has. It holds no pins.

use serde::{Deserialize, Serialize};

use crate::model::time::Instant;

/// How many pins a slide has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum DeckLayout {
    /// One.
    One,
    /// Six, in two rows.
    Grid,
}

/// A deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct DeckPlan {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// How many pins there are, and of which day it is.
    pub facts: String,
    /// When it is made.
    pub at: Instant,
    /// How many pins a slide has.
    pub layout: DeckLayout,
}
