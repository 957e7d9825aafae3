//! Accounts and names: mentions and accounts of networks by how they are written, and people only where they were named
//! to us. It never takes a capital letter for a name.

use pinfold_kernels::sorting::sort_by_key;

use super::view::{BREAK, View};

/// Longest account, in characters.
const MAX_HANDLE: usize = 64;
/// Most people who are looked for: a post, who it quotes, and a customer with a few names.
const MAX_PEOPLE: usize = 64;
/// Shortest part of a name that is looked for alone, in characters.
const MIN_PART: usize = 3;
/// Shortest account that is looked for without its sign, in characters.
const MIN_HANDLE: usize = 4;

/// Shortest account of digits alone, in characters: `@10` is an hour.
const MIN_DIGITS: usize = 5;

/// Parts of names that are words of their own at the beginning of a sentence, or no part of a name: looked for only as
/// part of the whole name.
const WORDS: &str = " will may mark rose grace hope joy art bill grant drew frank faith sunny summer angel the and und von van der \
    den del las los mrs miss herr frau monsieur madame dra inc ltd llc gmbh team shop store official service customer kunde ";

/// The people who were named: as the author, as quoted, as the customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    names: Vec<Needle>,
    handles: Vec<String>,
}

/// A name or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Needle {
    words: Vec<String>,
    /// How many characters the first word has as it is written.
    length: usize,
    /// A part alone counts only where it is written as a name.
    capital: bool,
}

impl Known {
    /// Looks for a name, and for its parts.
    pub fn name(&mut self, name: &str) {
        let view = View::new(name);
        let folded = |(from, to): (usize, usize)| {
            let mut word = String::new();
            view.fold(from, to, &mut word);
            word
        };
        let places = words(&view);
        let lengths: Vec<usize> = places.iter().map(|(from, to)| to - from).collect();
        let words: Vec<String> = places.into_iter().map(folded).collect();
        let cased: Vec<bool> = words_cased(&view);
        if self.names.len() >= MAX_PEOPLE || words.iter().all(|word| word.chars().count() < 2) {
            return;
        }
        if words.len() > 1 {
            for ((word, cased), length) in words.iter().zip(cased).zip(&lengths) {
                let letters = word.chars().all(char::is_alphabetic);
                let known = WORDS.split_whitespace().any(|own| own == word);
                if letters && cased && !known && word.chars().count() >= MIN_PART {
                    self.names.push(Needle { words: vec![word.clone()], length: *length, capital: true });
                }
            }
        }
        let alone = words.len() == 1
            && words.first().is_some_and(|word| WORDS.split_whitespace().any(|own| own == word));
        let length = lengths.first().copied().unwrap_or_default();
        self.names.push(Needle { words, length, capital: alone });
        // The longest first: a whole name is one mask.
        sort_by_key(&mut self.names, |needle| usize::MAX - needle.words.len());
    }

    /// Looks for an account, with and without its sign.
    pub fn handle(&mut self, handle: &str) {
        let view = View::new(handle.trim_start_matches('@'));
        let own = view.lowered(0, view.end());
        if self.handles.len() < MAX_PEOPLE
            && own.chars().count() >= MIN_HANDLE
            && !self.handles.contains(&own)
        {
            self.handles.push(own);
            sort_by_key(&mut self.handles, |own| usize::MAX - own.len());
        }
    }

    /// Whether nobody was named.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.handles.is_empty()
    }
}

