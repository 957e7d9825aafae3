//! Tags that pins may want, as they are offered.

use serde::{Deserialize, Serialize};

use super::card::TagChip;
use crate::{
    model::{pin::Pin, tag::TagPath, workspace::Workspace},
    suggest::{Suggester, Suggestion, TagReason},
};

/// Most pins that are asked about at once: of more, the first ones speak for all.
const MAX_ASKED: usize = 200;
/// Most tags that are offered for several pins: as many as for one.
const MAX_OFFERED: usize = 5;

/// A tag that a pin may want.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TagSuggested {
    /// The tag.
    pub chip: TagChip,
    /// Why; for several pins, why for the one of which it is plainest.
    pub because: TagReason,
}

/// The tags that most of the pins may want, the plainest first; `path` finds a tag by its key.
pub(super) fn suggested<'a>(
    pins: impl Iterator<Item = &'a Pin>,
    suggester: &mut Suggester,
    path: impl Fn(&str) -> Option<TagPath>,
    workspace: &Workspace,
) -> Vec<TagSuggested> {
    // The plainest suggestion of each tag, the sum of all, and how many there are.
    let mut tags: Vec<(Suggestion, f32, usize)> = Vec::new();
    let mut asked = 0;
    for pin in pins.take(MAX_ASKED) {
        asked += 1;
        for one in suggester.suggest(pin) {
            match tags.iter_mut().find(|(known, ..)| known.tag == one.tag) {
                Some((known, sum, count)) => {
                    *sum += one.score;
                    *count += 1;
                    if one.score > known.score {
                        *known = one;
                    }
                }
                None => {
                    let score = one.score;
                    tags.push((one, score, 1));
                }
            }
        }
    }
    let mut offered = Vec::new();
    while offered.len() < MAX_OFFERED {
        let (mut first, mut most) = (None, 0.0);
        for (at, (_, sum, count)) in tags.iter().enumerate() {
            if *sum > most && count * 2 > asked {
                (first, most) = (Some(at), *sum);
            }
        }
        let Some(first) = first else { break };
        let (one, ..) = tags.swap_remove(first);
        if let Some(path) = suggester.key(one.tag).and_then(&path) {
            offered.push(TagSuggested { chip: TagChip::of(&path, workspace), because: one.because });
        }
    }
    offered
}
