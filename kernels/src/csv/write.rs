//! Cells of tables: text stands in quotes, which are doubled within it, and is never a formula.

use crate::{
    clean::cleaned,
    wide::{HALF, WIDE, any},
};

/// Writes a cell of text. One that a spreadsheet would take for a formula gets an apostrophe before it, the sign for text in every
/// spreadsheet.
#[inline(never)]
pub(super) fn text_cell(text: &str, out: &mut Vec<u8>) {
    let text = &*cleaned(text);
    if text.is_empty() {
        return;
    }
    // The quotes around it and the apostrophe; what quotes within it need more is rare.
    out.reserve(text.len() + 3);
    out.push(b'"');
    if needs_guard(text) {
        out.push(b'\'');
    }
    let rest = doubled_by::<WIDE>(text.as_bytes(), out);
    let rest = doubled_by::<HALF>(rest, out);
    doubled(rest, out);
    out.push(b'"');
}

/// Copies bytes and writes each quote twice.
fn doubled(bytes: &[u8], out: &mut Vec<u8>) {
    for byte in bytes {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
}

/// The same, so many bytes at a time, and what is left: most cells are short, and to copy a few bytes so costs less than to ask
/// for a copy of many.
fn doubled_by<'a, const N: usize>(text: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    let (many, rest) = text.as_chunks::<N>();
    for bytes in many {
        if any(bytes, |byte| byte == b'"') {
            doubled(bytes, out);
        } else {
            out.extend_from_slice(bytes);
        }
    }
    rest
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        text_cell(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
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
            let written = written(text);
            let cell = written.trim_matches('"');
            assert_eq!(unguarded(cell), text, "{cell}");
        }
    }
}
