//! What a card says is what somebody wrote: emoji that are pictures are read, what only listeners get is not said
//! twice, what a machine made of the words is left out.

use pinfold::capture::{self, html, report};
use serde_json::Value;

use super::{now, pin};

/// The cards of a page.
fn read(body: &str) -> Vec<Value> {
    let page = html::snapshot(body, "https://murmur.example/home");
    capture::clip(&page, &pin(), now()).unwrap().iter().map(report::object).collect()
}

/// A post by Ada with these words.
fn post(words: &str) -> String {
    format!(
        "<article><a rel=author href=/@ada>Ada Byte</a> <a href=/@ada/1 rel=bookmark>\
         <time datetime=2026-03-01T10:00:00Z>1 March</time></a><div class=post-text>{words}</div></article>"
    )
}

fn check(words: &str, expected: &str) {
    assert_eq!(read(&post(words))[0]["text"], expected, "{words}");
}

#[test]
fn emoji_that_are_pictures_are_characters_or_their_names() {
    for (words, expected) in [
        ("Leaks <img class=emoji alt=😀 src=a.png>", "Leaks 😀"),
        ("Leaks <img draggable=false alt=👩🏽‍🚒 src=a.svg>!", "Leaks 👩🏽‍🚒!"),
        ("Leaks <img alt=🇩🇪><img alt=1️⃣><img alt=❤️>", "Leaks 🇩🇪1️⃣❤️"),
        ("Leaks <img class='emojione custom-emoji' alt=:party_blob:>", "Leaks :party_blob:"),
        // A picture's description is not said by who shows it; nor is a smiley of a forum.
        ("Leaks <img alt='A kettle on a stove' src=k.png>", "Leaks"),
        ("Leaks <img class=emoji alt='grinning face' src=k.png>", "Leaks"),
        ("Leaks <img class=smilies alt=:wink: title=Wink>", "Leaks"),
        ("Leaks <img class=emoji alt=':+1:' title=':+1:'>", "Leaks"),
    ] {
        check(words, expected);
    }
}

#[test]
fn what_only_listeners_get_is_not_said_twice() {
    for hidden in [
        "<span class=sr-only>forty</span>",
        "<span class='show-for-sr'>forty</span>",
        "<span class=VisuallyHidden>forty</span>",
        "<span class='wt-screen-reader-only'>forty</span>",
        "<span style='position: absolute; clip: rect(0 0 0 0); width: 1px'>forty</span>",
        "<span style='visibility: hidden'>forty</span>",
        "<span hidden>forty</span>",
    ] {
        check(&format!("It costs <span aria-hidden=false>40</span>{hidden} crowns."), "It costs 40 crowns.");
    }
    // What is hidden from listeners alone is seen.
    check("It costs <span class=screen-reader-hidden>40</span> crowns.", "It costs 40 crowns.");
}

#[test]
fn a_machine_s_translation_is_left_out() {
    for words in [
        "<p class=original>Es tropft.</p><p class=translated-text>It drips.</p>",
        "<p class='cr-original-review-content hidden-now'>Es tropft.</p><p class=cr-translated-review-content>It drips.</p>",
        "<p>Es tropft.</p><div class=machine-translation-notice>Translated from German</div>",
        "<p>Es tropft.</p><div class=css-12-DescriptionTranslationToggleText>See translation</div>",
        "<p>Es tropft.</p><a class=see-translate-link href=#>Translate</a>",
        "<p>Es tropft.</p><a class=TranslateButton__x1 href=#>Translate</a>",
        "(Translated by Google) It drips.<br><br>(Original)<br>Es tropft.",
        "(Translated by Google) It drips. (Original) Es tropft.",
        "(Übersetzt von Google) It drips.<br><br>(Originaltext)<br>Es tropft.",
    ] {
        check(words, "Es tropft.");
    }
    for (words, expected) in [
        // Nothing else is there.
        ("<p class=translated-text>It drips.</p>", "It drips."),
        // These are no translations, or the author's own.
        ("<p class='notranslate -translate-y-1 translate-x-btn2'>Es tropft.</p>", "Es tropft."),
        ("<p class=untranslated>Es tropft.</p>", "Es tropft."),
        ("<p>Es tropft.</p><p class=translation>It drips.</p>", "Es tropft.\n\nIt drips."),
        ("(I asked Google) It drips. (It says so.)", "(I asked Google) It drips. (It says so.)"),
        ("(Google)<br>It drips.", "(Google)\nIt drips."),
    ] {
        check(words, expected);
    }
}

