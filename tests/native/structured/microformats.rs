//! The tests of microformats.org: what pins take from cards, people and reviews is what they expect.

use std::{collections::BTreeSet, fs, path::PathBuf};

use pinfold::capture::{
    html, link,
    structured::{
        item::{Item, Value},
        microformats,
    },
    tree::Tree,
};
use serde_json::Value as Json;
use url::Url;

use super::{note, read, saved};

/// Where the tests' pages are said to stand.
const PAGE: &str = "http://example.com/";

/// The formats pins are made of, each a folder of tests.
const FOLDERS: &[&str] = &[
    "microformats-v2/h-entry",
    "microformats-v2/h-review",
    "microformats-v2/h-review-aggregate",
    "microformats-v2/h-product",
    "microformats-v2/h-feed",
    "microformats-v2/mixed",
    "microformats-v1/hentry",
    "microformats-v1/hreview",
    "microformats-v1/hreview-aggregate",
    "microformats-v1/hproduct",
    "microformats-mixed/h-card",
    "microformats-mixed/h-entry",
];
/// The properties pins take.
const TAKEN: &[&str] = &[
    "name",
    "author",
    "reviewer",
    "published",
    "reviewed",
    "updated",
    "url",
    "content",
    "summary",
    "description",
    "rating",
    "best",
    "average",
    "count",
    "price",
    "photo",
    "item",
    "brand",
    "review",
    "category",
    "nickname",
];

/// Tests that expect what no reader of a browser's page can see, or no pin needs, each with why.
const LEFT_OUT: &[(&str, &str)] = &[
    ("microformats-v2/h-entry/urlincontent", "the address of a picture is expected in the text"),
    ("microformats-v2/mixed/vendorprefix", "formats of vendors that are no cards"),
];

#[test]
fn what_pins_take_is_what_the_tests_expect() {
    let Some(root) = saved("microformats-tests/tests") else { return };
    let (mut compared, mut wrong) = (0, Vec::new());
    for path in FOLDERS.iter().flat_map(|folder| pages(&root.join(folder))) {
        let name = path.strip_prefix(&root).unwrap().with_extension("").to_string_lossy().into_owned();
        if LEFT_OUT.iter().any(|(left, _)| *left == name) {
            continue;
        }
        let expected: Json = serde_json::from_str(&read(&path.with_extension("json"))).unwrap();
        let page = html::snapshot(&read(&path), PAGE);
        let base = link::absolute(&page.head.base).unwrap_or_else(own);
        let tree = Tree::new(&page).unwrap();
        let mut seen = BTreeSet::new();
        let mut all: Vec<Item> = Vec::new();
        for row in 0..tree.len() {
            if let Some(item) = microformats::item(&tree, row).filter(|_| !seen.contains(&row)) {
                note(&item, &mut seen);
                all.push(item);
            }
        }
        let mut read: Vec<String> = Vec::new();
        all.iter().for_each(|item| lines(item, &base, &mut read));
        let mut wanted: Vec<String> = Vec::new();
        expected["items"].as_array().unwrap().iter().for_each(|item| expected_lines(item, &mut wanted));
        compared += 1;
        if read != wanted {
            wrong.push(format!(
                "== {name}\n-- read\n{}\n-- expected\n{}",
                read.join("\n"),
                wanted.join("\n")
            ));
        }
    }
    println!("figure score.microformats.same = {} of {compared}", compared - wrong.len());
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared >= 35, "only {compared} tests");
}

fn pages(folder: &PathBuf) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut all: Vec<_> = all
        .filter(|path| path.with_extension("json").exists() && path.extension().unwrap() == "html")
        .collect();
    all.sort();
    all
}

fn own() -> Url {
    link::absolute(PAGE).unwrap()
}

/// What an item says of what pins take: one line for each value, in the order of names.
fn lines(item: &Item, base: &Url, out: &mut Vec<String>) {
    out.push(item.types.join(" "));
    for name in TAKEN {
        for value in item.all(name) {
            match value {
                Value::Text(text) => out.push(format!("{name}: {}", bare(text))),
                Value::Address(url) => {
                    out.push(format!("{name}: {}", bare(&link::resolve(base, url).unwrap_or_default())));
                }
                Value::Item(inner) => {
                    out.push(format!("{name}:"));
                    lines(inner, base, out);
                }
            }
        }
    }
}

fn expected_lines(item: &Json, out: &mut Vec<String>) {
    out.push(
        item["type"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap())
            .collect::<Vec<_>>()
            .join(" "),
    );
    for name in TAKEN {
        for value in item["properties"][name].as_array().into_iter().flatten() {
            if value["type"].is_array() {
                out.push(format!("{name}:"));
                expected_lines(value, out);
            } else {
                let text = value.as_str().or_else(|| value["value"].as_str()).unwrap();
                let text = if matches!(*name, "url" | "photo") {
                    link::resolve(&own(), text).unwrap_or_default()
                } else {
                    text.to_owned()
                };
                out.push(format!("{name}: {}", bare(&text)));
            }
        }
    }
    for child in item["children"].as_array().into_iter().flatten() {
        expected_lines(child, out);
    }
}

/// Without white space: where lines break is a matter of style.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}
