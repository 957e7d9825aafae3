//! Real files of bookmarks, of browsers and services of twenty years.

use std::{fs, path::Path};

use pinfold::import::{file::ImportSource, gathered::UnreadReason};

use super::{gathered, reasons};

/// What each file holds: links taken, and links that are none of the web.
const FILES: [(&str, usize, usize); 21] = [
    ("chromium_flat", 9, 0),
    ("chromium_nested", 18, 0),
    ("delicious", 5, 0),
    ("delicious_sanitize", 2, 0),
    ("firefox_flat", 21, 3),
    ("firefox_nested", 21, 3),
    ("google_bookmarks_nested", 6, 0),
    ("internet_explorer_11_flat", 18, 0),
    ("internet_explorer_11_nested", 27, 0),
    ("netscape_basic", 2, 0),
    ("netscape_extended", 1, 0),
    ("netscape_multiline", 3, 0),
    ("netscape_nested", 8, 0),
    ("safari_folded", 3, 0),
    ("scuttle", 4, 0),
    ("scuttle_new_line", 1, 0),
    ("shaarli", 5, 1),
    ("shaarli_legacy", 2, 0),
    ("shaarli_markdown", 0, 3),
    ("shaarli_with_tabs_and_spaces", 0, 1),
    ("shaarli_with_whitespace_tags", 0, 1),
];

fn input(name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/bookmarks/input");
    match fs::read_to_string(folder.join(format!("{name}.htm"))) {
        Ok(text) => Some(text),
        Err(_) => {
            eprintln!("SKIPPED: ../shared absent, so {name} was not read");
            None
        }
    }
}

/// The same file with whole addresses: notes of Shaarli have ones that are meant for its own site alone.
fn whole(text: &str) -> String {
    text.replace("HREF=\"?", "HREF=\"https://shaarli.example/?")
}

#[test]
fn every_file_is_read_whole() {
    for (name, taken, refused) in FILES {
        let Some(text) = input(name) else { return };
        let read = gathered(&text, ImportSource::Bookmarks);
        assert_eq!((read.found.len(), read.missed as usize), (taken, refused), "{name}");
        assert!(
            reasons(&read).iter().all(|(line, reason)| *line > 0 && *reason == UnreadReason::NotWeb),
            "{name}"
        );
        let written = text.to_ascii_lowercase().matches("<dt><a ").count();
        assert_eq!(written, taken + refused, "{name}");
    }
    assert_eq!(pinfold::import::open(&b"".as_slice(), None), Err(pinfold::import::ImportError::Empty));
}

#[test]
fn folders_tags_dates_and_notes_are_as_written() {
    let Some(text) = input("netscape_nested") else { return };
    let found = gathered(&text, ImportSource::Bookmarks).found;
    let of: Vec<_> = found.iter().map(|one| (one.title.as_deref().unwrap(), one.folders.join("|"))).collect();
    assert_eq!(
        of,
        [
            ("Nested 1", String::new()),
            ("Nested 1-1", "Folder1, the first,folder to encounter".to_owned()),
            ("Nested 1-2", "Folder1, the first,folder to encounter".to_owned()),
            ("Nested 2-1", "Folder2".to_owned()),
            ("Nested 2-2", "Folder2".to_owned()),
            ("Nested 3-1", "Folder3 / Folder3-1".to_owned()),
            ("Nested 3-2", "Folder3 / Folder3-1".to_owned()),
            ("Nested 2", String::new()),
        ]
    );
    assert_eq!(found[0].tags, ["tag1", "tag2", "multi word"]);
    assert_eq!(found[3].remarks[0].note, "First link of the second section");
    assert_eq!(found[0].created.unwrap().to_rfc3339(), "2016-02-25T20:55:41Z");

    let basic = gathered(&input("netscape_basic").unwrap(), ImportSource::Bookmarks).found;
    assert_eq!(basic[0].tags, ["private", "secret"]);
    assert_eq!(basic[0].created.unwrap().to_rfc3339(), "2000-10-10T10:55:36Z");
    assert_eq!(basic[0].remarks[0].note, "Super-secret stuff you're not supposed to know about");

    let own = gathered(&input("chromium_nested").unwrap(), ImportSource::Bookmarks).found;
    assert_eq!(own[0].folders, ["Personal toolbar"], "the browser's own folder by its name");
    assert!(own.iter().any(|one| one.folders == ["Dev / PHP"]));

    let safari = gathered(&input("safari_folded").unwrap(), ImportSource::Bookmarks).found;
    assert_eq!(safari[2].folders, ["Autre Divers / doc"]);

    let scuttle = gathered(&input("scuttle").unwrap(), ImportSource::Bookmarks).found;
    assert_eq!(scuttle[0].remarks[0].note, "Multilingual Thesaurus of the European Union");
    assert_eq!(scuttle[0].address, "http://eurovoc.europa.eu/drupal/?q=navigation&cl=en");
    assert!(scuttle[1].remarks.is_empty());
}

#[test]
fn notes_are_what_the_suite_expects() {
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/bookmarks/output");
    for name in ["shaarli_with_tabs_and_spaces", "shaarli_with_whitespace_tags"] {
        let Some(text) = input(name) else { return };
        let found = gathered(&whole(&text), ImportSource::Bookmarks).found;
        let expected = fs::read_to_string(expected.join(format!("{name}.txt"))).unwrap();
        assert_eq!(found[0].remarks[0].note, expected.trim(), "{name}");
    }
    let tags =
        gathered(&whole(&input("shaarli_with_whitespace_tags").unwrap()), ImportSource::Bookmarks).found;
    assert_eq!(tags[0].tags, ["dev", "php dev", "php 7.x"]);
    let multi = gathered(&input("netscape_multiline").unwrap(), ImportSource::Bookmarks).found;
    assert_eq!(multi[0].remarks[0].note, "List:\n- item1\n- item2\n- item3");
    let markdown = gathered(&whole(&input("shaarli_markdown").unwrap()), ImportSource::Bookmarks).found;
    assert!(markdown[0].remarks[0].note.contains("    <?php\n    phpinfo();\n    ?>"));
    let extended = gathered(&input("netscape_extended").unwrap(), ImportSource::Bookmarks).found;
    assert_eq!(extended.len(), 1, "a link in a note is no bookmark");
    let sanitised = gathered(&input("delicious_sanitize").unwrap(), ImportSource::Bookmarks).found;
    assert_eq!(sanitised[0].tags, ["spip3", "astuces"]);
    assert!(sanitised[0].remarks[0].note.contains("#CLE ---> #VALEUR"));
}
