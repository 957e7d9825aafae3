//! The colours of many pictures together.

use pinfold_kernels::{lab::Lab, sorting::sort_by};

use crate::model::{
    media::{Colour, channels},
    pin::Pin,
};

/// Most colours of a palette: what is told apart at a glance.
const MAX_COLOURS: usize = 8;
/// Up to this distance two colours are one: about the step from one name to the next.
const SAME: f32 = 16.0;

/// The colours of a pin's first picture that has any.
pub(super) fn colours(pin: &Pin) -> Option<&[Colour]> {
    let mut known = pin.content.media.iter().map(|media| media.looks.colours.as_slice());
    known.find(|colours| !colours.is_empty())
}

/// The palette: every picture counts the same, whatever its size.
pub(super) fn of(pins: &[&Pin]) -> Vec<Colour> {
    let all = pins.iter().filter_map(|pin| colours(pin)).flatten();
    let mut weighed: Vec<([f32; 3], f32)> =
        all.filter_map(|colour| Some((channels(&colour.rgb)?.map(f32::from), colour.share as f32))).collect();
    sort_by(&mut weighed, |a, b| b.1.total_cmp(&a.1));
    let mut found: Vec<([f32; 3], f32, Lab)> = Vec::new();
    for (colour, share) in weighed {
        let lab = Lab::of(rounded(colour));
        match found.iter_mut().find(|(.., known)| known.distance(lab) < SAME) {
            Some((known, weight, lab)) => {
                for (own, other) in known.iter_mut().zip(colour) {
                    *own += (other - *own) * share / (*weight + share);
                }
                *weight += share;
                *lab = Lab::of(rounded(*known));
            }
            None => found.push((colour, share, lab)),
        }
    }
    sort_by(&mut found, |a, b| b.1.total_cmp(&a.1));
    let whole: f32 = found.iter().map(|(_, weight, _)| weight).sum();
    let shown = found.into_iter().take(MAX_COLOURS);
    shown
        .map(|(colour, weight, _)| Colour {
            rgb: written(colour),
            share: (weight * 100.0 / whole).round() as u32,
        })
        .filter(|colour| colour.share > 0)
        .collect()
}

fn rounded(colour: [f32; 3]) -> [u8; 3] {
    colour.map(|channel| channel.round() as u8)
}

fn written(colour: [f32; 3]) -> String {
    let [red, green, blue] = rounded(colour);
    format!("#{red:02x}{green:02x}{blue:02x}")
}
