//! What is seen of a pin that may tell its tags: words, author, site, colours. Each is a hash: two words fall on one so
//! seldom that it is no harm. It never looks at what people added.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::{
    model::{
        letters,
        media::{Colour, channels},
        pin::Pin,
    },
    search::{
        logarithm,
        token::{Shape, Token, tokens},
    },
};

/// Most words of a pin that count: the first ones say what it is about, and a pasted book must not outweigh all else.
pub const MAX_WORDS: usize = 300;
/// Smallest share of a picture, in percent, at which a colour is one that people tag by.
const MIN_SHARE: u32 = 15;

/// What a trait is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A word of title, text, product or a picture's description.
    Word,
    /// An account of the author.
    Author,
    /// The site.
    Site,
    /// A colour that takes much of a picture, coarsely.
    Colour,
}

/// One trait of a pin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trait {
    /// Its name.
    pub key: u64,
    /// What it is.
    pub sort: Sort,
    /// How much it counts in this pin; the squares of all its traits come to 1.
    pub weight: f32,
}

/// The traits of a pin, each once.
pub fn traits(pin: &Pin) -> Vec<Trait> {
    let content = &pin.content;
    let mut words: Vec<u64> = Vec::new();
    each_word(pin, &mut |_, token| words.push(word_key(token.term)));
    words.sort_unstable();
    let mut all: Vec<Trait> = Vec::new();
    for same in words.chunk_by(u64::eq) {
        if let Some(key) = same.first() {
            // A word that is said often says little more than one that is said twice.
            let weight = 1.0 + logarithm(same.len() as f32);
            all.push(Trait { key: *key, sort: Sort::Word, weight });
        }
    }
    let mut add = |sort: Sort, name: &[u8]| {
        let key = xxh3_64_with_seed(name, sort as u64);
        if !all.iter().any(|known| known.key == key) {
            all.push(Trait { key, sort, weight: 1.0 });
        }
    };
    for account in content.author_keys() {
        add(Sort::Author, account.0.as_bytes());
    }
    if !content.source.site.is_empty() {
        add(Sort::Site, letters::lowered(&content.source.site).as_bytes());
    }
    for media in &content.media {
        for colour in &media.looks.colours {
            if colour.share >= MIN_SHARE
                && let Some(colour) = coarse(colour)
            {
                add(Sort::Colour, &[colour]);
            }
        }
    }
    let mut length = 0.0;
    for one in &all {
        length += one.weight * one.weight;
    }
    for one in &mut all {
        one.weight /= length.sqrt();
    }
    all
}

/// The words of a pin with their texts as they are written, in the order in which they are read.
pub fn each_word<'a>(pin: &'a Pin, hand_on: &mut dyn FnMut(&'a str, Token<'_>)) {
    let content = &pin.content;
    let mut count = 0;
    let mut add = |text: &'a String| {
        // A sign for each word at least, so that what is beyond the limit is not even split.
        let rest = MAX_WORDS - count;
        split(beginning(text, rest), &mut |token| {
            if count < MAX_WORDS {
                count += 1;
                hand_on(text, token);
            }
        });
    };
    let product = content.product.as_ref();
    let titles = [
        content.title.as_ref(),
        product.and_then(|product| product.name.as_ref()),
        product.and_then(|product| product.brand.as_ref()),
    ];
    for title in titles.into_iter().flatten() {
        add(title);
    }
    for category in product.map_or(&[][..], |product| &product.category) {
        add(category);
    }
    if let Some(text) = &content.text {
        add(text);
    }
    for media in &content.media {
        if let Some(alt) = &media.alt {
            add(alt);
        }
    }
}

/// The words of a text. The last sign of a run without spaces is in the pair before it.
pub fn split(text: &str, each: &mut dyn FnMut(Token<'_>)) {
    // One closure for all, since what splits is compiled anew for each.
    tokens(text, |token| {
        if token.shape != Shape::Tail {
            each(token);
        }
    });
}

/// What stands in a text from one code point on, as it is written.
pub fn cut(text: &str, start: u32, end: u32) -> String {
    text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect()
}

/// The name of a word.
pub fn word_key(term: &str) -> u64 {
    xxh3_64_with_seed(term.as_bytes(), Sort::Word as u64)
}

/// The beginning of a text that holds a number of words for sure, where it has as many.
fn beginning(text: &str, words: usize) -> &str {
    /// Letters, signs and spaces for each word, generously.
    const FOR_EACH: usize = 40;
    match text.char_indices().nth(words.saturating_mul(FOR_EACH)) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

/// One of 64 colours: the two highest bits of each channel.
fn coarse(colour: &Colour) -> Option<u8> {
    let [red, green, blue] = channels(&colour.rgb)?.map(|channel| channel >> 6);
    Some(red << 4 | green << 2 | blue)
}
