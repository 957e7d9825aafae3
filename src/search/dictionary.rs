//! Every word with its postings, in the order of words. It holds them in memory; what it is made of does not
//! depend on that.

use std::{
    collections::{BTreeMap, HashMap},
    hash::BuildHasherDefault,
    ops::Bound,
};

use xxhash_rust::xxh3::Xxh3Default;

use super::postings::{Postings, Spot};

/// The words of one document, each with its spots in rising order.
pub type Words = Vec<(Box<str>, Spot)>;

/// Every word with its postings.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    terms: BTreeMap<Box<str>, Postings>,
}

impl Dictionary {
    /// Adds the words of a document above all so far.
    pub fn push(&mut self, document: u32, mut words: Words) {
        words.sort_unstable();
        let mut spots = Vec::new();
        for same in words.chunk_by(|a, b| a.0 == b.0) {
            spots.clear();
            spots.extend(same.iter().map(|(_, spot)| *spot));
            let Some((term, _)) = same.first() else { continue };
            match self.terms.get_mut(term) {
                Some(postings) => postings.push(document, &spots),
                None => {
                    let mut postings = Postings::default();
                    postings.push(document, &spots);
                    self.terms.insert(term.clone(), postings);
                }
            }
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

/// Collects many documents at once, several times faster than one after the other.
#[derive(Default)]
pub struct Builder {
    // Hashed without a random seed, so that nothing here depends on chance; the order is made by sorting.
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<Xxh3Default>>,
    postings: Vec<Postings>,
    current: Vec<(u32, Spot)>,
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
        self.current.push((number, spot));
    }

    /// Ends the current document, which gets this number: one above all so far.
    pub fn end(&mut self, document: u32) {
        let mut current = std::mem::take(&mut self.current);
        current.sort_unstable();
        let mut spots = Vec::new();
        for same in current.chunk_by(|a, b| a.0 == b.0) {
            spots.clear();
            spots.extend(same.iter().map(|(_, spot)| *spot));
            let number = same.first().map_or(0, |(number, _)| *number);
            if let Some(postings) = self.postings.get_mut(number as usize) {
                postings.push(document, &spots);
            }
        }
        current.clear();
        self.current = current;
    }

    /// The dictionary of all documents.
    pub fn finish(mut self) -> Dictionary {
        let mut terms: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        terms.sort_unstable();
        let with_postings = terms.into_iter().filter_map(|(term, number)| {
            let mut postings = std::mem::take(self.postings.get_mut(number as usize)?);
            postings.shrink();
            Some((term, postings))
        });
        Dictionary { terms: with_postings.collect() }
    }
}
