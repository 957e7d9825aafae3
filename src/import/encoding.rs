//! Bytes of a file into text, by their marks and by what they can be. It never fails and never loses a byte's place: what is
//! no text of one encoding is one of the next.

use std::borrow::Cow;

/// What Windows-1252 has at 0x80 to 0x9f; the five it leaves open are the C1 controls they are in Latin-1.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];
/// How much of a file is looked at for UTF-16 without a mark.
const LOOKED_AT: usize = 512;
/// Bytes at the end of a file that may be the beginning of a character, where the file was cut.
const LONGEST: usize = 3;

/// The text of a file: UTF-8 or UTF-16, with or without a mark, else Windows-1252, in which every byte is a character.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => eight(rest),
        [0xff, 0xfe, rest @ ..] => sixteen(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => sixteen(rest, u16::from_be_bytes),
        _ => {
            let zeros = |first: usize| {
                let looked = bytes.iter().take(LOOKED_AT).skip(first).step_by(2);
                looked.filter(|byte| **byte == 0).count() * 4 > bytes.len().min(LOOKED_AT)
            };
            // Half of the letters of western texts are zero in UTF-16, and of no other text any.
            if zeros(1) {
                sixteen(bytes, u16::from_le_bytes)
            } else if zeros(0) {
                sixteen(bytes, u16::from_be_bytes)
            } else {
                eight(bytes)
            }
        }
    }
}

fn eight(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let (good, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((bytes, &[]));
            match std::str::from_utf8(good) {
                // Cut within its last character, a file is still what it was, where it has others that say so.
                Ok(text) if error.error_len().is_none() && rest.len() <= LONGEST && !text.is_ascii() => {
                    Cow::Borrowed(text)
                }
                _ => bytes.iter().map(|byte| windows(*byte)).collect(),
            }
        }
    }
}

fn windows(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|place| WINDOWS.get(usize::from(place)).copied())
        .unwrap_or(char::from(byte))
}

fn sixteen(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, str> {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    let character = |read: Result<char, _>| read.unwrap_or(char::REPLACEMENT_CHARACTER);
    char::decode_utf16(units).map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_is_told_by_its_bytes() {
        let both = |with: fn(u16) -> [u8; 2], mark: bool| {
            let text = if mark { "\u{feff}url,title\nä€" } else { "url,title\nä€" };
            text.encode_utf16().flat_map(with).collect::<Vec<u8>>()
        };
        for (name, bytes) in [
            ("UTF-8", "url,title\nä€".as_bytes().to_vec()),
            ("UTF-8 with a mark", "\u{feff}url,title\nä€".as_bytes().to_vec()),
            ("UTF-16LE", both(u16::to_le_bytes, true)),
            ("UTF-16BE", both(u16::to_be_bytes, true)),
            ("UTF-16LE without a mark", both(u16::to_le_bytes, false)),
            ("UTF-16BE without a mark", both(u16::to_be_bytes, false)),
            ("Windows-1252", b"url,title\n\xe4\x80".to_vec()),
        ] {
            assert_eq!(text(&bytes), "url,title\nä€", "{name}");
        }
        assert_eq!(text(b""), "");
        assert_eq!(text("éaä".as_bytes().get(..4).unwrap_or_default()), "éa", "cut within a character");
    }
}
