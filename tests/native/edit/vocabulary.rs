//! The vocabulary kept in order: renamed, merged, split, deleted, locked; what a tag was called leads to what it is.

use pinfold::{
    edit::{
        command::{Command, Spot},
        curate::{CurateCommand, TagMove, TagPart},
        error::EditError,
    },
    model::{
        pin::PinKind,
        record::RecordKind,
        settings::Settings,
        tag::{MAX_ALIASES, Needed, Tag, TagColour, TagPath},
    },
    view::{Library, detail::PinDetail, list::ListQuery},
};

use super::{Office, board_id, pin_id, tag};

fn office() -> Office {
    let mut office = Office::with_pins(2);
    for (n, paths) in [(0, ["complaint/late", "oak"]), (1, ["complaint/broken", "issue/late"])] {
        office.run(tagged(n, &paths)).unwrap();
    }
    office
}

fn tagged(n: usize, paths: &[&str]) -> Command {
    let add = paths.iter().map(|path| tag(path)).collect();
    Command::PinsTag { pins: vec![pin_id(n)], add, remove: [].into() }
}

fn moved(moves: &[(&str, &str)]) -> CurateCommand {
    let moves = moves.iter().map(|(from, to)| TagMove { from: tag(from), to: tag(to) }).collect();
    CurateCommand::TagsMove { moves }
}

fn write(tag: Tag) -> CurateCommand {
    CurateCommand::TagsWrite { tags: vec![tag] }
}

fn texts<'a>(paths: impl IntoIterator<Item = &'a TagPath>) -> Vec<&'a str> {
    paths.into_iter().map(TagPath::as_str).collect()
}

fn tags(office: &Office, n: usize) -> Vec<&str> {
    texts(&office.pin(n).tags)
}

fn entry<'a>(office: &'a Office, path: &str) -> &'a Tag {
    office.workspace.tag(&tag(path)).unwrap()
}

#[test]
fn renaming_moves_what_stands_below_and_merges() {
    let mut office = office();
    let synonyms = ["delayed".to_owned()].into();
    let needed = Needed { kinds: vec![PinKind::Review], boards: vec![board_id(0)] };
    office
        .run(write(Tag {
            colour: TagColour::Bad,
            synonyms,
            needed: needed.clone(),
            ..Tag::new(tag("complaint/late"))
        }))
        .unwrap();
    office.run(moved(&[("Complaint", "issue")])).unwrap();
    assert_eq!(tags(&office, 0), ["issue/late", "oak"]);
    assert_eq!(tags(&office, 1), ["issue/broken", "issue/late"]);
    assert!(!office.has(RecordKind::Tag, "complaint/late"));
    let merged = entry(&office, "issue/late");
    assert!(merged.synonyms.contains("delayed"), "the words of the old tag are kept");
    assert_eq!(merged.colour, TagColour::Neutral, "the tag that is there stays as it is");
    assert_eq!(merged.needed, needed, "what was needed is needed by its new name");
}

#[test]
fn what_a_tag_was_called_leads_to_what_it_is() {
    let mut office = office();
    office.run(moved(&[("complaint", "issue")])).unwrap();
    office.run(moved(&[("issue", "trouble")])).unwrap();
    assert_eq!(texts(&entry(&office, "trouble/late").aliases), ["complaint/late", "issue/late"]);
    // Whoever still writes the old names, and new ones below them, means the new one.
    office.run(tagged(0, &["Complaint/broken", "issue/new"])).unwrap();
    assert_eq!(tags(&office, 0), ["oak", "trouble/broken", "trouble/late", "trouble/new"]);
    assert!(!office.has(RecordKind::Tag, "issue/new"));
    // What stands there by now is found as it is, not made anew.
    office.run(write(Tag { colour: TagColour::Bad, ..Tag::new(tag("trouble/new")) })).unwrap();
    office.run(tagged(1, &["complaint/new"])).unwrap();
    assert_eq!(entry(&office, "trouble/new").colour, TagColour::Bad);
    // Whoever enters an old name anew means that.
    office.run(write(Tag::new(tag("issue")))).unwrap();
    office.run(tagged(1, &["issue"])).unwrap();
    assert!(tags(&office, 1).contains(&"issue"));
    assert_eq!(texts(&entry(&office, "trouble").aliases), ["complaint"]);
}

#[test]
fn several_become_one_in_one_step() {
    let mut office = Office::with_pins(3);
    for (n, path) in ["colour", "Color", "couleur/rouge"].iter().enumerate() {
        office.run(tagged(n, &[path])).unwrap();
    }
    let before = office.records();
    office.run(moved(&[("color", "colour"), ("couleur", "colour")])).unwrap();
    assert_eq!(
        [tags(&office, 0), tags(&office, 1), tags(&office, 2)],
        [["colour"], ["colour"], ["colour/rouge"]]
    );
    assert_eq!(texts(&entry(&office, "colour").aliases), ["Color", "couleur"]);
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.records(), before);
}

#[test]
fn renaming_can_change_the_letter_case() {
    let mut office = office();
    office.run(moved(&[("oak", "Oak")])).unwrap();
    assert_eq!(tags(&office, 0), ["Oak", "complaint/late"]);
    assert_eq!(entry(&office, "oak").path, tag("Oak"));
    assert!(entry(&office, "oak").aliases.is_empty(), "it is the same name");
}

#[test]
fn a_tag_cannot_move_below_itself_nor_too_deep() {
    assert_eq!(office().run(moved(&[("complaint", "complaint/all")])), Err(EditError::Invalid("tag")));
    let deep = moved(&[("complaint", "1/2/3/4/5/6")]);
    assert_eq!(office().run(deep), Err(EditError::Invalid("tag")));
}

