//! What a command would do, said before it is done.

use serde::{Deserialize, Serialize};

use crate::model::{
    batch::Batch,
    record::{Record, RecordKind},
    workspace::Workspace,
};

/// Most names of each kind that are given: what a person reads before saying yes.
const MAX_NAMED: usize = 20;

/// Names of what is concerned.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Named {
    /// How many there are.
    pub count: u32,
    /// The first of them.
    pub names: Vec<String>,
}

impl Named {
    fn add(&mut self, name: String) {
        self.count += 1;
        if self.names.len() < MAX_NAMED {
            self.names.push(name);
        }
    }
}

/// What a command would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Foresight {
    /// Pins that would change.
    pub pins: u32,
    /// Tags that there would be besides.
    pub tags_new: Named,
    /// Tags that would change, and stay.
    pub tags_changed: Named,
    /// Tags that would be gone.
    pub tags_gone: Named,
    /// Boards that there would be besides.
    pub boards_new: Named,
    /// Boards that would change, and stay.
    pub boards_changed: Named,
    /// Boards that would be gone.
    pub boards_gone: Named,
}

impl Foresight {
    /// What a batch would do to a workspace.
    pub fn of(batch: &Batch, workspace: &Workspace) -> Self {
        let mut seen = Self::default();
        for write in &batch.writes {
            let here = workspace.get(&write.key).map(|stored| &stored.record);
            let name = match here.or(write.record.as_ref()) {
                Some(Record::Tag(tag)) => tag.path.as_str().to_owned(),
                Some(Record::Board(board)) => board.name.clone(),
                Some(Record::Pin(_)) => {
                    seen.pins += 1;
                    continue;
                }
                _ => continue,
            };
            let is_tag = write.key.kind == RecordKind::Tag;
            let list = match (is_tag, here.is_some(), write.record.is_some()) {
                (true, false, _) => &mut seen.tags_new,
                (true, true, true) => &mut seen.tags_changed,
                (true, true, false) => &mut seen.tags_gone,
                (false, false, _) => &mut seen.boards_new,
                (false, true, true) => &mut seen.boards_changed,
                (false, true, false) => &mut seen.boards_gone,
            };
            list.add(name);
        }
        seen
    }
}
