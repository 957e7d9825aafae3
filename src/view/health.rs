//! How well an adapter reads, in numbers. It judges nothing: what is too little is said where it is shown.

use serde::{Deserialize, Serialize};

use crate::model::{adapter::OWN, health::Health, provenance::Field, time::Instant};

/// The last captures with one adapter, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct HealthView {
    /// The adapter's name.
    pub adapter: String,
    /// For a person's own adapter, its host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
    /// Its version at the last capture.
    pub version: String,
    /// How many captures are looked at: the last 20, or as many as there were.
    pub captures: u32,
    /// How many of them had every required field.
    pub whole: u32,
    /// Required fields that were missing, each once, the last capture's first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Field>,
    /// When the last of them was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Instant>,
}

impl HealthView {
    /// The numbers of a record.
    pub fn of(health: &Health) -> Self {
        let mut missing: Vec<Field> = Vec::new();
        for field in health.last.iter().rev().flat_map(|capture| &capture.missing) {
            if !missing.contains(field) {
                missing.push(*field);
            }
        }
        Self {
            adapter: health.adapter.clone(),
            own: health.adapter.strip_prefix(OWN).map(str::to_owned),
            version: health.version.clone(),
            captures: health.last.len() as u32,
            whole: health.whole() as u32,
            missing,
            last: health.last.last().map(|capture| capture.at),
        }
    }
}