#[test]
fn a_tag_that_is_renamed_for_ever_is_refused_at_last() {
    let mut office = office();
    for n in 0..MAX_ALIASES {
        let from = if n == 0 { "oak".to_owned() } else { format!("oak {n}") };
        office.run(moved(&[(&from, &format!("oak {}", n + 1))])).unwrap();
    }
    let last = format!("oak {MAX_ALIASES}");
    let refused = EditError::TooMany { what: "aliases", limit: MAX_ALIASES };
    assert_eq!(office.run(moved(&[(&last, "elm")])), Err(refused));
    assert_eq!(tags(&office, 0).last(), Some(&last.as_str()));
}

#[test]
fn parts_are_taken_out_of_a_tag() {
    let mut office = Office::with_pins(4);
    for n in 0..3 {
        office.run(tagged(n, &["late"])).unwrap();
    }
    office.run(tagged(3, &["late/other"])).unwrap();
    let part =
        |to: &str, pins: &[usize]| TagPart { to: tag(to), pins: pins.iter().copied().map(pin_id).collect() };
    let parts = vec![part("late/parcel", &[0, 3]), part("late/answer", &[0, 1])];
    office.run(CurateCommand::TagSplit { path: tag("late"), parts }).unwrap();
    assert_eq!(tags(&office, 0), ["late/answer", "late/parcel"]);
    assert_eq!(tags(&office, 1), ["late/answer"]);
    assert_eq!(tags(&office, 2), ["late"], "a pin in no part keeps the tag");
    assert_eq!(tags(&office, 3), ["late/other"], "a pin with one below it alone is in no part of it");
    assert!(office.has(RecordKind::Tag, "late/parcel"));
    let same = vec![part("LATE", &[0])];
    assert_eq!(
        office.run(CurateCommand::TagSplit { path: tag("late"), parts: same }),
        Err(EditError::Invalid("tag"))
    );
}

#[test]
fn deleting_takes_what_stands_below() {
    let mut office = office();
    let before = office.records();
    office.run(CurateCommand::TagsDelete { paths: vec![tag("complaint"), tag("oak")] }).unwrap();
    assert!(tags(&office, 0).is_empty());
    assert_eq!(tags(&office, 1), ["issue/late"]);
    assert!(!office.has(RecordKind::Tag, "complaint"));
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.records(), before);
}

#[test]
fn a_locked_vocabulary_takes_no_new_tags() {
    let mut office = office();
    office.run(moved(&[("oak", "wood/oak")])).unwrap();
    let settings = Settings { vocabulary_locked: true, ..Settings::default() };
    office.run(Command::SettingsWrite { settings }).unwrap();
    assert_eq!(office.run(tagged(0, &["elm"])), Err(EditError::Invalid("tag_locked")));
    assert_eq!(office.run(tagged(1, &["Oak", "complaint/LATE"])).map(|_| ()), Ok(()));
    assert_eq!(tags(&office, 1), ["complaint/broken", "complaint/late", "issue/late", "wood/oak"]);
    // Who looks after it still does.
    office.run(write(Tag::new(tag("elm")))).unwrap();
    office.run(tagged(0, &["elm"])).unwrap();
}

#[test]
fn what_was_arranged_alone_is_kept_small() {
    let mut office = office();
    let change = |office: &Office| {
        let key = pinfold::model::record::RecordKey::new(RecordKind::Change, office.last_change().as_str());
        serde_json::to_string(&match &office.workspace.get(&key).unwrap().record {
            pinfold::model::record::Record::Change(change) => change.before.clone(),
            _ => unreachable!(),
        })
        .unwrap()
    };
    office.run(moved(&[("complaint", "issue")])).unwrap();
    assert!(!change(&office).contains("post 0"), "the pins' own texts are not kept");
    office.run(Command::PinsDelete { pins: vec![pin_id(0)] }).unwrap();
    assert!(change(&office).contains("post 0"), "what is deleted is");
}

#[test]
fn pins_without_a_tag_they_need_are_named() {
    let mut office = office();
    office
        .run(Command::BoardCreate {
            id: board_id(0),
            name: "Desks".to_owned(),
            query: None,
            sections: vec![],
        })
        .unwrap();
    office
        .run(Command::PinsPlace {
            pins: vec![pin_id(0)],
            board: board_id(0),
            section: None,
            spot: Spot::Last,
        })
        .unwrap();
    let missing = |office: &Office, n: usize| {
        let detail = PinDetail::of(office.pin(n), &office.workspace);
        detail.tags_missing.into_iter().map(|chip| chip.path.to_string()).collect::<Vec<_>>()
    };
    let found = |office: &Office| {
        let stored = office.workspace.iter().map(|(_, stored)| stored.clone());
        let query = ListQuery { text: "needs:tag ".to_owned(), limit: 9, ..ListQuery::default() };
        let cards = Library::open(stored).list(&query).cards;
        cards.into_iter().map(|card| card.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&office), []);
    let needed = Needed { kinds: vec![PinKind::Review], boards: vec![board_id(0)] };
    office.run(write(Tag { needed, ..Tag::new(tag("wood")) })).unwrap();
    assert_eq!(missing(&office, 0), ["wood"]);
    assert!(missing(&office, 1).is_empty(), "it is neither a review nor on the board");
    assert_eq!(found(&office), [pin_id(0)]);
    // Under another name it is needed all the same, and one below it will do.
    office.run(moved(&[("wood", "material")])).unwrap();
    assert_eq!(missing(&office, 0), ["material"]);
    office.run(tagged(0, &["material/oak"])).unwrap();
    assert!(missing(&office, 0).is_empty());
    assert_eq!(found(&office), []);
}
