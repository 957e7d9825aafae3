//! All the library shows of one pin.

use serde::{Deserialize, Serialize};

use super::card::{PinCard, TagChip};
use crate::model::{annotation::Annotation, pin::Pin, provenance::Field};

/// One pin in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PinDetail {
    /// The pin.
    pub pin: Pin,
    /// Its tags with their colours.
    pub tags: Vec<TagChip>,
    /// The names of its boards, as (id, name).
    pub boards: Vec<(String, String)>,
    /// Its annotations, oldest first.
    pub annotations: Vec<Annotation>,
    /// Earlier and later pins of the same author, newest first, at most 20.
    pub same_author: Vec<PinCard>,
    /// Required fields a person has to be asked for.
    pub missing: Vec<Field>,
}
