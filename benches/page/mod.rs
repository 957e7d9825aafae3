//! What the measuring programs share: saved pages, a moment, a pin's id, and a card cut out of its page.
//! It measures nothing.

use std::{fs, path::Path};

use pinfold::{
    capture::{
        html,
        snapshot::{Extent, Snapshot},
    },
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

/// The subtree at `row` as the content script sends it: row 0 is the card, the head stays.
pub fn alone(page: &Snapshot, row: u32) -> Snapshot {
    let mut rows = vec![row];
    for (index, node) in (0u32..).zip(&page.nodes).skip(row as usize + 1) {
        if rows.binary_search(&node.parent).is_err() {
            break;
        }
        rows.push(index);
    }
    let nodes = rows.iter().map(|index| {
        let mut node = page.nodes[*index as usize].clone();
        node.parent = rows.binary_search(&node.parent).map_or(0, |at| at as u32);
        node
    });
    Snapshot {
        url: page.url.clone(),
        extent: Extent::Card,
        head: page.head.clone(),
        nodes: nodes.collect(),
        cut: page.cut,
    }
}
