//! The command line as a whole: the program is run on files, as people run it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

const NOW: &str = "2026-11-22T10:00:00Z";

/// A folder of its own, gone in the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pinfold-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    pub fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.file(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sample() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sample-workspace.json");
    path.display().to_string()
}

pub fn pinfold(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pinfold")).args(arguments).output().unwrap()
}

/// The lines of a run that has to succeed.
pub fn lines(arguments: &[&str]) -> Vec<Value> {
    let output = pinfold(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A run that has to fail: with this status, saying this, and printing nothing.
pub fn refused(arguments: &[&str], status: i32, said: &str) {
    let output = pinfold(arguments);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error}");
    assert!(error.contains(said), "{arguments:?}: {error}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
}

#[test]
fn inspect_prints_one_object_or_null() {
    assert_eq!(
        lines(&["inspect", "price", "--", "US$ 12.99"]),
        [serde_json::json!({"amount": "12.99", "currency": "US$"})]
    );
    let date = lines(&["inspect", "date", "--now", NOW, "--lang", "es", "--", "hace 2 días"]);
    assert_eq!(date[0]["instant"], "2026-11-20T10:00:00Z");
    assert_eq!(lines(&["inspect", "price", "--", "nothing here"]), [Value::Null]);
    assert_eq!(
        lines(&["inspect", "url", "--base", "https://a.example/b/", "--", "../c?utm_source=x"])[0]["canonical"],
        "https://a.example/c"
    );
    refused(&["inspect", "price"], 2, "TEXT");
    refused(&["inspect", "mood", "--", "x"], 2, "possible values");
}

const PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Ridge writing desk</title>
<link rel="canonical" href="https://shop.example/desks/ridge">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","url":"https://shop.example/desks/ridge",
"name":"Ridge writing desk","sku":"R-1","image":"https://shop.example/ridge.jpg","brand":{"@type":"Brand","name":"Hartwell"},
"offers":{"@type":"Offer","price":"489.00","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script>
</head><body><main><h1>Ridge writing desk</h1><img src="/ridge.jpg" width="600" height="400" alt="A desk"><p>€ 489.00</p></main></body></html>"#;

#[test]
fn a_clipped_page_goes_in_is_found_and_comes_out_again() {
    let folder = Folder::new("clip");
    let page = folder.write("page.html", PAGE);
    let clipped = lines(&["clip", &page, "--url", "https://shop.example/desks/ridge", "--now", NOW]);
    assert_eq!(clipped.len(), 1);
    assert_eq!(clipped[0]["product"]["price"], "489.00");
    assert_eq!(clipped[0]["product"]["name"], "Ridge writing desk");

    let (cards, into) = (folder.write("cards.jsonl", &clipped[0].to_string()), folder.file("workspace.json"));
    let first = lines(&["import", &cards, &sample(), "--into", &into, "--now", NOW]);
    assert_eq!((&first[0]["adds"], &first[0]["again"]), (&1.into(), &0.into()));
    assert_eq!(first[1]["pins"], 13);
    let found = lines(&["search", &into, "site:shop.example"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["title"], "Ridge writing desk");

    // The same line again is the same pin.
    let again = lines(&["import", &cards, "--into", &into, "--now", NOW]);
    assert_eq!(again[0]["adds"], 0);
    assert_eq!(lines(&["search", &into, "site:shop.example"]).len(), 1);
    assert_eq!(lines(&["search", &into, "", "--limit", "3"]).len(), 3);

    for (format, holds) in [
        ("html", "Ridge writing desk</h3>"),
        ("csv", "\"Ridge writing desk\""),
        ("markdown", "### Ridge writing desk"),
        ("json", "\"format\":\"pinfold-backup\""),
        (
            "crm-csv",
            "pin_id,network,handle,display_name,email,profile_url,source_url,captured_at,text,note,tags,screenshot_file,author,status",
        ),
        ("crm-note", "Ridge writing desk · Hartwell"),
    ] {
        let out = folder.file(format);
        let done = lines(&[
            "export",
            &into,
            "--to",
            format,
            "--query",
            "site:shop.example",
            "--now",
            NOW,
            "-o",
            &out,
        ]);
        assert_eq!(done[0]["pins"], if format == "json" { 14 } else { 1 }, "{format}");
        let text = fs::read_to_string(&out).unwrap();
        assert!(text.contains(holds), "{format}: {text}");
        // The same again is the same bytes.
        lines(&["export", &into, "--to", format, "--query", "site:shop.example", "--now", NOW, "-o", &out]);
        assert_eq!(fs::read_to_string(&out).unwrap(), text, "{format}");
    }
}

#[test]
fn a_backup_there_and_back_is_the_same_file() {
    let folder = Folder::new("backup");
    let (into, out) = (folder.file("workspace.json"), folder.file("backup.json"));
    lines(&["import", &sample(), "--into", &into, "--now", NOW]);
    lines(&["export", &into, "--to", "json", "--now", "2026-11-21T05:33:20Z", "-o", &out]);
    assert_eq!(fs::read_to_string(out).unwrap(), fs::read_to_string(sample()).unwrap());
}

#[test]
fn notes_and_boards_are_named() {
    let folder = Folder::new("note");
    let out = folder.file("note.txt");
    let done = lines(&[
        "export",
        &sample(),
        "--to",
        "crm-note",
        "--board",
        "home FURNISHINGS",
        "--template",
        "helpdesk, short",
        "--syntax",
        "plain",
        "-o",
        &out,
    ]);
    assert_eq!(done[0]["pins"], 13);
    assert!(fs::read_to_string(&out).unwrap().contains("Mara T. (@mara.t) on plaza.example"));
    refused(
        &["export", &sample(), "--to", "csv", "--board", "Nowhere", "-o", &out],
        2,
        "\"Home furnishings\"",
    );
    refused(
        &["export", &sample(), "--to", "crm-note", "--template", "x", "-o", &out],
        2,
        "\"Helpdesk, short\"",
    );
}

#[test]
fn a_note_to_be_delivered_is_composed_as_in_the_browser() {
    let folder = Folder::new("rehearsal");
    let connection = "{\"id\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\",\"kind\":\"request_tracker\",\"name\":\"Desk\",\
        \"base_url\":\"https://desk.example\",\"settings\":{\"queue\":\"General\"},\
        \"created\":0,\"changed\":0}";
    let (file, sample) = (folder.write("connection.json", connection), sample());
    let rehearsed = |mask: &[&str]| {
        let words = ["deliver", &sample, "--to", &file, "--query", "author:mara", "--dry-run"];
        let rows = lines(&[&words, mask].concat());
        assert_eq!((rows.len(), &rows[0]["problem"]), (1, &Value::Null));
        format!("{} {}", rows[0]["note"]["subject"], rows[0]["note"]["body"])
    };
    let (usual, every) = (rehearsed(&[]), rehearsed(&["--mask", "every"]));
    assert!(usual.contains("Mara") && usual.contains("88-1204"), "{usual}");
    assert!(!every.contains("Mara") && every.contains("[name]") && !every.contains("88-1204"), "{every}");
    let order = rehearsed(&["--mask", "iban,order"]);
    assert!(order.contains("Mara") && !order.contains("88-1204"), "{order}");
    // The template of a helpdesk says first how urgent it is.
    assert!(usual.find("high") < usual.find("Mara T.</strong>"), "{usual}");
    refused(&["deliver", &sample, "--to", &file, "--query", "", "--mask", "names"], 2, "is no kind");
    refused(&["export", &sample, "--to", "crm-csv", "--system", "x", "-o", &file], 2, "salesforce-tasks");
    let out = folder.file("users.csv");
    lines(&["export", &sample, "--to", "crm-csv", "--system", "zendesk", "-o", &out]);
    assert!(fs::read_to_string(out).unwrap().starts_with("\u{feff}name,email,external_id,details,notes\r\n"));
}

#[test]
fn what_cannot_be_done_says_why_and_changes_nothing() {
    let folder = Folder::new("refused");
    let into = folder.file("workspace.json");
    lines(&["import", &sample(), "--into", &into, "--now", NOW]);
    let before = fs::read_to_string(&into).unwrap();
    let cut = folder.write("cut.json", before.get(..20_000).unwrap());
    let newer = folder.write("newer.json", &before.replacen("\"version\":1", "\"version\":9", 1));
    let foreign = folder.write("foreign.html", "<p>hello");
    let broken = folder.write("broken.jsonl", "{\"kind\":\"post\"}\n");
    let page = folder.write("empty.html", "<!doctype html><title>x</title>");
    for (file, said) in [
        (&cut, "cut short"),
        (&newer, "update Pinfold"),
        (&foreign, "no bookmarks and no table are found"),
        (&broken, "line 1"),
    ] {
        // A good file before it goes in with it or not at all.
        refused(&["import", &sample(), file, "--into", &into, "--now", NOW], 1, said);
        assert_eq!(fs::read_to_string(&into).unwrap(), before);
    }
    refused(&["import", &folder.file("absent"), "--into", &into], 1, "cannot be read");
    refused(&["search", &cut, "x"], 1, "cut short");
    refused(&["clip", &page, "--url", "https://e.example/"], 1, "was found");
    refused(&["clip", &page, "--url", "nowhere"], 2, "no address");
    let deep = folder.write("deep.html", &"<span>".repeat(30_000));
    refused(&["clip", &deep, "--url", "https://e.example/"], 1, "deep.html: read in part");
    refused(&["export", &into, "--to", "pdf", "-o", &into], 2, "possible values");
    refused(&["export", &into, "--to", "csv", "-o", &folder.file("no/such/folder")], 1, "cannot be written");
    refused(&["sing"], 2, "unrecognized subcommand");
}

#[test]
fn what_a_clipped_post_quotes_does_not_become_its_author_s_words() {
    let folder = Folder::new("quotes");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/capture/xenforo1.html");
    let url = "https://forum.example/community/threads/blender.77/";
    let clipped = lines(&["clip", &page.display().to_string(), "--url", url, "--all", "--now", NOW]);
    let post = clipped.iter().find(|post| post["quotes"].is_array()).unwrap();
    assert!(post["text"].as_str().unwrap().contains("Never leaks."), "{post}");
    assert_eq!(post["own_text"], "It leaks.\nReally.");
    let only =
        serde_json::json!({ "text": "Never leaks.", "own_text": "", "quotes": [{ "text": "Never leaks." }] });
    let mut other = post.clone();
    other.as_object_mut().unwrap().extend(only.as_object().unwrap().clone());
    other["native_id"] = "901".into();
    other["url"] = "https://forum.example/community/posts/901/permalink".into();
    let (cards, into) =
        (folder.write("cards.jsonl", &format!("{post}\n{other}")), folder.file("workspace.json"));
    lines(&["import", &cards, "--into", &into, "--now", NOW]);
    let kept = fs::read_to_string(&into).unwrap();
    // Once in each, as a quote; and never as what the author said.
    assert_eq!(kept.matches("Never leaks.").count(), 2, "{kept}");
    assert!(kept.contains("Really."), "{kept}");
}

#[test]
fn the_health_of_adapters_is_told_from_a_workspace() {
    let folder = Folder::new("health");
    let into = folder.file("workspace.json");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/capture/reddit-old.html");
    let url = "https://old.reddit.com/r/kettles/comments/1abc/x/";
    let page = page.display().to_string();
    let clipped = pinfold(&["clip", &page, "--url", url, "--all", "--now", NOW]);
    let cards = folder.write("cards.jsonl", &String::from_utf8(clipped.stdout).unwrap());
    lines(&["import", &cards, "--into", &into, "--now", NOW]);
    let health = lines(&["adapter", "health", &into, "--now", NOW]);
    let [reddit] = health.as_slice() else { panic!("one adapter read: {health:?}") };
    assert_eq!(reddit["adapter"], "reddit");
    let (captures, whole) = (reddit["captures"].as_u64().unwrap(), reddit["whole"].as_u64().unwrap());
    assert!(captures > 1 && whole <= captures, "{reddit}");
    let share = whole as f64 / captures as f64;
    assert!((reddit["share"].as_f64().unwrap() - share).abs() < 0.001);
    assert_eq!(reddit["last"], NOW);
    assert!(reddit.get("expired").is_none(), "{reddit}");
    let later = lines(&["adapter", "health", &into, "--now", "2090-01-01T00:00:00Z"]);
    assert_eq!(later[0]["expired"], true);
    assert!(lines(&["adapter", "health", &sample(), "--now", NOW]).is_empty());
    refused(&["adapter", "health", &folder.file("nowhere.json")], 1, "nowhere.json");
}

#[test]
fn files_of_other_programs_go_in_once() {
    let folder = Folder::new("foreign");
    let into = folder.file("workspace.json");
    let bookmarks = folder.write(
        "bookmarks.html",
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><H3>Lamps</H3><DL><DT><A HREF=\"https://a.example/\" TAGS=\"light\">A</A>\n\
         <DT><A HREF=\"javascript:x\">x</A></DL></DL>",
    );
    let table = folder.write("table.csv", "x;https://b.example/;B\ny;https://a.example/;other\n");
    let columns = ["--columns", "note,address,title", "--no-headings"];
    let first =
        lines(&[&["import", &bookmarks, &table, "--into", &into, "--now", NOW][..], &columns].concat());
    assert_eq!(
        first[0],
        serde_json::json!({
            "file": bookmarks, "source": "bookmarks", "pins": 1, "adds": 1, "enriched": 0, "boards": 1, "tags": 1, "tags_enriched": 0, "notes": 0,
            "missed": 1, "unarchived": [], "unread": [{"place": 2, "what": "javascript:x", "reason": "not_web"}],
        })
    );
    assert_eq!((&first[1]["adds"], &first[1]["pins"], &first[1]["notes"]), (&1.into(), &2.into(), &2.into()));
    assert_eq!(lines(&["search", &into, "board:Lamps tag:light"]).len(), 1);
    let again = lines(&["import", &bookmarks, "--into", &into, "--now", "2026-12-01T00:00:00Z"]);
    assert_eq!((&again[0]["adds"], &again[0]["boards"]), (&0.into(), &0.into()));
    let out = folder.file("out.html");
    lines(&["export", &into, "--to", "bookmarks", "--now", NOW, "-o", &out]);
    let fresh = folder.file("fresh.json");
    let round = lines(&["import", &out, "--into", &fresh, "--now", NOW]);
    assert_eq!(
        (&round[0]["adds"], &round[0]["boards"], &round[0]["notes"]),
        (&2.into(), &1.into(), &2.into())
    );
    let prose = folder.write("prose.txt", "Dear all,");
    refused(&["import", &prose, "--into", &into, "--now", NOW], 1, "no bookmarks and no table are found");
    refused(&["import", &table, "--into", &into, "--columns", "where"], 2, "choose address, title");
}
