//! The perceptual fingerprint: signs of the lowest frequencies of the picture in 32 by 32 greys, by the discrete cosine
//! transform (Zauner, *Implementation and Benchmarking of Perceptual Image Hash Functions*, 2010). It knows no colours.

use std::ops::Range;

use super::greys::{Frame, Greys};
use crate::sorting::sort_by;

/// Cells on a side.
const SIDE: usize = 32;
/// As many frequencies are kept.
const BITS: usize = 64;
/// What the frequencies across and down come to together; with the first below three, drawings on one ground are alike.
const SHAPES: Range<usize> = 3..12;
/// The same for tints, which are coarser.
const TINTS: Range<usize> = 1..8;
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

/// The bits of a frame, the lowest frequencies first; `None` where it is of one colour.
pub(super) fn shape(greys: &Greys, frame: Frame) -> Option<u64> {
    let few = Few::of(greys, frame, SIDE);
    let away =
        few.greys.iter().map(|grey| grey.abs_diff(few.mean)).sum::<u64>() / few.greys.len().max(1) as u64;
    (away >= FLAT).then(|| signs(&few.frequencies(SHAPES, BITS), 0))
}

/// The bits of a frame's two tints, one after the other: what tells things of one shape apart. All are 0 where it is grey.
pub(super) fn tint(tints: &[Greys; 2], frame: Frame) -> u64 {
    tints
        .iter()
        .fold(0, |bits, greys| signs(&Few::of(greys, frame, SIDE / 2).frequencies(TINTS, BITS / 2), bits))
}

/// A bit for each value, after those there are: whether it is above most.
fn signs(values: &[i64], bits: u64) -> u64 {
    let mut sorted = values.to_vec();
    sort_by(&mut sorted, Ord::cmp);
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    values.iter().fold(bits, |bits, value| bits << 1 | u64::from(*value > median))
}

/// A frame in few greys, in sixteenths.
struct Few {
    greys: Vec<u64>,
    mean: u64,
    side: usize,
}

impl Few {
    fn of(greys: &Greys, frame: Frame, side: usize) -> Self {
        let few = greys.shrunk(frame, side);
        let greys: Vec<u64> = few.values().iter().map(|grey| u64::from(*grey) * FINE / 255).collect();
        let mean = greys.iter().sum::<u64>() / greys.len().max(1) as u64;
        Self { greys, mean, side }
    }

    /// The greys less their mean, each as strong as it is far to the right and below. Products stand alone in the middle: of
    /// what is the same on both sides, half of all frequencies would be nothing but noise, and with it half of the bits.
    fn leaning(&self) -> Vec<i64> {
        let (side, mean) = (self.side as i64, self.mean as i64);
        let places = (0..side).flat_map(|y| (0..side).map(move |x| (side + x) * (side + y)));
        self.greys.iter().zip(places).map(|(grey, strength)| (*grey as i64 - mean) * strength).collect()
    }

    /// As many of the frequencies as are asked for, the lowest first.
    fn frequencies(&self, sums: Range<usize>, count: usize) -> Vec<i64> {
        let side = self.side;
        let waves: Vec<i64> =
            (0..sums.end).flat_map(|wave| (0..side).map(move |place| cosine(place, wave, side))).collect();
        let leaning = self.leaning();
        let mut down = vec![0; sums.end * side];
        for (y, row) in leaning.chunks(side).enumerate() {
            for (wave, own) in waves.chunks(side).zip(down.iter_mut().skip(y).step_by(side)) {
                // In sixteenths of what they are, so that the next sum cannot overflow.
                *own = product(row, wave) >> 4;
            }
        }
        let at = |across: usize, along: usize| product(line(&down, across, side), line(&waves, along, side));
        let places = sums.flat_map(|sum| (0..=sum).map(move |across| (across, sum - across)));
        places.take(count).map(|(across, along)| at(across, along)).collect()
    }
}

fn line(values: &[i64], at: usize, side: usize) -> &[i64] {
    values.get(at * side..(at + 1) * side).unwrap_or(&[])
}

fn product(one: &[i64], other: &[i64]) -> i64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// cos((2 place + 1) frequency pi / 2 side) in 1/16384; a side is 32 or a part of it.
fn cosine(place: usize, frequency: usize, side: usize) -> i64 {
    let turn = (2 * place + 1) * frequency * (SIDE / side) % 128;
    let half = if turn > 64 { 128 - turn } else { turn };
    let quarter = |turn: usize| i64::from(COSINE.get(turn).copied().unwrap_or(0));
    if half > 32 { -quarter(64 - half) } else { quarter(half) }
}
