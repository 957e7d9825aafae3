//! What the popup, the panel and the buttons on a page show.

use serde::{Deserialize, Serialize};

pub use crate::capture::draft::RootsView;

use super::{card::PinCard, detail::PinDetail};
use crate::model::{annotation::Annotation, id::BoardId, site::SiteState, tag::TagPath};

/// What is known of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PageView {
    /// Whether its site is switched on; `None`: never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteState>,
    /// Pins of this page, in the order they were made.
    pub pins: Vec<PinCard>,
    /// Their annotations.
    pub annotations: Vec<Annotation>,
}

/// A board to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct BoardChoice {
    /// Which.
    pub id: BoardId,
    /// Its name.
    pub name: String,
}

/// All the editor shows: the pin in full, and what can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct EditorView {
    /// The pin.
    pub detail: PinDetail,
    /// Boards that can be chosen, by name; smart boards are not among them.
    pub boards: Vec<BoardChoice>,
}

/// A tag that completes what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TagSuggestion {
    /// Its path.
    pub path: TagPath,
    /// The synonym that matched, where it was not the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synonym: Option<String>,
}
