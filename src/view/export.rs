//! What an export or a restore would do, and what it did.

use serde::{Deserialize, Serialize};

use crate::model::id::{MediaId, PinId};

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

/// What restoring a backup would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RestorePreview {
    /// When it was made, RFC 3339.
    pub made: String,
    /// Pins in it.
    pub pins: u32,
    /// Boards in it.
    pub boards: u32,
    /// Pictures in it.
    pub pictures: u32,
    /// Records here that it would replace with other values.
    pub replaces: u32,
    /// Records it would add.
    pub adds: u32,
    /// Pins here that it would replace, at most 20.
    pub replaced_pins: Vec<PinId>,
}
