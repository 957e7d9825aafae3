//! Commands on whole boards and their sections.

use super::{BoardEdit, MergedBoard};
use crate::{
    edit::{
        boards::{check_free, check_places, name, place_between, placeable, standing},
        command::Spot,
        desk::{Desk, Title},
        error::EditError,
    },
    model::{
        board::{Board, MAX_SECTIONS, Section},
        change::Deed,
        id::{BoardId, PinId, SectionId},
        pin::Pin,
        record::{Record, RecordKey, RecordKind},
        text::{MAX_LABEL, MAX_NOTE, bounded},
    },
};

pub(super) fn change(desk: &mut Desk, id: &BoardId, edit: &BoardEdit) -> Result<Title, EditError> {
    let mut board = desk.board(id)?;
    match edit {
        BoardEdit::Rename(written) => board.name = name(written)?,
        BoardEdit::Describe(written) => board.description = bounded(written, MAX_NOTE),
        BoardEdit::Query(written) => {
            if board.query.is_none() {
                return Err(EditError::Invalid("board"));
            }
            board.query = Some(bounded(written, MAX_LABEL).ok_or(EditError::Invalid("query"))?);
        }
        BoardEdit::Cover(cover) => board.cover = cover.clone(),
        BoardEdit::Archive(archived) => board.archived = *archived,
        BoardEdit::SectionAdd { id, name: written } => {
            if board.sections.len() >= MAX_SECTIONS {
                return Err(EditError::TooMany { what: "sections", limit: MAX_SECTIONS });
            }
            board.sections.push(Section { id: id.clone(), name: name(written)? });
        }
        BoardEdit::SectionRename { id, name: written } => {
            let name = name(written)?;
            section(&mut board, id)?.name = name;
        }
        BoardEdit::SectionMove { id, place } => {
            let moved = section(&mut board, id)?.clone();
            board.sections.retain(|own| own.id != *id);
            let place = (*place as usize).min(board.sections.len());
            board.sections.insert(place, moved);
        }
        BoardEdit::SectionRemove(id) => {
            section(&mut board, id)?;
            board.sections.retain(|own| own.id != *id);
            let pins: Vec<PinId> =
                standing(desk, &board.id, Some(id), &[]).into_iter().map(|pin| pin.id).collect();
            place_between(desk, &pins, &board.id, None, &Spot::Last)?;
        }
    }
    board.changed = desk.now;
    let title = Title::of(Deed::BoardChanged, board.name.clone());
    desk.put(Record::Board(board));
    Ok(title)
}

fn section<'a>(board: &'a mut Board, id: &SectionId) -> Result<&'a mut Section, EditError> {
    board.sections.iter_mut().find(|own| own.id == *id).ok_or(EditError::Invalid("section"))
}

/// The pins that stand on a board, as they are by now.
fn all_on(desk: &Desk, board: &BoardId) -> Vec<Pin> {
    let here = desk.loaded_pins().filter(|pin| pin.placements.contains_key(board));
    here.filter_map(|pin| desk.pin(&pin.id).ok()).collect()
}

pub(super) fn copy(desk: &mut Desk, from: &BoardId, id: &BoardId, written: &str) -> Result<Title, EditError> {
    let board = desk.board(from)?;
    let name = name(written)?;
    check_free(desk, &name)?;
    for mut pin in all_on(desk, from) {
        if let Some(place) = pin.placements.get(from).cloned() {
            pin.placements.insert(id.clone(), place);
            check_places(&pin)?;
            desk.put_pin(pin);
        }
    }
    let now = desk.now;
    let copy =
        Board { id: id.clone(), name: name.clone(), archived: false, created: now, changed: now, ..board };
    desk.put(Record::Board(copy));
    Ok(Title::of(Deed::BoardChanged, name))
}

pub(super) fn merge(desk: &mut Desk, into: &BoardId, from: &[MergedBoard]) -> Result<Title, EditError> {
    let mut stays = placeable(desk, into, None)?;
    for MergedBoard { board: id, section } in from {
        if id == into {
            return Err(EditError::Invalid("board"));
        }
        let goes = placeable(desk, id, None)?;
        let above = standing(desk, id, None, &[]);
        let own = Section { id: section.clone(), name: goes.name.clone() };
        let parts = (!above.is_empty()).then_some((own, above)).into_iter();
        let sections =
            goes.sections.iter().map(|section| (section.clone(), standing(desk, id, Some(&section.id), &[])));
        for (section, pins) in parts.chain(sections).collect::<Vec<_>>() {
            // A section that both have, one board being a copy of the other, stays one.
            if stays.sections.iter().all(|known| known.id != section.id) {
                stays.sections.push(section.clone());
            }
            // What stands on both stays where the one that stays has it.
            let on_both = |pin: &Pin| desk.pin(&pin.id).is_ok_and(|pin| pin.placements.contains_key(into));
            let new: Vec<PinId> = pins.into_iter().filter(|pin| !on_both(pin)).map(|pin| pin.id).collect();
            place_between(desk, &new, into, Some(&section.id), &Spot::Last)?;
        }
        take_away(desk, id);
    }
    if stays.sections.len() > MAX_SECTIONS {
        return Err(EditError::TooMany { what: "sections", limit: MAX_SECTIONS });
    }
    stays.changed = desk.now;
    let title = Title::of(Deed::BoardsMerged, stays.name.clone());
    desk.put(Record::Board(stays));
    Ok(title)
}

pub(super) fn split(
    desk: &mut Desk,
    from: &BoardId,
    id: &SectionId,
    new: &BoardId,
) -> Result<Title, EditError> {
    let mut board = placeable(desk, from, Some(id))?;
    let taken = section(&mut board, id)?.name.clone();
    board.sections.retain(|own| own.id != *id);
    // Where another board has the section's name, the board it comes from says which it is.
    let longer = bounded(&format!("{} / {taken}", board.name), MAX_LABEL);
    let name = if check_free(desk, &taken).is_ok() { taken } else { longer.unwrap_or(taken) };
    check_free(desk, &name)?;
    let pins: Vec<PinId> = standing(desk, from, Some(id), &[]).into_iter().map(|pin| pin.id).collect();
    for pin in &pins {
        let mut pin = desk.pin(pin)?;
        if let Some(mut place) = pin.placements.remove(from) {
            place.section = None;
            pin.placements.insert(new.clone(), place);
        }
        desk.put_pin(pin);
    }
    board.changed = desk.now;
    desk.put(Record::Board(Board::new(new.clone(), name.clone(), desk.now)));
    desk.put(Record::Board(board));
    Ok(Title::of(Deed::BoardChanged, name))
}

pub(super) fn delete(desk: &mut Desk, boards: &[BoardId]) -> Result<Title, EditError> {
    let mut label = None;
    for id in boards {
        label = label.or(Some(desk.board(id)?.name));
        take_away(desk, id);
    }
    Ok(Title { deed: Deed::BoardDeleted, label })
}

fn take_away(desk: &mut Desk, id: &BoardId) {
    for mut pin in all_on(desk, id) {
        pin.placements.remove(id);
        desk.put_pin(pin);
    }
    desk.delete(RecordKey::new(RecordKind::Board, id.as_str()));
}
