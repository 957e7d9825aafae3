//! Reads tables as RFC 4180 and spreadsheets write them, row by row. What a cell holds is its words: a formula is never more
//! than its text.
//!
//! The text comes in pieces, and only the row that is being read is carried from one to the next: what is read stays in the
//! processor's own memory, however long the file. No cell is copied but those with a doubled quote in them.

use memchr::{memchr, memchr_iter, memchr3};

/// The separators that are told apart.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows are looked at to find the separator.
const LOOKED_AT: usize = 8;
/// Most cells of a row: more is no table. Spreadsheets have 16,384 columns.
pub const MAX_CELLS: usize = 1_000;

/// A text that comes in pieces.
pub trait Pieces {
    /// Appends the next piece to what is there; `false` where there is none.
    fn append(&mut self, text: &mut String) -> bool;
}

impl Pieces for &str {
    fn append(&mut self, text: &mut String) -> bool {
        let all = std::mem::take(self);
        text.push_str(all);
        !all.is_empty()
    }
}

/// Where a cell's text lies.
#[derive(Debug, Clone, Copy)]
struct Cell {
    start: usize,
    end: usize,
    /// Whether it had to be put together.
    is_joined: bool,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    text: &'a str,
    joined: &'a str,
    cells: &'a [Cell],
    /// The line it begins on, from 1.
    pub line: usize,
    /// Whether the file ends within a quoted cell: the row is not whole.
    pub is_cut: bool,
}

impl<'a> Row<'a> {
    /// How many cells it has.
    pub fn width(self) -> usize {
        self.cells.len()
    }

    /// Their texts.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        self.cells.iter().map(move |cell| {
            let text = if cell.is_joined { self.joined } else { self.text };
            text.get(cell.start..cell.end).unwrap_or_default()
        })
    }

    /// A cell's text; empty where the row is shorter.
    pub fn cell(self, place: usize) -> &'a str {
        self.cells().nth(place).unwrap_or_default()
    }

    /// Whether nothing is written in it.
    pub fn is_blank(self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }
}

/// The rows of a table, one after another.
pub struct Rows<'a> {
    pieces: Box<dyn Pieces + 'a>,
    /// Whether there are no more pieces.
    is_over: bool,
    /// What is there of the text.
    text: String,
    at: usize,
    line: usize,
    separator: u8,
    /// Those of the row that was read last.
    cells: Vec<Cell>,
    /// What was put together of them.
    joined: String,
    is_cut: bool,
}

impl<'a> Rows<'a> {
    /// The rows of a text, with the separator it seems to have.
    pub fn new(pieces: impl Pieces + 'a) -> Self {
        let mut rows = Self::with(pieces, b',');
        rows.more(0);
        // A hint that spreadsheets take and write.
        let hint = rows.text.strip_prefix("sep=").and_then(|rest| {
            let separator = rest.bytes().next().filter(u8::is_ascii)?;
            Some((separator, rows.text.find('\n')? + 1))
        });
        if let Some((separator, at)) = hint {
            return Self { separator, at, line: 2, ..rows };
        }
        rows.separator = separator(&rows.text);
        rows
    }

    /// The rows of a text whose separator is known; it has to be of ASCII.
    pub fn with(pieces: impl Pieces + 'a, separator: u8) -> Self {
        Self {
            pieces: Box::new(pieces),
            is_over: false,
            text: String::new(),
            at: 0,
            line: 1,
            separator,
            cells: Vec::new(),
            joined: String::new(),
            is_cut: false,
        }
    }

