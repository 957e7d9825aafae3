//! The small surfaces, each from the records its plan names.

use pinfold::{
    model::{
        provenance::{Certainty, Field, Origin, Provenance},
        record::{Record, RecordKey, RecordKind},
        settings::Settings,
        site::{Site, SiteState},
        stored::{Loaded, Plan, Stored},
        template::Template,
        time::Instant,
        workspace::Workspace,
    },
    view,
};

use super::world::{Make, board, entry, note, stored, ulid};

pub fn workspace(records: impl IntoIterator<Item = Stored>) -> Workspace {
    let mut workspace = Workspace::default();
    records.into_iter().for_each(|stored| workspace.put(stored));
    workspace
}

/// Loads round by round, as the background does.
pub fn load(workspace: &Workspace, plan: impl Fn(u32, &Loaded) -> Option<Plan>) -> Loaded {
    let mut loaded = Loaded::default();
    for round in 0..10 {
        let Some(plan) = plan(round, &loaded) else { return loaded };
        loaded.0.extend(workspace.load(&plan).0);
    }
    panic!("a plan without end");
}

fn office() -> Workspace {
    let site = Site {
        host: "forum.example".to_owned(),
        state: SiteState::On,
        changed: Instant::from_milliseconds(0),
    };
    let template = |number: u32, name: &str| {
        let changed = Instant::from_milliseconds(0);
        let (id, body) = (ulid(number), "{{text}}".to_owned());
        stored(Record::Template(Template { id, name: name.to_owned(), body, max_length: None, changed }))
    };
    workspace([
        Make::pin(1)
            .author("Ann", "ann")
            .tags(&["complaint/late"])
            .published("2026-01-02")
            .on(900, None, "V")
            .stored(),
        Make::pin(2).author("Ann B.", "Ann").tags(&["praise"]).published("2026-01-03").stored(),
        Make::pin(3).author("Bob", "bob").stored(),
        Make::pin(4).stored(),
        note(700, 2, "second"),
        note(699, 2, "first"),
        note(701, 1, "mine"),
        board(900, "Zoo", &[], None),
        board(901, "Äpfel", &[], None),
        board(902, "smart", &[], Some("late")),
        entry("complaint/late", &["zu spät"]),
        entry("praise", &[]),
        stored(Record::Site(site)),
        stored(Record::Settings(Settings { welcomed: true, ..Settings::default() })),
        template(800, "b"),
        template(801, "A"),
    ])
}

#[test]
fn the_editor_shows_a_pin_and_what_can_be_chosen() {
    let workspace = office();
    let pin = ulid(1);
    let loaded = load(&workspace, |round, loaded| view::editor_plan(&pin, round, loaded));
    let editor = view::editor(&pin, &loaded).unwrap();
    assert_eq!(editor.boards.iter().map(|board| board.name.as_str()).collect::<Vec<_>>(), ["Äpfel", "Zoo"]);
    assert_eq!(editor.detail.boards, [(format!("{:026}", 900), "Zoo".to_owned())]);
    assert_eq!(editor.detail.annotations.len(), 1);
    let others = &editor.detail.same_author;
    assert_eq!((others.len(), others[0].id.clone(), others[0].annotations), (1, ulid(2), 2));
    // The library, which has all records, shows the same.
    let library = view::Library::open(workspace.iter().map(|(_, stored)| stored.clone()));
    assert_eq!(library.detail(&pin), Some(editor.detail));

    let nobody = ulid(99);
    let loaded = load(&workspace, |round, loaded| view::editor_plan(&nobody, round, loaded));
    assert!(view::editor(&nobody, &loaded).is_none());
}

#[test]
fn a_page_knows_its_pins_and_its_site() {
    let workspace = office();
    for (url, pins, notes, site) in [
        ("https://forum.example/t/2#reply", vec![ulid(2)], 2, Some(SiteState::On)),
        ("https://forum.example/p/2", vec![ulid(2)], 2, Some(SiteState::On)),
        ("https://forum.example/p/2?utm_source=mail", vec![ulid(2)], 2, Some(SiteState::On)),
        ("https://forum.example/t/77", vec![], 0, Some(SiteState::On)),
        ("https://other.example/t/2", vec![], 0, None),
        ("no address", vec![], 0, None),
    ] {
        let loaded = load(&workspace, |round, loaded| view::page_plan(url, round, loaded));
        let page = view::page(url, &loaded);
        assert_eq!(page.pins.iter().map(|card| card.id.clone()).collect::<Vec<_>>(), pins, "{url}");
        assert_eq!((page.annotations.len(), page.site), (notes, site), "{url}");
    }
}

#[test]
fn the_options_show_what_was_set_up() {
    let workspace = office();
    let setup = view::setup(&load(&workspace, |round, _| view::setup_plan(round)));
    assert!(setup.settings.welcomed);
    assert_eq!(setup.sites.len(), 1);
    assert_eq!(setup.boards.len(), 2);
    let names: Vec<&str> = setup.templates.iter().map(|template| template.name.as_str()).collect();
    assert_eq!(names, ["Pinfold", "A", "b"]);
}

#[test]
fn tags_are_completed_from_the_vocabulary() {
    let workspace = office();
    let loaded = load(&workspace, |round, _| view::tags_for_plan(round));
    let found = view::tags_for("zu s", &loaded);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].path.as_str(), found[0].synonym.as_deref()), ("complaint/late", Some("zu spät")));
}

#[test]
fn a_person_is_asked_for_what_is_missing_or_unsure() {
    let missing = |make: Make| {
        let library = view::Library::open([make.stored()]);
        library.detail(&ulid(1)).unwrap().missing
    };
    let mut unsure = Make::pin(1).author("Ann", "ann");
    unsure
        .0
        .content
        .provenance
        .insert(Field::Url, Provenance { origin: Origin::Text, certainty: Certainty::Unsure });
    assert_eq!(missing(unsure), [Field::Url]);
    assert_eq!(missing(Make::pin(1)), [Field::Author]);
    assert_eq!(missing(Make::pin(1).author("Ann", "")), []);
    assert_eq!(missing(Make::pin(1).kind(pinfold::model::pin::PinKind::Image)), []);
}

#[test]
fn changes_say_whether_they_can_be_undone() {
    use pinfold::model::change::{Before, Change, Deed};
    use pinfold::view::change::Undoable;
    let change = |number: u32, before: Vec<Before>, undone_by: Option<u32>| {
        let at = Instant::from_milliseconds(i64::from(number));
        let undone_by = undone_by.map(ulid);
        stored(Record::Change(Change {
            id: ulid(number),
            at,
            deed: Deed::Tagged,
            count: 1,
            label: None,
            before,
            undone_by,
        }))
    };
    let before = |revision: u64| Before {
        key: RecordKey::pin(&ulid(1)),
        record: Some(Box::new(Make::pin(1).stored().record)),
        arranged: None,
        revision,
        was: 0,
    };
    let deleted = Before { key: RecordKey::new(RecordKind::Pin, format!("{:026}", 50)), ..before(0) };
    let made = Before { record: None, ..before(7) };
    let library = view::Library::open([
        Make::pin(1).stored(),
        change(10, vec![before(1)], None),
        change(11, vec![before(2)], None),
        change(12, vec![before(1)], Some(10)),
        change(13, vec![], None),
        change(14, vec![deleted], None),
        change(15, vec![made], None),
    ]);
    let undoable: Vec<Undoable> = library.changes().into_iter().map(|change| change.undoable).collect();
    let (yes, no, undone) = (Undoable::Yes, Undoable::No, Undoable::Undone);
    assert_eq!(undoable, [yes, yes, no, undone, no, yes]);
}
