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
    let (rest, is_clean) = clean_by::<WIDE>(text);
    let (rest, is_rest_clean) = clean_by::<HALF>(rest);
    is_clean && is_rest_clean && (0..rest.len()).all(|at| begins_clean(rest.get(at..).unwrap_or_default()))
}

/// What is left behind so many bytes at a time, and whether those are clean.
fn clean_by<const N: usize>(mut text: &[u8]) -> (&[u8], bool) {
    let mut is_clean = true;
    while let Some((bytes, rest)) = text.split_first_chunk::<N>() {
        // Most of most texts is visible ASCII.
        if any(bytes, |byte| !matches!(byte, b' '..=b'~')) {
            is_clean &= (0..N).all(|at| begins_clean(text.get(at..).unwrap_or_default()));
        }
        text = rest;
    }
    (text, is_clean)
}

/// Whether a text begins with what may stay.
fn begins_clean(text: &[u8]) -> bool {
    !matches!(
        text,
        [0..=0x08 | 0x0b..=0x1f | 0x7f, ..] | [0xc2, 0x80..=0x9f, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..]
    )
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
