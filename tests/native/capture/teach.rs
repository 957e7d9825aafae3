//! Teaching a site, as the extension asks for it: parts of one card in, an adapter and what it finds out.

use pinfold::{
    capture::{
        generalise::GeneraliseError,
        html,
        slot::Slot,
        snapshot::Snapshot,
        teach::{Pick, TryError, learned, tried},
    },
    model::{provenance::Field, time::Instant},
};

/// A forum whose posts nothing tells: the same page that the browsers are taught.
fn page() -> Snapshot {
    html::snapshot(include_str!("../../sites/clearing/index.html"), "https://www.clearing.example/talk/12")
}

fn now() -> Instant {
    Instant::from_rfc3339("2026-11-22T10:00:00Z").unwrap()
}

/// The `nth` element with this class.
fn row(page: &Snapshot, class: &str, nth: usize) -> u32 {
    let has = |node: &&(usize, &pinfold::capture::snapshot::Node)| {
        node.1.attributes.iter().any(|(name, value)| name == "class" && value == class)
    };
    let nodes: Vec<_> = page.nodes.iter().enumerate().collect();
    let (row, _) = nodes.iter().filter(|node| has(node)).nth(nth).unwrap();
    u32::try_from(*row).unwrap()
}

fn picks(page: &Snapshot, parts: &[(Slot, &str, usize)]) -> Vec<Pick> {
    parts.iter().map(|(slot, class, nth)| Pick { slot: *slot, row: row(page, class, *nth) }).collect()
}

#[test]
fn one_post_teaches_all_and_no_author_is_made_up() {
    let page = page();
    let parts = [
        (Slot::Name, "moss-name", 1),
        (Slot::Text, "leaf", 0),
        (Slot::Published, "fern-when", 0),
        (Slot::Url, "fern-when", 0),
    ];
    let learned = learned(&page, &picks(&page, &parts), now()).unwrap();
    assert_eq!(learned.host, "clearing.example");
    let tried = tried(&page, &learned.data, now()).unwrap();
    assert_eq!(tried.count, 5);
    let authors: Vec<Option<&str>> = tried
        .cards
        .iter()
        .map(|card| card.draft.content.author.as_ref().and_then(|author| author.name.as_deref()))
        .collect();
    let expected =
        [Some("Odile Ferrand"), Some("Benno Adler"), None, Some("Saskia Lund"), Some("Imre Halász")];
    assert_eq!(authors, expected);
    assert_eq!(tried.cards[2].draft.missing, [Field::Author]);
    let first = &tried.cards[0].draft.content;
    assert_eq!(first.source.url.as_deref(), Some("https://www.clearing.example/talk/12/said/301"));
    assert_eq!(first.published.unwrap().instant, Instant::from_rfc3339("2026-03-03T14:05:00Z").unwrap());
    assert!(first.text.as_deref().unwrap().starts_with("The spout of my copper kettle"));
    assert!(!first.text.as_deref().unwrap().contains("Thank"));
}

#[test]
fn a_post_without_a_link_is_found_and_its_link_asked_for() {
    let page = page();
    let parts = [(Slot::Name, "moss-name", 1), (Slot::Text, "leaf", 0)];
    let learned = learned(&page, &picks(&page, &parts), now()).unwrap();
    let tried = tried(&page, &learned.data, now()).unwrap();
    assert_eq!(tried.count, 5);
    assert!(tried.cards.iter().all(|card| card.draft.missing.contains(&Field::Url)));
}

#[test]
fn what_teaches_nothing_is_refused() {
    let page = page();
    let of = |parts: &[(Slot, &str, usize)]| learned(&page, &picks(&page, parts), now());
    assert_eq!(of(&[]), Err(GeneraliseError::NoExample));
    // The name of who is signed in stands in no post.
    assert!(of(&[(Slot::Name, "moss-name", 0), (Slot::Text, "leaf", 0)]).is_err());
    let far = [Pick { slot: Slot::Name, row: u32::MAX }];
    assert_eq!(learned(&page, &far, now()), Err(GeneraliseError::NoExample));
    assert!(matches!(tried(&page, "{}", now()), Err(TryError::Adapter(_))));
}
