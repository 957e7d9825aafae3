//! A rule means what the search means: for every pin alone as for all of them at once, and for every rule that sees what those
//! before it gave.

use pinfold::{
    edit::Edit as _,
    model::{
        board::OrderKey,
        case::{Case, Severity},
        customer::{Customer, IdentityKey},
        id::{BoardId, ChangeId, PinId, RuleId},
        pin::Pin,
        record::{IndexKey, Record, RecordKey, RecordKind},
        rule::{Rule, Saying},
        sorted_set::SortedSet,
        stored::Stored,
        tag::TagPath,
        time::Instant,
        workspace::Workspace,
    },
    rules::PinRuled,
    view::{
        Library,
        list::{ListQuery, MAX_WINDOW},
    },
};
use proptest::{collection::vec, prelude::*, sample::select};

use super::{
    brute::{clause, pin, query, words},
    world::{Make, board, entry, note, stored, tag, ulid},
};

/// Boards: one that pins of `brute` stand on, one that rules put them on, and smart ones, of which one names itself.
const STANDS: u32 = 900;
const PUT: u32 = 901;
/// What the tests of the index have no clause for.
const MORE: &[&str] = &[
    "board:spring",
    "board:heap",
    "board:loop",
    "customer:hannah",
    "-customer:\"hannah weber\"",
    "tag:delayed",
    "needs:tag",
    "tag:given/one",
    "-tag:given",
    "severity:low",
    "-severity:low",
    "is:nothing",
    "tag:",
    "",
];

fn change(number: u32) -> ChangeId {
    ulid(800_000 + number)
}

fn now() -> Instant {
    Instant::from_milliseconds(1_800_000_000_000)
}

/// What stands in every workspace beside its pins.
fn around() -> Vec<Stored> {
    let customer = Customer {
        identities: [IdentityKey("forum.example:jane_doe".to_owned())].into_iter().collect(),
        ..Customer::new(ulid(600), "Hannah Weber".to_owned(), now())
    };
    vec![
        board(STANDS, "Spring", &[], None),
        board(PUT, "Heap", &[], None),
        board(902, "Loop", &[], Some("late board:loop")),
        entry("complaint/late", &["delayed"]),
        entry("given/one", &[]),
        entry("given/two", &[]),
        entry("praise", &[]),
        stored(Record::Customer(Box::new(customer))),
    ]
}

fn rule(number: u32, says: Saying) -> Stored {
    let order = OrderKey::try_from(format!("V{:04}1", number)).unwrap();
    stored(Record::Rule(Box::new(Rule { id: ulid::<RuleId>(number), order, says, changed: now() })))
}

fn asked() -> impl Strategy<Value = String> {
    let clauses = vec((prop::bool::weighted(0.75), clause()), 0..3).prop_map(|clauses| query(&clauses).text);
    // Without a space at its end: the last word must be taken as complete all the same.
    (clauses, vec(select(MORE), 0..2))
        .prop_map(|(clauses, more)| format!("{} {clauses}", more.join(" ")).trim().to_owned())
}

fn gives() -> impl Strategy<Value = Saying> {
    let tags = vec(select(&["given/one", "given/two", "praise"][..]), 0..3);
    let severity = proptest::option::of(select(&[Severity::Low, Severity::High][..]));
    let owner = proptest::option::of(select(&["Mara", "Tomasz"][..]));
    (asked(), any::<[bool; 2]>(), tags, severity, owner).prop_map(
        |(query, [on, put], tags, severity, owner)| Saying {
            name: "rule".to_owned(),
            query,
            on,
            tags: tags.into_iter().map(tag).collect(),
            board: put.then(|| ulid(PUT)),
            section: None,
            severity,
            owner: owner.map(str::to_owned),
        },
    )
}

fn filled(pins: Vec<Stored>, notes: Vec<(u32, String)>) -> Vec<Stored> {
    let notes = (0..).zip(notes).map(|(number, (pin, body))| note(700 + number, pin, &body));
    around().into_iter().chain(pins).chain(notes).collect()
}

