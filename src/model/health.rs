//! How well an adapter reads: its last captures, each with the required fields that were missing. It counts what was
//! read off pages, not what a person filled in afterwards.

use serde::{Deserialize, Serialize};

use super::{provenance::Field, time::Instant};

/// How many captures are looked at: enough to tell a bad day from a site's redesign, few enough to notice one soon.
pub const LAST_CAPTURES: usize = 20;

/// One capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct HealthCapture {
    /// When.
    pub at: Instant,
    /// Required fields without a certain value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Field>,
}

/// The last captures with one adapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Health {
    /// The adapter's name.
    pub adapter: String,
    /// Its version at the last of them.
    pub version: String,
    /// The captures, oldest first.
    pub last: Vec<HealthCapture>,
}

impl Health {
    /// With one more capture; the oldest goes where there are too many.
    pub fn add(&mut self, capture: HealthCapture) {
        self.last.push(capture);
        let past = self.last.len().saturating_sub(LAST_CAPTURES);
        self.last.drain(..past);
    }

    /// How many of them had all required fields.
    pub fn whole(&self) -> usize {
        self.last.iter().filter(|capture| capture.missing.is_empty()).count()
    }
}
