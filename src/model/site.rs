//! What a person chose for one site.

use serde::{Deserialize, Serialize};

use super::time::Instant;

/// Whether Pinfold draws its button on a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum SiteState {
    /// The button and the keys work there.
    On,
    /// Switched off after it had been on.
    Off,
}

/// A site that was switched on at least once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Site {
    /// The host, as in `forum.example.org`.
    pub host: String,
    /// Whether Pinfold draws there.
    pub state: SiteState,
    /// When that was last chosen.
    pub changed: Instant,
}
