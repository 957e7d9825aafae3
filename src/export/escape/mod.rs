//! Text into formats: one type per format, escaped at the last moment and in one place each. Markup of our
//! own is a `&'static str`, so nothing that came from a page can be taken for it.

pub mod csv;
pub mod html;
pub mod link;
pub mod markdown;
pub mod yaml;

use std::borrow::Cow;

use crate::model::bytes::are_plain;

/// `text` with line breaks as line feeds and without control characters, which no format shows and some
/// readers stumble over. Tabs stay.
pub fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

/// The same, copied only where something in it is not clean.
pub fn cleaned(text: &str) -> Cow<'_, str> {
    // Most texts are clean. `0xc2` and `0xe2` begin the characters beyond ASCII that are looked for below, among others.
    let unclear = |b: &u8| (*b < b' ' && *b != b'\n' && *b != b'\t') || matches!(*b, 0x7f | 0xc2 | 0xe2);
    let (words, rest) = text.as_bytes().as_chunks();
    if words.iter().all(|word| are_plain(*word) || !word.iter().any(unclear)) && !rest.iter().any(unclear) {
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

/// `text` cleaned and on one line.
pub fn one_line(text: &str) -> String {
    crate::model::text::folded(&clean(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_become_one_kind_and_control_characters_go() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d\u{0}\u{1b}[31m\te"), "a\nb\nc\nd[31m\te");
        assert_eq!(one_line(" a\r\n\tb "), "a b");
        for unclean in ['\r', '\u{85}', '\u{9f}', '\u{7f}', '\u{2029}', '\u{1}'] {
            assert!(!clean(&format!("ä{unclean}b")).contains(unclean), "{unclean:?}");
        }
        assert_eq!(clean("ä\t€\n’ и"), "ä\t€\n’ и");
    }
}
