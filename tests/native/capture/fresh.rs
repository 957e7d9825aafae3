//! What a page says of itself is believed of that page only: heads that are left over, names that are everywhere, and
//! words that nobody wrote.

use pinfold::{
    capture::{self, draft::Aim, html, report},
    model::provenance::{Certainty, Field},
};
use serde_json::{Value, json};

use super::{now, pin};

const POST: &str = "https://blog.example/posts/2";

fn page(body: &str) -> capture::draft::Draft {
    capture::draft(&html::snapshot(body, POST), None, &Aim::Page, &pin(), now()).unwrap()
}

fn sure(draft: &capture::draft::Draft, field: Field) -> Option<bool> {
    draft.content.provenance.get(&field).map(|one| one.certainty == Certainty::Sure)
}

/// A head as a single-page application leaves it behind: all of it is of the post at `url`.
fn head(url: &str) -> String {
    format!(
        "<title>Second post - Blog</title><link rel=canonical href='{url}'><meta property=og:url content='{url}'>\
         <meta property=og:title content='First post'><meta name=author content='Ada Byron'>\
         <meta property=article:published_time content=2026-03-01T10:00:00Z>\
         <script type=application/ld+json>{{\"@context\":\"https://schema.org\",\"@type\":\"BlogPosting\",\"url\":\"{url}\",\
         \"headline\":\"First post\",\"author\":{{\"@type\":\"Person\",\"name\":\"Ada Byron\"}},\"datePublished\":\"2026-03-01T10:00:00Z\"}}</script>"
    )
}

#[test]
fn a_head_of_the_page_before_says_nothing_of_this_one() {
    let stale =
        page(&(head("https://blog.example/posts/1") + "<article><h1>Second post</h1><p>Text.</p></article>"));
    assert_eq!(stale.content.title.as_deref(), Some("Second post"));
    assert!(stale.content.author.is_none() && stale.content.published.is_none(), "{stale:?}");
    let own = page(&(head(POST) + "<article><h1>Second post</h1><p>Text.</p></article>"));
    assert_eq!(report::object(&own)["author"]["name"], "Ada Byron");
    assert_eq!(own.content.published.unwrap().to_rfc3339(), "2026-03-01T10:00:00Z");
}

#[test]
fn data_without_an_address_counts_where_it_says_what_the_heading_shows() {
    let data = |headline: &str| {
        let body = format!(
            "<title>Second post</title><script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"{headline}\",\
             \"author\":{{\"name\":\"Ada Byron\"}},\"datePublished\":\"2026-03-01\"}}</script><h1>Second post</h1><p>Text."
        );
        page(&body)
    };
    assert_eq!(sure(&data("Second post"), Field::Author), Some(true));
    let stale = data("First post");
    assert_eq!(sure(&stale, Field::Author), Some(false));
    assert_eq!(report::object(&stale)["author"], Value::Null);
}

#[test]
fn who_is_logged_in_is_no_author_however_often_they_are_named() {
    let me = "<header><a rel=author href=/@me><img alt='Robin Sample' src=/me.png></a><a href=/@me>Robin Sample</a></header>\
              <form class=comment><a class=author href=/@me>Robin Sample</a><textarea></textarea></form>\
              <nav><a rel=author href=/@me>Robin Sample</a></nav>";
    let quiet = page(&format!(
        "<title>Post</title>{me}<article><h1>Post</h1><p>Text.</p></article><footer>Robin Sample</footer>"
    ));
    assert!(quiet.content.author.is_none(), "{:?}", quiet.content.author);
    let signed = format!(
        "<title>Post</title>{me}<article><h1>Post</h1><p><a rel=author href=/@ines>Ines Duarte</a> \
         <time datetime=2026-03-01>1 March</time></p><p>Text.</p></article>"
    );
    assert_eq!(report::object(&page(&signed))["author"]["name"], "Ines Duarte");
}

