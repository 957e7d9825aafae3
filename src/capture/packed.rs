//! The texts that ship packed: words for dates in 187 languages, and the adapters. They are 115 KB as they are and 40 KB
//! here, with 9 KB of code to unpack them, which takes a millisecond when the first of them is asked for. Nothing else
//! is unpacked: what a page or a file brings never comes here.

use std::sync::LazyLock;

use miniz_oxide::inflate::decompress_to_vec;

/// Made by the build script: the texts in the order of [`Text`], with a NUL between.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.deflate"));

static UNPACKED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let bytes = decompress_to_vec(PACKED).unwrap_or_default();
    bytes.split(|byte| *byte == 0).map(|text| String::from_utf8_lossy(text).into_owned()).collect()
});

/// One of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// `parse/date/relative.txt`
    Relative,
    /// `parse/date/everyday.txt`
    Everyday,
    /// `parse/date/months.txt`
    Months,
    /// `adapters/*.toml` as one JSON list.
    Adapters,
}

/// The text as it was packed.
pub fn text(which: Text) -> &'static str {
    UNPACKED.get(which as usize).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_unpacked_as_it_was() {
        assert_eq!(text(Text::Relative), include_str!("parse/date/relative.txt"));
        assert_eq!(text(Text::Everyday), include_str!("parse/date/everyday.txt"));
        assert_eq!(text(Text::Months), include_str!("parse/date/months.txt"));
        assert!(text(Text::Adapters).starts_with("[{"));
        assert_eq!(UNPACKED.len(), 4);
    }
}
