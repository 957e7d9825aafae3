//! The real software that end-to-end tests run against, to try by hand, and every note to those that take notes.
//! It never listens on another address than loopback.
use std::path::Path;

use anyhow::Result;

use crate::{e2e, package};

/// Starts them and serves until interrupted; with `--check`, measures that they start, sends what can be sent, and ends.
///
/// # Errors
/// When one cannot be installed or started, or a note does not arrive exactly once.
pub fn servers(root: &Path, arguments: &[String]) -> Result<()> {
    e2e::program(root, "servers", arguments)?;
    if arguments.iter().any(|one| one == "--check") {
        package::package(root)?;
        e2e::deliveries(root)?;
    }
    Ok(())
}
