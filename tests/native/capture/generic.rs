//! Sites without an adapter: what conventions and structured data give, and what they must not.

use pinfold::{
    capture::{
        self,
        draft::{Aim, Draft},
        html, report, sent,
        snapshot::{RenderedImage, Snapshot},
    },
    model::{
        pin::PinKind,
        provenance::{Certainty, Field},
    },
};
use serde_json::{Value, json};

use super::{fixture, now, pin};

fn read(body: &str, url: &str) -> Vec<Value> {
    let page = html::snapshot(body, url);
    capture::clip(&page, &pin(), now()).unwrap().iter().map(report::object).collect()
}

#[test]
fn microdata_is_read_where_it_is_the_card() {
    let read = read(
        r#"<html lang=en><body><a href=/me>Logged In</a>
        <div itemscope itemtype="http://schema.org/Product"><h1 itemprop=name>Blender X200</h1>
          <a itemprop=url href=/p/1>link</a><span itemprop=brand itemscope itemtype=http://schema.org/Brand><meta itemprop=name content=Acme></span>
          <meta itemprop=gtin13 content=4006381333931><img itemprop=image src=/a.jpg alt=front>
          <div itemprop=offers itemscope itemtype=http://schema.org/Offer><meta itemprop=priceCurrency content=EUR>
            <span itemprop=price content="49.90">49,90 €</span><link itemprop=availability href="http://schema.org/InStock"></div>
          <div itemprop=aggregateRating itemscope itemtype=http://schema.org/AggregateRating><meta itemprop=ratingValue content=4.2><meta itemprop=reviewCount content=17></div>
          <div itemprop=review itemscope itemtype=http://schema.org/Review><a itemprop=url href=/r/7>#</a>
            <span itemprop=author itemscope itemtype=http://schema.org/Person><span itemprop=name>Carla</span></span>
            <time itemprop=datePublished datetime=2026-03-02>2 March</time>
            <div itemprop=reviewRating itemscope itemtype=http://schema.org/Rating><meta itemprop=ratingValue content=2><meta itemprop=bestRating content=5></div>
            <p itemprop=reviewBody>Leaks after a week.</p></div></div>"#,
        "https://shop.example/p/1",
    );
    assert_eq!(read.len(), 2);
    let product = &read[0];
    assert_eq!(product["kind"], "product");
    assert_eq!(product["url"], "https://shop.example/p/1");
    assert_eq!(
        product["product"],
        json!({"name": "Blender X200", "brand": "Acme", "price": "49.90", "currency": "EUR", "availability": "in_stock",
            "gtin": "4006381333931", "rating": 4.2, "rating_best": 5.0, "rating_count": 17})
    );
    assert_eq!(product["author"], Value::Null);
    let review = &read[1];
    assert_eq!(review["kind"], "review");
    assert_eq!(review["author"], json!({"name": "Carla"}));
    assert_eq!(review["rating"], 2.0);
    assert_eq!(review["text"], "Leaks after a week.");
    assert_eq!(review["published"], "2026-03-02T00:00:00-00:00");
    assert_eq!(review["missing"], Value::Null);
}

#[test]
fn a_card_alone_reads_as_on_its_page() {
    let url = "https://social.pinfold.example/";
    let mut cards = 0;
    for name in ["murmur-feed.html", "murmur-post.html"] {
        let page = fixture(name, url);
        let drafts = capture::clip(&page, &pin(), now()).unwrap();
        for (row, on_page) in capture::find(&page).into_iter().zip(&drafts) {
            cards += 1;
            let alone = capture::draft(&sent::card(&page, row), None, &Aim::Card, &pin(), now()).unwrap();
            assert_eq!(&alone, on_page, "{name} row {row}");
        }
    }
    assert!(cards > 5, "only {cards} cards");
}

