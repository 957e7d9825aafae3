//! What a person said of two pins that look alike. It is said on both of them, and never makes them one.

use serde::{Deserialize, Serialize};

/// Most pins that one is tied to: who has the same picture more often than that has a board of it.
pub const MAX_TIES: usize = 200;

/// What a person said of two pins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// They belong together.
    Linked,
    /// They only look alike: they are not offered for linking again.
    Apart,
}
