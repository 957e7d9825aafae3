//! Why a template cannot be used: where, what, and what was probably meant. It never guesses in a template's place.

use thiserror::Error;

use super::template::MAX_DEPTH;
use crate::model::template::MAX_TEMPLATE;

/// Where something stands in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Why a template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// A field that does not exist.
    #[error("{at}: there is no field {name:?}{}", meant(.nearest))]
    UnknownField {
        /// Where.
        at: Position,
        /// What was written.
        name: String,
        /// The name most like it.
        nearest: Option<&'static str>,
    },
    /// A field that is asked what its type does not have.
    #[error("{at}: {name} is {of}: it can be asked {}", if .asked.is_empty() { "only whether it is there" } else { .asked })]
    Comparison {
        /// Where.
        at: Position,
        /// The field.
        name: &'static str,
        /// Its type.
        of: &'static str,
        /// What it can be asked.
        asked: String,
    },
    /// A value that the field cannot have.
    #[error("{at}: {value:?} is no value for {name}, which is {of}{}", meant(.nearest))]
    Value {
        /// Where.
        at: Position,
        /// The field.
        name: &'static str,
        /// Its type.
        of: &'static str,
        /// What was written.
        value: String,
        /// The value most like it.
        nearest: Option<&'static str>,
    },
    /// `{{#each field}}` of a field that is no list.
    #[error("{at}: {name} is no list")]
    NoList {
        /// Where.
        at: Position,
        /// The field.
        name: &'static str,
    },
    /// `{{item}}` where no list is gone through, or a list within a list.
    #[error("{at}: item stands between {{{{#each …}}}} and {{{{/each}}}}, one list at a time")]
    StrayItem {
        /// Where.
        at: Position,
    },
    /// `{{` without `}}`.
    #[error("{at}: this tag is not closed with }}}}")]
    OpenTag {
        /// Where.
        at: Position,
    },
    /// `{{#field}}` without `{{/field}}`.
    #[error("{at}: this part is not closed with {{{{/{name}}}}}")]
    OpenPart {
        /// Where it begins.
        at: Position,
        /// Its field.
        name: &'static str,
    },
    /// `{{/field}}` that closes nothing, or something else.
    #[error("{at}: nothing named {name:?} is open here")]
    StrayClose {
        /// Where.
        at: Position,
        /// What was written.
        name: String,
    },
    /// Too many parts within parts.
    #[error("{at}: parts stand at most {MAX_DEPTH} deep within each other")]
    TooDeep {
        /// Where.
        at: Position,
    },
    /// Too long.
    #[error("a template has at most {MAX_TEMPLATE} characters")]
    TooLong,
}

fn meant(nearest: &Option<&'static str>) -> String {
    nearest.map(|word| format!("; do you mean {word:?}?")).unwrap_or_default()
}

impl TemplateError {
    /// Where it went wrong, where that is one place.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::UnknownField { at, .. }
            | Self::Comparison { at, .. }
            | Self::Value { at, .. }
            | Self::NoList { at, .. }
            | Self::StrayItem { at }
            | Self::OpenTag { at }
            | Self::OpenPart { at, .. }
            | Self::StrayClose { at, .. }
            | Self::TooDeep { at } => Some(*at),
            Self::TooLong => None,
        }
    }
}

/// Longest word that a likeness is looked for, in characters: no name of ours is as long.
const MAX_LIKENESS: usize = 30;

/// The word most like another, where one is: at most a third of its letters differ.
pub fn nearest(written: &str, words: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let written: Vec<char> = written.chars().take(MAX_LIKENESS + 1).collect();
    if written.is_empty() || written.len() > MAX_LIKENESS {
        return None;
    }
    let distances = words.map(|word| (distance(&written, word), word));
    let best = distances.min_by_key(|(distance, _)| *distance)?;
    (best.0 * 3 <= written.len().max(best.1.len())).then_some(best.1)
}

/// How many letters have to be put in, left out or changed (Levenshtein).
fn distance(written: &[char], word: &str) -> usize {
    let mut row: Vec<usize> = (0..=written.len()).collect();
    for (place, c) in word.chars().enumerate() {
        let mut diagonal = place;
        let mut left = place + 1;
        for (own, above) in written.iter().zip(row.iter_mut().skip(1)) {
            let here = (diagonal + usize::from(*own != c)).min(left + 1).min(*above + 1);
            diagonal = std::mem::replace(above, here);
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = place + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near() {
        let words = || ["author", "handle", "tags", "customer_email"].into_iter();
        assert_eq!(nearest("autor", words()), Some("author"));
        assert_eq!(nearest("tag", words()), Some("tags"));
        assert_eq!(nearest("customer_mail", words()), Some("customer_email"));
        assert_eq!(nearest("mood", words()), None);
        assert_eq!(nearest("", words()), None);
        let count = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!((count("kitten", "sitting"), count("", "abc"), count("abc", "")), (3, 3, 3));
    }
}
