//! A list of notes that is read page by page, the newest first, until the one with the marker is found or all that are left are
//! older than the pin. It never looks on for ever, and never takes "not looked at" for "not there".

use serde_json::Value;

use super::{
    connector::{Turn, With, name, text},
    problem::Problem,
    progress::Known,
};
use crate::model::time::Instant;

/// What is asked for of a list on one page: fifty notes of 20 KB each are still read to the end.
pub const PAGE: usize = 50;
/// Most pages that are read: a customer may have 2,000 notes that are younger than the pin. Each page is a call, of which destinations
/// allow some hundred a minute.
pub const MOST_PAGES: u32 = 40;
/// How far clocks may be apart, in milliseconds: a note seems older than its pin where the clock of whoever made the pin is fast.
/// One that is a day wrong accepts few certificates any more.
const APART_MS: i64 = 24 * 3_600_000;

/// One page.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// What stands on it.
    pub items: &'a [Value],
    /// Where in an item its text is.
    pub text: &'static str,
    /// Where its time is: the later, the more of a list has to be read.
    pub time: &'static str,
    /// Whether there may be a further one.
    pub more: bool,
}

impl Page<'_> {
    /// Takes the note where it stands on this page, and says whether to read a further one.
    ///
    /// # Errors
    /// [`Problem::TooManyNotes`] where there are more pages than are read.
    pub fn search(&self, with: &With<'_>, known: &mut Known) -> Result<Turn, Problem> {
        known.take_notes(&self.ours(with));
        if known.note.is_some() { Ok(Turn::Next) } else { self.beyond(with) }
    }

    /// The names of the items with the marker.
    pub fn ours(&self, with: &With<'_>) -> Vec<String> {
        let marker = with.job.marker();
        let ours = self.items.iter().filter(|item| text(item, self.text).contains(&marker));
        ours.filter_map(|item| name(item.pointer("/id")?)).collect()
    }

    /// What comes after this page, where nothing on it is ours.
    ///
    /// # Errors
    /// [`Problem::TooManyNotes`] where there are more pages than are read.
    pub fn beyond(&self, with: &With<'_>) -> Result<Turn, Problem> {
        if !self.more || (self.falls() && self.is_older(oldest(with))) {
            return Ok(Turn::Next);
        }
        if with.known.turn + 1 >= MOST_PAGES {
            return Err(Problem::TooManyNotes);
        }
        Ok(Turn::Again)
    }

    /// Whether all of it is older; of an empty page nobody knows.
    pub fn is_older(&self, than: Instant) -> bool {
        !self.items.is_empty() && self.items.iter().all(|item| self.moment(item).is_some_and(|at| at < than))
    }

    /// Whether it begins with what is younger, as a list does whose further pages are older still.
    fn falls(&self) -> bool {
        self.items.first().and_then(|item| self.moment(item))
            >= self.items.last().and_then(|item| self.moment(item))
    }

    fn moment(&self, item: &Value) -> Option<Instant> {
        moment(item.pointer(self.time)?)
    }
}

/// What is older than this has nothing to do with the pin.
pub fn oldest(with: &With<'_>) -> Instant {
    with.job.when.after(-APART_MS)
}

/// A time as destinations write it: in seconds, as RFC 3339, or nearly so and in UTC.
fn moment(value: &Value) -> Option<Instant> {
    match value {
        Value::Number(seconds) => Some(Instant::from_milliseconds(seconds.as_i64()?.saturating_mul(1_000))),
        Value::String(text) => {
            let zoned = || Instant::from_rfc3339(&format!("{}Z", text.replace(' ', "T")));
            Instant::from_rfc3339(text).or_else(zoned)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn times_are_read_as_destinations_write_them() {
        let at = Instant::from_rfc3339("2026-11-22T10:00:00Z");
        for value in [
            json!(1_795_341_600),
            json!("2026-11-22T10:00:00Z"),
            json!("2026-11-22T11:00:00+01:00"),
            json!("2026-11-22T10:00:00.000Z"),
            json!("2026-11-22 10:00:00"),
        ] {
            assert_eq!(moment(&value), at, "{value}");
        }
        for value in [json!(null), json!("yesterday"), json!("")] {
            assert_eq!(moment(&value), None, "{value}");
        }
    }

    #[test]
    fn a_page_is_older_where_all_of_it_is() {
        let than = Instant::from_milliseconds(5_000);
        let page = |items: &Value, what: fn(&Page<'_>, Instant) -> bool| {
            let items = items.as_array().cloned().unwrap_or_default();
            what(&Page { items: &items, text: "", time: "/at", more: true }, than)
        };
        for (items, older, falls) in [
            (json!([{"at": 4}, {"at": 3}]), true, true),
            (json!([{"at": 3}, {"at": 4}]), true, false),
            (json!([{"at": 5}, {"at": 3}]), false, true),
            (json!([{"at": 4}, {}]), false, true),
            (json!([]), false, true),
        ] {
            assert_eq!(page(&items, |page, than| page.is_older(than)), older, "{items}");
            assert_eq!(page(&items, |page, _| page.falls()), falls, "{items}");
        }
    }
}
