//! What is shipped, in bytes, against its targets.
//! Measuring never judges: a figure that falls short is printed as such. The tests do, since bytes are the same everywhere.
use std::{fs, io::Write, path::Path};

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};

use crate::{build::Built, figure::Figure, package::pack};

/// Firefox compiles 4–5 ms of Wasm per 100 KB at every wake of the background.
const WAKE_WASM: f64 = 600_000.0;
/// All modules that one page loads, office formats aside.
const PAGE_WASM: f64 = 1_200_000.0;
/// The background's with `care`, which was 1,535,000 while notes had a module of their own beside the two: who writes a note also
/// asks for destinations and customers, so all three were loaded.
const WAKE_AND_CARE: f64 = 1_270_000.0;
/// A module that stands beside the others for one task: making adapters of examples, bringing notes.
const BESIDE_WASM: f64 = 520_000.0;
/// What packs workbooks, decks and folders: a page that exports none never loads it.
const OFFICE_WASM: f64 = 165_000.0;
/// Gzipped script that a switched-on site pays for.
const CONTENT_GZIP: f64 = 20_480.0;
/// A package for a store. 10,000 of them are for printing and for Pinterest.
const PACKAGE: f64 = 2_010_000.0;
/// What others ship in theirs.
const PEERS: [(&str, f64); 2] = [("obsidian-web-clipper", 4_300_000.0), ("raindrop", 1_000_000.0)];

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
        for (peer, theirs) in PEERS {
            Figure::new(
                format!("package-{browser}-to-{peer}"),
                bytes as f64 / theirs,
                "times",
                PACKAGE / theirs,
            )
            .print();
        }
    }
    Ok(())
}

/// Holds what was built against its targets.
///
/// # Errors
/// Names every figure that falls short, or what could not be read.
pub fn check(built: &Built) -> Result<()> {
    let short: Vec<String> =
        figures(built)?.iter().filter(|figure| !figure.holds()).map(ToString::to_string).collect();
    ensure!(short.is_empty(), "larger than it may be:\n{}", short.join("\n"));
    Ok(())
}

fn figures(built: &Built) -> Result<Vec<Figure>> {
    // A page pays for `site` where its site is switched on, for `once` and `teach` after a click.
    let script = |name: &str| gzipped(&fs::read(built.chrome.join("content").join(name))?);
    let wasm = |name: &str| -> Result<f64> {
        let file = built.chrome.join("pkg").join(name);
        Ok(fs::metadata(&file).with_context(|| format!("cannot read {}", file.display()))?.len() as f64)
    };
    let (wake, reader) = (wasm("pinfold_bg.wasm")?, wasm("reader_bg.wasm")?);
    Ok(vec![
        Figure::new("wake-wasm", wake, "bytes", WAKE_WASM),
        // What the background has loaded once it has read a page.
        Figure::new("wake-and-reader-wasm", wake + reader, "bytes", PAGE_WASM),
        // Loaded besides these two while somebody teaches a site, and at no other time.
        Figure::new("teaching-wasm", wasm("teacher_bg.wasm")?, "bytes", BESIDE_WASM),
        // What it has loaded while somebody looks at a customer or writes a note.
        Figure::new("wake-and-care-wasm", wake + wasm("care_bg.wasm")?, "bytes", WAKE_AND_CARE),
        // Loaded besides while something is handed over, and at no other time.
        Figure::new("courier-wasm", wasm("courier_bg.wasm")?, "bytes", BESIDE_WASM),
        // Loaded by the library's worker with the first workbook, deck or folder.
        Figure::new("office-wasm", wasm("office_bg.wasm")?, "bytes", OFFICE_WASM),
        Figure::new("page-wasm", wasm("library_bg.wasm")?, "bytes", PAGE_WASM),
        Figure::new("content-script-gzip", script("site.js")? as f64, "bytes", CONTENT_GZIP),
        Figure::new("clicked-script-gzip", script("once.js")? as f64, "bytes", CONTENT_GZIP),
        Figure::new("teaching-script-gzip", script("teach.js")? as f64, "bytes", CONTENT_GZIP),
    ])
}

fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
