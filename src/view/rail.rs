//! The library's left rail: boards, tags and sites with counts.

use serde::{Deserialize, Serialize};

use super::card::TagChip;
use crate::model::id::{BoardId, MediaId, SectionId};

/// A section in the rail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RailSection {
    /// Which.
    pub id: SectionId,
    /// Its name.
    pub name: String,
    /// How many pins.
    pub count: u32,
}

/// A board in the rail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RailBoard {
    /// Which.
    pub id: BoardId,
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// For a smart board, its query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The picture that stands for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<MediaId>,
    /// Whether it was put away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// How many pins.
    pub count: u32,
    /// Its sections.
    pub sections: Vec<RailSection>,
}

/// A tag in the rail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RailTag {
    /// The tag.
    pub chip: TagChip,
    /// How many pins carry it or one below it.
    pub count: u32,
}

/// A site in the rail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RailSite {
    /// The site.
    pub site: String,
    /// How many pins.
    pub count: u32,
}

/// The left rail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RailView {
    /// All pins.
    pub pins: u32,
    /// Pins on no board and without a tag.
    pub inbox: u32,
    /// Customers.
    pub customers: u32,
    /// Boards by name.
    pub boards: Vec<RailBoard>,
    /// Tags by path, parents before children.
    pub tags: Vec<RailTag>,
    /// Sites, most pins first.
    pub sites: Vec<RailSite>,
}
