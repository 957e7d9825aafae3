//! What a workbook is called and which columns it has. It holds no rows.

use serde::{Deserialize, Serialize};

use crate::model::time::Instant;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SheetColumn {
    /// What stands above it.
    pub name: String,
    /// How wide it is, in digits of the sheet's font.
    pub width: u32,
}

/// A workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SheetPlan {
    /// What it is called.
    pub title: String,
    /// When it is made.
    pub at: Instant,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// How many of the first columns stay in view.
    pub held: u32,
    /// Whether rows are as high as a picture.
    pub pictures: bool,
}

/// How high a row with a picture is, in points.
pub(super) const PICTURE_HEIGHT: u32 = 96;
/// How wide a column of pictures is, in digits of the sheet's font, and that in points: 7 pixels each and 5 besides, where a
/// point is 4/3 of a pixel.
pub const PICTURE_DIGITS: u32 = 17;
pub(super) const PICTURE_WIDTH: u32 = (PICTURE_DIGITS * 7 + 5) * 3 / 4;
/// Three lines of text.
const LINES: u32 = 48;

impl SheetPlan {
    /// How high a row is, in points. Every row is as high as every other: a long text would make its row fill the screen.
    pub(super) fn height(&self) -> u32 {
        if self.pictures { PICTURE_HEIGHT } else { LINES }
    }

    /// What the sheet is called: programs refuse some signs in it, and more than 31 characters.
    pub(super) fn sheet_name(&self) -> String {
        let allowed =
            |c: &char| !matches!(c, '[' | ']' | '*' | '?' | '/' | '\\' | ':' | '\'') && !c.is_control();
        let name: String = self.title.chars().filter(allowed).collect();
        // They count as UTF-16 does.
        let mut units = 0;
        let within = |c: &char| {
            units += c.len_utf16();
            units <= 31
        };
        let name: String = name.trim().chars().take_while(within).collect();
        let name = name.trim();
        // Excel keeps this one for itself.
        if name.is_empty() || name.eq_ignore_ascii_case("history") {
            "Pins".to_owned()
        } else {
            name.to_owned()
        }
    }
}
