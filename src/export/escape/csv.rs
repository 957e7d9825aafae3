//! Text into CSV after RFC 4180: CRLF, quotes doubled, and no cell that a spreadsheet would take for a
//! formula. Text always stands in quotes, numbers never do.

use super::clean;
use crate::model::measure::written;
use crate::pack::row::is_decimal;

/// The byte order mark, which makes spreadsheets read UTF-8 as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A finished cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvField(String);

impl CsvField {
    /// A cell of text. One that a spreadsheet would take for a formula gets an apostrophe before it, the
    /// sign for text in every spreadsheet.
    ///
    /// # Examples
    /// ```
    /// use pinfold::export::escape::csv::CsvField;
    /// assert_eq!(CsvField::text("=1+1").as_str(), "\"'=1+1\"");
    /// ```
    pub fn text(text: &str) -> Self {
        let text = clean(text);
        if text.is_empty() {
            return Self(String::new());
        }
        let guard = if needs_guard(&text) { "'" } else { "" };
        Self(format!("\"{guard}{}\"", text.replace('"', "\"\"")))
    }

    /// A cell of text, empty where there is none.
    pub fn maybe(text: Option<&str>) -> Self {
        Self::text(text.unwrap_or_default())
    }

    /// A whole number, empty where there is none.
    pub fn number(number: Option<impl ToString + Into<i128>>) -> Self {
        Self(number.map(|number| number.to_string()).unwrap_or_default())
    }

    /// A measure, empty where there is none.
    pub fn measure(measure: Option<f64>) -> Self {
        Self(measure.filter(|measure| measure.is_finite()).map(written).unwrap_or_default())
    }

    /// A decimal number written as text; what is none is a cell of text.
    pub fn decimal(written: &str) -> Self {
        if is_decimal(written) { Self(written.to_owned()) } else { Self::text(written) }
    }

    /// The cell as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text of a cell that stands in a table: without the apostrophe that kept it from being a formula.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| needs_guard(rest)).unwrap_or(cell)
}

/// Whether a cell gets an apostrophe. What has one already, before what would be a formula, gets one more, so that it is the
/// same again once one was taken off.
fn needs_guard(text: &str) -> bool {
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

/// A table in the making.
#[derive(Debug)]
pub struct Csv(String);

impl Csv {
    /// A table with these columns.
    pub fn new(columns: &[&'static str]) -> Self {
        let mut table = Self(BYTE_ORDER_MARK.to_owned());
        table.0.push_str(&columns.join(","));
        table.0.push_str("\r\n");
        table
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = CsvField>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.0.push_str(&cell.0);
        }
        self.0.push_str("\r\n");
    }

    /// The finished table.
    pub fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let written = |text: &str| CsvField::text(text).0;
        assert_eq!(written("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(written(""), "");
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
            let CsvField(written) = CsvField::text(text);
            let cell = written.trim_matches('"');
            assert_eq!(unguarded(cell), text, "{cell}");
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(CsvField::number(Some(-5_i64)).0, "-5");
        assert_eq!(CsvField::number(None::<i64>).0, "");
        assert_eq!(CsvField::decimal("-12.50").0, "-12.50");
        assert_eq!(CsvField::decimal("=1+1").0, "\"'=1+1\"");
        assert_eq!(CsvField::decimal("-1+cmd").0, "\"'-1+cmd\"");
        assert_eq!(CsvField::decimal("1.").0, "\"1.\"");
    }
}
