//! Reads when something was published, from absolute dates and from spans before now. It never reads a clock
//! (now is an argument), and never reads a future: what is published has happened.
//!
//! * `words`: what the characters of a text are worth, before anything is read from them
//! * `table`: the languages' words for spans of time and for months
//! * `clock`: times of day and zones
//! * `relative`: "hace 2 días", "yesterday at 10:30"
//! * `absolute`: "Nov 14, 2015 at 4:23 AM", ISO 8601, RFC 2822, "2024年3月5日"
//! * `numeric`: the order of day, month and year where all are numbers

mod absolute;
mod clock;
mod numeric;
mod relative;
mod table;
mod words;

use crate::model::time::{Instant, Precision, Published};
use time::{Date, Duration, PrimitiveDateTime};

/// Characters of a date's text; a longer text is prose, in which any date would be a guess.
pub const MAX_CHARS: usize = 240;

/// What is known beside the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The page's language (`de`, `en-GB`); it settles month names and the order of numbers.
    pub language: Option<&'a str>,
    /// The moment the page was looked at; without it spans before now and dates without a year are not read.
    pub now: Option<Instant>,
}

/// Reads a date as a page prints it; `None` where there is none or it would be a guess.
///
/// A wall-clock time without a zone has precision [`Precision::Local`] and no offset, and stands as if it
/// were UTC. A date without a time has precision `Day` and no offset. A span before now is exact to its
/// smallest unit: "2 days ago" is now minus 48 hours, precision `Day`; months and years are calendar units,
/// and a day that the month lacks becomes its last. A date without a year is the latest such day that is
/// not after now.
///
/// Numbers alone, `04/09/2005`, are read by shape first (a four-digit number is the year, a number above
/// twelve the day), then in the order of `language`; `en` without a region is American. Without a language
/// the order is that of the text's recognised language, month first where AM or PM is printed, else day
/// first; with points (`04.09.2005`) the day is always first.
///
/// ```
/// use pinfold::capture::parse::date::{self, Context};
/// let read = |text| date::read(text, Context::default()).map(|date| date.to_rfc3339());
/// assert_eq!(read("21.01.2009, 05:42").as_deref(), Some("2009-01-21T05:42:00-00:00"));
/// assert_eq!(read("2024-03-05T10:00:00+01:00").as_deref(), Some("2024-03-05T10:00:00+01:00"));
/// ```
pub fn read(text: &str, context: Context) -> Option<Published> {
    let text = words::normalise(text)?;
    absolute::timestamp(&text)
        // A printed year makes a date certain; a day and a month alone ("5 ago") may as well be a span.
        .or_else(|| absolute::read(&text, Context { now: None, ..context }))
        .or_else(|| relative::read(&text, context.language, context.now?))
        .or_else(|| absolute::read(&text, context))
}

/// A day, and a time of day where there is one, as a published date.
fn published(day: Date, clock: Option<clock::Clock>) -> Option<Published> {
    let Some(clock) = clock else {
        let instant = instant(PrimitiveDateTime::new(day, time::Time::MIDNIGHT));
        return Some(Published { instant, offset_minutes: None, precision: Precision::Day });
    };
    let local = PrimitiveDateTime::new(day, clock.time);
    let Some(minutes) = clock.offset_minutes else {
        return Some(Published {
            instant: instant(local),
            offset_minutes: None,
            precision: Precision::Local,
        });
    };
    let utc = local.checked_sub(Duration::minutes(i64::from(minutes)))?;
    let precision = if clock.has_seconds { Precision::Second } else { Precision::Minute };
    Some(Published { instant: instant(utc), offset_minutes: Some(minutes), precision })
}

/// The instant of a calendar time in UTC.
fn instant(at: PrimitiveDateTime) -> Instant {
    let seconds = at.assume_utc().unix_timestamp();
    Instant::from_milliseconds(seconds.saturating_mul(1000).saturating_add(i64::from(at.millisecond())))
}
