//! Shows Pinfold on the sample site: in a browser window, or headless with the results left in `target/demo`.
//! It never touches a person's own browser profile.
use std::{path::Path, process::ExitCode};

use anyhow::Result;

use crate::{build, e2e, package, setup};

/// Sets up, builds, and shows or drives the main job.
///
/// # Errors
/// When setting up, building or driving fails.
pub fn demo(root: &Path) -> Result<ExitCode> {
    let ready = setup::setup(root)?;
    if ready != ExitCode::SUCCESS {
        return Ok(ready);
    }
    build::build(root)?;
    package::package(root)?;
    e2e::program(root, "demo", &[])?;
    Ok(ExitCode::SUCCESS)
}
