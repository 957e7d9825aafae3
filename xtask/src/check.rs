//! What can be said of the sources without running them: formatting, lints, types, licences and sources.
//! It never changes a source.
use std::path::Path;

use anyhow::{Result, bail};

use crate::{
    licences,
    run::{cargo, npm_program, run},
    wasm,
};

/// One check: its name, and what it does.
pub type Check = (&'static str, fn(&Path) -> Result<()>);

/// Every check, cheapest first.
pub const CHECKS: [Check; 5] = [
    ("formatting", formatting),
    ("licences, bans and sources", licences::check),
    ("clippy, native", clippy_native),
    ("clippy, wasm", clippy_wasm),
    ("types", types),
];

/// Runs every check and fails when one of them did, after the others have spoken too.
///
/// # Errors
/// When at least one check failed.
pub fn check(root: &Path) -> Result<()> {
    let mut failed = Vec::new();
    for (name, check) in CHECKS {
        if let Err(error) = check(root) {
            eprintln!("✗ {name}: {error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("not clean: {}", failed.join(", "));
    }
    Ok(())
}

fn formatting(root: &Path) -> Result<()> {
    run("formatting", cargo(root).args(["fmt", "--all", "--check"]))
}

fn clippy_native(root: &Path) -> Result<()> {
    run(
        "clippy, native",
        cargo(root).args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ]),
    )
}

/// Each of the four modules is another choice of code.
fn clippy_wasm(root: &Path) -> Result<()> {
    for module in ["", "reader", "teacher", "library"] {
        run(
            &format!("clippy, wasm {module}"),
            cargo(root)
                .args(["clippy", "--quiet", "--package", "pinfold", "--lib", "--test", "web"])
                .args(["--target", "wasm32-unknown-unknown", "--no-default-features", "--features", module])
                .args(["--", "-D", "warnings"]),
        )?;
    }
    Ok(())
}

/// Every TypeScript project of ours. The types of the contract come with the core, which is built first.
fn types(root: &Path) -> Result<()> {
    wasm::build(root)?;
    for project in ["extension", "tests/e2e"] {
        run(
            &format!("types of {project}"),
            npm_program(root, "tsc").args(["--noEmit", "--project", project]),
        )?;
    }
    Ok(())
}