/// Follows the rules for one pin after the other, each as a change of its own.
fn one_by_one(records: &[Stored]) -> Workspace {
    let mut workspace = Workspace::default();
    records.iter().for_each(|stored| workspace.put(stored.clone()));
    let pins: Vec<PinId> = workspace.pins().map(|pin| pin.id.clone()).collect();
    for (number, pin) in (0..).zip(pins) {
        let (command, change) = (PinRuled { pin }, change(number));
        let mut loaded = workspace.load(&command.plan(&change));
        if let Some(more) = command.follow_up(&loaded) {
            loaded.0.extend(workspace.load(&more).0);
        }
        let outcome = command.apply(&change, &loaded, now()).unwrap();
        workspace.commit(&outcome.batch).unwrap();
    }
    workspace
}

/// The same for all at once, as the library does.
fn at_once(records: &[Stored]) -> Workspace {
    let library = Library::open(records.iter().cloned());
    let (outcome, foresight) = library.ruled(&change(0), now()).unwrap();
    let mut workspace = library.workspace().clone();
    workspace.commit(&outcome.batch).unwrap();
    let written = outcome.touched.iter().filter(|key| key.kind == RecordKind::Pin).count();
    assert_eq!(foresight.whole.pins as usize, written, "what is said before is what is done");
    workspace
}

/// What rules give a pin. In which order pins come to a board may differ.
type Given = (PinId, SortedSet<TagPath>, Vec<BoardId>, Option<Case>);

fn given(pin: &Pin) -> Given {
    let boards = pin.placements.keys().cloned().collect();
    (pin.id.clone(), pin.tags.clone(), boards, pin.case.clone())
}

/// What the search finds by the words of a rule, where it is one that can be followed; where it is none, that search says so too.
fn searched(library: &mut Library, asked: &str, followed: bool) -> Vec<PinId> {
    // A closing space: what is written down is not being typed any more.
    let text = format!("{asked} ");
    let view = library.list(&ListQuery { text, limit: MAX_WINDOW, ..ListQuery::default() });
    if followed {
        return view.cards.iter().map(|card| card.id.clone()).collect();
    }
    assert!(!view.ignored.is_empty() || view.total == library.index().len(), "{asked}");
    Vec::new()
}

