//! Following rules on a desk. What they find, an index says: that of all pins, or of a single one; it makes no difference.

use super::fate::{Contested, RuleFate, RuleProblem, Ruled};
use crate::{
    edit::{self, desk::Desk, error::EditError, meant},
    model::{
        annotation::Annotation,
        board::{OrderKey, Placement},
        case::Case,
        id::{PinId, RuleId},
        pin::{MAX_PLACEMENTS, MAX_TAGS, Pin},
        record::RecordKind,
        rule::{Rule, Saying},
        sorted_map::SortedMap,
        tag::TagPath,
    },
    search::{Entry, Index, Open, Query},
};

/// Where a pin stands until all rules were followed: its place among others is given once for all.
const FOR_NOW: &str = "V";

/// The pins that a rule finds. A query that is not fully understood finds none: what is left of it would find others.
///
/// # Errors
/// [`RuleProblem::Query`] where it is not understood, or asks for nothing.
pub fn found(query: &str, index: &Index) -> Result<Vec<PinId>, RuleProblem> {
    // What a person wrote down is not being typed any more.
    let query = Query::read(query, Open::No);
    if query.clauses.is_empty() || !query.ignored.is_empty() {
        return Err(RuleProblem::Query { ignored: query.ignored });
    }
    let hits = index.find(&query, None);
    Ok(hits.iter().filter_map(|hit| Some(index.document(hit.document)?.pin.clone())).collect())
}

/// Why what a rule gives cannot be given.
pub fn problem(says: &Saying, desk: &Desk) -> Option<RuleProblem> {
    given(says, desk).err()
}

/// The tags that a rule gives, as the vocabulary has them by now.
fn given(says: &Saying, desk: &Desk) -> Result<Vec<TagPath>, RuleProblem> {
    if let Some(id) = &says.board {
        let board = desk.board(id).ok().filter(|board| board.query.is_none()).ok_or(RuleProblem::NoBoard)?;
        if board.archived {
            return Err(RuleProblem::BoardArchived(board.name));
        }
        if says.section.as_ref().is_some_and(|id| board.sections.iter().all(|own| own.id != *id)) {
            return Err(RuleProblem::NoSection(board.name));
        }
    }
    let entered = |path: &TagPath| {
        let path = meant(desk, path);
        if desk.tag(&path).is_some() { Ok(path) } else { Err(RuleProblem::NoTag(path.into())) }
    };
    says.tags.iter().map(entered).collect()
}

/// Who gave a pin its severity and its owner, where a rule did.
#[derive(Default)]
struct Givers {
    severity: Option<RuleId>,
    owner: Option<RuleId>,
}

/// The work on all rules.
struct Work<'a, 'b> {
    desk: &'a mut Desk<'b>,
    ruled: Ruled,
    givers: SortedMap<PinId, Givers>,
}

/// Follows those of the rules that are switched on, for the pins that an index holds. `notes` are what is written about one.
///
/// # Errors
/// Why nothing can be done; nothing is to be written then.
pub fn run<'n>(
    rules: &[&Rule],
    desk: &mut Desk,
    index: &Index,
    notes: impl Fn(&PinId) -> Vec<&'n Annotation>,
) -> Result<Ruled, EditError> {
    let mut work = Work { desk, ruled: Ruled::default(), givers: SortedMap::default() };
    // The pins as they are by now, where a rule changed them: what comes later sees that.
    let mut ahead = index.called_alike();
    for rule in rules.iter().filter(|rule| rule.says.on) {
        let mut fate =
            RuleFate { rule: rule.id.clone(), found: 0, changed: 0, kept: 0, full: 0, problem: None };
        match among(rule, work.desk, index, &ahead) {
            Err(problem) => fate.problem = Some(problem),
            Ok((pins, tags)) => {
                fate.found = u32::try_from(pins.len()).unwrap_or(u32::MAX);
                for id in &pins {
                    if work.follow(rule, &tags, id, &mut fate)? {
                        let pin = work.desk.pin(id)?;
                        ahead.put(&Entry { pin: &pin, notes: notes(id) });
                    }
                }
            }
        }
        work.ruled.fates.push(fate);
    }
    for (board, section, pins) in &work.ruled.placed {
        edit::append_all(work.desk, pins, board, section.as_ref())?;
    }
    Ok(work.ruled)
}

