//! `pinfold adapter`, run as people run it: what it refuses and where, what it drafts, and how it counts.

use std::fs;

use pinfold::{
    capture::{html, select::Selector, tree::Tree},
    cli::adapter::{lint, written::Written},
};
use serde_json::Value;

use super::cli::{Folder, lines, pinfold, refused};

const NOW: &str = "2026-06-01T00:00:00Z";

#[test]
fn a_score_says_what_is_right_wrong_and_absent_and_what_changed() {
    let folder = Folder::new("score");
    let page = fs::read_to_string("tests/fixtures/capture/phpbb.html").unwrap();
    folder.write(
        "page.html",
        &page.replace("<head>", r#"<head><link rel="canonical" href="https://forum.example/b/">"#),
    );
    let truth = folder.file("truth");
    fs::create_dir(&truth).unwrap();
    let read = lines(&["clip", &folder.file("page.html"), "--url", "https://forum.example/b/", "--all"]);
    let (id, author) = (read[0]["native_id"].as_str().unwrap(), read[0]["author"]["name"].as_str().unwrap());
    let list = |author: &str| {
        let items = serde_json::json!([{"id": id, "author": author}, {"id": "p0", "author": "Nobody"}]);
        serde_json::json!({"fixture": "page.html", "items": items}).to_string()
    };
    let last = folder.file("last.json");
    let fixtures = folder.0.display().to_string();
    let score = || lines(&["adapter", "score", "--fixtures", &fixtures, "--last", &last, "--missed"]);
    fs::write(folder.0.join("truth/forum_own_1.json"), list("Somebody Else")).unwrap();
    let first = score();
    assert_eq!(
        first[0],
        serde_json::json!({"site": "forum_own", "field": "authors", "found": 1, "right": 0, "wrong": 1, "absent": 1, "percent": 0.0})
    );
    assert_eq!(first[1]["field"], "cards");
    assert_eq!(first[1]["percent"], 50.0);
    let missed: Vec<&Value> =
        first.iter().filter(|one| one["field"] == "authors" && one["expected"].is_string()).collect();
    assert_eq!(missed[0]["expected"], "Somebody Else");
    assert_eq!(missed[0]["read"]["name"], author);
    assert_eq!(missed[1]["read"], Value::Null);
    fs::write(folder.0.join("truth/forum_own_1.json"), list(author)).unwrap();
    assert_eq!(score()[0]["change"], "+1 right, -1 wrong");
    refused(&["adapter", "score", "--fixtures", "/nowhere"], 1, "/nowhere");
}

const ADAPTER: &str = r#"# A site of our own.
id = "own"
network = "own"
hosts = ["own.example"]
updated = "2026-01-01"
expires = "2027-01-01"

[[card]]
kind = "post"
root = "article.post"
required = ["url", "author"]
identity = "own:{post}"

[card.fields]
url = [
  { css = "a.when", attr = "href", pattern = "/posts/{post:digits}" },
]
name = [{ css = ".author" }]
text = [{ css = ".text" }]

[[case]]
fixture = "own.html"
url = "https://own.example/"
lang = "en"
[case.expect]
url = "https://own.example/posts/7"
author = { name = "Ada Byte" }
text = "It leaks."
"#;

const OWN_PAGE: &str = r#"<!doctype html><html lang="en-GB"><body><article class="post"><span class="author">Ada Byte</span>
<a class="when" href="/posts/7">now</a><p class="text">It leaks.</p></article></body></html>"#;

/// What `adapter check` says of a file with one thing changed: its standard error without the file's name, and its status.
fn checked(folder: &Folder, old: &str, new: &str) -> (String, Option<i32>) {
    assert!(ADAPTER.contains(old), "{old}");
    let file = folder.write("own.toml", &ADAPTER.replacen(old, new, 1));
    let fixtures = folder.0.display().to_string();
    let output = pinfold(&["adapter", "check", &file, "--fixtures", &fixtures, "--now", NOW]);
    (String::from_utf8(output.stderr).unwrap().replace(&file, "own.toml"), output.status.code())
}

#[test]
fn a_good_adapter_is_reported_and_its_one_language_is_said() {
    let folder = Folder::new("check");
    folder.write("own.html", OWN_PAGE);
    let file = folder.write("own.toml", ADAPTER);
    let fixtures = folder.0.display().to_string();
    let read = lines(&["adapter", "check", &file, "--fixtures", &fixtures, "--now", NOW]);
    assert_eq!(read.len(), 1);
    for (key, expected) in [
        ("id", serde_json::json!("own")),
        ("cases", 1.into()),
        ("passed", 1.into()),
        ("languages", serde_json::json!(["en"])),
        ("fields", serde_json::json!(["author", "text", "url"])),
        ("holds", true.into()),
    ] {
        assert_eq!(read[0][key], expected, "{key}");
    }
    let warned = "own.toml:24:8: warning: all its cases are in one interface language\n";
    assert_eq!(checked(&folder, "", ""), (warned.to_owned(), Some(0)));
}

#[test]
fn a_bad_adapter_is_refused_with_file_line_column_and_reason() {
    let folder = Folder::new("adapter-refused");
    folder.write("own.html", OWN_PAGE);
    for (old, new, place, reason) in [
        ("kind =", "colour = \"red\"\nkind =", "9:1", "unknown field `colour`"),
        ("id = \"own\"", "id = \"own", "2:10", "invalid basic string"),
        ("kind = \"post\"", "kind = \"toast\"", "9:8", "unknown variant `toast`"),
        ("[\"url\", \"author\"]", "[\"url\", \"wit\"]", "11:20", "unknown variant `wit`"),
        ("name = [", "shoe_size = [", "18:1", "unknown variant `shoe_size`"),
        ("attr = \"href\"", "attr = 7", "16:28", "invalid type"),
        ("id = \"own\"", "id = \"Own One\"", "2:6", "its name is not plain"),
        ("own.example", "https://own.example/", "4:9", "plain lower-case name"),
        ("2027-01-01", "2025-01-01", "6:11", "expires before"),
        ("network = \"own\"\nhosts = [\"own.example\"]", "framed = true", "3:10", "known by its host"),
        ("article.post", "article:has(a)", "10:8", "not a selector"),
        ("article.post", "a ~ article", "10:8", "`~`"),
        ("article.post", "li:nth-child(2n+1)", "10:8", "nth"),
        ("article.post", ":not(:not(:not(:not(:not(:not(:not(:not(:not(a)))))))))", "10:8", "not a selector"),
        ("article.post", "div", "10:8", "any block of a page"),
        ("a.when", "a::before", "16:11", "not a selector"),
        ("/posts/{post:digits}", "posts/{post}", "16:46", "no address pattern"),
        ("/posts/{post:digits}", "/posts/{post:.*}", "16:46", "no address pattern"),
        ("/posts/{post:digits}", "/**/posts/**/{post}", "16:46", "no address pattern"),
        ("own:{post}", "own:{number}", "12:12", "`{number}` is given by no pattern"),
        ("\"own:{post}\"", "\"own\"", "12:12", "network:{name}"),
        ("name = [{ css = \".author\" }]\n", "", "11:20", "no candidate gives it"),
        ("pattern = \"/posts/{post:digits}\"", "meta = \"og:url\"", "16:3", "one place only"),
        (
            "{ css = \".text\" }",
            "{ css = \".text\", take = \"{post}\" }",
            "19:33",
            "`take` needs a `pattern`",
        ),
        ("own.html", "gone.html", "22:11", "gone.html cannot be read"),
        ("It leaks.", "It holds.", "28:8", "expected \"It holds.\", read \"It leaks.\""),
        ("lang = \"en\"", "lang = \"de\"", "24:8", "the page's language is \"en-GB\", not \"de\""),
        ("lang = \"en\"", "lang = \"en\"\nat = 3", "25:6", "no card 3"),
    ] {
        let (said, status) = checked(&folder, old, new);
        let first = said.lines().next().unwrap_or_default();
        assert!(
            first.starts_with(&format!("own.toml:{place}: ")) && first.contains(reason),
            "{new}: {first}"
        );
        assert_eq!(status, Some(1), "{new}");
    }
    refused(&["adapter", "check", "nowhere.toml"], 1, "nowhere.toml:1:1: ");
    refused(&["adapter", "check", "--all", "own.toml"], 2, "cannot be used with");
}

#[test]
fn an_adapter_too_large_to_be_one_is_refused_before_it_is_read() {
    let folder = Folder::new("large");
    let card = ADAPTER.split("[[case]]").next().unwrap().split("[[card]]").nth(1).unwrap();
    let head = ADAPTER.split("[[card]]").next().unwrap();
    let many = format!("{head}{}", format!("[[card]]{card}").repeat(600));
    let cards = folder.write("cards.toml", &many);
    refused(&["adapter", "check", &cards], 1, "cards.toml:8:1: `card`: it has no card, or too many");
    let more = folder.write("more.toml", &format!("{head}{}", format!("[[card]]{card}").repeat(10_000)));
    refused(&["adapter", "check", &more], 1, "more.toml:1:1: it has ");
    let huge = folder.write("huge.toml", &format!("{head}# {}", "x".repeat(1_000_000)));
    refused(&["adapter", "check", &huge], 1, "huge.toml:1:1: it has 1000");
    let (one, other) = (folder.write("one.toml", ADAPTER), folder.write("other.toml", ADAPTER));
    let output = pinfold(&["adapter", "check", &one, &other, "--now", NOW]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("other.toml:2:6: ") && said.contains("one.toml has the same name"), "{said}");
}

#[test]
fn all_shipped_adapters_pass_their_check() {
    let read = lines(&["adapter", "check"]);
    assert!(read.len() >= 9);
    for one in read {
        assert_eq!(one["holds"], true, "{one}");
        assert_eq!(one["cases"], one["passed"], "{one}");
    }
}

/// Changed at random places, an adapter is refused at a line of its file, or still one; it is never a panic.
#[test]
fn a_damaged_adapter_is_refused_at_one_of_its_lines() {
    let mut state = 7u64;
    let mut random = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most.max(1)
    };
    let parts = [
        "\"", "'", "[", "]", "{", "}", "=", "\n", "[[card]]", ":not(", "~", "**", "\u{202E}", "é", "0", "#",
        "{post",
    ];
    let (mut refusals, mut lints) = (0, 0);
    for file in ["adapters/x.toml", "adapters/xenforo.toml", "adapters/reddit.toml"] {
        let text = fs::read_to_string(file).unwrap();
        for _ in 0..150 {
            let mut damaged: Vec<char> = text.chars().collect();
            for _ in 0..=random(3) {
                let at = random(damaged.len());
                let gone = random(4).min(damaged.len() - at);
                damaged.splice(at..at + gone, parts[random(parts.len())].chars());
            }
            let damaged: String = damaged.into_iter().collect();
            match Written::read(damaged.clone()) {
                Ok(written) => lints += lint::problems(&written.adapter).len(),
                Err(problem) => {
                    refusals += 1;
                    assert!((1..=damaged.lines().count() + 1).contains(&problem.line), "{problem:?}");
                    assert!(problem.column >= 1 && !problem.reason.is_empty(), "{problem:?}");
                }
            }
        }
    }
    assert!(refusals > 100, "only {refusals} refused");
    assert!(lints > 0, "no rule without a name among them");
}

