//! Going back, and what cannot.

use pinfold::{
    edit::{
        command::{Command, Correction, Spot},
        curate::{CurateCommand, MergedBoard, TagMove, TagPart},
        error::EditError,
    },
    model::{
        change::MAX_CHANGES,
        id::{MediaId, PinId},
        media::{Media, MediaKind, MediaState},
        record::RecordKind,
        rights::Rights,
        tie::Tie,
    },
};
use proptest::prelude::*;

use super::{Office, board_id, create, draft, pin_id, section_id, tag};

fn stored() -> MediaState {
    MediaState::Stored { mime: "image/webp".to_owned(), bytes: 9, digest: "00".to_owned() }
}

/// A picture that is still to be fetched.
pub fn picture_of(pin: &PinId) -> Vec<Media> {
    vec![Media {
        id: MediaId::of(pin, 0),
        kind: MediaKind::Image,
        url: Some("https://img.example/1.png".to_owned()),
        alt: None,
        width: None,
        height: None,
        state: MediaState::Pending,
        rights: None,
        looks: Default::default(),
    }]
}

fn office_with_picture() -> (Office, MediaId) {
    let mut office = Office::default();
    let media = MediaId::of(&pin_id(0), 0);
    let mut read = draft("0", "mara", "post");
    read.content.media = picture_of(&pin_id(0));
    let draft = Box::new(read);
    office
        .run(Command::PinCreate { id: pin_id(0), draft, tags: [].into(), board: None, highlight: None })
        .unwrap();
    (office, media)
}

fn come_in(media: &MediaId) -> Command {
    let (pin, media) = (pin_id(0), media.clone());
    Command::MediaSet { pin, media, state: Some(stored()), size: Some((8, 6)), looks: Default::default() }
}

fn retag(path: &str) -> Command {
    Command::PinsTag { pins: vec![pin_id(0)], add: [tag(path)].into(), remove: [].into() }
}

#[test]
fn a_picture_that_comes_in_does_not_stand_in_the_way() {
    let (mut office, media) = office_with_picture();
    office.run(retag("late")).unwrap();
    let tagged = office.last_change();
    office.run(come_in(&media)).unwrap();
    office.run(Command::Undo { change: tagged }).unwrap();
    let pin = office.pin(0);
    assert!(pin.tags.is_empty());
    assert_eq!((&pin.content.media[0].state, pin.content.media[0].width), (&stored(), Some(8)));
}

#[test]
fn undoing_a_pin_takes_it_whatever_came_since_and_undoing_that_brings_it_back() {
    let (mut office, media) = office_with_picture();
    let pinned = office.last_change();
    office.run(come_in(&media)).unwrap();
    office.run(retag("late")).unwrap();
    let before = office.pin(0).clone();
    office.run(Command::Undo { change: pinned.clone() }).unwrap();
    assert_eq!(office.workspace.pins().count(), 0);
    let undone = office.last_change();
    assert_eq!(office.run(Command::Undo { change: pinned }), Err(EditError::UndoneBefore));
    office.run(Command::Undo { change: undone }).unwrap();
    assert_eq!(*office.pin(0), before);
}

#[test]
fn what_changed_since_is_not_overwritten() {
    let mut office = Office::with_pins(1);
    office.run(retag("late")).unwrap();
    let tagged = office.last_change();
    office.run(retag("oak")).unwrap();
    let before = office.records();
    assert!(matches!(office.run(Command::Undo { change: tagged }), Err(EditError::MovedOn(_))));
    assert_eq!(office.records(), before);
}

#[test]
fn a_pin_made_anew_is_not_taken_for_the_one_before() {
    let mut office = Office::with_pins(1);
    office.run(retag("late")).unwrap();
    let tagged = office.last_change();
    office.run(Command::PinsDelete { pins: vec![pin_id(0)] }).unwrap();
    office.run(create(0)).unwrap();
    assert!(matches!(office.run(Command::Undo { change: tagged }), Err(EditError::MovedOn(_))));
}

#[test]
fn old_changes_and_their_pictures_are_forgotten_together() {
    let (mut office, media) = office_with_picture();
    office.run(come_in(&media)).unwrap();
    office.run(Command::PinsDelete { pins: vec![pin_id(0)] }).unwrap();
    for n in 1..=MAX_CHANGES {
        let forgotten = office.run(Command::Tidy).unwrap().batch.forget;
        assert!(forgotten.is_empty(), "after {n} more changes the pin can still come back");
        office.run(create(n)).unwrap();
    }
    assert_eq!(office.run(Command::Tidy).unwrap().batch.forget, [media]);
    assert_eq!(office.workspace.changes().count(), MAX_CHANGES);
    assert!(!office.has(RecordKind::Pin, pin_id(0).as_str()));
}

