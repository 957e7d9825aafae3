//! Where a post stands in its conversation, by canonical URL or native id.

use serde::{Deserialize, Serialize};

/// A post's place among consecutive posts of one author, each of which answers the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Position {
    /// Its place, from 1.
    pub place: u32,
    /// How many of them were seen; the site may hold more.
    pub of: u32,
}

/// A post's place among others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Thread {
    /// The post that began it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// The post it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The post it quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted: Option<String>,
    /// Its place among the author's own posts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

impl Thread {
    /// Whether nothing is known of it.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }

    /// Takes what another look at the same post knows besides; what is known stays, but a place among more counts more.
    pub fn learn(&mut self, seen: &Self) {
        let known = [
            (&mut self.root, &seen.root),
            (&mut self.parent, &seen.parent),
            (&mut self.quoted, &seen.quoted),
        ];
        for (own, seen) in known {
            if own.is_none() {
                own.clone_from(seen);
            }
        }
        if self.position.map_or(0, |own| own.of) < seen.position.map_or(0, |seen| seen.of) {
            self.position = seen.position;
        }
    }
}
