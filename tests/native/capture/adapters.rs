//! Every adapter on its own cases, and each card the same alone as on its page.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use pinfold::{
    capture::{self, adapter::shelf, draft::Aim, report, sent, thread},
    cli::adapter::{case::Case, written::Written},
};
use serde_json::Value;

use super::{fixture, now, pin};

/// Where cases have their pages.
const FIXTURES: &str = "tests/fixtures/capture";

/// The cases of every adapter, by its name.
pub fn cases() -> BTreeMap<String, Vec<Case>> {
    let files = fs::read_dir("adapters").unwrap().map(|file| file.unwrap().path());
    let adapters = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let read = |path: PathBuf| {
        let written =
            Written::open(&path).unwrap_or_else(|problem| panic!("{}: {problem:?}", path.display()));
        (written.adapter.id, written.cases.into_iter().map(|(case, _)| case).collect())
    };
    adapters.map(read).collect()
}

/// What `pinfold adapter check` tries with the adapter alone holds with all of them on the shelf too.
#[test]
fn every_case_holds() {
    let mut count = 0;
    for (adapter, cases) in cases() {
        assert!(shelf::all().iter().any(|one| one.id == adapter), "{adapter}");
        for case in cases {
            count += 1;
            let page = fixture(&case.fixture, &case.url);
            let drafts = capture::clip(&page, &pin(), now()).unwrap();
            let draft =
                drafts.get(case.at).unwrap_or_else(|| panic!("{}: no card {}", case.fixture, case.at));
            let read = report::object(draft);
            assert_eq!(read["adapter"], adapter, "{}", case.fixture);
            assert_eq!(case.differences(&read), [], "{} card {}", case.fixture, case.at);
            let own = shelf::all().iter().find(|one| one.id == adapter).unwrap();
            assert_eq!(case.run(own, Path::new(FIXTURES), now()), [], "{} card {}", case.fixture, case.at);
        }
    }
    assert!(count >= 10, "only {count} cases");
}

#[test]
fn a_card_alone_reads_as_on_its_page() {
    for (_, cases) in cases() {
        for case in cases {
            let page = fixture(&case.fixture, &case.url);
            let rows = capture::find(&page);
            let drafts = capture::clip(&page, &pin(), now()).unwrap();
            assert_eq!(rows.len(), drafts.len());
            let read = |row: &u32| {
                let card = sent::card(&page, *row);
                capture::draft(&card, None, &Aim::Card, &pin(), now()).unwrap()
            };
            let mut alone: Vec<_> = rows.iter().map(read).collect();
            // What cards say about each other, they say when all are there.
            thread::link(&mut alone);
            for (alone, on_page) in alone.iter().zip(&drafts) {
                assert_eq!(alone, on_page, "{}", case.fixture);
            }
        }
    }
}

#[test]
fn known_software_is_found_by_its_structure_alone() {
    let mut count = 0;
    let is_platform = |id: &str| shelf::platforms().any(|adapter| adapter.id == id);
    for (_, cases) in cases().into_iter().filter(|(adapter, _)| is_platform(adapter)) {
        for case in cases {
            count += 1;
            let page = fixture(&case.fixture, &case.url);
            let found = capture::find(&page);
            assert!(!found.is_empty(), "{}", case.fixture);
            assert_eq!(
                capture::find(&sent::skeleton(&page, &capture::roots(&page.url).attributes)),
                found,
                "{}",
                case.fixture
            );
        }
    }
    assert!(count >= 5, "only {count} cases");
}

/// The name a page gives its software begins with the name the adapter knows.
#[test]
fn software_is_told_by_its_generator() {
    let adapter = |id: &str, generator: &[&str]| {
        let written = serde_json::json!({
            "id": id, "generator": generator, "updated": "2026-01-01", "expires": "2026-06-01",
            "card": [{
                "kind": "post", "root": "article", "required": ["url"], "identity": "a:{post}",
                "fields": { "url": [{ "attr": "href", "pattern": "/{post}" }] }
            }],
        });
        capture::adapter::Adapter::new(&written).unwrap()
    };
    let discourse = adapter("a", &["Discourse", "Talk 2"]);
    for (said, made) in [
        ("Discourse 3.4.0 - https://github.com/discourse/discourse", true),
        ("discourse", true),
        ("TALK 2.1", true),
        ("Talk 3", false),
        ("Not Discourse", false),
        ("Discours", false),
        ("Diskussión", false),
        ("", false),
    ] {
        assert_eq!(discourse.is_made_by(said), made, "{said}");
    }
    assert!(!adapter("b", &[]).is_made_by(""));
}

