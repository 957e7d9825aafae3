//! Adapters made from examples: what was pointed at in one card is found in all of them, and in no other block.

use pinfold::{
    capture::{
        self,
        adapter::Adapter,
        generalise::{self, Examples, GeneraliseError},
        report,
        select::Selector,
        slot::Slot,
        snapshot::Snapshot,
        tree::Tree,
    },
    model::pin::PinKind,
};
use serde_json::Value;

use super::{fixture, now, pin};

/// The first row that matches.
fn row(tree: &Tree, css: &str) -> u32 {
    let selector = Selector::new(css).unwrap();
    (0..tree.len())
        .find(|row| selector.matches(tree, *row))
        .unwrap_or_else(|| panic!("nothing matches {css}"))
}

/// What the adapter made from the first matches of the selectors reads of every card.
fn taught(page: &Snapshot, kind: PinKind, picks: &[(Slot, &str)]) -> (Value, Vec<Value>) {
    let tree = Tree::new(page).unwrap();
    let picks = picks.iter().map(|(slot, css)| (*slot, row(&tree, css))).collect();
    let written = generalise::adapter(&tree, &Examples { kind, root: None, picks }, "2026-11-22").unwrap();
    let written = serde_json::to_value(&written).unwrap();
    let adapter = Adapter::new(&written).unwrap();
    let drafts = capture::clip_by(&adapter, page, &pin(), now()).unwrap();
    (written, drafts.iter().map(report::object).collect())
}

#[test]
fn one_card_teaches_all_cards_of_a_feed() {
    let page = fixture("murmur-feed.html", "https://murmur.example/");
    let picks = [
        (Slot::Name, "article a.author b"),
        (Slot::Published, "article time"),
        (Slot::Text, "article p.text"),
        (Slot::Image, "article img"),
    ];
    let (written, read) = taught(&page, PinKind::Post, &picks);
    assert_eq!(written["card"][0]["root"], "article[data-post-id]");
    assert_eq!(written["card"][0]["fields"]["name"][0]["css"], "a[rel~='author'] > b");
    assert_eq!(read.len(), 8);
    let shipped = capture::clip(&page, &pin(), now()).unwrap();
    for (read, shipped) in read.iter().zip(shipped.iter().map(report::object)) {
        for field in ["url", "published", "text"] {
            assert_eq!(read[field], shipped[field], "{field}");
        }
        assert_eq!(read["media"][0]["url"], shipped["media"][0]["url"]);
        assert_eq!(read["author"]["name"], shipped["author"]["name"]);
        assert_eq!(read["author"]["url"], shipped["author"]["url"]);
        assert_eq!(read["missing"], Value::Null);
        assert!(read["native_id"].as_str().unwrap().starts_with("48"), "{}", read["native_id"]);
    }
}

#[test]
fn what_was_not_pointed_at_gives_no_adapter() {
    let page = fixture("murmur-feed.html", "https://murmur.example/");
    let tree = Tree::new(&page).unwrap();
    let ask = |picks: &[(Slot, u32)], root| {
        generalise::adapter(
            &tree,
            &Examples { kind: PinKind::Post, root, picks: picks.to_vec() },
            "2026-11-22",
        )
        .unwrap_err()
    };
    assert_eq!(ask(&[], None), GeneraliseError::NoExample);
    assert_eq!(ask(&[(Slot::Name, tree.len())], None), GeneraliseError::NoExample);
    let apart = [(Slot::Name, row(&tree, "a.me")), (Slot::Text, row(&tree, "article p.text"))];
    assert_eq!(ask(&apart, None), GeneraliseError::Apart);
}

#[test]
fn a_card_without_a_link_of_its_own_has_to_be_asked_about() {
    let page = fixture("murmur-feed.html", "https://www.murmur.example/");
    let (written, read) = taught(&page, PinKind::Post, &[(Slot::Text, "article p.text")]);
    assert_eq!(written["hosts"], serde_json::json!(["murmur.example"]));
    assert_eq!(written["card"][0]["identity"], "murmur.example:{post}");
    assert_eq!(read.len(), 8);
    for read in read {
        assert_eq!(read["url"], Value::Null);
        assert_eq!(read["missing"], serde_json::json!(["url", "author"]));
    }
}
