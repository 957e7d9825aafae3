//! A text as it is looked at: one plain character for each that is read, whatever it is written as, and where in the text
//! it stands. Digits of any script and width are `0` to `9`, spaces of any width are one, what is invisible is gone,
//! character references and percent codes are what they stand for. It never changes the text itself.

/// Stands between parts that have nothing to do with each other: no word, number or address reaches over it.
pub const BREAK: char = '\u{fffc}';

/// Longest character reference that is read, with its signs: `&CounterClockwiseContourIntegral;` is none of ours.
const MAX_REFERENCE: usize = 10;

/// References by name that hide a sign of an address or a number.
const NAMED: [(&str, char); 14] = [
    ("amp", '&'),
    ("commat", '@'),
    ("period", '.'),
    ("nbsp", ' '),
    ("plus", '+'),
    ("lowbar", '_'),
    ("dash", '-'),
    ("hyphen", '-'),
    ("ndash", '-'),
    ("lpar", '('),
    ("rpar", ')'),
    ("sol", '/'),
    ("num", '#'),
    ("colon", ':'),
];

/// The zeros of the scripts that have digits of their own, each followed by its nine others (Unicode 16, general category
/// Nd; the scripts people write today).
const ZEROS: [u32; 37] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x1e950,
];

/// A character that is read, with the bytes it stands for.
#[derive(Debug, Clone, Copy)]
struct Cell {
    c: char,
    /// The same in lower case.
    low: char,
    start: u32,
    end: u32,
    /// Whether it is a letter.
    letter: bool,
    /// Whether it is a letter or digit.
    word: bool,
}

impl Cell {
    fn new(c: char, start: usize, end: usize) -> Self {
        let (low, letter) = (crate::model::letters::lower(c), c.is_alphabetic());
        Self { c, low, start: byte(start), end: byte(end), letter, word: letter || c.is_numeric() }
    }
}

