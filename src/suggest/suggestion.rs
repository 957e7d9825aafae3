//! Suggestions of tags for one pin, out of what was learned and what its text names.

use serde::{Deserialize, Serialize};

use super::{
    names::{Called, Place},
    sums::{Sums, Way, step},
    table::Table,
    traits::{Sort, Trait, cut, each_word, traits, word_key},
};
use crate::model::{
    pin::Pin,
    record::Record,
    tag::{MAX_VOCABULARY, TagPath},
    workspace::Workspace,
};

/// Most tags that are suggested: what is seen at a glance, and has a key each.
pub const MAX_SUGGESTED: usize = 5;
/// Most tags that are told apart: a full vocabulary, and as many that are used without an entry.
const MAX_TAGS: usize = 2 * MAX_VOCABULARY;
/// Fewest tagged pins to learn from: of fewer, one word in common looks like a rule.
const MIN_PINS: u32 = 10;
/// Fewest pins with a tag before it is suggested by what they have in common: one pin is no habit.
const MIN_CARRIED: u32 = 2;
/// How near a pin must be to a tag. On Debian's packages, most of which have tags enough to be told by, it leaves a suggestion
/// for 99 of 100; `cargo xtask bench tags` prints what other values would leave, and how much of that would be right.
const MIN_NEAR: f32 = 0.15;
/// How plain a tag must be beside the plainest. At 2 in 5, of what is shown for Debian's packages 37 of 100 are right and not
/// 30, while a right one is lost from the first three of one package in 200.
const MIN_BESIDE: f32 = 0.4;
/// What the tag's own name in the text adds while nothing is learned of the tag: what people do with a tag says more than
/// what it is called, so it adds half as much for a tag that [`HALF_NAMED`] pins carry.
const NAMED: f32 = 0.25;
/// See [`NAMED`].
const HALF_NAMED: f32 = 5.0;
/// Most words that are named as a reason.
const MAX_WORDS: usize = 3;
/// A word is named beside the first where it says this part of what that one says.
const TELLING: f32 = 0.33;

/// Why a tag is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TagReason {
    /// Its own name, or another word for it, stands in the text: as written here.
    Name(String),
    /// Pins with these words carry it.
    Words(Vec<String>),
    /// Pins of the same author carry it.
    Author,
    /// Pins of the same site carry it.
    Site,
    /// Pins with pictures of the same colours carry it.
    Colour,
}

/// A tag that a pin may want.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The tag's number, by which [`Suggester::key`] tells it.
    pub tag: u32,
    /// Why.
    pub because: TagReason,
    /// How plain it is; more is plainer.
    pub score: f32,
}

/// A tag as it is learned.
struct Known {
    key: String,
    /// How many pins carry it.
    pins: u32,
}

/// What was learned from all pins, and what the tags are called.
#[derive(Default)]
pub struct Suggester {
    sums: Sums,
    numbers: Table,
    /// Each tag, by its number.
    tags: Vec<Known>,
    /// What the tags are called, where that is still so.
    called: Option<Called>,
}

impl Suggester {
    /// Learns a pin.
    pub fn learn(&mut self, pin: &Pin) {
        self.add(pin, Way::In);
    }

    /// Takes back what was learned of a pin, which is as it was then.
    pub fn forget(&mut self, pin: &Pin) {
        self.add(pin, Way::Out);
    }

    /// Takes over a record that changed: what it was, and what it is now.
    pub fn replace(&mut self, before: Option<&Record>, now: Option<&Record>) {
        for (record, way) in [(before, Way::Out), (now, Way::In)] {
            let Some(record) = record else { continue };
            // A pin may be the first to carry a tag, or the last.
            if record.as_tag().is_some() || record.as_pin().is_some() {
                self.called = None;
            }
            if let Some(pin) = record.as_pin() {
                self.add(pin, way);
            }
        }
    }

    fn add(&mut self, pin: &Pin, way: Way) {
        if pin.tags.is_empty() {
            return;
        }
        let mut numbers: Vec<u32> = Vec::new();
        for tag in &pin.tags {
            let Some(number) = self.number(tag) else { continue };
            numbers.push(number);
            if let Some(known) = self.tags.get_mut(number as usize) {
                known.pins = step(known.pins, 1, way);
            }
        }
        self.sums.add(&traits(pin), &numbers, way);
    }

    /// Whether it was said what the tags are called, and still is so.
    pub fn is_called(&self) -> bool {
        self.called.is_some()
    }

    /// Says what the tags are called: by their own names, and by other words for those that have an entry.
    pub fn call(&mut self, tags: &[(String, TagPath)], workspace: &Workspace) {
        let mut called = Called::default();
        for (_, path) in tags {
            let Some(number) = self.number(path) else { continue };
            called.add(path.as_str().rsplit('/').next().unwrap_or_default(), number);
            if let Some(entry) = workspace.tag(path) {
                entry.synonyms.iter().for_each(|synonym| called.add(synonym, number));
            }
        }
        called.order();
        self.called = Some(called);
    }

