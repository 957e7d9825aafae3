//! Rules are written, ordered and deleted; followed, they add and never overrule, and one undo takes all of it back.

use pinfold::{
    edit::{
        command::Command,
        curate::{BoardEdit, CurateCommand},
        error::EditError,
        outcome::Outcome,
    },
    model::{
        case::{Case, Severity},
        id::RuleId,
        pin::MAX_TAGS,
        record::{Record, RecordKind},
        rule::{MAX_RULE_TAGS, MAX_RULES, Saying, in_order},
        settings::Settings,
    },
    rules::{Contested, PinRuled, RuleConflict, RuleProblem},
    view::{Library, rules::RulesForesight},
};

use super::{Office, board_id, pin_id, section_id, tag, ulid};

fn rule_id(n: usize) -> RuleId {
    RuleId::try_from(ulid(500 + n)).unwrap()
}

/// A rule that gives a tag.
fn says(query: &str, path: &str) -> Saying {
    Saying { query: query.to_owned(), on: true, tags: [tag(path)].into(), ..Saying::default() }
}

fn write(n: usize, says: Saying) -> CurateCommand {
    CurateCommand::RuleWrite { id: rule_id(n), says }
}

fn names(office: &Office) -> Vec<String> {
    let records = office.workspace.of_kind(RecordKind::Rule).map(|stored| &stored.record);
    in_order(records).into_iter().map(|rule| rule.says.name.clone()).collect()
}

fn board(office: &mut Office, n: usize) {
    office
        .run(Command::BoardCreate {
            id: board_id(n),
            name: format!("board {n}"),
            query: None,
            sections: Vec::new(),
        })
        .unwrap();
}

/// The name of the change that follows the rules for all pins.
const FOLLOWED: usize = 90_000;

/// What following the rules would come to, under a name.
fn foreseen_as(office: &Office, change: usize) -> (Outcome, RulesForesight) {
    let records = office.workspace.iter().map(|(_, stored)| stored.clone());
    Library::open(records).ruled(&Office::change(change), office.now()).unwrap()
}

fn foreseen(office: &Office) -> (Outcome, RulesForesight) {
    foreseen_as(office, FOLLOWED)
}

/// Follows them for all pins.
fn follow(office: &mut Office) -> RulesForesight {
    let (outcome, foresight) = foreseen(office);
    office.workspace.commit(&outcome.batch).unwrap();
    foresight
}

#[test]
fn rules_are_written_ordered_and_deleted_and_all_of_it_is_undone() {
    let mut office = Office::default();
    for (n, query) in ["one", "two", "three"].into_iter().enumerate() {
        office.run(write(n, says(query, "oak"))).unwrap();
    }
    assert_eq!(names(&office), ["one", "two", "three"], "without a name the query is one");
    let before = office.records();
    for (n, place, expected) in
        [(2, 0, ["three", "one", "two"]), (2, 99, ["one", "two", "three"]), (0, 1, ["two", "one", "three"])]
    {
        office.run(CurateCommand::RuleMove { id: rule_id(n), place }).unwrap();
        assert_eq!(names(&office), expected);
    }
    let changed = Saying { name: "named".to_owned(), ..says("one", "oak") };
    office.run(write(0, changed)).unwrap();
    assert_eq!(names(&office), ["two", "named", "three"], "it keeps its place");
    office.run(CurateCommand::RuleDelete { id: rule_id(1) }).unwrap();
    assert_eq!(names(&office), ["named", "three"]);
    for n in (3..8).rev() {
        office.run(Command::Undo { change: Office::change(n) }).unwrap();
    }
    assert_eq!(office.records(), before);
    let gone = CurateCommand::RuleDelete { id: rule_id(9) };
    assert!(matches!(office.run(gone), Err(EditError::NotFound(_))));
}

#[test]
fn moving_for_ever_to_one_spot_keeps_the_order() {
    let mut office = Office::default();
    for n in 0..3 {
        office.run(write(n, says(&n.to_string(), "oak"))).unwrap();
    }
    for _ in 0..1_000 {
        let last = names(&office).last().unwrap().parse().unwrap();
        let expected = [&names(&office)[0], &names(&office)[2], &names(&office)[1]].map(String::clone);
        office.run(CurateCommand::RuleMove { id: rule_id(last), place: 1 }).unwrap();
        assert_eq!(names(&office), expected);
    }
}

