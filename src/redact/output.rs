//! A second look at a text that is about to leave, in the syntax it is written in: what stands in it as its reader will
//! see it, and what its links say. It never repairs: what is found here is an error of whoever wrote the text.

use pinfold_kernels::sorting::sort_by_cached_key;
use serde::{Deserialize, Serialize};

use super::{find::find, people::Known, view::BREAK};
use crate::model::redaction::{Kind, Kinds};

/// Most leaks that are told: one is enough to keep a text, and nobody reads on.
const MAX_LEAKS: usize = 50;
/// Longest mask, in bytes, with its brackets.
const MAX_MASK: usize = 32;

/// The syntax a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// As it is read.
    Plain,
    /// With marks, backslashes and character references.
    Markdown,
    /// With elements and character references.
    Html,
}

/// Something personal in a text that was to be without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Leak {
    /// What it is.
    pub kind: Kind,
    /// What stands there.
    pub text: String,
}

/// The words that stand for something masked, all of them in brackets: `[card …1111]`.
#[derive(Debug, Clone, Default)]
pub struct Masks(Vec<String>);

impl Masks {
    /// These, in any order and any number.
    pub fn new(mut masks: Vec<String>) -> Self {
        sort_by_cached_key(&mut masks, String::clone);
        masks.dedup();
        Self(masks)
    }

    /// The first one in a text: where it begins, and how long it is.
    pub fn first_in(&self, text: &str) -> Option<(usize, usize)> {
        if self.0.is_empty() {
            return None;
        }
        text.match_indices('[').find_map(|(at, _)| {
            let mask = text.get(at..)?;
            let end = mask.bytes().take(MAX_MASK).position(|b| b == b']')? + 1;
            let known = self.0.binary_search_by(|own| own.as_str().cmp(mask.get(..end).unwrap_or_default()));
            known.is_ok().then_some((at, end))
        })
    }

    /// The text without them.
    fn broken_out(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((at, length)) = self.first_in(rest) {
            out.push_str(rest.get(..at).unwrap_or_default());
            out.push(BREAK);
            rest = rest.get(at + length..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }
}

/// What is personal in a finished text. `apart` are parts that may stand in it as they are (its own link, its
/// marker), the longest first, as the masks may; `allowed` are findings that may (what the template itself says).
pub fn leaks(
    text: &str,
    written: Written,
    known: &Known,
    kinds: Kinds,
    (apart, masks): (&[String], &Masks),
    allowed: &[String],
) -> Vec<Leak> {
    let mut read = read(text, written);
    for part in apart.iter().filter(|part| !part.is_empty()) {
        read = read.replace(part.as_str(), BREAK.encode_utf8(&mut [0; 4]));
    }
    let read = masks.broken_out(&read);
    let mut leaks: Vec<Leak> = Vec::new();
    for finding in find(&read, known, kinds) {
        let text = read.get(finding.start..finding.end).unwrap_or_default().to_owned();
        let leak = Leak { kind: finding.kind, text };
        if !allowed.contains(&leak.text) && !leaks.contains(&leak) {
            leaks.push(leak);
        }
        if leaks.len() >= MAX_LEAKS {
            break;
        }
    }
    leaks
}

/// A text as its reader sees it, and behind each link its address.
fn read(text: &str, written: Written) -> String {
    match written {
        Written::Plain => text.to_owned(),
        Written::Markdown => without_references(&without_backslashes(text)),
        Written::Html => without_references(&without_elements(text)),
    }
}

fn without_backslashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let hides =
            c == '\\' && characters.peek().is_some_and(|next| next.is_ascii_punctuation() || *next == '\n');
        match c {
            _ if hides => out.extend(characters.next()),
            // Strong and emphasised words are words.
            '*' => {}
            c => out.push(c),
        }
    }
    out
}

/// Elements are nothing within a line; what is between quotes in one is read after it.
fn without_elements(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = inside.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        match name {
            "strong" | "em" => {}
            _ => out.push('\n'),
        }
        if let Some(address) = inside.split("href=\"").nth(1).and_then(|value| value.split('"').next()) {
            out.push_str(address);
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The references that our own escaping writes.
fn without_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let known = [("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("#39;", '\''), ("amp;", '&')];
        match known.iter().find_map(|(name, c)| Some((after.strip_prefix(name)?, *c))) {
            Some((after, c)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
