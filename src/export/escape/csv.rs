//! Text into CSV after RFC 4180: CRLF, quotes doubled, and no cell that a spreadsheet would take for a
//! formula. Text always stands in quotes, numbers never do.

use std::borrow::Cow;

use super::cleaned;
use crate::{
    model::{bytes::until, measure::written},
    pack::row::is_decimal,
};

/// The byte order mark, which makes spreadsheets read UTF-8 as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

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
    /// use pinfold::export::escape::csv::{Csv, CsvField};
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
        Self::bare(number.map(|number| number.to_string()).unwrap_or_default())
    }

    /// A measure, empty where there is none.
    pub fn measure(measure: Option<f64>) -> Self {
        Self::bare(measure.filter(|measure| measure.is_finite()).map(written).unwrap_or_default())
    }

    /// A decimal number written as text; what is none is a cell of text.
    pub fn decimal(written: &'a str) -> Self {
        if is_decimal(written) { Self(Said::Number(Cow::Borrowed(written))) } else { Self::text(written) }
    }

    fn bare(number: String) -> Self {
        Self(Said::Number(Cow::Owned(number)))
    }

    fn write(&self, out: &mut Vec<u8>) {
        match &self.0 {
            Said::Text(text) => quoted(&cleaned(text), out),
            Said::Number(number) => out.extend_from_slice(number.as_bytes()),
        }
    }
}

fn quoted(text: &str, out: &mut Vec<u8>) {
    if text.is_empty() {
        return;
    }
    out.push(b'"');
    if needs_guard(text) {
        out.push(b'\'');
    }
    let mut rest = text.as_bytes();
    while let Some((before, after)) = rest.split_at_checked(until(rest, [b'"'; 3])) {
        out.extend_from_slice(before);
        let Some((_, after)) = after.split_first() else { break };
        out.extend_from_slice(b"\"\"");
        rest = after;
    }
    out.push(b'"');
}

/// The text of a cell that stands in a table: without the apostrophe that kept it from being a formula.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| needs_guard(rest)).unwrap_or(cell)
}

/// Whether a cell gets an apostrophe. What has one already, before what would be a formula, gets one more, so that it is the
/// same again once one was taken off.
fn needs_guard(text: &str) -> bool {
    // Most cells begin with a letter or a digit.
    if text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    is_formula(text.trim_start_matches('\''))
}

/// Whether a spreadsheet may take a cell for a formula: the first character that is neither a space nor
/// invisible is one of those that begin one, in either width. A tab or carriage return at the very start
/// counts too (OWASP, "CSV Injection").
fn is_formula(text: &str) -> bool {
    let skipped = |c: &char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
    };
    text.starts_with(['\t', '\r', '\n'])
        || text.chars().find(|c| !skipped(c)).is_some_and(|c| {
            matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−' | '﹢' | '﹦' | '﹣' | '﹫')
        })
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
            if place > 0 {
                self.text.push(b',');
            }
            cell.write(&mut self.text);
        }
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
    fn cells_are_quoted_and_never_formulas() {
        let written = |text: &'static str| cell(CsvField::text(text));
        assert_eq!(written("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(written(""), "");
        assert_eq!(written("\""), "\"\"\"\"");
        assert_eq!(written("\"ä\"\u{1}\"\""), "\"\"\"ä\"\"\"\"\"\"\"");
        assert_eq!(written("\u{1}"), "");
        for formula in [
            "=1",
            "+1",
            "-1",
            "@a",
            "\t=1",
            "\r=1",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            " =1",
            "\u{feff}=1",
            "\u{200b}@a",
        ] {
            assert!(written(formula).starts_with("\"'"), "{formula:?}");
        }
        for text in ["1=1", "a@b", "€ 5", "…"] {
            assert!(!written(text).starts_with("\"'="), "{text:?}");
        }
    }

    #[test]
    fn the_apostrophe_of_a_cell_comes_off_again() {
        for text in ["=1", "'=1", "''=1", "'tis", "a", "'", "-5 °C", "'\t=1"] {
            let written = cell(CsvField::text(text));
            let cell = written.trim_matches('"');
            assert_eq!(unguarded(cell), text, "{cell}");
        }
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
