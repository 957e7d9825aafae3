//! How long a workspace takes to open, to search and to list, at 10,000 and 100,000 pins.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measuring program may stop at the first surprise"
)]

mod corpus;
mod figure;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use corpus::{Corpus, Dice, pin_id};
use pinfold::{
    model::{
        pin::Pin,
        record::{Record, RecordKey},
        stored::Stored,
    },
    search::{Entry, Index, Open, Query},
    view::{Library, list::ListQuery},
};

/// Queries of each sort.
const QUERIES: usize = 80;
/// How often each is asked; the fastest pass counts, since everything slower is another program's doing.
const PASSES: usize = 5;
/// What must not be exceeded, in microseconds; the other figures are there to be compared with each other.
const TARGETS: [(&str, f64); 3] = [
    ("search_phrase_100k_p95", 2_000.0),
    ("search_dates_100k_p95", 2_000.0),
    ("library_add_100k_p95", 2_000.0),
];

fn main() {
    for count in [10_000, 100_000] {
        measure(count);
    }
}

fn measure(count: u64) {
    let mut corpus = Corpus::new();
    let pins = corpus.pins(1, count);
    let size = format!("{}k", count / 1_000);

    let before = resident();
    let (built, index) = worked(|| Index::build(pins.iter().map(|pin| Entry { pin, notes: Vec::new() })));
    print(&format!("search_build_{size}"), built.as_secs_f64() * 1e3, "ms");
    print(&format!("search_terms_{size}"), index.terms() as f64, "words");
    if let (Some(before), Some(after)) = (before, resident()) {
        print(&format!("search_memory_{size}"), after.saturating_sub(before) as f64 / 1e6, "MB");
    }

    for (name, texts) in queries(&pins) {
        let read: Vec<Query> = texts.iter().map(|text| Query::read(text, Open::Yes)).collect();
        let mut found = 0;
        let times: Vec<f64> =
            read.iter().map(|query| fastest(|| found = index.find(query, None).len())).collect();
        quantiles(&format!("search_{name}_{size}"), times, "us", 1e6);
    }
    drop(index);

    let records: Vec<Stored> = pins.iter().map(|pin| stored(pin.clone())).chain(corpus.others()).collect();
    let (opened, mut library) = worked(|| Library::open(records));
    print(&format!("library_open_{size}"), opened.as_secs_f64() * 1e3, "ms");

    let all = ListQuery { limit: 60, ..ListQuery::default() };
    let board = ListQuery { board: Some(corpus::id(1 << 40)), ..all.clone() };
    let mut lists: BTreeMap<&str, Vec<ListQuery>> = queries(&pins)
        .into_iter()
        .map(|(name, texts)| {
            (name, texts.into_iter().map(|text| ListQuery { text, ..all.clone() }).collect())
        })
        .collect();
    lists.insert("everything", vec![all.clone()]);
    lists.insert("board", vec![board]);
    for (name, queries) in lists {
        let mut marks = String::new();
        let times = queries.into_iter().map(|query| {
            fastest(|| {
                // A sign that is no word makes it another query, so that none is answered from memory.
                marks = if marks.len() < 100 { format!("{marks}!") } else { String::new() };
                library.list(&ListQuery { text: format!("{marks} {}", query.text), ..query.clone() });
            })
        });
        quantiles(&format!("list_{name}_{size}"), times.collect(), "ms", 1e3);
    }
    library.list(&all);
    let scrolled = (0..100).map(|window| {
        let query = ListQuery { offset: 60 + window * 60, ..all.clone() };
        timed(|| library.list(&query)).0.as_secs_f64()
    });
    quantiles(&format!("list_scrolled_{size}"), scrolled.collect(), "ms", 1e3);
    quantiles(
        &format!("rail_{size}"),
        (0..20).map(|_| timed(|| library.rail()).0.as_secs_f64()).collect(),
        "ms",
        1e3,
    );

    let changed: Vec<Pin> = corpus.pins(count + 1, 100);
    let added = changed.into_iter().map(|pin| {
        let (key, stored) = (RecordKey::pin(&pin.id), stored(pin));
        timed(|| library.refresh([(key, Some(stored))])).0.as_secs_f64()
    });
    quantiles(&format!("library_add_{size}"), added.collect(), "us", 1e6);
    let removed = (1..100).map(|number| {
        let key = RecordKey::pin(&pin_id(number * 50));
        timed(|| library.refresh([(key, None)])).0.as_secs_f64()
    });
    quantiles(&format!("library_remove_{size}"), removed.collect(), "us", 1e6);
}

/// Queries made of the pins' own words, so that frequent words are asked for frequently.
fn queries(pins: &[Pin]) -> BTreeMap<&'static str, Vec<String>> {
    let mut dice = Dice::new(7);
    let mut texts: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    while texts.values().next().map_or(0, Vec::len) < QUERIES {
        let pin = dice.one(pins).clone();
        let text = pin.content.text.unwrap_or_default();
        let words: Vec<&str> = text.split(' ').collect();
        if words.len() < 4 {
            continue;
        }
        let at = dice.below(words.len() as u64 - 1) as usize;
        let (word, next) = (words[at], words[at + 1]);
        let far = *dice.one(&words);
        let beginning: String = word.chars().take(1 + dice.below(4) as usize).collect();
        let tag = pin.tags.iter().next().map_or("complaint1", |tag| tag.as_str());
        for (name, query) in [
            ("one_word", format!("{word} ")),
            ("two_words", format!("{word} {far} ")),
            ("prefix", beginning),
            ("phrase", format!("\"{word} {next}\"")),
            ("within_a_tag", format!("tag:{tag} {word} ")),
            ("dates", format!("{word} after:2022-03 before:2022-09")),
        ] {
            texts.entry(name).or_default().push(query);
        }
    }
    texts
}

fn stored(pin: Pin) -> Stored {
    Stored { revision: 1, record: Record::Pin(Box::new(pin)) }
}

/// How long something long takes this program itself: other programs on the same machine do not count, where the
/// system tells.
fn worked<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let before = on_processor();
    let (elapsed, value) = timed(work);
    let own = on_processor().zip(before).map(|(after, before)| after.saturating_sub(before));
    (own.unwrap_or(elapsed), value)
}

fn on_processor() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    status.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = work();
    (start.elapsed(), value)
}

fn fastest(mut work: impl FnMut()) -> f64 {
    let times = (0..PASSES).map(|_| timed(&mut work).0.as_secs_f64());
    times.fold(f64::MAX, f64::min)
}

fn quantiles(name: &str, mut times: Vec<f64>, unit: &str, scale: f64) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)] * scale;
    print(&format!("{name}_p50"), at(50), unit);
    print(&format!("{name}_p95"), at(95), unit);
}

fn print(name: &str, value: f64, unit: &str) {
    let most = TARGETS.iter().find(|(of, _)| *of == name).map(|(_, most)| *most);
    figure::print(name, value, unit, most);
}

/// Memory of this process, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = status.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4_096)
}
