//! Pins that fit a query: a window of cards with the facets of the whole.

use serde::{Deserialize, Serialize};

use super::card::PinCard;
use crate::model::{id::BoardId, pin::PinKind, product::Money, tag::TagPath};

/// Most cards in one window.
pub const MAX_WINDOW: u32 = 500;

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The board's own order on a board, whatever is searched for there; best match first where words are
    /// searched for; else newest first.
    #[default]
    Natural,
    /// Last pinned first.
    Newest,
    /// First pinned first.
    Oldest,
    /// Last published first.
    Published,
    /// By author.
    Author,
    /// Lowest price first.
    Price,
}

/// Which pins, in which order, and which window of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ListQuery {
    /// What was typed, in the query language.
    #[serde(default)]
    pub text: String,
    /// The board shown; its own order and sections then count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<BoardId>,
    /// Facets chosen; within one facet any, across facets all.
    #[serde(default)]
    pub facets: Chosen,
    /// The order.
    #[serde(default)]
    pub sort: Sort,
    /// The first card of the window, from zero.
    #[serde(default)]
    pub offset: u32,
    /// How many cards, at most [`MAX_WINDOW`].
    pub limit: u32,
}

/// Facets chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Chosen {
    /// Tags, with all below them.
    #[serde(default)]
    pub tags: Vec<TagPath>,
    /// Sites.
    #[serde(default)]
    pub sites: Vec<String>,
    /// Kinds.
    #[serde(default)]
    pub kinds: Vec<PinKind>,
    /// Authors, by identity key.
    #[serde(default)]
    pub authors: Vec<String>,
}

/// One value of a facet with how many pins have it, among those that fit all but what is chosen in this very
/// facet: so many the list would show were this value chosen alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct FacetValue {
    /// The value, as `Chosen` takes it.
    pub value: String,
    /// Words for it, where they differ from the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How many.
    pub count: u32,
}

/// The facets of a result, each with its most frequent values first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Facets {
    /// Tags.
    pub tags: Vec<FacetValue>,
    /// Sites.
    pub sites: Vec<FacetValue>,
    /// Kinds.
    pub kinds: Vec<FacetValue>,
    /// Authors.
    pub authors: Vec<FacetValue>,
}

/// What the pins of a board have in common.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Common {
    /// Lowest and highest price, where all prices have one currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices: Option<(Money, Money)>,
    /// The price that half lie below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<Money>,
    /// Tags most of them carry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagPath>,
}

/// A window of cards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ListView {
    /// How many pins fit.
    pub total: u32,
    /// How many pins there are.
    pub of: u32,
    /// The window's first card, from zero.
    pub offset: u32,
    /// The cards.
    pub cards: Vec<PinCard>,
    /// The facets of all that fit.
    pub facets: Facets,
    /// Height over width of every fitting pin's picture in thousandths (0: none), for a layout without shifts;
    /// sent with the first window only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shapes: Vec<u16>,
    /// What the pins of a board have in common; with the first window of a board only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub common: Option<Common>,
    /// Parts of the query that were not understood, and taken as words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
}
