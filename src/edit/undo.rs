//! Going back: undoing a change, and forgetting changes too old to undo.

use super::{
    desk::{Desk, Title, ids},
    error::EditError,
    notes,
    plan::{change_in, change_key, changes_in, pins_made_by},
};
use crate::model::{
    batch::Batch,
    change::{Before, Change, Deed, MAX_CHANGES},
    customer::Customer,
    id::{ChangeId, MediaId},
    media::MediaState,
    record::{Record, RecordKind},
    stored::Loaded,
};

pub(super) fn undo(
    desk: &mut Desk,
    loaded: &Loaded,
    id: &ChangeId,
    by: &ChangeId,
) -> Result<Title, EditError> {
    let key = change_key(id);
    let change = change_in(loaded, id).ok_or_else(|| EditError::NotFound(key.clone()))?;
    if change.undone_by.is_some() {
        return Err(EditError::UndoneBefore);
    }
    if change.before.is_empty() {
        return Err(EditError::MovedOn(key));
    }
    let kept =
        |before: &Before| matches!(before.record.as_deref().or(desk.get(&before.key)), Some(Record::Kept(_)));
    if change.before.iter().any(kept) {
        return Err(EditError::Elsewhere);
    }
    // A picture may have come in meanwhile; that is no edit, and does not move the revision.
    for before in &change.before {
        // A thing this change made may have been worked on since: deleting it loses nothing, since undoing the
        // undo brings it back as it was.
        let made = before.is_new() && before.revision != 0;
        if !made && desk.revision(&before.key) != before.revision {
            return Err(EditError::MovedOn(before.key.clone()));
        }
    }
    notes::delete_of(desk, &pins_made_by(change));
    for before in &change.before {
        let now = desk.get(&before.key);
        let back = match (&before.record, &before.arranged, now) {
            (Some(record), ..) => Some(with_pictures_as_they_are(record, now)),
            (None, Some(arranged), Some(Record::Pin(now))) => Some(Record::Pin(Box::new(arranged.back(now)))),
            _ => None,
        };
        match back {
            Some(record) => desk.put_back(record, before.was),
            None => desk.delete(before.key.clone()),
        }
    }
    for back in change.before.iter().filter_map(Before::customer) {
        check_accounts(desk, back)?;
    }
    desk.put(Record::Change(Change { undone_by: Some(by.clone()), ..change.clone() }));
    Ok(Title { deed: Deed::Undone, label: change.label.clone() })
}

/// Refuses a customer with an account that is another's by now.
fn check_accounts(desk: &Desk, back: &Customer) -> Result<(), EditError> {
    for other in desk.loaded_of(RecordKind::Customer).filter_map(|loaded| desk.get(&loaded.key())) {
        let Record::Customer(other) = other else { continue };
        let both = back.identities.iter().find(|own| other.id != back.id && other.identities.contains(*own));
        if let Some(identity) = both {
            return Err(EditError::taken(identity, other));
        }
    }
    Ok(())
}

/// The record to go back to. How far a pin's pictures have come is not undone: the bytes are there.
fn with_pictures_as_they_are(record: &Record, now: Option<&Record>) -> Record {
    let mut record = record.clone();
    if let (Record::Pin(pin), Some(Record::Pin(now))) = (&mut record, now) {
        for media in &mut pin.content.media {
            if let Some(own) = now.content.media.iter().find(|own| own.id == media.id) {
                media.state = own.state.clone();
                (media.width, media.height) = (own.width, own.height);
            }
        }
    }
    record
}

pub(super) fn tidy(mut desk: Desk, loaded: &Loaded) -> Batch {
    let changes = changes_in(loaded);
    let (old, kept) = changes.split_at_checked(changes.len().saturating_sub(MAX_CHANGES)).unwrap_or_default();
    for change in old {
        desk.delete(change_key(&change.id));
    }
    // A picture is needed while its pin is there or can come back.
    let standing = ids(desk.loaded_pins().map(|pin| pin.id.as_str()));
    let mut seen =
        ids(kept.iter().flat_map(|change| change.before.iter().flat_map(pictures)).map(MediaId::as_str));
    let mut forget = Vec::new();
    for media in old.iter().flat_map(|change| change.before.iter().flat_map(pictures)) {
        if seen.insert(media.as_str()) && !standing.contains(media.pin()) {
            forget.push(media.clone());
        }
    }
    let mut batch = desk.finish_quietly();
    batch.forget = forget;
    batch
}

fn pictures(before: &Before) -> impl Iterator<Item = &MediaId> {
    let pin = match before.record.as_deref() {
        Some(Record::Pin(pin)) => Some(pin),
        _ => None,
    };
    let stored = |state: &MediaState| matches!(state, MediaState::Stored { .. });
    pin.into_iter()
        .flat_map(|pin| &pin.content.media)
        .filter(move |media| stored(&media.state))
        .map(|media| &media.id)
}
