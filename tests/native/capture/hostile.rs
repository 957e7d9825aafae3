//! Pages and messages made to break something: no panic, bounded tables, and nothing attributed.

use pinfold::capture::{
    self, CaptureError,
    draft::{Aim, Draft},
    html, report,
    snapshot::{Cut, Extent, MAX_CARD_NODES, MAX_PAGE_NODES, MAX_TEXT, Node, Snapshot},
    tree::{MAX_ATTRIBUTES, MAX_DEPTH, Tree, TreeError},
};
use proptest::prelude::*;

use super::{now, pin};

fn row(parent: u32, name: &str, attributes: &[(&str, &str)], text: &str) -> Node {
    let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Node { parent, name: name.to_owned(), attributes, text: text.to_owned(), image: None }
}

/// A page with one post that says whose it is.
const MURMUR: &str = "<article><a rel=author href=/@ada>Ada Byte</a> <a href=/@ada/1 rel=bookmark>\
    <time datetime=2026-03-01T10:00:00Z>1 March</time></a><p>The lid is loose.</p></article>";

/// Whose the cards are, those of nobody left out.
fn authors(drafts: &[Draft]) -> Vec<String> {
    let names = drafts.iter().map(|draft| report::object(draft)["author"]["name"].clone());
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

fn card(url: &str, nodes: Vec<Node>) -> Snapshot {
    Snapshot { url: url.to_owned(), extent: Extent::Card, nodes, ..Snapshot::default() }
}

#[test]
fn a_page_ten_thousand_deep_is_read() {
    let deep = format!("<article data-testid=tweet>{}<p>end</p>", "<span role=link>".repeat(10_000));
    let page = html::snapshot(&deep, "https://x.com/home");
    assert!(page.nodes.len() > 10_000);
    let drafts = capture::clip(&page, &pin(), now()).unwrap();
    assert_eq!(drafts.len(), 1);
    assert!(drafts[0].content.author.is_none());
    let tree = Tree::new(&page).unwrap();
    assert!((0..tree.len()).all(|row| tree.depth(row) <= MAX_DEPTH));
}

/// The parser looks through all open elements at each tag. What would take it the square of the page is left out, and
/// the page says so; what came before is read.
#[test]
fn what_would_take_the_square_of_the_page_is_left_out() {
    let many = |one: &str, count: usize| one.repeat(count);
    let numbered = |open: &str, count: usize| -> String {
        (0..count).map(|number| open.replace('#', &number.to_string())).collect()
    };
    for (name, bytes) in [
        ("nested", many("<div>", 100_000)),
        (
            "bold in each paragraph anew",
            format!("<p>{}{}", numbered("<b id=b#>", 3_000), many("<p>x", 1_000)),
        ),
        ("misplaced in a table", "<table>".to_owned() + &many("<b>x</b>", 100_000)),
        ("bold across blocks", numbered("<b id=b#>", 5_000) + &many("<p></b>", 5_000)),
    ] {
        let page = html::snapshot(&format!("{MURMUR}{bytes}"), "https://murmur.example/@ada/1");
        assert_eq!(page.cut, Cut::Limited, "{name}");
        assert!(page.nodes.len() <= MAX_PAGE_NODES, "{name}: {} rows", page.nodes.len());
        let drafts = capture::clip(&page, &pin(), now()).unwrap();
        assert_eq!(authors(&drafts), ["Ada Byte"], "{name}");
    }
    let bare = format!("<body><noscript>{MURMUR}{}</noscript>", many("<div>", 100_000));
    let page = html::snapshot(&bare, "https://murmur.example/@ada/1");
    assert_eq!((page.cut, authors(&capture::clip(&page, &pin(), now()).unwrap()).len()), (Cut::Limited, 1));
    // Many bytes that are few elements are all read, each once.
    for (name, bytes, rows) in [
        ("scripts without an end", many("<script>", 200_000), 0),
        ("one attribute without an end", format!("<i title='{}", many("x", 3_000_000)), 0),
        ("the body with ever more attributes", numbered("<body data-a#=1>", 20_000), 0),
        ("comments in comments", many("<!--", 200_000), 0),
        ("no tags", many("<", 300_000) + "&amp" + &many("&", 300_000), 1),
    ] {
        let page = html::snapshot(&format!("{MURMUR}{bytes}"), "https://murmur.example/@ada/1");
        let before = html::snapshot(MURMUR, "https://murmur.example/@ada/1").nodes.len();
        assert_eq!(page.nodes.len(), before + rows, "{name}");
        assert!(page.nodes.iter().all(|node| node.attributes.len() <= MAX_ATTRIBUTES), "{name}");
        assert_eq!(authors(&capture::clip(&page, &pin(), now()).unwrap()), ["Ada Byte"], "{name}");
    }
}

/// What a card must hold is not looked for in each of the roots that are nested: that takes the square of the page.
#[test]
fn roots_without_end_and_without_what_they_must_hold() {
    let classes = [("class", "item post comment"), ("id", "post_1")];
    let nodes = (0..100_000u32).map(|number| row(number.saturating_sub(1), "div", &classes, "")).collect();
    let url = "https://forum.example/thread-1.html".to_owned();
    let page = Snapshot { url, extent: Extent::Page, nodes, ..Snapshot::default() };
    assert_eq!(capture::find(&page), Vec::<u32>::new());
}

#[test]
fn a_hundred_thousand_attributes_are_not_all_looked_at() {
    let attributes: Vec<(String, String)> =
        (0..100_000).map(|n| (format!("data-{n}"), "x".to_owned())).collect();
    let mut article = row(0, "article", &[("data-testid", "tweet")], "");
    article.attributes.extend(attributes);
    let page = card("https://x.com/home", vec![article]);
    assert_eq!(Tree::new(&page).unwrap().attributes(0).count(), MAX_ATTRIBUTES);
    capture::draft(&page, None, &Aim::Card, &pin(), now()).unwrap();
    let written: String = (0..100_000).map(|n| format!(" data-{n}=x")).collect();
    let page = html::snapshot(&format!("<article{written}>"), "https://x.com/home");
    assert!(page.nodes.iter().all(|node| node.attributes.len() <= MAX_ATTRIBUTES));
}

#[test]
fn too_much_text_and_too_many_pictures_are_cut() {
    let text = "word ".repeat(400_000);
    let pictures = "<div data-testid=tweetPhoto><img src='https://pbs.twimg.com/media/X'></div>";
    let pictures: String = (0..5_000).map(|n| pictures.replace('X', &n.to_string())).collect();
    let page =
        format!("<article data-testid=tweet><div data-testid=tweetText>{text}</div>{pictures}</article>");
    let page = html::snapshot(&page, "https://x.com/home");
    let drafts = capture::clip(&page, &pin(), now()).unwrap();
    let content = &drafts[0].content;
    assert_eq!(content.media.len(), pinfold::model::media::MAX_MEDIA);
    assert!(content.text.as_ref().unwrap().chars().count() <= pinfold::model::text::MAX_PIN_TEXT);
}

#[test]
fn broken_tables_are_refused() {
    let of = |nodes: Vec<Node>| {
        let page = card("https://x.com/home", nodes);
        capture::draft(&page, None, &Aim::Card, &pin(), now()).map(|_| ())
    };
    let root = || row(0, "article", &[("data-testid", "tweet")], "");
    assert_eq!(of(vec![]), Err(CaptureError::Unreadable(TreeError::Empty)));
    assert_eq!(of(vec![root(), row(1, "p", &[], "")]), Err(CaptureError::Unreadable(TreeError::Order(1))));
    assert_eq!(of(vec![root(), row(7, "p", &[], "")]), Err(CaptureError::Unreadable(TreeError::Order(1))));
    assert_eq!(of(vec![row(3, "p", &[], "")]), Err(CaptureError::Unreadable(TreeError::Order(0))));
    let text_holds = vec![root(), row(0, "#text", &[], "a"), row(1, "p", &[], "")];
    assert_eq!(of(text_holds), Err(CaptureError::Unreadable(TreeError::Order(2))));
    let back = vec![root(), row(0, "p", &[], ""), row(0, "p", &[], ""), row(1, "b", &[], "")];
    assert_eq!(of(back), Err(CaptureError::Unreadable(TreeError::Order(3))));
    let many = std::iter::once(root()).chain((0..MAX_CARD_NODES).map(|_| row(0, "p", &[], ""))).collect();
    assert_eq!(of(many), Err(CaptureError::Unreadable(TreeError::TooLarge(MAX_CARD_NODES))));
    let long = vec![root(), row(0, "#text", &[], &"x".repeat(MAX_TEXT + 1))];
    assert_eq!(of(long), Err(CaptureError::Unreadable(TreeError::TooLarge(MAX_TEXT))));
}

#[test]
fn links_that_lead_elsewhere_are_no_permalink() {
    let tweet = |href: &str| {
        format!(
            "<article data-testid=tweet><div data-testid=User-Name><a href='{href}'>Ada</a></div>\
             <a href='{href}/status/1'><time datetime='2026-03-01T10:00:00Z'>x</time></a><div data-testid=tweetText>t</div></article>"
        )
    };
    for href in [
        "https://evil.example/ada",
        "https://x.com.evil.example/ada",
        "https://notx.com/ada",
        "https://x.com@evil.example/ada",
        "javascript:alert(1)//x.com/ada",
        "data:text/html,/ada",
        "https://х.com/ada",
    ] {
        let page = html::snapshot(&tweet(href), "https://x.com/home");
        let read = report::object(&capture::clip(&page, &pin(), now()).unwrap()[0]);
        assert!(read["url"].is_null() && read["author"].is_null(), "{href}: {read}");
        assert_eq!(read["missing"], serde_json::json!(["url", "author"]), "{href}");
    }
}

#[test]
fn links_that_run_or_deceive_lead_nowhere_on_unknown_sites_too() {
    for href in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//murmur.example/@ada/1",
        "java\nscript:alert(1)",
        "vbscript:x",
        "data:text/html,<p>/@ada/1",
        "blob:https://murmur.example/1",
        "https://murmur.example.evil.example/@ada/1",
        "https://murmur.example@evil.example/@ada/1",
        "https://mυrmur.example/@ada/1",
        "https://murmur.example/@ada/\u{202E}1",
    ] {
        let post = MURMUR
            .replace("href=/@ada/1", &format!("href='{href}'"))
            .replace("href=/@ada>", &format!("href='{href}'>"))
            .replace("</article>", &format!("<img src='{href}' width=400 height=400></article>"));
        let page = html::snapshot(&post, "https://murmur.example/home");
        for draft in capture::clip(&page, &pin(), now()).unwrap() {
            let said = serde_json::to_string(&draft.content).unwrap();
            assert!(draft.content.source.url.is_none(), "{href}: {said}");
            let profile =
                draft.content.author.as_ref().and_then(|author| author.url.as_deref()).unwrap_or("");
            let pictures = draft.content.media.iter().filter_map(|one| one.url.as_deref());
            for address in pictures.chain([profile]).filter(|address| !address.is_empty()) {
                assert!(address.starts_with("https://"), "{href}: {address}");
            }
            assert!(!said.contains("script:"), "{href}: {said}");
        }
    }
}

