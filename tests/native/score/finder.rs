//! How well cards are found and read where no adapter is known: saved pages with the adapters switched off. Precision comes
//! first: no author and no permalink may be wrong.

use std::{collections::BTreeMap, path::Path};

use pinfold::{
    capture::{self, finder, report, sent, tree::Tree},
    cli::scoring::{self, List, Tally},
    model::{
        id::PinId,
        provenance::{Certainty, Field},
    },
};
use serde_json::Value;

use super::SAVED;

/// The least share of a site's items that are cards of their own, in percent. No author and no permalink may be wrong.
const FLOORS: &[(&str, f64)] = &[
    ("amazon", 99.0),
    ("bsky", 98.0),
    ("forum_phpbb", 99.0),
    ("forum_vb", 99.0),
    ("forum_vb4", 99.0),
    ("forum_xf1", 99.0),
    ("reddit_old", 99.0),
    ("x", 50.0),
];

/// What became of the items of one site.
#[derive(Default)]
struct Found {
    /// Items in a card of their own.
    cards: Tally,
    authors: Tally,
    links: Tally,
    times: Tally,
}

fn note(tally: &mut Tally, holds: Option<bool>) {
    match holds {
        Some(true) => tally.right += 1,
        Some(false) => tally.wrong += 1,
        None => tally.absent += 1,
    }
}

#[test]
fn unknown_sites_give_cards_without_a_wrong_author() {
    let Some(found) = found() else { return };
    found.iter().for_each(print);
    for (site, one) in &found {
        assert_eq!(one.authors.wrong, 0, "{site}: wrong authors");
        assert_eq!(one.links.wrong, 0, "{site}: wrong permalinks");
        assert_eq!(one.times.wrong, 0, "{site}: wrong times");
    }
    for (site, least) in FLOORS {
        let cards = found.get(*site).map_or(0.0, |one| one.cards.percent());
        assert!(cards >= *least, "{site}: {cards:.1} % of cards, at least {least}");
    }
}

#[test]
#[ignore = "prints what the test above enforces; `cargo xtask score` runs it"]
fn the_finder_is_printed_and_judged_elsewhere() {
    found().iter().flatten().for_each(print);
}

fn print((site, one): (&String, &Found)) {
    let least = FLOORS.iter().find(|(name, _)| name == site).map_or(0.0, |(_, least)| *least);
    for (field, tally, least) in [
        ("cards", &one.cards, least),
        ("authors", &one.authors, 0.0),
        ("links", &one.links, 0.0),
        ("times", &one.times, 0.0),
    ] {
        // Of no item nothing can be said.
        if *tally == Tally::default() {
            continue;
        }
        let holds = tally.percent() >= least && tally.wrong == 0;
        let verdict = if holds { "holds" } else { "short" };
        println!("figure finder.{site}.{field} = {:.1} %, target >= {least}: {verdict}", tally.percent());
        println!("  {} right, {} wrong, {} absent", tally.right, tally.wrong, tally.absent);
    }
}

/// By site; nothing where the saved pages are absent.
fn found() -> Option<BTreeMap<String, Found>> {
    let saved = Path::new(SAVED);
    if !saved.is_dir() {
        println!("SKIPPED: ../shared absent: the finder was tried on no saved page");
        return None;
    }
    let mut sites = BTreeMap::new();
    for list in scoring::lists(saved, &saved.join("truth")).unwrap() {
        count(&list, sites.entry(list.site.clone()).or_default());
    }
    Some(sites)
}

fn count(list: &List, found: &mut Found) {
    let tree = Tree::new(&list.snapshot).unwrap();
    // What a content script sends is enough to find them by.
    let bare = sent::skeleton(&list.snapshot, &capture::roots("https://unknown.example/").attributes);
    assert_eq!(finder::find(&Tree::new(&bare).unwrap()), finder::find(&tree), "{}", list.page);
    let cards = capture::clip_unknown(&list.snapshot, &PinId::nil(), scoring::read_at()).unwrap();
    let mut taken: BTreeMap<u32, String> = BTreeMap::new();
    for item in list.truth["items"].as_array().unwrap() {
        if item["type"].as_str().is_some_and(|kind| !matches!(kind, "link" | "comment")) {
            continue;
        }
        let Some((key, place)) = place(&tree, item) else { continue };
        // The innermost card around it.
        let Some((row, draft)) = cards.iter().rev().find(|(row, _)| tree.contains(*row, place)) else {
            note(&mut found.cards, None);
            continue;
        };
        // A reply in a card that is not found by itself is not found: the card is the post's around it.
        if taken.insert(*row, key.clone()).is_some_and(|other| other != key) {
            taken.insert(*row, String::new());
            note(&mut found.cards, None);
            continue;
        }
        note(&mut found.cards, Some(true));
        let read = report::object(draft);
        let author = item["author"].as_str().or(item["author_handle"].as_str());
        if let Some(expected) = author {
            let names: Vec<&str> =
                ["handle", "name"].into_iter().filter_map(|name| read["author"][name].as_str()).collect();
            let holds = (!names.is_empty()).then(|| names.contains(&expected));
            if std::env::var("FINDER").is_ok() && holds != Some(true) {
                println!("{} {key} row {row}: author {expected:?}, read {}", list.page, read["author"]);
            }
            note(&mut found.authors, holds);
        }
        if let Some(expected) = ["datetime", "date"].into_iter().find_map(|name| item[name].as_str()) {
            // What nobody is sure of is shown with a question, and absent until somebody answers.
            let given = draft.content.provenance.get(&Field::Published);
            let sure = given.is_some_and(|given| given.certainty == Certainty::Sure);
            let lang = &list.snapshot.head.lang;
            let at = read["published"].as_str();
            let holds = at.and_then(|at| scoring::is_time(at, expected, lang));
            if std::env::var("FINDER").is_ok() && holds != Some(true) {
                println!("{} {key} row {row}: {expected:?}, read {} {sure}", list.page, read["published"]);
            }
            note(&mut found.times, holds.filter(|_| sure));
        }
        let number: String = key.chars().rev().take_while(char::is_ascii_digit).collect();
        let number: String = number.chars().rev().collect();
        let is_own = |url: &str| url.contains(&key) || (!number.is_empty() && url.contains(&number));
        let holds = read["url"].as_str().map(is_own);
        if std::env::var("FINDER").is_ok() && holds != Some(true) {
            println!("{} {key} row {row}: url {}", list.page, read["url"]);
        }
        note(&mut found.links, holds);
    }
}

/// What tells an item, and a row of the page that is its own.
fn place(tree: &Tree, item: &Value) -> Option<(String, u32)> {
    let has = |row: u32, name: &str, value: &str| tree.attribute(row, name) == Some(value);
    let rows = || (0..tree.len()).filter(|row| tree.is_element(*row));
    if let Some(permalink) = item["permalink"].as_str() {
        let permalink = permalink.trim_end_matches("/reposted-by");
        let leads = |row: &u32| tree.attribute(*row, "href").is_some_and(|href| href.ends_with(permalink));
        return Some((permalink.to_owned(), rows().find(leads)?));
    }
    let id = item["id"].as_str()?;
    Some((id.to_owned(), rows().find(|row| has(*row, "id", id) || has(*row, "data-fullname", id))?))
}
