//! What a picture looks like, from its decoded pixels: a fingerprint that survives resizing and encoding anew, and its
//! colours. It decodes nothing, and is exact to the bit everywhere: it knows integers only.

mod border;
mod fingerprint;
mod greys;
mod palette;

use greys::{Frame, Greys};

/// Bytes of a pixel: red, green, blue, and how opaque it is.
const DEPTH: usize = 4;

/// Cells on a side of the greys that everything is cut out of: two for each that a fingerprint takes.
const GRID: usize = 64;
/// Tints are looked at in every second pixel, and on a grid of half the side: eyes see no more of them.
const COARSE: usize = 2;
/// About as many pixels are looked at: more do not move a mean.
const SAMPLE: usize = 262_144;
/// All of the grid.
const ALL: Frame = Frame { left: 0, top: 0, width: GRID, height: GRID };
/// The parts that are kept of a picture, so that a crop of it is known: how long their side is on the grid, and at how many
/// places across and down they stand. About 90 and 80 % of it.
const PARTS: [(usize, usize); 2] = [(58, 3), (51, 3)];

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

/// The fingerprint of a frame, and that of its tints: the lowest frequencies of each.
pub type Print = (u64, u64);

/// What a picture looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// All of it; `None` where it is of one colour.
    pub whole: Option<Print>,
    /// What is within its even border; `None` where there is none.
    pub core: Option<Print>,
    /// Parts of it: what crops of it look like.
    pub parts: Vec<Print>,
    /// Its colours, the largest first.
    pub colours: Vec<Swatch>,
}

/// A colour of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swatch {
    /// Red, green and blue in sRGB.
    pub rgb: [u8; 3],
    /// How much of the picture it is, in hundredths; at least one.
    pub share: u32,
}

/// What pixels (RGBA, not premultiplied, `width` to a row) look like; `None` where they do not fill their rows.
///
/// # Examples
/// ```
/// let red = [200, 0, 0, 255].repeat(64 * 64);
/// let seen = pinfold_kernels::looks::of(&red, 64).unwrap();
/// assert_eq!(seen.colours[0].rgb, [200, 0, 0]);
/// assert_eq!(seen.whole, None);
/// assert!(pinfold_kernels::looks::of(&red, 100).is_none());
/// ```
#[inline(never)]
pub fn of(bytes: &[u8], width: usize) -> Option<Seen> {
    let line = width.checked_mul(DEPTH).filter(|line| *line > 0)?;
    let height = bytes.len() / line;
    if height == 0 || !bytes.len().is_multiple_of(line) {
        return None;
    }
    let pixels = Pixels { bytes, width, height };
    let step = (width * height / SAMPLE).isqrt().max(1);
    let (greys, tints) = (Greys::of(pixels, step), Greys::tints(pixels, step * COARSE));
    let whole = View::of(&greys, &tints, greys.whole());
    let core = border::within(&greys).map(|frame| View::of(&greys, &tints, frame));
    let inner = core.as_ref().unwrap_or(&whole);
    Some(Seen {
        whole: whole.print(ALL),
        core: core.as_ref().and_then(|core| core.print(ALL)),
        parts: parts().filter_map(|part| inner.print(part)).collect(),
        colours: palette::of(pixels),
    })
}

/// A frame of a picture on the grid that all further frames are cut out of, however large the picture is.
struct View {
    greys: Greys,
    tints: [Greys; 2],
}

impl View {
    fn of(greys: &Greys, tints: &[Greys; 2], frame: Frame) -> Self {
        let coarser = |tint: &Greys| tint.shrunk(tint.coarser(frame, COARSE), GRID / COARSE);
        let [blue, red] = tints;
        Self { greys: greys.shrunk(frame, GRID), tints: [coarser(blue), coarser(red)] }
    }

    /// A frame of the grid on that of the tints.
    fn coarse(&self, frame: Frame) -> Frame {
        let [tint, _] = &self.tints;
        tint.coarser(frame, COARSE)
    }

    /// The fingerprint of a frame and that of its tints; `None` where it is of one colour.
    fn print(&self, frame: Frame) -> Option<Print> {
        Some((fingerprint::shape(&self.greys, frame)?, fingerprint::tint(&self.tints, self.coarse(frame))))
    }
}

/// The frames of the grid that a crop of the picture may be.
fn parts() -> impl Iterator<Item = Frame> {
    PARTS.into_iter().flat_map(|(side, steps)| {
        let at = move |step: usize| step * (GRID - side) / (steps - 1);
        let places = (0..steps).flat_map(move |down| (0..steps).map(move |across| (at(across), at(down))));
        places.map(move |(left, top)| Frame { left, top, width: side, height: side })
    })
}