/// An id that a page gives twice names neither: the second post's author is not the first one's.
#[test]
fn ids_that_are_given_twice_join_nobody_to_anything() {
    let item = |id: &str, own: &str| {
        format!(
            "<div itemscope itemtype=https://schema.org/Comment itemref={id}><a itemprop=url href=/c/{own}>x</a>\
             <p itemprop=text>Comment {own}</p></div>"
        )
    };
    let who = |id: &str, name: &str| format!("<span id={id} itemprop=author>{name}</span>");
    let page = item("who", "1") + &who("who", "Ada Byte") + &item("who", "2") + &who("who", "Mallory");
    let page = html::snapshot(&page, "https://murmur.example/");
    let drafts = capture::clip(&page, &pin(), now()).unwrap();
    assert_eq!(drafts.len(), 2);
    assert!(
        authors(&drafts).iter().all(|name| name != "Mallory"),
        "the first with an id is the one that counts"
    );
    // A post that repeats another's id keeps what it says itself.
    let twice = MURMUR.replace("<article>", "<article id=p1>")
        + &MURMUR
            .replace("<article>", "<article id=p1>")
            .replace("/@ada", "/@bo")
            .replace("Ada Byte", "Bo Reed");
    let page = html::snapshot(&twice, "https://murmur.example/");
    assert_eq!(authors(&capture::clip(&page, &pin(), now()).unwrap()), ["Ada Byte", "Bo Reed"]);
    // A hundred thousand of them are looked up, not searched for.
    let many = item("who", "1").repeat(2_000) + &"<i id=who></i>".repeat(50_000);
    let page = html::snapshot(&many, "https://murmur.example/");
    assert!(authors(&capture::clip(&page, &pin(), now()).unwrap()).is_empty());
}