#[test]
fn a_card_says_its_own_language_and_the_page_says_the_interface_s() {
    let post = |lang: &str| {
        format!(
            "<html lang=de><main lang=fr><article{lang}><a rel=author href=/@ann>@ann</a>\
             <a href=/@ann/1><time datetime=2026-03-01>1</time></a><p>Zzz.</p></article></main>"
        )
    };
    let lang = |html: &str| read(html, "https://feed.example/")[0]["lang"].clone();
    assert_eq!(lang(&post(" lang=en")), "en");
    assert_eq!(lang(&post("")), Value::Null);
}

#[test]
fn a_picture_that_comes_later_is_the_one_that_is_named_not_what_stands_in_for_it() {
    let body = "<article><a rel=author href=/@ann>@ann</a> <a href=/@ann/1><time datetime=2026-03-01>1</time></a>\
                <p>Text.</p><img src=/dot.gif data-src=/real.jpg></article>";
    let mut page = html::snapshot(body, "https://feed.example/");
    let read = |page: &Snapshot| {
        let drafts = capture::clip(page, &pin(), now()).unwrap();
        report::object(&drafts[0])["media"][0]["url"].clone()
    };
    assert_eq!(read(&page), "https://feed.example/real.jpg");
    let row = page.nodes.iter().position(|node| node.name == "img").unwrap();
    let shown = |url: &str, side: u32| Some(RenderedImage { url: url.to_owned(), width: side, height: side });
    for (image, expected) in [
        // Not yet there, a dot, a drawing of no address, and the picture itself.
        (shown("https://feed.example/dot.gif", 0), "https://feed.example/real.jpg"),
        (shown("https://feed.example/dot.gif", 1), "https://feed.example/real.jpg"),
        (shown("data:image/svg+xml,x", 600), "https://feed.example/real.jpg"),
        (shown("https://feed.example/real-2x.jpg", 600), "https://feed.example/real-2x.jpg"),
    ] {
        page.nodes[row].image = image;
        assert_eq!(read(&page), expected);
    }
}

#[test]
fn the_first_title_is_the_page_s_wherever_it_stands() {
    let title = |html: &str| html::snapshot(html, "https://a.example/").head.title;
    assert_eq!(title("<body><svg><title>Icon</title></svg><title>Page</title><title>Other</title>"), "Page");
    assert_eq!(title("<head><title></title></head><body><title>Other</title>"), "");
}

#[test]
fn blocks_that_repeat_are_cards() {
    let item = |n: u32, who: &str| {
        format!(
            "<li class='comment depth-{n}' id='comment-{n}'><a rel='nofollow' class='avatar' href='/u/{who}'><img class=avatar src=/{who}.png></a>\
             <a href='/u/{who}'>{who}</a> <a href='#comment-{n}'><time datetime='2026-03-0{n}T10:00:00Z'>x</time></a>\
             <div class='comment-content'><p>Text {n}</p><p>from <a href='/u/somebody'>somebody</a></p></div></li>"
        )
    };
    let body = format!(
        "<p>Hello <a href='/u/me'>Me</a></p><ol>{}{}{}</ol>",
        item(1, "ada"),
        item(2, "bob"),
        item(3, "cleo")
    );
    let read = read(&body, "https://blog.example/post");
    assert_eq!(read.len(), 3);
    assert_eq!(read[1]["kind"], "comment");
    assert_eq!(read[1]["url"], "https://blog.example/post#comment-2");
    assert_eq!(read[1]["published"], "2026-03-02T10:00:00Z");
    assert_eq!(read[1]["text"], "Text 2\n\nfrom somebody");
    // Two people are linked from the card: which one wrote it is not certain, so a person is asked.
    assert_eq!(read[1]["author"], Value::Null);
    assert_eq!(read[1]["missing"], json!(["author"]));
}

