//! What restoring a backup, or bringing in another file, would do.

use serde::{Deserialize, Serialize};

use super::{
    bring::Brought,
    file::{ImportSource, Opened},
    gathered::{Entry, Found, Unread},
    table::{ColumnView, Mapping},
};
use crate::model::{
    id::PinId,
    text::{MAX_LABEL, bounded},
};

/// How many things of a file are shown before it is brought in.
const MAX_SHOWN: usize = 5;

/// What restoring a backup would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RestorePreview {
    /// When it was made, RFC 3339.
    pub made: String,
    /// Of a bundle, the name of its board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<String>,
    /// Pins in it.
    pub pins: u32,
    /// Boards in it.
    pub boards: u32,
    /// Pictures in it.
    pub pictures: u32,
    /// Records here that it would replace with other values.
    pub replaces: u32,
    /// Records it would add.
    pub adds: u32,
    /// Pins here that it would replace, at most 20.
    pub replaced_pins: Vec<PinId>,
}

/// A thing of a file as a person is shown it before it is brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct FoundView {
    /// Its address.
    pub address: String,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its folders.
    pub folders: Vec<String>,
    /// When it was kept, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// How much was said of it.
    pub remarks: u32,
}

impl From<&Found> for FoundView {
    fn from(found: &Found) -> Self {
        let short = |text: &String| bounded(text, MAX_LABEL);
        Self {
            address: found.address.clone(),
            title: found.title.as_ref().and_then(short),
            tags: found.tags.iter().filter_map(short).take(MAX_SHOWN).collect(),
            folders: found.folders.iter().filter_map(short).take(MAX_SHOWN).collect(),
            created: found.created.map(|created| created.to_rfc3339()),
            remarks: number(found.remarks.len()),
        }
    }
}

impl From<&Entry> for FoundView {
    fn from(Entry { tag, .. }: &Entry) -> Self {
        let description = tag.description.as_ref().and_then(|text| bounded(text, MAX_LABEL));
        Self {
            // Where a page's address stands.
            address: description.unwrap_or_default(),
            title: Some(tag.path.as_str().to_owned()),
            tags: tag.synonyms.iter().take(MAX_SHOWN).cloned().collect(),
            folders: Vec::new(),
            created: None,
            remarks: 0,
        }
    }
}

/// What bringing in a file would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ImportPreview {
    /// Which program the file is of. A backup is restored instead: nothing else is said of it.
    pub source: ImportSource,
    /// How many things are in it.
    pub found: u32,
    /// The first of them.
    pub first: Vec<FoundView>,
    /// Whether any lies in a folder.
    pub has_folders: bool,
    /// Whether any has tags.
    pub has_tags: bool,
    /// What bringing it in comes to.
    pub brought: Brought,
    /// What would not be taken: the first of it.
    pub unread: Vec<Unread>,
    /// How much would not be taken.
    pub missed: u32,
    /// Of a table, what its columns say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapping: Option<Mapping>,
    /// Of a table, its columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnView>,
}

impl ImportPreview {
    /// What is said of a file that was opened, and of what it would come to.
    pub fn of(opened: Opened, brought: Brought) -> Self {
        let Opened { source, gathered, mapping, columns } = opened;
        let pages = gathered.found.iter().map(FoundView::from);
        Self {
            source,
            found: number(gathered.found.len() + gathered.entries.len()),
            first: pages.chain(gathered.entries.iter().map(FoundView::from)).take(MAX_SHOWN).collect(),
            has_folders: gathered.found.iter().any(|found| !found.folders.is_empty()),
            has_tags: gathered.found.iter().any(|found| !found.tags.is_empty()),
            brought,
            unread: gathered.unread,
            missed: gathered.missed,
            mapping,
            columns,
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
