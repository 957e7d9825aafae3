//! Reads absolute dates in many languages and orders, with or without a time. It never takes a number for a
//! date that a name, a mark or a shape does not make one.

use super::{
    Context,
    clock::{self, Clock},
    numeric::{self, Around, Part, full_year},
    published,
    table::month,
    words::is_unspaced,
};
use crate::model::time::{Instant, Precision, Published};
use time::{Date, Month};

/// Parts of a text that are looked at.
const MAX_TOKENS: usize = 120;
/// Parts between a month and its day or year: "5 de marzo de 2024".
const MAX_GAP: usize = 3;
/// Words longer than three letters that may stand there.
const LONG_GAPS: [&str; 5] = ["tháng", "року", "года", "godine", "гадоў"];
/// Years that a number alone may be.
const YEARS_ALONE: std::ops::RangeInclusive<u32> = 1900..=2100;
/// Years of the calendars that count from another one: name, what to add.
const ERAS: [(&str, i32); 7] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("民國", 1911),
    ("民国", 1911),
];
/// Thai pages count from 543 before our era.
const BUDDHIST: i32 = 543;

/// A Unix time as sites put it into attributes: ten digits of seconds, with or without a fraction, or
/// thirteen of milliseconds.
pub(super) fn timestamp(text: &str) -> Option<Published> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let milliseconds = match whole.len() {
        10 => whole.parse::<i64>().ok()?.checked_mul(1000)?,
        13 if fraction.is_empty() => whole.parse().ok()?,
        _ => return None,
    };
    let instant = Instant::from_milliseconds(milliseconds);
    Some(Published { instant, offset_minutes: Some(0), precision: Precision::Second })
}

/// Reads an absolute date.
pub(super) fn read(text: &str, context: Context) -> Option<Published> {
    let extended = extended(text);
    let text = extended.as_deref().unwrap_or(text);
    let (clock, rest) = take_clock(text);
    let tokens = tokens(&rest);
    let reading =
        Reading { tokens: &tokens, context, text, has_half: clock.is_some_and(|clock| clock.has_half) };
    let found = reading.marked().or_else(|| reading.named()).or_else(|| reading.numeric());
    let clock = clock.or_else(|| pointed_clock(&rest, &tokens));
    match found.or_else(|| reading.year_alone())? {
        Found::Day(day) => published(day, clock),
        Found::Month(day) => coarse(day, Precision::Month).filter(|_| clock.is_none()),
        Found::Year(day) => coarse(day, Precision::Year).filter(|_| clock.is_none()),
    }
}

/// ISO 8601 without marks, `20151114` or `20151114T042300Z`, as the form with marks.
fn extended(text: &str) -> Option<String> {
    let (day, time) = text.split_once('t').map_or((text, None), |(day, time)| (day, Some(time)));
    let digits =
        |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let day = digits(day, 8)
        .then(|| Some(format!("{}-{}-{}", day.get(..4)?, day.get(4..6)?, day.get(6..)?)))
        .flatten()?;
    let Some(time) = time else { return Some(day) };
    let (clock, zone) = time.split_at_checked(6).filter(|(clock, _)| digits(clock, 6))?;
    Some(format!("{day}t{}:{}:{}{zone}", clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?))
}

fn coarse(day: Date, precision: Precision) -> Option<Published> {
    Some(Published { precision, ..published(day, None)? })
}

enum Found {
    Day(Date),
    /// The first day of the month.
    Month(Date),
    /// The first day of the year.
    Year(Date),
}

/// The first clock of the text, and the text without it.
fn take_clock(text: &str) -> (Option<Clock>, String) {
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        // A digit inside a number, a name or a clock that was refused begins none.
        let inside = before.is_ascii_digit()
            || matches!(before, ':' | '+')
            || before.is_alphabetic() && before != 't' && !is_unspaced(before);
        if !inside
            && let Some(rest) = text.get(at..)
            && let Some((clock, after)) = clock::read_at(rest)
        {
            let head = text.get(..at).unwrap_or_default();
            return (Some(clock), format!("{head} {after}"));
        }
        before = c;
    }
    (None, text.to_owned())
}

