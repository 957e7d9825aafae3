//! Times and sizes, measured on the built package in real browsers and natively, against their targets.
//! It never judges: a figure that falls short is printed as such.
use std::path::Path;

use anyhow::Result;

use crate::{
    e2e,
    run::{cargo, run},
    size,
};

/// Builds, packs and measures: sizes, then both browsers, then the core natively.
///
/// # Errors
/// When something could not be measured.
pub fn bench(root: &Path) -> Result<()> {
    size::size(root)?;
    e2e::program(root, "bench", &[])?;
    run(
        "the core's own times",
        cargo(root).args([
            "bench",
            "--quiet",
            "--features",
            "html",
            "--bench",
            "capture",
            "--bench",
            "search",
        ]),
    )
}
