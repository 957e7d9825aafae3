//! Which records a command needs to see. It never loads anything.

use super::CurateCommand;
use crate::{
    edit::plan::{board_key, change_key},
    model::{
        id::ChangeId,
        record::{IndexKey, RecordKey, RecordKind},
        stored::Plan,
        tag::TagPath,
    },
};

/// What `command`, named `change`, needs.
pub(super) fn plan(command: &CurateCommand, change: &ChangeId) -> Plan {
    let mut plan = Plan::default();
    // Had it been committed before, its change is there, and nothing is done twice.
    plan.keys.push(change_key(change));
    plan.keys.push(RecordKey::settings());
    match command {
        CurateCommand::TagsWrite { .. } => plan.all_of.push(RecordKind::Tag),
        CurateCommand::TagsMove { moves } => tagged(&mut plan, moves.iter().map(|one| &one.from)),
        CurateCommand::TagSplit { path, .. } => tagged(&mut plan, [path]),
        CurateCommand::TagsDelete { paths } => tagged(&mut plan, paths),
        CurateCommand::BoardChange { board, .. } => plan.whole_board(board),
        CurateCommand::BoardCopy { board, .. } | CurateCommand::BoardSplit { board, .. } => {
            plan.whole_board(board);
            // A name is one board's.
            plan.all_of.push(RecordKind::Board);
        }
        CurateCommand::BoardsMerge { into, from } => {
            plan.whole_board(into);
            from.iter().for_each(|one| plan.whole_board(&one.board));
        }
        CurateCommand::PinsTie { pin, other, .. } => plan.keys.extend([pin, other].map(RecordKey::pin)),
        CurateCommand::RuleWrite { says, .. } => {
            plan.all_of.extend([RecordKind::Rule, RecordKind::Tag]);
            plan.keys.extend(says.board.iter().map(board_key));
        }
        CurateCommand::RuleMove { .. } | CurateCommand::RuleDelete { .. } => {
            plan.all_of.push(RecordKind::Rule)
        }
        CurateCommand::BoardsDelete { boards } => boards.iter().for_each(|board| plan.whole_board(board)),
    }
    plan
}

/// The vocabulary, and the pins with one of these tags or one below it.
fn tagged<'a>(plan: &mut Plan, paths: impl IntoIterator<Item = &'a TagPath>) {
    plan.all_of.push(RecordKind::Tag);
    plan.found_by.extend(paths.into_iter().map(|path| IndexKey::tag(&path.key())));
}
