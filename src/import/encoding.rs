//! Bytes of a file into text, by their marks and by what they can be. It never fails and never loses a byte's place: what is
//! no text of one encoding is one of the next.

use pinfold_kernels::csv::read::Pieces;

use super::bytes::Bytes;

/// What Windows-1252 has at 0x80 to 0x9f; the five it leaves open are the C1 controls they are in Latin-1.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];
/// How much of a file is looked at for its mark, and for UTF-16 without one, in bytes.
const LOOKED_AT: usize = 512;
/// How much of a file is taken over at once, in bytes: little enough to stay in a processor's own memory, and enough that
/// asking for it costs nothing beside reading it.
const PIECE: usize = 256 * 1024;

/// How bytes stand for characters.
#[derive(Debug, Clone, Copy)]
enum Encoding {
    /// All were ASCII so far: the first that is not says what the file is.
    Ascii,
    /// UTF-8. A byte of something else in it is what it would be in Windows-1252, and spoils nothing else.
    Eight,
    Sixteen(fn([u8; 2]) -> u16),
    Windows,
}

/// The text of a file: UTF-8 or UTF-16, with or without a mark, else Windows-1252, in which every byte is a character. Empty
/// lines and spaces before it are no part of it.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    bytes: &'a dyn Bytes,
    encoding: Encoding,
    /// Where it begins, after the mark.
    start: usize,
}

impl<'a> Text<'a> {
    /// The text that bytes are.
    pub fn new(bytes: &'a dyn Bytes) -> Self {
        let mut first = vec![0; bytes.length().min(LOOKED_AT)];
        bytes.read(0, &mut first);
        // Half of the letters of western texts are zero in UTF-16, and of no other text any.
        let zeros = |skipped: usize| {
            let zeros = first.iter().skip(skipped).step_by(2).filter(|byte| **byte == 0);
            zeros.count() * 4 > first.len()
        };
        let (encoding, start) = match first.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Eight, 3),
            [0xff, 0xfe, ..] => (Encoding::Sixteen(u16::from_le_bytes), 2),
            [0xfe, 0xff, ..] => (Encoding::Sixteen(u16::from_be_bytes), 2),
            _ if zeros(1) => (Encoding::Sixteen(u16::from_le_bytes), 0),
            _ if zeros(0) => (Encoding::Sixteen(u16::from_be_bytes), 0),
            _ => (Encoding::Ascii, 0),
        };
        Self { bytes, encoding, start }
    }

    /// It, piece by piece.
    pub fn pieces(self) -> TextPieces<'a> {
        let Self { bytes, encoding, start } = self;
        let room = vec![0; PIECE.min(bytes.length() - start)];
        TextPieces { bytes, encoding, at: start, room, carried: 0, is_begun: false }
    }

    /// Its beginning, as long as a piece or whole: however much blank stands before it, it shows what the file is. Empty where
    /// nothing stands in the file.
    pub fn head(self) -> String {
        let mut head = String::new();
        let mut pieces = self.pieces();
        while head.len() < PIECE && pieces.append(&mut head) {}
        head
    }

    /// All of it.
    pub fn whole(self) -> String {
        let mut whole = String::with_capacity(self.bytes.length());
        let mut pieces = self.pieces();
        while pieces.append(&mut whole) {}
        whole
    }
}

/// The pieces of a text.
pub struct TextPieces<'a> {
    bytes: &'a dyn Bytes,
    encoding: Encoding,
    at: usize,
    /// Room for the bytes of a piece, which begins with what is carried.
    room: Vec<u8>,
    /// How many bytes of a character began in the piece before.
    carried: usize,
    is_begun: bool,
}

impl Pieces for TextPieces<'_> {
    fn append(&mut self, to: &mut String) -> bool {
        let left = self.bytes.length() - self.at;
        if left == 0 {
            return false;
        }
        let end = self.room.len().min(self.carried + left);
        let Some(fresh) = self.room.get_mut(self.carried..end) else { return false };
        self.bytes.read(self.at, fresh);
        self.at += fresh.len();
        let before = to.len();
        let is_last = self.at == self.bytes.length();
        let used = self.encoding.append(self.room.get(..end).unwrap_or_default(), is_last, to);
        self.room.copy_within(used..end, 0);
        self.carried = end - used;
        if !self.is_begun {
            let written = to.get(before..).unwrap_or_default();
            let blank = written.len() - written.trim_start().len();
            self.is_begun = blank < written.len();
            to.drain(before..before + blank);
        }
        true
    }
}

