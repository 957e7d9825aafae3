//! What a picture looks like, from its decoded pixels: a fingerprint that survives resizing and encoding anew, and its
//! colours. It decodes nothing, and is exact to the bit everywhere: it knows integers only.

mod fingerprint;
mod palette;

use crate::model::media::Looks;

/// Bytes of a pixel: red, green, blue, and how opaque it is.
const DEPTH: usize = 4;

/// Pixels in rows, four bytes each.
#[derive(Debug, Clone, Copy)]
struct Pixels<'a> {
    bytes: &'a [u8],
    width: usize,
    height: usize,
}

impl<'a> Pixels<'a> {
    /// Pixels of one row, from one column to another.
    fn row(&self, row: usize, from: usize, to: usize) -> impl Iterator<Item = &'a [u8; DEPTH]> {
        let start = row * self.width;
        let bytes = self.bytes.get((start + from) * DEPTH..(start + to) * DEPTH).unwrap_or(&[]);
        bytes.as_chunks().0.iter()
    }
}

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
    let line = width.checked_mul(DEPTH).filter(|line| *line > 0)?;
    let height = bytes.len() / line;
    if height == 0 || !bytes.len().is_multiple_of(line) {
        return None;
    }
    let pixels = Pixels { bytes, width, height };
    let fingerprint = fingerprint::of(pixels).map(|bits| format!("{bits:016x}"));
    Some(Looks { fingerprint, colours: palette::of(pixels) })
}
