//! The data that ships beside the code: words for dates in 187 languages, the commonest words of 30, and the adapters.
//! Natively they are in the program; the Wasm is given them once, from a file of the package, before its first question:
//! they are a third of what a reader of pages would weigh, and need no compiling. What a page or a user's file brings
//! never comes here.

use std::sync::OnceLock;

static TEXTS: OnceLock<Vec<String>> = OnceLock::new();

/// One of the texts, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// `parse/date/relative.txt`
    Relative,
    /// `parse/date/everyday.txt`
    Everyday,
    /// `parse/date/months.txt`
    Months,
    /// `parse/languages.txt`
    Languages,
    /// `adapters/*.toml` as one JSON list.
    Adapters,
}

/// How many they are.
pub const COUNT: usize = Text::Adapters as usize + 1;

/// Takes the file's content, the texts with a NUL between; `false` where it is not that. What was given first stays.
pub fn give(file: &str) -> bool {
    let texts: Vec<String> = file.split('\0').map(str::to_owned).collect();
    texts.len() == COUNT && TEXTS.get_or_init(|| texts).len() == COUNT
}

/// Whether they are there: without them no site is known and no date is read.
pub fn are_there() -> bool {
    all().len() == COUNT
}

/// The text as it was written; empty where none was given.
pub fn text(which: Text) -> &'static str {
    all().get(which as usize).map_or("", String::as_str)
}

fn all() -> &'static [String] {
    #[cfg(feature = "embedded")]
    if TEXTS.get().is_none() {
        give(include_str!(concat!(env!("OUT_DIR"), "/texts.txt")));
    }
    TEXTS.get().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_as_it_was_written() {
        assert!(are_there());
        assert_eq!(text(Text::Relative), include_str!("parse/date/relative.txt"));
        assert_eq!(text(Text::Everyday), include_str!("parse/date/everyday.txt"));
        assert_eq!(text(Text::Months), include_str!("parse/date/months.txt"));
        assert_eq!(text(Text::Languages), include_str!("parse/languages.txt"));
        assert!(text(Text::Adapters).starts_with("[{"));
        assert!(!give("a file cut off"));
    }
}
