//! What the parts of a card seem to be, for a draft: where its author, time, permalink, text and picture stand. It is a guess
//! for an adapter's author to verify; nothing is ever captured by it.

use crate::capture::{
    builder::Ground,
    byline,
    card::{Card, has_word, is_time},
    parse::date,
    prose,
    slot::Slot,
    text,
    tree::Tree,
};

/// Classes of who wrote, where no more is said; the surest first.
const PEOPLE: &[&[&str]] = &[
    &["author", "byline"],
    &["username", "fullname", "displayname", "nickname"],
    &["user", "poster", "name"],
];
/// Classes of when.
const DATES: &[&str] =
    &["date", "time", "datetime", "timestamp", "postdate", "published", "posted", "ago", "age", "when"];
/// Pictures that are of the author or of the site.
const NO_PICTURES: &[&str] = &[
    "avatar",
    "emoji",
    "icon",
    "logo",
    "userpic",
    "profile",
    "smilie",
    "badge",
    "author",
    "inlineimg",
    "rank",
];
/// Below this on a side, as the page writes it, a picture is a sign.
const MIN_PICTURE: u32 = 60;
/// Longest name.
const MAX_NAME: usize = 60;

/// The parts of the card that begins at `root`.
pub fn picks(tree: &Tree, root: u32, ground: &Ground) -> Vec<(Slot, u32)> {
    let card = Card::new(tree, root, ground);
    let mut picks = Vec::new();
    let line = |row: u32| text::line(tree, row, &|_| false);
    let mut around = Vec::new();
    let byline = byline::find(&card);
    let named = byline.as_ref().and_then(|one| one.rows.iter().copied().find(|row| !line(*row).is_empty()));
    let is_name = |row: &u32| {
        let said = line(*row);
        !said.is_empty() && said.chars().count() <= MAX_NAME
    };
    let classed = || {
        PEOPLE.iter().find_map(|words| {
            let mut rows =
                card.inner.iter().copied().filter(|row| *row != root && has_word(tree, *row, words));
            rows.find(is_name)
        })
    };
    let linked = || {
        card.links().iter().find(|(row, url)| is_name(row) && byline::is_profile(url)).map(|(row, _)| *row)
    };
    if let Some(row) = named.or_else(classed).or_else(linked) {
        around.push(row);
        picks.push((Slot::Name, innermost(tree, row)));
    }
    let context = date::Context { language: ground.lang.as_deref(), now: Some(ground.now) };
    let says_when = |row: &u32| {
        tree.attribute(*row, "datetime").is_some()
            || is_time(tree, *row)
            || *row != root
                && has_word(tree, *row, DATES)
                && (date::read(&line(*row), context).is_some()
                    || tree
                        .attribute(*row, "title")
                        .is_some_and(|title| date::read(title, context).is_some()))
    };
    if let Some(row) = card.inner.iter().copied().find(says_when) {
        around.push(row);
        picks.push((Slot::Published, row));
    }
    let own_id = tree.attribute(root, "id");
    let leads_here = |(row, url): &(u32, url::Url)| {
        let names = |words: &[&str]| has_word(tree, *row, words);
        card.is_here(url)
            && !byline::is_profile(url)
            && (tree.attribute(*row, "rel").is_some_and(|rel| rel.contains("bookmark"))
                || names(&["permalink", "hashpermalink", "datepermalink", "postcounter", "bylink"])
                || own_id.is_some() && url.fragment() == own_id
                || (*row..tree.end(*row)).any(|inner| is_time(tree, inner)))
    };
    if let Some((row, _)) = card.links().iter().find(|link| leads_here(link)) {
        around.push(*row);
        picks.push((Slot::Url, *row));
    }
    let prose = prose::read(&card, &around);
    if !prose.text.is_empty() && prose.row != root {
        picks.push((Slot::Text, prose.row));
    }
    let is_picture = |row: &u32| {
        let mut near = tree.upward(*row).take(4).take_while(|above| tree.contains(root, *above));
        let side = |name| tree.attribute(*row, name).and_then(|value| value.trim().parse::<u32>().ok());
        let small = [side("width"), side("height")].into_iter().flatten().any(|side| side < MIN_PICTURE);
        tree.name(*row) == "img" && !small && !near.any(|above| has_word(tree, above, NO_PICTURES))
    };
    if let Some(row) = card.inner.iter().copied().find(is_picture) {
        picks.push((Slot::Image, row));
    }
    picks
}

/// The element with the name itself, of a line that says more: the first link with words in it, and the first words of that.
fn innermost(tree: &Tree, row: u32) -> u32 {
    let has_words = |row: &u32| tree.is_element(*row) && !text::line(tree, *row, &|_| false).is_empty();
    let link = (row..tree.end(row)).find(|inner| tree.name(*inner) == "a" && has_words(inner));
    let mut at = link.unwrap_or(row);
    let own_words = |row: u32| {
        tree.children(row).any(|child| {
            !tree.is_element(child) && tree.node(child).is_some_and(|node| !node.text.trim().is_empty())
        })
    };
    while !own_words(at) {
        match tree.children(at).find(has_words) {
            Some(inner) => at = inner,
            None => break,
        }
    }
    at
}
