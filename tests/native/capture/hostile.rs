//! Pages and messages made to break something: no panic, bounded tables, and nothing attributed.

use pinfold::capture::{
    self, CaptureError,
    draft::Aim,
    html, report,
    snapshot::{Extent, MAX_CARD_NODES, MAX_TEXT, Node, Snapshot},
    tree::{MAX_ATTRIBUTES, MAX_DEPTH, Tree, TreeError},
};
use proptest::prelude::*;

use super::{now, pin};

fn row(parent: u32, name: &str, attributes: &[(&str, &str)], text: &str) -> Node {
    let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Node { parent, name: name.to_owned(), attributes, text: text.to_owned(), image: None }
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
    let page = html::snapshot(&page.repeat(2), "https://notreddit.com.evil.example/r/a/");
    for draft in capture::clip(&page, &pin(), now()).unwrap() {
        assert!(draft.content.source.adapter.is_none() && draft.content.source.network.is_none());
        assert!(draft.content.author.is_none());
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
