//! Text without what no format shows.

use std::borrow::Cow;

use crate::wide::{HALF, WIDE, any};

/// `text` with line breaks as line feeds and without control characters, which no format shows and some readers stumble over. Tabs
/// stay. It is copied only where something in it is not clean.
#[inline(never)]
pub fn cleaned(text: &str) -> Cow<'_, str> {
    if is_clean(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            // What Unicode calls line and paragraph separators, and the C1 next line.
            '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether cleaning would leave it as it is.
fn is_clean(text: &[u8]) -> bool {
    behind_clean::<WIDE>(text)
        .and_then(behind_clean::<HALF>)
        .is_some_and(|rest| begins_clean(rest, rest.len()))
}

/// What is left of a text, looked at so many bytes at a time; `None` where those are not clean.
fn behind_clean<const N: usize>(mut text: &[u8]) -> Option<&[u8]> {
    while let Some((bytes, rest)) = text.split_first_chunk::<N>() {
        // Most of most texts is visible ASCII.
        if any(bytes, |byte| !matches!(byte, b' '..=b'~')) && !begins_clean(text, N) {
            return None;
        }
        text = rest;
    }
    Some(text)
}

/// Whether what begins at each of the first bytes of a text may stay.
fn begins_clean(text: &[u8], count: usize) -> bool {
    let is_unclean = |from: &[u8]| {
        matches!(
            from,
            [0..=0x08 | 0x0b..=0x1f | 0x7f, ..] | [0xc2, 0x80..=0x9f, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..]
        )
    };
    !(0..count).any(|at| is_unclean(text.get(at..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_kept(c: char) -> bool {
        matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
    }

    /// Wherever it stands: a text is looked at in pieces.
    #[test]
    fn every_character_that_is_not_clean_is_found() {
        for c in (0..0x2100).filter_map(char::from_u32) {
            for before in [0, 3, 7, 8, 14, 15, 16, 23, 25] {
                let text = format!("{:before$}{c} and more", "");
                assert_eq!(matches!(cleaned(&text), Cow::Borrowed(_)), is_kept(c), "{c:?} behind {before}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_clean_is_not_copied(text in "[ -~\\t\\n\\r\u{1}\u{7f}\u{80}-\u{a0}ä€’\u{2027}-\u{202a}😀]{0,40}") {
            prop_assert_eq!(matches!(cleaned(&text), Cow::Borrowed(_)), text.chars().all(is_kept));
            prop_assert!(cleaned(&text).chars().all(is_kept));
        }
    }
}
