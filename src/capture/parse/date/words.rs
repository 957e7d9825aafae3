//! Brings a text into the one form the tables are written in. It never removes what could carry meaning.

use super::super::number::digit;
use super::MAX_CHARS;
use crate::model::letters::lower;

/// Lower case, ASCII digits, plain apostrophes, single spaces, no invisible marks; `None` where the text is
/// empty or longer than a date.
pub(super) fn normalise(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut count = 0;
    for c in text.trim().chars() {
        count += 1;
        if count > MAX_CHARS {
            return None;
        }
        match c {
            _ if is_invisible(c) => {}
            _ if is_apostrophe(c) => out.push('\''),
            _ if c.is_whitespace() || c.is_control() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '：' => out.push(':'),
            '，' | '、' => out.push(','),
            '／' => out.push('/'),
            '．' => out.push('.'),
            '－' | '‐' | '‑' | '–' | '—' | '−' => out.push('-'),
            _ => match digit(c) {
                Some(value) => out.push(char::from(b'0' + value)),
                None => out.push(lower(c)),
            },
        }
    }
    (!out.trim().is_empty()).then_some(out)
}

/// Marks that direct or join text and are not seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '´'
            | '\u{2B9}'
            | '\u{2BB}'
            | '\u{2BC}'
            | '\u{2BD}'
            | '\u{55A}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201B}'
            | '\u{2032}'
            | '\u{2035}'
            | '\u{A78B}'
            | '\u{A78C}'
            | '\u{FF07}'
    )
}

/// Whether the script writes words without spaces, or glues particles to them, so that the next letter
/// does not say that a word goes on.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

/// What follows `word` in `rest`, if `rest` begins with it and it is not the beginning of a longer word.
pub(super) fn after_word<'a>(rest: &'a str, word: &str) -> Option<&'a str> {
    let after = rest.strip_prefix(word)?;
    let last = word.chars().next_back()?;
    let goes_on =
        last.is_alphabetic() && !is_unspaced(last) && after.chars().next().is_some_and(char::is_alphabetic);
    (!goes_on).then_some(after)
}

/// The number of at most `limit` digits that `rest` begins with, how many digits it has, and the rest.
pub(super) fn take_number(rest: &str, limit: usize) -> Option<(u32, usize, &str)> {
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let value = rest.get(..digits)?.parse().ok()?;
    (digits > 0 && digits <= limit).then_some((value, digits, after))
}