#[test]
fn roots_are_given_for_hosts_and_nothing_like_them() {
    let of = |url| capture::roots(url).adapter;
    for url in ["https://x.com/home", "https://mobile.twitter.com/a", "https://X.com./a"] {
        assert_eq!(of(url).as_deref(), Some("x"), "{url}");
    }
    assert_eq!(of("https://old.reddit.com/r/a/").as_deref(), Some("reddit"));
    for url in [
        "https://notreddit.com/",
        "https://notreddit.com.evil.example/r/a/",
        "https://reddit.com.evil.example/",
        "https://evil.example/?https://x.com/",
        "https://x.com@evil.example/",
        "https://хреddit.com/",
        "javascript:alert(1)//x.com",
        "",
    ] {
        let view = capture::roots(url);
        assert!(view.adapter.is_none() && view.selectors.is_empty(), "{url}");
    }
}

#[test]
fn a_browser_is_told_what_a_card_must_hold() {
    let of = |url| capture::roots(url).selectors;
    let held = "a.overlay[href*='/photos/']";
    let told = [":is(.photo-list-photo-view):is(", held, ",:has(:is(", held, ")))"].concat();
    assert_eq!(of("https://www.flickr.com/photos/carla_k/"), [told]);
    assert!(
        of("https://old.reddit.com/").iter().all(|one| !one.starts_with(":is(") || one.contains(":has("))
    );
}

#[test]
fn wrong_adapters_are_refused_with_the_reason() {
    let base = serde_json::json!({
        "id": "a", "network": "a", "hosts": ["a.example"], "updated": "2026-01-01", "expires": "2026-06-01",
        "card": [{
            "kind": "post", "root": "article", "required": ["url"], "identity": "a:{post}",
            "fields": { "url": [{ "attr": "href", "pattern": "/{post}" }] }
        }],
    });
    let refused = |pointer: &str, value: Value| {
        let mut adapter = base.clone();
        match adapter.pointer_mut(pointer) {
            Some(place) => *place = value,
            None => {
                let (parent, key) = pointer.rsplit_once('/').unwrap();
                adapter.pointer_mut(parent).unwrap()[key] = value;
            }
        }
        capture::adapter::Adapter::new(&adapter).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(refused("/id", "a".into()), Ok(()));
    for (pointer, value, reason) in [
        ("/card/0/root", "article:has(a)".into(), "not a selector"),
        ("/card/0/root", "a ~ b".into(), "`~`"),
        ("/card/0/root", "li:nth-child(2n)".into(), "nth"),
        ("/card/0/root", "".into(), "not a selector"),
        ("/card/0/colour", "red".into(), "`colour` is unknown"),
        ("/card/0/fields/shoe_size", serde_json::json!([]), "`shoe_size` is unknown"),
        ("/card/0/identity", "post".into(), "network:{name}"),
        ("/card/0/fields/url/0/pattern", "{post}".into(), "no address pattern"),
        ("/card/0/fields/url/0/meta", "og:url".into(), "one place only"),
        ("/card/0/agree", serde_json::json!({ "text": "{post}" }), "`agree`"),
        ("/card/0/fields/url/0/put", "{page}".into(), "`{value}`"),
        ("/card/0/fields/url/0/address", "head".into(), "not in the adapter format"),
        ("/card/0/thread", serde_json::json!({ "above": "i" }), "`nested`"),
        ("/card/0/thread", serde_json::json!({}), "`nested`"),
        ("/card/0/quote", "q".into(), "a `quote` has a `text`"),
        ("/card/0/quoting", serde_json::json!({ "text": [{}] }), "a `quote` has a `text`"),
        ("/card/0/quoting", serde_json::json!({ "likes": [{}] }), "a `quote` has a `text`"),
        ("/generator", serde_json::json!(["Discourse"]), "without hosts"),
        ("/hosts", serde_json::json!(["https://a.example/"]), "host"),
        ("/updated", "yesterday".into(), "it is no day"),
        ("/expires", "2025-01-01".into(), "expires before"),
    ] {
        let error = refused(pointer, value.clone()).expect_err(pointer);
        assert!(error.contains(reason), "{pointer} {value}: {error}");
    }
}
