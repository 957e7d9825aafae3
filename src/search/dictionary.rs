//! Every word with its postings, in the order of words. It holds them in memory; what it is made of does not
//! depend on that.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasherDefault, Hasher},
    ops::Bound,
};

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::postings::{Postings, Spot};
use crate::model::sorted_map::SortedMap;

/// The words of one document, each with its spots in rising order.
pub type Words = SortedMap<Box<str>, Vec<Spot>>;

/// Every word with its postings.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    terms: BTreeMap<Box<str>, Postings>,
}

impl Dictionary {
    /// Adds the words of a document above all so far.
    pub fn push(&mut self, document: u32, words: Words) {
        for (term, spots) in words {
            self.terms.entry(term).or_default().push(document, &spots);
        }
    }

    /// The postings of a word.
    pub fn term(&self, term: &str) -> Option<&Postings> {
        self.terms.get(term)
    }

    /// The words that begin so, in order, with their postings.
    pub fn prefix(&self, beginning: &str) -> impl Iterator<Item = (&str, &Postings)> {
        let from = (Bound::Included(beginning), Bound::Unbounded);
        let beginning = beginning.to_owned();
        self.terms
            .range::<str, _>(from)
            .map(|(term, postings)| (&**term, postings))
            .take_while(move |(term, _)| term.starts_with(&*beginning))
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Gives documents other numbers, which rise as the old ones do; `None` drops one.
    pub fn renumber(&mut self, number: impl Fn(u32) -> Option<u32>) {
        self.terms.retain(|_, postings| {
            *postings = postings.renumbered(&number);
            postings.documents() > 0
        });
    }
}

/// Hashes words without a random seed, so that nothing here depends on chance.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u8(&mut self, byte: u8) {
        // The end of a text: its bytes are already mixed well.
        self.0 ^= u64::from(byte);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Collects many documents at once, several times faster than one after the other.
#[derive(Default)]
pub struct Builder {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
    postings: Vec<Postings>,
    /// The word's number in the high half and the spot's code in the low one, sorted as postings are searched.
    current: Vec<u64>,
}

impl Builder {
    /// Adds a word of the current document.
    pub fn word(&mut self, term: &str, spot: Spot) {
        let number = match self.numbers.get(term) {
            Some(number) => *number,
            None => {
                let number = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
                self.numbers.insert(term.into(), number);
                self.postings.push(Postings::default());
                number
            }
        };
        self.current.push((u64::from(number) << 32) | u64::from(spot.code()));
    }

    /// Ends the current document, which gets this number: one above all so far.
    pub fn end(&mut self, document: u32) {
        let mut current = std::mem::take(&mut self.current);
        current.sort_unstable();
        let mut spots = Vec::new();
        for same in current.chunk_by(|a, b| a >> 32 == b >> 32) {
            spots.clear();
            spots.extend(same.iter().map(|word| Spot::from_code(*word as u32)));
            let number = same.first().map_or(0, |word| (word >> 32) as usize);
            if let Some(postings) = self.postings.get_mut(number) {
                postings.push(document, &spots);
            }
        }
        current.clear();
        self.current = current;
    }

    /// The dictionary of all documents.
    pub fn finish(mut self) -> Dictionary {
        let with_postings = self.numbers.into_iter().filter_map(|(term, number)| {
            let mut postings = std::mem::take(self.postings.get_mut(number as usize)?);
            postings.shrink();
            Some((term, postings))
        });
        // A map is made of items in any order by sorting them once.
        Dictionary { terms: with_postings.collect() }
    }
}
