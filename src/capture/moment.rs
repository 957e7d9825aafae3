//! When a card was published, where no `time` element says it: by attributes that hold a moment, by the titles of links, by titles
//! and lines of elements that are called a date. It is sure only of a whole date, and of that only where no other one contradicts.

use super::{
    builder::{Builder, Ground, stamped},
    card::{Card, has_word},
    finder::{MOMENTS, TIME_WORDS},
    parse::date,
    slot::Slot,
    text,
    tree::Tree,
};
use crate::model::{
    provenance::{Certainty, Origin},
    time::{Instant, Precision, Published},
};

/// Longest line that says when something was published, and longest title.
const MAX_LINE: usize = 60;
/// Most rows of such a line.
const MAX_ROWS: u32 = 12;
/// Classes of what says when something else was: somebody joined, the words were changed, an event begins.
const OTHER_MOMENTS: &[&str] = &[
    "joined",
    "join",
    "joindate",
    "registered",
    "register",
    "member",
    "edited",
    "edit",
    "editdate",
    "modified",
    "updated",
    "lastedited",
    "lastpost",
    "last",
    "birthday",
    "expires",
    "event",
    "start",
    "end",
    "deadline",
    "countdown",
    "duration",
    "delivery",
    "quote",
    "reply",
];

/// Attributes in which pages write the moment out that a link's words only hint at.
pub const TITLES: [&str; 3] = ["title", "aria-label", "data-tooltip"];
/// Longest way to write a moment out, and longest hint at one.
const MAX_STAMP: usize = 80;
const MAX_HINT: usize = 40;
/// Most words in a moment: "lunes, 2 de marzo de 2026, 10:15". More of them say what happened then.
const MAX_STAMP_WORDS: usize = 4;

/// The moment in the title of a link, as many networks link to a post. An event's date may stand there too: only where
/// the link's words say when, and nothing else, is it the post's.
pub fn stamp<'a>(tree: &Tree<'a>, row: u32) -> Option<&'a str> {
    let (stamp, at) = titled(tree, row)?;
    let hint = text::line(tree, row, &|_| false);
    let context = date::Context { now: Some(at), ..date::Context::default() };
    (hint.chars().count() <= MAX_HINT && date::read(&hint, context).is_some()).then_some(stamp)
}

/// The moment to the minute that is written in the title of a link, and when that is.
pub fn titled<'a>(tree: &Tree<'a>, row: u32) -> Option<(&'a str, Instant)> {
    let is_link = tree.name(row) == "a" && tree.attribute(row, "href").is_some();
    let mut titles = TITLES.iter().filter(|_| is_link).filter_map(|name| tree.attribute(row, name));
    titles.find_map(|title| {
        let may_be = (8..=MAX_STAMP).contains(&title.len())
            && title.contains(':')
            && title.contains(|c: char| c.is_ascii_digit())
            && title.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
                <= MAX_STAMP_WORDS;
        let read = may_be.then(|| date::read(title, date::Context::default())).flatten()?;
        let exact = matches!(read.precision, Precision::Second | Precision::Minute | Precision::Local);
        exact.then_some((title, read.instant))
    })
}

/// What an element says of when.
struct Said {
    raw: String,
    at: Published,
    origin: Origin,
    certainty: Certainty,
}

/// Offers what the card says of when it was published.
pub fn offer(card: &Card, builder: &mut Builder) {
    if builder.content().published.is_some() {
        return;
    }
    let rows = card.inner.iter().copied();
    let mut found = rows.clone().filter_map(|row| attribute(card, row));
    let (first, other) = match found.next() {
        Some(first) => {
            let other = found.any(|other| other.at.instant != first.at.instant);
            (first, other)
        }
        None => {
            let mut found = rows.filter_map(|row| line(card, row));
            let Some(first) = found.next() else { return };
            let other = found.any(|other| other.at.instant != first.at.instant);
            (first, other)
        }
    };
    let certainty = if other { Certainty::Unsure } else { first.certainty };
    builder.offer(Slot::Published, &first.raw, (first.origin, certainty));
}

/// The moment in an attribute: one that holds nothing else, or the title of what is called a date.
fn attribute(card: &Card, row: u32) -> Option<Said> {
    let titled = || {
        let named = card.tree.name(row) == "abbr" || is_date(card, row);
        card.attribute(row, "title").filter(|title| named && title.chars().count() <= MAX_LINE)
    };
    let held = MOMENTS.iter().find_map(|name| card.attribute(row, name));
    let raw = held.or_else(titled)?.trim();
    let at = stamped(raw).filter(|at| at.instant <= card.ground.now).or_else(|| whole(raw, card.ground))?;
    is_own(card, row).then(|| Said {
        raw: raw.to_owned(),
        at,
        origin: Origin::Attribute,
        certainty: Certainty::Sure,
    })
}

/// The moment that the words of an element called a date are.
fn line(card: &Card, row: u32) -> Option<Said> {
    if !is_date(card, row) || card.tree.end(row) - row > MAX_ROWS || !is_own(card, row) {
        return None;
    }
    let raw = text::line(card.tree, row, &|_| false);
    if raw.is_empty() || raw.chars().count() > MAX_LINE {
        return None;
    }
    let context = date::Context { language: card.ground.lang.as_deref(), now: Some(card.ground.now) };
    let (at, certainty) = match whole(&raw, card.ground) {
        Some(at) => (at, Certainty::Sure),
        None => (date::read(&raw, context)?, Certainty::Unsure),
    };
    Some(Said { raw, at, origin: Origin::Text, certainty })
}

/// A date to the day or finer that needs nothing besides: neither the moment it is read at, nor the order in which a
/// language writes its numbers.
fn whole(raw: &str, ground: &Ground) -> Option<Published> {
    let read = |language| date::read(raw, date::Context { language, now: None });
    let at = read(ground.lang.as_deref()).filter(|at| {
        !matches!(at.precision, Precision::Year | Precision::Month) && at.instant <= ground.now
    })?;
    let has_year = raw.split(|c: char| !c.is_numeric()).any(|part| part.chars().count() == 4);
    let same = ["en-US", "en-GB"].into_iter().all(|order| read(Some(order)).is_none_or(|other| other == at));
    (has_year && same).then_some(at)
}

/// How sure a moment is that is written as words: as sure as it is whole.
pub fn certainty(raw: &str, ground: &Ground) -> Certainty {
    if whole(raw, ground).is_some() { Certainty::Sure } else { Certainty::Unsure }
}

/// Whether classes call the element a date.
fn is_date(card: &Card, row: u32) -> bool {
    has_word(card.tree, row, &TIME_WORDS)
}

/// Whether it is the card's own moment, by what the elements around it are called.
fn is_own(card: &Card, row: u32) -> bool {
    let mut inside = card.tree.upward(row).take_while(|above| *above != card.root);
    !inside.any(|above| has_word(card.tree, above, OTHER_MOMENTS))
}
