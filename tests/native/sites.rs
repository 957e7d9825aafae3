//! `SITES.md` says what is captured where, and on what evidence: a line for every adapter, and no claim that no page has shown.

use std::{collections::BTreeMap, fs, path::Path};

use pinfold::capture::adapter::shelf;

/// What a claim may rest on.
const EVIDENCE: [&str; 3] = ["saved page", "live software", "own page only"];
/// Saved real pages, beside the project.
const SAVED: &str = "../shared/fixtures";

/// The lines of the table by adapter: site, adapter, what is captured, evidence, checked.
fn lines() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string("SITES.md").unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = rows.map(|row| row.split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    let mut lines = BTreeMap::new();
    for row in rows.filter(|row| row.len() == 5 && row[1].starts_with('`')) {
        let adapter = row[1].trim_matches('`').to_owned();
        assert!(lines.insert(adapter.clone(), row).is_none(), "{adapter} has two lines");
    }
    lines
}

#[test]
fn every_adapter_has_its_line_and_nothing_else_has() {
    let lines = lines();
    let shipped: Vec<&str> = shelf::all().iter().map(|adapter| adapter.id.as_str()).collect();
    for adapter in shelf::all() {
        let row = lines.get(&adapter.id).unwrap_or_else(|| panic!("SITES.md says nothing of {}", adapter.id));
        assert!(EVIDENCE.iter().any(|kind| row[3].starts_with(kind)), "{}: {}", adapter.id, row[3]);
        assert_eq!(row[4], adapter.updated, "{}: the day it was last looked at", adapter.id);
    }
    let unknown: Vec<&String> = lines.keys().filter(|id| !shipped.contains(&id.as_str())).collect();
    assert!(unknown.is_empty(), "no adapter has these names: {unknown:?}");
}

#[test]
fn the_saved_pages_that_are_named_exist() {
    if !Path::new(SAVED).is_dir() {
        println!("SKIPPED: ../shared absent: the pages that SITES.md names were not looked for");
        return;
    }
    let mut named = 0;
    for (adapter, row) in lines().into_iter().filter(|(_, row)| row[3].starts_with("saved page")) {
        let pages: Vec<&str> = row[3].split('`').skip(1).step_by(2).collect();
        assert!(!pages.is_empty(), "{adapter}: which page?");
        for page in pages {
            named += 1;
            assert!(Path::new(SAVED).join(page).exists(), "{adapter}: there is no {page}");
        }
    }
    assert!(named > 0);
}
