//! An adapter's file as people wrote it: what it says, and at which line and column it says it. It decides nothing about sites.

use std::{fs, ops::Range, path::Path};

use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer, ValueDeserializer},
};

use super::case::Case;
use crate::capture::{
    adapter::{Adapter, Place, format},
    slot::Slot,
};

/// Longest file that is read, in bytes: twenty times our longest, and what a person could look through.
const MAX_FILE: u64 = 250_000;

/// Why a place in the file is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub reason: String,
}

/// A file that is in the adapter format.
#[derive(Debug)]
pub struct Written {
    /// The text.
    source: String,
    /// As it is written.
    pub adapter: format::Adapter,
    /// As it is used.
    pub compiled: Adapter,
    /// What it promises, each with where it does.
    pub cases: Vec<(Case, Range<usize>)>,
}

impl Written {
    /// Reads a file.
    ///
    /// # Errors
    /// Why it is no adapter.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let unreadable = |reason: String| Problem { line: 1, column: 1, reason };
        let size = fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
        if size > MAX_FILE {
            return Err(unreadable(format!("it has {size} bytes; an adapter has at most {MAX_FILE}")));
        }
        Self::read(fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?)
    }

    /// Reads an adapter's text.
    ///
    /// # Errors
    /// Why it is no adapter.
    pub fn read(source: String) -> Result<Self, Problem> {
        if source.len() as u64 > MAX_FILE {
            let reason = format!("it has {} bytes; an adapter has at most {MAX_FILE}", source.len());
            return Err(Problem { line: 1, column: 1, reason });
        }
        let broken =
            |error: toml::de::Error| problem(&source, error.span().unwrap_or_default(), error.message());
        let mut table = DeTable::parse(&source).map_err(broken)?;
        let cases = table.get_mut().remove("case");
        let adapter = format::Adapter::deserialize(Deserializer::from(table)).map_err(broken)?;
        let cases = match cases.map(Spanned::into_inner) {
            None => Vec::new(),
            Some(DeValue::Array(all)) => {
                let case = |one: Spanned<DeValue>| {
                    let span = one.span();
                    Case::deserialize(ValueDeserializer::from(one)).map(|case| (case, span)).map_err(broken)
                };
                all.into_iter().map(case).collect::<Result<_, _>>()?
            }
            Some(_) => return Err(problem(&source, 0..0, "a case is written as `[[case]]`")),
        };
        let form = |error: serde_json::Error| problem(&source, 0..0, &error.to_string());
        let compiled = Adapter::new(&serde_json::to_value(&adapter).map_err(form)?);
        let compiled = compiled.map_err(|error| {
            let span = error.place().map(|place| span(&source, place)).unwrap_or_default();
            problem(&source, span, &error.to_string())
        })?;
        Ok(Self { adapter, compiled, cases, source })
    }

    /// What is wrong at a place.
    pub fn at(&self, place: &Place, reason: &str) -> Problem {
        problem(&self.source, span(&self.source, place), reason)
    }

    /// What is wrong with a case, at one of the keys it expects or as a whole.
    pub fn in_case(&self, case: usize, key: Option<&str>, reason: &str) -> Problem {
        let whole = self.cases.get(case).map(|(_, span)| span.clone()).unwrap_or_default();
        let table = DeTable::parse(&self.source).ok();
        let cases = table.as_ref().and_then(|table| table.get_ref().get("case"));
        let inside = cases.and_then(|all| all.get_ref().get(case));
        let expected = inside.and_then(|one| one.get_ref().get("expect"));
        let named = key.and_then(|key| expected?.get_ref().get(key).or_else(|| inside?.get_ref().get(key)));
        problem(&self.source, named.map_or(whole, Spanned::span), reason)
    }
}

fn problem(source: &str, span: Range<usize>, reason: &str) -> Problem {
    let before = source.get(..span.start).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Problem { line, column, reason: reason.replace('\n', "; ") }
}

/// Where a place stands: the innermost part of it that is written at all.
fn span(source: &str, place: &Place) -> Range<usize> {
    let Ok(table) = DeTable::parse(source) else { return 0..0 };
    let table = table.get_ref();
    let Some(card) = place.card else {
        return table.get(place.key).map(Spanned::span).unwrap_or_default();
    };
    let Some(card) = table.get("card").and_then(|cards| cards.get_ref().get(card)) else { return 0..0 };
    let mut at = card;
    let into = |inner: Option<&'_ Spanned<DeValue<'_>>>| inner.map(Spanned::span);
    let mut found = at.span();
    if let Some(slot) = place.slot {
        let candidates =
            at.get_ref().get("fields").and_then(|fields| fields.get_ref().get(name(slot).as_str()));
        let candidate = candidates.and_then(|all| place.number.and_then(|number| all.get_ref().get(number)));
        let key = candidate.and_then(|one| one.get_ref().get(place.key));
        for part in [candidates, candidate, key] {
            found = into(part).unwrap_or(found);
        }
        return found;
    }
    if let Some(value) = at.get_ref().get(place.key) {
        at = value;
        found = at.span();
        let item = place.number.and_then(|number| at.get_ref().get(number));
        found = into(item).unwrap_or(found);
    }
    found
}

/// A slot as it is written.
pub fn name(slot: Slot) -> String {
    serde_json::to_value(slot).ok().and_then(|name| name.as_str().map(ToOwned::to_owned)).unwrap_or_default()
}
