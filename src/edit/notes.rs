//! Commands on annotations.

use super::{
    desk::{Desk, Title, ids},
    error::EditError,
    plan::annotation_key,
};
use crate::{
    annotate::target::anchored,
    model::{
        annotation::{Annotation, Motivation, Quote, Target},
        change::Deed,
        id::{AnnotationId, PinId},
        record::{Record, RecordKey, RecordKind},
        text::{MAX_NOTE, bounded},
    },
};

pub(super) fn write(
    desk: &mut Desk,
    id: &AnnotationId,
    pin: &PinId,
    target: &Target,
    body: &str,
    motivation: Motivation,
) -> Result<Title, EditError> {
    let on = desk.pin(pin)?;
    let known = desk.annotation(id);
    if known.as_ref().is_some_and(|known| known.pin != *pin) {
        return Err(EditError::Invalid("annotation"));
    }
    // An annotation written before keeps its target, though the text may have been corrected since.
    let target = match &known {
        Some(known) if known.target == *target => known.target.clone(),
        _ => anchored(target, &on.content).ok_or(EditError::Invalid("target"))?,
    };
    let body = bounded(body, MAX_NOTE).unwrap_or_default();
    if body.is_empty() && target == Target::Whole {
        // A note on the whole pin that says nothing is no note.
        if known.is_some() {
            desk.delete(annotation_key(id));
        }
        return Ok(Deed::Annotated.into());
    }
    let (created, creator) = match known {
        Some(known) => (known.created, known.creator),
        None => (desk.now, None),
    };
    let changed = desk.now;
    let note =
        Annotation { id: id.clone(), pin: pin.clone(), target, body, motivation, creator, created, changed };
    desk.put(Record::Annotation(note));
    Ok(Deed::Annotated.into())
}

/// The highlight of selected words. On a pin whose text does not have them, it is left out: the words are then
/// the pin's own text or gone from it.
pub(super) fn highlight(
    desk: &mut Desk,
    id: &AnnotationId,
    pin: &PinId,
    quote: &Quote,
) -> Result<(), EditError> {
    let on = desk.pin(pin)?;
    if let Some(target) = anchored(&Target::Quote(quote.clone()), &on.content) {
        write(desk, id, pin, &target, "", Motivation::Highlighting)?;
    }
    Ok(())
}

pub(super) fn delete(desk: &mut Desk, id: &AnnotationId) -> Result<Title, EditError> {
    let key = annotation_key(id);
    if desk.get(&key).is_none() {
        return Err(EditError::NotFound(key));
    }
    desk.delete(key);
    Ok(Deed::Annotated.into())
}

/// Deletes the loaded annotations of pins.
pub(super) fn delete_of(desk: &mut Desk, pins: &[PinId]) {
    let pins = ids(pins.iter().map(PinId::as_str));
    let keys: Vec<RecordKey> = desk
        .loaded_of(RecordKind::Annotation)
        .filter(|record| matches!(record, Record::Annotation(note) if pins.contains(note.pin.as_str())))
        .map(Record::key)
        .collect();
    for key in keys {
        desk.delete(key);
    }
}
