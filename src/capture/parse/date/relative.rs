//! Reads spans before now: "2 hours ago", "hace 2 días", "gestern um 10:30". It never mixes the words of two
//! languages, and gives up at the first word the language does not have.

use super::{
    clock::{self, Clock},
    published,
    table::{Language, Meaning, Unit, languages},
};
use crate::{
    capture::parse::number::{self, Decimal},
    model::time::{Instant, Precision, Published},
};
use time::{Date, Duration, Month, PrimitiveDateTime};

/// Words of a text; a span in the longest language has fewer.
const MAX_TOKENS: usize = 60;

/// The longest span that is read, in months or milliseconds of the same length: ten thousand years.
const MAX_MONTHS: i64 = 120_000;
const MAX_MILLISECONDS: i64 = MAX_MONTHS * 31 * 86_400_000;

/// Reads a span before now in the first language that has all its words.
pub(super) fn read(text: &str, language: Option<&str>, now: Instant) -> Option<Published> {
    let clocks = clocks(text);
    languages(language)
        .filter(|language| language.may_begin_in(text))
        .find_map(|language| Span::of(&tokens(text, &clocks, language)?))
        .and_then(|span| span.before(now))
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Word(Meaning),
    /// Digits, in thousandths.
    Number(i64),
    Clock(Clock),
}

/// A clock, the text from its first letter on, and the text after it.
type Found<'t> = (Clock, &'t str, &'t str);

/// The clocks that the text may be read to have at any of its letters: they are the same in all languages.
fn clocks(text: &str) -> Vec<Found<'_>> {
    let rests = text.char_indices().filter_map(|(at, _)| text.get(at..));
    let found = rests.filter_map(|rest| {
        let printed =
            || clock::read_at(rest).filter(|(clock, _)| clock.time.hour() < 24 && has_colon(rest, clock));
        let (clock, after) = spoken(text, rest).or_else(printed)?;
        Some((clock, rest, after))
    });
    found.collect()
}

/// The text as words of the language; `None` where one is not of the language.
fn tokens(text: &str, clocks: &[Found], language: Language) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if tokens.len() > MAX_TOKENS {
            return None;
        }
        if let Some((clock, _, after)) = clocks.iter().find(|(_, from, _)| from.len() == rest.len()) {
            tokens.push(Token::Clock(*clock));
            rest = after;
        } else if first.is_ascii_digit() {
            let (value, after) = number_at(rest)?;
            tokens.push(Token::Number(value));
            rest = after;
        } else if let Some((meaning, after)) = language.longest(rest) {
            tokens.push(Token::Word(meaning));
            rest = after;
        } else if first.is_alphanumeric() {
            return None;
        } else {
            rest = rest.get(first.len_utf8()..)?;
        }
    }
    Some(tokens)
}

/// Words before a clock whose hours and minutes a point parts, as in "kl. 15.14".
const SPOKEN: [&str; 5] = ["kl", "kl.", "klo", "alle", "ore"];

/// The clock that `rest` begins with, where the word before says that it is one.
fn spoken<'t>(text: &str, rest: &'t str) -> Option<(Clock, &'t str)> {
    let before = text.get(..text.len().checked_sub(rest.len())?)?.split_whitespace().next_back()?;
    let (hours, after) = rest.split_once('.').filter(|_| SPOKEN.contains(&before))?;
    let minutes = after.get(..2)?;
    let are_digits = [hours, minutes].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !are_digits || after.get(2..)?.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (clock, left) =
        clock::read_at(&format!("{hours}:{minutes}")).map(|(clock, left)| (clock, left.len()))?;
    (left == 0).then_some(())?;
    Some((clock, after.get(2..)?))
}

/// Whether the clock was printed with minutes: "2 h" and "4 pm" are no clocks among the words of a span.
fn has_colon(rest: &str, clock: &Clock) -> bool {
    let head = rest.len().min(24);
    let head = (0..=head).rev().find_map(|end| rest.get(..end)).unwrap_or_default();
    clock.has_half
        || head.contains([':', '時', '时', '시'])
        || head.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('h')
}

/// The number `rest` begins with, in thousandths, and what follows it.
fn number_at(rest: &str) -> Option<(i64, &str)> {
    let chars: Vec<char> = rest.chars().take(32).collect();
    // A space before three digits separates two numbers here: "2 100" is no span.
    let end = chars.iter().position(|c| c.is_whitespace()).unwrap_or(chars.len());
    let run = chars.get(..number::run_end(chars.get(..end)?, 0))?;
    let decimal = number::decimal(run, Decimal::ByShape)?;
    let (whole, fraction) = decimal.split_once('.').unwrap_or((&decimal, ""));
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    let value = whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(thousandths.parse().ok()?)?;
    let length = run.iter().map(|c| c.len_utf8()).sum();
    Some((value, rest.get(length..)?))
}

/// A span of time: calendar months and exact milliseconds.
struct Span {
    months: i64,
    milliseconds: i64,
    smallest: Unit,
    /// A day of the week, Monday being 1: the last one before today.
    weekday: Option<u8>,
    clock: Option<Clock>,
}

