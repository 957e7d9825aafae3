//! Builds the core to Wasm and the extension for both browsers.
//! It never tests or measures what it built.
use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{bundle, locales, manifest, run::files_below, wasm};

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

/// What is copied as it is; everything else in `extension/` is source.
const COPIED: [&str; 4] = ["html", "svg", "png", "woff2"];

/// Builds both extensions into `target/extension/{chrome,firefox}`.
///
/// # Errors
/// When a tool is missing or fails.
pub fn build(root: &Path) -> Result<Built> {
    wasm::build(root)?;
    let built = assemble(root)?;
    println!("✓ target/extension/chrome and target/extension/firefox");
    Ok(built)
}

/// Puts both extensions together from the scripts and the Wasm that stands in `pkg/`.
///
/// # Errors
/// When a tool is missing or fails.
pub fn assemble(root: &Path) -> Result<Built> {
    let source = root.join("extension");
    let common = root.join("target/extension/common");
    empty(&common)?;
    bundle::bundle(root, &common)?;
    copy_tree(&source, &common, |path| has_ending(path, &COPIED))?;
    locales::merge(&source.join("_locales"), &common.join("_locales"))?;
    for file in wasm::SHIPPED {
        write(&common.join("pkg").join(file), &read(&root.join("pkg").join(file))?)?;
    }
    let built = Built::below(root);
    for (browser, folder) in [("chrome", &built.chrome), ("firefox", &built.firefox)] {
        empty(folder)?;
        copy_tree(&common, folder, |_| true)?;
        let manifest = manifest::merged(&source, browser, folder)?;
        write(&folder.join("manifest.json"), manifest.as_bytes())?;
    }
    Ok(built)
}

/// Reads a file, naming it where that fails.
///
/// # Errors
/// When it cannot be read.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Writes a file with the folders above it.
///
/// # Errors
/// When it cannot be written.
pub fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

/// Whether a file's name ends with a dot and one of these.
pub fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one))
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// Copies the files below a folder that are wanted.
///
/// # Errors
/// When one cannot be read or written.
pub fn copy_tree(from: &Path, to: &Path, wanted: fn(&Path) -> bool) -> Result<()> {
    for file in files_below(from)?.into_iter().filter(|file| wanted(file)) {
        write(&to.join(file.strip_prefix(from)?), &read(&file)?)?;
    }
    Ok(())
}
