//! What each aim makes of the same card.

use pinfold::{
    capture::{self, CaptureError, draft::Aim, html, sent, snapshot::Snapshot},
    model::{
        media::MediaKind,
        pin::PinKind,
        provenance::{Field, Origin},
    },
};

use super::{fixture, now, pin};

fn card() -> Snapshot {
    let page = fixture("x-feed.html", "https://x.com/home");
    sent::card(&page, capture::find(&page)[0])
}

fn aimed(snapshot: &Snapshot, aim: &Aim) -> pinfold::capture::draft::Draft {
    capture::draft(snapshot, None, aim, &pin(), now()).unwrap()
}

#[test]
fn a_selection_in_a_card_is_the_card_with_a_highlight() {
    let aim = Aim::Selection { text: "leaks".into(), prefix: "blender ".into(), suffix: " after".into() };
    let draft = aimed(&card(), &aim);
    assert_eq!(draft.content.kind, PinKind::Post);
    let quote = draft.highlight.unwrap();
    assert_eq!((quote.exact.as_str(), quote.prefix.as_str()), ("leaks", "blender"));
}

#[test]
fn a_selection_elsewhere_is_a_pin_of_its_own() {
    let page = html::snapshot("<title>News</title><p>It leaks, they say.</p>", "https://news.example/a?id=1");
    let aim = Aim::Selection { text: "It leaks, they".into(), prefix: String::new(), suffix: String::new() };
    let draft = aimed(&page, &aim);
    assert_eq!(draft.content.kind, PinKind::Selection);
    assert_eq!(draft.content.text.as_deref(), Some("It leaks, they"));
    let url = draft.content.source.url.unwrap();
    assert_eq!(url, "https://news.example/a?id=1#:~:text=It%20leaks%2C%20they");
    assert!(draft.missing.is_empty());
}

#[test]
fn a_picture_knows_the_card_it_stands_in() {
    let aim = Aim::Image { url: "https://pbs.twimg.com/media/GAAA?format=jpg".into(), alt: "Water".into() };
    let draft = aimed(&card(), &aim);
    assert_eq!(draft.content.kind, PinKind::Image);
    assert_eq!(draft.content.author.unwrap().handle.as_deref(), Some("carla"));
    assert_eq!(
        draft.content.thread.parent.as_deref(),
        Some("https://x.com/carla/status/1900000000000000001")
    );
    assert_eq!(draft.content.media.len(), 1);
    assert_eq!(draft.content.media[0].alt.as_deref(), Some("Water"));
}

#[test]
fn a_picture_with_no_address_has_none() {
    let page = html::snapshot("<p>x</p>", "https://news.example/");
    for url in ["javascript:alert(1)", "data:image/png;base64,AAAA", "file:///etc/passwd", ""] {
        let draft = aimed(&page, &Aim::Image { url: url.into(), alt: String::new() });
        assert!(draft.content.media.is_empty() && draft.content.source.url.is_none(), "{url}");
    }
}

#[test]
fn a_link_is_a_page_elsewhere() {
    let aim = Aim::Link { url: "https://shop.example/p/1?utm_source=x".into(), text: "The blender".into() };
    let draft = aimed(&card(), &aim);
    assert_eq!(draft.content.kind, PinKind::Page);
    assert_eq!(draft.content.source.url.as_deref(), Some("https://shop.example/p/1"));
    assert_eq!(draft.content.source.site, "shop.example");
    assert_eq!(draft.content.source.page_url, "https://x.com/home");
    assert_eq!(draft.content.title.as_deref(), Some("The blender"));
}

#[test]
fn a_page_takes_its_head_only_where_the_head_is_about_it() {
    // The head of this feed is left over from the post that was open before.
    let draft = aimed(&fixture("x-feed.html", "https://x.com/home"), &Aim::Page);
    assert_eq!(draft.content.kind, PinKind::Page);
    assert_eq!(draft.content.title.as_deref(), Some("ホーム / X"));
    assert!(draft.content.author.is_none() && draft.content.text.is_none());
    let own = html::snapshot(
        "<html lang=de><title>t</title><link rel=canonical href=/a><meta property=og:title content='Der Artikel'>\
         <meta property=og:image content=/b.jpg>",
        "https://news.example/a?utm_source=x",
    );
    let draft = aimed(&own, &Aim::Page);
    assert_eq!(draft.content.title.as_deref(), Some("Der Artikel"));
    assert_eq!(draft.content.source.url.as_deref(), Some("https://news.example/a"));
    assert_eq!(draft.content.media[0].url.as_deref(), Some("https://news.example/b.jpg"));
    assert_eq!(draft.content.provenance.get(&Field::Title).unwrap().origin, Origin::Metadata);
}

#[test]
fn a_screenshot_is_one_medium_without_an_address() {
    let draft = aimed(&card(), &Aim::Screenshot { width: 640, height: 480 });
    assert_eq!(draft.content.kind, PinKind::Screenshot);
    let medium = &draft.content.media[0];
    assert_eq!((medium.kind, medium.width, medium.height), (MediaKind::Screenshot, Some(640), Some(480)));
    assert!(medium.url.is_none());
}

#[test]
fn where_there_is_nothing_the_error_says_so() {
    let empty = html::snapshot("<p>Nothing here</p>", "https://news.example/");
    assert_eq!(capture::draft(&empty, None, &Aim::Card, &pin(), now()), Err(CaptureError::NoCard));
    assert_eq!(capture::draft(&empty, Some(999), &Aim::Card, &pin(), now()), Err(CaptureError::NoCard));
    for url in ["about:blank", "chrome://extensions", "file:///a.html", "moz-extension://x/y", ""] {
        let page = html::snapshot("<p>x</p>", url);
        assert_eq!(
            capture::draft(&page, None, &Aim::Page, &pin(), now()),
            Err(CaptureError::NoAddress),
            "{url}"
        );
    }
}
