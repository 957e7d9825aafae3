//! The parsers against third-party tables and random text.

mod addresses;
mod dates;
mod entities;
mod prices;
mod values;

use std::path::{Path, PathBuf};

/// The file of a third-party table, or `None`, said loudly, where the tables are absent.
fn suite(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites").join(path);
    if file.exists() {
        return Some(file);
    }
    println!("SKIPPED: ../shared absent, so {path} was not run");
    None
}

/// A suite as JSON.
fn json_suite(path: &str) -> Option<Vec<serde_json::Value>> {
    let text = std::fs::read_to_string(suite(path)?).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// Prints what failed and the share that held, and fails below the floor.
fn score(name: &str, results: &[(String, bool)], floor: f64) {
    for (case, _) in results.iter().filter(|(_, held)| !held) {
        println!("{name}: {case}");
    }
    let held = results.iter().filter(|(_, held)| *held).count();
    let share = 100.0 * held as f64 / results.len() as f64;
    println!("{name}: {held} of {} = {share:.1} %", results.len());
    assert!(share >= floor, "{name}: {share:.1} % is below the floor of {floor} %");
}