/// What an open shadow root holds is on the page; what a closed one or a template holds is not.
#[test]
fn an_open_shadow_is_read_and_a_closed_one_is_not() {
    let mallory = MURMUR.replace("Ada Byte", "Mallory").replace("/@ada", "/@mallory");
    for (hidden, expected) in [
        (format!("<x-post><template shadowrootmode=open>{MURMUR}</template></x-post>"), vec!["Ada Byte"]),
        (
            format!("<x-post><template shadowrootmode=closed>{mallory}</template></x-post>{MURMUR}"),
            vec!["Ada Byte"],
        ),
        (format!("<template>{mallory}</template>{MURMUR}"), vec!["Ada Byte"]),
        (format!("{MURMUR}<x-post><template shadowrootmode=closed>{mallory}"), vec!["Ada Byte"]),
        (
            MURMUR.replace("Ada Byte</a>", &format!("Ada Byte<template>{mallory}</template></a>")),
            vec!["Ada Byte"],
        ),
        (
            format!(
                "<x-post><template shadowrootmode=open>{}</template></x-post>",
                "<x-in><template shadowrootmode=open>".repeat(5_000)
            ),
            vec![],
        ),
    ] {
        let page = html::snapshot(&hidden, "https://murmur.example/");
        let drafts = capture::clip(&page, &pin(), now()).unwrap();
        assert_eq!(authors(&drafts), expected, "{hidden:.200}");
        assert!(drafts.iter().all(|draft| !format!("{draft:?}").contains("allory")), "{hidden:.200}");
    }
}