#[test]
fn the_person_picture_and_name_agree_on_is_the_author() {
    let item = |n: u32, who: &str| {
        format!(
            "<article class='comment'><a href='/members/{who}'><img src=/{who}.png></a><a href='/members/{who}'>{who}</a>\
             <a class=permalink href='/c/{n}'><time datetime='2026-03-0{n}T10:00:00Z'>x</time></a><p>Text {n}</p></article>"
        )
    };
    let read = read(&format!("{}{}", item(1, "ada"), item(2, "bob")), "https://blog.example/post");
    assert_eq!(read[0]["author"], json!({"name": "ada", "url": "https://blog.example/members/ada"}));
    assert_eq!(read[1]["author"]["name"], "bob");
}

#[test]
fn json_ld_counts_only_for_the_address_it_names() {
    let page = |of: &str| {
        format!(
            "<script type=application/ld+json>{{\"@context\":\"https://schema.org\",\"@graph\":[{{\"@type\":\"Comment\",\"url\":\"{of}\",\
             \"author\":{{\"@type\":\"Person\",\"name\":\"Ada\"}},\"text\":\"From the data\"}}]}}</script>\
             <div class=list><div class=comment><a href=/c/1><time datetime=2026-03-01T10:00:00Z>x</time></a><p>One</p></div>\
             <div class=comment><a href=/c/2><time datetime=2026-03-02T10:00:00Z>x</time></a><p>Two</p></div></div>"
        )
    };
    let about = read(&page("https://blog.example/c/2"), "https://blog.example/post");
    assert_eq!(about[0]["author"], Value::Null);
    assert_eq!(about[1]["author"]["name"], "Ada");
    let elsewhere = read(&page("https://blog.example/c/9"), "https://blog.example/post");
    assert!(elsewhere.iter().all(|pin| pin["author"].is_null()));
}

#[test]
fn script_style_and_hidden_text_are_no_text() {
    let read = read(
        "<div itemscope itemtype=https://schema.org/Comment><p itemprop=text>Seen<script>alert(1)</script><style>p{}</style>\
         <span class=sr-only>twice</span><span hidden>no</span><span style='display: none'>no</span> <br>and read\
         <template><b>not this</b></template><noscript>nor this</noscript></p></div>",
        "https://blog.example/",
    );
    assert_eq!(read[0]["text"], "Seen\nand read");
}

#[test]
fn a_link_whose_title_writes_its_moment_out_is_the_post_s_own() {
    let post = |number: u32, title: &str, words: &str| {
        format!(
            "<div class=x1><a href=/profile/ann><img src=/a.jpg alt=''></a><a href=/profile/ann>Ann Other</a>\
             <a href=/profile/ann/post/{number} {title}>{words}</a><div dir=auto>Words of post {number}</div></div>"
        )
    };
    let feed = |title: &str, words: &str| {
        let posts: String = (1..4).map(|number| post(number, title, words)).collect();
        read(&format!("<main><div>{posts}</div></main>"), "https://net.example/")
    };
    for (title, words) in [
        ("title='January 26, 2026 at 7:50 PM'", "· 3d"),
        ("aria-label='26. Januar 2026 um 19:50 Uhr'", "26. Jan."),
        ("data-tooltip='lunes, 26 de enero de 2026, 19:50'", "26 ene"),
    ] {
        let cards = feed(title, words);
        assert_eq!(cards.len(), 3, "{title}");
        assert_eq!(cards[1]["url"], "https://net.example/profile/ann/post/2", "{title}");
        assert_eq!(cards[1]["published"], "2026-01-26T19:50:00-00:00", "{title}");
        assert_eq!(cards[1]["author"]["name"], "Ann Other", "{title}");
    }
    // Whether March or April comes first is for a person to say.
    let posts =
        [post(1, "title='03/04/2026 19:50'", "3d"), post(2, "title='30/04/2026 19:50'", "3d")].concat();
    let page = html::snapshot(&format!("<main><div>{posts}</div></main>"), "https://net.example/");
    let cards = capture::clip(&page, &pin(), now()).unwrap();
    let certain = |card: &Draft| card.content.provenance.get(&Field::Published).unwrap().certainty;
    assert_eq!(cards.iter().map(certain).collect::<Vec<_>>(), [Certainty::Unsure, Certainty::Sure]);
    // An event's date, and what happened when, are not when the post was written.
    for (title, words) in [
        ("title='January 26, 2026 at 7:50 PM'", "Webinar on kettles"),
        ("title='Started by Ann on 26-01-2026 07:50 PM'", "3d"),
        ("title='January 26, 2026'", "3d"),
    ] {
        let cards = feed(title, words);
        assert!(cards.iter().all(|card| card["published"].is_null()), "{title}: {words}");
    }
}

