//! The colours of many pictures together.

use crate::model::{media::Colour, pin::Pin, sorting::sort_by};

/// Most colours of a palette: what is told apart at a glance.
const MAX_COLOURS: usize = 8;
/// Up to this distance two colours are one: about the step from one name to the next.
const SAME: f32 = 64.0;

/// The colours of a pin's first picture that has any.
pub(super) fn colours(pin: &Pin) -> Option<&[Colour]> {
    let mut known = pin.content.media.iter().map(|media| media.looks.colours.as_slice());
    known.find(|colours| !colours.is_empty())
}

/// The palette: every picture counts the same, whatever its size.
pub(super) fn of(pins: &[&Pin]) -> Vec<Colour> {
    let all = pins.iter().filter_map(|pin| colours(pin)).flatten();
    let mut weighed: Vec<([f32; 3], f32)> =
        all.filter_map(|colour| Some((read(&colour.rgb)?, colour.share as f32))).collect();
    sort_by(&mut weighed, |a, b| b.1.total_cmp(&a.1));
    let mut found: Vec<([f32; 3], f32)> = Vec::new();
    for (colour, share) in weighed {
        match found.iter_mut().find(|(known, _)| distance(known, &colour) < SAME) {
            Some((known, weight)) => {
                for (own, other) in known.iter_mut().zip(colour) {
                    *own += (other - *own) * share / (*weight + share);
                }
                *weight += share;
            }
            None => found.push((colour, share)),
        }
    }
    sort_by(&mut found, |a, b| b.1.total_cmp(&a.1));
    let whole: f32 = found.iter().map(|(_, weight)| weight).sum();
    let shown = found.into_iter().take(MAX_COLOURS);
    shown
        .map(|(colour, weight)| Colour {
            rgb: written(colour),
            share: (weight * 100.0 / whole).round() as u32,
        })
        .filter(|colour| colour.share > 0)
        .collect()
}

fn read(rgb: &str) -> Option<[f32; 3]> {
    let part = |from: usize| u8::from_str_radix(rgb.get(from..from + 2)?, 16).ok().map(f32::from);
    Some([part(1)?, part(3)?, part(5)?])
}

fn written([red, green, blue]: [f32; 3]) -> String {
    format!("#{:02x}{:02x}{:02x}", red.round() as u8, green.round() as u8, blue.round() as u8)
}

/// How different two colours look, by the weighted distance in RGB of CompuPhase, which comes near to that of the eye without
/// leaving whole numbers far behind. <https://www.compuphase.com/cmetric.htm>
fn distance(one: &[f32; 3], other: &[f32; 3]) -> f32 {
    let [red, green, blue] = std::array::from_fn(|at| {
        let part = |colour: &[f32; 3]| colour.get(at).copied().unwrap_or_default();
        part(one) - part(other)
    });
    let mean = (one.first().copied().unwrap_or_default() + other.first().copied().unwrap_or_default()) / 2.0;
    ((2.0 + mean / 256.0) * red * red + 4.0 * green * green + (2.0 + (255.0 - mean) / 256.0) * blue * blue)
        .sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_colours_are_one_and_far_ones_are_not() {
        let of = |one: &str, other: &str| {
            distance(&read(one).unwrap_or_default(), &read(other).unwrap_or_default())
        };
        assert!(of("#c86432", "#c06030") < SAME);
        assert!(
            of("#c86432", "#3264c8") > SAME
                && of("#000000", "#ffffff") > SAME
                && of("#ff0000", "#aa0000") > SAME
        );
        assert_eq!(read("#zz0000"), None);
        assert_eq!(read("").map(written), None);
    }
}
