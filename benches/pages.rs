//! How long saved pages take to read, from the text of the page to everything that would be pinned of it: the same task
//! that `cargo xtask bench capture` gives to other programs, in the same run.
//!
//! `pages choose COUNT` prints the pages to read, one JSON object a line, `{file, url}`. `pages time LIST PASSES FOLDER`
//! prints `{peer, page, ms}` for each, and leaves the slowest card of each as a snapshot in FOLDER, for the same core as
//! Wasm to read.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measuring program may stop at the first surprise"
)]

mod page;

use std::{env, fs, path::Path, time::Instant as Clock};

use page::{SAVED, manifest, now, pin, saved, text};
use pinfold::capture::{self, draft::Aim, html, sent, snapshot::Snapshot};
use serde_json::{Value, json};

fn main() {
    // Cargo adds words of its own (`--bench`).
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["choose", count] => choose(count.parse().unwrap()),
        ["time", list, passes, folder] => time(list, passes.parse().unwrap(), Path::new(folder)),
        _ => println!("SKIPPED: `cargo xtask bench capture` says which pages are to be read"),
    }
}

/// As many of the saved real pages, in even steps over all collections.
fn choose(count: usize) {
    let Some(manifest) = manifest() else { return };
    let is_real = |line: &&str| {
        line.split(',').next().is_some_and(|file| file.ends_with(".html")) && line.contains(",True,")
    };
    let files: Vec<&str> =
        manifest.lines().filter(is_real).filter_map(|line| line.split(',').next()).collect();
    for at in 0..count.min(files.len()) {
        let file = Path::new(SAVED).join(files[at * files.len() / count.min(files.len())]);
        println!("{}", json!({ "file": file, "url": saved(&text(&file)).url }));
    }
}

fn time(list: &str, passes: usize, folder: &Path) {
    for line in fs::read_to_string(list).unwrap().lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let (file, url) = (entry["file"].as_str().unwrap(), entry["url"].as_str().unwrap());
        let text = text(Path::new(file));
        let say = |peer: &str, ms: f64| println!("{}", json!({ "peer": peer, "page": file, "ms": ms }));
        say("pinfold", best(passes, || read(&text, url)));
        let page = html::snapshot(&text, url);
        if let Some(slowest) = slowest(&page, passes) {
            let name = format!("{}.json", file.replace(['/', '\\'], "_"));
            fs::write(folder.join(name), serde_json::to_vec(&slowest).unwrap()).unwrap();
        }
    }
}

/// What a person would get: all cards, and the page itself.
fn read(text: &str, url: &str) {
    let page = html::snapshot(text, url);
    let _ = std::hint::black_box(capture::clip(&page, &pin(), now()));
    let _ = std::hint::black_box(capture::draft(&page, None, &Aim::Page, &pin(), now()));
}

/// The fastest of several passes, in milliseconds: everything slower is another program's doing.
fn best(passes: usize, mut task: impl FnMut()) -> f64 {
    let times = (0..passes).map(|_| {
        let start = Clock::now();
        task();
        start.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}

/// The card that takes longest as a content script sends it.
fn slowest(page: &Snapshot, passes: usize) -> Option<Snapshot> {
    let cards = capture::find(page).into_iter().map(|row| {
        let card = sent::card(page, row);
        let ms = best(passes, || drop(capture::draft(&card, None, &Aim::Card, &pin(), now())));
        (ms, card)
    });
    cards.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, card)| card)
}