/// The words of a text, as places.
fn words(view: &View) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < view.end() {
        if view.is_word(at) {
            let to = view.while_word(at, usize::MAX);
            found.push((at, to));
            at = to;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether each word begins as a name does: with a capital letter, or in a script that has none.
fn words_cased(view: &View) -> Vec<bool> {
    words(view).into_iter().map(|(from, _)| is_capital(view, from)).collect()
}

fn is_capital(view: &View, place: usize) -> bool {
    view.at(place).is_some_and(|c| !c.is_lowercase())
}

/// The name that begins with the word at a place, which goes on until `end`. `word` is where words are folded.
pub fn name(
    view: &View,
    place: usize,
    end: usize,
    known: &Known,
    word: &mut String,
) -> Option<(usize, usize)> {
    // Within a run of letters without spaces only what is as long as the rest of the run can be the name: so no run is
    // looked through once for each of its letters.
    let (begins, length) = (!view.word_before(place), end - place);
    let fits = |needle: &&Needle| begins || length == needle.length || length == needle.length + 1;
    let mut likely = known.names.iter().filter(fits).peekable();
    likely.peek()?;
    view.fold(place, place + 1, word);
    let starts = |needle: &Needle| needle.words.first().is_some_and(|own| own.starts_with(word.as_str()));
    if !likely.clone().any(starts) {
        return None;
    }
    view.fold(place, end, word);
    likely.find_map(|needle| {
        if needle.capital && !is_capital(view, place) {
            return None;
        }
        let to = match needle.words.split_first() {
            Some((own, [])) => same(word, own).then_some(end)?,
            Some((own, rest)) if word == own => following(view, end, rest)?,
            _ => return None,
        };
        Some((place, to))
    })
}

/// Whether a word is a name, in the genitive too.
fn same(word: &str, name: &str) -> bool {
    word == name || (name.chars().count() > MIN_PART && word.strip_suffix('s') == Some(name))
}

/// The end of the other words of a name.
fn following(view: &View, from: usize, rest: &[String]) -> Option<usize> {
    let mut at = from;
    for (place, word) in rest.iter().enumerate() {
        let start = view.while_at(at, at + 4, |c| c != '\n' && c != BREAK && !c.is_alphanumeric());
        let end = view.while_word(start, usize::MAX);
        let is_last = place + 1 == rest.len();
        // Scripts without spaces go on right behind the name.
        let unspaced = is_last && view.at(start).is_some_and(is_unspaced);
        let end = if unspaced { end.min(start + word.chars().count()) } else { end };
        let mut own = String::new();
        view.fold(start, end, &mut own);
        if !(own == *word || (is_last && same(&own, word))) {
            return None;
        }
        at = end;
    }
    Some(at)
}

/// Whether a letter is of a script that sets no spaces between words.
pub fn is_unspaced(c: char) -> bool {
    u32::from(c) >= 0xe00
}

/// The known account that begins here without its sign.
pub fn account(view: &View, place: usize, known: &Known) -> Option<(usize, usize)> {
    let begins = view.low(place)?;
    let mut likely = known.handles.iter().filter(|handle| handle.starts_with(begins)).peekable();
    likely.peek()?;
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let end = view.while_at(place, place + MAX_HANDLE, part);
    let to = likely.find_map(|handle| {
        let to = view.after(place, handle).filter(|to| *to <= end)?;
        (to == end || !(view.is_word(to) || view.at(to) == Some('_'))).then_some(to)
    })?;
    Some((place, to))
}

/// The mention that begins with the sign at a place: `@jane_roe`, `@jane@example.social`.
pub fn mention(view: &View, place: usize) -> Option<(usize, usize)> {
    let before = view.before(place);
    let shared = view.word_before(place)
        && !view.word_before(place.saturating_sub(2))
        && view.after(place.saturating_sub(2), "rt") == Some(place);
    let apart = !view.word_before(place) || shared || before.is_some_and(is_unspaced);
    if !apart || matches!(before, Some('@' | '_' | '.' | '/' | '!' | '$' | '%' | '&' | '*')) {
        return None;
    }
    let start = place + 1;
    let ascii = view.at(start).is_some_and(|c| c.is_ascii());
    let part = |c: char| (c.is_alphanumeric() && c.is_ascii() == ascii) || matches!(c, '_' | '-' | '.' | '@');
    let end = view.while_at(start, start + MAX_HANDLE, part);
    let end = (start..end)
        .rev()
        .find(|at| view.is_word(*at) || view.at(*at) == Some('_'))
        .map_or(start, |last| last + 1);
    let letters = (start..end).filter_map(|at| view.at(at)).any(|c| c.is_alphabetic() || c == '_');
    let begins = view.is_word(start) || view.at(start) == Some('_');
    (begins && end > start && (letters || end - start >= MIN_DIGITS)).then_some((place, end))
}

/// The account that begins here as one network writes them: `u/jane_roe`.
pub fn user(view: &View, place: usize) -> Option<(usize, usize)> {
    if !matches!(view.at(place)?, 'u' | 'U') || view.at(place + 1) != Some('/') || view.word_before(place) {
        return None;
    }
    let end =
        view.while_at(place + 2, place + 2 + 24, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let begins = if view.before(place) == Some('/') { place - 1 } else { place };
    let free = !view.word_before(begins) && !matches!(view.before(begins), Some('/' | '.' | ':'));
    (free && (3..=20).contains(&(end - place - 2))).then_some((begins, end))
}