#[test]
fn nobody_is_whoever_nobody_filled_in() {
    for name in [
        "admin",
        ". .",
        "{{author}}",
        "undefined",
        "https://www.facebook.com/blog",
        "Anonymous",
        "[object Object]",
    ] {
        let read = page(&format!(
            "<title>Post</title><link rel=canonical href='{POST}'><meta name=author content='{name}'>\
             <meta property=article:published_time content=2026-03-01><h1>Post</h1><p>Text."
        ));
        assert!(read.content.author.is_none(), "{name}: {:?}", read.content.author);
    }
    let cut = page(&format!(
        "<link rel=canonical href='{POST}'><meta name=author content='Dr Ann Lee - https://ann.example/'>\
         <meta property=article:published_time content=2026-03-01><h1>Post</h1>"
    ));
    assert_eq!(report::object(&cut)["author"], json!({"name": "Dr Ann Lee"}));
}

#[test]
fn what_was_never_published_has_an_owner_and_no_author() {
    let head = format!(
        "<link rel=canonical href='{POST}'><meta name=author content='Kettle Shop Ltd'><h1>Kettles</h1>"
    );
    let shop = page(&head);
    assert_eq!(sure(&shop, Field::Author), Some(false));
    assert_eq!(report::object(&shop)["author"], Value::Null);
}

#[test]
fn an_address_names_the_author_that_its_titles_name() {
    let read = |title: &str, url: &str| {
        let page = html::snapshot(&format!("<title>{title}</title><p>x"), url);
        report::object(&capture::draft(&page, None, &Aim::Page, &pin(), now()).unwrap())["author"].clone()
    };
    let ann = json!({"name": "Ann Lee", "handle": "ann"});
    assert_eq!(read("Ann Lee (@ann) on X", "https://x.com/ann/status/1"), ann);
    assert_eq!(read("Ann Lee (@ann)", "https://notes.example/@ann/5"), ann);
    // The title of the page before names somebody else; the address still names who wrote this one.
    assert_eq!(read("Bob (@bob) on X", "https://x.com/ann/status/1"), json!({"handle": "ann"}));
    assert_eq!(read("Ann Lee (@ann) and others", "https://news.example/talk"), Value::Null);
}

#[test]
fn times_of_other_articles_are_not_this_one_s() {
    let read = page(
        "<title>Post</title><main><article><h1>Post</h1><p class=meta>Updated May 22, 2026</p><p>Text.</p></article>\
         <aside><a href=/posts/9><time datetime=2026-01-01>1 January</time> Other</a></aside></main>",
    );
    assert_eq!(read.content.published.unwrap().to_rfc3339(), "2026-05-22T00:00:00-00:00");
    let linked = page(
        "<title>Post</title><article><h1>Post</h1><a href=/posts/9><time datetime=2026-01-01>x</time></a><p>Text.</article>",
    );
    assert!(linked.content.published.is_none());
}

#[test]
fn references_prefixes_and_names_of_the_context_are_followed() {
    let read = page(&format!(
        "<title>Post</title><script type=application/ld+json>{{\"@context\":{{\"s\":\"https://schema.org/\",\"by\":\"s:author\"}},\"@graph\":[\
         {{\"@type\":\"s:Person\",\"@id\":\"#ann\",\"s:name\":\"Ann Lee\",\"s:knows\":{{\"@id\":\"#ann\"}}}},\
         {{\"@type\":\"s:BlogPosting\",\"s:url\":\"{POST}\",\"s:headline\":\"Post\",\"by\":{{\"@id\":\"#ann\"}},\"s:datePublished\":\"2026-03-01\"}}]}}</script><p>x"
    ));
    assert_eq!(report::object(&read)["author"], json!({"name": "Ann Lee"}));
}

/// Pages write descriptions for machines as HTML; what stands in them is read, not what marks it up.
#[test]
fn html_in_data_is_read_as_text() {
    let read = page(&format!(
        "<title>Post</title><script type=application/ld+json>{{\"@context\":\"https://schema.org\",\"@type\":\"BlogPosting\",\"url\":\"{POST}\",\
         \"headline\":\"Tea &amp; Toast\",\"author\":{{\"@type\":\"Person\",\"name\":\"Ada &quot;Bit&quot; Byte\"}},\
         \"articleBody\":\"<p>It <b>drips<\\/b>.<\\/p><ul><li>one &amp;lt;<li>two<\\/ul>\"}}</script><p>x"
    ));
    assert_eq!(read.content.title.as_deref(), Some("Tea & Toast"));
    assert_eq!(report::object(&read)["author"]["name"], "Ada \"Bit\" Byte");
    assert_eq!(read.content.text.as_deref(), Some("It drips.\n\none &lt;\ntwo"));
}
