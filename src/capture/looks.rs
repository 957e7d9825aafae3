//! What a picture looks like, from its decoded pixels: a fingerprint that survives resizing and encoding anew, and its
//! colours, as they are stored. It decodes nothing.

use pinfold_kernels::looks::{self, Print, Swatch};

use crate::model::media::{Colour, EYE, Looks};

/// What pixels (RGBA, not premultiplied, `width` to a row) look like; `None` where they do not fill their rows.
///
/// # Examples
/// ```
/// let red = [200, 0, 0, 255].repeat(64 * 64);
/// let looks = pinfold::capture::looks::of(&red, 64).unwrap();
/// assert_eq!(looks.colours[0].rgb, "#c80000");
/// assert_eq!(looks.fingerprint, None);
/// assert!(pinfold::capture::looks::of(&red, 100).is_none());
/// ```
pub fn of(bytes: &[u8], width: usize) -> Option<Looks> {
    let seen = looks::of(bytes, width)?;
    let hex = |bits: u64| format!("{bits:016x}");
    let both = |(shape, tint): Print| hex(shape) + &hex(tint);
    let colour = |Swatch { rgb: [red, green, blue], share }: Swatch| Colour {
        rgb: format!("#{red:02x}{green:02x}{blue:02x}"),
        share,
    };
    Some(Looks {
        fingerprint: seen.whole.map(|(shape, _)| hex(shape)),
        tint: seen.whole.map(|(_, tint)| hex(tint)),
        core: seen.core.map(both),
        parts: seen.parts.into_iter().map(both).collect(),
        colours: seen.colours.into_iter().map(colour).collect(),
        by: EYE,
    })
}
