//! Boards, sections and the order of pins.

use pinfold::{
    edit::{
        command::{Command, Spot},
        curate::{BoardEdit, CurateCommand, MergedBoard},
        error::EditError,
    },
    model::{
        board::Section,
        id::{MediaId, PinId, SectionId},
    },
};
use proptest::prelude::*;

use super::{Office, board_id, pin_id, section_id};

fn board(name: &str, n: usize) -> Command {
    Command::BoardCreate { id: board_id(n), name: name.to_owned(), query: None, sections: Vec::new() }
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
    let edit = |edit: BoardEdit| CurateCommand::BoardChange { board: board_id(0), edit };
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
    office.run(CurateCommand::BoardsDelete { boards: vec![board_id(0)] }).unwrap();
    assert!(office.pin(0).placements.is_empty());
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.section(0, None), [0]);
}

#[test]
fn a_smart_board_takes_no_pins_by_hand() {
    let mut office = office();
    let query = Some("tag:late".to_owned());
    office
        .run(Command::BoardCreate { id: board_id(1), name: "Late".to_owned(), query, sections: Vec::new() })
        .unwrap();
    let place =
        Command::PinsPlace { pins: vec![pin_id(0)], board: board_id(1), section: None, spot: Spot::Last };
    assert_eq!(office.run(place), Err(EditError::Invalid("board")));
}

fn order(office: &Office, board: usize) -> Vec<(Option<String>, Vec<usize>)> {
    let board_now = office.workspace.board(&board_id(board)).unwrap();
    let section =
        |n: usize| board_now.sections.iter().find(|own| own.id == section_id(n)).unwrap().name.clone();
    let of = |id: &SectionId| (0..20).find(|n| section_id(*n) == *id).unwrap();
    let named = board_now.sections.iter().map(|own| of(&own.id));
    [None].into_iter().chain(named.map(Some)).map(|at| (at.map(section), office.section(board, at))).collect()
}

/// Two boards: `Desks` with pins 0 to 2, the last in a section, and `Chairs` with 2 to 5, two of them in a section.
fn two() -> Office {
    let mut office = office();
    let sections = vec![Section { id: section_id(1), name: "Oak".to_owned() }];
    office
        .run(Command::BoardCreate { id: board_id(1), name: "Chairs".to_owned(), query: None, sections })
        .unwrap();
    let add = BoardEdit::SectionAdd { id: section_id(0), name: "Ash".to_owned() };
    office.run(CurateCommand::BoardChange { board: board_id(0), edit: add }).unwrap();
    office.run(place(&[0, 1], None, Spot::Last)).unwrap();
    office.run(place(&[2], Some(0), Spot::Last)).unwrap();
    for (pins, section) in [([3, 2], None), ([5, 4], Some(1))] {
        let pins = pins.map(pin_id).into();
        let section = section.map(section_id);
        office.run(Command::PinsPlace { pins, board: board_id(1), section, spot: Spot::Last }).unwrap();
    }
    office
}

#[test]
fn boards_become_one_and_keep_their_order() {
    let mut office = two();
    let from = vec![MergedBoard { board: board_id(1), section: section_id(9) }];
    let before = office.records();
    office.run(CurateCommand::BoardsMerge { into: board_id(0), from: from.clone() }).unwrap();
    let name = |name: &str| Some(name.to_owned());
    // Pin 2 stood on both, and stays where the board that stays has it.
    assert_eq!(
        order(&office, 0),
        [(None, vec![0, 1]), (name("Ash"), vec![2]), (name("Chairs"), vec![3]), (name("Oak"), vec![5, 4])]
    );
    assert!(office.workspace.board(&board_id(1)).is_none());
    assert!(office.pin(2).placements.len() == 1);
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.records(), before);
    let itself = vec![MergedBoard { board: board_id(0), section: section_id(9) }];
    assert_eq!(
        office.run(CurateCommand::BoardsMerge { into: board_id(0), from: itself }),
        Err(EditError::Invalid("board"))
    );
}

#[test]
fn a_copy_has_the_same_pins_in_the_same_places() {
    let mut office = two();
    let copy =
        |name: &str| CurateCommand::BoardCopy { board: board_id(1), id: board_id(2), name: name.to_owned() };
    assert_eq!(office.run(copy("Desks")), Err(EditError::Invalid("name_taken")));
    office.run(copy("More chairs")).unwrap();
    assert_eq!(order(&office, 2), order(&office, 1));
    // Its sections are the same, so that merging them again doubles nothing.
    let from = vec![MergedBoard { board: board_id(2), section: section_id(9) }];
    office.run(CurateCommand::BoardsMerge { into: board_id(1), from }).unwrap();
    let sections = &office.workspace.board(&board_id(1)).unwrap().sections;
    assert_eq!(sections.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["Oak", "More chairs"]);
    assert_eq!(office.section(1, Some(1)), [5, 4]);
}

#[test]
fn a_section_becomes_a_board_of_its_own() {
    let mut office = two();
    let split = CurateCommand::BoardSplit { board: board_id(1), section: section_id(1), id: board_id(2) };
    office.run(split).unwrap();
    assert_eq!(order(&office, 1), [(None, vec![3, 2])]);
    assert_eq!(order(&office, 2), [(None, vec![5, 4])]);
    assert_eq!(office.workspace.board(&board_id(2)).unwrap().name, "Oak");
    // Where the name is another board's, the one it comes from says which it is.
    let rename = BoardEdit::SectionRename { id: section_id(0), name: "chairs".to_owned() };
    office.run(CurateCommand::BoardChange { board: board_id(0), edit: rename }).unwrap();
    office
        .run(CurateCommand::BoardSplit { board: board_id(0), section: section_id(0), id: board_id(3) })
        .unwrap();
    assert_eq!(office.workspace.board(&board_id(3)).unwrap().name, "Desks / chairs");
}

#[test]
fn a_board_is_put_away_and_has_a_cover() {
    let mut office = two();
    for edit in [BoardEdit::Archive(true), BoardEdit::Cover(Some(MediaId::of(&pin_id(0), 0)))] {
        office.run(CurateCommand::BoardChange { board: board_id(0), edit }).unwrap();
    }
    let board = office.workspace.board(&board_id(0)).unwrap();
    assert!(board.archived && board.cover == Some(MediaId::of(&pin_id(0), 0)));
    assert_eq!(office.section(0, None), [0, 1], "nothing on it moves");
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