/// Whoever is logged in stands at the top, in the box to answer in, beside every button: and wrote nothing.
#[test]
fn who_is_logged_in_wrote_none_of_the_cards() {
    let me = "<a href=/@robin>Robin Sample</a>";
    let card = |head: &str, number: u32, end: &str| {
        format!(
            "<article class=post>{head}<a href=/p/{number} rel=bookmark><time datetime=2026-03-0{number}T10:00:00Z>x</time></a>\
             <p>Words of post {number}.</p>{end}</article>"
        )
    };
    let ada = "<a class=author rel=author href=/@ada>Ada Byte</a>";
    for around in [
        format!(
            "<form class=reply><a rel=author href=/@robin><img alt='Robin Sample'></a>{me}<textarea></textarea></form>"
        ),
        "<div class=comment-composer role=form><a class=author rel=author href=/@robin>Robin Sample</a></div>".to_owned(),
        "<nav><a class=author href=/@robin>Robin Sample</a></nav>".to_owned(),
        "<footer><button>Reply as <a rel=author href=/@robin>Robin Sample</a></button></footer>".to_owned(),
        format!("<p class=likes>Liked by {me} and 3 others</p>"),
        format!("<div class=reply-box>{me}{me}</div>"),
    ] {
        let page = format!(
            "<header><a rel=author class=me href=/@robin><img alt='Robin Sample' src=/r.png></a>{me}</header><main>{}{}{}</main>",
            card(ada, 1, &around),
            card("", 2, &around),
            card(&around, 3, "")
        );
        let read = read(&page);
        assert_eq!(read.len(), 3, "{around}");
        assert!(
            read[0]["author"]["name"] == "Ada Byte" || read[0]["author"].is_null(),
            "{around}: {}",
            read[0]
        );
        assert!(read.iter().all(|pin| !pin["author"].to_string().contains("obin")), "{around}: {read:?}");
    }
}

/// The head is about one address. On the page of a feed that is no card's, on a post's page the post's and no answer's.
#[test]
fn a_head_is_believed_of_the_card_at_its_address_only() {
    let card = |number: u32| {
        format!(
            "<article class=post><a href=/p/{number} rel=bookmark><time datetime=2026-03-0{number}T10:00:00Z>x</time></a>\
             <p>Words of post {number}.</p></article>"
        )
    };
    let page = |head: &str, at: &str| {
        let body = format!("{head}<main>{}{}</main>", card(1), card(2));
        let page = html::snapshot(&body, &format!("https://murmur.example{at}"));
        let drafts = capture::clip(&page, &pin(), now()).unwrap();
        drafts.iter().map(|draft| report::object(draft)["author"]["name"].clone()).collect::<Vec<_>>()
    };
    let meta = |url: &str| {
        format!(
            "<link rel=canonical href={url}><meta property=og:url content=https://murmur.example{url}><meta name=author content='Ada Byte'>\
             <meta property=article:published_time content=2026-03-01T10:00:00Z><meta property=article:author content='Ada Byte'>"
        )
    };
    for (url, at) in [("/", "/"), ("/p/9", "/"), ("/", "/p/1"), ("/@robin", "/@robin")] {
        assert_eq!(page(&meta(url), at), [Value::Null, Value::Null], "{url} at {at}");
    }
    let second = page(&meta("/p/1"), "/p/1").remove(1);
    assert_eq!(second, Value::Null, "an answer is not its page");
    let data = |url: &str| {
        format!(
            "<script type=application/ld+json>{{\"@context\":\"https://schema.org\",\"@type\":\"SocialMediaPosting\",\
             \"url\":\"https://murmur.example{url}\",\"author\":{{\"@type\":\"Person\",\"name\":\"Ada Byte\"}}}}</script>"
        )
    };
    assert_eq!(page(&data("/p/1"), "/"), ["Ada Byte".into(), Value::Null]);
    assert_eq!(page(&data("/p/2"), "/"), [Value::Null, "Ada Byte".into()]);
    assert_eq!(page(&data("/p/1"), "/p/1"), ["Ada Byte".into(), Value::Null]);
    for elsewhere in ["/p/9", "/", "/p/12", "/p/1/reposts"] {
        assert_eq!(page(&data(elsewhere), "/"), [Value::Null, Value::Null], "{elsewhere}");
    }
}
