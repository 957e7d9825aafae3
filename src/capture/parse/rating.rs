//! Reads a rating and the scale it is on: "5.0 out of 5 stars", "★★★★☆", "8/10". It never assumes a scale
//! that the text does not show.

use super::number::{self, Decimal, is_digit, run_end};
use crate::model::{letters::lower, product::Rating};

/// Characters of a text that are looked at: a rating stands in a short label.
const MAX_CHARS: usize = 200;

/// The best value a scale may have.
const MAX_BEST: f64 = 100.0;

/// What stands between a value and the best one, in lower case.
const BETWEEN: [&str; 27] = [
    "/",
    "out of",
    "of",
    "von",
    "sur",
    "de",
    "su",
    "van de",
    "van",
    "av",
    "af",
    "z",
    "ze",
    "из",
    "з",
    "от",
    "od",
    "din",
    "dari",
    "trên",
    "από",
    "στα",
    "מתוך",
    "من",
    "में से",
    "จาก",
    "üzerinden",
];

/// Words after which the best value stands first: "5つ星のうち4.3", "5점 만점에 4.5점", "5 yıldız üzerinden 4".
const BEST_FIRST: [&str; 8] = [
    "つ星のうち",
    "点満点中",
    "점 만점에",
    "점만점에",
    "yıldız üzerinden",
    "üzerinden",
    "颗星，最多",
    "星满分",
];

/// Reads a rating; `None` where the text shows no scale.
///
/// ```
/// use pinfold::capture::parse::rating;
/// let rating = rating::read("4,3 von 5 Sternen").unwrap();
/// assert_eq!((rating.value, rating.best), (4.3, 5.0));
/// ```
pub fn read(text: &str) -> Option<Rating> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS).map(lower).collect();
    stars(&chars).or_else(|| numbers(&chars)).or_else(|| percent(&chars))
}

/// A value that lies on its scale.
fn rating(value: f64, best: f64) -> Option<Rating> {
    (value >= 0.0 && best >= 1.0 && value <= best && best <= MAX_BEST).then_some(Rating { value, best })
}

/// "★★★★☆": filled, half and empty stars.
fn stars(chars: &[char]) -> Option<Rating> {
    let count = |signs: &[char]| chars.iter().filter(|c| signs.contains(c)).count();
    let filled = count(&['★', '⭐', '🌟', '🟊']) as f64;
    let half = count(&['⯨', '½', '⯪', '✬']) as f64;
    let empty = count(&['☆', '⚝', '✩']) as f64;
    let best = filled + half + empty;
    // Five filled stars are a full rating; fewer without empty ones do not show their scale.
    let shown = best == 5.0 || best == 10.0 || empty > 0.0 && best > 2.0;
    let digits = chars.iter().any(|&c| number::digit(c).is_some());
    if !shown || digits { None } else { rating(filled + half / 2.0, best) }
}

/// Two numbers with a word between that makes the second, or the first, the best value.
fn numbers(chars: &[char]) -> Option<Rating> {
    let mut at = 0;
    while let Some((first, start, end)) = next(chars, at) {
        at = end;
        let Some((second, from, to)) = next(chars, end) else { break };
        let between: String = chars.get(end..from)?.iter().collect();
        let between = between.trim();
        let after = chars.get(to..).unwrap_or_default();
        let dated = matches!(chars.get(start.wrapping_sub(1)), Some('/'))
            || matches!(after, ['/' | '.', next, ..] if number::digit(*next).is_some());
        if BEST_FIRST.contains(&between) {
            return rating(second, first);
        }
        let word = between.trim_start_matches(['★', '⭐', '*']).trim_start();
        let word = word.strip_prefix("stars").or_else(|| word.strip_prefix("sterne")).unwrap_or(word).trim();
        if BETWEEN.contains(&word) && !dated {
            return rating(first, second);
        }
    }
    None
}

/// "86 %", alone: of a hundred.
fn percent(chars: &[char]) -> Option<Rating> {
    let (value, start, end) = next(chars, 0)?;
    let rest: String = chars.get(end..)?.iter().collect();
    let alone =
        chars.get(..start)?.iter().all(|c| c.is_whitespace()) && matches!(rest.trim(), "%" | "％" | "٪");
    if alone { rating(value, 100.0) } else { None }
}

/// The next number from a position on: its value, where it begins and ends.
fn next(chars: &[char], from: usize) -> Option<(f64, usize, usize)> {
    let start = (from..chars.len()).find(|&at| is_digit(chars, at))?;
    // "4.3/5": no group of digits reaches over a space in a rating.
    let word =
        chars.iter().skip(start).position(|c| c.is_whitespace()).map_or(chars.len(), |length| start + length);
    let end = run_end(chars.get(..word)?, start);
    let run = chars.get(start..end)?;
    let mark = run.iter().rev().find_map(|&c| number::separator(c));
    let value = number::decimal(run, mark.map_or(Decimal::ByShape, Decimal::Is))?;
    Some((number::value(&value)?, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_of_many_sites() {
        for (text, expected) in [
            ("5.0 out of 5 stars", Some((5.0, 5.0))),
            ("4,3 von 5 Sternen", Some((4.3, 5.0))),
            ("4,5 sur 5 étoiles", Some((4.5, 5.0))),
            ("4,2 su 5 stelle", Some((4.2, 5.0))),
            ("3,9 de 5 estrellas", Some((3.9, 5.0))),
            ("5つ星のうち4.3", Some((4.3, 5.0))),
            ("5점 만점에 4.5점", Some((4.5, 5.0))),
            ("★★★★☆", Some((4.0, 5.0))),
            ("★★★★★", Some((5.0, 5.0))),
            ("★★★½☆", Some((3.5, 5.0))),
            ("8/10", Some((8.0, 10.0))),
            ("Rated 4.25 out of 5", Some((4.25, 5.0))),
            ("4.7 / 5 (1,234 reviews)", Some((4.7, 5.0))),
            ("86%", Some((86.0, 100.0))),
            ("★★★", None),
            ("6 out of 5", None),
            ("4.5", None),
            ("12 of 345 people", None),
            ("01/02/2024", None),
            ("", None),
        ] {
            let read = read(text).map(|rating| (rating.value, rating.best));
            assert_eq!(read, expected, "{text}");
        }
    }
}
