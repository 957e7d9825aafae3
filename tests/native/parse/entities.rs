//! Entities in texts after the tables of twitter-text: what is found, where, and what links are made of it.

use super::{score, suite};
use pinfold::capture::parse::entities::{self, Entities};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The tests of a YAML table by section.
fn sections(path: &str) -> Option<Vec<(String, Vec<Value>)>> {
    let text = std::fs::read_to_string(suite(path)?).unwrap();
    let table: Value = serde_saphyr::from_str(&text).unwrap();
    let sections = table["tests"].as_object().unwrap().iter();
    Some(sections.map(|(name, cases)| (name.clone(), cases.as_array().unwrap().clone())).collect())
}

/// What a section of the extract table expects of a text, made of what was found.
fn extracted(section: &str, found: &Entities, text: &str) -> Option<Value> {
    let fields = |value: Value, name: &str| -> Value {
        value.as_array().unwrap().iter().map(|entity| entity[name].clone()).collect()
    };
    let people: Vec<_> = found.mentions.iter().filter(|mention| mention.list_slug.is_empty()).collect();
    Some(match section {
        "mentions" => fields(json!(people), "screen_name"),
        "mentions_with_indices" => json!(people),
        "mentions_or_lists_with_indices" => found
            .mentions
            .iter()
            .map(|mention| json!({"screen_name": mention.screen_name, "list_slug": mention.list_slug, "indices": mention.indices}))
            .collect(),
        "replies" => {
            let lead = text.chars().take_while(|c| c.is_whitespace()).count();
            json!(found.mentions.iter().find(|mention| mention.indices.0 == lead).map(|mention| &mention.screen_name))
        }
        "urls" | "tco_urls_with_params" => fields(json!(found.urls), "url"),
        "urls_with_indices" | "urls_with_directional_markers" => json!(found.urls),
        "hashtags" | "hashtags_from_astral" => fields(json!(found.hashtags), "hashtag"),
        "hashtags_with_indices" => json!(found.hashtags),
        "cashtags" => fields(json!(found.cashtags), "cashtag"),
        "cashtags_with_indices" => json!(found.cashtags),
        _ => return None,
    })
}

#[test]
fn the_table_of_entities() {
    let Some(sections) = sections("twitter-text/extract.yml") else { return };
    let mut results = Vec::new();
    for (section, cases) in &sections {
        for case in cases {
            let text = case["text"].as_str().unwrap();
            let found = entities::find(text);
            let Some(got) = extracted(section, &found, text) else { panic!("an unknown section: {section}") };
            let want = &case["expected"];
            results.push((format!("{section}: {text:?} wants {want} got {got}"), got == *want));
        }
    }
    score("entities", &results, 100.0);
}

/// The text with its entities as links, as the autolink table writes them: each section links its own kind,
/// and an address without a protocol is never linked.
fn linked(section: &str, text: &str) -> String {
    let mut found = entities::find(text);
    let links = |kinds: &[&str]| section == "all" || kinds.contains(&section);
    found.urls.retain(|link| links(&["urls"]) && link.url.to_lowercase().starts_with("http"));
    found.mentions.retain(|_| links(&["usernames", "lists"]));
    found.hashtags.retain(|_| links(&["hashtags"]));
    found.cashtags.retain(|_| links(&["cashtags"]));
    let chars: Vec<char> = text.chars().collect();
    let part = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let mut links: Vec<((usize, usize), String)> = Vec::new();
    for mention in &found.mentions {
        let sign = chars[mention.indices.0];
        let name = format!("{}{}", mention.screen_name, mention.list_slug);
        let class = if mention.list_slug.is_empty() { "username" } else { "list-slug" };
        links.push((
            mention.indices,
            format!("{sign}<a class=\"tweet-url {class}\" href=\"https://twitter.com/{name}\">{name}</a>"),
        ));
    }
    for tag in &found.hashtags {
        let sign = chars[tag.indices.0];
        let name = &tag.hashtag;
        let right_to_left = name
            .chars()
            .any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'));
        let class = if right_to_left { "hashtag rtl" } else { "hashtag" };
        links.push((
            tag.indices,
            format!("<a href=\"https://twitter.com/search?q=%23{name}\" title=\"#{name}\" class=\"tweet-url {class}\">{sign}{name}</a>"),
        ));
    }
    for tag in &found.cashtags {
        let name = &tag.cashtag;
        links.push((tag.indices, format!("<a href=\"https://twitter.com/search?q=%24{name}\" title=\"${name}\" class=\"tweet-url cashtag\">${name}</a>")));
    }
    for link in &found.urls {
        let escape = |text: &str| {
            text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&#39;")
        };
        links.push((link.indices, format!("<a href=\"{}\">{}</a>", escape(&link.url), escape(&link.url))));
    }
    links.sort_by_key(|(indices, _)| *indices);
    let mut out = String::new();
    let mut at = 0;
    for ((from, to), link) in links {
        out += &part(at, from);
        out += &link;
        at = to;
    }
    out + &part(at, chars.len())
}

#[test]
fn the_table_of_links() {
    let Some(sections) = sections("twitter-text/autolink.yml") else { return };
    let mut results = Vec::new();
    // The section "json" links entities that are given, so there is nothing to find.
    for (section, cases) in sections.iter().filter(|(section, _)| section != "json") {
        for case in cases {
            let text = case["text"].as_str().unwrap();
            let got = linked(section, text);
            let want = case["expected"].as_str().unwrap();
            results.push((format!("{section}: {text:?}\n  wants {want:?}\n  got   {got:?}"), got == want));
        }
    }
    score("links of entities", &results, 100.0);
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "(\\PC|[#@$./:?()]|https://|\\.com|a){0,200}") {
        let found = entities::find(&text);
        let chars: Vec<char> = text.chars().collect();
        for link in &found.urls {
            let (from, to) = link.indices;
            prop_assert_eq!(chars[from..to].iter().collect::<String>(), link.url.clone());
        }
        for tag in &found.hashtags {
            prop_assert_eq!(chars[tag.indices.0 + 1..tag.indices.1].iter().collect::<String>(), tag.hashtag.clone());
        }
    }
}

#[test]
fn a_megabyte_of_almost_links_holds_none() {
    for text in [
        ".".repeat(1_000_000),
        "a.".repeat(500_000),
        "http://".repeat(15_000),
        "あ".repeat(1_000_000),
        "(".repeat(1_000_000),
    ] {
        assert!(entities::find(&text).urls.is_empty());
    }
}
