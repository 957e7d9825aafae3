//! Licences, bans and sources of everything the lockfiles name.
//! It never asks a registry: it reads what is installed and locked.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::{cargo, output};

/// Licences that what we ship, and the tools we build it with, may have. All are permissive, or (MPL)
/// bind only the files they come with.
const ALLOWED: [&str; 19] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Python-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];
/// Packages whose lockfile entry is no SPDX expression, with what their licence text is.
const READ: [(&str, &str); 1] = [("winreg", "BSD-2-Clause")];
/// Packages that must not come in, with the reason.
const BANNED: [(&str, &str); 3] = [
    ("openssl-sys", "nothing of ours speaks TLS itself"),
    ("regex", "592 KB of Wasm; regex-lite does"),
    ("lodash", "the language has it"),
];
/// The only place crates come from.
const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Checks all lockfiles: of the crates, of the packages, and of the peers that a benchmark is measured beside.
///
/// # Errors
/// Every finding, one a line.
pub fn check(root: &Path) -> Result<()> {
    let metadata =
        output(cargo(root).args(["metadata", "--format-version", "1", "--locked", "--all-features"]))?;
    let mut findings = crates(&serde_json::from_str(&metadata).context("cargo metadata is no JSON")?);
    let own = lockfile(root, "package-lock.json")?;
    findings.extend(sources(&own));
    findings.extend(npm(&own, |path| installed_licence(root, path)));
    // Peers are measured, never shipped or built on: what they are made of is their own affair.
    findings.extend(sources(&lockfile(root, "benches/peers/package-lock.json")?));
    if findings.is_empty() {
        println!("✓ licences, bans and sources");
        return Ok(());
    }
    bail!("{}", findings.join("\n"))
}

fn crates(metadata: &Value) -> Vec<String> {
    let mut findings = Vec::new();
    let shipped = shipped(metadata);
    for package in list(metadata, "packages") {
        let name = text(package, "name");
        // The workspace's own crates have no source.
        let Some(source) = package.get("source").and_then(Value::as_str) else {
            continue;
        };
        if source != CRATES {
            findings.push(format!("crate {name}: comes from {source}"));
        }
        // A tool may bring what we must not ship: wasm-bindgen's runner logs with regular expressions.
        let ban = ban(name)
            .filter(|_| shipped.as_ref().is_none_or(|shipped| shipped.contains(text(package, "id"))));
        findings.extend(ban.map(|why| format!("crate {name}: banned, {why}")));
        findings.extend(licence_problem(text(package, "license")).map(|why| format!("crate {name}: {why}")));
    }
    findings
}

/// The crates that our own one is built from; `None` where the metadata does not say what depends on what.
fn shipped(metadata: &Value) -> Option<BTreeSet<&str>> {
    let nodes: BTreeMap<&str, &Value> =
        list(metadata.get("resolve")?, "nodes").map(|node| (text(node, "id"), node)).collect();
    let ours = list(metadata, "packages").find(|package| text(package, "name") == "pinfold")?;
    let mut shipped = BTreeSet::new();
    let mut waiting = vec![text(ours, "id")];
    while let Some(id) = waiting.pop() {
        if !shipped.insert(id) {
            continue;
        }
        let needed = nodes.get(id).into_iter().flat_map(|node| list(node, "deps"));
        // A kind is named for tests and build scripts alone.
        let needed = needed
            .filter(|dep| list(dep, "dep_kinds").any(|kind| kind.get("kind").is_none_or(Value::is_null)));
        waiting.extend(needed.map(|dep| text(dep, "pkg")));
    }
    Some(shipped)
}

fn lockfile(root: &Path, name: &str) -> Result<Value> {
    let lock = fs::read_to_string(root.join(name)).with_context(|| format!("cannot read {name}"))?;
    serde_json::from_str(&lock).with_context(|| format!("{name} is no JSON"))
}

/// The packages of a lockfile: the path, the name, the entry.
fn packages(lock: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let all = lock.get("packages").and_then(Value::as_object).into_iter().flatten();
    all.filter(|(path, _)| !path.is_empty())
        .map(|(path, package)| (path.as_str(), path.rsplit("node_modules/").next().unwrap_or(path), package))
}

/// Packages that would not be the same on every machine.
fn sources(lock: &Value) -> Vec<String> {
    let mut findings = Vec::new();
    for (_, name, package) in packages(lock) {
        // Without `resolved`, npm asks whatever registry the machine is set up with; with it, it would
        // ask that host, or run code from a repository.
        if let Some(from) = package.get("resolved") {
            findings.push(format!("npm {name}: the lockfile says where to get it ({from})"));
        }
        if package.get("integrity").is_none() {
            findings.push(format!("npm {name}: the lockfile has no integrity"));
        }
    }
    findings
}

