//! What came of rules: how many pins each found and changed, why one was not followed, and which two disagree.

use serde::{Deserialize, Serialize};

use crate::model::id::{BoardId, PinId, RuleId, SectionId};

/// Why a rule is not followed at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum RuleProblem {
    /// Its query asks for nothing, or a part of it is not understood.
    Query {
        /// The parts.
        ignored: Vec<String>,
    },
    /// A tag that it gives is not in the vocabulary any more.
    NoTag(String),
    /// Its board is not there any more, or takes no pins.
    NoBoard,
    /// Its board was put away.
    BoardArchived(String),
    /// Its section is not there any more.
    NoSection(String),
}

/// What came of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RuleFate {
    /// Which.
    pub rule: RuleId,
    /// Pins that it found.
    pub found: u32,
    /// Those of them that got something they had not.
    pub changed: u32,
    /// Those that have a severity or an owner already which nobody's rule gave them: it stays.
    pub kept: u32,
    /// Those that it left alone, since they have as many tags or stand on as many boards as they may.
    pub full: u32,
    /// Why it is not followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<RuleProblem>,
}

/// What two rules may disagree about: of everything else a pin can have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Contested {
    /// How bad it is.
    Severity,
    /// Who answers.
    Owner,
}

/// Two rules that would give the same pins different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RuleConflict {
    /// What about.
    pub what: Contested,
    /// The one that comes first: it wins.
    pub first: RuleId,
    /// The other.
    pub then: RuleId,
    /// How many pins.
    pub pins: u32,
}

/// What came of all rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruled {
    /// What came of each that is switched on, in order.
    pub fates: Vec<RuleFate>,
    /// Those that disagree.
    pub conflicts: Vec<RuleConflict>,
    /// What was put where, each section once.
    pub placed: Vec<(BoardId, Option<SectionId>, Vec<PinId>)>,
}

impl Ruled {
    pub(super) fn place(&mut self, board: &BoardId, section: Option<&SectionId>, pin: &PinId) {
        let known = self.placed.iter_mut().find(|(b, s, _)| b == board && s.as_ref() == section);
        match known {
            Some((.., pins)) => pins.push(pin.clone()),
            None => self.placed.push((board.clone(), section.cloned(), vec![pin.clone()])),
        }
    }

    pub(super) fn contest(&mut self, what: Contested, first: &RuleId, then: &RuleId) {
        let same =
            |known: &&mut RuleConflict| known.what == what && known.first == *first && known.then == *then;
        match self.conflicts.iter_mut().find(same) {
            Some(known) => known.pins += 1,
            None => {
                self.conflicts.push(RuleConflict { what, first: first.clone(), then: then.clone(), pins: 1 })
            }
        }
    }
}
