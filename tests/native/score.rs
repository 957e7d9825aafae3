//! How well saved real pages are read: per site and field, found, right and wrong, with a floor per site.
//! It never pools sites, and it skips loudly where the saved pages are absent.

mod finder;

use std::path::Path;

use pinfold::cli::scoring::{self, Score, Tally};

/// The saved pages, beside the project.
const SAVED: &str = "../shared/fixtures";
/// Where a run leaves its counts for the next one to be compared with.
const LAST: &str = "target/adapter-score.json";

/// A site's floors in percent of its real items.
struct Floor {
    site: &'static str,
    cards: f64,
    ids: f64,
    authors: f64,
    times: f64,
    texts: f64,
}

/// Every site that has an adapter has a floor. Everywhere, no author may be wrong.
const FLOORS: &[Floor] = &[
    Floor { site: "x", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "reddit_old", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "forum_xf1", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "forum_phpbb", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "forum_phpbb3", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "forum_vb4", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "forum_vb", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "discourse_crawler", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "bsky", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
    Floor { site: "amazon", cards: 99.0, ids: 99.0, authors: 99.0, times: 98.0, texts: 97.0 },
];

/// One field of one site.
struct Scored {
    name: String,
    tally: Tally,
    least: f64,
    holds: bool,
}

#[test]
fn saved_pages_are_read_well_enough() {
    let Some(score) = score() else { return };
    let all = scored(&score);
    all.iter().for_each(print);
    let short: Vec<&str> = all.iter().filter(|one| !one.holds).map(|one| one.name.as_str()).collect();
    assert!(short.is_empty(), "below the floor: {short:?}");
    for floor in FLOORS {
        let prefix = format!("{}.", floor.site);
        assert!(all.iter().any(|one| one.name.starts_with(&prefix)), "no saved page of {}", floor.site);
    }
}

#[test]
#[ignore = "prints what the test above enforces; `cargo xtask score` runs it"]
fn the_score_is_printed_and_judges_nothing() {
    let Some(score) = score() else { return };
    scored(&score).iter().for_each(print);
    let last = Path::new(LAST);
    let before = scoring::last(last).unwrap();
    if !before.is_empty() {
        let changes = scoring::changes(&before, &score.sites);
        println!("compared with the last run: {}", if changes.is_empty() { "nothing changed" } else { "" });
        changes.iter().for_each(|change| println!("  {change}"));
    }
    scoring::keep(last, &score.sites).unwrap();
}

fn print(one: &Scored) {
    let (name, tally, least) = (&one.name, &one.tally, one.least);
    let verdict = if one.holds { "holds" } else { "short" };
    println!("figure score.{name} = {:.1} %, target >= {least}: {verdict}", tally.percent());
    println!("  {} right, {} wrong, {} absent", tally.right, tally.wrong, tally.absent);
}

/// What is read of the saved pages; nothing where they are absent.
fn score() -> Option<Score> {
    let saved = Path::new(SAVED);
    if !saved.is_dir() {
        println!("SKIPPED: ../shared absent: no saved page was read, no site was scored");
        return None;
    }
    Some(scoring::score(saved, &saved.join("truth")).unwrap())
}

/// Every site with its fields and their floors.
fn scored(score: &Score) -> Vec<Scored> {
    let fields = score.sites.iter().flat_map(|(site, fields)| {
        let floor = FLOORS.iter().find(|floor| floor.site == site);
        fields.iter().map(move |(field, tally)| {
            let least = floor.map_or(0.0, |floor| match field.as_str() {
                "cards" => floor.cards,
                "ids" => floor.ids,
                "authors" => floor.authors,
                "times" => floor.times,
                "texts" => floor.texts,
                _ => 0.0,
            });
            let holds = tally.percent() >= least && !(field == "authors" && tally.wrong > 0);
            Scored { name: format!("{site}.{field}"), tally: *tally, least, holds }
        })
    });
    fields.collect()
}
