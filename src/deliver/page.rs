//! A list of notes that is read page by page, the newest first, until the one with the marker is found or all that are left are
//! older than the pin. It never looks on for ever, and never takes "not looked at" for "not there".

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    connector::{Turn, With, name, text},
    problem::Problem,
    progress::Known,
};
use crate::model::time::Instant;

/// How many notes are asked for on one page, and how many where a page was longer than an answer is read: fifty of 20 KB each are read
/// to the end, ten of 100 KB, and two of the longest that any destination takes of us: of its 65,536 characters JSON makes 400 KB at
/// its worst. Each is a part of the one before, so that a smaller page begins where a larger one would.
const SIZES: [usize; 3] = [50, 10, 2];
/// Most notes that are read: so many a customer may have that are younger than the pin. Zoho gives no more either.
const MOST_NOTES: usize = 2_000;
/// Most calls that read notes: forty read all of them unless they are long, and of long ones a thousand are read, of the very longest
/// some two hundred. Destinations allow some hundred calls a minute, and a page this long takes a second.
pub const MOST_CALLS: u32 = 100;
/// How far clocks may be apart, in milliseconds: a note seems older than its pin where the clock of whoever made the pin is fast.
/// One that is a day wrong accepts few certificates any more.
const APART_MS: i64 = 24 * 3_600_000;

/// How far a list has been read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Listing {
    /// How many notes are behind us.
    #[serde(default)]
    pub read: usize,
    /// How many times its pages have become smaller.
    #[serde(default)]
    narrowed: usize,
}

impl Listing {
    /// How many notes to ask for.
    pub fn size(&self) -> usize {
        SIZES.get(self.narrowed).or(SIZES.last()).copied().unwrap_or(1)
    }

    /// Which page comes next, from 1, where a list is asked for by their numbers.
    pub fn number(&self) -> usize {
        self.read / self.size() + 1
    }

    /// Asks for less from the same place on, after a page that was longer than is read.
    ///
    /// # Errors
    /// [`Problem::TooManyNotes`] where the smallest is too long: ours cannot be told from what stands beside it.
    pub fn narrow(&mut self) -> Result<Turn, Problem> {
        if self.narrowed + 1 >= SIZES.len() {
            return Err(Problem::TooManyNotes);
        }
        self.narrowed += 1;
        Ok(Turn::Again)
    }

    /// Goes on behind so many more notes.
    ///
    /// # Errors
    /// [`Problem::TooManyNotes`] where that is more than are read, or the next call more than are made, of which there are so many.
    pub fn go_on(&mut self, by: usize, turn: u32, most: u32) -> Result<Turn, Problem> {
        self.read = self.read.saturating_add(by);
        if self.read >= MOST_NOTES || turn.saturating_add(1) >= most {
            return Err(Problem::TooManyNotes);
        }
        Ok(Turn::Again)
    }
}

/// One page.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// What stands on it.
    pub items: &'a [Value],
    /// Where in an item its text is.
    pub text: &'static str,
    /// Where its time is: the later, the more of a list has to be read.
    pub time: &'static str,
    /// How many were asked for.
    pub asked: usize,
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
        if known.note.is_some() { Ok(Turn::Next) } else { self.beyond(with, known) }
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
    pub fn beyond(&self, with: &With<'_>, known: &mut Known) -> Result<Turn, Problem> {
        if !self.more || (self.falls() && self.is_older(oldest(with))) {
            return Ok(Turn::Next);
        }
        known.list.go_on(self.asked, with.known.turn, MOST_CALLS)
    }

    /// Whether all of it is older; of an empty page nobody knows.
    pub fn is_older(&self, than: Instant) -> bool {
        !self.items.is_empty() && self.items.iter().all(|item| self.moment(item).is_some_and(|at| at < than))
    }

    /// Whether it begins with what is younger, as a list does whose further pages are older still. Of a page of one moment nobody
    /// knows.
    fn falls(&self) -> bool {
        self.items.first().and_then(|item| self.moment(item))
            > self.items.last().and_then(|item| self.moment(item))
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
            what(&Page { items: &items, text: "", time: "/at", asked: items.len(), more: true }, than)
        };
        for (items, older, falls) in [
            (json!([{"at": 4}, {"at": 3}]), true, true),
            (json!([{"at": 3}, {"at": 4}]), true, false),
            (json!([{"at": 5}, {"at": 3}]), false, true),
            (json!([{"at": 4}, {}]), false, true),
            (json!([{"at": 3}, {"at": 3}]), true, false),
            (json!([{"at": 3}]), true, false),
            (json!([]), false, false),
        ] {
            assert_eq!(page(&items, |page, than| page.is_older(than)), older, "{items}");
            assert_eq!(page(&items, |page, _| page.falls()), falls, "{items}");
        }
    }
}
