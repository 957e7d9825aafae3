//! Reads a time of day and its zone. It never assumes a zone that is not printed.

use super::words::{after_word, take_number};
use time::Time;

/// A time of day as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: Time,
    pub(super) has_seconds: bool,
    /// Whether AM or PM stood beside it.
    pub(super) has_half: bool,
    pub(super) offset_minutes: Option<i16>,
}

/// Words for the first and the second half of the day.
const MORNING: [&str; 16] = [
    "am",
    "a.m.",
    "a.m",
    "a. m.",
    "a m",
    "上午",
    "午前",
    "오전",
    "凌晨",
    "早上",
    "ص",
    "صباحا",
    "صباحًا",
    "π.μ.",
    "πμ",
    "öö",
];
const EVENING: [&str; 17] = [
    "pm",
    "p.m.",
    "p.m",
    "p. m.",
    "p m",
    "下午",
    "午後",
    "오후",
    "晚上",
    "中午",
    "م",
    "مساء",
    "مساءً",
    "μ.μ.",
    "μμ",
    "ös",
    "ch",
];

/// Zones whose abbreviation means one offset on the pages that print it, in minutes.
const ZONES: [(&str, i16); 24] = [
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("nzdt", 780),
];

/// The clock that `rest` begins with, zone included, and what follows it.
pub(super) fn read_at(rest: &str) -> Option<(Clock, &str)> {
    let (before, body) = half_at(rest).map_or((None, rest), |(half, after)| (Some(half), after.trim_start()));
    let (hour, digits, after) = take_number(body, 2)?;
    let (minute, second, nanos, after) = minutes_at(after, before.is_some())?;
    let (half, after) = match before.or_else(|| half_at(after.trim_start()).map(|(half, _)| half)) {
        Some(half) if before.is_none() => {
            (Some(half), half_at(after.trim_start()).map_or(after, |(_, after)| after))
        }
        half => (half, after),
    };
    // A bare number is an hour only beside AM or PM, and behind it only in writings that begin with it: "am 2. März".
    let leads = before.is_none() || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let minute = match (minute, half) {
        (Some(minute), _) => minute,
        (None, Some(_)) if digits <= 2 && leads => 0,
        _ => return None,
    };
    let hour = match half {
        Some(_) if hour > 12 && before.is_none() => return None,
        Some(Half::Evening) if hour < 12 => hour + 12,
        Some(Half::Morning) if hour == 12 => 0,
        _ => hour,
    };
    let small = |value: u32| u8::try_from(value).ok();
    let time =
        Time::from_hms_nano(small(hour)?, small(minute)?, small(second.unwrap_or(0).min(59))?, nanos).ok()?;
    let (offset, after) =
        zone_at(after, second.is_some()).map_or((None, after), |(zone, after)| (Some(zone), after));
    Some((
        Clock { time, has_seconds: second.is_some(), has_half: half.is_some(), offset_minutes: offset },
        after,
    ))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Evening,
}

fn half_at(rest: &str) -> Option<(Half, &str)> {
    let find = |words: &[&str], half| words.iter().find_map(|word| Some((half, after_word(rest, word)?)));
    find(&MORNING, Half::Morning).or_else(|| find(&EVENING, Half::Evening))
}

