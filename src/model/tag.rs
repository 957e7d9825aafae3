//! A tag: a path in the vocabulary, as in `complaint/delivery/late`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    id::BoardId,
    letters,
    pin::{Pin, PinKind},
    sorted_set::SortedSet,
    text,
};

/// Deepest path: deeper trees are not found again by people.
pub const MAX_DEPTH: usize = 6;
/// Longest name of one step, in characters.
pub const MAX_STEP: usize = 60;

/// Most entries of a vocabulary: ten times what a team of hundreds keeps apart.
pub const MAX_VOCABULARY: usize = 20_000;
/// Most synonyms of one tag.
pub const MAX_SYNONYMS: usize = 50;
/// Most paths a tag once had that still lead to it: who renames more often than this has no vocabulary yet.
pub const MAX_ALIASES: usize = 100;
/// Most tags that one is told apart from.
pub const MAX_APART: usize = 100;

/// Why a text is no tag.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TagError {
    /// Nothing was written.
    #[error("a tag needs a name")]
    Empty,
    /// Too many steps.
    #[error("a tag has at most {MAX_DEPTH} steps")]
    TooDeep,
    /// One step is too long.
    #[error("one step of a tag has at most {MAX_STEP} characters")]
    TooLong,
}

/// A path of one to [`MAX_DEPTH`] steps joined by `/`. Steps are trimmed, inner white space is folded,
/// letter case is kept as first written; two paths that differ in case alone are one tag (the edit
/// room sees to that).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
pub struct TagPath(String);

impl TagPath {
    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The paths above this one and itself, shortest first.
    pub fn ancestry(&self) -> impl Iterator<Item = &str> {
        self.0
            .match_indices('/')
            .filter_map(|(at, _)| self.0.get(..at))
            .chain(std::iter::once(self.0.as_str()))
    }

    /// The path under which tags are the same tag: lower case.
    pub fn key(&self) -> String {
        letters::key(&self.0)
    }

    /// Whether this is `other` or stands below it, letter case aside.
    pub fn is_within(&self, other: &TagPath) -> bool {
        let (own, above) = (self.key(), other.key());
        own == above || own.strip_prefix(&above).is_some_and(|rest| rest.starts_with('/'))
    }
}

impl TryFrom<String> for TagPath {
    type Error = TagError;
    fn try_from(written: String) -> Result<Self, TagError> {
        let steps: Vec<String> =
            written.split('/').map(text::folded).filter(|step| !step.is_empty()).collect();
        if steps.is_empty() {
            return Err(TagError::Empty);
        }
        if steps.len() > MAX_DEPTH {
            return Err(TagError::TooDeep);
        }
        if steps.iter().any(|step| step.chars().count() > MAX_STEP) {
            return Err(TagError::TooLong);
        }
        Ok(Self(steps.join("/")))
    }
}

impl From<TagPath> for String {
    fn from(path: TagPath) -> String {
        path.0
    }
}

impl std::fmt::Display for TagPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A colour out of the palette of the screens, by name: a raw value would not survive dark mode.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TagColour {
    /// Quiet.
    #[default]
    Neutral,
    /// Teal.
    Accent,
    /// Green.
    Good,
    /// Amber.
    Warn,
    /// Red.
    Bad,
}

/// Where every pin needs a tag, or one below it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Needed {
    /// On pins of these kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<PinKind>,
    /// On pins of these boards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boards: Vec<BoardId>,
}

impl Needed {
    /// Whether it is needed nowhere.
    pub fn is_nowhere(&self) -> bool {
        self.kinds.is_empty() && self.boards.is_empty()
    }
}

/// An entry of the vocabulary. A path that is used without an entry is still a tag: the entry adds words to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Tag {
    /// Its path.
    pub path: TagPath,
    /// Its colour.
    #[serde(default)]
    pub colour: TagColour,
    /// Other words for it.
    #[serde(default, skip_serializing_if = "SortedSet::is_empty")]
    pub synonyms: SortedSet<String>,
    /// When to use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Paths it had before: what is tagged with one of them is tagged with this.
    #[serde(default, skip_serializing_if = "SortedSet::is_empty")]
    pub aliases: SortedSet<TagPath>,
    /// Tags that look much like it, of which a person said that they are another.
    #[serde(default, skip_serializing_if = "SortedSet::is_empty")]
    pub apart: SortedSet<TagPath>,
    /// Where every pin needs it, or one below it.
    #[serde(default, skip_serializing_if = "Needed::is_nowhere")]
    pub needed: Needed,
}

impl Tag {
    /// Whether a pin needs it, or one below it, and has none.
    pub fn is_missing_on(&self, pin: &Pin) -> bool {
        let needed = self.needed.kinds.contains(&pin.content.kind)
            || self.needed.boards.iter().any(|board| pin.placements.contains_key(board));
        needed && !pin.tags.iter().any(|tag| tag.is_within(&self.path))
    }

    /// Two entries in one: this one keeps its own words, those of the other join them.
    #[must_use]
    pub fn joined(mut self, other: Self) -> Self {
        self.synonyms.extend(other.synonyms);
        self.aliases.extend(other.aliases);
        self.apart.extend(other.apart);
        self.description = self.description.or(other.description);
        for kind in other.needed.kinds {
            if !self.needed.kinds.contains(&kind) {
                self.needed.kinds.push(kind);
            }
        }
        for board in other.needed.boards {
            if !self.needed.boards.contains(&board) {
                self.needed.boards.push(board);
            }
        }
        self
    }

    /// A tag of which nothing is known but its path.
    pub fn new(path: TagPath) -> Self {
        Self {
            path,
            colour: TagColour::default(),
            synonyms: SortedSet::default(),
            description: None,
            aliases: SortedSet::default(),
            apart: SortedSet::default(),
            needed: Needed::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn tag(text: &str) -> TagPath {
        TagPath::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn a_path_is_tidied_and_bounded() {
        assert_eq!(tag(" complaint / late  delivery/").as_str(), "complaint/late delivery");
        assert_eq!(TagPath::try_from(" / ".to_owned()), Err(TagError::Empty));
        assert_eq!(TagPath::try_from("a/b/c/d/e/f/g".to_owned()), Err(TagError::TooDeep));
        assert_eq!(TagPath::try_from("x".repeat(61)), Err(TagError::TooLong));
    }

    #[test]
    fn a_path_knows_what_is_above_it() {
        let ancestry: Vec<String> = tag("a/b/c").ancestry().map(str::to_owned).collect();
        assert_eq!(ancestry, ["a", "a/b", "a/b/c"]);
        assert!(tag("Complaint/late").is_within(&tag("complaint")));
        assert!(!tag("complaints").is_within(&tag("complaint")));
    }
}
