//! What keeps the vocabulary, the boards and the rules in order: renaming, merging, splitting, deleting. It is planned where the whole
//! workspace is in memory, laid ready there and committed by the background, so that a wake-up holds no code for it.

mod apply;
mod boards;
mod command;
mod plan;
mod rules;
mod tags;
mod ties;

pub use command::{BoardEdit, CurateCommand, MergedBoard, TagMove, TagPart};
