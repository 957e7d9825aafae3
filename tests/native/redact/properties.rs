//! What holds for every text: masks leave nothing, clean texts stay, no character is split; and what tables of others say.

use std::{collections::BTreeSet, fs, path::PathBuf};

use pinfold::redact::{
    Kind, Kinds, Known, find, mask,
    output::{Masks, Written, leaks},
};
use proptest::prelude::*;

use super::known;
use crate::strategies;

/// Pieces of which texts are made that are hard to keep apart.
const PIECES: [&str; 34] = [
    "DE89 3704 0044 0532 0130 00",
    "4111 1111 1111 1111",
    "jane@example.com",
    "+49 171 1234567",
    "0171 1234567",
    "Order 12345",
    "@jane",
    "Mara Thalberg",
    "302-1234567-1234567",
    "４１１１",
    "\u{200b}",
    "\u{a0}",
    " ",
    " ",
    "-",
    ".",
    ",",
    "/",
    "(",
    ")",
    "(at)",
    "@",
    "1",
    "22",
    "0171",
    "4006381333931",
    "€",
    "Bestellnummer: ",
    "tel ",
    "x",
    "é",
    "👍🏽",
    "&#64;",
    "\n",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

fn left(text: &str, known: &Known) -> Vec<String> {
    let masked = mask(text, known, Kinds::EVERY, "en");
    let masks = Masks::new(masked.changes.iter().map(|change| change.shown.clone()).collect());
    let leaks = leaks(&masked.text, Written::Plain, known, Kinds::EVERY, (&[], &masks), &[]);
    leaks.into_iter().map(|leak| format!("{:?} {:?}", leak.kind, leak.text)).collect()
}

/// What a mask changes lies apart, in order, on whole characters, and undone gives the text again.
fn there_and_back(text: &str, kinds: Kinds) -> Result<(), TestCaseError> {
    let masked = mask(text, &known(), kinds, "de");
    let (mut back, mut done, mut after) = (String::new(), 0, 0);
    for change in &masked.changes {
        prop_assert!(change.start >= done && change.end > change.start, "{:?}", masked.changes);
        prop_assert!(text.is_char_boundary(change.start) && text.is_char_boundary(change.end));
        prop_assert_eq!(
            masked.text.get(change.at..change.at + change.shown.len()),
            Some(change.shown.as_str())
        );
        back.push_str(masked.text.get(after..change.at).unwrap());
        back.push_str(text.get(change.start..change.end).unwrap());
        (done, after) = (change.end, change.at + change.shown.len());
    }
    back.push_str(masked.text.get(after..).unwrap());
    prop_assert_eq!(back, text);
    if masked.changes.is_empty() {
        prop_assert_eq!(&masked.text, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_masked_has_nothing_left(text in pieces()) {
        let left = left(&text, &known());
        prop_assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn any_text_is_masked_whole_and_can_be_put_back(text in strategies::text(), made in pieces()) {
        for text in [&text, &made, &format!("{text}{made}")] {
            there_and_back(text, Kinds::EVERY)?;
            there_and_back(text, Kinds::USUAL)?;
            prop_assert!(left(text, &known()).is_empty());
        }
    }

    #[test]
    fn a_kind_that_is_off_stays(text in pieces()) {
        let masked = mask(&text, &known(), Kinds { email: false, ..Kinds::EVERY }, "en");
        prop_assert!(masked.changes.iter().all(|change| change.kind != Kind::Email));
        prop_assert_eq!(mask(&text, &known(), Kinds::default(), "en").text, text);
    }

    #[test]
    fn words_without_numbers_and_signs_stay(text in "[a-zäöüßA-Z ,.!?]{0,200}") {
        prop_assert_eq!(mask(&text, &Known::default(), Kinds::EVERY, "en").text, text);
    }
}

fn suite(path: &str) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/suites").join(path);
    fs::read(file).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Mentions as a table of others has them: none of theirs is missed.
#[test]
fn mentions_of_a_table_of_others() {
    let Some(table) = suite("twitter-text/extract.yml") else {
        println!("SKIPPED: ../shared absent, mentions are tried on our own cases only");
        return;
    };
    let table: serde_json::Value = serde_saphyr::from_str(&table).unwrap();
    let (mut all, mut missed) = (0, Vec::new());
    for case in table["tests"]["mentions"].as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let found = find(text, &Known::default(), Kinds::EVERY);
        let found: BTreeSet<String> = found
            .iter()
            .map(|finding| text.get(finding.start..finding.end).unwrap().replace('＠', "@").to_lowercase())
            .collect();
        for name in case["expected"].as_array().unwrap() {
            all += 1;
            let name = format!("@{}", name.as_str().unwrap().to_lowercase());
            if !found.iter().any(|found| found.starts_with(&name)) {
                missed.push(format!("{name} in {text:?}: {found:?}"));
            }
        }
    }
    println!("{} of {all} mentions", all - missed.len());
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Prices of a table of others are no telephones, cards or orders.
#[test]
fn prices_of_a_table_of_others() {
    let Some(table) = suite("prices/prices.json") else {
        println!("SKIPPED: ../shared absent, prices are tried on our own cases only");
        return;
    };
    let table: serde_json::Value = serde_json::from_str(&table).unwrap();
    let (mut all, mut wrong) = (0, Vec::new());
    let mut open = vec![&table];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Array(values) => open.extend(values),
            serde_json::Value::Object(values) => open.extend(values.values()),
            serde_json::Value::String(text) => {
                all += 1;
                let found = find(text, &Known::default(), Kinds::EVERY);
                if !found.is_empty() {
                    wrong.push(super::marked(text, &found));
                }
            }
            _ => {}
        }
    }
    println!("{} of {all} price texts have nothing personal in them", all - wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Texts of customers: what is found there is printed, so that somebody looks; hostile strings neither stop nor split.
#[test]
fn texts_of_others() {
    let files = ["texts/tweets_GroundTruth.txt", "texts/amazonReviewSnippets_GroundTruth.txt"];
    let Some(texts) = files.iter().map(|file| suite(file)).collect::<Option<Vec<_>>>() else {
        println!("SKIPPED: ../shared absent, no texts of others");
        return;
    };
    let kinds = Kinds { handle: false, ..Kinds::EVERY };
    let (mut all, mut found) = (0, Vec::new());
    for line in texts.iter().flat_map(|text| text.lines()) {
        let text = line.split('\t').nth(2).unwrap_or(line);
        all += 1;
        let spans = find(text, &Known::default(), kinds);
        if !spans.is_empty() {
            found.push(super::marked(text, &spans));
        }
    }
    println!("{} of {all} posts and reviews have something that looks personal: {found:#?}", found.len());
    // Looked at one by one: see what is printed.
    assert!(found.len() * 200 < all, "{} of {all}", found.len());
    for text in suite("blns/blns.json")
        .map(|text| serde_json::from_str::<Vec<String>>(&text).unwrap())
        .unwrap_or_default()
    {
        there_and_back(&text, Kinds::EVERY).unwrap();
        assert!(left(&text, &known()).is_empty(), "{text}");
    }
}
