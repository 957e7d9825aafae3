//! Digits and separators: what a run of them is worth. It never decides what the number counts.

/// Code points of the digit zero of every script, each followed by its nine siblings (Unicode 14, general
/// category `Nd`).
const ZEROS: [u32; 66] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30,
    0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0,
    0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC,
    0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// The value 0–9 of a decimal digit of any script, else `None`.
pub fn digit(c: char) -> Option<u8> {
    let code = u32::from(c);
    let zero = ZEROS.iter().rev().find(|&&zero| zero <= code)?;
    u8::try_from(code - zero).ok().filter(|&value| value < 10)
}

/// Whether the character groups digits and is never a decimal separator: apostrophes and the Arabic
/// thousands mark. Spaces group too, but only a caller knows whether a space ends the number.
pub fn is_group_mark(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '\u{066C}' | '_')
}

/// `.` or `,` for every character that can separate decimals, whatever the script.
pub fn separator(c: char) -> Option<char> {
    match c {
        '.' | '\u{FF0E}' => Some('.'),
        ',' | '\u{066B}' | '\u{060C}' | '\u{FF0C}' => Some(','),
        _ => None,
    }
}

/// How the last of several separators is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    /// By the shape: three digits after it group, another number of digits are decimals.
    ByShape,
    /// This character separates decimals, whatever follows it.
    Is(char),
}

/// A run of digits with separators as a plain decimal string: ASCII digits, at most one `.`, no
/// leading zeros before the units, trailing zeros kept as written.
///
/// Anything that is neither digit nor separator is skipped, so a caller passes the run it found.
/// `None` where there is no digit. A last separator is taken for a decimal one unless it repeats or
/// stands before exactly three digits; before three digits it is decimal after a lone zero
/// (`0.125`) and after another kind of grouping (`1.234,567`).
pub fn decimal(run: &[char], rule: Decimal) -> Option<String> {
    let marks: Vec<(usize, char)> =
        run.iter().enumerate().filter_map(|(at, &c)| Some((at, separator(c)?))).collect();
    let grouped = run.iter().any(|&c| is_group_mark(c) || c.is_whitespace());
    let point = decimal_mark(run, &marks, grouped, rule);

    let mut whole = String::new();
    let mut fraction = String::new();
    for (at, &c) in run.iter().enumerate() {
        if let Some(value) = digit(c) {
            let part = if point.is_some_and(|mark| at > mark) { &mut fraction } else { &mut whole };
            part.push(char::from(b'0' + value));
        }
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let units = whole.trim_start_matches('0');
    let units = if units.is_empty() { "0" } else { units };
    Some(if fraction.is_empty() { units.to_owned() } else { format!("{units}.{fraction}") })
}

/// Decimals that a number keeps, which are those of `model::measure`.
const MAX_DECIMALS: usize = 3;

/// The worth of a plain decimal string. What it gives is exact to its last decimal; the standard library's reader, which
/// takes any number, is 16 KB of Wasm.
pub fn value(decimal: &str) -> Option<f64> {
    let (units, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    if !fraction.chars().all(|c| c.is_ascii_digit()) || units.is_empty() && fraction.is_empty() {
        return None;
    }
    let kept = fraction.get(..MAX_DECIMALS).unwrap_or(fraction);
    let (mut whole, mut scale) = (if units.is_empty() { 0 } else { units.parse::<u64>().ok()? }, 1_u64);
    for digit in kept.bytes() {
        whole = whole.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        scale *= 10;
    }
    Some(whole as f64 / scale as f64)
}

/// The position of the decimal separator within the run, if it has one.
fn decimal_mark(run: &[char], marks: &[(usize, char)], grouped: bool, rule: Decimal) -> Option<usize> {
    if let Decimal::Is(wanted) = rule {
        return marks.iter().rev().find(|(_, kind)| *kind == wanted).map(|(at, _)| *at);
    }
    let &(last, kind) = marks.last()?;
    let digits =
        |part: Option<&[char]>| part.unwrap_or_default().iter().filter(|&&c| digit(c).is_some()).count();
    let after = digits(run.get(last..));
    let repeats = marks.iter().filter(|(_, other)| *other == kind).count() > 1;
    let leads = digits(run.get(..last)) == 0;
    let lone_zero = digits(run.get(..last)) == 1 && run.iter().find_map(|&c| digit(c)) == Some(0);
    // ".75,333": a leading separator groups nothing, so it does not make the comma a decimal one.
    let other_kind = marks.iter().any(|&(at, other)| other != kind && digits(run.get(..at)) > 0);
    let is_decimal = match after {
        0 => false,
        3 if repeats => false,
        3 => leads || lone_zero || grouped || other_kind,
        _ => true,
    };
    is_decimal.then_some(last)
}

/// Where the run of digits, separators and grouping spaces ends that begins at `start`.
pub(super) fn run_end(chars: &[char], start: usize) -> usize {
    let mut at = start;
    let mut end = start;
    // Digits since the last break; a group before a space has at most three.
    let mut group = 0;
    while let Some(&c) = chars.get(at) {
        if digit(c).is_some() {
            group += 1;
            end = at + 1;
        } else if separator(c).is_some() || is_group_mark(c) {
            if !is_digit(chars, at + 1) && !space_then_decimals(chars, at) {
                break;
            }
            group = 0;
        } else if c.is_whitespace() {
            let after_separator = at.checked_sub(1).is_some_and(|i| is_separator(chars, i));
            let joins = after_separator || group <= 3 && is_group_of_three(chars, at + 1);
            if !joins {
                break;
            }
            group = 0;
        } else {
            break;
        }
        at += 1;
    }
    end
}

/// `119. 95` and `1.837, 32`: a separator, one space, exactly two digits.
fn space_then_decimals(chars: &[char], at: usize) -> bool {
    chars.get(at + 1).is_some_and(|c| c.is_whitespace()) && digits_from(chars, at + 2) == 2
}

fn is_group_of_three(chars: &[char], at: usize) -> bool {
    digits_from(chars, at) == 3
}

/// How many digits stand at `at`, counted no further than five.
pub(super) fn digits_from(chars: &[char], at: usize) -> usize {
    chars.iter().skip(at).take(5).take_while(|&&c| digit(c).is_some()).count()
}

/// Whether a digit stands at `at`.
pub(super) fn is_digit(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|&c| digit(c).is_some())
}

/// Whether a decimal or grouping separator stands at `at`.
pub(super) fn is_separator(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|&c| separator(c).is_some())
}