/// "klo 14.35", "21.01.2009 05.42 Uhr": a clock with a point, where exactly one pair of numbers is left over
/// after the date.
fn pointed_clock(rest: &str, tokens: &[Token]) -> Option<Clock> {
    let words = ["uhr", "klo", "kl", "klockan", "hod", "godz", "óra", "alle", "ore", "ura", "kell"];
    if !tokens.iter().any(|token| matches!(token, Token::Word(word) if words.contains(&word.as_str()))) {
        return None;
    }
    rest.split([' ', ',']).find_map(|piece| {
        let (hour, minute) = piece.split_once('.')?;
        let fits = (1..=2).contains(&hour.len()) && minute.len() == 2;
        let spelled = format!("{hour}:{minute}");
        let (clock, after) = clock::read_at(&spelled).filter(|_| fits)?;
        after.is_empty().then_some(clock)
    })
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number(Part),
    Word(String),
    Mark(char),
}

/// Numbers, words and marks; spaces are dropped. A character of a script without spaces is a word of its own.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if tokens.len() >= MAX_TOKENS {
            break;
        }
        if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (run, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            tokens.push(Token::Number(Part { value: run.parse().unwrap_or(u32::MAX), digits: run.len() }));
            rest = after;
            continue;
        }
        let joined = |c: char| !c.is_ascii_digit() && !c.is_whitespace() && !is_mark(c);
        let end = match first {
            _ if !joined(first) || is_ideograph(first) => first.len_utf8(),
            _ => rest.find(|c: char| !joined(c) || is_ideograph(c)).unwrap_or(rest.len()),
        };
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if joined(first) {
            tokens.push(Token::Word(word.to_owned()));
        } else if !first.is_whitespace() {
            tokens.push(Token::Mark(first));
        }
        rest = after;
    }
    tokens
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '。' | '·' | '•' | '|' | '(' | ')' | '（' | '）' | '،' | '…')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}')
}

/// The tokens of a text and what is known beside them.
struct Reading<'a> {
    tokens: &'a [Token],
    context: Context<'a>,
    text: &'a str,
    has_half: bool,
}

