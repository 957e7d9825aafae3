//! What is shipped, in bytes, against its targets.
//! It never judges: a figure that falls short is printed as such.
use std::{fs, io::Write, path::Path};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

use crate::{build::Built, figure::Figure, package::pack, run::files_below};

/// Firefox compiles 4–5 ms of Wasm per 100 KB at every wake of the background.
const WAKE_WASM: f64 = 600_000.0;
/// All modules that one page loads, office formats aside.
const PAGE_WASM: f64 = 1_200_000.0;
/// Gzipped script that a switched-on site pays for.
const CONTENT_GZIP: f64 = 20_480.0;
/// A package for a store.
const PACKAGE: f64 = 2_000_000.0;

/// Builds, packs and prints every size.
///
/// # Errors
/// When building or reading fails.
pub fn size(root: &Path) -> Result<()> {
    let built = crate::build::build(root)?;
    let packages = pack(root, &built)?;
    for figure in figures(&built)? {
        figure.print();
    }
    for (browser, file) in [("chrome", &packages.chrome), ("firefox", &packages.firefox)] {
        let bytes = fs::metadata(file).with_context(|| format!("cannot read {}", file.display()))?.len();
        Figure::new(format!("package-{browser}"), bytes as f64, "bytes", PACKAGE).print();
    }
    Ok(())
}

fn figures(built: &Built) -> Result<Vec<Figure>> {
    let mut wasm: Vec<u64> = Vec::new();
    let mut content = 0;
    for file in files_below(&built.chrome)? {
        let path = file.strip_prefix(&built.chrome)?.to_string_lossy().replace('\\', "/");
        if path.ends_with(".wasm") {
            wasm.push(fs::metadata(&file)?.len());
        } else if path.starts_with("content/") && path.ends_with(".js") {
            // A page loads one of them: `site` where its site is switched on, `once` after a click elsewhere.
            content = content.max(gzipped(&fs::read(&file)?)?);
        }
    }
    let largest = wasm.iter().max().copied().unwrap_or(0);
    Ok(vec![
        Figure::new("wake-wasm", largest as f64, "bytes", WAKE_WASM),
        Figure::new("page-wasm", wasm.iter().sum::<u64>() as f64, "bytes", PAGE_WASM),
        Figure::new("content-script-gzip", content as f64, "bytes", CONTENT_GZIP),
    ])
}

fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