#[test]
fn a_product_that_json_ld_names_is_the_page() {
    let page = html::snapshot(
        "<script type=application/ld+json>{\"@type\":\"Product\",\"url\":\"https://shop.example/p/1\",\"name\":\"Blender\",\
         \"offers\":[{\"@type\":\"Offer\",\"price\":\"59.00\",\"priceCurrency\":\"EUR\"},{\"@type\":\"Offer\",\"price\":49.9,\
         \"priceCurrency\":\"EUR\",\"availability\":\"https://schema.org/OutOfStock\"}]}</script><p>x</p>",
        "https://shop.example/p/1",
    );
    let draft = capture::draft(&page, None, &Aim::Page, &pin(), now()).unwrap();
    assert_eq!(draft.content.kind, PinKind::Page);
    let read = report::object(&draft);
    assert_eq!(
        read["product"],
        json!({"name": "Blender", "price": "49.9", "currency": "EUR", "availability": "out_of_stock"})
    );
}

fn saved(name: &str, url: &str) -> Vec<Value> {
    capture::clip(&super::fixture(name, url), &pin(), now()).unwrap().iter().map(report::object).collect()
}

#[test]
fn a_feed_gives_name_handle_and_text_apart() {
    let read = saved("murmur-feed.html", "https://social.pinfold.example/");
    assert_eq!(read.len(), 8);
    let site = "https://social.pinfold.example";
    assert_eq!(
        read[0]["author"],
        json!({"name": "Carla Moreno", "handle": "carla.moreno", "url": format!("{site}/@carla.moreno")})
    );
    assert_eq!(read[0]["url"], format!("{site}/@carla.moreno/48213"));
    assert_eq!(read[0]["published"], "2026-03-02T09:14:00Z");
    assert_eq!(
        read[0]["text"],
        "My Hearthside kettle arrived like this. Third parcel in a row, @hearthside! Order number 77-1043, \
         nobody answers the phone. #delivery #refund"
    );
    assert_eq!(read[2]["author"]["name"], "山田 ゆき");
    assert_eq!(read[3]["author"]["name"], "أمل حداد");
    // The quoted post is named, and its words are not put into the mouth of who quotes it.
    assert_eq!(
        read[5]["text"],
        "Same here. If a parcel leaks, do not open it at home. Ask for the batch code first."
    );
    assert_eq!(read[5]["author"]["name"], "Lina Kask");
    assert!(read.iter().all(|pin| pin["missing"].is_null() && pin["engagement"].is_null()));
    assert!(!format!("{read:?}").contains("Robin"));
}

#[test]
fn a_post_above_its_replies_is_a_card_too() {
    let url = "https://social.pinfold.example/@carla.moreno/48213";
    let read = saved("murmur-post.html", url);
    let authors: Vec<_> = read.iter().map(|pin| pin["author"]["handle"].as_str().unwrap()).collect();
    assert_eq!(authors, ["carla.moreno", "lina-k", "carla.moreno"]);
    assert_eq!(read[0]["url"], url);
    assert_eq!(read[1]["text"], "Did they at least pick it up?");
}

