//! Structured data as a layer of its own, against what others expect of the same pages: `extruct`, the examples of
//! schema.org, the tests of microformats. Where `../shared` is absent they say so, loudly, and judge nothing.

use std::{collections::BTreeSet, fs, path::PathBuf};

use pinfold::capture::structured::item::{Item, Value};

mod apps;
mod breadcrumbs;
mod examples;
mod extruct;
mod honest;
mod microformats;
mod score;

/// The path below the saved pages, where they are there.
fn saved(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from("../shared/fixtures").join(path);
    if !path.exists() {
        println!("SKIPPED: ../shared absent: {} was not compared", path.display());
        return None;
    }
    Some(path)
}

fn read(path: &std::path::Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()
}

/// Notes the rows of an item and of those in it.
fn note(item: &Item, seen: &mut BTreeSet<u32>) {
    seen.insert(item.row);
    for (_, value) in &item.properties {
        if let Value::Item(inner) = value {
            note(inner, seen);
        }
    }
}
