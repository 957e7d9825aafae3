//! The shape of the project: which room may know which, and how large a file may grow.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Which rooms of `src` each room may name. An arrow that is not here is refused; `model` names nobody.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("json", &[]),
    ("capture", &["model", "json"]),
    ("annotate", &["model"]),
    ("tags", &["model", "search"]),
    ("boards", &["model"]),
    ("customers", &["model"]),
    ("search", &["model"]),
    ("suggest", &["model", "search"]),
    ("rules", &["model", "search", "edit"]),
    ("schema", &["model", "json"]),
    ("redact", &["model", "search"]),
    ("edit", &["model", "capture", "annotate", "tags", "boards"]),
    ("pack", &["model"]),
    ("export", &["model", "customers", "schema", "pack"]),
    ("deliver", &["model", "json", "schema"]),
    ("compose", &["model", "redact", "export", "deliver"]),
    ("import", &["model", "json", "capture", "annotate", "boards", "schema", "edit", "export"]),
    (
        "view",
        &[
            "model",
            "capture",
            "annotate",
            "tags",
            "boards",
            "customers",
            "search",
            "suggest",
            "rules",
            "edit",
            "export",
            "compose",
            "deliver",
        ],
    ),
    (
        "protocol",
        &[
            "model", "pack", "capture", "edit", "export", "import", "schema", "search", "tags", "view",
            "deliver",
        ],
    ),
    (
        "wasm",
        &[
            "model", "json", "capture", "edit", "export", "import", "schema", "search", "view", "protocol",
            "tags", "deliver", "pack", "rules",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "json",
            "capture",
            "compose",
            "customers",
            "deliver",
            "edit",
            "export",
            "import",
            "schema",
            "search",
            "view",
        ],
    ),
];

/// Crates that know a browser; only `wasm` may name them. `tsify` stands as a derive on data and is named with
/// its path there.
const BROWSER_CRATES: &[&str] = &[
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
    "js_sys",
    "serde_wasm_bindgen",
    "gloo_events",
    "gloo_timers",
];

/// Longest source file: past this it has more than one noun.
const MAX_LINES: usize = 700;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with one of these endings, in order.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The room a file of `src` belongs to: the first folder, or the file's own name.
fn room(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that code names: `crate::room`, also inside `use crate::{room::…, other::…}`.
fn named(code: &str) -> BTreeSet<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let word = |text: &str| text.chars().take_while(|c| is_word(*c)).collect::<String>();
    let mut rooms = BTreeSet::new();
    for (_, rest) in code.match_indices("crate::").map(|(at, found)| (at, code.split_at(at + found.len()).1))
    {
        let Some(group) = rest.strip_prefix('{') else {
            rooms.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut fresh = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => fresh = true,
                c if fresh && is_word(c) => {
                    rooms.insert(word(group.split_at(at).1));
                    fresh = false;
                }
                _ => {}
            }
        }
    }
    rooms
}

/// The code of a file, without comments: prose may name any room.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn rooms_know_only_the_rooms_below_them() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in files(&root().join("src"), &["rs"]) {
        let room = room(&file);
        if matches!(room.as_str(), "lib" | "bin") {
            continue;
        }
        let Some(allowed) = arrows.get(room.as_str()) else {
            wrong.push(format!("{}: the room `{room}` has no arrows listed", file.display()));
            continue;
        };
        let rooms = named(&code(&file));
        let strangers = rooms.iter().filter(|own| **own != room && !allowed.contains(&own.as_str()));
        wrong.extend(strangers.map(|stranger| format!("{}: names `{stranger}`", file.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_wasm_room_knows_a_browser() {
    for file in files(&root().join("src"), &["rs"]) {
        if room(&file) != "wasm" {
            let code = code(&file);
            for stranger in BROWSER_CRATES {
                assert!(!code.contains(&format!("{stranger}::")), "{}: {stranger}", file.display());
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is_and_stays_small() {
    for folder in ["src", "xtask/src", "tests", "benches"] {
        for file in files(&root().join(folder), &["rs"]) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(text.starts_with("//!"), "{}: has no `//!`", file.display());
            let lines = text.lines().count();
            assert!(lines <= MAX_LINES, "{}: {lines} lines", file.display());
        }
    }
    for folder in ["extension", "tests"] {
        for file in files(&root().join(folder), &["ts", "mjs", "css", "html"]) {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            assert!(lines <= MAX_LINES, "{}: {lines} lines", file.display());
        }
    }
}

#[test]
fn the_reader_of_arrows_reads_them() {
    let code = "use crate::{\n    model::{pin::Pin, id},\n    view::card,\n};\nfn f(x: crate::edit::Y) {}";
    let rooms: Vec<String> = named(code).into_iter().collect();
    assert_eq!(rooms, ["edit", "model", "view"]);
}
