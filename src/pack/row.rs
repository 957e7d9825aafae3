//! Rows as they come from whoever chose what is exported: typed cells in text, written on one side and read on the other. A
//! batch of rows crosses as one text, since a call for every cell would cost more than packing it.
//!
//! Cells are parted by the control character for units, rows by that for records: no cell holds either.

use pinfold_kernels::csv::decimal::is_decimal;

use super::PackError;

/// Ends a cell.
const UNIT: char = '\u{1f}';
/// Ends a row.
const RECORD: char = '\u{1e}';
/// Parts the two halves of a cell that has two.
const HALF: char = '\u{1d}';

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text with line breaks as line feeds.
    Text(&'a str),
    /// A number as it is written in JSON.
    Number(&'a str),
    /// A moment: milliseconds since 1970, by the clock on the wall.
    Moment(i64),
    /// A day, as the milliseconds of its beginning.
    Day(i64),
    /// An address to go to, and what it shows instead of itself.
    Link(&'a str, &'a str),
    /// A picture that was packed under a name, and what it shows.
    Picture(&'a str, &'a str),
}

/// A batch of rows.
#[derive(Debug, Default)]
pub struct Rows(String);

impl Rows {
    /// Adds a cell to the row.
    pub fn cell(&mut self, cell: &Cell<'_>) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.kind('t').part(text),
            Cell::Number(number) => self.kind('n').part(number),
            Cell::Moment(at) => self.kind('m').part(&at.to_string()),
            Cell::Day(at) => self.kind('d').part(&at.to_string()),
            Cell::Link(address, shown) => self.kind('l').halves(address, shown),
            Cell::Picture(name, shows) => self.kind('p').halves(name, shows),
        }
        self.0.push(UNIT);
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.0.push(RECORD);
    }

    /// The rows so far.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text that crosses.
    pub fn into_text(self) -> String {
        self.0
    }

    fn kind(&mut self, kind: char) -> &mut Self {
        self.0.push(kind);
        self
    }

    fn halves(&mut self, one: &str, other: &str) {
        self.part(one);
        self.0.push(HALF);
        self.part(other);
    }

    /// Text of anybody. The three signs mean nothing in it, and no format shows them.
    fn part(&mut self, text: &str) {
        if text.bytes().any(|byte| matches!(byte, 0x1d..=0x1f)) {
            self.0.extend(text.chars().filter(|c| !matches!(*c, UNIT | RECORD | HALF)));
        } else {
            self.0.push_str(text);
        }
    }
}

/// Reads rows.
pub fn rows(text: &str) -> impl Iterator<Item = impl Iterator<Item = Result<Cell<'_>, PackError>>> {
    text.split_terminator(RECORD).map(|row| row.split_terminator(UNIT).map(read))
}

fn read(cell: &str) -> Result<Cell<'_>, PackError> {
    let mut characters = cell.chars();
    let Some(kind) = characters.next() else { return Ok(Cell::Empty) };
    let rest = characters.as_str();
    let halves = || rest.split_once(HALF).ok_or(PackError::BadRow);
    let at = || rest.parse::<i64>().map_err(|_| PackError::BadRow);
    Ok(match kind {
        't' => Cell::Text(rest),
        'n' if is_decimal(rest) => Cell::Number(rest),
        'm' => Cell::Moment(at()?),
        'd' => Cell::Day(at()?),
        'l' => halves().map(|(address, shown)| Cell::Link(address, shown))?,
        'p' => halves().map(|(name, shows)| Cell::Picture(name, shows))?,
        _ => return Err(PackError::BadRow),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_as_they_went() {
        let cells = [
            Cell::Text("a\nb"),
            Cell::Empty,
            Cell::Number("-12.50"),
            Cell::Moment(-1),
            Cell::Day(86_400_000),
            Cell::Link("https://x.example/", ""),
            Cell::Picture("m1", "A jumper"),
            Cell::Text(""),
        ];
        let mut written = Rows::default();
        cells.iter().for_each(|cell| written.cell(cell));
        written.end();
        written.end();
        written.cell(&Cell::Text("\u{1f}x\u{1e}\u{1d}"));
        written.end();
        let text = written.into_text();
        let read: Result<Vec<Vec<Cell<'_>>>, PackError> = rows(&text).map(Iterator::collect).collect();
        assert_eq!(read, Ok(vec![cells.to_vec(), Vec::new(), vec![Cell::Text("x")]]));
    }

    #[test]
    fn what_is_no_row_of_ours_is_refused() {
        for text in [
            "x1\u{1f}\u{1e}",
            "n1e5\u{1f}",
            "n\u{1f}",
            "n=1+1\u{1f}",
            "dtoday\u{1f}",
            "lhttps://x\u{1f}",
            "é\u{1f}",
        ] {
            assert!(rows(text).flatten().any(|cell| cell.is_err()), "{text:?}");
        }
    }
}
