//! How well a pin fits the words searched for: BM25 with a weight for every part of a pin. Robertson and
//! Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with the weights inside the
//! saturation (BM25F). It uses no function whose last digit differs between machines.

use super::postings::{Part, Spot};

/// How fast more of the same word stops to count (the usual value).
const K1: f32 = 1.2;
/// How much long texts are held back: less than the usual 0.75, since posts are short and a long one is no fault.
const B: f32 = 0.5;
/// What a word that only begins as was typed counts beside the word itself.
const BEGINNING: f32 = 0.6;

/// The weight of one spot.
pub(super) fn weight(spot: Spot) -> f32 {
    Part::ALL.get(spot.part_code()).map_or(0.0, |part| part.weight())
}

/// What a word counts, by whether it is what was typed or only begins so.
pub(super) fn likeness(exact: bool) -> f32 {
    if exact { 1.0 } else { BEGINNING }
}

/// What is known of all pins together.
pub(super) struct Corpus {
    pub documents: u32,
    pub words: u64,
}

impl Corpus {
    /// How much a word says that `found` pins have.
    pub fn rarity(&self, found: usize) -> f32 {
        let (all, found) = (self.documents as f32, found as f32);
        logarithm(1.0 + (all - found + 0.5).max(0.0) / (found + 0.5))
    }

    /// The weight of words in a pin of `length` words, saturated.
    pub fn saturated(&self, weight: f32, length: u32) -> f32 {
        let average = self.words as f32 / self.documents.max(1) as f32;
        let relative = if average > 0.0 { length as f32 / average } else { 1.0 };
        weight * (K1 + 1.0) / (weight + K1 * (1.0 - B + B * relative))
    }
}

/// The logarithm to base 2, with straight lines between powers of two: it rises as the true one does, differs
/// from it by at most 0.09, and is the same to the last bit everywhere.
pub fn logarithm(value: f32) -> f32 {
    let bits = value.max(1.0).to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    let mantissa = (bits & 0x7f_ffff) as f32 / 8_388_608.0;
    exponent + mantissa
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_close_and_rises() {
        let mut before = -1.0;
        for step in 0..10_000u16 {
            let value = 1.0 + f32::from(step) * 3.7;
            let found = logarithm(value);
            assert!((found - value.log2()).abs() < 0.09, "{value}");
            assert!(found > before, "{value}");
            before = found;
        }
    }

    #[test]
    fn rare_words_and_short_pins_count_more() {
        let corpus = Corpus { documents: 100, words: 1_000 };
        assert!(corpus.rarity(1) > corpus.rarity(10));
        assert!(corpus.rarity(100) > 0.0);
        assert!(corpus.saturated(1.0, 5) > corpus.saturated(1.0, 50));
        assert!(corpus.saturated(2.0, 10) > corpus.saturated(1.0, 10));
    }
}
