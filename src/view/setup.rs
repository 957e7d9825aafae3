//! What the options page shows: boards, templates, sites, adapters and settings.

use serde::{Deserialize, Serialize};

use super::{health::HealthView, page::BoardChoice};
use crate::model::{adapter::UserAdapter, settings::Settings, site::Site, template::Template};

/// Everything a person set up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SetupView {
    /// The settings.
    pub settings: Settings,
    /// Sites switched on at least once, by host.
    pub sites: Vec<Site>,
    /// The person's own adapters, by host.
    pub adapters: Vec<UserAdapter>,
    /// How well each adapter read that was used, by its name.
    pub health: Vec<HealthView>,
    /// Templates, by name; the built-in one first.
    pub templates: Vec<Template>,
    /// Boards, by name.
    pub boards: Vec<BoardChoice>,
}
