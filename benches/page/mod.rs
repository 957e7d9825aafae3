//! What the measuring programs share: saved pages, a moment and a pin's id.
//! It measures nothing.

use std::{fs, path::Path};

use pinfold::{
    capture::{html, snapshot::Snapshot},
    model::{id::PinId, time::Instant},
};

/// Saved real pages, beside the project.
pub const SAVED: &str = "../shared/fixtures";

/// The list of the saved pages; nothing, and loudly so, where they are absent.
pub fn manifest() -> Option<String> {
    let manifest = fs::read_to_string(Path::new(SAVED).join("manifest.csv")).ok();
    if manifest.is_none() {
        println!("SKIPPED: ../shared absent: no saved page was read");
    }
    manifest
}

/// A saved page at the address it names itself: that decides which adapter reads it.
pub fn saved(text: &str) -> Snapshot {
    let page = html::snapshot(text, "https://forum.example/");
    let canonical = page.head.links.iter().find(|(rel, _)| rel == "canonical").map(|(_, href)| href);
    let shown = page.head.meta.iter().find(|(name, _)| name == "og:url").map(|(_, url)| url);
    match canonical.or(shown).filter(|url| url.starts_with("http")) {
        Some(url) => Snapshot { url: url.clone(), ..page },
        None => page,
    }
}

/// The text of a file, whatever its bytes.
pub fn text(file: &Path) -> String {
    String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned()
}

/// The pin that would be made.
pub fn pin() -> PinId {
    PinId::try_from("01J00000000000000000000000".to_owned()).unwrap()
}

/// The moment of reading.
pub fn now() -> Instant {
    Instant::from_rfc3339("2026-11-22T12:00:00Z").unwrap()
}
