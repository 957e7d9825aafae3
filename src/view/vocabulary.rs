//! The vocabulary as it is looked after: every tag with how often it is used.

use pinfold_kernels::sorting::sort_by_cached_key;
use serde::{Deserialize, Serialize};

use crate::{
    model::{
        sorted_map::SortedMap,
        tag::{Tag, TagPath},
        workspace::Workspace,
    },
    tags::path::place,
};

/// A tag, and how often it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TagUse {
    /// Its entry; one with nothing but the path where the vocabulary has none.
    pub tag: Tag,
    /// Pins that carry it itself.
    pub own: u32,
    /// Pins that carry it or one below it.
    pub within: u32,
}

/// The vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct VocabularyView {
    /// Whether it takes new tags from those who look after it alone.
    pub locked: bool,
    /// Every tag, what stands above others first.
    pub tags: Vec<TagUse>,
}

impl VocabularyView {
    /// The vocabulary of a workspace, every tag of which is given with its key; `within` counts the pins with a tag or one
    /// below it, by its key.
    pub fn of(
        workspace: &Workspace,
        tags: impl Iterator<Item = (String, TagPath)>,
        within: impl Fn(&str) -> u32,
    ) -> Self {
        let mut used: SortedMap<String, TagUse> = tags
            .map(|(key, path)| {
                let tag = workspace.tag(&path).cloned().unwrap_or_else(|| Tag::new(path));
                let within = within(&key);
                (key, TagUse { tag, own: 0, within })
            })
            .collect();
        for path in workspace.pins().flat_map(|pin| &pin.tags) {
            if let Some(used) = used.get_mut(&path.key()) {
                used.own += 1;
            }
        }
        let mut tags: Vec<TagUse> = used.into_values().collect();
        sort_by_cached_key(&mut tags, |known: &TagUse| place(&known.tag.path));
        Self { locked: workspace.settings().vocabulary_locked, tags }
    }
}