#[test]
fn an_article_that_stands_alone_is_a_card() {
    let body = |time: &str| {
        format!(
            "<p>Signed in as Robin Sample</p><article id=notice-77><h2>Water is off</h2>\
             <p><a href=/people/ines rel=author>Ines Duarte</a>, <a href=/notice/77>{time}</a></p>\
             <p>The plumber replaces the main valve.<br>Fill your kettles.</p><p>12 thanks</p></article>"
        )
    };
    let read = |time| self::read(&body(time), "https://strict.example/");
    let cards = read("<time datetime=2026-03-03T07:00:00Z>3 March</time>");
    assert_eq!(cards.len(), 1);
    assert_eq!(
        cards[0]["author"],
        json!({"name": "Ines Duarte", "url": "https://strict.example/people/ines"})
    );
    assert_eq!(cards[0]["url"], "https://strict.example/notice/77");
    assert_eq!(cards[0]["title"], "Water is off");
    assert_eq!(cards[0]["text"], "The plumber replaces the main valve.\nFill your kettles.");
    let reply = |n| format!("<li><a href=/r/{n}><time datetime=2026-03-0{n}>x</time></a> <p>Reply {n}</p>");
    let replies = format!("<ul>{}{}</ul>", reply(4), reply(5));
    // Replies below it are cards of their own; above its time, nothing tells its words from theirs.
    let below = self::read(
        &body("<time datetime=2026-03-03>x</time>").replace("</article>", &format!("{replies}</article>")),
        "https://strict.example/",
    );
    assert_eq!(below.len(), 3);
    assert_eq!(below[0]["text"].as_str().map(|text| text.contains("Reply")), Some(false));
    let first = self::read(
        &body("<time datetime=2026-03-03>x</time>").replace("<h2>", &format!("{replies}<h2>")),
        "https://strict.example/",
    );
    assert_eq!(first.len(), 2);
    assert!(read("3 March").is_empty(), "an article without a time may be anything");
}

fn post(head: &str, rest: &str) -> Value {
    let card = format!(
        "<article class=post>{head}<a class=permalink href=/p/1><time datetime=2026-03-01T10:00:00Z>x</time></a>{rest}</article>"
    );
    read(&card, "https://blog.example/").remove(0)
}

#[test]
fn a_name_is_never_put_together_from_what_stands_beside_it() {
    let author = |head: &str| post(head, "<p>Words of a post.</p>")["author"].clone();
    let ada = json!({"name": "Ada Byron", "handle": "ada", "url": "https://blog.example/@ada"});
    for head in [
        "<a rel=author href=/@ada>Ada Byron</a>",
        "<a rel=author href=/@ada>Ada Byron @ada</a>",
        "<a rel=author href=/@ada>Ada Byron@ada</a>",
        "<a rel=author href=/@ada><span>Ada Byron</span><span>@ada</span></a>",
        "<a rel=author href=/@ada><span class=avatar>A</span><span>Ada <i>Byron</i></span> (@ada)</a>",
        "<a rel=author href=/@ada><b class=display-name>x</b><b class=name>Ada Byron</b><i class=badge>Pro</i></a>",
        "<div class=author>By <a href=/@ada>Ada Byron</a> on <a href=/tag/x></a></div>",
        "<div class=post-author><a href=/@ada><img src=/a.png></a><a href=/@ada>Ada Byron</a></div>",
    ] {
        assert_eq!(author(head), ada, "{head}");
    }
    // Set side by side without a space, no part says that it is the name: the handle is all that is sure.
    let stuck = author("<a rel=author href=/@ada><span>Ada Byron</span><span>Pro</span></a>");
    assert_eq!(stuck, json!({"handle": "ada", "url": "https://blog.example/@ada"}));
}

#[test]
fn two_people_or_a_contradiction_are_nobody() {
    for head in [
        "<a rel=author href=/@ada>Ada</a> <a rel=author href=/@bob>Bob</a>",
        "<a rel=author href=/@ada>Ada @bob</a>",
        "<div class=author><a href=/@ada>Ada</a> and <a href=/@bob>Bob</a></div>",
        "<div class=reply-author><a href=/@bob>Bob</a></div>",
        "<form><a rel=author href=/@me>Me</a></form>",
        "<nav><a rel=author href=/@me>Me</a></nav>",
    ] {
        let read = post(head, "<p>Words of a post.</p>");
        assert_eq!((&read["author"], &read["missing"]), (&Value::Null, &json!(["author"])), "{head}");
    }
}