    /// The key of a tag.
    pub fn key(&self, tag: u32) -> Option<&str> {
        self.tags.get(tag as usize).map(|known| known.key.as_str())
    }

    fn number(&mut self, tag: &TagPath) -> Option<u32> {
        let key = tag.key();
        let number = self.numbers.number(word_key(&key), MAX_TAGS)?;
        if self.tags.len() < self.numbers.len() {
            self.tags.push(Known { key, pins: 0 });
        }
        Some(number)
    }

    /// Tags for a pin, the plainest first, at most [`MAX_SUGGESTED`]: none that it has, none that stands above one it has.
    pub fn suggest(&mut self, pin: &Pin) -> Vec<Suggestion> {
        let seen = traits(pin);
        let mut scores = vec![0.0_f32; self.tags.len()];
        if self.sums.pins() >= MIN_PINS {
            self.sums.near(&seen, &mut |tag, _, amount| {
                if let Some(score) = scores.get_mut(tag as usize) {
                    *score += amount;
                }
            });
        }
        let mut named: Vec<(u32, Place)> = Vec::new();
        if let Some(called) = &self.called {
            called.named_by(pin, &mut |tag, place| {
                if named.iter().all(|(known, _)| *known != tag) {
                    named.push((tag, place));
                }
            });
        }
        let own: Vec<String> = pin.tags.iter().map(TagPath::key).collect();
        for (at, (score, tag)) in scores.iter_mut().zip(&self.tags).enumerate() {
            if tag.pins < MIN_CARRIED {
                *score = 0.0;
            }
            if named.iter().any(|(named, _)| *named as usize == at) {
                *score += NAMED * HALF_NAMED / (HALF_NAMED + tag.pins as f32);
            }
            if *score > 0.0 && own.iter().any(|own| is_at_or_above(&tag.key, own)) {
                *score = 0.0;
            }
        }
        let best = plainest(&mut scores);
        // What every trait of the pin adds to each of them.
        let mut added: Vec<(u32, usize, f32)> = Vec::new();
        self.sums.near(&seen, &mut |tag, at, amount| {
            if best.iter().any(|(best, _)| *best == tag) {
                added.push((tag, at, amount));
            }
        });
        let mut suggestions = Vec::with_capacity(best.len());
        for (tag, score) in best {
            let because = match named.iter().find(|(named, _)| *named == tag) {
                Some((_, Place { text, start, end })) => TagReason::Name(cut(text, *start, *end)),
                None => learned(tag, &added, &seen, pin),
            };
            suggestions.push(Suggestion { tag, because, score });
        }
        suggestions
    }
}

/// Whether a tag's key is another's, or stands above it.
fn is_at_or_above(key: &str, other: &str) -> bool {
    other.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The tags that are plain enough, the plainest first; their scores are gone then.
fn plainest(scores: &mut [f32]) -> Vec<(u32, f32)> {
    let mut best: Vec<(u32, f32)> = Vec::new();
    let mut least = MIN_NEAR;
    while best.len() < MAX_SUGGESTED {
        let (mut first, mut most) = (0, 0.0);
        for (at, score) in scores.iter().enumerate() {
            if *score > most {
                (first, most) = (at, *score);
            }
        }
        if most < least {
            break;
        }
        least = least.max(most * if best.is_empty() { MIN_BESIDE } else { 0.0 });
        best.push((first as u32, most));
        scores.get_mut(first).into_iter().for_each(|score| *score = 0.0);
    }
    best
}

/// What adds most to a tag; of words, those that say most.
fn learned(tag: u32, added: &[(u32, usize, f32)], seen: &[Trait], pin: &Pin) -> TagReason {
    let (mut words, mut least) = (Vec::new(), 0.0);
    while words.len() < MAX_WORDS {
        let (mut first, mut most) = (None, least);
        for (own, at, amount) in added {
            let one = seen.get(*at).filter(|one| {
                *own == tag
                    && *amount > most
                    && !words.contains(&one.key)
                    && (words.is_empty() || one.sort == Sort::Word)
            });
            if let Some(one) = one {
                (first, most) = (Some(one), *amount);
            }
        }
        let Some(one) = first else { break };
        match one.sort {
            Sort::Word => words.push(one.key),
            Sort::Author => return TagReason::Author,
            Sort::Site => return TagReason::Site,
            Sort::Colour => return TagReason::Colour,
        }
        least = least.max(most * TELLING * f32::from(u8::from(words.len() == 1)));
    }
    TagReason::Words(written(pin, &words))
}

/// Words of a pin as they are written first, in the order of their keys.
fn written(pin: &Pin, keys: &[u64]) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new(); keys.len()];
    each_word(pin, &mut |text, token| {
        let key = word_key(token.term);
        for (word, own) in words.iter_mut().zip(keys) {
            if *own == key && word.is_empty() {
                *word = cut(text, token.start, token.end);
            }
        }
    });
    words
}
