//! Bundles the end-to-end programs of `tests/e2e` and runs them in Node.
//! It never builds the extension: what is tested is the package that stands in `target/package`.
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::run::{cargo, command, files_below, native, npm_program, run};

/// The programs beside the tests, each one a file of `tests/e2e`.
const PROGRAMS: [&str; 6] =
    ["bench.ts", "bench-deliver.ts", "bench-many.ts", "bookmarks.ts", "demo.ts", "servers.ts"];
/// The tests that read the calls of connectors.
const DESCRIBED: &str = "described.test.mjs";

/// Bundles every program and test into `target/e2e`, and gives that folder.
///
/// # Errors
/// When esbuild fails.
pub fn bundle(root: &Path) -> Result<PathBuf> {
    let source = root.join("tests/e2e");
    let out = root.join("target/e2e");
    let mut entries: Vec<PathBuf> =
        PROGRAMS.iter().map(|name| source.join(name)).filter(|file| file.is_file()).collect();
    entries.extend(
        files_below(&source)?.into_iter().filter(|file| file.to_string_lossy().ends_with(".test.ts")),
    );
    // What was bundled of a file that has gone since would be run too.
    if out.is_dir() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    run(
        "bundling the end-to-end programs",
        npm_program(root, "esbuild")
            .args(entries)
            .args(["--bundle", "--platform=node", "--format=esm", "--packages=external", "--target=node20"])
            .args(["--out-extension:.js=.mjs", "--log-level=warning", "--sourcemap=inline"])
            .arg(format!("--outbase={}", source.display()))
            .arg(format!("--outdir={}", out.display())),
    )?;
    Ok(out)
}

/// A Node process that runs end-to-end tests, one file after another: two browsers share two cores.
///
/// # Errors
/// When the tests cannot be bundled, or there are none.
pub fn tests(root: &Path) -> Result<Command> {
    written_down(root, "some")?;
    named(root, &[".test.mjs"])
}

/// Compares every saved page as its file and as both browsers have it; `test` compares some of each collection.
///
/// # Errors
/// When one is read differently.
pub fn matrix(root: &Path) -> Result<()> {
    run(
        "every saved page in both browsers",
        named(root, &["parity.test.mjs"])?.env("PINFOLD_MATRIX", "whole"),
    )
}

/// Every note to every real server, from the command line and from the package in both browsers, with what can go wrong, and every
/// call that vendors have described, with any text; `test` sends what a person would see first.
///
/// # Errors
/// When one does not arrive exactly once, or is none that its vendor describes.
pub fn deliveries(root: &Path) -> Result<()> {
    let tests = ["deliver.test.mjs", "handoff.test.mjs", "outbox.test.mjs", "deaths.test.mjs"];
    run("notes to real servers", named(root, &tests)?.env("PINFOLD_MATRIX", "whole"))?;
    written_down(root, "whole")?;
    run("calls as vendors describe them", &mut named(root, &[DESCRIBED])?)
}

/// The calls that connectors make, one a line, for the tests that hold them against vendors' descriptions.
fn written_down(root: &Path, matrix: &str) -> Result<()> {
    run(
        "the calls of connectors with a published description",
        native(root, "deliver::described")
            .env("PINFOLD_CALLS", root.join("target/described-calls.jsonl"))
            .env("PINFOLD_MATRIX", matrix),
    )
}

fn named(root: &Path, endings: &[&str]) -> Result<Command> {
    let out = bundle(root)?;
    // What it reads of saved pages is compared with what browsers read of them.
    run(
        "the command line",
        cargo(root).args(["build", "--quiet", "--workspace", "--all-features", "--bin", "pinfold"]),
    )?;
    let is_meant = |file: &PathBuf| endings.iter().any(|ending| file.to_string_lossy().ends_with(ending));
    let tests: Vec<PathBuf> = files_below(&out)?.into_iter().filter(is_meant).collect();
    if tests.is_empty() {
        bail!("there are no end-to-end tests in {}", out.display());
    }
    let mut node = command("node", root);
    node.args(["--enable-source-maps", "--test", "--test-concurrency=1", "--test-reporter=spec"]).args(tests);
    Ok(node)
}

/// Runs one of the programs.
///
/// # Errors
/// When it cannot be bundled, or fails.
pub fn program(root: &Path, name: &str, arguments: &[String]) -> Result<()> {
    let out = bundle(root)?;
    run(
        name,
        command("node", root)
            .arg("--enable-source-maps")
            .arg(out.join(format!("{name}.mjs")))
            .args(arguments),
    )
}