    /// What stands between two cells.
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// Reads the next row; none at the end. Lines with nothing on them are passed over.
    #[inline(never)]
    pub fn read(&mut self) -> Option<Row<'_>> {
        loop {
            let (start, line) = (self.at, self.line);
            self.cells.clear();
            self.joined.clear();
            self.is_cut = false;
            while self.cell() {}
            if self.at >= self.text.len() && !self.is_over {
                // It may go on in the next piece.
                self.more(start);
                self.line = line;
                continue;
            }
            if !matches!(self.cells.as_slice(), [only] if only.start == only.end) {
                let (cells, is_cut) = (self.cells.as_slice(), self.is_cut);
                return Some(Row { text: &self.text, joined: &self.joined, cells, line, is_cut });
            }
            if self.at >= self.text.len() {
                return None;
            }
        }
    }

    /// Takes at least as much again as is there from `start` on, so that a row of any length is read a few times at most, and
    /// goes back to it.
    fn more(&mut self, start: usize) {
        self.text.drain(..start);
        self.at = 0;
        let enough = self.text.len() * 2 + 1;
        while self.text.len() < enough && !self.is_over {
            self.is_over = !self.pieces.append(&mut self.text);
        }
    }

    /// Reads one cell and says whether another follows on its row.
    fn cell(&mut self) -> bool {
        let cell = if self.byte(self.at) == Some(b'"') { self.quoted() } else { self.plain(self.at) };
        if self.cells.len() < MAX_CELLS {
            self.cells.push(cell);
        }
        match self.byte(self.at) {
            Some(byte) if byte == self.separator => {
                self.at += 1;
                true
            }
            Some(byte) => {
                self.at += 1;
                self.at += usize::from(byte == b'\r' && self.byte(self.at) == Some(b'\n'));
                self.line += 1;
                false
            }
            None => false,
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// What stands from `start` to the next separator or end of line, which is not taken.
    fn plain(&mut self, start: usize) -> Cell {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        self.at = start + memchr3(self.separator, b'\n', b'\r', rest).unwrap_or(rest.len());
        Cell { start, end: self.at, is_joined: false }
    }

    /// A cell in quotes. A doubled quote is one; what follows the last one belongs to the cell, as spreadsheets have it.
    #[inline(never)]
    fn quoted(&mut self) -> Cell {
        let joined = self.joined.len();
        let mut start = self.at + 1;
        loop {
            let rest = self.text.as_bytes().get(start..).unwrap_or_default();
            let (length, after, goes_on) = match memchr(b'"', rest) {
                Some(length) if rest.get(length + 1) == Some(&b'"') => (length + 1, 1, true),
                Some(length) => (length, 1, false),
                None => {
                    self.is_cut = true;
                    (rest.len(), 0, false)
                }
            };
            let end = start + length;
            self.line += memchr_iter(b'\n', rest.get(..length).unwrap_or_default()).count();
            if goes_on {
                self.join(start, end);
                start = end + after;
                continue;
            }
            let more = self.plain(end + after);
            if self.joined.len() == joined && more.start == more.end {
                return Cell { start, end, is_joined: false };
            }
            self.join(start, end);
            self.join(more.start, more.end);
            return Cell { start: joined, end: self.joined.len(), is_joined: true };
        }
    }

    /// Puts a piece of the text to the cell that has to be put together.
    fn join(&mut self, start: usize, end: usize) {
        self.joined.push_str(self.text.get(start..end).unwrap_or_default());
    }
}

/// The separator of a table: the one that gives the most columns, the same number on all rows that are looked at where there
/// is such a one.
fn separator(text: &str) -> u8 {
    let mut best = (b',', (0, 0));
    for separator in SEPARATORS {
        let mut rows = Rows::with(text, separator);
        let (mut first, mut same) = (0, 0);
        for _ in 0..LOOKED_AT {
            let Some(width) = rows.read().map(Row::width) else { break };
            first = if first == 0 { width } else { first };
            same += usize::from(width == first);
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
    use proptest::prelude::*;

    use super::*;

    type Table = Vec<(usize, bool, Vec<String>)>;

    fn table(mut rows: Rows<'_>) -> Table {
        let mut all = Vec::new();
        while let Some(row) = rows.read() {
            all.push((row.line, row.is_cut, row.cells().map(str::to_owned).collect()));
        }
        all
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        table(Rows::new(text)).into_iter().map(|(_, _, cells)| cells).collect()
    }

    /// A text whose pieces are as long as it is told, in characters, some of them empty.
    struct Cut<'a>(std::str::Chars<'a>, std::iter::Cycle<std::vec::IntoIter<usize>>);

    impl Pieces for Cut<'_> {
        fn append(&mut self, text: &mut String) -> bool {
            if self.0.as_str().is_empty() {
                return false;
            }
            let length = self.1.next().unwrap_or(1);
            text.extend(self.0.by_ref().take(length));
            true
        }
    }

    proptest! {
        #[test]
        fn rows_are_the_same_in_whatever_pieces_they_come(
            text in "[ab,\"\r\n\u{e4}\u{1f600}]{0,80}",
            lengths in proptest::collection::vec(0usize..9, 0..5),
        ) {
            // An empty piece is no end, but nothing but empty ones would be none either.
            let lengths: Vec<usize> = lengths.into_iter().chain([1]).collect();
            let cut = Cut(text.chars(), lengths.into_iter().cycle());
            prop_assert_eq!(table(Rows::with(cut, b',')), table(Rows::with(text.as_str(), b',')));
        }
    }

    #[test]
    fn of_a_long_table_little_is_held() {
        let text = "a,\"b\n\"\"b\"\r\n".repeat(10_000);
        let mut rows = Rows::with(Cut(text.chars(), vec![1_000].into_iter().cycle()), b',');
        let mut count = 0;
        while rows.read().is_some() {
            count += 1;
            assert!(rows.text.len() < 2_100, "{} bytes are held", rows.text.len());
        }
        assert_eq!(count, 10_000);
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
        let read = table(Rows::new("a,b\n\n\"1\n2\",x\nc,d\n\"cut,e\nf"));
        let seen: Vec<(usize, bool)> = read.iter().map(|(line, is_cut, _)| (*line, *is_cut)).collect();
        assert_eq!(seen, [(1, false), (3, false), (5, false), (6, true)]);
    }
}
