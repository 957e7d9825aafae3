//! Reads tables as RFC 4180 and spreadsheets write them, row by row. What a cell holds is its words: a formula is never more
//! than its text. It copies no cell but those with a doubled quote in them, and those into room that is there.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3};

/// The separators that are told apart.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows are looked at to find the separator.
const LOOKED_AT: usize = 8;
/// Most cells of a row: more is no table. Spreadsheets have 16,384 columns.
pub const MAX_CELLS: usize = 1_000;
/// Bytes that are set aside for a cell that has to be put together.
const ROOM: usize = 256;

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its cells.
    pub cells: Vec<Cow<'a, str>>,
    /// The line it begins on, from 1.
    pub line: usize,
    /// Whether the file ends within a quoted cell: the row is not whole.
    pub is_cut: bool,
    /// The room of cells that rows before had to put together.
    spare: Vec<String>,
}

impl Row<'_> {
    /// A cell's text; empty where the row is shorter.
    pub fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", |cell| cell.as_ref())
    }

    /// Makes it empty for the next.
    fn clear(&mut self) {
        let owned = self.cells.drain(..).filter_map(|cell| match cell {
            Cow::Owned(text) => Some(text),
            Cow::Borrowed(_) => None,
        });
        self.spare.extend(owned);
        self.is_cut = false;
    }

    /// Room for a cell that has to be put together.
    fn room(&mut self) -> String {
        let mut room = self.spare.pop().unwrap_or_else(|| String::with_capacity(ROOM));
        room.clear();
        room
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The rows of a table, one after another.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    separator: u8,
}

impl<'a> Rows<'a> {
    /// The rows of a text, with the separator it seems to have.
    pub fn new(text: &'a str) -> Self {
        // A hint that spreadsheets take and write.
        let hinted = text.strip_prefix("sep=").and_then(|rest| {
            let separator = rest.bytes().next().filter(|byte| byte.is_ascii())?;
            let (_, rest) = rest.split_once('\n')?;
            Some(Self { text: rest, at: 0, line: 2, separator })
        });
        hinted.unwrap_or_else(|| Self::with(text, separator(text)))
    }

    /// The rows of a text whose separator is known; it has to be of ASCII.
    pub fn with(text: &'a str, separator: u8) -> Self {
        Self { text, at: 0, line: 1, separator }
    }

    /// What stands between two cells.
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// Reads the next row into `row`, whose room is used again; `false` at the end. Lines with nothing on them are passed over.
    #[inline(never)]
    pub fn read(&mut self, row: &mut Row<'a>) -> bool {
        loop {
            row.clear();
            row.line = self.line;
            if self.at >= self.text.len() {
                return false;
            }
            while self.cell(row) {}
            if !matches!(row.cells.as_slice(), [only] if only.is_empty()) {
                return true;
            }
        }
    }

    /// Reads one cell and says whether another follows on its row.
    fn cell(&mut self, row: &mut Row<'a>) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let text =
            if rest.first() == Some(&b'"') { self.quoted(row) } else { Cow::Borrowed(self.plain(self.at)) };
        if row.cells.len() < MAX_CELLS {
            row.cells.push(text);
        }
        match self.text.as_bytes().get(self.at) {
            Some(byte) if *byte == self.separator => {
                self.at += 1;
                true
            }
            Some(b'\r') => {
                self.at += 1;
                self.at += usize::from(self.text.as_bytes().get(self.at) == Some(&b'\n'));
                self.line += 1;
                false
            }
            Some(_) => {
                self.at += 1;
                self.line += 1;
                false
            }
            None => false,
        }
    }

    /// What stands from `from` to the next separator or end of line, which is not taken.
    fn plain(&mut self, from: usize) -> &'a str {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        self.at = from + memchr3(self.separator, b'\n', b'\r', rest).unwrap_or(rest.len());
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// A cell in quotes. A doubled quote is one; what follows the last one belongs to the cell, as spreadsheets have it.
    #[inline(never)]
    fn quoted(&mut self, row: &mut Row<'a>) -> Cow<'a, str> {
        let bytes = self.text.as_bytes();
        let mut from = self.at + 1;
        // What was put together of it, once something had to be.
        let mut text: Option<String> = None;
        loop {
            let rest = bytes.get(from..).unwrap_or_default();
            let (length, after, goes_on) = match memchr(b'"', rest) {
                Some(length) if rest.get(length + 1) == Some(&b'"') => (length + 1, 1, true),
                Some(length) => (length, 1, false),
                None => {
                    row.is_cut = true;
                    (rest.len(), 0, false)
                }
            };
            let piece = self.text.get(from..from + length).unwrap_or_default();
            self.line += memchr_iter(b'\n', piece.as_bytes()).count();
            from += length + after;
            if goes_on {
                text.get_or_insert_with(|| row.room()).push_str(piece);
                continue;
            }
            let more = self.plain(from);
            if text.is_none() && more.is_empty() {
                return Cow::Borrowed(piece);
            }
            let mut text = text.unwrap_or_else(|| row.room());
            text.push_str(piece);
            text.push_str(more);
            return Cow::Owned(text);
        }
    }
}

/// The separator of a table: the one that gives the most columns, the same number on all rows that are looked at where there
/// is such a one.
fn separator(text: &str) -> u8 {
    let mut best = (b',', (0, 0));
    for separator in SEPARATORS {
        let mut rows = Rows::with(text, separator);
        let mut row = Row::default();
        let (mut first, mut same) = (0, 0);
        for _ in 0..LOOKED_AT {
            if !rows.read(&mut row) {
                break;
            }
            first = if first == 0 { row.cells.len() } else { first };
            same += usize::from(row.cells.len() == first);
        }
        let score = if first > 1 { (same, first) } else { (0, 0) };
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut all) = (Rows::new(text), Row::default(), Vec::new());
        while rows.read(&mut row) {
            all.push(row.cells.iter().map(|cell| cell.clone().into_owned()).collect());
        }
        all
    }

    #[test]
    fn rows_as_programs_write_them() {
        for (text, expected) in [
            ("a,b\r\nc,d\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a;b\nc;d", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a\tb\rc\td\r", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("sep=;\r\na;b,c\n", vec![vec!["a", "b,c"]]),
            ("\"a\"\"b\",\"c\nd\"\n", vec![vec!["a\"b", "c\nd"]]),
            ("\"\"\"\",\"\",x\n", vec![vec!["\"", "", "x"]]),
            // What was put together for one row is gone from the next.
            (
                "\"a\"\"\",\"b\"\"c\"\n\"d\"\"\",e\n\"\"\"f\",\"g\"\"\"\n",
                vec![vec!["a\"", "b\"c"], vec!["d\"", "e"], vec!["\"f", "g\""]],
            ),
            ("a\"b,c\n", vec![vec!["a\"b", "c"]]),
            ("\"a\"b,c\n", vec![vec!["ab", "c"]]),
            ("a,b\n\n\r\nc,\n", vec![vec!["a", "b"], vec!["c", ""]]),
            ("ä;\"ö;ü\"\nß;\n", vec![vec!["ä", "ö;ü"], vec!["ß", ""]]),
            ("alone\n", vec![vec!["alone"]]),
            ("", vec![]),
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_row_knows_its_line_and_whether_it_is_whole() {
        let mut rows = Rows::new("a,b\n\n\"1\n2\",x\nc,d\n\"cut,e\nf");
        let mut row = Row::default();
        let mut seen = Vec::new();
        while rows.read(&mut row) {
            seen.push((row.line, row.is_cut));
        }
        assert_eq!(seen, [(1, false), (3, false), (5, false), (6, true)]);
    }
}
