//! A note on a pin, after the W3C Web Annotation data model: a target, a body, a motivation.
//! <https://www.w3.org/TR/annotation-model/>

use serde::{Deserialize, Serialize};

use super::{
    id::{AnnotationId, MediaId, PinId},
    measure,
    time::Instant,
};

/// Longest quote, prefix or suffix that is kept, in characters.
pub const MAX_QUOTE: usize = 10_000;

/// The far edge of a picture, in percent, and what rounding two numbers may add.
const EDGE: f64 = 100.001_1;

/// What an annotation is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The pin as a whole.
    Whole,
    /// Words in the text.
    Quote(Quote),
    /// A part of a picture.
    Region {
        /// The picture.
        media: MediaId,
        /// The part.
        region: Region,
    },
}

/// Words in a text: a TextQuoteSelector with a TextPositionSelector beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stands before them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// What stands after them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Where they began, in code points from the start of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// Where they ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
}

/// A rectangle in percent of the picture's natural size, as in the media fragment `xywh=percent:`, with three decimals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Region {
    /// Left edge, 0 to 100.
    #[serde(deserialize_with = "measure::read")]
    pub x: f64,
    /// Top edge, 0 to 100.
    #[serde(deserialize_with = "measure::read")]
    pub y: f64,
    /// Width, above 0, `x + width` at most 100.
    #[serde(deserialize_with = "measure::read")]
    pub width: f64,
    /// Height, above 0, `y + height` at most 100.
    #[serde(deserialize_with = "measure::read")]
    pub height: f64,
}

impl Region {
    /// Whether the rectangle lies within the picture and is not empty.
    pub fn is_valid(&self) -> bool {
        let within =
            |start: f64, size: f64| start >= 0.0 && size > 0.0 && start.is_finite() && start + size <= EDGE;
        within(self.x, self.width) && within(self.y, self.height)
    }
}

/// Why somebody annotated, in the words of the standard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Motivation {
    /// To say something about it.
    #[default]
    Commenting,
    /// To mark it.
    Highlighting,
    /// To say what is in it.
    Describing,
}

/// A note on a pin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Annotation {
    /// Its name.
    pub id: AnnotationId,
    /// The pin it stands on.
    pub pin: PinId,
    /// What it is about.
    pub target: Target,
    /// What it says, as Markdown; empty for a bare highlight.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// Why.
    #[serde(default)]
    pub motivation: Motivation,
    /// Who wrote it; absent: the person whose workspace this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    /// When it was made.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
}
