//! A command and what it needs become a batch. It never writes it.

use super::{CurateCommand, boards, plan, rules, tags, ties};
use crate::{
    edit::{Edit, desk::Desk, error::EditError, outcome::Outcome, plan::change_in},
    model::{
        id::ChangeId,
        stored::{Loaded, Plan},
        time::Instant,
    },
};

impl Edit for CurateCommand {
    fn plan(&self, change: &ChangeId) -> Plan {
        plan::plan(self, change)
    }

    fn follow_up(&self, _: &Loaded) -> Option<Plan> {
        None
    }

    fn apply(&self, change: &ChangeId, loaded: &Loaded, now: Instant) -> Result<Outcome, EditError> {
        if let Some(committed) = change_in(loaded, change) {
            return Ok(Outcome::again(committed));
        }
        let mut desk = Desk::new(loaded, now);
        let title = match self {
            Self::TagsWrite { tags } => tags::write(&mut desk, tags)?,
            Self::TagsMove { moves } => tags::rename(&mut desk, moves)?,
            Self::TagSplit { path, parts } => tags::split(&mut desk, path, parts)?,
            Self::TagsDelete { paths } => tags::delete(&mut desk, paths),
            Self::BoardChange { board, edit } => boards::change(&mut desk, board, edit)?,
            Self::BoardCopy { board, id, name } => boards::copy(&mut desk, board, id, name)?,
            Self::BoardsMerge { into, from } => boards::merge(&mut desk, into, from)?,
            Self::BoardSplit { board, section, id } => boards::split(&mut desk, board, section, id)?,
            Self::PinsTie { pin, other, tie } => ties::tie(&mut desk, pin, other, *tie)?,
            Self::BoardsDelete { boards } => boards::delete(&mut desk, boards)?,
            Self::RuleWrite { id, says } => rules::write(&mut desk, id, says)?,
            Self::RuleMove { id, place } => rules::place(&mut desk, id, *place)?,
            Self::RuleDelete { id } => rules::delete(&mut desk, id)?,
        };
        Ok(Outcome::of(desk.finish(change, title), None))
    }
}