/// Minutes, seconds and nanoseconds after the hour. Minutes are absent for a bare hour.
fn minutes_at(after: &str, marked: bool) -> Option<(Option<u32>, Option<u32>, u32, &str)> {
    for (hours, minutes, seconds) in
        [("時", "分", "秒"), ("时", "分", "秒"), ("点", "分", "秒"), ("點", "分", "秒"), ("시", "분", "초")]
    {
        if let Some(rest) = after.strip_prefix(hours) {
            // "3時間" and "3시간" are three hours, not three o'clock.
            if rest.starts_with(['間', '间', '간']) {
                return None;
            }
            let part = |rest: &'_ str, mark: &str| {
                let (value, _, rest) = take_number(rest.trim_start(), 2)?;
                Some((value, rest.strip_prefix(mark)?.len()))
            };
            let Some((minute, left)) = part(rest, minutes) else { return Some((Some(0), None, 0, rest)) };
            let rest = rest.get(rest.len() - left..)?;
            let Some((second, left)) = part(rest, seconds) else {
                return Some((Some(minute), None, 0, rest));
            };
            return Some((Some(minute), Some(second), 0, rest.get(rest.len() - left..)?));
        }
    }
    let colon = after.strip_prefix(':');
    let Some(rest) = colon.or_else(|| after.strip_prefix('h')) else {
        return Some((None, None, 0, after));
    };
    let Some((minute, 2, rest)) = take_number(rest, 2) else {
        // "at 12h": a bare hour, which only a mark makes a clock.
        return marked.then_some((None, None, 0, after));
    };
    if minute > 59 || colon.is_none() && rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let Some((second, 2, rest)) = rest.strip_prefix(':').and_then(|rest| take_number(rest, 2)) else {
        return Some((Some(minute), None, 0, rest));
    };
    let fraction = rest.strip_prefix(['.', ',']).and_then(|rest| take_number(rest, 9));
    let Some((value, digits, rest)) = fraction else { return Some((Some(minute), Some(second), 0, rest)) };
    let scale = 10u32.checked_pow(u32::try_from(9usize.checked_sub(digits)?).ok()?)?;
    Some((Some(minute), Some(second), value.checked_mul(scale)?, rest))
}

/// The zone that stands right after a clock, in minutes east of UTC.
fn zone_at(rest: &str, exact: bool) -> Option<(i16, &str)> {
    let spaced = rest.trim_start_matches([' ', '(']);
    if let Some((minutes, after)) =
        ZONES.iter().find_map(|(name, minutes)| Some((*minutes, after_word(spaced, name)?)))
    {
        let after = after.strip_prefix(')').unwrap_or(after);
        // "GMT+2" and "UTC +01:00".
        let more = (minutes == 0).then(|| offset_at(after.trim_start(), true)).flatten();
        return Some(more.unwrap_or((minutes, after)));
    }
    offset_at(spaced, exact)
}

/// `+0100`, `-05:00` and, after a named zone or a clock with seconds, `+1`.
fn offset_at(rest: &str, exact: bool) -> Option<(i16, &str)> {
    let sign = if rest.starts_with('+') { 1 } else { -1 };
    let body = rest.strip_prefix(['+', '-'])?;
    let (value, digits, after) = take_number(body, 4)?;
    let (hours, minutes, after) = match digits {
        4 => (value / 100, value % 100, after),
        // "10:30-11:30" is a span of time, not a zone.
        1 | 2 if exact => match after.strip_prefix(':').and_then(|rest| take_number(rest, 2)) {
            Some((minutes, 2, after)) => (value, minutes, after),
            _ => (value, 0, after),
        },
        _ => return None,
    };
    if hours > 14 || minutes > 59 || after.starts_with(['-', '/']) {
        return None;
    }
    Some((i16::try_from(hours * 60 + minutes).ok()? * sign, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_many_places() {
        for (text, expected) in [
            ("4:23 am", Some("4:23:00.0 None")),
            ("12:05 am", Some("0:05:00.0 None")),
            ("4 p.m.", Some("16:00:00.0 None")),
            ("23:59:58", Some("23:59:58.0 None")),
            ("04:23:00.25z", Some("4:23:00.25 Some(0)")),
            ("04:23:00+0530", Some("4:23:00.0 Some(330)")),
            ("04:23:00-05:00", Some("4:23:00.0 Some(-300)")),
            ("04:23 gmt+2", Some("4:23:00.0 Some(120)")),
            ("10:30-11:30", Some("10:30:00.0 None")),
            ("12h30", Some("12:30:00.0 None")),
            ("下午2:30", Some("14:30:00.0 None")),
            ("오후 2시 5분", Some("14:05:00.0 None")),
            ("14時35分", Some("14:35:00.0 None")),
            ("14", None),
            ("25:00", None),
            ("14:77", None),
            ("12h", None),
        ] {
            let read = read_at(text).map(|(clock, _)| format!("{} {:?}", clock.time, clock.offset_minutes));
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }
}
