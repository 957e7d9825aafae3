//! How long one card takes to read, alone on its page and among many, and on saved real pages.
//! It never counts parsing HTML: in the browser that is the browser's.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measuring program may stop at the first surprise"
)]

mod figure;

use std::{fs, path::Path, time::Instant as Clock};

use figure::print;
use pinfold::{
    capture::{
        self,
        draft::Aim,
        html,
        snapshot::{Extent, Snapshot},
    },
    model::{id::PinId, time::Instant},
};

/// Saved real pages, beside the project.
const SAVED: &str = "../shared/fixtures";
/// What one card may take, in milliseconds.
const MOST: f64 = 5.0;
/// Cards of our own pages.
const SIZES: [usize; 3] = [1, 100, 1_000];
/// Readings of the one card; their p95 counts.
const READINGS: usize = 400;
/// Readings of each saved card; the fastest counts, since everything slower is another program's doing.
const PASSES: usize = 5;

fn main() {
    let mut p95 = Vec::new();
    for size in SIZES {
        let page = html::snapshot(&feed(size), "https://social.example/home");
        // Not what the finder says: a card that stands alone on its page is the page to it.
        let rows: Vec<u32> = (0u32..)
            .zip(&page.nodes)
            .filter(|(_, node)| node.name == "article")
            .map(|(row, _)| row)
            .collect();
        let card = alone(&page, rows[size / 2]);
        let mut times: Vec<f64> = (0..READINGS).map(|_| read(&card).unwrap()).collect();
        times.sort_by(f64::total_cmp);
        p95.push(times[READINGS * 95 / 100]);
        print(&format!("extract-card-of-{size}-p95"), p95[p95.len() - 1], "ms", Some(MOST));
    }
    print("extract-growth-1-to-1000-cards", p95[SIZES.len() - 1] / p95[0], "times", None);
    saved();
}

/// The slowest card of all saved pages.
fn saved() {
    if !Path::new(SAVED).is_dir() {
        println!("SKIPPED: ../shared absent: no saved page was read");
        return;
    }
    let manifest = fs::read_to_string(Path::new(SAVED).join("manifest.csv")).unwrap();
    let (mut slowest, mut place, mut cards) = (0.0, String::new(), 0);
    for line in manifest.lines().filter(|line| line.contains(",truth/")) {
        let name = line.split(',').next().unwrap_or_default();
        let bytes = fs::read(Path::new(SAVED).join(name)).unwrap();
        let page = saved_page(&String::from_utf8_lossy(&bytes));
        for row in capture::find(&page) {
            let card = alone(&page, row);
            // A card that is refused is refused by the tests too.
            let Some(time) = (0..PASSES).filter_map(|_| read(&card)).min_by(f64::total_cmp) else { continue };
            cards += 1;
            if time > slowest {
                (slowest, place) = (time, name.to_owned());
            }
        }
    }
    println!("the slowest of {cards} saved cards stands in {place}");
    print("extract-slowest-saved-card", slowest, "ms", Some(MOST));
}

/// A saved page at the address it names itself: that decides which adapter reads it.
fn saved_page(text: &str) -> Snapshot {
    let page = html::snapshot(text, "https://forum.example/");
    let canonical = page.head.links.iter().find(|(rel, _)| rel == "canonical").map(|(_, href)| href);
    let shown = page.head.meta.iter().find(|(name, _)| name == "og:url").map(|(_, url)| url);
    match canonical.or(shown).filter(|url| url.starts_with("http")) {
        Some(url) => Snapshot { url: url.clone(), ..page },
        None => page,
    }
}

/// Milliseconds that reading one card takes; `None` where it is refused.
fn read(card: &Snapshot) -> Option<f64> {
    let pin = PinId::try_from("01J00000000000000000000000".to_owned()).unwrap();
    let now = Instant::from_rfc3339("2026-11-22T12:00:00Z")?;
    let start = Clock::now();
    let draft = std::hint::black_box(capture::draft(card, None, &Aim::Card, &pin, now));
    let elapsed = start.elapsed();
    draft.ok().map(|_| elapsed.as_secs_f64() * 1e3)
}

/// The subtree at `row` as the content script sends it: row 0 is the card, the head stays.
fn alone(page: &Snapshot, row: u32) -> Snapshot {
    let mut rows = vec![row];
    for (index, node) in (0u32..).zip(&page.nodes).skip(row as usize + 1) {
        if rows.binary_search(&node.parent).is_err() {
            break;
        }
        rows.push(index);
    }
    let nodes = rows.iter().map(|index| {
        let mut node = page.nodes[*index as usize].clone();
        node.parent = rows.binary_search(&node.parent).map_or(0, |at| at as u32);
        node
    });
    Snapshot {
        url: page.url.clone(),
        extent: Extent::Card,
        head: page.head.clone(),
        nodes: nodes.collect(),
        cut: page.cut,
    }
}

/// A feed as they come: author, time, text, picture, counts.
fn feed(cards: usize) -> String {
    let posts = (1..=cards).map(|number| {
        format!(
            r#"<article class="post" data-post-id="{number}"><header><a rel="author" href="/@user{number}"><b>User {number}</b> <span>@user{number}</span></a>
            <a href="/@user{number}/{number}"><time datetime="2026-03-01T08:00:00Z">1 March</time></a></header>
            <p>The lid of kettle {number} leaks, and nobody answers the phone. #refund</p>
            <img src="/kettle-{number}.jpg" alt="A kettle" width="800" height="600">
            <footer><button aria-label="14 replies">Reply 14</button><button aria-label="1240 likes">Like 1.2K</button></footer></article>"#
        )
    });
    let posts: String = posts.collect();
    format!(r#"<!doctype html><html lang="en"><title>Feed</title><main>{posts}</main>"#)
}
