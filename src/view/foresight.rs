//! What a command would do, said before it is done.

use serde::{Deserialize, Serialize};

use crate::model::{batch::Batch, record::Record, workspace::Workspace};

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

/// What becomes of things of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Fates {
    /// Those that there would be besides.
    pub new: Named,
    /// Those that would change, and stay.
    pub changed: Named,
    /// Those that would be gone.
    pub gone: Named,
}

/// What a command would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Foresight {
    /// Pins that would change.
    pub pins: u32,
    /// What becomes of tags.
    pub tags: Fates,
    /// What becomes of boards.
    pub boards: Fates,
}

impl Foresight {
    /// What a batch would do to a workspace.
    pub fn of(batch: &Batch, workspace: &Workspace) -> Self {
        let mut seen = Self::default();
        for write in &batch.writes {
            let here = workspace.get(&write.key).map(|stored| &stored.record);
            let (fates, name) = match here.or(write.record.as_ref()) {
                Some(Record::Tag(tag)) => (&mut seen.tags, tag.path.as_str()),
                Some(Record::Board(board)) => (&mut seen.boards, board.name.as_str()),
                Some(Record::Pin(_)) => {
                    seen.pins += 1;
                    continue;
                }
                _ => continue,
            };
            let fate = match (here.is_some(), write.record.is_some()) {
                (false, _) => &mut fates.new,
                (true, true) => &mut fates.changed,
                (true, false) => &mut fates.gone,
            };
            fate.add(name.to_owned());
        }
        seen
    }
}
