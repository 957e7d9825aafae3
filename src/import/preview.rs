//! What restoring a backup would do.

use serde::{Deserialize, Serialize};

use crate::model::id::PinId;

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
