//! An export as parts of a file, and what to know about it before handing it on.

use serde::{Deserialize, Serialize};

use crate::model::id::MediaId;

/// Something to know before handing it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// Rights in this many pins are not granted.
    RightsNotGranted(u32),
    /// Notes cut to the limit of the destination: how many.
    NotesCut(u32),
    /// Pictures that are not stored and are left out: how many.
    PicturesMissing(u32),
    /// Pins that this form does not take and that are left out: how many.
    PinsLeft(u32),
}

/// The beginning of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ExportPreview {
    /// How many pins.
    pub pins: u32,
    /// The first characters of what would be written, at most 20,000.
    pub beginning: String,
    /// Things to know.
    pub warnings: Vec<Warning>,
}

/// A part of an export: text, or a stored picture that the shell writes in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Text as it is.
    Text(String),
    /// The picture's bytes in base 64.
    PictureBase64(MediaId),
}

/// An export, in parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ExportFile {
    /// A name for the file.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// How many pins it holds.
    pub pins: u32,
    /// Things to know.
    pub warnings: Vec<Warning>,
}