/// The first position from `at` on that is no space; `None` at the end.
pub(super) fn skip_space(chars: &[char], at: usize) -> Option<usize> {
    (at..chars.len()).find(|&i| !chars.get(i).is_some_and(|c| c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    fn read(text: &str) -> Option<String> {
        decimal(&text.chars().collect::<Vec<_>>(), Decimal::ByShape)
    }

    #[test]
    fn a_last_separator_is_read_by_what_follows_it() {
        for (text, expected) in [
            ("12.99", "12.99"),
            ("1,234", "1234"),
            ("1.234,50", "1234.50"),
            ("1,23,456", "123456"),
            ("1.234,567", "1234.567"),
            ("0,125", "0.125"),
            (".75", "0.75"),
            ("1'049,95", "1049.95"),
            ("29.1583", "29.1583"),
            ("007", "7"),
            ("١٢٣٫٥", "123.5"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(read(".,"), None);
    }

    #[test]
    fn a_stated_separator_wins_over_the_shape() {
        let run: Vec<char> = "423.923".chars().collect();
        assert_eq!(decimal(&run, Decimal::Is('.')).unwrap(), "423.923");
        assert_eq!(decimal(&run, Decimal::Is(',')).unwrap(), "423923");
    }

    #[test]
    fn digits_of_many_scripts_have_their_value() {
        assert_eq!(
            "٣۴५৬๗８x".chars().map(digit).collect::<Vec<_>>(),
            [Some(3), Some(4), Some(5), Some(6), Some(7), Some(8), None]
        );
    }
}
