//! Moments as other programs write them down: counted from 1970, or as year, month and day. It needs no words, knows no
//! language, and never guesses which of two numbers is the month.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use crate::model::time::Instant;

/// Numbers from here on count milliseconds: as seconds they would lie after the year 5138.
const MILLISECONDS: i64 = 100_000_000_000;
/// Numbers from here on count microseconds.
const MICROSECONDS: i64 = 100_000_000_000_000;
/// Longest text that is a moment, in bytes.
const MAX_TEXT: usize = 64;
/// Months as web servers and old programs write them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a moment: seconds, milliseconds or microseconds since 1970, RFC 3339, `2017/02/13 15:35:01`, `13.02.2017 15:35`,
/// `10/Oct/2000:13:55:36 +0300`. Without a zone it is UTC. Zero is how programs write "never".
pub fn read(text: &str) -> Option<Instant> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_TEXT {
        return None;
    }
    if let Ok(number) = text.parse::<i64>() {
        return match number {
            ..=0 => None,
            1..MILLISECONDS => Some(Instant::from_milliseconds(number * 1000)),
            MILLISECONDS..MICROSECONDS => Some(Instant::from_milliseconds(number)),
            MICROSECONDS.. => Some(Instant::from_milliseconds(number / 1000)),
        };
    }
    Instant::from_rfc3339(text).or_else(|| written(text))
}

fn written(text: &str) -> Option<Instant> {
    let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = if first.len() == 4 {
        // The time may be joined to the day by a `T`.
        (first, second, third.split('T').next()?)
    } else if text.contains('.') || month_named(second).is_some() {
        (third, second, first)
    } else {
        return None;
    };
    let month =
        month_named(month).or_else(|| month.parse().ok().and_then(|n: u8| Month::try_from(n).ok()))?;
    let date =
        Date::from_calendar_date(year.parse().ok().filter(|_| year.len() == 4)?, month, day.parse().ok()?)
            .ok()?;
    let (time, zone) = match text.match_indices(':').map(|(at, _)| at).find(|at| is_hour(text, *at)) {
        Some(at) => clock(text.get(at.checked_sub(2)?..)?.trim_start())?,
        None => (Time::MIDNIGHT, UtcOffset::UTC),
    };
    let at = OffsetDateTime::new_in_offset(date, time, zone).unix_timestamp_nanos() / 1_000_000;
    i64::try_from(at).ok().map(Instant::from_milliseconds)
}

/// Whether the colon at `at` follows an hour, and not a year: `2000:13:55` has both.
fn is_hour(text: &str, at: usize) -> bool {
    let before: String = text.chars().take(at).collect();
    before.bytes().rev().take_while(u8::is_ascii_digit).count() <= 2
}

/// A time of day, and its distance to UTC where it is written behind it.
fn clock(text: &str) -> Option<(Time, UtcOffset)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(text.len());
    let (clock, zone) = text.split_at_checked(end)?;
    let mut parts = clock.split([':', '.']);
    let mut next = || parts.next().map_or(Ok(0), str::parse::<u8>).ok();
    let time = Time::from_hms(next()?, next()?, next()?).ok()?;
    Some((time, offset(zone.trim()).unwrap_or(UtcOffset::UTC)))
}

fn offset(zone: &str) -> Option<UtcOffset> {
    let (sign, digits) = match zone.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, zone.strip_prefix('+')?),
    };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i8>().ok()? };
    UtcOffset::from_hms(sign * hours.parse::<i8>().ok()?, sign * minutes, 0).ok()
}

fn month_named(word: &str) -> Option<Month> {
    let word = word.to_ascii_lowercase();
    let place = MONTHS.iter().position(|month| word.starts_with(month))?;
    Month::try_from(u8::try_from(place + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_other_programs() {
        for (text, expected) in [
            ("1466009029", Some("2016-06-15T16:43:49Z")),
            ("1466009029000", Some("2016-06-15T16:43:49Z")),
            ("1466009029000000", Some("2016-06-15T16:43:49Z")),
            ("2023-01-15T10:30:00.000Z", Some("2023-01-15T10:30:00Z")),
            ("2023-01-15T10:30:00+02:00", Some("2023-01-15T08:30:00Z")),
            ("2023-01-15 10:30:07 -0130", Some("2023-01-15T12:00:07Z")),
            ("2017/02/13 15:35:01", Some("2017-02-13T15:35:01Z")),
            ("2024-01-02", Some("2024-01-02T00:00:00Z")),
            ("10/Oct/2000:13:55:36 +0300", Some("2000-10-10T10:55:36Z")),
            ("21.01.2009 05:42", Some("2009-01-21T05:42:00Z")),
            ("04/09/2005", None),
            ("2024-13-02", None),
            ("2024-01-02 25:00", None),
            ("0", None),
            ("-5", None),
            ("yesterday", None),
            ("2024-ä-02", None),
            ("ä2:ä", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(read(text).map(Instant::to_rfc3339).as_deref(), expected, "{text}");
        }
    }
}
