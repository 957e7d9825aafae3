//! How well saved real pages are read: per site and field, what was found right, found wrong, and not found. It never pools
//! sites, and it judges nothing: floors are the tests'.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{CliError, store};
use crate::{
    capture::{self, html, parse::date, report, snapshot::Snapshot},
    model::{id::PinId, text::folded, time::Instant},
};

/// The moment the pages are read at: after the youngest of them was saved. The same for all runs, so that they compare.
const READ_AT: &str = "2026-11-22T12:00:00Z";
/// Letters of a button's words ("Read more") that the expected text may have and the pin must not.
const MOST_OF_A_BUTTON: usize = 12;
/// Where the expected texts are cut, in characters.
const CUT: usize = 3_000;
/// Times that the truth took from the wrong place: on this page, the day of an edit, which the page itself calls
/// `dateModified`.
const NO_TIMES: &[(&str, &str)] = &[("discourse_crawler", "2015-06-19T06:45:49Z")];
/// Addresses of saved pages that do not name their own, by a part of their path.
const ADDRESSES: &[(&str, &str)] = &[
    (
        "webscrapers-oldreddit",
        "https://old.reddit.com/r/Games/comments/1lqa2hj/has_xbox_considered_laying_one_person_off_instead/",
    ),
    ("bluesky", "https://bsky.app/"),
    ("metascraper/x", "https://x.com/"),
    ("amazon-co-uk", "https://www.amazon.co.uk/dp/1849491208"),
    ("amazon-com", "https://www.amazon.com/dp/0446195510"),
    ("metascraper-shopping", "https://www.amazon.com/dp/B07G2L3JMM"),
];

/// How often a field was read as expected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// As expected.
    pub right: u32,
    /// Otherwise.
    pub wrong: u32,
    /// Not at all.
    pub absent: u32,
}

impl Tally {
    /// The share that is right, in percent of all that is expected.
    pub fn percent(&self) -> f64 {
        let all = self.right + self.wrong + self.absent;
        if all == 0 { 100.0 } else { f64::from(self.right) * 100.0 / f64::from(all) }
    }

    /// What is other than it was, as in `+2 right, -2 absent`; nothing where nothing is.
    pub fn change(&self, last: &Self) -> Option<String> {
        let parts = [
            ("right", self.right, last.right),
            ("wrong", self.wrong, last.wrong),
            ("absent", self.absent, last.absent),
        ];
        let parts = parts.into_iter().filter(|(_, now, then)| now != then);
        let parts: Vec<String> =
            parts.map(|(name, now, then)| format!("{:+} {name}", i64::from(now) - i64::from(then))).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// By site, by field.
pub type Sites = BTreeMap<String, BTreeMap<String, Tally>>;

/// A value that is expected and was not read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Missed {
    /// The site.
    pub site: String,
    /// The saved page.
    pub page: String,
    /// The item's number in the page's list.
    pub item: usize,
    /// The field.
    pub field: &'static str,
    /// What is expected.
    pub expected: String,
    /// What was read.
    pub read: Value,
}

/// The score of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// The counts.
    pub sites: Sites,
    /// Each value that is not right.
    pub missed: Vec<Missed>,
}

/// Reads every page that a list of expected items in `truth` is about; pages lie below `fixtures`.
///
/// # Errors
/// When a list or a page cannot be read.
pub fn score(fixtures: &Path, truth: &Path) -> Result<Score, CliError> {
    let mut score = Score::default();
    for list in lists(fixtures, truth)? {
        let List { site, page, snapshot, truth } = &list;
        let mut judge = Judge { site: site.clone(), page, snapshot, score: &mut score };
        judge.items(truth).map_err(|error| CliError::Capture { path: fixtures.join(page), error })?;
    }
    Ok(score)
}

/// A saved page with what is expected of it.
#[derive(Debug)]
pub struct List {
    /// Its site.
    pub site: String,
    /// Its path below the fixtures.
    pub page: String,
    /// The page.
    pub snapshot: Snapshot,
    /// The items.
    pub truth: Value,
}

/// Every list of expected items in `truth` with its page, in the order of their names.
///
/// # Errors
/// When a list or a page cannot be read.
pub fn lists(fixtures: &Path, truth: &Path) -> Result<Vec<List>, CliError> {
    let unreadable = |error| CliError::Read { path: truth.to_owned(), error };
    let entries = fs::read_dir(truth).map_err(unreadable)?.collect::<Result<Vec<_>, _>>();
    let mut files: Vec<PathBuf> = entries.map_err(unreadable)?.iter().map(fs::DirEntry::path).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let read = |file: PathBuf| {
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let truth: Value = serde_json::from_str(&store::read(&file)?)?;
        let page = truth.get("fixture").and_then(Value::as_str).unwrap_or_default().to_owned();
        let snapshot = saved(&fixtures.join(&page))?;
        Ok(List { site: site_of(&name), page, snapshot, truth })
    };
    files.into_iter().map(read).collect()
}

