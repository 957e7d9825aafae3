//! How well saved real pages are read, per site and field.
//! It never enforces the floors: the test of the same name does.
use std::path::Path;

use anyhow::Result;

use crate::run::{native, run};

/// Prints the score that the native tests `score` work out.
///
/// # Errors
/// When it cannot be worked out.
pub fn score(root: &Path) -> Result<()> {
    run("the score on saved pages", native(root, "score::").args(["--", "--ignored", "--nocapture"]))
}
