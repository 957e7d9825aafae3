//! Finds cards on a page without an adapter: items that say so themselves, and blocks that repeat, each
//! with a time and a link of its own; and an article that stands alone with both. A time is told by its markup, or by its
//! name where the block has an author or a number besides.
//! Precision before recall, in one pass over the rows.

use pinfold_kernels::sorting::sort_by;

use super::{
    card::{is_time, is_time_element},
    moment,
    snapshot::Extent,
    structured::markup,
    tree::{TEXT, Tree},
};

/// Most cards that are found on a page.
pub const MAX_CARDS: usize = 2_000;

/// Attributes that hold a moment in time, and nothing else does.
pub const MOMENTS: [&str; 4] = ["datetime", "data-time", "data-timestamp", "data-utime"];
/// Parts of classes by which pages name what says when; only where the block has more of a card than that.
pub const TIME_WORDS: [&str; 8] =
    ["date", "time", "datetime", "timestamp", "postdate", "published", "posted", "ago"];
/// Parts of classes by which pages name who wrote.
const PEOPLE_WORDS: [&str; 8] =
    ["author", "user", "username", "userinfo", "postprofile", "byline", "profile", "member"];

/// Least runs of text of a block that has a number and an author and no time that is told by name: name, day, words.
const LEAST_TEXT: u32 = 4;

/// The attributes that a skeleton has to carry besides, to find cards in.
pub const ATTRIBUTES: [&str; 5] = ["id", "datetime", "data-time", "data-timestamp", "data-utime"];

/// What a subtree holds.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    /// Moments by their markup.
    times: u32,
    /// Moments by their names only.
    dates: u32,
    people: u32,
    links: u32,
    text: u32,
}

impl Signs {
    /// Whether it is enough for a card; `numbered` is said of the block itself.
    fn is_whole(self, numbered: bool) -> bool {
        let named = self.people > 0;
        let told = self.times > 0
            || self.dates > 0 && (numbered || named)
            || numbered && named && self.text >= LEAST_TEXT;
        told && self.links > 0 && self.text > 0
    }

    fn add(&mut self, other: Self) {
        self.times += other.times;
        self.dates += other.dates;
        self.people += other.people;
        self.links += other.links;
        self.text += other.text;
    }

    fn without(self, inner: Self) -> Self {
        Self {
            times: self.times.saturating_sub(inner.times),
            dates: self.dates.saturating_sub(inner.dates),
            people: self.people.saturating_sub(inner.people),
            links: self.links.saturating_sub(inner.links),
            text: self.text.saturating_sub(inner.text),
        }
    }
}

/// The rows of card roots, in document order.
pub fn find(tree: &Tree) -> Vec<u32> {
    let mut found: Vec<u32> = (0..tree.len()).filter(|row| is_said(tree, *row)).take(MAX_CARDS).collect();
    if found.is_empty() {
        found = repeated(tree);
    }
    found
}

fn is_said(tree: &Tree, row: u32) -> bool {
    markup::is_card(tree, row)
}

fn repeated(tree: &Tree) -> Vec<u32> {
    let signs = signs(tree);
    let sign = |row: u32| signs.get(row as usize).copied().unwrap_or_default();
    let mut whole: Vec<(u32, u64, u32)> = Vec::new();
    for row in 1..tree.len() {
        let Some(parent) = tree.parent(row) else { continue };
        if tree.is_element(row) && sign(row).is_whole(own_number(tree, row).is_some()) {
            whole.push((parent, shape(tree, row), row));
        }
    }
    sort_by(&mut whole, Ord::cmp);
    let groups = || whole.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
    // A reply may be the only one to its post, and then has no sibling; it is told by those that have.
    let kind = |row: u32| {
        let class = tree.attribute(row, "class").is_some_and(|class| !class.trim().is_empty());
        class
            .then(|| shape(tree, row).rotate_left(1) ^ tree.parent(row).map_or(0, |above| shape(tree, above)))
    };
    let mut kinds: Vec<u64> = Vec::new();
    for group in groups().filter(|group| group.len() >= 2) {
        kinds.extend(group.first().and_then(|(_, _, row)| kind(*row)));
    }
    sort_by(&mut kinds, Ord::cmp);
    let is_kind = |row: u32| kind(row).is_some_and(|kind| kinds.binary_search(&kind).is_ok());
    let mut found: Vec<u32> = Vec::new();
    for group in groups() {
        if group.len() >= 2 || group.iter().all(|(_, _, row)| is_kind(*row)) {
            found.extend(group.iter().map(|(_, _, row)| *row));
        }
    }
    sort_by(&mut found, Ord::cmp);
    found = unwrapped(tree, &sign, &found);
    found.extend(alone(tree, &sign, &found));
    sort_by(&mut found, Ord::cmp);
    found.truncate(MAX_CARDS);
    found
}

