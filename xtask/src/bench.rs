//! Times, measured on the built package in a real browser and natively, against their targets.
//! It never judges: a figure that falls short is printed as such.
use std::path::Path;

use anyhow::Result;

use crate::{e2e, package};

/// Builds, packs and measures.
///
/// # Errors
/// When something could not be measured.
pub fn bench(root: &Path) -> Result<()> {
    package::package(root)?;
    e2e::program(root, "bench", &[])
}
