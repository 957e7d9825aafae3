//! How often the tag that people gave is among those suggested, and how long learning and asking take. It is given two
//! files with a pin a line, learned and asked about, and prints a line of figures for each who suggests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measuring program may stop at the first surprise"
)]

mod figure;

use std::{collections::BTreeMap, env, fs, time::Instant as Clock};

use figure::print;
use pinfold::{
    model::{
        author::Author,
        id::PinId,
        pin::{Content, Pin, PinKind},
        rights::Rights,
        source::Source,
        tag::TagPath,
        time::Instant,
        workspace::Workspace,
    },
    suggest::{Suggester, Suggestion},
};
use serde_json::{Value, json};

/// Pins that are learned for the time it takes.
const LEARNED: usize = 10_000;
/// Pins that are asked about for it.
const ASKED: usize = 1_000;
/// How plain a suggestion is to be: what each of these would leave.
const LEAST: [f32; 5] = [0.15, 0.2, 0.25, 0.3, 0.4];

fn main() {
    let files: Vec<String> = env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    let [learned, asked] = files.as_slice() else {
        println!("SKIPPED: it is told what to learn by `cargo xtask bench tags`");
        return;
    };
    let (learned, asked) = (pins(learned), pins(asked));

    let mut suggester = Suggester::default();
    learned.iter().for_each(|pin| suggester.learn(pin));
    let paths = learned.iter().flat_map(|pin| &pin.tags);
    let paths: BTreeMap<String, TagPath> = paths.map(|path| (path.key(), path.clone())).collect();
    let paths: Vec<(String, TagPath)> = paths.into_iter().collect();
    suggester.call(&paths, &Workspace::default());
    let suggested: Vec<Vec<Suggestion>> = asked.iter().map(|pin| suggester.suggest(&bare(pin))).collect();
    let key = |one: &Suggestion| suggester.key(one.tag).unwrap().to_owned();
    say("pinfold", &asked, |at, place| suggested[at].get(place).map(key));
    for least in LEAST {
        let plain = suggested.iter().map(|all| all.iter().filter(|one| one.score >= least).count());
        let plain: Vec<usize> = plain.collect();
        let right =
            asked.iter().zip(&suggested).zip(&plain).map(|((pin, all), plain)| {
                all.iter().take(*plain).filter(|one| carries(pin, &key(one))).count()
            });
        let (right, shown): (usize, usize) = (right.sum(), plain.iter().sum());
        let asked = plain.len() as f64;
        let some = plain.iter().filter(|plain| **plain > 0).count() as f64;
        println!(
            "note tags-as-plain-as-{least}: right {:.3} of those shown, {:.2} shown for a pin, some for {:.3} of pins",
            right as f64 / shown.max(1) as f64,
            shown as f64 / asked,
            some / asked
        );
    }

    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for tag in learned.iter().flat_map(|pin| &pin.tags) {
        *counts.entry(tag.key()).or_default() += 1;
    }
    let mut frequent: Vec<(String, usize)> = counts.into_iter().collect();
    frequent.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    say("most-frequent", &asked, |_, place| frequent.get(place).map(|(tag, _)| tag.clone()));

    let few = &learned[..LEARNED.min(learned.len())];
    let start = Clock::now();
    let mut suggester = Suggester::default();
    few.iter().for_each(|pin| suggester.learn(pin));
    print(&format!("tags-learn-{}-pins", few.len()), start.elapsed().as_secs_f64() * 1e3, "ms", None);
    suggester.call(&paths, &Workspace::default());
    let mut times: Vec<f64> = Vec::new();
    for (one, pin) in asked.iter().take(ASKED).zip(few) {
        // As after every change: something was learned since.
        suggester.forget(pin);
        suggester.learn(pin);
        let start = Clock::now();
        suggester.suggest(one);
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    print("tags-suggest-for-one-p50", times[times.len() / 2], "ms", None);
    print("tags-suggest-for-one-p95", times[times.len() * 95 / 100], "ms", None);
}

/// Prints how often the first, and one of the first three, is right, and how many of the first three are.
fn say(who: &str, asked: &[Pin], suggested: impl Fn(usize, usize) -> Option<String>) {
    let (mut first, mut some, mut all) = (0, 0, 0);
    for (at, pin) in asked.iter().enumerate() {
        let right = |place| suggested(at, place).is_some_and(|tag| carries(pin, &tag));
        let hits = (0..3).filter(|place| right(*place)).count();
        first += usize::from(right(0));
        some += usize::from(hits > 0);
        all += hits;
    }
    let of = asked.len() as f64;
    let precision = all as f64 / (3.0 * of);
    let figures = json!({
        "who": who,
        "asked": of,
        "top1": first as f64 / of,
        "top3": some as f64 / of,
        "precision3": precision,
    });
    println!("{figures}");
}

fn carries(pin: &Pin, tag: &str) -> bool {
    pin.tags.iter().any(|own| own.key() == tag)
}

/// The pin as it is before anybody tagged it.
fn bare(pin: &Pin) -> Pin {
    Pin { tags: Default::default(), ..pin.clone() }
}

fn pins(file: &str) -> Vec<Pin> {
    let text = fs::read_to_string(file).expect("the file is there");
    (0..).zip(text.lines()).map(|(number, line)| pin(number, &serde_json::from_str(line).unwrap())).collect()
}

fn pin(number: u64, said: &Value) -> Pin {
    let text = |name: &str| said[name].as_str().map(str::to_owned);
    let source = Source { site: text("site").unwrap_or_default(), ..Source::default() };
    let created = Instant::from_milliseconds(0);
    let tags = said["tags"].as_array().unwrap().iter();
    Pin {
        id: PinId::try_from(format!("{number:026}")).unwrap(),
        created,
        changed: created,
        content: Content {
            title: text("title"),
            text: text("text"),
            author: Some(Author { handle: text("author"), ..Author::default() }),
            ..Content::new(PinKind::Page, source)
        },
        tags: tags.filter_map(|tag| TagPath::try_from(tag.as_str()?.to_owned()).ok()).collect(),
        placements: Default::default(),
        observations: Vec::new(),
        rights: Rights::default(),
        customer: None,
        case: None,
        ties: Default::default(),
    }
}
