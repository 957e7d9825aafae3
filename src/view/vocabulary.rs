//! The vocabulary as it is looked after: every tag with how often it is used.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::complete;
use crate::model::{
    sorting::sort_by_cached_key,
    tag::{Tag, TagPath},
    workspace::Workspace,
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
    /// The vocabulary of a workspace; `within` counts the pins with a tag or one below it, by its key.
    pub fn of(workspace: &Workspace, within: impl Fn(&str) -> u32) -> Self {
        let mut uses: BTreeMap<String, TagUse> = BTreeMap::new();
        for tag in workspace.tags() {
            uses.insert(tag.path.key(), TagUse { tag: tag.clone(), own: 0, within: 0 });
        }
        // A path that pins carry without an entry is a tag all the same, and so is what stands above another.
        let entered = workspace.tags().map(|tag| (&tag.path, 0));
        let carried = workspace.pins().flat_map(|pin| &pin.tags).map(|path| (path, 1));
        for (path, pins) in entered.chain(carried) {
            let key = path.key();
            if !uses.contains_key(&key) || pins == 0 {
                for above in path.ancestry().filter_map(|above| TagPath::try_from(above.to_owned()).ok()) {
                    let new = || TagUse { tag: Tag::new(above.clone()), own: 0, within: 0 };
                    uses.entry(above.key()).or_insert_with(new);
                }
            }
            uses.entry(key).and_modify(|known| known.own += pins);
        }
        let mut tags = Vec::with_capacity(uses.len());
        for (key, mut known) in uses {
            known.within = within(&key);
            tags.push(known);
        }
        sort_by_cached_key(&mut tags, |known: &TagUse| complete::place(&known.tag.path));
        Self { locked: workspace.settings().vocabulary_locked, tags }
    }
}
