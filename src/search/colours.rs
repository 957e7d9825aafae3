//! What a query means by a colour: a value, or the name of one. It knows no pictures.

use pinfold_kernels::lab::Lab;

use crate::model::media::channels;

/// Up to this far from a value a colour is near to it: past ten it is another shade at a glance, and what a palette says is the
/// mean of what a person saw, some steps away from any of it.
const NEAR: f32 = 12.0;
/// A name means more: what all call red in shops lies up to this far from its middle.
const NAMED: f32 = 20.0;
/// Names with the middle of what people call so, not of what screens can show: fabrics are no lamps.
const NAMES: [(&str, [u8; 3]); 22] = [
    ("black", [17, 17, 17]),
    ("white", [250, 250, 250]),
    ("grey", [128, 128, 128]),
    ("gray", [128, 128, 128]),
    ("silver", [192, 192, 192]),
    ("red", [210, 20, 35]),
    ("maroon", [110, 15, 35]),
    ("brown", [110, 65, 35]),
    ("beige", [225, 210, 180]),
    ("orange", [245, 130, 20]),
    ("gold", [205, 160, 45]),
    ("yellow", [250, 220, 40]),
    ("olive", [110, 115, 40]),
    ("green", [40, 150, 60]),
    ("lime", [150, 220, 40]),
    ("teal", [0, 128, 128]),
    ("turquoise", [60, 205, 205]),
    ("blue", [30, 90, 200]),
    ("navy", [25, 35, 85]),
    ("purple", [115, 45, 145]),
    ("pink", [245, 150, 180]),
    ("magenta", [210, 30, 140]),
];

/// The colour somebody named, and how far from it another is still meant; `None` where it is none.
pub(super) fn meant(written: &str) -> Option<(Lab, f32)> {
    let named = NAMES.iter().find(|(name, _)| *name == written).map(|(_, rgb)| (*rgb, NAMED));
    let (rgb, far) = named.or_else(|| channels(written).map(|rgb| (rgb, NEAR)))?;
    Some((Lab::of(rgb), far))
}
