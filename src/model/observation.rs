//! What was seen when the same thing was pinned again. It is added, never an overwrite.

use serde::{Deserialize, Serialize};

use super::{engagement::Engagement, time::Instant};

/// Most observations one pin keeps; past that the oldest but the first goes.
pub const MAX_OBSERVATIONS: usize = 500;

/// What happened to the text since the pin was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Sighting {
    /// The text is as it was.
    Unchanged,
    /// The text differs.
    Edited,
    /// It is no longer there.
    Gone,
}

/// One look at a thing already pinned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Observation {
    /// When.
    pub at: Instant,
    /// The counts then.
    #[serde(default)]
    pub engagement: Engagement,
    /// How many followed the author then, where the page showed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followers: Option<u64>,
    /// XXH3-64 of the folded text then, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_hash: Option<String>,
    /// The text then, where it differed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What had become of it.
    pub sighting: Sighting,
}
