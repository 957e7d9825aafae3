//! Where each value of a pin came from, so that a screen can show it and a person can judge it.

use serde::{Deserialize, Serialize};

use super::sorted_map::SortedMap;

/// A field of a pin that keeps its provenance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The canonical permalink.
    Url,
    /// The site's own id.
    NativeId,
    /// The author as a whole.
    Author,
    /// When it was published.
    Published,
    /// A headline.
    Title,
    /// The text.
    Text,
    /// The language.
    Lang,
    /// Pictures.
    Media,
    /// Counts.
    Engagement,
    /// Place in its thread.
    Thread,
    /// The rating a review gives.
    Rating,
    /// The product's name.
    ProductName,
    /// The product's brand.
    Brand,
    /// The product's category.
    Category,
    /// The product's price.
    Price,
    /// Whether it can be had.
    Availability,
    /// Identifiers of the product.
    Identifiers,
    /// The product's average rating and how many gave one.
    ProductRating,
}

/// What a value was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// JSON-LD, microdata or the like, about this very thing.
    StructuredData,
    /// An attribute or id in the card.
    Attribute,
    /// Words shown in the card.
    Text,
    /// Head metadata whose own URL is the card's.
    Metadata,
    /// The page's address.
    Address,
    /// The selection of a person.
    Selection,
    /// Typed or corrected by a person.
    Person,
}

/// Whether a person should look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Certain enough to stand unasked.
    Sure,
    /// Likely; shown with "please check".
    Unsure,
}

/// Where a value came from and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Provenance {
    /// What it was read from.
    pub origin: Origin,
    /// Whether a person should look at it.
    pub certainty: Certainty,
}

/// Provenance by field, for the fields that have a value.
#[cfg_attr(target_arch = "wasm32", tsify::declare)]
pub type Provenances = SortedMap<Field, Provenance>;