/// Without the blocks that hold cards and nothing of their own: columns, lists in lists, threads.
fn unwrapped(tree: &Tree, sign: &dyn Fn(u32) -> Signs, found: &[u32]) -> Vec<u32> {
    // From the last to the first, so that what lies in a block comes before it; the outermost so far are at the end.
    let mut kept: Vec<u32> = Vec::new();
    for row in found.iter().rev().copied() {
        let mut own = sign(row);
        let inside = kept.iter().rev().copied().take_while(|inner| tree.contains(row, *inner));
        let mut until = row;
        for inner in inside {
            // Of cards in cards the outer one counts for both.
            if inner >= until {
                own = own.without(sign(inner));
                until = tree.end(inner);
            }
        }
        if own.is_whole(own_number(tree, row).is_some()) {
            kept.push(row);
        }
    }
    kept.reverse();
    kept
}

/// The number that a block's id ends with, as in `post-123`: the number of what it holds.
fn own_number<'a>(tree: &Tree<'a>, row: u32) -> Option<&'a str> {
    let id = tree.attribute(row, "id")?;
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    // The number of a person is not that of what they wrote.
    let person = name.split(['-', '_']).any(|part| PEOPLE_WORDS.contains(&part));
    id.get(name.len()..).filter(|number| !number.is_empty() && !name.is_empty() && !person)
}

/// Articles that are in no block that repeats: one that is a card needs no second beside it. An article in
/// another is a card only below the other's own time; above it, it is the same card in a wrapper.
fn alone(tree: &Tree, sign: &dyn Fn(u32) -> Signs, repeated: &[u32]) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    // The end of the last block that repeats, the end of the last article, and of the last time in it.
    let (mut taken_until, mut open_until, mut dated) = (0, 0, false);
    for row in 1..tree.len() {
        if repeated.binary_search(&row).is_ok() {
            taken_until = tree.end(row).max(taken_until);
        }
        if row < taken_until {
            continue;
        }
        dated |= row < open_until && is_time(tree, row);
        let held = sign(row);
        let whole = held.times > 0 && held.is_whole(false);
        if tree.name(row) != "article" || !whole {
            continue;
        }
        // Where cards come before its own time, its words cannot be told from theirs.
        let next = repeated.get(repeated.partition_point(|other| *other < row)).copied();
        let inside = next.filter(|next| tree.contains(row, *next));
        let own = inside.is_none_or(|inside| (row..inside).any(|row| is_time(tree, row)));
        if own && (row >= open_until || dated) {
            open_until = open_until.max(tree.end(row));
            dated = false;
            found.push(row);
        }
    }
    found
}

/// What every subtree holds, from the last row to the first.
fn signs(tree: &Tree) -> Vec<Signs> {
    let mut signs = vec![Signs::default(); tree.len() as usize];
    // A skeleton has rows of text where a page has words, and no words.
    let is_text = |row: u32| {
        tree.snapshot().extent == Extent::Skeleton
            || tree.node(row).is_some_and(|node| !node.text.trim().is_empty())
    };
    for row in (0..tree.len()).rev() {
        let name = tree.name(row);
        let mut own = match name {
            "a" if tree.attribute(row, "href").is_some() => Signs { links: 1, ..Signs::default() },
            "p" | "blockquote" => Signs { text: 1, ..Signs::default() },
            TEXT if is_text(row) => Signs { text: 1, ..Signs::default() },
            _ => Signs::default(),
        };
        let stamped = MOMENTS.iter().any(|name| tree.attribute(row, name).is_some());
        // A skeleton has no words to ask whether they say when: there the title of a link must do, and so it does here.
        let timed = is_time_element(tree, row) || stamped || moment::titled(tree, row).is_some();
        own.times = u32::from(timed);
        own.dates = u32::from(is_named(tree, row, &TIME_WORDS));
        own.people = u32::from(is_named(tree, row, &PEOPLE_WORDS));
        let Some(held) = signs.get_mut(row as usize) else { continue };
        held.add(own);
        let held = *held;
        if let Some(above) = tree.parent(row).and_then(|parent| signs.get_mut(parent as usize)) {
            above.add(held);
        }
    }
    signs
}

/// Whether a class, or a part of one, is one of the words.
fn is_named(tree: &Tree, row: u32, wanted: &[&str]) -> bool {
    let classes = tree.attribute(row, "class").unwrap_or("").split_ascii_whitespace().take(20);
    let mut parts = classes.flat_map(|class| class.split(['-', '_']).chain([class]));
    parts.any(|part| wanted.iter().any(|word| part.eq_ignore_ascii_case(word)))
}

/// A number for an element's name and first class: blocks of one list share them.
fn shape(tree: &Tree, row: u32) -> u64 {
    let class = tree.attribute(row, "class").and_then(|all| all.split_ascii_whitespace().next());
    xxhash_rust::xxh3::xxh3_64(format!("{} {}", tree.name(row), class.unwrap_or("")).as_bytes())
}
