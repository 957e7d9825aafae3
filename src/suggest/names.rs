//! Tags that a text names: by a tag's own name or a synonym, word for word. It learns nothing, and works where nothing was
//! learned yet.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::traits::{each_word, split, word_key};
use crate::{model::pin::Pin, search::token::Shape};

/// Longest name in words that is looked for: longer ones are descriptions, which nobody writes word for word.
const MAX_NAME: usize = 4;
/// Shortest name in letters: shorter ones join other words in most languages.
const MIN_LETTERS: usize = 3;
/// Bits of a name that hold the number of its tag; the others tell names apart, which 40 bits do.
const TAG_BITS: u32 = 24;

/// A place in a text, in code points.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The text.
    pub text: &'a str,
    /// The first of it.
    pub start: u32,
    /// The one after the last.
    pub end: u32,
}

/// The names of all tags: hashes with the number of the tag in the lowest bits, in their order.
#[derive(Default)]
pub struct Called(Vec<u64>);

impl Called {
    /// Adds a name of a tag; it counts from [`Self::order`] on.
    pub fn add(&mut self, name: &str, tag: u32) {
        if let Some(key) = name_key(name) {
            self.0.push(front(key) | u64::from(tag));
        }
    }

    /// Puts the names in order.
    pub fn order(&mut self) {
        self.0.sort_unstable();
    }

    /// Hands on every tag that a pin's words name, with the place where they stand.
    pub fn named_by<'a>(&self, pin: &'a Pin, hand_on: &mut dyn FnMut(u32, Place<'a>)) {
        // Names that may go on: what they are so far, where they began, and how many words they have.
        let mut begun: Vec<(u64, u32, usize)> = Vec::new();
        let mut last = "";
        each_word(pin, &mut |text, token| {
            // A name does not reach from one text into the next.
            if !std::ptr::eq(last, text) {
                begun.clear();
                last = text;
            }
            begun.retain_mut(|(name, _, words)| {
                *name = xxh3_64_with_seed(token.term.as_bytes(), *name);
                *words += 1;
                *words <= MAX_NAME
            });
            begun.push((word_key(token.term), token.start, 1));
            for (name, start, _) in &begun {
                let first = self.0.partition_point(|own| *own < front(*name));
                for own in self.0.iter().skip(first) {
                    if front(*own) != front(*name) {
                        break;
                    }
                    let tag = (*own ^ front(*own)) as u32;
                    hand_on(tag, Place { text, start: *start, end: token.end });
                }
            }
        });
    }
}

fn front(key: u64) -> u64 {
    key >> TAG_BITS << TAG_BITS
}

/// What a name is found by; `None` where it is too short or too long.
fn name_key(name: &str) -> Option<u64> {
    let (mut key, mut words, mut letters) = (0, 0, 0);
    split(name, &mut |token| {
        key = xxh3_64_with_seed(token.term.as_bytes(), key);
        words += 1;
        // A sign of a script without spaces is a syllable or a word.
        let unspaced = token.shape == Shape::Pair;
        letters += token.term.chars().count() * if unspaced { 2 } else { 1 };
    });
    (words <= MAX_NAME && letters >= MIN_LETTERS).then_some(key)
}
