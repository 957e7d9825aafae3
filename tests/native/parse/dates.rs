//! Relative dates of many languages against a reference time, and absolute ones of many orders.

use super::{json_suite, score};
use pinfold::capture::parse::date::{self, Context};
use pinfold::model::time::Instant;
use proptest::prelude::*;
use serde_json::Value;
use time::{Date, Duration, Month, OffsetDateTime};

const NOW: &str = "2026-03-31T12:34:56Z";

fn read(text: &str, language: Option<&str>) -> Option<(String, String)> {
    let now = Instant::from_rfc3339(NOW);
    let read = date::read(text, Context { language, now })?;
    let precision = serde_json::to_value(read.precision).unwrap();
    Some((read.to_rfc3339(), precision.as_str().unwrap().to_owned()))
}

/// The moment `ago` before now: calendar months first, the day held to the month, then exact time.
fn expected(ago: &Value) -> Option<OffsetDateTime> {
    let part = |name: &str| ago[name].as_f64().unwrap_or(0.0);
    let now = Instant::from_rfc3339(NOW).unwrap().utc();
    let months = (part("years") * 12.0 + part("months")) as i32;
    let month = now.year() * 12 + i32::from(u8::from(now.month())) - 1 - months;
    let (year, month) = (month.div_euclid(12), Month::try_from(month.rem_euclid(12) as u8 + 1).unwrap());
    let day = Date::from_calendar_date(year, month, now.day().min(month.length(year))).ok()?;
    let seconds = part("weeks") * 604_800.0
        + part("days") * 86_400.0
        + part("hours") * 3_600.0
        + part("minutes") * 60.0
        + part("seconds");
    now.replace_date(day).checked_sub(Duration::seconds_f64(seconds))
}

#[test]
fn the_table_of_relative_dates() {
    let Some(cases) = json_suite("relative-dates/relative_dates.json") else { return };
    let mut results = Vec::new();
    for case in &cases {
        // A case without a text says nothing.
        let Some(text) = case["text"].as_str() else { continue };
        let now = Instant::from_rfc3339(NOW);
        let got = date::read(text, Context { language: None, now }).map(|date| date.instant.milliseconds());
        let want = expected(&case["ago"]).map(|at| {
            Instant::from_milliseconds((at.unix_timestamp_nanos() / 1_000_000) as i64).milliseconds()
        });
        let ago = got.map(|got| (now.unwrap().milliseconds() - got) as f64 / 3.6e6);
        results.push((format!("{case} read as {ago:?} hours ago"), got == want));
    }
    score("relative dates", &results, 99.5);
}

#[test]
fn relative_dates_that_the_table_does_not_have() {
    for (text, language, instant, precision) in [
        ("hace 2 días", None, "2026-03-29T12:34:56Z", "day"),
        ("vor 3 Stunden", None, "2026-03-31T09:34:56Z", "hour"),
        ("1 Monat her", None, "2026-02-28T12:34:56Z", "month"),
        ("i går kl. 15.14", None, "2026-03-30T15:14:00-00:00", "local"),
        ("il y a plus d'un an", None, "2025-03-31T12:34:56Z", "year"),
        ("przed godziną", None, "2026-03-31T11:34:56Z", "hour"),
        ("for 3 dager siden", None, "2026-03-28T12:34:56Z", "day"),
        // A day of the week is the last one; today is called today, so that its name is a week ago.
        ("on Sat", None, "2026-03-28T12:34:56Z", "day"),
        ("Last Saturday at 3:14 PM", None, "2026-03-28T15:14:00-00:00", "local"),
        ("Montag um 15:14 Uhr", None, "2026-03-30T15:14:00-00:00", "local"),
        ("martes", Some("es"), "2026-03-24T12:34:56Z", "day"),
        ("samedi dernier à 15:14", None, "2026-03-28T15:14:00-00:00", "local"),
        ("в среду, в 15:14", None, "2026-03-25T15:14:00-00:00", "local"),
        ("星期日", None, "2026-03-29T12:34:56Z", "day"),
        ("일요일", None, "2026-03-29T12:34:56Z", "day"),
        ("2h", None, "2026-03-31T10:34:56Z", "hour"),
        ("2 दिन पहले", None, "2026-03-29T12:34:56Z", "day"),
        ("há 2 dias", None, "2026-03-29T12:34:56Z", "day"),
        ("1 month ago", None, "2026-02-28T12:34:56Z", "month"),
        ("gestern um 10:30 Uhr", None, "2026-03-30T10:30:00-00:00", "local"),
        ("Yesterday at 4:23 PM", None, "2026-03-30T16:23:00-00:00", "local"),
        ("Вчера в 10:30", None, "2026-03-30T10:30:00-00:00", "local"),
        ("3시간 전", None, "2026-03-31T09:34:56Z", "hour"),
        ("3年前", None, "2023-03-31T12:34:56Z", "year"),
        ("Edited 5 minutes ago", None, "2026-03-31T12:29:56Z", "minute"),
        ("7 seconds ago", None, "2026-03-31T12:34:49Z", "second"),
        ("7 год тому", None, "2026-03-31T05:34:56Z", "hour"),
        ("3 minggu lalu", None, "2026-03-10T12:34:56Z", "day"),
        ("last week", None, "2026-03-24T12:34:56Z", "day"),
        ("ปีที่แล้ว", None, "2025-03-31T12:34:56Z", "year"),
        ("just now", None, "2026-03-31T12:34:56Z", "second"),
        ("2 god", Some("hr"), "2024-03-31T12:34:56Z", "year"),
    ] {
        assert_eq!(read(text, language), Some((instant.to_owned(), precision.to_owned())), "{text}");
    }
    for text in [
        "in 2 hours",
        "in 3 Tagen",
        "dans 2 jours",
        "2 cats ago",
        "5",
        "a",
        "ago",
        "tomorrow",
        "2 hours ago by John",
    ] {
        assert_eq!(read(text, None), None, "{text}");
    }
}

