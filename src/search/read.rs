//! The grammar of a query: words, "phrases", `key:value`, `key:"a value"`, and a minus before any of them.
//! It never fails and never looks at pins.
//!
//! | key | value | finds pins |
//! | --- | --- | --- |
//! | `tag:` | a path, the end of one, or a synonym | with that tag or one below it |
//! | `site:` | a host, the end of one at a dot, a label of it, or a network | of that site |
//! | `author:` | words of the name or handle, or an identity key | by that author |
//! | `customer:` | words of a customer's name, or its id | of that customer, by any of its accounts |
//! | `board:` | the name of a board, smart or not, or its id | on that board |
//! | `kind:` | `post`, `comment`, `review`, `product`, `image`, `selection`, `page`, `screenshot` | of that kind |
//! | `status:` | `new`, `triaged`, `waiting`, `answered`, `escalated`, `resolved` | whose case is so far |
//! | `severity:` | `low`, `normal`, `high`, `critical` | whose case is so bad |
//! | `rights:` | `unknown`, `requested`, `granted`, `refused` | with those rights |
//! | `color:`, `colour:` | `#aabbcc`, or a name | with a picture that has a colour near to it |
//! | `has:` | `note`, `image`, `tag`, `board` | that have one |
//! | `before:` | `YYYY`, `YYYY-MM`, `YYYY-MM-DD` | published, else pinned, before that began, in UTC |
//! | `after:` | the same | published, else pinned, when that began or later |

use time::{Date, Month};

use super::{
    colours,
    query::{Clause, MAX_CLAUSES, MAX_QUERY, Query, Sign, What, slots, value_key},
    values::{Facet, Open},
};
use crate::model::{letters, time::Instant};

/// A quotation mark of any of the usual kinds, as keyboards and phones write them.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// One part of the text: a sign, perhaps a key, and a value.
struct Lump<'a> {
    sign: Sign,
    key: Option<&'a str>,
    value: &'a str,
    whole: &'a str,
    /// Whether the text ends with it, without a closing quotation mark.
    unfinished: bool,
}

pub(super) fn read(text: &str, last: Open) -> Query {
    let mut query = Query::default();
    let cut = text.char_indices().nth(MAX_QUERY).map(|(at, _)| at);
    let (kept, beyond) = cut.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""));
    let mut rest = kept;
    while let Some((lump, after)) = next_lump(rest) {
        rest = after;
        if query.clauses.len() >= MAX_CLAUSES {
            query.ignore(lump.whole);
            continue;
        }
        // A word that is being typed must not already exclude all that begin with its first letter.
        let open = if lump.unfinished && lump.sign == Sign::With { last } else { Open::No };
        understand(&lump, open, &mut query);
    }
    if !beyond.trim().is_empty() {
        query.ignore(beyond.trim());
    }
    query
}

fn next_lump(text: &str) -> Option<(Lump<'_>, &str)> {
    let start = text.trim_start();
    let first = start.chars().next()?;
    let negated = first == '-' && start.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '-');
    let sign = if negated { Sign::Without } else { Sign::With };
    let body = if negated { start.strip_prefix('-').unwrap_or(start) } else { start };

    let key = body
        .split_once(':')
        .map(|(key, _)| key)
        .filter(|key| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphabetic()));
    let value_part = key.and_then(|key| body.get(key.len() + 1..)).unwrap_or(body);
    let (value, rest, unfinished) = value_of(value_part);
    let whole = start.get(..start.len() - rest.len()).unwrap_or(start).trim_end();
    Some((Lump { sign, key, value, whole, unfinished }, rest))
}

/// A value up to the closing quotation mark or the next space, what follows it, and whether the text ends in it.
fn value_of(text: &str) -> (&str, &str, bool) {
    if let Some(inside) = text.strip_prefix(is_quote) {
        return match inside.split_once(is_quote) {
            Some((value, rest)) => (value, rest, false),
            None => (inside, "", true),
        };
    }
    let end = text.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(text.len());
    let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (value, rest, rest.is_empty())
}