#[test]
fn names_that_write_backwards_lose_what_turns_them() {
    for (name, expected) in [
        ("\u{202E}etyB adA", "etyB adA"),
        ("Ada\u{2066} Byte\u{2069}", "Ada Byte"),
        // What parts letters within a word belongs to a name.
        ("می\u{200C}نا", "می\u{200C}نا"),
        ("\u{200F}שרה", "שרה"),
    ] {
        let page = html::snapshot(&MURMUR.replace("Ada Byte", name), "https://murmur.example/@ada/1");
        assert_eq!(authors(&capture::clip(&page, &pin(), now()).unwrap()), [expected]);
    }
}

#[test]
fn handles_that_write_backwards_are_no_handles() {
    for name in ["\u{202E}ada", "a\u{200B}da", "a\u{2066}d\u{2069}a"] {
        let page = format!(
            "<div class='thing comment' data-fullname=t1_a data-author='{name}' data-permalink=/r/a/comments/b/c/a/>\
             <p class=tagline></p></div>"
        );
        let page = html::snapshot(&page, "https://old.reddit.com/r/a/");
        let read = report::object(&capture::clip(&page, &pin(), now()).unwrap()[0]);
        assert!(read["author"].is_null(), "{read}");
        assert_eq!(read["missing"], serde_json::json!(["author"]));
    }
}

