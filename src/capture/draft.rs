//! What was read off a card: a pin's content, and what a person has to be asked.

use serde::{Deserialize, Serialize};

use super::thread::Side;
use crate::model::{pin::Content, provenance::Field};

/// What a snapshot was captured for: it decides the kind when the card does not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// The card as it is: a post, comment, review or product.
    Card,
    /// One picture, by its URL.
    Image {
        /// The picture's URL.
        url: String,
        /// Its description.
        #[serde(default)]
        alt: String,
    },
    /// Selected words.
    Selection {
        /// The words.
        text: String,
        /// What stands before them.
        #[serde(default)]
        prefix: String,
        /// What stands after them.
        #[serde(default)]
        suffix: String,
    },
    /// A link, by its URL.
    Link {
        /// The link's URL.
        url: String,
        /// Its words.
        #[serde(default)]
        text: String,
    },
    /// The page as a whole.
    Page,
    /// A picture of the screen, which the caller stores itself.
    Screenshot {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
}

/// A pin's content as read, before it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Draft {
    /// What was read.
    pub content: Content,
    /// Required fields without a certain value: a person is asked for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Field>,
    /// Selected words, to become a highlight of the pin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highlight: Option<crate::model::annotation::Quote>,
    /// The text as the page shows it, with what it quotes where it stands, if it quotes anything. It is said where a draft is
    /// printed, and not stored.
    #[serde(skip)]
    pub shown: Option<String>,
    /// The sides on which the page joins it to another card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Side>,
    /// The addresses of the cards nested in it that answer it, or answer these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
}

/// How cards are found on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RootsView {
    /// CSS selectors of card roots, to be joined with commas; empty: ask with a skeleton.
    pub selectors: Vec<String>,
    /// Attributes that the skeleton has to carry besides: known software tells its cards by them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<String>,
    /// The adapter's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adapter: Option<String>,
    /// Hosts the adapter's pictures come from, to be asked for when the site is switched on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub image_hosts: Vec<String>,
}
