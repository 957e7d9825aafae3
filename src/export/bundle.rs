//! A board as a file for another Pinfold: the board, its pins with their pictures and annotations, and the words of the
//! vocabulary they use. What is one's own stays behind: customers, cases, other boards, and what was handed over.

use super::{
    backup::{self, BackupWriteError},
    file::Part,
};
use crate::model::{
    board::Board,
    pin::Pin,
    record::{Record, RecordKind},
    stored::Stored,
    tag::TagPath,
    time::Instant,
    workspace::Workspace,
};

/// Writes the bundle of these pins, and of the board they stand on where they are one's.
///
/// # Errors
/// [`BackupWriteError`] when a record cannot be written.
pub fn bundle<'a>(
    workspace: &Workspace,
    board: Option<&Board>,
    pins: impl Iterator<Item = &'a Pin>,
    now: Instant,
) -> Result<Vec<Part>, BackupWriteError> {
    let mut own = Workspace::default();
    let mut put = |record: Record| own.put(Stored { revision: 1, record });
    if let Some(board) = board {
        put(Record::Board(Board { archived: false, ..board.clone() }));
    }
    for pin in pins {
        for tag in pin
            .tags
            .iter()
            .flat_map(TagPath::ancestry)
            .filter_map(|path| TagPath::try_from(path.to_owned()).ok())
        {
            workspace.tag(&tag).into_iter().for_each(|entry| put(Record::Tag(entry.clone())));
        }
        for note in workspace.annotations_of(&pin.id) {
            put(Record::Annotation(note.clone()));
        }
        let placement =
            board.and_then(|board| Some((board.id.clone(), pin.placements.get(&board.id)?.clone())));
        let placements = placement.into_iter().collect();
        put(Record::Pin(Box::new(Pin { placements, customer: None, case: None, ..pin.clone() })));
    }
    backup::written(&own, Some(RecordKind::Board), now)
}
