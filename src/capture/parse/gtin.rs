//! Reads trade item numbers and checks their last digit. It never takes a number whose check digit is wrong.

use super::number::digit;

/// Characters of a text that are looked at: a label, dashes and at most fourteen digits.
const MAX_CHARS: usize = 64;

/// A GTIN-8, -12, -13 or -14 or an ISBN as its digits; `None` where the check digit is wrong.
///
/// Spaces, dashes and a label such as `ISBN-13:` are skipped. An ISBN-10 becomes its ISBN-13, so that one
/// book has one number. The check digits are those of the GS1 General Specifications (section 7.9) and of
/// ISO 2108.
///
/// ```
/// use pinfold::capture::parse::gtin;
/// assert_eq!(gtin::read("4006381333931").as_deref(), Some("4006381333931"));
/// assert_eq!(gtin::read("ISBN 0-306-40615-2").as_deref(), Some("9780306406157"));
/// assert_eq!(gtin::read("4006381333932"), None);
/// ```
pub fn read(text: &str) -> Option<String> {
    if text.chars().count() > MAX_CHARS {
        return None;
    }
    let body = unlabelled(text.trim());
    let mut digits = Vec::new();
    let mut ends_with_x = false;
    for c in body.chars() {
        match digit(c) {
            Some(value) if !ends_with_x => digits.push(value),
            None if matches!(c, '-' | '‐' | '‑' | '–' | ' ' | '\u{A0}') => {}
            None if matches!(c, 'x' | 'X') && digits.len() == 9 && !ends_with_x => ends_with_x = true,
            _ => return None,
        }
    }
    match digits.len() {
        9 if ends_with_x => isbn_13(&digits, 10),
        10 => isbn_13(digits.get(..9)?, u32::from(*digits.last()?)),
        8 | 12 | 13 | 14 => {
            let (last, body) = digits.split_last()?;
            // Nothing but zeros passes every check and names nothing.
            (check_digit(body) == *last && digits.iter().any(|&d| d > 0)).then(|| written(&digits))
        }
        _ => None,
    }
}

/// The text after its label: `ISBN-13: 978…`.
fn unlabelled(text: &str) -> &str {
    let after = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if after.len() == text.len() {
        return text;
    }
    let number = after.trim_start_matches(['-', ' ']);
    let plain =
        |kind: &&str| number.strip_prefix(*kind).filter(|rest| rest.starts_with([':', ' ', '\u{A0}']));
    let rest = ["8", "10", "12", "13", "14"].iter().find_map(plain).unwrap_or(number);
    rest.trim_start_matches([':', '#', ' ', '\u{A0}'])
}

/// The GS1 check digit: weights 3 and 1 from the right.
fn check_digit(body: &[u8]) -> u8 {
    let sum: u32 =
        body.iter().rev().enumerate().map(|(at, &d)| u32::from(d) * if at % 2 == 0 { 3 } else { 1 }).sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

/// An ISBN-10 as ISBN-13, if its check digit (weights 10 to 2, modulo 11) is right.
fn isbn_13(body: &[u8], check: u32) -> Option<String> {
    let sum: u32 = body.iter().zip((2..=10).rev()).map(|(&d, weight)| u32::from(d) * weight).sum();
    if !(sum + check).is_multiple_of(11) || body.iter().all(|&d| d == 0) {
        return None;
    }
    let mut digits = vec![9, 7, 8];
    digits.extend_from_slice(body);
    digits.push(check_digit(&digits));
    Some(written(&digits))
}

fn written(digits: &[u8]) -> String {
    digits.iter().map(|&d| char::from(b'0' + d)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_a_right_check_digit() {
        for (text, expected) in [
            ("96385074", "96385074"),
            ("036000291452", "036000291452"),
            ("4006381333931", "4006381333931"),
            ("00012345600012", "00012345600012"),
            ("978-0-306-40615-7", "9780306406157"),
            ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
            ("080442957X", "9780804429573"),
            ("EAN 4006381333931", "4006381333931"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "96385075",
            "4006381333930",
            "080442957Y",
            "12345",
            "0000000000000",
            "4006381333931 4006381333931",
            "B00ABCDEFG",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
