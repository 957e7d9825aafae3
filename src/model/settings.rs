//! What a person chose for the whole workspace.

use serde::{Deserialize, Serialize};

use super::id::BoardId;

/// The workspace's settings; one record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Settings {
    /// The board new pins go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_board: Option<BoardId>,
    /// Whether the vocabulary takes new tags from those who look after it alone, and not from whoever tags a pin.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vocabulary_locked: bool,
    /// Whether the first-run page has been gone through.
    #[serde(default)]
    pub welcomed: bool,
}
