//! Rules as they are looked after, and what following them would do, said before it is done.

use serde::{Deserialize, Serialize};

use super::foresight::Foresight;
use crate::{
    edit::{change_in, desk::Desk, desk::Title, error::EditError, outcome::Outcome},
    model::{
        batch::Batch,
        change::Deed,
        id::{ChangeId, PinId},
        record::{IndexKey, RecordKey, RecordKind},
        rule::{Rule, in_order},
        sorted_set::SortedSet,
        stored::Plan,
        time::Instant,
        workspace::Workspace,
    },
    rules::{RuleConflict, RuleFate, RuleProblem, found, problem, run},
    search::Index,
};

/// A rule in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RuleRow {
    /// The rule.
    pub rule: Rule,
    /// Pins that it finds now.
    pub found: u32,
    /// Why it would not be followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<RuleProblem>,
}

/// What following all rules that are switched on would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RulesForesight {
    /// What it comes to.
    pub whole: Foresight,
    /// What comes of each, in order.
    pub fates: Vec<RuleFate>,
    /// Those that disagree.
    pub conflicts: Vec<RuleConflict>,
}

fn all(workspace: &Workspace) -> Vec<&Rule> {
    in_order(workspace.of_kind(RecordKind::Rule).map(|stored| &stored.record))
}

/// The rules, in order.
pub(super) fn rows(workspace: &Workspace, index: &Index) -> Vec<RuleRow> {
    let all_of = vec![RecordKind::Tag, RecordKind::Board];
    let loaded = workspace.load(&Plan { all_of, ..Plan::default() });
    let desk = Desk::new(&loaded, Instant::from_milliseconds(0));
    let rows = all(workspace).into_iter().map(|rule| {
        let (found, unread) = match found(&rule.says.query, index) {
            Ok(pins) => (u32::try_from(pins.len()).unwrap_or(u32::MAX), None),
            Err(problem) => (0, Some(problem)),
        };
        RuleRow { rule: rule.clone(), found, problem: unread.or_else(|| problem(&rule.says, &desk)) }
    });
    rows.collect()
}

/// Follows the rules for all pins there are.
///
/// # Errors
/// Why nothing can be done; nothing is to be written then.
pub(super) fn ruled(
    workspace: &Workspace,
    index: &Index,
    change: &ChangeId,
    now: Instant,
) -> Result<(Outcome, RulesForesight), EditError> {
    let rules = all(workspace);
    let loaded = workspace.load(&plan(&rules, index, change));
    if let Some(committed) = change_in(&loaded, change) {
        return Ok((Outcome::again(committed), RulesForesight::default()));
    }
    let mut desk = Desk::new(&loaded, now);
    let ruled = run(&rules, &mut desk, index, |pin| workspace.annotations_of(pin))?;
    let batch = if ruled.fates.iter().all(|fate| fate.changed == 0) {
        // A change that changes nothing is none.
        Batch::default()
    } else {
        desk.finish(change, Title::from(Deed::RulesApplied))
    };
    let whole = Foresight::of(&batch, workspace);
    let foresight = RulesForesight { whole, fates: ruled.fates, conflicts: ruled.conflicts };
    Ok((Outcome::of(batch, None), foresight))
}

/// What that needs. What rules find because of those before them is among what those found.
fn plan(rules: &[&Rule], index: &Index, change: &ChangeId) -> Plan {
    let followed = || rules.iter().filter(|rule| rule.says.on);
    let pins: SortedSet<PinId> =
        followed().filter_map(|rule| found(&rule.says.query, index).ok()).flatten().collect();
    let change = RecordKey::new(RecordKind::Change, change.as_str());
    let boards = followed().filter_map(|rule| rule.says.board.as_ref());
    Plan {
        keys: pins.iter().map(RecordKey::pin).chain([change]).collect(),
        found_by: boards.map(|board| IndexKey::board(board.as_str())).collect(),
        all_of: vec![RecordKind::Tag, RecordKind::Board],
        ..Plan::default()
    }
}
