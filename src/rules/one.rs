//! Rules for one pin: what was just pinned gets what they give, as a change of its own. It means what the search means, since it
//! searches an index of that pin.

use pinfold_kernels::sorting::sort_by;

use super::run::{NEEDED, run};
use crate::{
    edit::{
        Edit, change_in,
        desk::{Desk, Title},
        error::EditError,
        outcome::Outcome,
    },
    model::{
        annotation::Annotation,
        batch::Batch,
        board::Board,
        change::Deed,
        customer::Customer,
        id::{ChangeId, PinId},
        record::{IndexKey, Record, RecordKey, RecordKind},
        rule::{Rule, in_order},
        stored::{Loaded, Plan},
        tag::Tag,
        time::Instant,
    },
    search::{Entry, Index, Names},
};

use super::fate::Ruled;

/// Follows the rules for one pin.
#[derive(Debug, Clone)]
pub struct PinRuled {
    /// Which.
    pub pin: PinId,
}

impl PinRuled {
    /// What comes of it on a desk.
    fn run(&self, desk: &mut Desk) -> Result<Ruled, EditError> {
        let loaded = desk.loaded();
        let pin = desk.pin(&self.pin)?;
        let notes = notes(&self.pin, loaded);
        let mut index = Index::build([Entry { pin: &pin, notes: notes.clone() }]);
        index.call(names(loaded));
        run(&rules(loaded), desk, &index, |_| notes.clone())
    }
}

fn of_kind(loaded: &Loaded, kind: RecordKind) -> impl Iterator<Item = &Record> {
    let all = loaded.0.iter().filter(move |(key, _)| key.kind == kind);
    all.map(|(_, stored)| &stored.record)
}

fn rules(loaded: &Loaded) -> Vec<&Rule> {
    in_order(of_kind(loaded, RecordKind::Rule))
}

fn notes<'a>(pin: &PinId, loaded: &'a Loaded) -> Vec<&'a Annotation> {
    let notes = of_kind(loaded, RecordKind::Annotation).filter_map(|record| match record {
        Record::Annotation(note) if note.pin == *pin => Some(note),
        _ => None,
    });
    let mut notes: Vec<&Annotation> = notes.collect();
    sort_by(&mut notes, |a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
    notes
}

fn names(loaded: &Loaded) -> Names {
    let tags: Vec<&Tag> = of_kind(loaded, RecordKind::Tag).filter_map(Record::as_tag).collect();
    let boards: Vec<&Board> = of_kind(loaded, RecordKind::Board).filter_map(Record::as_board).collect();
    let customers = of_kind(loaded, RecordKind::Customer).filter_map(|record| match record {
        Record::Customer(customer) => Some(&**customer),
        _ => None,
    });
    let customers: Vec<&Customer> = customers.collect();
    Names::of(tags, boards, customers)
}

impl Edit for PinRuled {
    fn plan(&self, change: &ChangeId) -> Plan {
        Plan {
            // Had it been committed before, its change is there, and nothing is done twice.
            keys: vec![RecordKey::new(RecordKind::Change, change.as_str()), RecordKey::pin(&self.pin)],
            found_by: vec![IndexKey::annotations_of(&self.pin)],
            all_of: NEEDED.to_vec(),
            ..Plan::default()
        }
    }

    /// What stands on the boards that it comes to, so that it comes to their ends.
    fn follow_up(&self, loaded: &Loaded) -> Option<Plan> {
        let mut desk = Desk::new(loaded, Instant::from_milliseconds(0));
        let ruled = self.run(&mut desk).ok()?;
        let found_by: Vec<IndexKey> =
            ruled.placed.iter().map(|(board, ..)| IndexKey::board(board.as_str())).collect();
        (!found_by.is_empty()).then(|| Plan { found_by, ..Plan::default() })
    }

    fn apply(&self, change: &ChangeId, loaded: &Loaded, now: Instant) -> Result<Outcome, EditError> {
        if let Some(committed) = change_in(loaded, change) {
            return Ok(Outcome::again(committed));
        }
        let mut desk = Desk::new(loaded, now);
        let ruled = self.run(&mut desk)?;
        let batch = if ruled.fates.iter().all(|fate| fate.changed == 0) {
            // A change that changes nothing is none.
            Batch::default()
        } else {
            desk.finish(change, Title::from(Deed::RulesApplied))
        };
        Ok(Outcome::of(batch, None))
    }
}