/// Selectors made to take long: each is refused, or done with a page as deep and wide as pages get.
#[test]
fn no_selector_that_is_taken_takes_long() {
    let deep = format!("{}{}", "<div class='a b'>".repeat(600), "<i class='c'></i>".repeat(2_000));
    let page = html::snapshot(&deep, "https://own.example/");
    let tree = Tree::new(&page).unwrap();
    let long = "div > div div > div div ".repeat(60);
    for source in [
        format!("{long} .none"),
        format!("{long}> i.c + i.c"),
        ".a .b ".repeat(200),
        format!(".none {}", "* ".repeat(500)),
        format!(":is({})", vec![".a .b .a .none"; 100].join(", ")),
        "i + i + i + i + i + i + i + .none".to_owned(),
        "[class*='a'][class*='b'] ".repeat(40),
    ] {
        let selector = Selector::new(&source).unwrap_or_else(|error| panic!("{error}"));
        let found = (0..tree.len()).filter(|row| selector.matches(&tree, *row)).count();
        assert!(found <= tree.len() as usize);
    }
    for source in [
        "a ~ b",
        "li:nth-child(3)",
        "li:nth-last-of-type(2n)",
        "p:has(a)",
        &"a ".repeat(1_001),
        &":not(".repeat(400),
    ] {
        assert!(Selector::new(source).is_err(), "{source}");
    }
}

