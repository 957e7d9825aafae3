//! The languages' words for spans of time and for months, looked up in text tables. It never reads a date.

use super::words::after_word;
use crate::capture::texts::{Text, text};
use std::sync::LazyLock;

use pinfold_kernels::sorting::sort_by;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// What a word of a span is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A unit: the number stands beside it.
    Unit(Unit),
    /// A whole span: "yesterday" is one day.
    Span(i64, Unit),
    /// A day of the week, Monday being 1.
    Weekday(u8),
    /// A numeral, in thousandths.
    Number(i64),
    /// A word that carries no number: "ago", "about", "and".
    Filler,
}

/// A language's lines in the tables.
#[derive(Clone, Copy)]
pub(super) struct Language {
    lines: [&'static str; 3],
    /// A bit for each character that a word begins with: most texts are in most languages' words from none.
    starts: u128,
}

impl Language {
    fn new(lines: [&'static str; 3]) -> Self {
        let groups = lines.iter().flat_map(|line| line.split(';')).filter_map(|group| group.split_once('='));
        let words = groups.flat_map(|(_, words)| words.split(','));
        let starts = words.filter_map(|word| word.chars().next()).fold(0, |starts, c| starts | bit(c));
        Self { lines, starts }
    }

    /// Whether any letter of the text may begin a word of the language.
    pub(super) fn may_begin_in(&self, text: &str) -> bool {
        text.chars().any(|c| !c.is_ascii_digit() && self.starts & bit(c) != 0)
    }

    /// The longest word of the language that `rest` begins with, what it means, and what follows it. Of two
    /// meanings of one word the everyday one wins.
    pub(super) fn longest<'a>(&self, rest: &'a str) -> Option<(Meaning, &'a str)> {
        rest.chars().next().filter(|first| self.starts & bit(*first) != 0)?;
        let mut best: Option<(Meaning, &str)> = None;
        for group in self.lines.iter().flat_map(|line| line.split(';')) {
            let Some((key, words)) = group.split_once('=') else { continue };
            for word in words.split(',') {
                let Some(after) = after_word(rest, word) else { continue };
                let longer = best.is_none_or(|(_, kept)| after.len() < kept.len());
                if let Some(meaning) = meaning(key).filter(|_| longer && !word.is_empty()) {
                    best = Some((meaning, after));
                }
            }
        }
        best
    }
}

fn bit(c: char) -> u128 {
    1 << (u32::from(c) % u128::BITS)
}

/// The languages of the tables in their order. Made once, since a text is held against each of them.
static LANGUAGES: LazyLock<Vec<(&str, Language)>> = LazyLock::new(|| {
    let everyday = |wanted: &str| {
        let line = lines(Text::Everyday).find(|(name, _)| *name == wanted);
        line.map_or("", |(_, line)| line)
    };
    let all = lines(Text::Relative)
        .map(|(name, line)| (name, Language::new([everyday(name), line, everyday("*")])));
    all.collect()
});

/// The months' names in their order, each with its language and the month; made once, since a date may be in any language.
static MONTHS: LazyLock<Vec<(&str, &str, u8)>> = LazyLock::new(|| {
    let mut months = Vec::new();
    for (language, line) in lines(Text::Months) {
        for (month, names) in (1..).zip(line.split(';')) {
            months.extend(names.split(',').map(|name| (name, language, month)));
        }
    }
    sort_by(&mut months, |(one, ..), (other, ..)| one.cmp(other));
    months
});

/// All languages, the preferred one first, then by how often pages are written in them.
pub(super) fn languages(preferred: Option<&str>) -> impl Iterator<Item = Language> {
    let base = base(preferred);
    let own = LANGUAGES.iter().find(|(name, _)| *name == base);
    let others = LANGUAGES.iter().filter(move |(name, _)| *name != base);
    own.into_iter().chain(others).map(|(_, language)| *language)
}

/// The month (1–12) that a word names: in the preferred language, else in the first that has it.
pub(super) fn month(word: &str, preferred: Option<&str>) -> Option<u8> {
    let from = MONTHS.partition_point(|(name, ..)| *name < word);
    let named = || MONTHS.iter().skip(from).take_while(|(name, ..)| *name == word);
    let (_, _, first) = named().next()?;
    let base = base(preferred);
    let own = named().find(|(_, language, _)| *language == base);
    Some(own.map_or(*first, |(_, _, month)| *month))
}

/// The lines of a table as language and entries.
fn lines(table: Text) -> impl Iterator<Item = (&'static str, &'static str)> {
    text(table).lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

/// The language's name in the tables.
fn base(language: Option<&str>) -> String {
    let base = language.unwrap_or_default().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match base.as_str() {
        "no" => "nb".to_owned(),
        "iw" => "he".to_owned(),
        "in" => "id".to_owned(),
        "tl" => "fil".to_owned(),
        _ => base,
    }
}

fn meaning(key: &str) -> Option<Meaning> {
    if key == "f" {
        return Some(Meaning::Filler);
    }
    let digits = key.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let name = key.strip_suffix(digits)?;
    if name == "n" {
        let (whole, tenth) = digits.split_once('.').unwrap_or((digits, "0"));
        return Some(Meaning::Number(whole.parse::<i64>().ok()? * 1000 + tenth.parse::<i64>().ok()? * 100));
    }
    if name == "wd" {
        return digits.parse().ok().filter(|day| (1..=7).contains(day)).map(Meaning::Weekday);
    }
    let unit = match name {
        "s" => Unit::Second,
        "mi" => Unit::Minute,
        "h" => Unit::Hour,
        "d" => Unit::Day,
        "w" => Unit::Week,
        "mo" => Unit::Month,
        "y" => Unit::Year,
        "dec" => Unit::Decade,
        _ => return None,
    };
    if digits.is_empty() {
        Some(Meaning::Unit(unit))
    } else {
        Some(Meaning::Span(digits.parse().ok()?, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_tables_has_a_meaning() {
        for (name, line) in lines(Text::Relative).chain(lines(Text::Everyday)) {
            for group in line.split(';') {
                let key = group.split_once('=').map(|(key, _)| key);
                assert!(key.and_then(meaning).is_some(), "{name}: {group}");
            }
        }
        for (name, line) in lines(Text::Months) {
            assert_eq!(line.split(';').count(), 12, "{name}");
        }
    }

    #[test]
    fn every_everyday_language_is_in_the_table() {
        for (name, _) in lines(Text::Everyday).filter(|(name, _)| *name != "*") {
            assert!(lines(Text::Relative).any(|(known, _)| known == name), "{name}");
        }
    }
}
