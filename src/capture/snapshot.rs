//! A page, or one card of it, as a neutral and bounded table. It knows no browser and runs nothing.
//!
//! The table is flat and in preorder: nested messages fail at a few thousand levels, tables do not.

use serde::{Deserialize, Serialize};

/// Most rows of a card. The largest card on a saved page has about 2,300.
pub const MAX_CARD_NODES: usize = 20_000;
/// Most rows of a whole page: about four times the largest saved page.
pub const MAX_PAGE_NODES: usize = 400_000;
/// Longest value of an attribute, in characters. Data URLs are longer and of no use.
pub const MAX_ATTRIBUTE: usize = 8_192;
/// Most text in one snapshot, in bytes.
pub const MAX_TEXT: usize = 2_000_000;
/// Most bytes of one block of JSON-LD.
pub const MAX_JSON_LD: usize = 1_000_000;

/// One row: an element, or a run of text (`name` is `#text`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Node {
    /// The row of the parent; its own row for the root. Always smaller than the row itself otherwise.
    pub parent: u32,
    /// The element's local name in lower case, or `#text`.
    pub name: String,
    /// Attributes in document order, names in lower case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
    /// The text of a `#text` row.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// For a picture: what only a browser knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<RenderedImage>,
}

/// What a browser knows about a picture it shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RenderedImage {
    /// The URL it chose (`currentSrc`), or the CSS background.
    pub url: String,
    /// Natural width in pixels.
    pub width: u32,
    /// Natural height in pixels.
    pub height: u32,
}

/// What the head of the page says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Head {
    /// The title.
    #[serde(default)]
    pub title: String,
    /// `<html lang>`.
    #[serde(default)]
    pub lang: String,
    /// `<base href>`, made absolute.
    #[serde(default)]
    pub base: String,
    /// `meta`: (name, property or itemprop, content).
    #[serde(default)]
    pub meta: Vec<(String, String)>,
    /// `link`: (rel, href).
    #[serde(default)]
    pub links: Vec<(String, String)>,
    /// Blocks of `application/ld+json`, as written.
    #[serde(default)]
    pub json_ld: Vec<String>,
}

/// Whether the rows are one card or the whole page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// One card: row 0 is its root.
    #[default]
    Card,
    /// The whole page: row 0 is `html`.
    Page,
    /// The page's structure with short text, to find cards in.
    Skeleton,
}

/// What was cut to keep within the limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// Nothing.
    #[default]
    None,
    /// Rows, text or attributes past a limit are missing.
    Limited,
}

/// A page or one card of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Snapshot {
    /// The page's address.
    pub url: String,
    /// What the rows are.
    #[serde(default)]
    pub extent: Extent,
    /// The head.
    #[serde(default)]
    pub head: Head,
    /// The rows in preorder.
    #[serde(default)]
    pub nodes: Vec<Node>,
    /// What was cut.
    #[serde(default)]
    pub cut: Cut,
}