impl Reading<'_> {
    fn number(&self, at: usize) -> Option<Part> {
        match self.tokens.get(at) {
            Some(Token::Number(part)) => Some(*part),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at) {
            Some(Token::Mark(mark)) => Some(*mark),
            _ => None,
        }
    }

    /// Numbers with a mark after each that says what it is: `2024年3月5日`, `2024년 3월 5일`.
    fn marked(&self) -> Option<Found> {
        let is = |at: usize, marks: &[&str]| {
            self.word(at).is_some_and(|word| marks.iter().any(|mark| word.starts_with(mark)))
        };
        let months = &["月", "월"];
        let at = (0..self.tokens.len()).find(|&at| self.number(at).is_some() && is(at + 1, months))?;
        let month = u8::try_from(self.number(at)?.value).ok()?;
        let date = self.number(at + 2).filter(|_| is(at + 3, &["日", "일", "號", "号"]));
        let year = at.checked_sub(2).filter(|&at| is(at + 1, &["年", "년"]));
        let year = year.and_then(|at| Some((at, self.number(at)?)));
        let year = match year {
            Some((at, part)) => Some(self.era_year(at, part)?),
            None => None,
        };
        match (year, date) {
            (Some(year), Some(date)) => day(year, month, u8::try_from(date.value).ok()?),
            (Some(year), None) => first_day(year, month).map(Found::Month),
            (None, Some(date)) => self.latest(month, u8::try_from(date.value).ok()?),
            (None, None) => None,
        }
    }

    /// The year, counted from the era that stands before it: `令和6年`.
    fn era_year(&self, at: usize, part: Part) -> Option<i32> {
        let before: Option<String> = at.checked_sub(2).map(|from| {
            self.tokens
                .get(from..at)
                .unwrap_or_default()
                .iter()
                .filter_map(|token| match token {
                    Token::Word(word) => Some(word.as_str()),
                    _ => None,
                })
                .collect()
        });
        let era = ERAS.iter().find(|(name, _)| before.as_deref() == Some(*name));
        match era {
            Some((_, add)) => i32::try_from(part.value).ok()?.checked_add(*add),
            None => full_year(part),
        }
    }

    /// A month's name with a day or a year beside it.
    fn named(&self) -> Option<Found> {
        let mut partial = None;
        for at in 0..self.tokens.len() {
            let Some((month, end)) = self.month_at(at) else { continue };
            match self.around(at, end, month) {
                Some((found, true)) => return Some(found),
                Some((found, false)) => partial = partial.or(Some(found)),
                None => {}
            }
        }
        partial
    }

    /// The month named at a position, and the position after it.
    fn month_at(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.word(at)?;
        // Vietnamese numbers its months: "tháng 3", "thg 3".
        if matches!(word, "tháng" | "thg") {
            let part = self.number(at + 1).filter(|part| (1..=12).contains(&part.value))?;
            return Some((u8::try_from(part.value).ok()?, at + 2));
        }
        let bare = word.trim_end_matches('\'');
        let named = |word| month(word, self.context.language);
        let month = named(word).or_else(|| named(bare))?;
        Some((month, at + 1))
    }

    /// The date around a month, and whether it has a year and a day.
    fn around(&self, at: usize, end: usize, month: u8) -> Option<(Found, bool)> {
        let before = self.near_before(at);
        let after = self.near_after(end);
        let is_year = |part: Part| part.digits == 4;
        let date = |part: Part| {
            u8::try_from(part.value).ok().filter(|value| part.digits <= 2 && (1..=31).contains(value))
        };
        let before_day = before.and_then(date);
        // "5 March 2024", "5 Mar '24", "5-Mar-24"
        if let (Some(date), Some((after_at, year))) = (before_day, after) {
            let short = year.digits == 2 && self.is_short_year(after_at);
            if is_year(year) || short {
                return Some((day(self.named_year(year)?, month, date)?, true));
            }
        }
        // "2024 March 5", "2024 March"
        if let Some(year) = before.filter(|part| is_year(*part)) {
            return match after.and_then(|(_, part)| date(part)) {
                Some(date) => Some((day(self.named_year(year)?, month, date)?, true)),
                None => Some((Found::Month(first_day(self.named_year(year)?, month)?), false)),
            };
        }
        if let Some((after_at, part)) = after {
            // "March 2024"
            if is_year(part) {
                return Some((Found::Month(first_day(self.named_year(part)?, month)?), false));
            }
            // "March 5, 2024", "March 5 '24"
            if let Some(date) = date(part) {
                let year = self.near_after(after_at + 1);
                let year =
                    year.filter(|(at, part)| is_year(*part) || part.digits == 2 && self.is_short_year(*at));
                return match year {
                    Some((_, year)) => Some((day(self.named_year(year)?, month, date)?, true)),
                    None => Some((self.latest(month, before_day.unwrap_or(date))?, false)),
                };
            }
        }
        Some((self.latest(month, before_day?)?, false))
    }

    /// Whether a number of two digits is a year: an apostrophe or a dash before it, or the text's end after.
    fn is_short_year(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.mark(at));
        matches!(before, Some('\'' | '-' | '/')) || at + 1 >= self.tokens.len()
    }

    /// A year beside a month's name; Thai pages count Buddhist years.
    fn named_year(&self, part: Part) -> Option<i32> {
        let year = full_year(part)?;
        let thai = self.text.chars().any(|c| matches!(c, '\u{0E00}'..='\u{0E7F}'));
        match year {
            2400.. if thai => Some(year - BUDDHIST),
            2000.. if thai && part.digits == 2 => Some(year + 500 - BUDDHIST),
            _ => Some(year),
        }
    }

    /// The number right before a month, over small words and marks.
    fn near_before(&self, at: usize) -> Option<Part> {
        (1..=MAX_GAP).map_while(|back| at.checked_sub(back)).find_map(|at| match self.tokens.get(at) {
            Some(Token::Number(part)) => Some(Some(*part)),
            Some(token) if self.is_gap(token) => None,
            _ => Some(None),
        })?
    }

    /// The number right after a position, over small words and marks, and where it stands.
    fn near_after(&self, at: usize) -> Option<(usize, Part)> {
        (at..=at + MAX_GAP).find_map(|at| match self.tokens.get(at) {
            Some(Token::Number(part)) => Some(Some((at, *part))),
            Some(token) if self.is_gap(token) => None,
            _ => Some(None),
        })?
    }

    /// Words and marks that may stand between a month and its numbers: "de", "of", "th", "г."; not another
    /// month, for "Mar 7 Oct" is a Tuesday.
    fn is_gap(&self, token: &Token) -> bool {
        match token {
            Token::Number(_) => false,
            Token::Mark(mark) => matches!(mark, '.' | ',' | '-' | '/' | '\''),
            Token::Word(word) if LONG_GAPS.contains(&word.as_str()) => true,
            Token::Word(word) => word.chars().count() <= 3 && month(word, self.context.language).is_none(),
        }
    }

    /// Three numbers with the same mark between them.
    fn numeric(&self) -> Option<Found> {
        (0..self.tokens.len()).find_map(|at| {
            let (first, second, third) = (self.number(at)?, self.number(at + 2)?, self.number(at + 4)?);
            let mark = self.mark(at + 1).filter(|mark| matches!(mark, '-' | '/' | '.'))?;
            let alone = at == 0 || !matches!(self.mark(at - 1), Some('-' | '/' | '.' | ':'));
            // "1.2.3.4" and "1-2-3-4" are no dates.
            let goes_on = matches!(self.mark(at + 5), Some('-' | '/' | '.')) && self.number(at + 6).is_some();
            let shaped = self.mark(at + 3) == Some(mark)
                && first.digits.max(second.digits).max(third.digits) <= 4
                && second.digits <= 2;
            let around =
                Around { language: self.context.language, text: self.text, mark, has_half: self.has_half };
            let (year, month, date) =
                numeric::arrange(first, second, third, around).filter(|_| alone && !goes_on && shaped)?;
            day(year, month, date)
        })
    }

    /// A year and nothing else but its mark: `2024`, `2024年`.
    fn year_alone(&self) -> Option<Found> {
        let (Some(Token::Number(part)), rest) = (self.tokens.first(), self.tokens.get(1..)?) else {
            return None;
        };
        let marked = matches!(rest, [Token::Word(mark)] if matches!(mark.as_str(), "年" | "년"));
        let year = i32::try_from(part.value)
            .ok()
            .filter(|_| part.digits == 4 && YEARS_ALONE.contains(&part.value))?;
        first_day(year, 1).map(Found::Year).filter(|_| marked || rest.is_empty())
    }

    /// The latest such day that is not after now; a day's grace for zones east of UTC.
    fn latest(&self, month: u8, date: u8) -> Option<Found> {
        let limit = self.context.now?.utc().date().next_day()?;
        let month = Month::try_from(month).ok()?;
        // A leap day may lie eight years back.
        (0..=8)
            .find_map(|back| {
                Date::from_calendar_date(limit.year() - back, month, date).ok().filter(|day| *day <= limit)
            })
            .map(Found::Day)
    }
}

fn day(year: i32, month: u8, date: u8) -> Option<Found> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, date).ok().map(Found::Day)
}

fn first_day(year: i32, month: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, 1).ok()
}
