//! Boards, sections and the order of pins.

use pinfold::{
    edit::{
        command::{BoardEdit, Command, Spot},
        error::EditError,
    },
    model::id::PinId,
};
use proptest::prelude::*;

use super::{Office, board_id, pin_id, section_id};

fn board(name: &str, n: usize) -> Command {
    Command::BoardCreate { id: board_id(n), name: name.to_owned(), query: None }
}

fn place(pins: &[usize], section: Option<usize>, spot: Spot) -> Command {
    let pins = pins.iter().copied().map(pin_id).collect();
    Command::PinsPlace { pins, board: board_id(0), section: section.map(section_id), spot }
}

fn office() -> Office {
    let mut office = Office::with_pins(6);
    office.run(board("Desks", 0)).unwrap();
    office
}

#[test]
fn pins_stand_where_they_are_put() {
    let mut office = office();
    let mut check = |command: Command, expected: &[usize]| {
        office.run(command).unwrap();
        assert_eq!(office.section(0, None), expected);
    };
    check(place(&[0, 1, 2], None, Spot::Last), &[0, 1, 2]);
    check(place(&[3], None, Spot::First), &[3, 0, 1, 2]);
    check(place(&[5, 4], None, Spot::Before(pin_id(1))), &[3, 0, 5, 4, 1, 2]);
    check(place(&[3, 0], None, Spot::After(pin_id(2))), &[5, 4, 1, 2, 3, 0]);
    // Relative to itself, or to a pin that is not there: the end.
    check(place(&[5], None, Spot::Before(pin_id(5))), &[4, 1, 2, 3, 0, 5]);
    check(Command::PinsUnplace { pins: vec![pin_id(1)], board: board_id(0) }, &[4, 2, 3, 0, 5]);
}

#[test]
fn a_section_that_goes_leaves_its_pins_on_the_board() {
    let mut office = office();
    let edit = |edit: BoardEdit| Command::BoardChange { board: board_id(0), edit };
    for (n, name) in [(0, "Oak"), (1, "Lacquer")] {
        office.run(edit(BoardEdit::SectionAdd { id: section_id(n), name: name.to_owned() })).unwrap();
    }
    office.run(place(&[0], None, Spot::Last)).unwrap();
    office.run(place(&[1, 2], Some(0), Spot::Last)).unwrap();
    office.run(edit(BoardEdit::SectionMove { id: section_id(0), place: 9 })).unwrap();
    let names: Vec<String> =
        office.workspace.board(&board_id(0)).unwrap().sections.iter().map(|own| own.name.clone()).collect();
    assert_eq!(names, ["Lacquer", "Oak"]);
    office.run(edit(BoardEdit::SectionRemove(section_id(0)))).unwrap();
    assert_eq!(office.section(0, None), [0, 1, 2]);
    assert_eq!(
        office.run(place(&[3], Some(0), Spot::Last)),
        Err(EditError::Invalid("section")),
        "a section that is gone takes nothing"
    );
}

#[test]
fn boards_have_names_of_their_own() {
    let mut office = office();
    assert_eq!(office.run(board("desks", 1)), Err(EditError::Invalid("name_taken")));
    assert_eq!(office.run(board("  ", 1)), Err(EditError::Invalid("name")));
    office.run(place(&[0], None, Spot::Last)).unwrap();
    office.run(Command::BoardDelete { board: board_id(0) }).unwrap();
    assert!(office.pin(0).placements.is_empty());
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.section(0, None), [0]);
}

#[test]
fn a_smart_board_takes_no_pins_by_hand() {
    let mut office = office();
    let query = Some("tag:late".to_owned());
    office.run(Command::BoardCreate { id: board_id(1), name: "Late".to_owned(), query }).unwrap();
    let place =
        Command::PinsPlace { pins: vec![pin_id(0)], board: board_id(1), section: None, spot: Spot::Last };
    assert_eq!(office.run(place), Err(EditError::Invalid("board")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_moves_leave_the_order_a_person_sees(
        moves in prop::collection::vec((prop::collection::vec(0_usize..6, 1..4), 0_u8..4, 0_usize..6), 1..30),
    ) {
        let mut office = office();
        let mut seen: Vec<usize> = Vec::new();
        for (mut pins, how, neighbour) in moves {
            let mut known = std::collections::BTreeSet::new();
            pins.retain(|pin| known.insert(*pin));
            let id: PinId = pin_id(neighbour);
            let spot = match how { 0 => Spot::First, 1 => Spot::Last, 2 => Spot::Before(id), _ => Spot::After(id) };
            seen.retain(|pin| !pins.contains(pin));
            let beside = seen.iter().position(|pin| *pin == neighbour);
            let at = match how { 0 => 0, 1 => seen.len(), 2 => beside.unwrap_or(seen.len()),
                _ => beside.map_or(seen.len(), |at| at + 1) };
            seen.splice(at..at, pins.iter().copied());
            office.run(place(&pins, None, spot)).unwrap();
            prop_assert_eq!(office.section(0, None), seen.clone());
        }
    }
}