#[test]
fn what_a_rule_may_not_say_is_refused() {
    let mut office = Office::default();
    let nothing = Saying { query: "one".to_owned(), on: true, ..Saying::default() };
    assert_eq!(office.run(write(0, nothing)), Err(EditError::Invalid("rule")));
    assert_eq!(office.run(write(0, says(" ", "oak"))), Err(EditError::Invalid("query")));
    let many = (0..=MAX_RULE_TAGS).map(|n| tag(&n.to_string())).collect();
    let refused = EditError::TooMany { what: "tags", limit: MAX_RULE_TAGS };
    assert_eq!(office.run(write(0, Saying { tags: many, ..says("one", "oak") })), Err(refused));
    for n in 0..MAX_RULES {
        office.run(write(n, says("one", "oak"))).unwrap();
    }
    let refused = EditError::TooMany { what: "rules", limit: MAX_RULES };
    assert_eq!(office.run(write(MAX_RULES, says("one", "oak"))), Err(refused));
    office.run(write(0, says("two", "oak"))).unwrap();
    // A locked vocabulary takes no tag from a rule either; one that is there may be given.
    let settings = Settings { vocabulary_locked: true, ..Settings::default() };
    office.run(Command::SettingsWrite { settings }).unwrap();
    assert_eq!(office.run(write(0, says("two", "new"))), Err(EditError::Invalid("tag_locked")));
    office.run(write(0, says("two", "OAK"))).unwrap();
    assert!(!office.has(RecordKind::Tag, "new"));
}

#[test]
fn following_adds_all_of_it_in_one_change_and_one_undo_takes_it_back() {
    let mut office = Office::with_pins(4);
    board(&mut office, 0);
    let section = BoardEdit::SectionAdd { id: section_id(0), name: "broken".to_owned() };
    office.run(CurateCommand::BoardChange { board: board_id(0), edit: section }).unwrap();
    let full = Saying {
        board: Some(board_id(0)),
        section: Some(section_id(0)),
        severity: Some(Severity::High),
        owner: Some("Mara".to_owned()),
        ..says("post -2", "complaint/quality")
    };
    office.run(write(0, full)).unwrap();
    let before = office.records();
    let seen = foreseen(&office).1;
    assert_eq!(seen.whole.pins, 3);
    assert_eq!(office.records(), before, "nothing is done while it is only said");
    assert_eq!(follow(&mut office), seen);
    assert_eq!(office.section(0, Some(0)), [0, 1, 3]);
    let pin = office.pin(1);
    assert!(pin.tags.contains(&tag("complaint/quality")));
    let case = pin.case.as_ref().unwrap();
    assert_eq!((case.severity, case.owner.as_deref()), (Some(Severity::High), Some("Mara")));
    assert!(office.pin(2).tags.is_empty() && office.pin(2).case.is_none());
    // Twice is once.
    assert!(foreseen(&office).0.batch.writes.is_empty(), "asked again under the same name");
    let again = foreseen_as(&office, FOLLOWED + 1);
    assert!(again.0.batch.writes.is_empty());
    assert_eq!((again.1.fates[0].found, again.1.fates[0].changed, again.1.fates[0].kept), (3, 0, 0));
    office.run(Command::Undo { change: Office::change(FOLLOWED) }).unwrap();
    assert_eq!(office.records(), before);
}

#[test]
fn rules_see_what_those_before_them_gave_and_the_first_one_counts() {
    let mut office = Office::with_pins(3);
    let severe = |severity, owner: &str| Saying {
        severity: Some(severity),
        owner: Some(owner.to_owned()),
        ..says("tag:given", "more")
    };
    office.run(write(0, severe(Severity::Low, "Nobody"))).unwrap();
    office.run(write(1, says("post", "given"))).unwrap();
    office.run(write(2, severe(Severity::High, "Mara"))).unwrap();
    office.run(write(3, severe(Severity::Critical, "Mara"))).unwrap();
    let off = Saying { on: false, ..says("post", "never") };
    office.run(write(4, off)).unwrap();
    let own = Case { severity: Some(Severity::Normal), ..Case::default() };
    office.run(Command::PinsCase { pins: vec![pin_id(2)], case: Some(own) }).unwrap();
    let seen = follow(&mut office);
    let counts: Vec<_> = seen.fates.iter().map(|fate| (fate.found, fate.changed, fate.kept)).collect();
    assert_eq!(counts, [(0, 0, 0), (3, 3, 0), (3, 3, 1), (3, 0, 1)]);
    let conflict = RuleConflict { what: Contested::Severity, first: rule_id(2), then: rule_id(3), pins: 2 };
    assert_eq!(seen.conflicts, [conflict]);
    let case = |n: usize| office.pin(n).case.clone().unwrap();
    assert_eq!(case(0).severity, Some(Severity::High));
    assert_eq!(case(2).severity, Some(Severity::Normal), "what a person said stays");
    assert_eq!(case(2).owner.as_deref(), Some("Mara"));
    assert!(office.workspace.pins().all(|pin| !pin.tags.contains(&tag("never"))));
}