#[test]
fn what_stands_around_a_text_is_not_in_it() {
    let ada = "<header><span aria-hidden=true>A</span><a rel=author href=/@ada>Ada</a> wrote</header>";
    for (rest, text) in [
        ("<p>One.</p><p>Two<br>three.</p>", "One.\n\nTwo\nthree."),
        ("<p>One.</p><div role=toolbar><span>Like</span></div><button>Share</button>", "One."),
        ("<p>One.</p><footer><span>14</span></footer>", "One."),
        ("<p>One.</p><div><a href=/l>Like</a> <a href=/r>Reply</a></div>", "One."),
        ("<p>One.</p><div class=actions>Like</div><menu><li>Hide</menu>", "One."),
        (
            "<p>A text of some length, longer than what counts its friends.</p><p class=soft>31 found it helpful</p>",
            "A text of some length, longer than what counts its friends.",
        ),
        (
            "<p>A text of some length, longer than the line below that counts its friends.</p><p class=soft>1,2 Tsd. fanden das hilfreich</p>",
            "A text of some length, longer than the line below that counts its friends.",
        ),
        // None of these is interface: somebody wrote it.
        ("<p>One.</p><p>10 out of 10!</p>", "One.\n\n10 out of 10!"),
        ("<p><a href=/@bob>@bob</a> <a href=/tag/x>#x</a></p>", "@bob #x"),
        ("<p>One.</p><blockquote>Quoted.</blockquote>", "One.\n\nQuoted."),
        ("<footer>All there is.</footer>", "wrote\nAll there is."),
    ] {
        assert_eq!(post(ada, rest)["text"], text, "{rest}");
    }
}

#[test]
fn a_reply_inside_a_comment_is_not_its_text() {
    let comment = |n: u32, who: &str, inner: &str| {
        format!(
            "<li class=comment id=c{n}><a rel=author href=/u/{who}>{who}</a> <a href=#c{n}><time datetime=2026-03-0{n}T10:00:00Z>x</time></a>\
             <p>Text {n}</p><ol>{inner}</ol></li>"
        )
    };
    let body = comment(1, "ada", &comment(2, "bob", "")) + &comment(3, "cleo", "");
    let read = read(&format!("<ol>{body}</ol>"), "https://blog.example/post");
    assert_eq!(read[0]["text"], "Text 1");
    assert_eq!(read[0]["author"]["name"], "ada");
}

#[test]
fn the_card_of_a_page_is_what_its_head_is_about() {
    let page = |head: &str| {
        let body = format!(
            "{head}<h1>Kettle</h1><article><a rel=author href=/@ada>Ada</a> <a href=/r/1><time datetime=2026-03-01>x</time></a><p>Leaks.</p></article>"
        );
        let page = html::snapshot(&body, "https://shop.example/p/1");
        capture::draft(&page, None, &Aim::Card, &pin(), now()).unwrap().content
    };
    let ld = |url: &str| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"Product\",\"url\":\"{url}\",\"name\":\"Kettle\"}}</script>"
        )
    };
    let product = page(&ld("https://shop.example/p/1"));
    assert_eq!((product.kind, product.product.unwrap().name.as_deref()), (PinKind::Product, Some("Kettle")));
    let og = "<link rel=canonical href=/p/1><meta property=og:type content=product>";
    assert_eq!(page(og).kind, PinKind::Product);
    // What is about another address, left over from the page before, is not.
    assert_eq!(page(&ld("https://shop.example/p/2")).kind, PinKind::Post);
    assert_eq!(
        page("<link rel=canonical href=/p/2><meta property=og:type content=product>").kind,
        PinKind::Post
    );
}
