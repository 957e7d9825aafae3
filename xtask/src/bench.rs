//! Times and sizes, measured on the built package in real browsers, natively and beside peers, against their targets.
//! It never judges: a figure that falls short is printed as such.
use std::path::Path;

use anyhow::{Result, bail};

use crate::{
    e2e, exports, peers, photos,
    run::{cargo, run},
    size, tags,
};

/// Measures everything, or one part of it: `size`, `browsers`, `many` (a board of 10,000 pins
/// in both, and its exports; minutes), `core`, `capture` and `exports` (beside other programs), `photos`
/// (near-duplicates, ten minutes), `tags` (how well they are suggested, minutes), `deliver` (a thousand notes to each real
/// server, minutes).
///
/// # Errors
/// When something could not be measured, or there is no such part.
pub fn bench(root: &Path, only: Option<&str>) -> Result<()> {
    type Part = (&'static str, fn(&Path) -> Result<()>);
    let parts: [Part; 9] = [
        ("size", size::size),
        ("browsers", |root| e2e::program(root, "bench", &[])),
        ("many", |root| e2e::program(root, "bench-many", &[])),
        ("core", core),
        ("capture", peers::peers),
        ("exports", exports::exports),
        ("photos", photos::photos),
        ("tags", tags::tags),
        ("deliver", deliver),
    ];
    if only.is_some_and(|only| parts.iter().all(|(name, _)| *name != only)) {
        bail!("there is no such part: size, browsers, many, core, capture, exports, photos, tags, deliver");
    }
    for (_, part) in parts.into_iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        part(root)?;
    }
    Ok(())
}

fn core(root: &Path) -> Result<()> {
    let which = [
        "bench",
        "--quiet",
        "--features",
        "html",
        "--bench",
        "capture",
        "--bench",
        "search",
        "--bench",
        "compose",
    ];
    run("the core's own times", cargo(root).args(which))
}

fn deliver(root: &Path) -> Result<()> {
    let which = ["build", "--quiet", "--release", "--all-features", "--bin", "pinfold"];
    run("the command line", cargo(root).args(which))?;
    e2e::program(root, "bench-deliver", &[])
}
