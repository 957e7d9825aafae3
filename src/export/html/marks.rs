//! A pin's text with the words that people marked in it. It finds exact words only: anchoring damaged quotes
//! is the annotate room's.

use std::ops::Range;

use pinfold_kernels::sorting::sort_by_key;

use crate::{
    export::escape::html::Html,
    model::annotation::{Annotation, Target},
};

/// Longest text that is shown as a whole, in bytes: about what a card can carry and still be a card.
const MAX_SHOWN: usize = 700;
/// Where a longer text is cut, in bytes.
const CUT: usize = 480;

/// Where the quotes of notes stand in a text, in bytes, in order and without overlaps.
pub fn found(text: &str, notes: &[&Annotation]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = notes.iter().filter_map(|note| place(text, note)).collect();
    sort_by_key(&mut ranges, |range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

fn place(text: &str, note: &Annotation) -> Option<Range<usize>> {
    let Target::Quote(quote) = &note.target else { return None };
    if quote.exact.is_empty() {
        return None;
    }
    let recorded = quote.start.and_then(|start| {
        let start = text.char_indices().nth(usize::try_from(start).ok()?)?.0;
        text.get(start..)?.starts_with(quote.exact.as_str()).then_some(start)
    });
    // In its surroundings first, for words that stand there more than once.
    let around = || {
        let whole = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
        text.find(&whole).map(|at| at + quote.prefix.len())
    };
    let start = recorded.or_else(around).or_else(|| text.find(quote.exact.as_str()))?;
    Some(start..start + quote.exact.len())
}

/// A text as what is shown and what unfolds, cut between words.
pub fn split(text: &str) -> (&str, &str) {
    if text.len() <= MAX_SHOWN {
        return (text, "");
    }
    let at = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= CUT).last().unwrap_or(0);
    let cut = text.get(..at).and_then(|beginning| beginning.rfind(char::is_whitespace));
    let cut = cut.filter(|cut| *cut > CUT / 2).unwrap_or(at);
    text.split_at_checked(cut).unwrap_or((text, ""))
}

/// Writes a part of a text with its marks.
pub fn write(out: &mut Html, text: &str, part: Range<usize>, marks: &[Range<usize>]) {
    let mut at = part.start;
    for mark in marks {
        let (start, end) = (mark.start.max(part.start), mark.end.min(part.end));
        if start >= end {
            continue;
        }
        out.text(text.get(at..start).unwrap_or_default());
        out.element("<mark>", text.get(start..end).unwrap_or_default(), "</mark>");
        at = end;
    }
    out.text(text.get(at..part.end).unwrap_or_default());
}
