//! What became of a thing since it was pinned: each look at it, against the one before. It only compares.

use serde::{Deserialize, Serialize};

use crate::model::{
    engagement::{Count, Engagement},
    observation::Sighting,
    pin::Pin,
    time::Instant,
};

/// Most looks that are shown, the latest of them.
const MAX_SHOWN: usize = 50;
/// Most words in which two texts are compared word by word, once what both begin and end with is aside: it takes the
/// square of them. More are shown as replaced.
const MAX_WORDS: usize = 300;
/// Words of what stayed that are shown beside what changed.
const AROUND: usize = 6;

/// One look at a thing already pinned, and what had changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Look {
    /// When.
    pub at: Instant,
    /// What had become of the text.
    pub sighting: Sighting,
    /// Counts that were different, with what they had been and were.
    pub counts: Vec<(Count, i64, i64)>,
    /// Where the text was edited, its parts around the changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<EditedPiece>,
}

/// A part of a text that was edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum EditedPiece {
    /// It stayed; what is left out is an ellipsis.
    Kept(String),
    /// It was taken out.
    Gone(String),
    /// It came in.
    New(String),
}

/// The looks at a pin, the latest first.
pub fn history(pin: &Pin) -> Vec<Look> {
    let mut counts: Engagement = pin.content.engagement.clone();
    let mut text = pin.content.text.as_deref().unwrap_or("");
    let mut looks: Vec<Look> = Vec::new();
    for seen in &pin.observations {
        let mut changed = Vec::new();
        for (count, now) in &seen.engagement {
            // A count that the page did not show before says nothing about a change.
            if let Some(before) = counts.get(count).filter(|before| *before != now) {
                changed.push((*count, *before, *now));
            }
            counts.insert(*count, *now);
        }
        let edited = seen.text.as_deref().filter(|_| seen.sighting == Sighting::Edited);
        let pieces = edited.map(|now| pieces(std::mem::replace(&mut text, now), now)).unwrap_or_default();
        looks.push(Look { at: seen.at, sighting: seen.sighting, counts: changed, text: pieces });
    }
    looks.reverse();
    looks.truncate(MAX_SHOWN);
    looks
}

/// Two texts in parts: what both have in order, and between that what either alone has.
fn pieces(before: &str, now: &str) -> Vec<EditedPiece> {
    let before: Vec<&str> = before.split_whitespace().collect();
    let now: Vec<&str> = now.split_whitespace().collect();
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let start = before.iter().zip(&now).take_while(same).count();
    let (old, new) = (before.get(start..).unwrap_or(&[]), now.get(start..).unwrap_or(&[]));
    let end = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, tail) = old.split_at(old.len() - end);
    let new = new.get(..new.len() - end).unwrap_or(&[]);
    let mut out = Pieces::default();
    for word in before.iter().take(start) {
        out.add(Kind::Kept, word);
    }
    compare(old, new, &mut out);
    for word in tail {
        out.add(Kind::Kept, word);
    }
    out.finish()
}

/// The longest words in common, by the table of all beginnings.
fn compare<'a>(old: &[&'a str], new: &[&'a str], out: &mut Pieces<'a>) {
    if old.len() > MAX_WORDS || new.len() > MAX_WORDS {
        old.iter().for_each(|word| out.add(Kind::Gone, word));
        new.iter().for_each(|word| out.add(Kind::New, word));
        return;
    }
    // How many words the rests after each place have in common.
    let wide = new.len() + 1;
    let mut common = vec![0_u16; (old.len() + 1) * wide];
    let at =
        |common: &[u16], row: usize, column: usize| common.get(row * wide + column).copied().unwrap_or(0);
    for (row, word) in old.iter().enumerate().rev() {
        for (column, other) in new.iter().enumerate().rev() {
            let best = if word == other {
                at(&common, row + 1, column + 1) + 1
            } else {
                at(&common, row + 1, column).max(at(&common, row, column + 1))
            };
            if let Some(place) = common.get_mut(row * wide + column) {
                *place = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(word), Some(other)) if word == other => {
                out.add(Kind::Kept, word);
                (row, column) = (row + 1, column + 1);
            }
            (Some(word), other)
                if other.is_none() || at(&common, row + 1, column) >= at(&common, row, column + 1) =>
            {
                out.add(Kind::Gone, word);
                row += 1;
            }
            (_, Some(other)) => {
                out.add(Kind::New, other);
                column += 1;
            }
            _ => return,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kept,
    Gone,
    New,
}

/// Parts that are being put together, word by word.
#[derive(Debug, Default)]
struct Pieces<'a> {
    parts: Vec<(Kind, Vec<&'a str>)>,
}

impl<'a> Pieces<'a> {
    fn add(&mut self, kind: Kind, word: &'a str) {
        match self.parts.last_mut() {
            Some((last, words)) if *last == kind => words.push(word),
            _ => self.parts.push((kind, vec![word])),
        }
    }

    fn finish(self) -> Vec<EditedPiece> {
        let last = self.parts.len().saturating_sub(1);
        let parts = self.parts.into_iter().enumerate().map(|(place, (kind, words))| match kind {
            Kind::Gone => EditedPiece::Gone(words.join(" ")),
            Kind::New => EditedPiece::New(words.join(" ")),
            Kind::Kept => {
                let (head, tail) =
                    (if place == 0 { 0 } else { AROUND }, if place == last { 0 } else { AROUND });
                EditedPiece::Kept(shortened(&words, head, tail))
            }
        });
        parts.collect()
    }
}

/// The first and last words of what stayed.
fn shortened(words: &[&str], head: usize, tail: usize) -> String {
    if words.len() <= head + tail + 1 {
        return words.join(" ");
    }
    let start = words.get(..head).unwrap_or(&[]);
    let end = words.get(words.len() - tail..).unwrap_or(&[]);
    [start, &["…"], end].concat().join(" ")
}