/// Any command on four pins and two boards.
fn command() -> impl Strategy<Value = Any> {
    let path = || prop::sample::select(vec!["a", "a/b", "A/c", "d", "d/e/f"]).prop_map(tag);
    let boards = || prop::collection::vec((0_usize..2).prop_map(board_id), 1..3);
    let curate = prop_oneof![
        prop::collection::vec((path(), path()), 1..3).prop_map(|moves| {
            let moves = moves.into_iter().map(|(from, to)| TagMove { from, to }).collect();
            CurateCommand::TagsMove { moves }
        }),
        (path(), path(), 0_usize..4).prop_map(|(path, to, pin)| {
            CurateCommand::TagSplit { path, parts: vec![TagPart { to, pins: vec![pin_id(pin)] }] }
        }),
        prop::collection::vec(path(), 1..3).prop_map(|paths| CurateCommand::TagsDelete { paths }),
        (0_usize..2, 0_usize..2).prop_map(|(into, from)| CurateCommand::BoardsMerge {
            into: board_id(into),
            from: vec![MergedBoard { board: board_id(from), section: section_id(from) }],
        }),
        (0_usize..2).prop_map(|from| CurateCommand::BoardCopy {
            board: board_id(from),
            id: board_id(1 - from),
            name: format!("copy of {from}"),
        }),
        (0_usize..2).prop_map(|from| CurateCommand::BoardSplit {
            board: board_id(from),
            section: section_id(1 - from),
            id: board_id(1 - from),
        }),
        boards().prop_map(|boards| CurateCommand::BoardsDelete { boards }),
        (0_usize..6, 0_usize..6, prop::option::of(prop_oneof![Just(Tie::Linked), Just(Tie::Apart)]))
            .prop_map(|(pin, other, tie)| CurateCommand::PinsTie {
                pin: pin_id(pin),
                other: pin_id(other),
                tie
            }),
    ];
    prop_oneof![2 => on_pins().prop_map(Any::Command), 1 => curate.prop_map(Any::Curate)]
}

/// A command of either family.
#[derive(Debug, Clone)]
enum Any {
    Command(Command),
    Curate(CurateCommand),
}

fn on_pins() -> impl Strategy<Value = Command> {
    let pins = || prop::collection::btree_set(0_usize..4, 1..4);
    let ids = |pins: std::collections::BTreeSet<usize>| pins.into_iter().map(pin_id).collect::<Vec<_>>();
    let path = || prop::sample::select(vec!["a", "a/b", "A/c", "d"]).prop_map(tag);
    prop_oneof![
        (0_usize..4).prop_map(create),
        (pins(), path(), path()).prop_map(move |(pins, add, remove)| Command::PinsTag {
            pins: ids(pins),
            add: [add].into(),
            remove: [remove].into(),
        }),
        (pins(), any::<bool>()).prop_map(move |(pins, first)| Command::PinsPlace {
            pins: ids(pins),
            board: board_id(0),
            section: None,
            spot: if first { Spot::First } else { Spot::Last },
        }),
        pins().prop_map(move |pins| Command::PinsUnplace { pins: ids(pins), board: board_id(0) }),
        pins().prop_map(move |pins| Command::PinsDelete { pins: ids(pins) }),
        pins().prop_map(move |pins| Command::PinsRights {
            pins: ids(pins),
            rights: Rights { credit: Some("© Mara".to_owned()), ..Rights::default() },
        }),
        (0_usize..4, "[a-z ]{0,9}").prop_map(|(pin, text)| Command::PinCorrect {
            pin: pin_id(pin),
            corrections: vec![Correction::Text(Some(text))],
        }),
        Just(Command::BoardCreate {
            id: board_id(0),
            name: "Desks".to_owned(),
            query: None,
            sections: Vec::new()
        }),
    ]
}

proptest! {
    #[test]
    fn undoing_everything_in_turn_leads_back(commands in prop::collection::vec(command(), 1..25)) {
        let mut office = Office::default();
        let mut states = Vec::new();
        for command in commands {
            let before = office.records();
            let done = match command {
                Any::Command(command) => office.run(command),
                Any::Curate(command) => office.run(command),
            };
            if done.is_ok() && !office.records().eq(&before) {
                states.push((office.last_change(), before));
            }
        }
        while let Some((change, before)) = states.pop() {
            office.run(Command::Undo { change }).unwrap();
            prop_assert_eq!(office.records(), before);
        }
    }
}