impl Span {
    /// The span the words say, if they say one and nothing else.
    fn of(tokens: &[Token]) -> Option<Self> {
        let filled = tokens.contains(&Token::Word(Meaning::Filler));
        let parts: Vec<Token> =
            tokens.iter().copied().filter(|token| *token != Token::Word(Meaning::Filler)).collect();
        let mut span =
            Span { months: 0, milliseconds: 0, smallest: Unit::Decade, weekday: None, clock: None };
        let mut counted = false;
        let mut at = 0;
        let unit_first = is_unit_first(&parts);
        while let Some(token) = parts.get(at) {
            let next = parts.get(at + 1);
            at += 1;
            match (*token, next) {
                (
                    Token::Number(value) | Token::Word(Meaning::Number(value)),
                    Some(Token::Word(Meaning::Unit(unit))),
                ) => {
                    span.add(value, *unit)?;
                    counted = true;
                    at += 1;
                }
                // "bln lalu" alone is last month and "seconds ago" is now; after a number they are units.
                (Token::Number(value), Some(Token::Word(Meaning::Span(0 | 1, unit)))) => {
                    span.add(value, *unit)?;
                    counted = true;
                    at += 1;
                }
                (Token::Word(Meaning::Unit(unit)), Some(Token::Number(value))) if unit_first => {
                    span.add(*value, unit)?;
                    counted = true;
                    at += 1;
                }
                // "12:30 uur": the unit belongs to the clock.
                (Token::Word(Meaning::Unit(Unit::Hour)), _) if span.clock.is_some() => {}
                // "час назад": one, but only beside a word that says it is a span.
                (Token::Word(Meaning::Unit(Unit::Hour)), Some(Token::Clock(_))) if counted => {}
                (Token::Word(Meaning::Unit(unit)), _) if filled => {
                    span.add(1000, unit)?;
                    counted = true;
                }
                (Token::Word(Meaning::Span(count, unit)), _) => {
                    span.add(count.checked_mul(1000)?, unit)?;
                    counted = true;
                }
                (Token::Word(Meaning::Weekday(day)), _) if span.weekday.is_none() && !counted => {
                    span.weekday = Some(day);
                    span.smallest = Unit::Day;
                    counted = true;
                }
                (Token::Clock(clock), _) if span.clock.is_none() => span.clock = Some(clock),
                _ => return None,
            }
        }
        let timed = span.clock.is_some();
        let alone = span.weekday.is_none() || (span.months, span.milliseconds) == (0, 0);
        (counted && alone && !(timed && span.smallest < Unit::Day)).then_some(span)
    }

    /// Adds a count of units, in thousandths.
    fn add(&mut self, thousandths: i64, unit: Unit) -> Option<()> {
        let months = |each: i64| {
            let total = thousandths.checked_mul(each)?;
            (total % 1000 == 0).then_some(total / 1000)
        };
        match unit {
            Unit::Decade => self.months = self.months.checked_add(months(120)?)?,
            Unit::Year => self.months = self.months.checked_add(months(12)?)?,
            Unit::Month => self.months = self.months.checked_add(months(1)?)?,
            _ => {
                self.milliseconds = self.milliseconds.checked_add(thousandths.checked_mul(seconds(unit))?)?
            }
        }
        self.smallest = self.smallest.min(unit);
        (self.months <= MAX_MONTHS && self.milliseconds <= MAX_MILLISECONDS).then_some(())
    }

    /// The moment that lies the span before now.
    fn before(&self, now: Instant) -> Option<Published> {
        let now = now.utc();
        let month = i64::from(now.year()) * 12 + i64::from(u8::from(now.month())) - 1 - self.months;
        let year = i32::try_from(month.div_euclid(12)).ok().filter(|year| *year >= 1)?;
        let month = Month::try_from(u8::try_from(month.rem_euclid(12) + 1).ok()?).ok()?;
        let day = Date::from_calendar_date(year, month, now.day().min(month.length(year))).ok()?;
        // Today is called today: a day of the same name is a week ago.
        let back = |wanted: u8| (now.weekday().number_days_from_monday() + 7 - wanted) % 7 + 1;
        let days = self.weekday.map_or(0, |wanted| i64::from(back(wanted)));
        let at = PrimitiveDateTime::new(day, now.time())
            .checked_sub(Duration::milliseconds(self.milliseconds + days * 86_400_000))?;
        if at.year() < 1 {
            return None;
        }
        if let Some(clock) = self.clock {
            return published(at.date(), Some(clock));
        }
        let precision = match self.smallest {
            Unit::Decade | Unit::Year => Precision::Year,
            Unit::Month => Precision::Month,
            Unit::Week | Unit::Day => Precision::Day,
            Unit::Hour => Precision::Hour,
            Unit::Minute => Precision::Minute,
            Unit::Second => Precision::Second,
        };
        Some(Published { instant: super::instant(at), offset_minutes: Some(0), precision })
    }
}

/// The milliseconds of a thousandth of the unit, which is its seconds.
fn seconds(unit: Unit) -> i64 {
    match unit {
        Unit::Second => 1,
        Unit::Minute => 60,
        Unit::Hour => 3_600,
        Unit::Day => 86_400,
        _ => 604_800,
    }
}

/// Whether units stand before their numbers: "miezi 2 iliyopita".
fn is_unit_first(parts: &[Token]) -> bool {
    let pairs = parts.chunks(2).all(|pair| matches!(pair, [Token::Word(Meaning::Unit(_)), Token::Number(_)]));
    !parts.is_empty() && pairs
}
