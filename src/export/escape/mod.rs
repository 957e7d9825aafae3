//! Text into formats: one type per format, escaped at the last moment and in one place each. Markup of our
//! own is a `&'static str`, so nothing that came from a page can be taken for it.

pub mod html;
pub mod link;
pub mod markdown;
pub mod yaml;

use pinfold_kernels::clean::cleaned;

/// `text` with line breaks as line feeds and without control characters, which no format shows and some
/// readers stumble over. Tabs stay.
pub fn clean(text: &str) -> String {
    cleaned(text).into_owned()
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
