//! Saved pages of sites without an adapter: whom they are said to be by, and where. Every name here was looked up on the
//! page; a page that gives another, or a page that is not in the list, fails until somebody has looked.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use pinfold::{
    capture::{self, draft::Aim, html, link, report, snapshot::Snapshot, tree::Tree},
    model::{id::PinId, time::Instant},
};

use super::{read, saved};

/// The authors that the cards and the page are sure of, by page.
const VERIFIED: &[(&str, &[&str])] = &[
    ("metascraper/x/post-gif-og.html", &["#!/kiko/beats"]),
    ("metascraper/x/post-og.html", &["Donald J. Trump"]),
    ("metascraper/x/profile-og.html", &["#!/kiko/beats"]),
    ("metascraper/instagram/profile.html", &["Pluto"]),
    ("metascraper/youtube/youtube-video-comments.html", &["TED"]),
    ("metascraper/integration-medium/input.html", &["Sean T. Larkin"]),
    ("metascraper/integration-substack/input.html", &["Simon Sarris"]),
    ("metascraper/integration-twitter-gif/input.html", &["#!/kiko/beats"]),
    ("metascraper/integration-twitter-image/input.html", &["SmartUA"]),
    ("metascraper/integration-yahoo-news/input.html", &["Mic"]),
    ("postlight-parser/fixtures/medium.com--another.html", &["Jakob Ulbrich"]),
    ("postlight-parser/fixtures/medium.com.html", &["Tim O'Reilly"]),
    (
        "defuddle/tests/fixtures/comments--old.reddit.com-r-test-comments-abc123-test_post.html",
        &["user_alpha", "user_beta", "user_delta", "user_gamma"],
    ),
    ("defuddle/tests/fixtures/elements--lazy-image.html", &["Vincent Vallet"]),
    (
        "defuddle/tests/fixtures/general--12gramsofcarbon.com-p-ilyas-30-papers-to-carmack-vlaes.html",
        &["theahura"],
    ),
    ("defuddle/tests/fixtures/general--substack-note.html", &["Test User"]),
    ("defuddle/tests/fixtures/metadata--multi-script-values.html", &["محمد علي"]),
    ("autopager/autopager/data/html/58.html", &["R. Friesel Jr.", "kiwi_trader"]),
    ("autopager/autopager/data/html/148.html", &["Jennifer Lance"]),
    ("autopager/autopager/data/html/149.html", &["Jennifer Lance", "mcmilker"]),
    ("autopager/autopager/data/html/151.html", &["Jennifer Lance"]),
    ("autopager/autopager/data/html/152.html", &["Jennifer Lance"]),
    ("autopager/autopager/data/html/173.html", &["guntis", "krisjanis"]),
    ("trafilatura/tests/eval/anglerboard.de-rute.html", &["Catch more fish"]),
    ("trafilatura/tests/eval/mtb-news.de-tubeless.html", &["Stefanus"]),
    ("omnivore/packages/readabilityjs/test/test-pages/lesswrong/source.html", &["Joe Carlsmith"]),
    ("embed/www.flickr.com.photos-desescribir.html", &["desescribir"]),
];

#[test]
fn no_page_without_an_adapter_names_a_wrong_author_or_address() {
    let Some(root) = saved("manifest.csv") else { return };
    let root = root.parent().unwrap();
    let verified: BTreeMap<&str, &[&str]> = VERIFIED.iter().copied().collect();
    let (mut pages, mut wrong) = (0, Vec::new());
    for name in names(root) {
        let Some((page, drafts)) = generic(&root.join(&name)) else { continue };
        pages += 1;
        let links = addresses(&page);
        let mut authors = BTreeSet::new();
        for read in &drafts {
            let label = ["name", "handle"].into_iter().find_map(|part| read["author"][part].as_str());
            authors.extend(label.map(str::to_owned));
            if let Some(url) = read["url"].as_str().filter(|url| !links.contains(*url)) {
                wrong.push(format!("{name}: no link leads to {url}"));
            }
        }
        let known = verified.get(name.as_str()).copied().unwrap_or_default();
        let unknown: Vec<_> = authors.iter().filter(|author| !known.contains(&author.as_str())).collect();
        if !unknown.is_empty() {
            wrong.push(format!("    (\"{name}\", &{unknown:?}),"));
        }
    }
    println!("figure score.generic.pages = {pages}, wrong {}", wrong.len());
    assert!(wrong.is_empty(), "look these up:\n{}", wrong.join("\n"));
    assert!(pages > 100, "only {pages} pages");
}

/// The saved pages, without those that are tests of a markup.
fn names(root: &Path) -> Vec<String> {
    let manifest = fs::read_to_string(root.join("manifest.csv")).unwrap();
    let files = manifest.lines().filter_map(|line| line.split(',').next());
    let files = files.filter(|file| file.ends_with(".html") || file.ends_with(".response"));
    let files = files.filter(|file| !file.starts_with("microformats") && !file.starts_with("extruct"));
    files.filter(|file| root.join(file).exists()).map(str::to_owned).collect()
}

/// What is read of a page none of whose cards has an adapter.
fn generic(path: &Path) -> Option<(Snapshot, Vec<serde_json::Value>)> {
    let text = read(path);
    let own = html::snapshot(&text, "https://unknown.example/");
    let canonical = own.head.links.iter().find(|(rel, _)| rel == "canonical").map(|(_, href)| href.clone());
    let shown = own.head.meta.iter().find(|(name, _)| name == "og:url").map(|(_, url)| url.clone());
    let url = canonical.into_iter().chain(shown).find(|url| url.starts_with("http"));
    let page = html::snapshot(&text, url.as_deref().unwrap_or("https://page.example/"));
    let (pin, now) = (PinId::nil(), Instant::from_rfc3339("2026-11-22T12:00:00Z").unwrap());
    let mut drafts = capture::clip(&page, &pin, now).unwrap_or_default();
    drafts.extend(capture::draft(&page, None, &Aim::Page, &pin, now));
    let known = drafts.iter().any(|draft| draft.content.source.adapter.is_some());
    let read = drafts.iter().map(report::object).collect();
    (!known).then_some((page, read))
}

/// Where the page's links and attributes lead, and the page itself.
fn addresses(page: &Snapshot) -> BTreeSet<String> {
    let tree = Tree::new(page).unwrap();
    let base = link::absolute(&page.head.base).or_else(|| link::absolute(&page.url));
    let mut all = BTreeSet::from([link::canonical(&page.url)]);
    for row in 0..tree.len() {
        for name in ["href", "content", "itemid", "about", "resource"] {
            all.extend(
                tree.attribute(row, name)
                    .and_then(|to| link::resolve(base.as_ref()?, to))
                    .map(|to| link::canonical(&to)),
            );
        }
    }
    all
}