/// The pins that a rule finds by now, and the tags they get.
fn among(
    rule: &Rule,
    desk: &Desk,
    index: &Index,
    ahead: &Index,
) -> Result<(Vec<PinId>, Vec<TagPath>), RuleProblem> {
    let tags = given(&rule.says, desk)?;
    let mut pins = found(&rule.says.query, index)?;
    pins.retain(|id| ahead.number(id).is_none());
    pins.extend(found(&rule.says.query, ahead)?);
    Ok((pins, tags))
}

impl Work<'_, '_> {
    /// Gives a pin what a rule says, all of it or nothing; whether that is anything new.
    fn follow(
        &mut self,
        rule: &Rule,
        tags: &[TagPath],
        id: &PinId,
        fate: &mut RuleFate,
    ) -> Result<bool, EditError> {
        let before = self.desk.pin(id)?;
        let mut pin = before.clone();
        for tag in tags {
            if pin.tags.iter().all(|own| own.key() != tag.key()) {
                pin.tags.insert(tag.clone());
            }
        }
        let mut is_placed = false;
        if let (Some(board), Ok(order)) = (&rule.says.board, OrderKey::try_from(FOR_NOW.to_owned()))
            && !pin.placements.contains_key(board)
        {
            pin.placements.insert(board.clone(), Placement { section: rule.says.section.clone(), order });
            is_placed = true;
        }
        if pin.tags.len() > MAX_TAGS || pin.placements.len() > MAX_PLACEMENTS {
            fate.full += 1;
            return Ok(false);
        }
        if !self.decide(rule, &mut pin) {
            fate.kept += 1;
        }
        if pin == before {
            return Ok(false);
        }
        if let (true, Some(board)) = (is_placed, &rule.says.board) {
            self.ruled.place(board, rule.says.section.as_ref(), id);
        }
        fate.changed += 1;
        self.desk.put_pin(pin);
        Ok(true)
    }

    /// Gives a pin a severity and an owner, where it has none. `false`: it has one that no rule gave it, and another.
    fn decide(&mut self, rule: &Rule, pin: &mut Pin) -> bool {
        let Saying { severity, owner, .. } = &rule.says;
        if severity.is_none() && owner.is_none() {
            return true;
        }
        let opened = Some(self.desk.now);
        let case = pin.case.get_or_insert_with(|| Case { opened, ..Case::default() });
        self.givers.keep(pin.id.clone(), Givers::default());
        let Some(givers) = self.givers.get_mut(&pin.id) else { return true };
        let mut agrees = true;
        for (what, came, giver) in [
            (Contested::Severity, give(&mut case.severity, severity.as_ref()), &mut givers.severity),
            (Contested::Owner, give(&mut case.owner, owner.as_ref()), &mut givers.owner),
        ] {
            match (came, &giver) {
                (Came::New, _) => *giver = Some(rule.id.clone()),
                (Came::Differs, Some(first)) => self.ruled.contest(what, first, &rule.id),
                (Came::Differs, None) => agrees = false,
                (Came::Same, _) => {}
            }
        }
        agrees
    }
}

/// What came of giving something that a pin has once at most.
enum Came {
    /// It has it now.
    New,
    /// It had it, or nothing was to be given.
    Same,
    /// It has another.
    Differs,
}

fn give<T: Clone + PartialEq>(own: &mut Option<T>, given: Option<&T>) -> Came {
    match (own.as_ref(), given) {
        (_, None) => Came::Same,
        (Some(own), Some(given)) if own == given => Came::Same,
        (Some(_), Some(_)) => Came::Differs,
        (None, Some(given)) => {
            *own = Some(given.clone());
            Came::New
        }
    }
}

/// The kinds of record that following rules needs all of.
pub(super) const NEEDED: [RecordKind; 4] =
    [RecordKind::Rule, RecordKind::Tag, RecordKind::Board, RecordKind::Customer];
