//! Commands on boards and on what stands on them.

use pinfold_kernels::sorting::sort_by;

use super::{
    command::Spot,
    desk::{Desk, Title, ids},
    error::EditError,
};
use crate::model::letters::key;
use crate::{
    boards::order,
    model::{
        board::{Board, MAX_SECTIONS, OrderKey, Placement, Section},
        change::Deed,
        id::{BoardId, PinId, SectionId},
        pin::{MAX_PLACEMENTS, Pin},
        record::{Record, RecordKind},
        text::{MAX_LABEL, bounded},
    },
};

pub(super) fn name(written: &str) -> Result<String, EditError> {
    bounded(written, MAX_LABEL).ok_or(EditError::Invalid("name"))
}

/// What stands in a section, in order, without the pins named.
pub(super) fn standing(
    desk: &Desk,
    board: &BoardId,
    section: Option<&SectionId>,
    without: &[PinId],
) -> Vec<Pin> {
    let moved = ids(without.iter().map(PinId::as_str));
    let here = |pin: &&Pin| {
        let place = pin.placements.get(board);
        !moved.contains(pin.id.as_str()) && place.is_some_and(|place| place.section.as_ref() == section)
    };
    let mut pins: Vec<Pin> = desk.loaded_pins().filter(here).cloned().collect();
    sort_by(&mut pins, |a, b| order_on(a, board).cmp(&order_on(b, board)).then_with(|| a.id.cmp(&b.id)));
    pins
}

fn order_on<'a>(pin: &'a Pin, board: &BoardId) -> Option<&'a OrderKey> {
    pin.placements.get(board).map(|place| &place.order)
}

fn stand(
    desk: &mut Desk,
    id: &PinId,
    board: &BoardId,
    section: Option<&SectionId>,
    order: OrderKey,
) -> Result<(), EditError> {
    let mut pin = desk.pin(id)?;
    pin.placements.insert(board.clone(), Placement { section: section.cloned(), order });
    check_places(&pin)?;
    desk.put_pin(pin);
    Ok(())
}

/// Refuses a pin that stands on more boards than one may.
pub(super) fn check_places(pin: &Pin) -> Result<(), EditError> {
    if pin.placements.len() > MAX_PLACEMENTS {
        return Err(EditError::TooMany { what: "boards", limit: MAX_PLACEMENTS });
    }
    Ok(())
}

pub(super) fn place_between(
    desk: &mut Desk,
    pins: &[PinId],
    board: &BoardId,
    section: Option<&SectionId>,
    spot: &Spot,
) -> Result<(), EditError> {
    let others = standing(desk, board, section, pins);
    let place_of = |id: &PinId| others.iter().position(|pin| pin.id == *id);
    // A neighbour that is no longer there: the end is the least surprising place.
    let place = match spot {
        Spot::First => 0,
        Spot::Last => others.len(),
        Spot::Before(pin) => place_of(pin).unwrap_or(others.len()),
        Spot::After(pin) => place_of(pin).map_or(others.len(), |place| place + 1),
    };
    let before =
        place.checked_sub(1).and_then(|place| others.get(place)).and_then(|pin| order_on(pin, board));
    let after = others.get(place).and_then(|pin| order_on(pin, board));
    match order::spread(before, after, pins.len()) {
        Some(keys) => {
            for (pin, key) in pins.iter().zip(keys) {
                stand(desk, pin, board, section, key)?;
            }
        }
        None => {
            // No room at this spot: the whole section is given new keys.
            let (first, rest) = others.split_at_checked(place).unwrap_or((&others, &[]));
            let ids = |pins: &[Pin]| pins.iter().map(|pin| pin.id.clone()).collect::<Vec<_>>();
            let all = [ids(first), pins.to_vec(), ids(rest)].concat();
            let keys = order::spread(None, None, all.len()).unwrap_or_default();
            for (pin, key) in all.iter().zip(keys) {
                stand(desk, pin, board, section, key)?;
            }
        }
    }
    Ok(())
}

pub(super) fn placeable(
    desk: &Desk,
    board: &BoardId,
    section: Option<&SectionId>,
) -> Result<Board, EditError> {
    let found = desk.board(board)?;
    if found.query.is_some() {
        // A smart board is filled by its query alone.
        return Err(EditError::Invalid("board"));
    }
    if section.is_some_and(|section| !found.sections.iter().any(|own| own.id == *section)) {
        return Err(EditError::Invalid("section"));
    }
    Ok(found)
}

pub(super) fn place(
    desk: &mut Desk,
    pins: &[PinId],
    board: &BoardId,
    section: Option<&SectionId>,
    spot: &Spot,
) -> Result<Title, EditError> {
    let found = placeable(desk, board, section)?;
    let mut seen = ids([]);
    let pins: Vec<PinId> = pins.iter().filter(|pin| seen.insert(pin.as_str())).cloned().collect();
    place_between(desk, &pins, board, section, spot)?;
    Ok(Title::of(Deed::Placed, found.name))
}

/// Puts a pin at the end of a board, unless it stands there already.
pub(super) fn append(desk: &mut Desk, id: &PinId, board: &BoardId) -> Result<(), EditError> {
    placeable(desk, board, None)?;
    if desk.pin(id)?.placements.contains_key(board) {
        return Ok(());
    }
    place_between(desk, std::slice::from_ref(id), board, None, &Spot::Last)
}

/// Puts pins at the end of a section, or of a board above its first one, in the order given.
///
/// # Errors
/// [`EditError::TooMany`] where one of them stands on as many boards as it may.
pub fn append_all(
    desk: &mut Desk,
    pins: &[PinId],
    board: &BoardId,
    section: Option<&SectionId>,
) -> Result<(), EditError> {
    place_between(desk, pins, board, section, &Spot::Last)
}

pub(super) fn unplace(desk: &mut Desk, pins: &[PinId], board: &BoardId) -> Result<Title, EditError> {
    let found = desk.board(board)?;
    for id in pins {
        let mut pin = desk.pin(id)?;
        pin.placements.remove(board);
        desk.put_pin(pin);
    }
    Ok(Title::of(Deed::Placed, found.name))
}

/// Refuses a name that a board has already.
pub(super) fn check_free(desk: &Desk, name: &str) -> Result<(), EditError> {
    let taken = desk
        .loaded_of(RecordKind::Board)
        .any(|record| record.as_board().is_some_and(|board| key(&board.name) == key(name)));
    if taken { Err(EditError::Invalid("name_taken")) } else { Ok(()) }
}

pub(super) fn create(
    desk: &mut Desk,
    id: &BoardId,
    written: &str,
    query: Option<&str>,
    sections: &[Section],
) -> Result<Title, EditError> {
    let name = name(written)?;
    check_free(desk, &name)?;
    if sections.len() > MAX_SECTIONS {
        return Err(EditError::TooMany { what: "sections", limit: MAX_SECTIONS });
    }
    let mut own = Vec::with_capacity(sections.len());
    for section in sections {
        own.push(Section { id: section.id.clone(), name: self::name(&section.name)? });
    }
    let query = query.and_then(|query| bounded(query, MAX_LABEL));
    let board = Board::new(id.clone(), name.clone(), desk.now);
    desk.put(Record::Board(Board { sections: own, query, ..board }));
    Ok(Title::of(Deed::BoardChanged, name))
}