/// A saved page, at the address it names itself, else one of its site's.
///
/// # Errors
/// When it cannot be read.
pub fn saved(path: &Path) -> Result<Snapshot, CliError> {
    let bytes = fs::read(path).map_err(|error| CliError::Read { path: path.to_owned(), error })?;
    let text = String::from_utf8_lossy(&bytes);
    let mut page = html::snapshot(&text, "https://unknown.example/");
    let head = &page.head;
    let canonical = head.links.iter().find(|(rel, _)| rel == "canonical").map(|(_, href)| href.clone());
    let shown = head.meta.iter().find(|(name, _)| name == "og:url").map(|(_, url)| url.clone());
    let path = path.to_string_lossy();
    let of_site = ADDRESSES.iter().find(|(part, _)| path.contains(part)).map(|(_, url)| (*url).to_owned());
    let url = canonical.or(shown).filter(|url| url.starts_with("http")).or(of_site);
    let url = url.unwrap_or_else(|| "https://forum.example/".to_owned());
    // Only a base of the page's own depends on where it stands.
    if !page.head.base.is_empty() {
        return Ok(html::snapshot(&text, &url));
    }
    page.url = url;
    Ok(page)
}

/// The site of a list: `x` of `x__metascraper_x_post`, `forum_xf1` of `forum_xf1_2`.
fn site_of(list: &str) -> String {
    let forum = list.strip_prefix("forum_").and_then(|rest| rest.split('_').next());
    match forum {
        Some(software) => format!("forum_{software}"),
        None => list.split("__").next().unwrap_or(list).to_owned(),
    }
}

/// Compares what is read of one page with what is expected.
struct Judge<'s> {
    site: String,
    page: &'s str,
    snapshot: &'s Snapshot,
    score: &'s mut Score,
}

/// One field of one item: its name, what is expected, what was read, and whether that is right, wrong or absent.
type Reading = (&'static str, Option<String>, Value, Option<bool>);

impl Judge<'_> {
    fn items(&mut self, truth: &Value) -> Result<(), capture::CaptureError> {
        let drafts = capture::clip(self.snapshot, &PinId::nil(), read_at())?;
        let read: Vec<Value> = drafts.iter().map(report::object).collect();
        let items = truth.get("items").and_then(Value::as_array).into_iter().flatten();
        for (number, item) in items.enumerate() {
            for (field, expected, read, holds) in self.readings(item, &read) {
                if let Some(expected) = expected {
                    self.note(number, field, (expected, read), holds);
                }
            }
        }
        Ok(())
    }

    fn note(
        &mut self,
        item: usize,
        field: &'static str,
        (expected, read): (String, Value),
        holds: Option<bool>,
    ) {
        let fields = self.score.sites.entry(self.site.clone()).or_default();
        let tally = fields.entry(field.to_owned()).or_default();
        match holds {
            Some(true) => tally.right += 1,
            Some(false) => tally.wrong += 1,
            None => tally.absent += 1,
        }
        if holds != Some(true) {
            let (site, page) = (self.site.clone(), self.page.to_owned());
            self.score.missed.push(Missed { site, page, item, field, expected, read });
        }
    }

    fn readings(&self, item: &Value, read: &[Value]) -> Vec<Reading> {
        let of = |names: &[&str]| names.iter().find_map(|name| item.get(*name)?.as_str());
        let id = of(&["id", "fullname"]);
        // Some lists have the link to who reposted it for the permalink of a page's main post.
        let permalink = of(&["permalink"]).map(|link| link.trim_end_matches("/reposted-by"));
        let text = of(&["text"]).filter(|text| !text.is_empty());
        // Parts of a post (its author, its counts) stand in some lists as items of their own: they say nothing.
        let says_nothing = id.is_none() && permalink.is_none() && text.is_none();
        if says_nothing || of(&["type"]).is_some_and(|kind| !matches!(kind, "link" | "comment")) {
            return Vec::new();
        }
        let found = read.iter().find(|pin| is_item(pin, item, id, permalink));
        let value = |name: &str| found.and_then(|pin| pin.get(name)).cloned().unwrap_or_default();
        let compare =
            |field, expected: Option<String>, read: Value, holds: &dyn Fn(&str, &Value) -> Option<bool>| {
                let verdict = expected.as_deref().and_then(|expected| holds(expected, &read));
                (field, expected, read, verdict)
            };
        let identity = id.or(permalink).map(ToOwned::to_owned);
        let what = identity.clone().or(text.map(ToOwned::to_owned));
        let own = value(if id.is_some() { "native_id" } else { "url" });
        let author = of(&["author", "author_handle"]).map(ToOwned::to_owned);
        let time = of(&["datetime", "date"]).filter(|time| !NO_TIMES.contains(&(self.site.as_str(), time)));
        // Beside a review's title stands its rating, for readers who listen.
        let title = of(&["title"]).map(|title| {
            let rated = of(&["rating"]).and_then(|rating| title.strip_prefix(rating));
            rated.unwrap_or(title).to_owned()
        });
        let lang = &self.snapshot.head.lang;
        vec![
            compare("cards", what, value("url"), &|_, _| found.map(|_| true)),
            compare("ids", identity, own, &|expected, own| own.as_str().map(|own| own.ends_with(expected))),
            compare("authors", author, value("author"), &is_author),
            compare("times", time.map(ToOwned::to_owned), value("published"), &|expected, read| {
                is_time(read.as_str()?, expected, lang)
            }),
            compare("texts", text.map(ToOwned::to_owned), value("text"), &|expected, read| {
                Some(is_text(read.as_str()?, expected))
            }),
            compare("titles", title, value("title"), &|expected, read| {
                Some(folded(read.as_str()?) == folded(expected))
            }),
        ]
    }
}

