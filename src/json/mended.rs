//! JSON text as browsers write it, with what Rust's text cannot hold replaced. It changes nothing else.

/// Characters of `\ud800`.
const ESCAPE: usize = 6;

/// The text with `\ufffd` for every half of a pair of surrogates. Browsers write pairs as they are and escape only what has
/// no other half: a title cut in the middle of an emoji.
pub fn mended(mut text: String) -> String {
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('\\')).map(|found| at + found) {
        // Whatever is escaped, a backslash too, is one character behind its backslash.
        at = next + 2;
        if text.get(next..next + ESCAPE).is_some_and(is_half) {
            text.replace_range(next..next + ESCAPE, "\\ufffd");
        }
    }
    text
}

fn is_half(escape: &str) -> bool {
    escape.strip_prefix("\\ud").is_some_and(|rest| rest.starts_with(['8', '9', 'a', 'b', 'c', 'd', 'e', 'f']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn halves_are_replaced_and_nothing_else_is() {
        for (written, meant) in [
            (r#""a \ud83d b""#, "a \u{FFFD} b"),
            (r#""\udc00""#, "\u{FFFD}"),
            (r#""😀 \n \u0007 \\""#, "😀 \n \u{7} \\"),
            (r#""\\ud83d""#, r"\ud83d"),
            (r#""\\\ud83d\\""#, "\\\u{FFFD}\\"),
            (r#""퟿ \ue000""#, "\u{D7FF} \u{E000}"),
        ] {
            assert_eq!(parse(&mended(written.to_owned())).ok(), Some(meant.into()), "{written}");
        }
        assert_eq!(mended("\\".to_owned()), "\\");
    }
}
