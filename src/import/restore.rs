//! Restores a backup into a workspace: one batch with the change that undoes it. The backup's record replaces
//! an older one here, what is here alone stays, and what is the same is not touched.

use pinfold_kernels::sorting::sort_by;

use super::{backup::Backup, preview::RestorePreview};
use crate::model::{
    batch::{Batch, Write},
    change::{Before, Change, Deed},
    id::{ChangeId, PinId},
    record::{Record, RecordKey, RecordKind},
    time::Instant,
    workspace::Workspace,
};

/// Most replaced pins that a preview names.
const MAX_NAMED: usize = 20;

/// What becomes of a record of the backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is not here yet.
    Added,
    /// It replaces the one here.
    Replaces,
    /// The one here stays: it is the same, or newer.
    Kept,
}

/// What restoring a backup would do.
pub fn preview(workspace: &Workspace, backup: &Backup) -> RestorePreview {
    let of_kind = |kind: RecordKind| backup.records.iter().filter(|record| record.key().kind == kind).count();
    let with = |fate: Fate| backup.records.iter().filter(move |record| fate_of(workspace, record) == fate);
    let replaced = with(Fate::Replaces).filter_map(|record| match record {
        Record::Pin(pin) => Some(pin.id.clone()),
        _ => None,
    });
    let replaced_pins: Vec<PinId> = replaced.take(MAX_NAMED).collect();
    RestorePreview {
        made: backup.made.to_rfc3339(),
        bundle: backup.of.map(|_| {
            let board = backup.records.iter().find_map(Record::as_board);
            board.map(|board| board.name.clone()).unwrap_or_default()
        }),
        pins: number(of_kind(RecordKind::Pin)),
        boards: number(of_kind(RecordKind::Board)),
        pictures: number(backup.pictures.len()),
        replaces: number(with(Fate::Replaces).count()),
        adds: number(with(Fate::Added).count()),
        replaced_pins,
    }
}

/// The batch that restores a backup, with the change that undoes it. It is empty where the change was
/// committed before, and where there is nothing to restore.
pub fn restore(workspace: &Workspace, backup: &Backup, change: &ChangeId, now: Instant) -> Batch {
    let change_key = RecordKey::new(RecordKind::Change, change.as_str());
    if workspace.get(&change_key).is_some() {
        return Batch::default();
    }
    let mut writes: Vec<Write> = Vec::new();
    let mut before: Vec<Before> = Vec::new();
    let mut pins = 0;
    for record in &backup.records {
        if fate_of(workspace, record) == Fate::Kept {
            continue;
        }
        let key = record.key();
        let here = workspace.get(&key);
        let expected = here.map_or(0, |stored| stored.revision);
        let revision = revision_after(expected, now);
        before.push(Before {
            key: key.clone(),
            record: here.map(|stored| Box::new(stored.record.clone())),
            arranged: None,
            was: expected,
            revision,
        });
        pins += usize::from(key.kind == RecordKind::Pin);
        writes.push(Write { key, expected, revision, record: Some(record.clone()) });
    }
    if writes.is_empty() {
        return Batch::default();
    }
    let change = Change {
        id: change.clone(),
        at: now,
        deed: Deed::Restored,
        count: number(pins),
        label: None,
        before,
        undone_by: None,
    };
    let revision = revision_after(0, now);
    writes.push(Write { key: change_key, expected: 0, revision, record: Some(Record::Change(change)) });
    sort_by(&mut writes, |a, b| a.key.cmp(&b.key));
    Batch { writes, forget: Vec::new() }
}

/// The revision a record is stored under: see [`Write::revision`].
fn revision_after(expected: u64, now: Instant) -> u64 {
    u64::try_from(now.milliseconds()).unwrap_or(0).max(expected + 1)
}

fn fate_of(workspace: &Workspace, record: &Record) -> Fate {
    let Some(here) = workspace.get(&record.key()) else { return Fate::Added };
    if is_same(&here.record, record) || changed(&here.record) > changed(record) {
        return Fate::Kept;
    }
    Fate::Replaces
}

/// Whether a record of a file says what the one here does. What was seen in pictures follows from them, and a version that sees
/// more has seen it here by now.
fn is_same(here: &Record, record: &Record) -> bool {
    let (Record::Pin(own), Record::Pin(theirs)) = (here, record) else { return here == record };
    let mut theirs = theirs.clone();
    for (own, theirs) in own.content.media.iter().zip(&mut theirs.content.media) {
        if own.id == theirs.id && own.looks.by > theirs.looks.by {
            theirs.looks.clone_from(&own.looks);
        }
    }
    *own == theirs
}

/// When a record last changed; kinds that do not say so are the backup's to decide.
fn changed(record: &Record) -> Option<Instant> {
    match record {
        Record::Site(site) => Some(site.changed),
        Record::Adapter(adapter) => Some(adapter.changed),
        Record::Health(health) => health.last.last().map(|capture| capture.at),
        Record::Template(template) => Some(template.changed),
        Record::Board(board) => Some(board.changed),
        Record::Customer(customer) => Some(customer.changed),
        Record::Pin(pin) => Some(pin.changed),
        Record::Annotation(note) => Some(note.changed),
        Record::Connection(connection) => Some(connection.changed),
        Record::Delivery(delivery) => Some(delivery.changed),
        Record::Rule(rule) => Some(rule.changed),
        Record::Settings(_) | Record::Tag(_) | Record::Change(_) | Record::Kept(_) => None,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
