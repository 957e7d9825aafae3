//! The largest picture that a page offers, wherever it names it.

use pinfold::{
    capture::{self, clip, html, snapshot::RenderedImage},
    model::media::{Media, MediaKind},
};

use super::{now, pin};

/// The pictures of a card that holds `inner`.
fn pictures(inner: &str, shown: Option<RenderedImage>) -> Vec<Media> {
    let page = format!(
        "<article class='h-entry'><a class='u-url' href='/p/1'><time datetime='2026-03-02T10:00:00Z'>2 March</time></a>\
         <a class='p-author h-card' href='/@ann'>Ann</a><p class='e-content'>Words</p>{inner}</article>"
    );
    let mut page = html::snapshot(&page, "https://blog.example/feed");
    if let Some(node) = page.nodes.iter_mut().find(|node| node.name == "img") {
        node.image = shown;
    }
    assert_eq!(capture::find(&page).len(), 1);
    clip(&page, &pin(), now()).unwrap().remove(0).content.media
}

#[test]
fn the_largest_is_taken_wherever_it_is_named() {
    for (inner, expected) in [
        ("<img src=/a.jpg>", "/a.jpg"),
        ("<img src=/a.jpg srcset='/s.jpg 320w, /l.jpg 1280w, /m.jpg 640w'>", "/l.jpg"),
        ("<img src=/a.jpg srcset='/a.jpg, /b.jpg 1.5x, /c.jpg 2x'>", "/c.jpg"),
        ("<img src=/a.jpg srcset='/a.jpg 1x'>", "/a.jpg"),
        ("<img src=/a.jpg srcset='/w_100,h_50/a.jpg 100w,/w_900,h_450/a.jpg 900w'>", "/w_900,h_450/a.jpg"),
        ("<img src='data:image/gif;base64,R0' data-src=/real.jpg>", "/real.jpg"),
        ("<img src=/dot.gif srcset=/dot.gif data-srcset='/m.jpg 600w, /l.jpg 1200w'>", "/l.jpg"),
        ("<img src=/a.jpg srcset='data:image/gif;base64,R0 1200w'>", "/a.jpg"),
        (
            "<picture><source srcset='/x.webp 1600w' type=image/webp><source srcset='/wide.jpg 3000w' media='(min-width: 9in)'>\
             <source srcset='/x.jxl 4000w' type=image/jxl><img src=/a.jpg srcset='/a.jpg 800w'></picture>",
            "/x.webp",
        ),
        (
            "<img src=/a.jpg srcset='/a.jpg wide, /b.jpg -2x, /c.jpg 99999999999w, /d.jpg 1.x, , 3x'>",
            "/a.jpg",
        ),
        (
            "<div role=img aria-label='A mug' style=\"color: red; background: #fff url('/bg.jpg') center\"></div>",
            "/bg.jpg",
        ),
        ("<video src=/film.mp4 poster=/still.jpg></video>", "/still.jpg"),
    ] {
        let media = pictures(inner, None);
        let urls: Vec<_> = media.iter().filter_map(|one| one.url.as_deref()).collect();
        assert_eq!(urls, [format!("https://blog.example{expected}")], "{inner}");
    }
}

#[test]
fn what_a_picture_is_and_says_comes_with_it() {
    let poster = pictures("<video poster=/still.jpg></video>", None);
    assert_eq!(poster[0].kind, MediaKind::Poster);
    let behind = pictures("<div aria-label='A mug' style='background-image:url(/bg.jpg)'></div>", None);
    assert_eq!(behind[0].alt.as_deref(), Some("A mug"));
    // What lies behind words, or beside a picture, is decoration.
    assert!(pictures("<div style='background-image:url(/bg.jpg)'>Words</div>", None).is_empty());
    let beside = "<img src=/a.jpg><div style='background-image:url(/bg.jpg)'></div>";
    assert_eq!(pictures(beside, None).len(), 1);
    assert!(pictures("<div class=avatar style='background-image:url(/me.jpg)'></div>", None).is_empty());
}

#[test]
fn a_picture_by_http_is_the_one_that_the_browser_has_by_https() {
    let shown = RenderedImage { url: "https://blog.example/a.jpg".to_owned(), width: 640, height: 480 };
    let media = pictures("<img class=u-photo src='http://blog.example/a.jpg'>", Some(shown));
    assert_eq!(media.len(), 1, "{media:?}");
}

#[test]
fn natural_sizes_are_those_of_what_is_taken() {
    let shown = |url: &str| {
        Some(RenderedImage { url: format!("https://blog.example{url}"), width: 640, height: 480 })
    };
    let sizes = "<img src=/s.jpg srcset='/s.jpg 320w, /m.jpg 640w, /l.jpg 1280w'>";
    let largest = &pictures(sizes, shown("/m.jpg"))[0];
    assert_eq!((largest.width, largest.height), (Some(1_280), Some(960)));
    let own = &pictures("<img src=/m.jpg srcset='/s.jpg 320w, /m.jpg 640w'>", shown("/m.jpg"))[0];
    assert_eq!((own.width, own.height), (Some(640), Some(480)));
    let dense = &pictures("<img src=/a.jpg srcset='/b.jpg 2x'>", shown("/a.jpg"))[0];
    assert_eq!((dense.width, dense.height), (None, None));
}