#[test]
fn a_draft_reads_the_page_it_was_made_from_and_passes_its_check() {
    let folder = Folder::new("new");
    let page = fs::read_to_string("tests/fixtures/capture/murmur-feed.html").unwrap();
    let page = folder.write("murmur-feed.html", &page);
    let draft = folder.file("murmur.toml");
    let new = ["adapter", "new", "--from", &page, "--url", "https://murmur.example/", "--now", NOW];
    let cards = lines(&[&new[..], &["-o", &draft]].concat());
    assert_eq!(cards.len(), 8);
    for card in &cards {
        assert!(card["url"].as_str().unwrap().starts_with("https://murmur.example/@"), "{card}");
        assert!(
            card["author"]["name"].is_string() && card["published"].is_string() && card["text"].is_string(),
            "{card}"
        );
        assert_eq!(card["missing"], Value::Null);
    }
    let fixtures = folder.0.display().to_string();
    let checked = lines(&["adapter", "check", &draft, "--fixtures", &fixtures, "--now", NOW]);
    assert_eq!((&checked[0]["holds"], &checked[0]["passed"]), (&Value::from(true), &Value::from(1)));
    let text = fs::read_to_string(&draft).unwrap();
    let fields = text.lines().filter(|line| line.contains(" = [{")).count();
    assert_eq!(text.matches("# To be verified: in ").count(), fields, "{text}");
    assert!(!text.contains("boosts") && !text.contains("aria-label"), "no word of the interface: {text}");
    // Without a file the draft is what is printed.
    let printed = pinfold(&new);
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), text);
    let empty = folder.write("empty.html", "<p>Nothing repeats here.</p>");
    refused(&["adapter", "new", "--from", &empty, "--url", "https://e.example/"], 1, "say one with --root");
    refused(&["adapter", "new", "--from", &page, "--url", "https://e.example/", "--root", "a ~ b"], 1, "`~`");
    refused(&["adapter", "new", "--from", &page, "--url", "nowhere"], 2, "no address");
}

