//! Text into CSV after RFC 4180: CRLF, quotes doubled, and no cell that a spreadsheet would take for a
//! formula. Text always stands in quotes, numbers never do.

use std::borrow::Cow;

use super::{decimal::is_decimal, write::text_cell};

/// The byte order mark, which makes spreadsheets read UTF-8 as UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A cell of a table, written as such when it goes into one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvField<'a>(Said<'a>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Said<'a> {
    /// Text of anybody.
    Text(Cow<'a, str>),
    /// A number, or nothing.
    Number(Cow<'a, str>),
}

impl<'a> CsvField<'a> {
    /// A cell of text. One that a spreadsheet would take for a formula gets an apostrophe before it, the
    /// sign for text in every spreadsheet.
    ///
    /// # Examples
    /// ```
    /// use pinfold_kernels::csv::table::{Csv, CsvField};
    /// let mut table = Csv::new(&["sum"], 1);
    /// table.row([CsvField::text("=1+1")]);
    /// assert_eq!(table.into_text(), "\u{feff}sum\r\n\"'=1+1\"\r\n");
    /// ```
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self(Said::Text(text.into()))
    }

    /// A cell of text, empty where there is none.
    pub fn maybe(text: Option<&'a str>) -> Self {
        Self::text(text.unwrap_or_default())
    }

    /// A whole number, empty where there is none.
    pub fn number(number: Option<impl ToString + Into<i128>>) -> Self {
        Self(Said::Number(number.map(|number| number.to_string()).unwrap_or_default().into()))
    }

    /// A decimal number written as text; what is none is a cell of text.
    pub fn decimal(written: impl Into<Cow<'a, str>>) -> Self {
        let written = written.into();
        if is_decimal(&written) { Self(Said::Number(written)) } else { Self::text(written) }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match &self.0 {
            Said::Text(text) => text_cell(text, out),
            Said::Number(number) => out.extend_from_slice(number.as_bytes()),
        }
    }
}

/// Rows after which it is known how long a table becomes.
const SAMPLE: usize = 64;

/// A table in the making.
#[derive(Debug)]
pub struct Csv {
    /// Bytes, since to add one to a text takes several times as long, and most cells have but few.
    text: Vec<u8>,
    /// Rows that are to come, as far as that is known.
    left: usize,
    written: usize,
}

impl Csv {
    /// A table with these columns, for about so many rows.
    pub fn new(columns: &[&'static str], rows: usize) -> Self {
        let text = format!("{BYTE_ORDER_MARK}{}\r\n", columns.join(","));
        Self { text: text.into_bytes(), left: rows, written: 0 }
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = CsvField<'a>>) {
        for (place, cell) in cells.into_iter().enumerate() {
            self.cell(place == 0, &cell);
        }
        self.end();
    }

    /// No part of `row`: that is compiled where it is called, for size.
    #[inline(never)]
    fn cell(&mut self, is_first: bool, cell: &CsvField<'_>) {
        if !is_first {
            self.text.push(b',');
        }
        cell.write(&mut self.text);
    }

    #[inline(never)]
    fn end(&mut self) {
        self.text.extend_from_slice(b"\r\n");
        self.written += 1;
        self.left = self.left.saturating_sub(1);
        if self.written == SAMPLE {
            // All at once: a text that grows by and by is copied again and again, into memory that nothing gave before.
            let wanted = (self.text.len() / SAMPLE).saturating_mul(self.left);
            self.text.try_reserve(wanted.saturating_add(wanted / 8)).unwrap_or_default();
        }
    }

    /// The finished table.
    pub fn into_text(self) -> String {
        // Each cell is whole characters.
        String::from_utf8(self.text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn cell(field: CsvField<'_>) -> String {
        let mut out = Vec::new();
        field.write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(cell(CsvField::number(Some(-5_i64))), "-5");
        assert_eq!(cell(CsvField::number(None::<i64>)), "");
        assert_eq!(cell(CsvField::decimal("-12.50")), "-12.50");
        assert_eq!(cell(CsvField::decimal("=1+1")), "\"'=1+1\"");
        assert_eq!(cell(CsvField::decimal("-1+cmd")), "\"'-1+cmd\"");
        assert_eq!(cell(CsvField::decimal("1.")), "\"1.\"");
    }
}
