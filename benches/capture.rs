//! How long one card takes to read on its page and among many, and on saved real pages.
//! It never counts parsing HTML: in the browser that is the browser's.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measuring program may stop at the first surprise"
)]

mod figure;
mod page;

use std::{path::Path, time::Instant as Clock};

use figure::print;
use page::{SAVED, manifest, now, pin, saved, text};
use pinfold::capture::{self, draft::Aim, html, sent, snapshot::Snapshot};

/// What one card may take, in milliseconds.
const MOST: f64 = 5.0;
/// What all cards of a page of these sizes may take, its HTML included, in milliseconds.
const MOST_OF_A_PAGE: f64 = 60.0;
const LARGE: std::ops::Range<u64> = 1_300_000..1_600_000;
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
        let card = sent::card(&page, rows[size / 2]);
        let mut times: Vec<f64> = (0..READINGS).map(|_| read(&card).unwrap()).collect();
        times.sort_by(f64::total_cmp);
        p95.push(times[READINGS * 95 / 100]);
        print(&format!("extract-card-of-{size}-p95"), p95[p95.len() - 1], "ms", Some(MOST));
    }
    print("extract-growth-1-to-1000-cards", p95[SIZES.len() - 1] / p95[0], "times", None);
    slowest();
    large();
}

/// The slowest card of all saved pages.
fn slowest() {
    let Some(manifest) = manifest() else { return };
    let (mut slowest, mut place, mut cards) = (0.0, String::new(), 0);
    for line in manifest.lines().filter(|line| line.contains(",truth/")) {
        let name = line.split(',').next().unwrap_or_default();
        let page = saved(&text(&Path::new(SAVED).join(name)));
        for row in capture::find(&page) {
            let card = sent::card(&page, row);
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

/// All cards of the largest saved pages, from the text of the page on.
fn large() {
    let Some(manifest) = manifest() else { return };
    let (mut slowest, mut place): (f64, _) = (0.0, String::new());
    for name in manifest.lines().filter_map(|line| line.split(',').next()) {
        let path = Path::new(SAVED).join(name);
        if !path.metadata().is_ok_and(|file| LARGE.contains(&file.len())) {
            continue;
        }
        let text = text(&path);
        let url = saved(&text).url;
        let time = (0..PASSES).map(|_| {
            let start = Clock::now();
            let page = html::snapshot(&text, &url);
            let _ = std::hint::black_box(capture::clip(&page, &pin(), now()));
            start.elapsed().as_secs_f64() * 1e3
        });
        let time = time.fold(f64::INFINITY, f64::min);
        println!("note {name}: {time:.1} ms");
        if time > slowest {
            (slowest, place) = (time, name.to_owned());
        }
    }
    println!("the slowest large page is {place}");
    print("extract-all-cards-of-a-large-page", slowest, "ms", Some(MOST_OF_A_PAGE));
}

/// Milliseconds that reading one card takes; `None` where it is refused.
fn read(card: &Snapshot) -> Option<f64> {
    let start = Clock::now();
    let draft = std::hint::black_box(capture::draft(card, None, &Aim::Card, &pin(), now()));
    let elapsed = start.elapsed();
    draft.ok().map(|_| elapsed.as_secs_f64() * 1e3)
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
