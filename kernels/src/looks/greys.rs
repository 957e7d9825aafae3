//! A picture as greys: how bright it is, and how blue and how red against that; and greys shrunk to fewer. It judges nothing.

use super::{DEPTH, Pixels};

/// White, as greys are kept: 255ths of a grey, so that what one sees through costs no rounding.
pub(super) const WHITE: u32 = 255 * 255;

/// A part of a picture, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
}

/// Greys in rows, on white.
#[derive(Debug, Clone)]
pub(super) struct Greys {
    values: Vec<u32>,
    width: usize,
}

impl Greys {
    /// How bright it is, of every so many pixels across and down.
    pub(super) fn of(pixels: Pixels, step: usize) -> Self {
        Self::by(pixels, step, grey)
    }

    /// How blue it is, and how red, against how bright it is; grey is in the middle.
    pub(super) fn tints(pixels: Pixels, step: usize) -> [Self; 2] {
        [
            Self::by(pixels, step, |pixel| WHITE + on_white(u32::from(pixel[2]), pixel[3]) - grey(pixel)),
            Self::by(pixels, step, |pixel| WHITE + on_white(u32::from(pixel[0]), pixel[3]) - grey(pixel)),
        ]
    }

    fn by(pixels: Pixels, step: usize, value: impl Fn(&[u8; DEPTH]) -> u32) -> Self {
        let (width, height) = (pixels.width.div_ceil(step), pixels.height.div_ceil(step));
        let mut values = Vec::with_capacity(width * height);
        for row in (0..pixels.height).step_by(step) {
            values.extend(pixels.row(row, 0, pixels.width).step_by(step).map(&value));
        }
        Self { values, width }
    }

    /// All of it.
    pub(super) fn whole(&self) -> Frame {
        Frame { left: 0, top: 0, width: self.width, height: self.values.len() / self.width.max(1) }
    }

    /// `count` greys from a place on: beside each other, or below.
    pub(super) fn line(&self, from: usize, step: usize, count: usize) -> impl Iterator<Item = u32> {
        self.values.iter().skip(from).step_by(step.max(1)).take(count).copied()
    }

    /// Where a place of a frame stands in the rows.
    pub(super) fn place(&self, column: usize, row: usize) -> usize {
        row * self.width + column
    }

    /// The width of a row.
    pub(super) fn stride(&self) -> usize {
        self.width
    }

    /// The mean grey of each of `side` by `side` cells of a frame. A pixel on the border of cells counts in each by its
    /// part, so that small pictures have the same greys as large ones.
    pub(super) fn shrunk(&self, frame: Frame, side: usize) -> Self {
        let mut sums = vec![0_u64; side * side];
        let columns: Vec<Span> = (0..side).map(|cell| Span::of(cell, side, frame.width)).collect();
        let mut across = vec![0_u64; side];
        for row in 0..frame.height {
            let from = self.place(frame.left, frame.top + row);
            let greys = self.values.get(from..from + frame.width).unwrap_or(&[]);
            for (sum, span) in across.iter_mut().zip(&columns) {
                *sum = span.sum(greys, side as u64);
            }
            // A row lies in one cell, or on the border of some.
            let (first, last) = (row * side / frame.height, ((row + 1) * side - 1) / frame.height);
            for cell in first..=last {
                let begins = (row * side).max(cell * frame.height);
                let ends = ((row + 1) * side).min((cell + 1) * frame.height);
                let part = (ends - begins) as u64;
                let own = sums.iter_mut().skip(cell * side).take(side);
                own.zip(&across).for_each(|(sum, greys)| *sum += greys * part);
            }
        }
        let area = (frame.width * frame.height).max(1) as u64;
        let mean = |sum: u64| u32::try_from(sum / area).unwrap_or(WHITE);
        Self { values: sums.into_iter().map(mean).collect(), width: side }
    }

    /// Where a frame of greys stands in those of every `step`th pixel of theirs.
    pub(super) fn coarser(&self, frame: Frame, step: usize) -> Frame {
        let whole = self.whole();
        let along = |from: usize, length: usize, all: usize| {
            let start = (from / step).min(all.saturating_sub(1));
            (start, ((from + length).div_ceil(step)).min(all) - start)
        };
        let (left, width) = along(frame.left, frame.width, whole.width);
        let (top, height) = along(frame.top, frame.height, whole.height);
        Frame { left, top, width, height }
    }

    /// Its values.
    pub(super) fn values(&self) -> &[u32] {
        &self.values
    }
}

/// How bright a pixel is on white, in 255ths of a grey: ITU-R BT.601.
fn grey([red, green, blue, opaque]: &[u8; DEPTH]) -> u32 {
    on_white((77 * u32::from(*red) + 150 * u32::from(*green) + 29 * u32::from(*blue)) >> 8, *opaque)
}

fn on_white(value: u32, opaque: u8) -> u32 {
    value * u32::from(opaque) + 255 * (255 - u32::from(opaque))
}

/// The pixels of a cell along a row: from one pixel up to another, less the first parts of the one, and the first parts
/// of the other; a pixel has as many parts as there are cells.
struct Span {
    from: usize,
    before: u64,
    to: usize,
    after: u64,
}

impl Span {
    fn of(cell: usize, side: usize, length: usize) -> Self {
        let (start, end) = (cell * length, (cell + 1) * length);
        Self { from: start / side, before: (start % side) as u64, to: end / side, after: (end % side) as u64 }
    }

    /// What the pixels of the cell come to, in parts.
    fn sum(&self, greys: &[u32], parts: u64) -> u64 {
        let at = |place: usize| greys.get(place).copied().map_or(0, u64::from);
        let whole: u64 =
            greys.get(self.from..self.to).unwrap_or(&[]).iter().map(|grey| u64::from(*grey)).sum();
        let ends = if self.after == 0 { 0 } else { self.after * at(self.to) };
        whole * parts + ends - self.before * at(self.from)
    }
}
