//! Renaming and deleting tags, everywhere at once.

use pinfold::{
    edit::{command::Command, error::EditError},
    model::{
        record::RecordKind,
        tag::{Tag, TagColour},
    },
};

use super::{Office, pin_id, tag};

fn office() -> Office {
    let mut office = Office::with_pins(2);
    for (n, paths) in [(0, ["complaint/late", "oak"]), (1, ["complaint/broken", "issue/late"])] {
        let add = paths.map(tag).into();
        office.run(Command::PinsTag { pins: vec![pin_id(n)], add, remove: [].into() }).unwrap();
    }
    office
}

fn tags(office: &Office, n: usize) -> Vec<String> {
    office.pin(n).tags.iter().map(|path| path.as_str().to_owned()).collect()
}

#[test]
fn renaming_moves_what_stands_below_and_merges() {
    let mut office = office();
    let synonyms = ["delayed".to_owned()].into();
    let entry = Tag { path: tag("complaint/late"), colour: TagColour::Bad, synonyms, description: None };
    office.run(Command::TagWrite { tag: entry }).unwrap();
    office.run(Command::TagRename { from: tag("Complaint"), to: tag("issue") }).unwrap();
    assert_eq!(tags(&office, 0), ["issue/late", "oak"]);
    assert_eq!(tags(&office, 1), ["issue/broken", "issue/late"]);
    assert!(!office.has(RecordKind::Tag, "complaint/late"));
    let merged = office.workspace.tag(&tag("issue/late")).unwrap();
    assert!(merged.synonyms.contains("delayed"), "the words of the old tag are kept");
}

#[test]
fn renaming_can_change_the_letter_case() {
    let mut office = office();
    office.run(Command::TagRename { from: tag("oak"), to: tag("Oak") }).unwrap();
    assert_eq!(tags(&office, 0), ["Oak", "complaint/late"]);
    assert_eq!(office.workspace.tag(&tag("oak")).unwrap().path, tag("Oak"));
}

#[test]
fn a_tag_cannot_move_below_itself() {
    let command = Command::TagRename { from: tag("complaint"), to: tag("complaint/all") };
    assert_eq!(office().run(command), Err(EditError::Invalid("tag")));
}

#[test]
fn deleting_takes_what_stands_below() {
    let mut office = office();
    let before = office.records();
    office.run(Command::TagDelete { path: tag("complaint") }).unwrap();
    assert_eq!(tags(&office, 0), ["oak"]);
    assert_eq!(tags(&office, 1), ["issue/late"]);
    assert!(!office.has(RecordKind::Tag, "complaint"));
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.records(), before);
}