/// A pin that somebody may have taken on.
fn owned(number: u32) -> impl Strategy<Value = Stored> {
    (pin(number), proptest::option::of(select(&["Mara", "Ines"][..]))).prop_map(|(mut stored, owner)| {
        if let (Record::Pin(pin), Some(owner)) = (&mut stored.record, owner) {
            pin.case.get_or_insert_with(Case::default).owner = Some(owner.to_owned());
        }
        stored
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rule_finds_what_the_search_finds(
        pins in vec((1u32..12).prop_flat_map(pin), 1..12),
        notes in vec((1u32..12, words()), 0..4),
        asked in prop_oneof![4 => asked(), 1 => ".{0,40}"],
    ) {
        let mut records = filled(pins, notes);
        let says = Saying {
            name: "rule".to_owned(),
            query: asked.clone(),
            on: true,
            tags: [tag("given/one")].into(),
            ..Saying::default()
        };
        records.push(rule(1, says));
        let mut library = Library::open(records.clone());
        let row = library.rules().remove(0);
        let found = searched(&mut library, &asked, row.problem.is_none());
        prop_assert_eq!(row.found as usize, found.len());
        for ruled in [one_by_one(&records), at_once(&records)] {
            for pin in ruled.pins() {
                prop_assert_eq!(pin.tags.contains(&tag("given/one")), found.contains(&pin.id), "{} {:?}", asked, pin);
            }
        }
    }

    #[test]
    fn what_people_gave_stays_and_is_counted(
        pins in vec((1u32..12).prop_flat_map(owned), 1..12),
        asked in asked(),
        given in gives(),
    ) {
        let mut records = filled(pins, Vec::new());
        let says = Saying { query: asked.clone(), on: true, ..given };
        records.push(rule(1, says.clone()));
        let mut library = Library::open(records.clone());
        let (_, foresight) = library.ruled(&change(0), now()).unwrap();
        let fate = &foresight.fates[0];
        let before: Vec<Pin> = library.workspace().pins().cloned().collect();
        let found = searched(&mut library, &asked, fate.problem.is_none());
        let other = |own: Option<&str>, given: Option<&str>| own.is_some() && given.is_some() && own != given;
        let severity = |pin: &Pin| pin.case.as_ref()?.severity.map(|one| format!("{one:?}"));
        let owner = |pin: &Pin| pin.case.as_ref()?.owner.clone();
        let gave = (says.severity.map(|one| format!("{one:?}")), says.owner.clone());
        let keeps = |pin: &&Pin| {
            found.contains(&pin.id)
                && (other(severity(pin).as_deref(), gave.0.as_deref()) || other(owner(pin).as_deref(), gave.1.as_deref()))
        };
        prop_assert_eq!(fate.kept as usize, before.iter().filter(keeps).count(), "{} {:?}", asked, says);
        prop_assert!(foresight.conflicts.is_empty(), "a rule disagrees with no other");
        for ruled in [one_by_one(&records), at_once(&records)] {
            for (before, after) in before.iter().zip(ruled.pins()) {
                prop_assert_eq!(&before.id, &after.id);
                prop_assert_eq!(severity(before).or_else(|| severity(after)), severity(after));
                prop_assert_eq!(owner(before).or_else(|| owner(after)), owner(after));
            }
        }
    }

    #[test]
    fn all_at_once_is_as_one_by_one(
        pins in vec((1u32..12).prop_flat_map(pin), 1..12),
        notes in vec((1u32..12, words()), 0..4),
        rules in vec(gives(), 1..6),
    ) {
        let mut records = filled(pins, notes);
        records.extend((1..).zip(rules).map(|(number, says)| rule(number, says)));
        let (singly, together) = (one_by_one(&records), at_once(&records));
        let all = |workspace: &Workspace| workspace.pins().map(given).collect::<Vec<_>>();
        prop_assert_eq!(all(&singly), all(&together));
        // On a board everything has a place of its own.
        let on = |workspace: &Workspace| -> usize {
            let places = workspace.pins().filter_map(|pin| Some(pin.placements.get(&ulid(PUT))?.order.clone()));
            places.collect::<std::collections::BTreeSet<_>>().len()
        };
        let count = |workspace: &Workspace| workspace.pins().filter(|pin| pin.placements.contains_key(&ulid(PUT))).count();
        prop_assert_eq!(on(&singly), count(&singly));
        prop_assert_eq!(on(&together), count(&together));
    }
}

#[test]
fn a_rule_is_found_by_being_on() {
    let mut workspace = Workspace::default();
    let says =
        |on| Saying { query: "late".to_owned(), on, owner: Some("Mara".to_owned()), ..Saying::default() };
    workspace.put(rule(1, says(false)));
    assert_eq!(workspace.found_by(&IndexKey::rule_on()).count(), 0);
    workspace.put(rule(1, says(true)));
    assert_eq!(workspace.found_by(&IndexKey::rule_on()).count(), 1);
    assert!(workspace.get(&RecordKey::new(RecordKind::Rule, ulid::<RuleId>(1).as_str())).is_some());
}

#[test]
fn the_last_word_is_complete_and_what_a_rule_gave_ends_what_others_find() {
    let says = |query: &str, path| Saying {
        name: query.to_owned(),
        query: query.to_owned(),
        on: true,
        tags: [tag(path)].into(),
        ..Saying::default()
    };
    let pins = vec![Make::pin(1).text("late").stored(), Make::pin(2).text("lately").stored()];
    let mut records = filled(pins, Vec::new());
    records.extend([rule(1, says("late", "given/one")), rule(2, says("late -tag:given", "given/two"))]);
    for ruled in [one_by_one(&records), at_once(&records)] {
        let tags: Vec<_> = ruled.pins().map(|pin| pin.tags.clone()).collect();
        assert_eq!(tags, [[tag("given/one")].into(), SortedSet::default()]);
    }
}
