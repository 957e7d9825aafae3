//! Canonical addresses: the links of saved pages against a third-party table of tracking parameters, and the
//! properties that every canonical address has.

use super::{score, suite};
use pinfold::capture::canonical::{canonical, host_matches};
use proptest::prelude::*;
use regex_lite::Regex;
use serde_json::Value;
use std::collections::BTreeSet;
use url::Url;

/// What the table removes from an address of a host: rules on names, and addresses it leaves alone.
struct Provider {
    address: Regex,
    names: Vec<Regex>,
    exceptions: Vec<Regex>,
}

fn providers(table: &Value) -> Vec<Provider> {
    let list = |provider: &Value, field: &str| -> Vec<String> {
        let rules = provider[field].as_array().into_iter().flatten();
        rules.filter_map(|rule| rule.as_str().map(str::to_owned)).collect()
    };
    let compile = |rules: Vec<String>, whole: bool| {
        let rules = rules
            .into_iter()
            .map(|rule| if whole { format!("(?i)^(?:{rule})$") } else { format!("(?i){rule}") });
        rules.filter_map(|rule| Regex::new(&rule).ok()).collect()
    };
    let providers = table["providers"].as_object().unwrap().values();
    let providers = providers.filter_map(|provider| {
        Some(Provider {
            address: Regex::new(provider["urlPattern"].as_str()?).ok()?,
            names: compile(list(provider, "rules"), true),
            exceptions: compile(list(provider, "exceptions"), false),
        })
    });
    providers.collect()
}

/// The links of all saved pages, without those of scripts and pictures.
fn links() -> BTreeSet<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    let mut found = BTreeSet::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).replace("&amp;", "&");
                let hrefs = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
                let web =
                    hrefs.filter(|link| link.starts_with("http") && link.contains('?') && link.len() < 600);
                found.extend(web.map(str::to_owned));
            }
        }
    }
    found
}

#[test]
fn what_the_table_removes_from_links_of_saved_pages() {
    let Some(file) = suite("clearurls/data.min.json") else { return };
    let table: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let providers = providers(&table);
    let mut results = Vec::new();
    let mut seen = BTreeSet::new();
    for link in links() {
        let (Ok(url), Some(ours)) = (Url::parse(&link), canonical(&link, None)) else { continue };
        // One link of each shape: a page has hundreds that differ in their values alone.
        let names: BTreeSet<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
        if !seen.insert((url.host_str().map(str::to_owned), names)) {
            continue;
        }
        let tracked: BTreeSet<String> = providers
            .iter()
            .filter(|provider| {
                provider.address.is_match(&link)
                    && !provider.exceptions.iter().any(|rule| rule.is_match(&link))
            })
            .flat_map(|provider| {
                let names = url.query_pairs().map(|(name, _)| name.into_owned());
                names.filter(|name| provider.names.iter().any(|rule| rule.is_match(name))).collect::<Vec<_>>()
            })
            .collect();
        if tracked.is_empty() {
            continue;
        }
        let ours = Url::parse(&ours).unwrap();
        let same_page = ours.path() == url.path();
        let left: Vec<_> =
            ours.query_pairs().filter(|(name, _)| same_page && tracked.contains(name.as_ref())).collect();
        results.push((format!("{link} keeps {left:?}"), left.is_empty()));
    }
    score("tracking parameters of saved links", &results, 97.0);
}

proptest! {
    #[test]
    fn a_canonical_address_is_its_own(path in "[a-zA-Z0-9/._~%-]{0,30}", query in "([a-z_]{1,8}=[a-zA-Z0-9%+]{0,8}&?){0,6}", fragment in "[a-z/!0-9-]{0,10}",
        host in "(example\\.com|(www|m|old)\\.(reddit|youtube|facebook|twitter)\\.com|www\\.amazon\\.de|youtu\\.be)") {
        if let Some(once) = canonical(&format!("https://{host}/{path}?{query}#{fragment}"), None) {
            prop_assert_eq!(canonical(&once, None), Some(once.clone()));
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in "(https?:/?/?|//)?(xn--|[A-Z]|\\PC|[/?&#=.:@%]|google\\.com|/url|q=|http){0,80}", base in "\\PC{0,20}") {
        let text = text.replacen("xn--", "Xn--9A.xn--", 1);
        for base in [None, Some(base.as_str()), Some("https://example.com/a/b")] {
            if let Some(url) = canonical(&text, base) {
                prop_assert!(url.starts_with("http://") || url.starts_with("https://"));
            }
        }
    }

    #[test]
    fn a_host_matches_only_at_a_dot(label in "[a-z]{1,10}", other in "[a-z]{1,10}") {
        let pattern = "site.example";
        let sub = format!("{}.{}", label, pattern);
        let glued = format!("{}{}", label, pattern);
        let under = format!("{}.{}.{}", label, pattern, other);
        prop_assert!(host_matches(&sub, pattern));
        prop_assert!(!host_matches(&glued, pattern));
        prop_assert!(!host_matches(&under, pattern));
    }
}