#[test]
fn absolute_dates() {
    for (text, language, instant, precision) in [
        ("Nov 14, 2015 at 4:23 AM", None, "2015-11-14T04:23:00-00:00", "local"),
        ("21.01.2009, 05:42", None, "2009-01-21T05:42:00-00:00", "local"),
        ("Ven 7 Oct 2011 08:23", None, "2011-10-07T08:23:00-00:00", "local"),
        ("Mar 7 Oct 2011 08:23", Some("fr"), "2011-10-07T08:23:00-00:00", "local"),
        ("Reviewed in the United States on August 2, 2021", None, "2021-08-02T00:00:00-00:00", "day"),
        ("04-09-2005, 06:46 PM", None, "2005-04-09T18:46:00-00:00", "local"),
        ("04-09-2005, 18:46", None, "2005-09-04T18:46:00-00:00", "local"),
        ("04/09/2005", Some("en"), "2005-04-09T00:00:00-00:00", "day"),
        ("04/09/2005", Some("en-GB"), "2005-09-04T00:00:00-00:00", "day"),
        ("am 2. März 2026", Some("de"), "2026-03-02T00:00:00-00:00", "day"),
        ("Von Carla am 2.3.2026 10:15 | Link", Some("de"), "2026-03-02T10:15:00-00:00", "local"),
        ("04/13/2005", Some("de"), "2005-04-13T00:00:00-00:00", "day"),
        ("2015-11-14T04:23:00Z", None, "2015-11-14T04:23:00Z", "second"),
        ("2015-11-14T04:23:00.123+05:30", None, "2015-11-14T04:23:00+05:30", "second"),
        ("2015-11-14T04:23:00", None, "2015-11-14T04:23:00-00:00", "local"),
        ("2015-11-14", None, "2015-11-14T00:00:00-00:00", "day"),
        ("20151114T042300Z", None, "2015-11-14T04:23:00Z", "second"),
        ("Sat, 14 Nov 2015 04:23:00 +0000", None, "2015-11-14T04:23:00Z", "second"),
        ("Sat Nov 14 04:23:00 +0000 2015", None, "2015-11-14T04:23:00Z", "second"),
        ("4:23 AM · Nov 14, 2015", None, "2015-11-14T04:23:00-00:00", "local"),
        ("4:23 AM - 14 Nov 2015", None, "2015-11-14T04:23:00-00:00", "local"),
        ("2024年3月5日", None, "2024-03-05T00:00:00-00:00", "day"),
        ("2024年3月5日 14時35分", None, "2024-03-05T14:35:00-00:00", "local"),
        ("令和6年3月5日", None, "2024-03-05T00:00:00-00:00", "day"),
        ("2024. 3. 5.", None, "2024-03-05T00:00:00-00:00", "day"),
        ("2024. 3. 5. 오후 2:30", None, "2024-03-05T14:30:00-00:00", "local"),
        ("2024년 3월 5일", None, "2024-03-05T00:00:00-00:00", "day"),
        ("5 de marzo de 2024", None, "2024-03-05T00:00:00-00:00", "day"),
        ("5. März 2024 um 14:30 Uhr", None, "2024-03-05T14:30:00-00:00", "local"),
        ("le 5 mars 2024 à 14h30", None, "2024-03-05T14:30:00-00:00", "local"),
        ("5 марта 2024 г. в 14:30", None, "2024-03-05T14:30:00-00:00", "local"),
        ("March 5th, 2024", None, "2024-03-05T00:00:00-00:00", "day"),
        ("the 1st of May 2024", None, "2024-05-01T00:00:00-00:00", "day"),
        ("5-Mar-24", None, "2024-03-05T00:00:00-00:00", "day"),
        ("5 tháng 3, 2024", None, "2024-03-05T00:00:00-00:00", "day"),
        ("5 มีนาคม 2567", None, "2024-03-05T00:00:00-00:00", "day"),
        ("5. maaliskuuta 2024 klo 14.35", None, "2024-03-05T14:35:00-00:00", "local"),
        ("5 مارس 2024", None, "2024-03-05T00:00:00-00:00", "day"),
        ("5 listopada 2024", Some("pl"), "2024-11-05T00:00:00-00:00", "day"),
        ("5. listopada 2024.", Some("hr"), "2024-10-05T00:00:00-00:00", "day"),
        ("March 2024", None, "2024-03-01T00:00:00-00:00", "month"),
        ("2024年3月", None, "2024-03-01T00:00:00-00:00", "month"),
        ("2024", None, "2024-01-01T00:00:00-00:00", "year"),
        ("2024年", None, "2024-01-01T00:00:00-00:00", "year"),
        ("Mar 5", None, "2026-03-05T00:00:00-00:00", "day"),
        ("Nov 14", None, "2025-11-14T00:00:00-00:00", "day"),
        ("3月5日", None, "2026-03-05T00:00:00-00:00", "day"),
        ("14 Nov at 12:05 PM", None, "2025-11-14T12:05:00-00:00", "local"),
        ("1447474980", None, "2015-11-14T04:23:00Z", "second"),
        ("1447474980000", None, "2015-11-14T04:23:00Z", "second"),
        ("Nov 14, 2015 04:23 EST", None, "2015-11-14T04:23:00-05:00", "minute"),
        ("24/03/05", Some("ja"), "2024-03-05T00:00:00-00:00", "day"),
        ("05.03.24", Some("de"), "2024-03-05T00:00:00-00:00", "day"),
    ] {
        assert_eq!(read(text, language), Some((instant.to_owned(), precision.to_owned())), "{text}");
    }
    for text in [
        "",
        "4.5 stars",
        "Version 1.2.3.4",
        "192.168.1.10",
        "30.02.2024",
        "99/99/2024",
        "12345",
        "May be",
        "$12.99",
        "10:30",
        "555-01-2024-7",
    ] {
        assert_eq!(read(text, None), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "(\\PC|[0-9:/.,-]|ago| days| 月){0,80}") {
        if let Some(date) = date::read(&text, Context { language: None, now: Instant::from_rfc3339(NOW) }) {
            prop_assert!(date.to_rfc3339().len() >= 20);
        }
    }

    #[test]
    fn a_printed_instant_comes_back(seconds in 0i64..4_000_000_000) {
        let instant = Instant::from_milliseconds(seconds * 1000);
        let read = date::read(&instant.to_rfc3339(), Context::default()).unwrap();
        prop_assert_eq!(read.instant, instant);
        prop_assert_eq!(read.to_rfc3339(), instant.to_rfc3339());
    }
}

#[test]
fn the_dates_that_saved_pages_print() {
    let truth = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures/truth");
    if !truth.exists() {
        println!("SKIPPED: ../shared absent, so the dates of saved pages were not read");
        return;
    }
    fn collect(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value.as_str() {
                        Some(text) if ["date", "datetime"].contains(&name.as_str()) => {
                            found.push(text.to_owned())
                        }
                        _ => collect(value, found),
                    }
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for file in std::fs::read_dir(truth).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        collect(&serde_json::from_str(&text).unwrap(), &mut found);
    }
    // The other values are labels, not dates.
    let digits = found.iter().filter(|text| text.chars().any(|c| c.is_ascii_digit()));
    let results: Vec<_> =
        digits.map(|text| (text.clone(), date::read(text, Context::default()).is_some())).collect();
    score("dates of saved pages", &results, 100.0);
}
