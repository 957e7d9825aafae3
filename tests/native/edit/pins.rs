//! Making, correcting, tagging and deleting pins.

use pinfold::{
    edit::{
        command::{Command, Correction, MAX_PINS_PER_COMMAND},
        error::EditError,
        outcome::Captured,
    },
    model::{
        annotation::{Motivation, Quote, Target},
        id::AnnotationId,
        observation::Sighting,
        pin::MAX_TAGS,
        product::Rating,
        provenance::{Field, Origin},
        record::{IndexKey, RecordKind},
    },
};

use super::{Office, create, draft, pin_id, tag, ulid, undo::picture_of};

fn note(n: usize) -> AnnotationId {
    AnnotationId::try_from(ulid(n)).unwrap()
}

#[test]
fn pinning_the_same_thing_again_adds_an_observation() {
    let mut office = Office::with_pins(1);
    let mut again = draft("0", "mara", "post 0, edited");
    // The permalink may have changed with the handle: the native id is enough.
    again.content.source.url = None;
    let command = Command::PinCreate {
        id: pin_id(9),
        draft: Box::new(again),
        tags: [tag("late")].into(),
        board: None,
        highlight: None,
    };
    let outcome = office.run(command.clone()).unwrap();
    assert_eq!(outcome.pin, Some((pin_id(0), Captured::Again)));
    office.run(command).unwrap();
    let pin = office.pin(0);
    assert_eq!(pin.content.text.as_deref(), Some("post 0"), "what was pinned stays");
    let sightings: Vec<Sighting> = pin.observations.iter().map(|seen| seen.sighting).collect();
    assert_eq!(sightings, [Sighting::Edited, Sighting::Unchanged]);
    assert!(pin.tags.contains(&tag("late")));
    assert_eq!(office.workspace.pins().count(), 1);
}

#[test]
fn a_retry_after_a_lost_answer_doubles_nothing() {
    let mut office = Office::default();
    let first = office.run(create(0)).unwrap();
    let retry = office.run_as(&create(0), &office.last_change()).unwrap();
    assert_eq!(retry.pin, Some((pin_id(0), Captured::New)));
    assert_eq!(retry.touched, first.touched);
    assert!(retry.batch.writes.is_empty());
    assert!(office.pin(0).observations.is_empty());
}

#[test]
fn a_pin_takes_only_pictures_of_its_own() {
    let mut theirs = draft("0", "mara", "x");
    theirs.content.media = picture_of(&pin_id(7));
    let draft = Box::new(theirs);
    let command = Command::PinCreate { id: pin_id(0), draft, tags: [].into(), board: None, highlight: None };
    assert_eq!(Office::default().run(command), Err(EditError::Invalid("media")));
}

#[test]
fn selected_words_become_a_highlight() {
    let mut office = Office::default();
    let mut selected = draft("0", "mara", "the page still says preparing");
    let exact = "still says".to_owned();
    selected.highlight =
        Some(Quote { exact, prefix: String::new(), suffix: String::new(), start: None, end: None });
    let command = Command::PinCreate {
        id: pin_id(0),
        draft: Box::new(selected),
        tags: [].into(),
        board: None,
        highlight: Some(note(5)),
    };
    office.run(command).unwrap();
    let notes = office.workspace.annotations_of(&pin_id(0));
    let Target::Quote(quote) = &notes[0].target else { panic!("{:?}", notes[0].target) };
    assert_eq!((quote.prefix.as_str(), quote.start, quote.end), ("the page ", Some(9), Some(19)));
    assert_eq!(notes[0].motivation, Motivation::Highlighting);
}

#[test]
fn what_a_person_corrects_is_theirs() {
    let mut office = Office::with_pins(1);
    let corrections = vec![
        Correction::Url(Some("https://Social.example/mara/status/0".to_owned())),
        Correction::Rating(Some(Rating { value: 2.0, best: 5.0 })),
        Correction::Text(Some("  corrected ".to_owned())),
    ];
    office.run(Command::PinCorrect { pin: pin_id(0), corrections }).unwrap();
    let content = &office.pin(0).content;
    assert_eq!(content.source.url.as_deref(), Some("https://social.example/mara/status/0"));
    assert_eq!(content.text.as_deref(), Some("corrected"));
    assert_eq!(content.provenance.get(&Field::Url).unwrap().origin, Origin::Person);
    for bad in [
        Correction::Url(Some("javascript:alert(1)".to_owned())),
        Correction::Rating(Some(Rating { value: f64::NAN, best: 5.0 })),
        Correction::Rating(Some(Rating { value: 6.0, best: 5.0 })),
    ] {
        let command = Command::PinCorrect { pin: pin_id(0), corrections: vec![bad.clone()] };
        assert!(matches!(office.run(command), Err(EditError::Invalid(_))), "{bad:?}");
    }
}

#[test]
fn a_tag_keeps_the_letter_case_of_the_vocabulary() {
    let mut office = Office::with_pins(2);
    let add = |path: &str| Command::PinsTag {
        pins: vec![pin_id(0), pin_id(1)],
        add: [tag(path)].into(),
        remove: [].into(),
    };
    office.run(add("Complaint/Late")).unwrap();
    office.run(add("complaint/LATE")).unwrap();
    assert_eq!(Vec::from_iter(&office.pin(1).tags), [&tag("Complaint/Late")]);
    assert!(office.has(RecordKind::Tag, "complaint"), "what is above a tag is in the vocabulary too");
    let found = office.workspace.found_by(&IndexKey::tag("complaint")).count();
    assert_eq!(found, 2, "pins are found by what is above their tags");
    let remove = [tag("COMPLAINT/late")].into();
    office.run(Command::PinsTag { pins: vec![pin_id(0)], add: [].into(), remove }).unwrap();
    assert!(office.pin(0).tags.is_empty());
}

#[test]
fn limits_are_refused_and_change_nothing() {
    let mut office = Office::with_pins(1);
    let before = office.records();
    let many = (0..=MAX_TAGS).map(|n| tag(&n.to_string())).collect();
    let tags = Command::PinsTag { pins: vec![pin_id(0)], add: many, remove: [].into() };
    assert!(matches!(office.run(tags), Err(EditError::TooMany { what: "tags", .. })));
    let pins = Command::PinsDelete { pins: vec![pin_id(0); MAX_PINS_PER_COMMAND + 1] };
    assert!(matches!(office.run(pins), Err(EditError::TooMany { what: "pins", .. })));
    let missing = Command::PinsDelete { pins: vec![pin_id(0), pin_id(77)] };
    assert!(matches!(office.run(missing), Err(EditError::NotFound(_))));
    assert_eq!(office.records(), before);
}

#[test]
fn deleting_a_pin_deletes_its_notes() {
    let mut office = Office::with_pins(2);
    for n in 0..2 {
        let target = Target::Whole;
        let (id, pin, motivation) = (note(n), pin_id(n), Motivation::Commenting);
        office
            .run(Command::AnnotationWrite { id, pin, target, body: "call back".to_owned(), motivation })
            .unwrap();
    }
    office.run(Command::PinsDelete { pins: vec![pin_id(0)] }).unwrap();
    assert_eq!(office.workspace.annotations().count(), 1);
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.workspace.annotations_of(&pin_id(0))[0].body, "call back");
}