/// When saved pages are read: what "2 hours ago" is counted from on them.
pub fn read_at() -> Instant {
    Instant::from_rfc3339(READ_AT).unwrap_or(Instant::from_milliseconds(0))
}

fn is_item(pin: &Value, item: &Value, id: Option<&str>, permalink: Option<&str>) -> bool {
    let of = |name: &str| pin.get(name).and_then(Value::as_str);
    if let Some(id) = id {
        return of("native_id") == Some(id);
    }
    if let Some(permalink) = permalink {
        return of("url").is_some_and(|url| url.ends_with(permalink));
    }
    let text = |value: &Value| squashed(value.get("text").and_then(Value::as_str).unwrap_or(""));
    !text(item).is_empty() && text(item) == text(pin)
}

fn is_author(expected: &str, read: &Value) -> Option<bool> {
    let names = ["handle", "name"].into_iter().filter_map(|name| read.get(name)?.as_str());
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| names.contains(&expected))
}

/// Whether it is the expected moment. Where that is words of the page, they are read in the page's language.
pub fn is_time(read: &str, expected: &str, lang: &str) -> Option<bool> {
    let context = date::Context { language: Some(lang), now: Some(read_at()) };
    let expected =
        Instant::from_rfc3339(expected).or_else(|| date::read(expected, context).map(|at| at.instant));
    Some(Instant::from_rfc3339(read) == expected)
}

/// Equal without white space; or, where the expected text has a button's words in it too, the same letters in
/// the same order, and all but those words or one in ten.
fn is_text(read: &str, expected: &str) -> bool {
    let is_cut = expected.chars().count() == CUT;
    let mut read = squashed(read);
    let expected = squashed(expected);
    if is_cut {
        read = read.chars().take(expected.chars().count()).collect();
    }
    if read == expected {
        return true;
    }
    let mut rest = expected.chars();
    let in_order = read.chars().all(|c| rest.any(|other| other == c));
    let (had, wanted) = (read.chars().count(), expected.chars().count());
    in_order && (had * 10 >= wanted * 9 || had + MOST_OF_A_BUTTON >= wanted)
}

fn squashed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}')).collect()
}

/// The differences between two runs, a line each, as in `x.texts: +2 right, -2 absent`; what is new is compared with nothing.
pub fn changes(last: &Sites, now: &Sites) -> Vec<String> {
    let fields =
        now.iter().flat_map(|(site, fields)| fields.iter().map(move |(field, tally)| (site, field, tally)));
    let then = |site: &String, field: &String| last.get(site).and_then(|fields| fields.get(field));
    let mut lines: Vec<String> = fields
        .filter_map(|(site, field, tally)| {
            let change = tally.change(&then(site, field).copied().unwrap_or_default())?;
            Some(format!("{site}.{field}: {change}"))
        })
        .collect();
    let gone = last.keys().filter(|site| !now.contains_key(*site));
    lines.extend(gone.map(|site| format!("{site}: no longer scored")));
    lines
}

/// The score that an earlier run left in a file; none where there is none yet.
///
/// # Errors
/// When it cannot be read, or holds something else.
pub fn last(path: &Path) -> Result<Sites, CliError> {
    if !path.exists() {
        return Ok(Sites::new());
    }
    Ok(serde_json::from_str(&store::read(path)?)?)
}

/// Leaves the score in a file, for the next run.
///
/// # Errors
/// When it cannot be written.
pub fn keep(path: &Path, sites: &Sites) -> Result<(), CliError> {
    let text = serde_json::to_string_pretty(sites)?;
    fs::write(path, text).map_err(|error| CliError::Write { path: path.to_owned(), error })
}
