//! How long it takes to see what a picture looks like: fingerprint and colours of a megapixel, decoded.
//! It never decodes: in the browser that is the browser's.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measuring program may stop at the first surprise"
)]

mod figure;

use std::time::Instant as Clock;

use figure::print;
use pinfold::capture::looks;

/// Pixels on a side: a megapixel.
const SIDE: usize = 1_024;
/// What a megapixel of a photograph may take, in milliseconds.
const MOST: f64 = 3.0;
/// Looks at each picture; their p95 counts.
const LOOKS: usize = 40;

fn main() {
    // Noise is no picture that people keep: it shows what the worst of them can cost.
    for (name, pixels, most) in [("photograph", photograph(), Some(MOST)), ("noise", noise(), None)] {
        let mut times: Vec<f64> = (0..LOOKS)
            .map(|_| {
                let start = Clock::now();
                assert!(looks::of(&pixels, SIDE).unwrap().fingerprint.is_some());
                start.elapsed().as_secs_f64() * 1_000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        print(&format!("looks-{name}-megapixel-p50"), times[LOOKS / 2], "ms", None);
        print(&format!("looks-{name}-megapixel-p95"), times[LOOKS * 95 / 100], "ms", most);
    }
}

/// Soft light, a few things in it, and some grain.
fn photograph() -> Vec<u8> {
    let mut dice = Dice(7);
    let mut pixels = Vec::with_capacity(SIDE * SIDE * 4);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let grain = (dice.roll() % 9) as u8;
            let [red, green, blue] = match (x / 200, y / 300) {
                (1, 1) => [190, 60, 40],
                (3, 0..2) => [30, 90, 150],
                _ => [150 + (x / 16) as u8, 140 + (y / 20) as u8, 120],
            };
            pixels.extend([red, green, blue].map(|channel: u8| channel.saturating_add(grain)));
            pixels.push(255);
        }
    }
    pixels
}

/// Every colour there is: the most cells, groups and joins.
fn noise() -> Vec<u8> {
    let mut dice = Dice(11);
    (0..SIDE * SIDE)
        .flat_map(|at| (dice.roll() | 0xff00_0000 | at as u32 >> 4 & 0xf0).to_le_bytes())
        .collect()
}

/// Numbers that are the same in every run: xorshift, after Marsaglia.
struct Dice(u32);

impl Dice {
    fn roll(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }
}