fn npm(lock: &Value, installed: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, name, package) in packages(lock) {
        findings.extend(ban(name).map(|why| format!("npm {name}: banned, {why}")));
        let read = READ.iter().find(|(package, _)| *package == name).map(|(_, licence)| *licence);
        let locked = read.unwrap_or_else(|| text(package, "license"));
        let licence = if locked.is_empty() { installed(path).unwrap_or_default() } else { locked.to_owned() };
        // A package for another platform is locked, not installed, and says its licence in the lockfile.
        findings.extend(licence_problem(&licence).map(|why| format!("npm {name}: {why}")));
    }
    findings
}

/// The licence in the package's own file, where the lockfile has none (older packages name it there
/// in forms that npm does not copy).
fn installed_licence(root: &Path, path: &str) -> Option<String> {
    let package: Value =
        serde_json::from_str(&fs::read_to_string(root.join(path).join("package.json")).ok()?).ok()?;
    if let Some(licence) = package.get("license") {
        return licence.as_str().or_else(|| licence.get("type")?.as_str()).map(str::to_owned);
    }
    let kinds: Vec<&str> =
        list(&package, "licenses").filter_map(|licence| licence.get("type")?.as_str()).collect();
    (!kinds.is_empty()).then(|| kinds.join(" OR "))
}

fn ban(name: &str) -> Option<&'static str> {
    BANNED.iter().find(|(banned, _)| *banned == name).map(|(_, why)| *why)
}

/// Why an SPDX expression is not acceptable: one allowed side of each `OR`, every side of each `AND`.
fn licence_problem(expression: &str) -> Option<String> {
    if expression.is_empty() {
        return Some("says no licence".to_owned());
    }
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    let any = |words: &str| words.split(" OR ").any(|licence| ALLOWED.contains(&licence.trim()));
    // `A OR B AND C` binds AND first; what is written with parentheres is `(A OR B) AND C`. Read the
    // strict way, every AND side must have an allowed choice, which is right for both.
    (!plain.split(" AND ").all(any)).then(|| format!("licence {expression} is not allowed"))
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{CRATES, crates, licence_problem, npm, sources};
    use serde_json::json;

    #[test]
    fn licences_are_read_as_expressions() {
        let good = [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ];
        let bad = ["", "GPL-3.0", "MIT AND GPL-3.0", "GPL-3.0 OR AGPL-3.0", "SEE LICENSE IN file"];
        assert!(good.iter().all(|licence| licence_problem(licence).is_none()));
        assert!(bad.iter().all(|licence| licence_problem(licence).is_some()));
    }

    #[test]
    fn a_crate_from_elsewhere_or_with_another_licence_is_found() {
        let metadata = json!({"packages": [
            {"name": "ours", "source": null, "license": null},
            {"name": "good", "source": CRATES, "license": "MIT"},
            {"name": "elsewhere", "source": "git+https://example.org/x", "license": "MIT"},
            {"name": "copyleft", "source": CRATES, "license": "GPL-3.0"},
            {"name": "regex", "source": CRATES, "license": "MIT"},
        ]});
        let findings = crates(&metadata);
        let names: Vec<&str> =
            findings.iter().filter_map(|finding| finding.split([' ', ':']).nth(1)).collect();
        assert_eq!(names, ["elsewhere", "copyleft", "regex"]);
    }

    #[test]
    fn a_ban_is_for_what_ships_and_not_for_tools() {
        let metadata = |kind: serde_json::Value| {
            json!({
                "packages": [
                    {"name": "pinfold", "id": "p", "source": null},
                    {"name": "regex", "id": "r", "source": CRATES, "license": "MIT"},
                ],
                "resolve": {"nodes": [
                    {"id": "p", "deps": [{"pkg": "r", "dep_kinds": [{"kind": kind}]}]},
                    {"id": "r", "deps": []},
                ]},
            })
        };
        assert_eq!(crates(&metadata(json!(null))).len(), 1);
        assert!(crates(&metadata(json!("dev"))).is_empty());
    }

    #[test]
    fn an_npm_package_with_a_host_without_integrity_or_licence_is_found() {
        let lock = json!({"packages": {
            "": {"license": "MIT"},
            "node_modules/good": {"integrity": "x", "license": "MIT"},
            "node_modules/host": {"integrity": "x", "license": "MIT", "resolved": "https://example.org/x.tgz"},
            "node_modules/a/node_modules/loose": {"license": "MIT"},
            "node_modules/silent": {"integrity": "x"},
            "node_modules/old": {"integrity": "x"},
        }});
        let names = |findings: Vec<String>| -> Vec<String> {
            findings.iter().filter_map(|one| one.split([' ', ':']).nth(1)).map(str::to_owned).collect()
        };
        assert_eq!(names(sources(&lock)), ["loose", "host"]);
        assert_eq!(names(npm(&lock, |path| path.ends_with("old").then(|| "MIT".to_owned()))), ["silent"]);
    }
}
