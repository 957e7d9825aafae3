//! Every direct dependency has its line in `DEPENDENCIES.md`.

use std::{fs, path::Path};

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The names in the tables of a manifest whose heading ends in `dependencies]`.
fn crates(manifest: &str) -> Vec<String> {
    let mut wanted = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            wanted = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| wanted && !line.starts_with('#')) {
            names.push(name.trim().to_owned());
        }
    }
    names
}

fn packages(manifest: &str) -> Vec<String> {
    let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
    ["dependencies", "devDependencies"]
        .into_iter()
        .filter_map(|group| manifest[group].as_object())
        .flat_map(|group| group.keys().cloned())
        .collect()
}

#[test]
fn every_direct_dependency_has_a_line() {
    let listed: Vec<String> = read("DEPENDENCIES.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next().map(str::to_owned))
        .flat_map(|names| names.split(", ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let manifests = ["Cargo.toml", "kernels/Cargo.toml", "xtask/Cargo.toml"];
    let mut named: Vec<String> = manifests.iter().flat_map(|manifest| crates(&read(manifest))).collect();
    named.extend(packages(&read("package.json")));
    named.extend(packages(&read("benches/peers/package.json")));
    named.extend(packages(&read("tests/e2e/apps/descriptions/package.json")));
    assert!(named.len() > 20, "the manifests were read: {named:?}");
    named.retain(|name| !name.starts_with("pinfold") && !listed.contains(name));
    assert!(named.is_empty(), "no line in DEPENDENCIES.md: {named:?}");
}
