//! When to try again: what a destination says, and what is sensible where it says nothing. It never reads a clock.

use time::{Date, Month, OffsetDateTime, Time};

use crate::model::time::Instant;

/// What is waited where a destination asks to wait and does not say how long, in milliseconds.
const OTHERWISE_MS: i64 = 60_000;
/// The longest wait that is believed: what says more has another clock.
const LONGEST_MS: i64 = 24 * 3_600_000;

/// The moment that a `Retry-After` names: seconds, or a date of HTTP (RFC 9110, 5.6.7).
pub fn after(header: Option<&str>, now: Instant) -> Instant {
    let wait = header.and_then(|text| {
        let text = text.trim();
        let seconds = text.parse::<i64>().ok().map(|seconds| seconds.saturating_mul(1_000));
        seconds.or_else(|| Some(date(text)?.milliseconds() - now.milliseconds()))
    });
    now.after(wait.unwrap_or(OTHERWISE_MS).clamp(0, LONGEST_MS))
}

/// When a run whose end nobody saw may begin again, by the last moment at which it may still have gone on.
pub fn settled(since: Instant, settle_ms: u32) -> Instant {
    since.after(i64::from(settle_ms))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
fn date(text: &str) -> Option<Instant> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.split_once(", ")?.1.split(' ');
    let day = words.next()?.parse().ok()?;
    let name = words.next()?;
    let number = MONTHS.iter().zip(1_u8..).find(|(month, _)| **month == name)?.1;
    let year = words.next()?.parse().ok()?;
    let mut clock = words.next()?.split(':').map(|part| part.parse::<u8>().ok());
    let time = Time::from_hms(clock.next()??, clock.next()??, clock.next()??).ok()?;
    let date = Date::from_calendar_date(year, Month::try_from(number).ok()?, day).ok()?;
    (words.next() == Some("GMT")).then(|| {
        let moment = OffsetDateTime::new_utc(date, time);
        Instant::from_milliseconds(moment.unix_timestamp().saturating_mul(1_000))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn a_destination_says_when() {
        let now = Instant::from_rfc3339("2026-11-22T10:00:00Z").unwrap();
        for (header, seconds) in [
            (Some("120"), 120),
            (Some(" 0 "), 0),
            (Some("Sun, 22 Nov 2026 10:00:30 GMT"), 30),
            (Some("Sun, 22 Nov 2026 09:00:00 GMT"), 0),
            (Some("-5"), 0),
            (Some("99999999999999999999"), 60),
            (Some("Sun, 22 Nov 2036 10:00:00 GMT"), 86_400),
            (Some("Sun, 32 Nov 2026 10:00:00 GMT"), 60),
            (Some("soon"), 60),
            (Some(""), 60),
            (None, 60),
        ] {
            assert_eq!(after(header, now), now.after(seconds * 1_000), "{header:?}");
        }
    }
}
