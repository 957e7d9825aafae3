//! The perceptual fingerprint: signs of the lowest frequencies of the picture in 32 by 32 greys, by the discrete cosine
//! transform (Zauner, *Implementation and Benchmarking of Perceptual Image Hash Functions*, 2010). It knows no colours.

use std::ops::Range;

use super::{DEPTH, Pixels};
use crate::model::sorting::sort_by;

/// Cells on a side.
const SIDE: usize = 32;
/// As many frequencies are kept.
const BITS: usize = 64;
/// What the frequencies across and down come to together; with the first below three, drawings on one ground are alike.
const SUMS: Range<usize> = 3..12;
/// Greys are kept in sixteenths.
const FINE: u64 = 16;
/// Mean distance from the mean grey, in sixteenths, below which a picture is one colour: two of 255 greys.
const FLAT: u64 = 2 * FINE;
/// cos(k * pi / 64) in 1/16384, for a quarter of the circle.
const COSINE: [i32; 33] = [
    16_384, 16_364, 16_305, 16_207, 16_069, 15_893, 15_679, 15_426, 15_137, 14_811, 14_449, 14_053, 13_623,
    13_160, 12_665, 12_140, 11_585, 11_003, 10_394, 9760, 9102, 8423, 7723, 7005, 6270, 5520, 4756, 3981,
    3196, 2404, 1606, 804, 0,
];

/// The bits, the lowest frequencies first; `None` for a picture of one colour.
pub(super) fn of(pixels: Pixels) -> Option<u64> {
    let greys = greys(pixels);
    let count = (SIDE * SIDE) as u64;
    let mean = greys.iter().sum::<u64>() / count;
    if greys.iter().map(|grey| grey.abs_diff(mean)).sum::<u64>() / count < FLAT {
        return None;
    }
    let values = frequencies(&leaning(&greys, mean));
    let mut sorted = values.clone();
    sort_by(&mut sorted, Ord::cmp);
    let median = sorted.get(sorted.len() / 2).copied()?;
    Some(values.iter().fold(0, |bits, value| bits << 1 | u64::from(*value > median)))
}

/// The mean grey of each cell, on white, in sixteenths. A pixel on the border of cells counts in each by its part, so that
/// small pictures have the same greys as large ones.
fn greys(pixels: Pixels) -> Vec<u64> {
    let mut greys = Vec::with_capacity(SIDE * SIDE);
    let area = (pixels.width * pixels.height) as u64;
    for down in 0..SIDE {
        let rows = Span::of(down, pixels.height);
        for across in 0..SIDE {
            let columns = Span::of(across, pixels.width);
            let sum: u64 = rows
                .parts(pixels.height)
                .map(|(row, part)| {
                    let whole: u64 = pixels.row(row, columns.from, columns.to).map(grey).sum();
                    let at = |column: usize| pixels.row(row, column, column + 1).map(grey).sum::<u64>();
                    let begins = columns.before * at(columns.from);
                    let ends = if columns.after == 0 { 0 } else { columns.after * at(columns.to) };
                    part * (whole * SIDE as u64 + ends - begins)
                })
                .sum();
            greys.push(sum * FINE / (255 * area));
        }
    }
    greys
}

/// How bright a pixel is on white, in 255ths of a grey: ITU-R BT.601.
fn grey([red, green, blue, opaque]: &[u8; DEPTH]) -> u64 {
    let grey = (77 * u32::from(*red) + 150 * u32::from(*green) + 29 * u32::from(*blue)) >> 8;
    u64::from(grey * u32::from(*opaque) + 255 * (255 - u32::from(*opaque)))
}

/// The pixels of a cell along one side: from one pixel up to another, less the first parts of the one, and the first parts
/// of the other; a pixel has as many parts as there are cells.
struct Span {
    from: usize,
    before: u64,
    to: usize,
    after: u64,
}

impl Span {
    fn of(cell: usize, length: usize) -> Self {
        let (start, end) = (cell * length, (cell + 1) * length);
        Self { from: start / SIDE, before: (start % SIDE) as u64, to: end / SIDE, after: (end % SIDE) as u64 }
    }

    /// The pixels with their parts.
    fn parts(&self, length: usize) -> impl Iterator<Item = (usize, u64)> {
        let part = |at: usize| {
            let whole = if at < self.to { SIDE as u64 } else { self.after };
            (at, whole - if at == self.from { self.before } else { 0 })
        };
        (self.from..=self.to.min(length - 1)).map(part)
    }
}

/// The greys less their mean, each as strong as it is far to the right and below. Products stand alone in the middle: of
/// what is the same on both sides, half of all frequencies would be nothing but noise, and with it half of the bits.
fn leaning(greys: &[u64], mean: u64) -> Vec<i64> {
    let (side, mean) = (SIDE as i64, mean as i64);
    let places = (0..side).flat_map(|y| (0..side).map(move |x| (side + x) * (side + y)));
    greys.iter().zip(places).map(|(grey, strength)| (*grey as i64 - mean) * strength).collect()
}

/// The lowest frequencies, but for those that most pictures share: where it is bright, and whether its middle is.
fn frequencies(greys: &[i64]) -> Vec<i64> {
    let mut rows: Vec<i64> = Vec::with_capacity(SIDE * SUMS.end);
    for row in greys.chunks(SIDE) {
        for across in 0..SUMS.end {
            rows.push(row.iter().enumerate().map(|(x, grey)| grey * cosine(x, across)).sum());
        }
    }
    let at = |across: usize, down: usize| -> i64 {
        let column = rows.iter().skip(across).step_by(SUMS.end);
        // In sixteenths of what they are, so that the sum cannot overflow.
        column.enumerate().map(|(y, value)| (value >> 4) * cosine(y, down)).sum()
    };
    let places = SUMS.flat_map(|sum| (0..=sum).map(move |across| (across, sum - across)));
    places.take(BITS).map(|(across, down)| at(across, down)).collect()
}

/// cos((2 place + 1) frequency pi / 64) in 1/16384.
fn cosine(place: usize, frequency: usize) -> i64 {
    let turn = (2 * place + 1) * frequency % 128;
    let half = if turn > 64 { 128 - turn } else { turn };
    let quarter = |turn: usize| i64::from(COSINE.get(turn).copied().unwrap_or(0));
    if half > 32 { -quarter(64 - half) } else { quarter(half) }
}
