//! Sites without an adapter: what conventions and structured data give, and what they must not.

use pinfold::{
    capture::{self, draft::Aim, html, report},
    model::pin::PinKind,
};
use serde_json::{Value, json};

use super::{now, pin};

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
