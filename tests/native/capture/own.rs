//! A person's own adapter: checked whatever it says, and before the one that ships.

use pinfold::{
    capture::{
        adapter::{Adapter, shelf::Shelf},
        aim, html,
    },
    model::{adapter::MAX_ADAPTER, id::PinId, provenance::Field, time::Instant},
};
use serde_json::{Value, json};

fn own(host: &str) -> Value {
    json!({
        "id": "mine", "hosts": [host], "network": host, "updated": "2026-11-22", "expires": "2027-11-22",
        "card": [{
            "kind": "post", "root": ".brick", "required": ["url", "author"], "identity": format!("{host}:{{post}}"),
            "fields": {
                "url": [{"css": ".when a", "attr": "href", "pattern": "/said/{post}"}],
                "name": [{"css": ".who"}],
                "text": [{"css": ".words"}],
            },
        }],
    })
}

fn changed(change: impl Fn(&mut Value)) -> String {
    let mut adapter = own("forum.example");
    change(&mut adapter);
    adapter.to_string()
}

const PAGE: &str = r#"<html><body>
    <div class="brick"><b class="who">Ada Brook</b><p class="words">The lid is loose.</p>
        <span class="when"><a href="/said/7">Monday</a></span></div>
    <div class="brick"><p class="words">Who wrote this?</p><span class="when"><a href="/said/8">Monday</a></span></div>
</body></html>"#;

#[test]
fn it_reads_its_host_and_no_other() {
    let shelf = Shelf::with(Some(Adapter::own(&own("forum.example").to_string()).unwrap()));
    let read = |url: &str| {
        aim::clip(&shelf, &html::snapshot(PAGE, url), &PinId::nil(), Instant::from_milliseconds(0)).unwrap()
    };
    let drafts = read("https://www.forum.example/t/1");
    assert_eq!(drafts.len(), 2);
    let source = &drafts[0].content.source;
    assert_eq!(source.url.as_deref(), Some("https://www.forum.example/said/7"));
    assert_eq!(source.native_id.as_deref(), Some("7"));
    let adapter = source.adapter.as_ref().unwrap();
    assert_eq!((adapter.id.as_str(), adapter.version.as_str()), ("user:forum.example", "2026-11-22"));
    assert_eq!(drafts[0].content.author.as_ref().unwrap().name.as_deref(), Some("Ada Brook"));
    assert!(drafts[0].missing.is_empty());
    assert_eq!(drafts[1].missing, [Field::Author], "no author is taken from elsewhere");
    for url in ["https://notforum.example/t/1", "https://forum.example.evil.example/t/1"] {
        assert!(read(url).iter().all(|draft| draft.content.source.adapter.is_none()), "{url}");
    }
    assert_eq!(aim::roots(&shelf, "https://forum.example/").selectors, [".brick"]);
    assert_eq!(aim::roots(&shelf, "https://forum.example/").adapter.as_deref(), Some("user:forum.example"));
}

#[test]
fn it_comes_before_the_one_that_ships_which_still_reads_what_it_does_not_know() {
    let mut mine = own("news.pinfold.example");
    mine["hosts"] = json!(["x.com"]);
    mine["network"] = json!("x");
    mine["card"][0]["identity"] = json!("x:{post}");
    let mine = Adapter::own(&mine.to_string()).unwrap();
    assert_eq!(mine.id, "user:x.com");
    let shelf = Shelf::with(Some(mine));
    let roots = aim::roots(&shelf, "https://x.com/ada/status/1");
    assert_eq!(roots.selectors.first().map(String::as_str), Some(".brick"));
    assert!(roots.selectors.len() > 1);
    assert_eq!(roots.adapter.as_deref(), Some("user:x.com"));
}

#[test]
fn what_cannot_be_used_is_refused_with_the_reason() {
    let cases: Vec<(String, &str)> = vec![
        (String::new(), "no JSON"),
        ("id = 'toml'".to_owned(), "no JSON"),
        ("[".repeat(100_000), "too long"),
        ("[".repeat(60_000), "no JSON"),
        ("[]".to_owned(), "not in the adapter format"),
        ("{}".to_owned(), "not in the adapter format"),
        (changed(|one| one["script"] = json!("alert(1)")), "not in the adapter format"),
        (changed(|one| one["hosts"] = json!([])), "belong together"),
        (changed(|one| one["hosts"] = json!(["forum.example", "x.com"])), "for one host"),
        (changed(|one| one["hosts"] = json!(["com"])), "host"),
        (changed(|one| one["network"] = json!("x")), "another site's"),
        (changed(|one| one["card"][0]["identity"] = json!("x:{post}")), "another site's"),
        (changed(|one| one["site"] = json!("x.com")), "the site is another"),
        (changed(|one| one["card"][0]["root"] = json!("div[")), "card 1"),
        (changed(|one| one["card"][0]["root"] = json!("div,".repeat(9_000) + "div")), "card 1"),
        (changed(|one| one["card"][0]["fields"]["url"] = json!([{"pattern": "/{a}{b}"}])), "card 1"),
        (changed(|one| one["card"][0]["fields"] = json!({})), "permalink"),
        (changed(|one| one["card"] = json!(vec![one["card"][0].clone(); 600])), "it is too long"),
    ];
    for (data, reason) in cases {
        let error = Adapter::own(&data).expect_err(&data).to_string();
        assert!(error.contains(reason), "{error} for {data:.80}");
    }
    let padded = own("forum.example").to_string() + &" ".repeat(MAX_ADAPTER);
    assert!(Adapter::own(&padded).is_err());
}
