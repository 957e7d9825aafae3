//! What pins that carry a tag have in common: for each tag the sum of its pins' traits (a centroid, after Rocchio, "Relevance
//! feedback in information retrieval", 1971), kept by trait, so that asking about a pin looks at its own traits alone.
//! Sums are whole numbers: what was learned of a pin can be taken back exactly. It knows no paths, only numbers of tags.

use super::{table::Table, traits::Trait};
use crate::search::logarithm;

/// Most traits that are told apart: 100,000 words are those of a large workspace in several languages; the same again for
/// accounts and for what is written once only.
pub const MAX_TRAITS: usize = 200_000;
/// Most sums, 8 bytes each: 10,000 pins with three tags and forty words need about half of them, where none is shared.
pub const MAX_SUMS: usize = 2_000_000;
/// What a weight of 1 is in whole numbers.
const UNIT: f32 = 4_096.0;

/// One trait in all pins.
#[derive(Default)]
struct Known {
    /// How many pins have it.
    pins: u32,
    /// How much it counts in all of them together.
    whole: u32,
    /// The sum of each tag, by the tag's number.
    tags: Vec<(u32, u32)>,
}

impl Known {
    /// How much it says for a tag: more, the more of all that have it carry the tag.
    fn says(&self, sum: u32, rarity: f32) -> f32 {
        let (sum, whole) = (sum as f32, self.whole.max(sum) as f32);
        sum / UNIT * rarity * (sum / whole).sqrt()
    }
}

/// Whether a pin comes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is learned.
    In,
    /// It is taken back.
    Out,
}

/// The sums.
#[derive(Default)]
pub struct Sums {
    numbers: Table,
    /// Each trait, by its number.
    known: Vec<Known>,
    sums: usize,
    pins: u32,
    /// The length of each tag's sums, by number; empty where they are to be measured anew.
    lengths: Vec<f32>,
}

impl Sums {
    /// How many pins it rests on.
    pub fn pins(&self) -> u32 {
        self.pins
    }

    /// Learns a pin with the numbers of its tags, or takes it back.
    pub fn add(&mut self, traits: &[Trait], tags: &[u32], way: Way) {
        self.lengths.clear();
        self.pins = step(self.pins, 1, way);
        for one in traits {
            // What comes back out came in, where there was room.
            let Some(number) = self.numbers.number(one.key, MAX_TRAITS) else { continue };
            if self.known.len() < self.numbers.len() {
                self.known.push(Known::default());
            }
            let Some(known) = self.known.get_mut(number as usize) else { continue };
            known.pins = step(known.pins, 1, way);
            let weight = (one.weight * UNIT).round() as u32;
            known.whole = step(known.whole, weight, way);
            for tag in tags {
                let at = known.tags.partition_point(|(own, _)| own < tag);
                match known.tags.get_mut(at).filter(|(own, _)| own == tag) {
                    Some((_, sum)) => {
                        *sum = step(*sum, weight, way);
                        if *sum == 0 {
                            known.tags.remove(at);
                            self.sums -= 1;
                        }
                    }
                    None if way == Way::In && self.sums < MAX_SUMS => {
                        known.tags.insert(at, (*tag, weight));
                        self.sums += 1;
                    }
                    None => {}
                }
            }
        }
    }

    /// How near a pin with these traits is to each tag that has any of them, by number; `each` is told what every trait adds.
    /// Zero: nothing in common.
    pub fn near(&mut self, traits: &[Trait], each: &mut dyn FnMut(u32, usize, f32)) {
        self.measure();
        let mut length = 0.0;
        for one in traits {
            if let Some((_, rarity)) = self.known(one) {
                length += one.weight * rarity * one.weight * rarity;
            }
        }
        let length = length.sqrt();
        for (at, one) in traits.iter().enumerate() {
            let Some((known, rarity)) = self.known(one) else { continue };
            for (tag, sum) in &known.tags {
                let of_tag = self.lengths.get(*tag as usize).copied().unwrap_or_default();
                if of_tag > 0.0 {
                    each(*tag, at, one.weight * rarity / length * known.says(*sum, rarity) / of_tag);
                }
            }
        }
    }

    fn known(&self, one: &Trait) -> Option<(&Known, f32)> {
        let known = self.known.get(self.numbers.find(one.key)? as usize)?;
        Some((known, self.rarity(known)))
    }

    /// How much a trait says: less, the more pins have it. The power of 3/2 was measured beside 1 and 2.
    fn rarity(&self, known: &Known) -> f32 {
        let rarity = logarithm(1.0 + self.pins as f32 / known.pins.max(1) as f32);
        rarity * rarity.sqrt()
    }

    /// Measures what all traits say for each tag, where something was learned since.
    ///
    /// What speaks for a tag is divided by that to the power of 3/4 and not by all of it, so that of two tags as near the
    /// more usual one comes first. The powers were chosen on Debian's packages, on another split of its maintainers than the
    /// one that `cargo xtask bench tags` measures; they are made of roots, which are the same on every machine.
    fn measure(&mut self) {
        if !self.lengths.is_empty() {
            return;
        }
        let mut squares: Vec<f32> = Vec::new();
        for known in &self.known {
            let rarity = self.rarity(known);
            if let Some((last, _)) = known.tags.last()
                && squares.len() <= *last as usize
            {
                squares.resize(*last as usize + 1, 0.0);
            }
            for (tag, sum) in &known.tags {
                let says = known.says(*sum, rarity);
                if let Some(square) = squares.get_mut(*tag as usize) {
                    *square += says * says;
                }
            }
        }
        for square in &mut squares {
            let length = square.sqrt();
            *square = if length > 0.0 { length / length.sqrt().sqrt() } else { 0.0 };
        }
        self.lengths = squares;
    }
}

/// A number more or less.
pub fn step(number: u32, by: u32, way: Way) -> u32 {
    match way {
        Way::In => number.saturating_add(by),
        Way::Out => number.saturating_sub(by),
    }
}
