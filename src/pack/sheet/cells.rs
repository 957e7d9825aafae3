//! Cells as XML. Text stands in its place (`inlineStr`), so that no table of strings grows with the rows, and is never a
//! formula.

use super::{SheetPlan, plan::SheetColumn};
use crate::pack::{row::Cell, xml::Xml};

/// Longest text of a cell, in UTF-16 units: Excel cuts at this, and calls a file with more broken.
const MAX_TEXT: usize = 32_767;
/// 1970-01-01 as programs count days, with the leap day of 1900 that there was not.
const EPOCH: i64 = 25_569;
const DAY: i64 = 86_400_000;
/// The first day that all programs show alike: 1900-03-01.
const FIRST: i64 = 61;

/// The styles, by their numbers in `styles.xml`.
pub(super) mod style {
    pub const HEADER: &str = "1";
    pub const TEXT: &str = "2";
    pub const WHOLE: &str = "3";
    pub const EXACT: &str = "4";
    pub const DAY: &str = "5";
    pub const MOMENT: &str = "6";
    pub const LINK: &str = "7";
}

/// What the cells of a sheet have in common.
pub(super) struct Cells {
    /// The letters of the columns.
    letters: Vec<String>,
}

impl Cells {
    pub(super) fn of(plan: &SheetPlan) -> Self {
        Self { letters: (0..).zip(&plan.columns).map(|(column, _)| letters(column)).collect() }
    }

    /// The row of names.
    pub(super) fn header(&self, xml: &mut Xml, plan: &SheetPlan) {
        xml.markup("<row r=\"1\" ht=\"24\" customHeight=\"1\">");
        for (column, SheetColumn { name, .. }) in (0..).zip(&plan.columns) {
            self.open(xml, column, 1, style::HEADER);
            text(xml, name);
        }
        xml.markup("</row>");
    }

    pub(super) fn begin(&self, xml: &mut Xml, row: u32, height: u32) {
        xml.markup("<row r=\"")
            .number(row)
            .markup("\" ht=\"")
            .number(height)
            .markup("\" customHeight=\"1\">");
    }

    /// A cell; one that is empty is not written, nor is what stands beyond the last column.
    pub(super) fn cell(&self, xml: &mut Xml, column: u32, row: u32, cell: &Cell<'_>) {
        match cell {
            Cell::Empty | Cell::Picture(..) => {}
            Cell::Text(said) => {
                if !said.is_empty() && self.open(xml, column, row, style::TEXT) {
                    text(xml, said);
                }
            }
            Cell::Link(address, shown) => {
                if self.open(xml, column, row, style::LINK) {
                    text(xml, if shown.is_empty() { address } else { shown });
                }
            }
            Cell::Number(number) => {
                // What has more digits than a program keeps would change its value.
                let exact = number.bytes().filter(u8::is_ascii_digit).count() <= 15;
                let look = if number.contains('.') { style::EXACT } else { style::WHOLE };
                if exact && self.open(xml, column, row, look) {
                    xml.markup("><v>").text(number).markup("</v></c>");
                } else if !exact && self.open(xml, column, row, style::TEXT) {
                    text(xml, number);
                }
            }
            Cell::Day(at) => self.time(xml, column, row, style::DAY, at - at.rem_euclid(DAY)),
            Cell::Moment(at) => self.time(xml, column, row, style::MOMENT, *at),
        }
    }

    /// A day and its part as a number; a time that programs do not know as one is left out.
    fn time(&self, xml: &mut Xml, column: u32, row: u32, style: &'static str, at: i64) {
        let day = at.div_euclid(DAY).saturating_add(EPOCH);
        if day < FIRST || !self.open(xml, column, row, style) {
            return;
        }
        xml.markup("><v>").number(day);
        // To the millisecond, which is the eighth decimal of a day.
        let part = (at.rem_euclid(DAY) * 1_000_000_000 + DAY / 2) / DAY;
        if part > 0 && part < 1_000_000_000 {
            xml.markup(".").text(format!("{part:09}").trim_end_matches('0'));
        }
        xml.markup("</v></c>");
    }

    fn open(&self, xml: &mut Xml, column: u32, row: u32, style: &'static str) -> bool {
        let Some(letters) = self.letters.get(column as usize) else { return false };
        xml.markup("<c r=\"").text(letters).number(row).markup("\" s=\"").markup(style).markup("\"");
        true
    }
}

/// Text in its place.
fn text(xml: &mut Xml, said: &str) {
    xml.markup(" t=\"inlineStr\"><is><t xml:space=\"preserve\">").cell(bounded(said)).markup("</t></is></c>");
}

/// As much of a text as a cell holds.
fn bounded(text: &str) -> &str {
    // No text has more units than bytes.
    if text.len() <= MAX_TEXT {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MAX_TEXT
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The letters of a column: A to Z, AA to ZZ and so on.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        if left < 26 {
            break;
        }
        left = left / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: Cell<'_>) -> String {
        let cells = Cells { letters: vec!["A".to_owned()] };
        let mut xml = Xml::default();
        cells.cell(&mut xml, 0, 2, &cell);
        String::from_utf8_lossy(xml.bytes()).into_owned()
    }

    #[test]
    fn columns_are_named_as_programs_do() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn times_are_numbers_and_a_formula_is_text() {
        assert_eq!(written(Cell::Day(1_763_856_000_000)), "<c r=\"A2\" s=\"5\"><v>45984</v></c>");
        assert_eq!(
            written(Cell::Moment(1_763_856_000_000 + 43_200_000)),
            "<c r=\"A2\" s=\"6\"><v>45984.5</v></c>"
        );
        assert_eq!(written(Cell::Day(-3_000_000_000_000)), "");
        assert!(written(Cell::Text("=1+1")).contains("inlineStr"));
        assert_eq!(written(Cell::Number("12.50")), "<c r=\"A2\" s=\"4\"><v>12.50</v></c>");
        assert!(written(Cell::Number("1234567890123456")).contains("inlineStr"));
        assert_eq!(written(Cell::Text("")), "");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(bounded(&"a".repeat(40_000)).len(), MAX_TEXT);
        assert_eq!(bounded(&"😀".repeat(20_000)).chars().count(), MAX_TEXT / 2);
        assert_eq!(bounded(&"é".repeat(32_767)).chars().count(), 32_767);
    }
}
