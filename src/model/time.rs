//! Points in time and how exactly they are known. It never reads a clock.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, between the years 0001 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(transparent)]
pub struct Instant(i64);

/// 0001-01-01T00:00:00Z in milliseconds.
const EARLIEST: i64 = -62_135_596_800_000;
/// 9999-12-31T23:59:59.999Z in milliseconds.
const LATEST: i64 = 253_402_300_799_999;

impl Instant {
    /// The instant `milliseconds` after the epoch, held to the years 0001 to 9999.
    pub fn from_milliseconds(milliseconds: i64) -> Self {
        Self(milliseconds.clamp(EARLIEST, LATEST))
    }

    /// So many milliseconds later.
    pub fn after(self, milliseconds: i64) -> Self {
        Self::from_milliseconds(self.milliseconds().saturating_add(milliseconds))
    }

    /// Milliseconds since the epoch.
    pub fn milliseconds(self) -> i64 {
        self.0.clamp(EARLIEST, LATEST)
    }

    /// The same instant as a calendar value in UTC.
    pub fn utc(self) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH
            .checked_add(Duration::milliseconds(self.milliseconds()))
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// Reads RFC 3339, as in `2026-11-22T10:00:00Z`; `None` where it is not.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let parsed = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(parsed.unix_timestamp_nanos() / 1_000_000).ok().map(Self::from_milliseconds)
    }

    /// Writes RFC 3339 in UTC with seconds, as in `2026-11-22T10:00:00Z`.
    pub fn to_rfc3339(self) -> String {
        written(self, UtcOffset::UTC, "Z")
    }
}

fn written(instant: Instant, offset: UtcOffset, zone: &str) -> String {
    let at = instant.utc();
    // A wall that shows the year 10,000 is shown as the clock in Greenwich.
    let at = at.checked_to_offset(offset).unwrap_or(at);
    let mut text = *b"0000-00-00T00:00:00";
    // By hand: a table has two moments a row, and a format for each takes longer than all else of it.
    for (place, number) in [
        (0, at.year().unsigned_abs() / 100),
        (2, at.year().unsigned_abs() % 100),
        (5, u32::from(u8::from(at.month()))),
        (8, u32::from(at.day())),
        (11, u32::from(at.hour())),
        (14, u32::from(at.minute())),
        (17, u32::from(at.second())),
    ] {
        let digits = text.iter_mut().skip(place).zip([number / 10, number % 10]);
        digits.for_each(|(digit, number)| *digit += number as u8);
    }
    str::from_utf8(&text).unwrap_or_default().to_owned() + zone
}

/// How exactly a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// The hour, as in "3 hours ago".
    Hour,
    /// The minute.
    Minute,
    /// The second or better.
    Second,
    /// The page prints a wall-clock time and no zone.
    Local,
}

/// When something was published, as far as the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Published {
    /// The instant; where the page prints no zone, its wall-clock time read as UTC.
    pub instant: Instant,
    /// Minutes east of UTC that the page printed; `None` where it printed no zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_minutes: Option<i16>,
    /// How exactly it is known.
    pub precision: Precision,
}

impl Published {
    /// RFC 3339; `-00:00` says that the offset is not known (RFC 3339, section 4.3).
    pub fn to_rfc3339(&self) -> String {
        match self.offset_minutes {
            None => written(self.instant, UtcOffset::UTC, "-00:00"),
            Some(0) => self.instant.to_rfc3339(),
            Some(minutes) => {
                let offset = UtcOffset::from_whole_seconds(i32::from(minutes) * 60).unwrap_or(UtcOffset::UTC);
                let (hours, minutes, _) = offset.as_hms();
                let sign = if offset.is_negative() { '-' } else { '+' };
                let zone = format!("{sign}{:02}:{:02}", hours.unsigned_abs(), minutes.unsigned_abs());
                written(self.instant, offset, &zone)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_offset_the_page_printed() {
        let at = |offset| Published {
            instant: Instant::from_milliseconds(1_763_805_600_000),
            offset_minutes: offset,
            precision: Precision::Minute,
        };
        assert_eq!(at(Some(0)).to_rfc3339(), "2025-11-22T10:00:00Z");
        assert_eq!(at(Some(-210)).to_rfc3339(), "2025-11-22T06:30:00-03:30");
        assert_eq!(at(None).to_rfc3339(), "2025-11-22T10:00:00-00:00");
    }

    #[test]
    fn a_wall_past_the_last_year_is_shown_as_greenwich_has_it() {
        let at = |milliseconds, minutes| Published {
            instant: Instant::from_milliseconds(milliseconds),
            offset_minutes: Some(minutes),
            precision: Precision::Second,
        };
        assert_eq!(at(i64::MAX, 60).to_rfc3339(), "9999-12-31T23:59:59+01:00");
        assert_eq!(at(i64::MIN, -60).to_rfc3339(), "0000-12-31T23:00:00-01:00");
    }

    #[test]
    fn reads_what_it_writes() {
        for text in ["2026-11-22T10:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
            assert_eq!(Instant::from_rfc3339(text).map(Instant::to_rfc3339).as_deref(), Some(text));
        }
        assert_eq!(Instant::from_rfc3339("yesterday"), None);
    }
}
