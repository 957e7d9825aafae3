//! What can be asked for. Ids come from the caller, so that asking again after a lost answer doubles nothing.

use serde::{Deserialize, Serialize};

use crate::model::{
    id::{BoardId, MediaId, PinId, RuleId, SectionId},
    rule::Saying,
    tag::{Tag, TagPath},
    tie::Tie,
};

/// A tag that becomes another one, with all below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TagMove {
    /// What it is.
    pub from: TagPath,
    /// What it becomes. Where that exists, the two become one.
    pub to: TagPath,
}

/// A part that is taken out of a tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TagPart {
    /// What the part is called.
    pub to: TagPath,
    /// Its pins, of those that carry the tag itself; others are left as they are.
    pub pins: Vec<PinId>,
}

/// One change to a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum BoardEdit {
    /// Another name.
    Rename(String),
    /// Another description; empty: none.
    Describe(String),
    /// Another query of a smart board.
    Query(String),
    /// The picture that stands for it; absent: the first there is.
    Cover(Option<MediaId>),
    /// Put away, or taken out again.
    Archive(bool),
    /// A new section at the end.
    SectionAdd {
        /// Its name to the program.
        id: SectionId,
        /// Its name to people.
        name: String,
    },
    /// Another name for a section.
    SectionRename {
        /// Which.
        id: SectionId,
        /// Its name to people.
        name: String,
    },
    /// Another place for a section.
    SectionMove {
        /// Which.
        id: SectionId,
        /// Its new place, from zero.
        place: u32,
    },
    /// A section goes; its pins stay on the board, above the first section.
    SectionRemove(SectionId),
}

/// A command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CurateCommand {
    /// Writes entries of the vocabulary, new or changed.
    TagsWrite {
        /// The entries.
        tags: Vec<Tag>,
    },
    /// Renames, moves and merges tags with all below them, everywhere, one after the other. What they were called still leads
    /// to what they are.
    TagsMove {
        /// Which, and what becomes of them.
        moves: Vec<TagMove>,
    },
    /// Takes parts out of a tag; pins in no part keep it.
    TagSplit {
        /// Which.
        path: TagPath,
        /// The parts.
        parts: Vec<TagPart>,
    },
    /// Deletes tags and all below them, everywhere.
    TagsDelete {
        /// Which.
        paths: Vec<TagPath>,
    },
    /// Changes a board.
    BoardChange {
        /// Which.
        board: BoardId,
        /// How.
        edit: BoardEdit,
    },
    /// Makes a board like another, with the same pins in the same places.
    BoardCopy {
        /// Which.
        board: BoardId,
        /// The copy's id.
        id: BoardId,
        /// The copy's name.
        name: String,
    },
    /// Makes several boards one: what stands on the others comes to the end of the one that stays, each in a section of
    /// its own name, with their own sections behind it.
    BoardsMerge {
        /// The one that stays.
        into: BoardId,
        /// Those that become part of it, each with the id of the section that holds what stood above its first.
        from: Vec<MergedBoard>,
    },
    /// Makes a section a board of its own.
    BoardSplit {
        /// The board it is taken from.
        board: BoardId,
        /// The section.
        section: SectionId,
        /// The new board's id.
        id: BoardId,
    },
    /// Says of two pins that look alike what they are to each other; absent: nothing any more.
    PinsTie {
        /// The one.
        pin: PinId,
        /// The other.
        other: PinId,
        /// What they are.
        #[serde(default)]
        tie: Option<Tie>,
    },
    /// Deletes boards; their pins stay.
    BoardsDelete {
        /// Which.
        boards: Vec<BoardId>,
    },
    /// Writes a rule: a new one comes last, one that is there keeps its place. Tags that it gives are entered.
    RuleWrite {
        /// Its id.
        id: RuleId,
        /// What it says.
        says: Saying,
    },
    /// Gives a rule another place among the others.
    RuleMove {
        /// Which.
        id: RuleId,
        /// Its new place, from zero.
        place: u32,
    },
    /// Deletes a rule; what it gave to pins stays.
    RuleDelete {
        /// Which.
        id: RuleId,
    },
}

/// A board that becomes part of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MergedBoard {
    /// Which.
    pub board: BoardId,
    /// The new section's id.
    pub section: SectionId,
}