impl Encoding {
    /// Appends the characters of bytes, and says how many bytes that were: of the last character some may still be missing.
    fn append(&mut self, bytes: &[u8], is_last: bool, to: &mut String) -> usize {
        match self {
            Self::Ascii | Self::Eight => self.eight(bytes, is_last, to),
            Self::Sixteen(unit) => {
                let pairs = bytes.as_chunks::<2>().0;
                let is_open = |pair: &[u8; 2]| (0xd800..0xdc00).contains(&unit(*pair));
                let open = usize::from(!is_last && pairs.last().is_some_and(is_open));
                let pairs = pairs.get(..pairs.len() - open).unwrap_or_default();
                let characters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
                to.extend(characters.map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)));
                pairs.len() * 2
            }
            Self::Windows => {
                to.extend(bytes.iter().map(|byte| windows(*byte)));
                bytes.len()
            }
        }
    }

    fn eight(&mut self, bytes: &[u8], is_last: bool, to: &mut String) -> usize {
        let mut at = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let (good, error) = match std::str::from_utf8(rest) {
                Ok(text) => (text, None),
                Err(error) => {
                    let good = rest.get(..error.valid_up_to()).unwrap_or_default();
                    (std::str::from_utf8(good).unwrap_or_default(), Some(error))
                }
            };
            to.push_str(good);
            at += good.len();
            if matches!(self, Self::Ascii) && !good.is_ascii() {
                *self = Self::Eight;
            }
            match (&self, error.map(|error| error.error_len())) {
                // Cut within its last character, a file is still what it was, where it has others that say so.
                (_, None) | (Self::Eight, Some(None)) => return at,
                (_, Some(None)) if !is_last => return at,
                (Self::Eight, Some(Some(length))) => {
                    let odd = bytes.get(at..at + length).unwrap_or_default();
                    to.extend(odd.iter().map(|byte| windows(*byte)));
                    at += length;
                }
                _ => {
                    *self = Self::Windows;
                    return at + self.append(bytes.get(at..).unwrap_or_default(), is_last, to);
                }
            }
        }
    }
}

fn windows(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|place| WINDOWS.get(usize::from(place)).copied())
        .unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        Text::new(&bytes).whole()
    }

    #[test]
    fn characters_lie_across_pieces() {
        // One byte before, so that every kind of character is cut somewhere.
        for shift in 0..4 {
            let long = format!("{}{}", "a".repeat(shift), "ä€😀".repeat(PIECE / 4));
            assert_eq!(text(long.as_bytes()), long, "UTF-8, {shift}");
            let units: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(text(&[&[0xff, 0xfe], units.as_slice()].concat()), long, "UTF-16, {shift}");
        }
        let odd = [&"ä".repeat(PIECE).into_bytes(), [0xe4, b'b', 0xff].as_slice(), "€".as_bytes()].concat();
        assert!(text(&odd).ends_with("äääbÿ€"), "a byte that is no UTF-8 spoils nothing else");
        let late = [vec![b'a'; PIECE + 1], vec![0xe4, b'b']].concat();
        assert!(text(&late).ends_with("aäb"), "what the first piece does not say");
        let blank = [vec![b'\n'; PIECE + 1], b"a\nb".to_vec()].concat();
        assert_eq!(text(&blank), "a\nb");
        // One letter of it lies in the first piece, which is no beginning to go by.
        let late = [vec![b'\n'; PIECE - 1], b"ab".to_vec()].concat();
        assert_eq!(Text::new(&late.as_slice()).head(), "ab");
    }

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
        assert_eq!(text(b" \n"), "");
        assert_eq!(text("éaä".as_bytes().get(..4).unwrap_or_default()), "éa", "cut within a character");
        assert_eq!(
            text("aaä".as_bytes().get(..3).unwrap_or_default()),
            "aaÃ",
            "no other character says that it is UTF-8"
        );
    }
}
