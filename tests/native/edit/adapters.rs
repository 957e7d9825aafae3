//! A person's own adapters, and how well each adapter reads.

use pinfold::{
    edit::{command::Command, error::EditError},
    model::{
        adapter::{MAX_ADAPTER, UserAdapter},
        health::{Health, LAST_CAPTURES},
        provenance::Field,
        record::RecordKind,
        site::SiteState,
        source::AdapterRef,
    },
    view,
};

use super::{Office, create};

const HOST: &str = "forum.example";
const DATA: &str = "{\"id\":\"forum-example\"}";

fn set(data: &str, state: SiteState) -> Command {
    Command::AdapterSet { host: HOST.to_owned(), data: data.to_owned(), state }
}

fn stored(office: &Office) -> &UserAdapter {
    office.workspace.adapters().next().unwrap()
}

/// A capture with the adapter `id` that missed `missing`.
fn captured(n: usize, id: &str, missing: &[Field]) -> Command {
    let Command::PinCreate { id: pin, mut draft, .. } = create(n) else { panic!("it makes a pin") };
    draft.content.source.adapter = Some(AdapterRef { id: id.to_owned(), version: "2026-11-22".to_owned() });
    draft.missing = missing.to_vec();
    Command::PinCreate { id: pin, draft, tags: Default::default(), board: None, highlight: None }
}

fn health<'a>(office: &'a Office, id: &str) -> &'a Health {
    office.workspace.healths().find(|health| health.adapter == id).unwrap()
}

#[test]
fn an_adapter_is_set_switched_off_removed_and_each_undone() {
    let mut office = Office::default();
    office.run(set(DATA, SiteState::On)).unwrap();
    let made = stored(&office).clone();
    assert_eq!((made.host.as_str(), made.data.as_str(), made.state), (HOST, DATA, SiteState::On));

    office.run(set(DATA, SiteState::Off)).unwrap();
    assert_eq!(stored(&office).state, SiteState::Off);
    assert_eq!(stored(&office).created, made.created);
    assert!(stored(&office).changed > made.changed);
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(*stored(&office), made);

    office.run(Command::AdapterRemove { host: HOST.to_owned() }).unwrap();
    assert!(!office.has(RecordKind::Adapter, HOST));
    let removed = office.last_change();
    assert!(matches!(
        office.run(Command::AdapterRemove { host: HOST.to_owned() }),
        Err(EditError::NotFound(_))
    ));
    office.run(Command::Undo { change: removed }).unwrap();
    assert_eq!(*stored(&office), made);
}

#[test]
fn what_cannot_be_an_adapter_is_refused() {
    let mut office = Office::default();
    let long = format!("{{{}}}", " ".repeat(MAX_ADAPTER));
    for data in ["", "[]", "id = 'toml'", long.as_str()] {
        assert_eq!(office.run(set(data, SiteState::On)), Err(EditError::Invalid("adapter")), "{data:.20}");
    }
    for host in ["", "Forum.example", "a b.example", "user:x"] {
        let host = host.to_owned();
        let command = Command::AdapterSet { host, data: DATA.to_owned(), state: SiteState::On };
        assert_eq!(office.run(command), Err(EditError::Invalid("host")));
    }
    assert!(office.workspace.adapters().next().is_none());
}

#[test]
fn the_adapter_of_the_longest_host_is_taken_unless_it_is_off() {
    let mut office = Office::default();
    for (host, data) in [("example.org", "{1}"), ("forum.example.org", "{2}")] {
        let (host, data) = (host.to_owned(), data.to_owned());
        office.run(Command::AdapterSet { host, data, state: SiteState::On }).unwrap();
    }
    let of = |office: &Office, url: &str| {
        let loaded = office.workspace.load(&view::own_adapter_plan(url));
        view::own_adapter(url, &loaded)
    };
    assert_eq!(of(&office, "https://www.forum.example.org:8443/t/1").as_deref(), Some("{2}"));
    assert_eq!(of(&office, "https://shop.example.org/").as_deref(), Some("{1}"));
    for url in ["https://notexample.org/", "https://example.org.evil.example/", "https://org/", "file:///x"] {
        assert_eq!(of(&office, url), None, "{url}");
    }
    let (host, data) = ("forum.example.org".to_owned(), "{2}".to_owned());
    office.run(Command::AdapterSet { host, data, state: SiteState::Off }).unwrap();
    assert_eq!(of(&office, "https://forum.example.org/").as_deref(), Some("{1}"));
}

#[test]
fn health_is_the_last_captures_each_with_what_was_missing() {
    let mut office = Office::default();
    for n in 0..LAST_CAPTURES + 5 {
        let missing: &[Field] = if n % 5 == 0 { &[Field::Author] } else { &[] };
        office.run(captured(n, "reddit", missing)).unwrap();
    }
    office.run(captured(1_000, "x", &[Field::Url, Field::Published])).unwrap();
    // What no adapter read counts for none.
    office.run(create(2_000)).unwrap();
    let reddit = health(&office, "reddit");
    assert_eq!(reddit.last.len(), LAST_CAPTURES);
    assert_eq!(reddit.whole(), LAST_CAPTURES - LAST_CAPTURES / 5);
    assert!(reddit.last.is_sorted_by_key(|capture| capture.at));
    assert_eq!(health(&office, "x").last[0].missing, [Field::Url, Field::Published]);
    assert_eq!(office.workspace.healths().count(), 2);

    let loaded = office.workspace.load(&view::setup_plan(0).unwrap());
    let shown = view::setup(&loaded).health;
    let shown: Vec<_> = shown.iter().map(|one| (one.adapter.as_str(), one.captures, one.whole)).collect();
    assert_eq!(shown, [("reddit", 20, 16), ("x", 1, 0)]);
}

#[test]
fn health_counts_a_capture_once_and_undoing_the_pin_does_not_take_it_back() {
    let mut office = Office::default();
    let command = captured(0, "user:forum.example", &[]);
    office.run(command.clone()).unwrap();
    let change = office.last_change();
    assert!(office.run_as(&command, &change).unwrap().batch.writes.is_empty());
    assert_eq!(health(&office, "user:forum.example").last.len(), 1);
    // Seen again: another capture.
    office.run(captured(0, "user:forum.example", &[Field::Author])).unwrap();
    assert_eq!(health(&office, "user:forum.example").last.len(), 2);
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    office.run(Command::Undo { change }).unwrap();
    assert_eq!(office.workspace.pins().count(), 0);
    assert_eq!(health(&office, "user:forum.example").last.len(), 2);
}
