//! Finds cards on a page without an adapter: items that say so themselves, and blocks that repeat, each
//! with a time or permalink of its own and a link; and an article that stands alone with both.
//! Precision before recall, in one pass over the rows.

use std::collections::HashMap;

use super::{card::is_time, structured::markup, tree::Tree};

/// Most cards that are found on a page.
pub const MAX_CARDS: usize = 2_000;

/// What a subtree holds.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    times: u32,
    links: u32,
    text: u32,
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
    let mut groups: HashMap<(u32, u64), Vec<u32>> = HashMap::new();
    for row in 1..tree.len() {
        let Some(parent) = tree.parent(row) else { continue };
        let held = sign(row);
        if tree.is_element(row) && held.times > 0 && held.links > 0 && held.text > 0 {
            groups.entry((parent, shape(tree, row))).or_default().push(row);
        }
    }
    let mut found: Vec<u32> = groups.into_values().filter(|group| group.len() >= 2).flatten().collect();
    found.sort_unstable();
    found.extend(alone(tree, &sign, &found));
    found.sort_unstable();
    found.truncate(MAX_CARDS);
    found
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
        let whole = held.times > 0 && held.links > 0 && held.text > 0;
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
    for row in (0..tree.len()).rev() {
        let own = match tree.name(row) {
            "time" | "relative-time" => Signs { times: 1, ..Signs::default() },
            "a" if tree.attribute(row, "href").is_some() => Signs { links: 1, ..Signs::default() },
            "p" | "blockquote" | "#text" => Signs { text: 1, ..Signs::default() },
            _ => Signs::default(),
        };
        let Some(held) = signs.get_mut(row as usize) else { continue };
        held.times += own.times;
        held.links += own.links;
        held.text += own.text;
        let held = *held;
        if let Some(above) = tree.parent(row).and_then(|parent| signs.get_mut(parent as usize)) {
            above.times += held.times;
            above.links += held.links;
            above.text += held.text;
        }
    }
    signs
}

/// A number for an element's name and first class: blocks of one list share them.
fn shape(tree: &Tree, row: u32) -> u64 {
    let class = tree.attribute(row, "class").and_then(|all| all.split_ascii_whitespace().next());
    xxhash_rust::xxh3::xxh3_64(format!("{} {}", tree.name(row), class.unwrap_or("")).as_bytes())
}