/// Made by tools, the names of classes say nothing; what is left is structure.
#[test]
fn a_draft_never_names_a_class_that_a_tool_made() {
    let folder = Folder::new("hashed");
    let post = |n: u32, who: &str| {
        format!(
            "<div class='css-1x2y3z x1abc9' data-post='{n}'><div class='_3xYz9 Head_root__a1B2c'><a class='sc-bdVaJa' href='/u/{who}'>{who}</a>\
            <a class='gLFyf' href='/posts/{n}'><time datetime='2026-03-0{n}T10:00:00Z'>day {n}</time></a></div><div class='x193iq5w'><p>Text number {n} of it.</p></div></div>"
        )
    };
    let page = format!("<html lang='en'><main>{}{}{}</main>", post(1, "ada"), post(2, "bo"), post(3, "cy"));
    let page = folder.write("page.html", &page);
    let root = ["--root", "div[data-post]"];
    let output = pinfold(
        &[&["adapter", "new", "--from", &page, "--url", "https://own.example/", "--now", NOW][..], &root]
            .concat(),
    );
    let text = String::from_utf8(output.stdout).unwrap();
    for made in ["css-", "x1abc", "_3xYz9", "a1B2c", "sc-b", "gLFyf", "x193"] {
        assert!(!text.contains(made), "{made}: {text}");
    }
    assert!(text.contains("root = \"div[data-post]\"") && text.contains("/posts/{post:digits}"), "{text}");
    assert!(text.contains("/u/{user:word}") && text.contains("closest = \"a\""), "{text}");
}