/// A place in bytes; no text is longer than four of their billions.
fn byte(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A text as it is looked at, or a part of it. Places are those of the whole text; outside of the part there is nothing.
#[derive(Debug)]
pub struct View {
    cells: Vec<Cell>,
    from: usize,
    to: usize,
    /// How often a character was looked at.
    #[cfg(test)]
    pub looked: std::cell::Cell<usize>,
}

impl View {
    /// Looks at a text.
    pub fn new(text: &str) -> Self {
        let mut cells: Vec<Cell> = Vec::with_capacity(text.len());
        let mut at = 0;
        while let Some(b) = text.as_bytes().get(at) {
            // Most of most texts: what means nothing but itself.
            if matches!(b, b' '..=b'~') && !matches!(b, b'&' | b'%' | b'\\') {
                cells.push(Cell::new(char::from(*b), at, at + 1));
                at += 1;
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            let (meant, length) = match c {
                '&' => reference(rest).unwrap_or((c, 1)),
                '%' => percent(rest).unwrap_or((c, 1)),
                c => (c, c.len_utf8()),
            };
            // A backslash before a sign is how Markdown writes that sign.
            let hidden = c == '\\' && rest.chars().nth(1).is_some_and(|next| next.is_ascii_punctuation());
            match plain(meant).filter(|_| !hidden) {
                Some(c) => cells.push(Cell::new(c, at, at + length)),
                // What is invisible belongs to what it follows, so that no mask leaves half a character.
                None if !hidden => {
                    if let Some(last) = cells.last_mut() {
                        last.end = byte(at + length);
                    }
                }
                None => {}
            }
            at += length;
        }
        let to = cells.len();
        Self {
            cells,
            from: 0,
            to,
            #[cfg(test)]
            looked: std::cell::Cell::default(),
        }
    }

    /// Looks at a part of the text from here on, as if there were nothing else.
    pub fn narrow(&mut self, from: usize, to: usize) {
        (self.from, self.to) = (from, to.min(self.cells.len()));
    }

    /// The first place.
    pub fn begin(&self) -> usize {
        self.from
    }

    /// The place after the last one.
    pub fn end(&self) -> usize {
        self.to
    }

    fn cell(&self, place: usize) -> Option<&Cell> {
        #[cfg(test)]
        self.looked.set(self.looked.get() + 1);
        if place < self.from || place >= self.to {
            return None;
        }
        self.cells.get(place)
    }

    /// The character at a place.
    pub fn at(&self, place: usize) -> Option<char> {
        self.cell(place).map(|cell| cell.c)
    }

    /// The character at a place, in lower case.
    pub fn low(&self, place: usize) -> Option<char> {
        self.cell(place).map(|cell| cell.low)
    }

    /// The character before a place.
    pub fn before(&self, place: usize) -> Option<char> {
        self.at(place.checked_sub(1)?)
    }

    /// Whether a digit stands at a place.
    pub fn is_digit(&self, place: usize) -> bool {
        self.at(place).is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether a letter or digit stands at a place.
    pub fn is_word(&self, place: usize) -> bool {
        self.cell(place).is_some_and(|cell| cell.word)
    }

    /// Whether a letter or digit stands before a place.
    pub fn word_before(&self, place: usize) -> bool {
        place.checked_sub(1).is_some_and(|before| self.is_word(before))
    }

    /// The characters of a range, in lower case.
    pub fn lowered(&self, from: usize, to: usize) -> String {
        (from.max(self.from)..to.min(self.to)).filter_map(|place| self.low(place)).collect()
    }

    /// The characters of a range as a search compares them, in the place of what stood in `out`.
    pub fn fold(&self, from: usize, to: usize, out: &mut String) {
        out.clear();
        let folded = (from..to.min(self.to)).filter_map(|place| self.low(place));
        folded.for_each(|c| crate::search::fold::fold_char(c, out));
    }

    /// The place after a word that begins at a place; its letters are small ones.
    pub fn after(&self, place: usize, word: &str) -> Option<usize> {
        let mut at = place;
        for c in word.chars() {
            if self.low(at) != Some(c) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether a range is one of these words, whose letters are small ones.
    pub fn is_one_of(&self, from: usize, to: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.after(from, word) == Some(to))
    }

    /// The first place from `from` on, before `limit`, where the characters are not what is wanted any more.
    pub fn while_at(&self, from: usize, limit: usize, wanted: impl Fn(char) -> bool) -> usize {
        let end = self.to.min(limit);
        (from..end).find(|place| !self.at(*place).is_some_and(&wanted)).unwrap_or(end.max(from))
    }

    /// The same for letters and digits.
    pub fn while_word(&self, from: usize, limit: usize) -> usize {
        let end = self.to.min(limit);
        (from..end).find(|place| !self.is_word(*place)).unwrap_or(end.max(from))
    }

    /// The same for letters.
    pub fn while_letter(&self, from: usize, limit: usize) -> usize {
        let end = self.to.min(limit);
        let letter = |place: usize| self.cell(place).is_some_and(|cell| cell.letter);
        (from..end).find(|place| !letter(*place)).unwrap_or(end.max(from))
    }

    /// The bytes of a range of characters; `None` where it is empty.
    pub fn bytes(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let (first, last) = (self.cells.get(from)?, self.cells.get(to.checked_sub(1)?)?);
        let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        (first.start < last.end).then_some((place(first.start), place(last.end)))
    }
}

/// The plain character that is read; `None` where nothing is.
fn plain(c: char) -> Option<char> {
    if c.is_ascii() {
        // White space within a line is one thing, and control characters are nothing.
        return match c {
            '\t' => Some(' '),
            '\n' | '\r' => Some('\n'),
            c if c.is_control() => None,
            c => Some(c),
        };
    }
    // Letters of Latin, Greek and Cyrillic are what they are.
    if matches!(c, '\u{c0}'..='\u{2ff}' | '\u{370}'..='\u{52f}') {
        return Some(c);
    }
    if is_invisible(c) {
        return None;
    }
    let code = u32::from(c);
    if let Some(digit) = digit(code) {
        return char::from_digit(digit, 10);
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(code - 0xfee0),
        // Bold, italic, script and other letters that mathematicians have, and names on networks are dressed up with.
        '\u{1d400}'..='\u{1d6a3}' => letter((code - 0x1d400) % 52),
        '\u{24b6}'..='\u{24e9}' => letter(code - 0x24b6),
        '\u{1f130}'..='\u{1f149}' => letter(code - 0x1f130),
        '﹫' => Some('@'),
        '﹢' => Some('+'),
        '﹒' | '。' | '｡' | '․' => Some('.'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '﹣' | '﹘' => Some('-'),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{3164}' | '\u{2800}' | '\u{ffa0}' => Some(' '),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

fn letter(place: u32) -> Option<char> {
    char::from_u32(if place < 26 { u32::from('A') + place } else { u32::from('a') + place - 26 })
}

/// The value of a digit of any script, in bold, in a circle or above the line.
fn digit(code: u32) -> Option<u32> {
    match code {
        0x1d7ce..=0x1d7ff => return Some((code - 0x1d7ce) % 10),
        0x2460..=0x2468 => return Some(code - 0x245f),
        0x2776..=0x277e => return Some(code - 0x2775),
        0x24ea | 0x24ff => return Some(0),
        0x2070 | 0x2074..=0x2079 => return Some(code - 0x2070),
        0x2080..=0x2089 => return Some(code - 0x2080),
        0xb9 => return Some(1),
        0xb2 | 0xb3 => return Some(code - 0xb0),
        _ => {}
    }
    let script = ZEROS.get(ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?)?;
    Some(code - script).filter(|digit| *digit < 10)
}

/// What takes no room: joiners, marks of direction, soft hyphens, selectors of variants, accents set apart, keycaps.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{300}'..='\u{36f}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{e0000}'..='\u{e01ef}')
}

/// A character reference at the beginning, and its length in bytes.
fn reference(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(MAX_REFERENCE).position(|b| b == b';')?;
    let name = rest.get(1..end)?;
    let number = match name.strip_prefix('#') {
        None => {
            let (_, c) = NAMED.iter().find(|(own, _)| *own == name)?;
            return Some((*c, end + 1));
        }
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        },
    };
    Some((char::from_u32(number.ok()?)?, end + 1))
}

/// A percent code of an ASCII sign, letter or digit at the beginning.
fn percent(rest: &str) -> Option<(char, usize)> {
    let code = u8::from_str_radix(rest.get(1..3)?, 16).ok()?;
    (code.is_ascii_graphic() || code == b' ').then_some((char::from(code), 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        View::new(text).cells.iter().map(|cell| cell.c).collect()
    }

    #[test]
    fn what_is_written_otherwise_is_read_the_same() {
        for (text, read) in [
            ("４１１１\u{a0}1111", "4111 1111"),
            ("4\u{200b}1\u{ad}1\u{2060}1", "4111"),
            ("٤١١١ ४१११", "4111 4111"),
            ("𝟒𝟏①¹4️⃣", "41114"),
            ("a＠b．c", "a@b.c"),
            ("a&#64;b&#x2e;c&commat;d%40e", "a@b.c@d@e"),
            ("a\\@b\\.c \\d", "a@b.c \\d"),
            ("\u{2011}\u{2013}−", "---"),
            ("𝗷𝗮𝗻𝗲 𝓙 Ⓙ", "jane J J"),
            ("100% &amp; &nothing; &", "100% & &nothing; &"),
            ("a\u{2028}b\u{0}c", "a\nbc"),
        ] {
            assert_eq!(seen(text), read, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_whole_characters() {
        let text = "é 4️⃣2\u{200d}&#64;x";
        let view = View::new(text);
        let all: Vec<_> = (0..view.end()).filter_map(|place| view.bytes(place, place + 1)).collect();
        assert!(all.iter().all(|(from, to)| text.get(*from..*to).is_some()), "{all:?}");
        assert_eq!(view.bytes(2, 4).and_then(|(from, to)| text.get(from..to)), Some("4️⃣2\u{200d}"));
        assert_eq!(view.bytes(1, 1), None);
    }

    #[test]
    fn digits_stand_in_their_order() {
        assert!(ZEROS.is_sorted());
    }

    #[test]
    fn outside_of_a_part_there_is_nothing() {
        let mut view = View::new("a 12 b");
        view.narrow(2, 4);
        assert_eq!((view.before(2), view.at(4), view.lowered(2, 6).as_str()), (None, None, "12"));
        assert_eq!((view.while_word(2, 9), view.while_at(2, 9, |_| true), view.after(3, "2 ")), (4, 4, None));
        assert_eq!(view.bytes(2, 4), Some((2, 4)));
    }
}