#[test]
fn a_rule_that_cannot_be_followed_says_why_and_does_nothing() {
    let mut office = Office::with_pins(1);
    (0..3).for_each(|n| board(&mut office, n));
    let on = |n: usize, section| Saying { board: Some(board_id(n)), section, ..says("post", "oak") };
    let cases = [
        (says("post", "gone"), RuleProblem::NoTag("gone".to_owned())),
        (on(0, None), RuleProblem::NoBoard),
        (on(1, None), RuleProblem::BoardArchived("board 1".to_owned())),
        (on(2, Some(section_id(0))), RuleProblem::NoSection("board 2".to_owned())),
        (says("colour:", "oak"), RuleProblem::Query { ignored: vec!["colour:".to_owned()] }),
        (says("tag:", "oak"), RuleProblem::Query { ignored: vec!["tag:".to_owned()] }),
    ];
    for (n, (says, _)) in cases.iter().enumerate() {
        office.run(write(n, says.clone())).unwrap();
    }
    office.run(CurateCommand::TagsDelete { paths: vec![tag("gone")] }).unwrap();
    office.run(CurateCommand::BoardsDelete { boards: vec![board_id(0)] }).unwrap();
    let away = BoardEdit::Archive(true);
    office.run(CurateCommand::BoardChange { board: board_id(1), edit: away }).unwrap();
    let (outcome, seen) = foreseen(&office);
    assert!(outcome.batch.writes.is_empty());
    let records = office.workspace.iter().map(|(_, stored)| stored.clone());
    let rows = Library::open(records).rules();
    for ((fate, row), (says, expected)) in seen.fates.iter().zip(&rows).zip(&cases) {
        assert_eq!(fate.problem.as_ref(), Some(expected), "{says:?}");
        assert_eq!(row.problem.as_ref(), Some(expected), "{says:?}");
    }
    let one = office.run(PinRuled { pin: pin_id(0) }).unwrap();
    assert!(one.batch.writes.is_empty(), "no change says that nothing was done");
}

#[test]
fn a_renamed_tag_is_given_by_its_new_name() {
    let mut office = Office::with_pins(1);
    office.run(write(0, says("post", "complaint"))).unwrap();
    let moves = vec![pinfold::edit::curate::TagMove { from: tag("complaint"), to: tag("issue") }];
    office.run(CurateCommand::TagsMove { moves }).unwrap();
    follow(&mut office);
    assert!(office.pin(0).tags.contains(&tag("issue")));
}

#[test]
fn a_pin_that_is_full_is_left_alone_as_a_whole() {
    let mut office = Office::with_pins(2);
    let add = (0..MAX_TAGS).map(|n| tag(&format!("t{n}"))).collect();
    office.run(Command::PinsTag { pins: vec![pin_id(0)], add, remove: [].into() }).unwrap();
    office.run(write(0, Saying { owner: Some("Mara".to_owned()), ..says("post", "oak") })).unwrap();
    let seen = follow(&mut office);
    assert_eq!((seen.fates[0].changed, seen.fates[0].full), (1, 1));
    assert!(office.pin(0).case.is_none(), "nothing is half done");
}

#[test]
fn a_new_pin_gets_what_rules_give_once_and_its_undo_leaves_the_pin() {
    let mut office = Office::with_pins(2);
    board(&mut office, 0);
    office.run(write(0, Saying { board: Some(board_id(0)), ..says("\"post 1\"", "oak") })).unwrap();
    office.run(write(1, Saying { board: Some(board_id(0)), ..says("\"post 0\"", "ash") })).unwrap();
    let before = office.records();
    office.run(PinRuled { pin: pin_id(1) }).unwrap();
    let change = office.last_change();
    assert!(office.pin(1).tags.contains(&tag("oak")));
    // Asked again under the same name, nothing is doubled.
    assert!(office.run_as(&PinRuled { pin: pin_id(1) }, &change).unwrap().batch.writes.is_empty());
    office.run(PinRuled { pin: pin_id(0) }).unwrap();
    assert_eq!(office.section(0, None), [1, 0], "what comes later comes behind");
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    office.run(Command::Undo { change }).unwrap();
    assert_eq!(office.records(), before);
    assert!(matches!(office.run(PinRuled { pin: pin_id(7) }), Err(EditError::NotFound(_))));
    assert!(office.workspace.iter().all(|(_, stored)| !matches!(stored.record, Record::Kept(_))));
}
