//! The examples of schema.org: what is written in microdata, RDFa and JSON-LD gives the same pins.

use std::{cell::OnceCell, collections::BTreeSet, fs};

use pinfold::{
    capture::{
        builder::{Builder, Ground},
        html, link,
        structured::{
            item::{Item, Value},
            markup, schema,
        },
        tree::Tree,
    },
    model::{
        address,
        id::PinId,
        pin::PinKind,
        provenance::{Certainty, Origin},
        time::Instant,
    },
};
use serde_json::Value as Json;

use super::{read, saved};

const PAGE: &str = "https://page.example/";

/// Examples whose encodings do not say the same, each with what differs.
const DIFFER: &[(&str, &str)] = &[
    ("#eg-0010", "JSON-LD has another price"),
    ("#eg-0208", "microdata writes the currency as RDFa, JSON-LD the name in other letters"),
    ("#eg-0328", "microdata has the picture's address in `href`, which pictures do not have"),
    ("#eg-0329", "microdata has the picture's address in `href`, which pictures do not have"),
    ("#eg-0352", "JSON-LD has other descriptions, with tags in them"),
    ("#eg-0355", "JSON-LD repeats the first price"),
    ("#eg-0393", "RDFa does not say that it is available, JSON-LD alone joins book and offer"),
    ("#eg-0395", "JSON-LD has another address"),
    ("#eg-0396", "JSON-LD has another name for a service"),
    ("#eg-0399", "JSON-LD has hyphens for a dash"),
    ("#eg-0446", "JSON-LD alone has the date"),
    ("#eg-0449", "microdata has another address"),
    ("#eg-0450", "JSON-LD has the name in other letters, and a reference for a sign"),
];

/// What an example is called in its file, and its three encodings.
struct Example {
    name: String,
    encodings: [String; 3],
}

#[test]
fn three_encodings_of_one_thing_give_the_same_pins() {
    let Some(root) = saved("schemaorg-examples/data") else { return };
    let mut files: Vec<_> = fs::read_dir(root).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let (mut compared, mut same) = (0, 0);
    let mut wrong: Vec<String> = Vec::new();
    let mut known: BTreeSet<&str> = DIFFER.iter().map(|(name, _)| *name).collect();
    for example in files.iter().flat_map(|file| examples(&read(file))) {
        let [microdata, rdfa, json_ld] = [0, 1, 2].map(|at| pins(&example.encodings[at], at == 2));
        let any = !microdata.is_empty() || !rdfa.is_empty() || !json_ld.is_empty();
        if !any {
            continue;
        }
        compared += 1;
        if microdata == rdfa && rdfa == json_ld {
            same += 1;
            assert!(!known.contains(example.name.as_str()), "{} is the same now", example.name);
        } else if !known.remove(example.name.as_str()) {
            wrong.push(format!(
                "== {}\n-- microdata {microdata:#?}\n-- rdfa {rdfa:#?}\n-- json-ld {json_ld:#?}",
                example.name
            ));
        }
    }
    println!("figure score.schemaorg.same = {same} of {compared}, {} differ by themselves", DIFFER.len());
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(known.is_empty(), "no such examples: {known:?}");
    assert!(compared >= 40, "only {compared} examples");
}

/// The examples of a file that are there in all three encodings.
fn examples(text: &str) -> Vec<Example> {
    let mut found = Vec::new();
    for part in text.split("\nTYPES:").flat_map(|part| part.split("TYPES: ")) {
        let name = part.split_whitespace().find(|word| word.starts_with("#eg")).unwrap_or("").to_owned();
        let section = |title: &str, ends: &[&str]| {
            let start = part.find(&format!("\n{title}:"))? + title.len() + 2;
            let rest = part.get(start..)?;
            let end =
                ends.iter().filter_map(|end| rest.find(&format!("\n{end}:"))).min().unwrap_or(rest.len());
            Some(rest.get(..end)?.trim().to_owned())
        };
        let all = [
            section("MICRODATA", &["RDFA", "JSON"]),
            section("RDFA", &["JSON"]),
            section("JSON", &["TYPES"]),
        ];
        if let [Some(microdata), Some(rdfa), Some(json_ld)] = all {
            let encodings = [microdata, rdfa, json_ld];
            if encodings
                .iter()
                .zip(["itemscope", "typeof", "@context"])
                .all(|(text, sign)| text.contains(sign))
            {
                found.push(Example { name, encodings });
            }
        }
    }
    found
}

/// The pins of an encoding: one for each thing that can be pinned and is not part of another.
fn pins(encoding: &str, is_json_ld: bool) -> Vec<String> {
    let snapshot = html::snapshot(encoding, PAGE);
    let ground = Ground {
        page: PAGE.to_owned(),
        host: address::host(PAGE),
        base: link::absolute(PAGE).unwrap(),
        lang: None,
        now: Instant::from_rfc3339("2026-11-22T12:00:00Z").unwrap(),
        data: OnceCell::new(),
    };
    let mut pins = Vec::new();
    if is_json_ld {
        // Items inside others stand in the list too, after them.
        let all = ground.data(&snapshot.head).items();
        let mut inner = Vec::new();
        all.iter().for_each(|item| nested(item, &mut inner));
        all.iter().filter(|item| !inner.contains(item)).for_each(|item| collect(item, &ground, &mut pins));
    } else {
        let tree = Tree::new(&snapshot).unwrap();
        let mut row = 0;
        // What is referred to is part of the item that refers to it.
        let mut seen = BTreeSet::new();
        while row < tree.len() {
            match markup::item(&tree, row).filter(|_| !seen.contains(&row)) {
                Some(item) => {
                    super::note(&item, &mut seen);
                    collect(&item, &ground, &mut pins);
                    row = tree.end(row);
                }
                None => row += 1,
            }
        }
    }
    pins.sort();
    pins
}

fn nested<'i>(item: &'i Item, out: &mut Vec<&'i Item>) {
    for (_, value) in &item.properties {
        if let Value::Item(inner) = value {
            out.push(inner);
            nested(inner, out);
        }
    }
}

fn collect(item: &Item, ground: &Ground, pins: &mut Vec<String>) {
    let kind = schema::kind_of(item).or_else(|| schema::is_article(item).then_some(PinKind::Page));
    match kind {
        Some(kind) => {
            let mut builder = Builder::new(kind, ground);
            schema::offer(item, ground, (Origin::StructuredData, Certainty::Sure), &mut builder);
            let mut content = builder.finish(&PinId::nil());
            content.provenance = Default::default();
            let pin = serde_json::to_value(content).unwrap();
            // What says no more than that it is there is no pin.
            if pin.as_object().unwrap().keys().any(|name| name != "kind" && name != "source") {
                pins.push(printed(&pin));
            }
        }
        None => {
            for (_, value) in &item.properties {
                if let Value::Item(inner) = value {
                    collect(inner, ground, pins);
                }
            }
        }
    }
}

/// The pin with white space folded: encodings break lines where they like.
fn printed(pin: &Json) -> String {
    match pin {
        Json::Object(map) => {
            let all = map.iter().map(|(name, value)| format!("{name}: {}", printed(value)));
            format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
        }
        Json::Array(list) => format!("[{}]", list.iter().map(printed).collect::<Vec<_>>().join(", ")),
        Json::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
