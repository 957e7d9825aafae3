//! What somebody typed, as clauses that all have to hold. Reading it never fails: what is not understood is
//! taken as words, and named.

use pinfold_kernels::lab::Lab;

use super::{
    fold::{folded, is_dropped},
    token::{Shape, tokens},
    values::Open,
};
use crate::model::time::Instant;

/// Longest query, in characters: a pasted sentence fits, a pasted page is cut.
pub const MAX_QUERY: usize = 1_000;
/// Most clauses of one query: each is a pass over its postings.
pub const MAX_CLAUSES: usize = 32;
/// Most words in one phrase: longer ones find what their beginning finds.
pub const MAX_PHRASE: usize = 64;
/// Most parts that are named as not understood, each cut at [`MAX_IGNORED_LENGTH`] characters.
pub const MAX_IGNORED: usize = 16;
/// Longest name of a part that was not understood, in characters.
pub const MAX_IGNORED_LENGTH: usize = 60;

/// Whether a clause has to hold or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It has to hold.
    With,
    /// It must not.
    Without,
}

/// One word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The word as it is compared.
    pub term: String,
    /// Whether words that begin so are meant too.
    pub open: Open,
}

/// What a clause says.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// These words in a row; one word is a phrase of one.
    Words(Vec<Slot>),
    /// The author's names contain these words in a row, or one of the author's identity keys is the value.
    Author(String, Vec<Slot>),
    /// A customer by name or id: what a person gave it, and what its accounts wrote.
    Customer(String),
    /// A tag, one below it, or a synonym.
    Tag(String, Open),
    /// A site, one below it at a dot, a label of it, or a network.
    Site(String, Open),
    /// A board by name or id.
    Board(String, Open),
    /// A value out of a closed list, as it is stored.
    Is(super::values::Facet, &'static str),
    /// Pins with a picture that has a colour up to this far from one.
    Colour(Lab, f32),
    /// Pins without a tag that they need.
    NeedsTag,
    /// Published, else pinned, before this instant.
    Before(Instant),
    /// Published, else pinned, at this instant or later.
    After(Instant),
}

/// One clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Whether it has to hold.
    pub sign: Sign,
    /// What it says.
    pub what: What,
}

/// A query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Its clauses, in the order they were typed.
    pub clauses: Vec<Clause>,
    /// Parts that were not understood.
    pub ignored: Vec<String>,
}

impl Query {
    /// Reads what was typed. With `Open::Yes` the last word may still go on.
    pub fn read(text: &str, last: Open) -> Self {
        super::read::read(text, last)
    }

    /// Whether any words are searched for, so that some pins fit better than others.
    pub fn has_words(&self) -> bool {
        self.clauses.iter().any(|c| c.sign == Sign::With && matches!(c.what, What::Words(_)))
    }

    /// The words that have to be there.
    pub fn phrases(&self) -> impl Iterator<Item = &[Slot]> {
        self.clauses.iter().filter_map(|clause| match &clause.what {
            What::Words(slots) if clause.sign == Sign::With => Some(slots.as_slice()),
            _ => None,
        })
    }

    pub(super) fn ignore(&mut self, part: &str) {
        if self.ignored.len() < MAX_IGNORED {
            self.ignored.push(part.chars().take(MAX_IGNORED_LENGTH).collect());
        }
    }
}

/// The words of `text` as a phrase; with `Open::Yes` the last may go on.
pub fn slots(text: &str, last: Open) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let (mut last_shape, mut end) = (Shape::Pair, 0);
    tokens(text, |token| {
        if slots.len() < MAX_PHRASE {
            // A single character may be the beginning of a pair.
            let open = if token.shape == Shape::Single { Open::Yes } else { Open::No };
            slots.push(Slot { term: token.term.to_owned(), open });
            (last_shape, end) = (token.shape, token.end);
        }
    });
    // What ends a run here need not end one where it is found.
    if last_shape == Shape::Tail {
        slots.pop();
    }
    if last == Open::Yes
        && last_shape == Shape::Word
        && text.trim_end_matches(is_dropped).chars().count() == end as usize
        && let Some(slot) = slots.last_mut()
    {
        slot.open = Open::Yes;
    }
    slots
}

/// A value as the names of values are compared: folded, with single spaces.
pub fn value_key(text: &str) -> String {
    folded(&crate::model::text::folded(text))
}
