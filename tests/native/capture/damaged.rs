//! Every adapter on its own pages, damaged in the ways that pages are: cut off anywhere, said twice, hidden in templates,
//! under a host that only looks like the site's. Nothing may be attributed to somebody else.

use std::{collections::BTreeSet, fs};

use pinfold::{
    capture::{self, adapter::shelf, html, report},
    cli::adapter::case::Case,
};
use serde_json::{Value, json};

use super::{adapters::cases, now, pin};

/// Places where each page is cut off.
const CUTS: usize = 60;

/// What a page says for certain: whose the cards are, and where.
fn said(text: &str, url: &str) -> Vec<(Value, Value)> {
    let page = html::snapshot(text, url);
    let drafts = capture::clip(&page, &pin(), now()).unwrap();
    let read = drafts.iter().map(report::object);
    read.map(|read| (read["url"].clone(), whose(&read["author"]))).filter(|(_, who)| !who.is_null()).collect()
}

/// The same, with what is not certain too: a card whose parts disagree has an author that nobody is told of.
fn written(text: &str, url: &str) -> Vec<(Value, Value)> {
    let page = html::snapshot(text, url);
    let drafts = capture::clip(&page, &pin(), now()).unwrap();
    let contents = drafts.into_iter().map(|draft| draft.content);
    contents.map(|content| (json!(content.source.url), whose(&json!(content.author)))).collect()
}

/// What identifies a person: the handle, where there is none the name.
fn whose(author: &Value) -> Value {
    if author["handle"].is_string() { author["handle"].clone() } else { author["name"].clone() }
}

fn text(case: &Case) -> String {
    fs::read_to_string(format!("tests/fixtures/capture/{}", case.fixture)).unwrap()
}

/// Each page once, however many cases it serves.
fn pages() -> Vec<(String, Case)> {
    let mut seen = BTreeSet::new();
    let all =
        cases().into_iter().flat_map(|(id, cases)| cases.into_iter().map(move |case| (id.clone(), case)));
    all.filter(|(_, case)| seen.insert((case.fixture.clone(), case.url.clone()))).collect()
}

#[test]
fn a_page_cut_off_anywhere_names_nobody_else() {
    let mut named = 0;
    for (id, case) in pages() {
        let whole = text(&case);
        let known = written(&whole, &case.url);
        for cut in 1..CUTS {
            let at = (0..=whole.len() * cut / CUTS).rev().find(|at| whole.is_char_boundary(*at)).unwrap();
            let begun = whole.get(..at).unwrap();
            // Half an end tag is text by the rules of HTML, and would stand at the end of a name.
            let at = if begun.ends_with(['<', '/']) { begun.rfind('<').unwrap_or(at) } else { at };
            for (url, who) in said(whole.get(..at).unwrap(), &case.url) {
                named += 1;
                // The last words of what was cut may be the beginning of a name.
                let is_same = |name: &Value| {
                    *name == who
                        || name.as_str().zip(who.as_str()).is_some_and(|(name, cut)| name.starts_with(cut))
                };
                let fits = known.iter().any(|(own, name)| is_same(name) && (url.is_null() || *own == url));
                assert!(fits, "{id}: {} cut off at {at}: {who} {url}", case.fixture);
            }
        }
    }
    assert!(named > 100, "only {named} authors were named: the test proves nothing");
}

#[test]
fn a_page_said_twice_names_the_same_people() {
    for (id, case) in pages() {
        let whole = text(&case);
        let known: BTreeSet<String> =
            said(&whole, &case.url).iter().map(|(_, who)| who.to_string()).collect();
        let twice: BTreeSet<String> =
            said(&format!("{whole}{whole}"), &case.url).iter().map(|(_, who)| who.to_string()).collect();
        assert!(twice.is_subset(&known), "{id}: {}: {twice:?} {known:?}", case.fixture);
    }
}

#[test]
fn what_stands_in_a_template_or_a_closed_shadow_is_nobody_s() {
    for (id, case) in pages() {
        let whole = text(&case);
        let (head, body) = whole.split_once("<body").unwrap_or(("", &whole));
        for open in
            ["<template>", "<div><template shadowrootmode=closed>", "<script type=text/plain>", "<!--"]
        {
            let hidden = format!("{head}<body>{open}<body{body}");
            assert_eq!(said(&hidden, &case.url), [], "{id}: {} in {open}", case.fixture);
        }
    }
}

#[test]
fn a_host_that_looks_like_the_site_s_is_not_the_site() {
    let mut count = 0;
    for (id, case) in pages() {
        let Some(adapter) = shelf::all().iter().find(|one| one.id == id && !one.is_platform()) else {
            continue;
        };
        let host = &adapter.hosts[0];
        let text = text(&case);
        for other in
            [format!("{host}.evil.example"), format!("not{host}"), host.replace('.', "-") + ".example"]
        {
            count += 1;
            let page = html::snapshot(&text, &format!("https://{other}/"));
            for draft in capture::clip(&page, &pin(), now()).unwrap() {
                let source = &draft.content.source;
                assert_ne!(source.adapter.as_ref().map(|one| &one.id), Some(&id), "{other}");
                assert_ne!(source.network, adapter.network, "{other}");
                assert_ne!(Some(&source.site), adapter.site.as_ref(), "{other}");
            }
        }
    }
    assert!(count > 0);
}