fn understand(lump: &Lump<'_>, open: Open, query: &mut Query) {
    let what = match lump.key {
        Some(key) => keyed(&key.to_ascii_lowercase(), lump.value, open),
        None => Reading::NoKey,
    };
    match what {
        Reading::Understood(what) => query.clauses.push(Clause { sign: lump.sign, what }),
        Reading::Empty => query.ignore(lump.whole),
        Reading::NoKey => words(lump.value, lump, open, query),
        Reading::Unknown => {
            // The colon of an address or a time of day is no key.
            if !lump.value.starts_with("//") {
                query.ignore(lump.whole);
            }
            let unsigned = lump.whole.strip_prefix('-').filter(|_| lump.sign == Sign::Without);
            words(unsigned.unwrap_or(lump.whole), lump, open, query);
        }
    }
}

fn words(text: &str, lump: &Lump<'_>, open: Open, query: &mut Query) {
    let slots = slots(text, open);
    if slots.is_empty() {
        query.ignore(lump.whole);
    } else {
        query.clauses.push(Clause { sign: lump.sign, what: What::Words(slots) });
    }
}

enum Reading {
    Understood(What),
    /// The key is known, the value is still to come.
    Empty,
    /// There is no key.
    NoKey,
    /// The key or its value is not known.
    Unknown,
}

fn keyed(key: &str, value: &str, open: Open) -> Reading {
    let named = value_key(value);
    let what = match key {
        "tag" | "site" | "author" | "customer" | "board" | "kind" | "status" | "severity" | "rights"
        | "color" | "colour" | "has" | "needs" | "before" | "after"
            if named.is_empty() =>
        {
            return Reading::Empty;
        }
        "tag" => Some(What::Tag(tag_key(&named), open)),
        "site" => Some(What::Site(named.strip_prefix("www.").unwrap_or(&named).to_owned(), open)),
        "author" => Some(What::Author(letters::key(value), slots(value, open))),
        "customer" => Some(What::Customer(named)),
        "board" => Some(What::Board(named, open)),
        "kind" => one_of(
            Facet::Kind,
            &named,
            &["post", "comment", "review", "product", "image", "selection", "page", "screenshot"],
        ),
        "status" => {
            one_of(Facet::Status, &named, &["new", "triaged", "waiting", "answered", "escalated", "resolved"])
        }
        "severity" => one_of(Facet::Severity, &named, &["low", "normal", "high", "critical"]),
        "rights" => one_of(Facet::Rights, &named, &["unknown", "requested", "granted", "refused"]),
        "color" | "colour" => colours::meant(&named).map(|(colour, far)| What::Colour(colour, far)),
        "has" => one_of(Facet::Has, &named, &["note", "image", "tag", "board"]),
        "needs" => (named == "tag").then_some(What::NeedsTag),
        "before" => day(&named).map(What::Before),
        "after" => day(&named).map(What::After),
        _ => None,
    };
    what.map_or(Reading::Unknown, Reading::Understood)
}

fn one_of(facet: Facet, written: &str, known: &[&'static str]) -> Option<What> {
    known.iter().find(|name| **name == written).map(|name| What::Is(facet, name))
}

/// A path as tags are compared: no space around its steps, no empty step.
fn tag_key(folded: &str) -> String {
    let steps: Vec<&str> = folded.split('/').map(str::trim).filter(|step| !step.is_empty()).collect();
    steps.join("/")
}

/// The first instant of a year, month or day, in UTC: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn day(written: &str) -> Option<Instant> {
    let mut parts = written.split('-');
    let mut number = |digits: usize| -> Option<Option<u16>> {
        match parts.next() {
            None => Some(None),
            Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse().ok().map(Some)
            }
            Some(_) => None,
        }
    };
    let (year, month, day) = (number(4)??, number(2)?.unwrap_or(1), number(2)?.unwrap_or(1));
    if parts.next().is_some() || year == 0 {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()?;
    let seconds = date.midnight().assume_utc().unix_timestamp();
    seconds.checked_mul(1_000).map(Instant::from_milliseconds)
}
