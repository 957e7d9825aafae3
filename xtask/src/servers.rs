//! The real software that end-to-end tests run against, to try by hand.
//! It never listens on another address than loopback.
use std::path::Path;

use anyhow::Result;

use crate::e2e;

/// Starts them and serves until interrupted; with `--check`, measures that they start and ends.
///
/// # Errors
/// When one cannot be installed or started.
pub fn servers(root: &Path, arguments: &[String]) -> Result<()> {
    e2e::program(root, "servers", arguments)
}