#[test]
fn a_permalink_of_somebody_else_makes_the_author_uncertain() {
    let page = html::snapshot(
        "<article data-testid=tweet><div data-testid=User-Name><a href=/ada>Ada</a></div>\
         <a href=/mallory/status/1><time datetime='2026-03-01T10:00:00Z'>x</time></a></article>",
        "https://x.com/home",
    );
    let read = report::object(&capture::clip(&page, &pin(), now()).unwrap()[0]);
    assert!(read["author"].is_null(), "{read}");
    assert_eq!(read["missing"], serde_json::json!(["url", "author"]));
}

#[test]
fn a_look_alike_site_is_nobody_s_network() {
    let page = "<div class='thing comment' data-fullname=t1_a data-author=ada data-permalink=/r/a/comments/b/c/a/>\
                <p class=tagline><time datetime='2026-03-01T10:00:00Z'>x</time></p></div>";
    for host in [
        "notreddit.com.evil.example",
        "old.reddit.com.evil.example",
        "notreddit.com",
        "old-reddit.com",
        // Letters of other scripts, and a full stop that is none.
        "old.xn--rddit-zwe.com",
        "old.rеddit.com",
        "old.reddit。com",
    ] {
        let page = html::snapshot(&page.repeat(2), &format!("https://{host}/r/a/"));
        let read = capture::clip(&page, &pin(), now());
        // A browser writes such names in ASCII; whoever does not is no browser.
        assert_eq!(read.is_ok(), host.is_ascii(), "{host}");
        for draft in read.into_iter().flatten() {
            let source = &draft.content.source;
            assert!(
                source.adapter.is_none() && source.network.is_none() && source.site != "reddit.com",
                "{host}"
            );
            assert!(draft.content.author.is_none(), "{host}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_is_read_without_harm(
        rows in prop::collection::vec((0u32..40, 0usize..8, ".{0,20}"), 1..40),
        url in prop::sample::select(vec!["https://x.com/home", "https://old.reddit.com/", "https://a.example/", "x"]),
    ) {
        let names = ["article", "div", "a", "time", "#text", "img", "li", "h3"];
        let nodes = rows.into_iter().enumerate().map(|(index, (parent, name, text))| {
            let parent = parent.min(index.saturating_sub(1) as u32);
            row(parent, names[name], &[("data-testid", "tweet"), ("href", &text), ("class", &text), ("id", &text)], &text)
        }).collect();
        let page = Snapshot { extent: Extent::Page, ..card(url, nodes) };
        let _ = capture::find(&page);
        let _ = capture::clip(&page, &pin(), now());
        for aim in [Aim::Card, Aim::Page, Aim::Screenshot { width: 0, height: 1 }] {
            let _ = capture::draft(&page, None, &aim, &pin(), now());
        }
    }

    #[test]
    fn any_page_is_read_without_harm(html in "(<(a|p|article|li|time|img|script|template|noscript)( (href|class|itemprop|itemscope|datetime|id)=[a-z/:#.]{0,9}){0,3}>|[a-zäß ]{0,9}|</(a|p|article|li)>){0,60}") {
        let page = html::snapshot(&html, "https://a.example/b");
        let rows = capture::find(&page);
        prop_assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        let drafts = capture::clip(&page, &pin(), now()).unwrap();
        prop_assert_eq!(rows.len(), drafts.len());
    }
}
