//! Typed counts of reactions at one moment. Never a score.

use serde::{Deserialize, Serialize};

use super::sorted_map::SortedMap;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Likes, favourites, hearts.
    Likes,
    /// Replies or comments.
    Replies,
    /// Reposts, shares, boosts.
    Reposts,
    /// Posts that quote this one.
    Quotes,
    /// Views or impressions.
    Views,
    /// Bookmarks or saves.
    Bookmarks,
    /// Upvotes minus downvotes.
    Score,
    /// "Helpful" votes on a review.
    Helpful,
}

/// Counts by what is counted; a score may be negative, everything else is not.
#[cfg_attr(target_arch = "wasm32", tsify::declare)]
pub type Engagement = SortedMap<Count, i64>;
