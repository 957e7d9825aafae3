//! What can be said of the sources without running them: formatting, lints, types, licences and sources.
//! It never changes a source.
use std::{path::Path, thread};

use anyhow::{Error, Result, bail};

use crate::{
    licences,
    run::{cargo, npm_program, run},
    wasm,
};

/// One check: its name, and what it does.
pub type Check = (&'static str, fn(&Path) -> Result<()>);

/// Every check, cheapest first.
pub const CHECKS: [Check; 4] = [
    ("formatting", formatting),
    ("licences, bans and sources", licences::check),
    ("clippy", clippy),
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

/// One crate is one core's work: its native form and those of the modules are looked at beside each other.
fn clippy(root: &Path) -> Result<()> {
    thread::scope(|scope| {
        let modules = scope.spawn(|| clippy_wasm(root));
        let native = clippy_native(root);
        native.and(modules.join().unwrap_or_else(|_| Err(Error::msg("clippy panicked"))))
    })
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

/// All modules have the code of all of them, and differ in which part answers; only the library's has code of its own besides. Cargo
/// does one thing at a time in a folder, so this has its own.
fn clippy_wasm(root: &Path) -> Result<()> {
    for module in ["", "library"] {
        run(
            &format!("clippy, wasm {module}"),
            cargo(root)
                .args(["clippy", "--quiet", "--package", "pinfold", "--lib", "--test", "web"])
                .args(["--target", "wasm32-unknown-unknown", "--no-default-features", "--features", module])
                .args(["--target-dir", "target/beside"])
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
