//! Files that mean ill or were cut: every one is read to an end, within its bounds, or refused in words.

use std::{fs, path::Path};

use pinfold::{
    import::{
        self, ImportError,
        file::{MAX_FILE, MAX_JSON},
        gathered::{MAX_LISTED, UnreadReason},
    },
    model::{
        pin::MAX_TAGS,
        text::{MAX_LABEL, MAX_NOTE},
        workspace::Workspace,
    },
};
use proptest::prelude::*;

use super::{all, bring, now, opened};

/// One file of every kind, small enough to be broken in every way.
const FILES: [&str; 8] = [
    "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>Lamps</H3><DL><p><DT><A HREF=\"https://a.example/\" TAGS=\"a,b\" ADD_DATE=\"1466009029\">A &amp; B</A><DD>note</DL></DL>",
    "<title>Pocket Export</title><ul><li><a href=\"https://a.example/\" time_added=\"1601900000\" tags=\"a,b\">A</a></ul>",
    "<h1>Pins</h1><a href=\"https://www.pinterest.com/pin/1/\">x</a><br>Title: A,<br>Board Name: B,<br>Canonical Link: <a href=\"https://a.example/\">x</a>",
    "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n1,\"A \"\"b\"\"\",n,e,https://a.example/,F / G,\"a, b\",2026-01-02T03:04:05Z,,\"h\ni\",\n",
    r#"[{"href":"https://a.example/","description":"A","extended":"n","time":"2015-06-01T10:20:30Z","tags":"a b"}]"#,
    r#"{"rows":[{"uri":"https://a.example/","text":"t","tags":["a"],"target":[{"selector":[{"type":"TextQuoteSelector","exact":"x"}]}]}]}"#,
    r#"{"@graph":[{"@id":"1","@type":"skos:Concept","skos:prefLabel":{"en":"A"},"skos:narrower":"2"},{"@id":"2","@type":["skos:Concept"],"skos:prefLabel":"B"}]}"#,
    "tag,parent,synonyms\nA,,\"b\nc\"\nD,A,e|f\n",
];

fn suite() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/blns/blns.json");
    match fs::read_to_string(file) {
        Ok(text) => serde_json::from_str(&text).unwrap(),
        Err(_) => {
            eprintln!("SKIPPED: ../shared absent, so no naughty strings were brought in");
            Vec::new()
        }
    }
}

#[test]
fn naughty_strings_stay_words() {
    for naughty in suite() {
        let cell = naughty.replace('"', "\"\"");
        let file = format!(
            "url,title,note,tags,folder\nhttps://a.example/,\"{cell}\",\"{cell}\",\"{cell}\",\"{cell}\"\n"
        );
        let mut workspace = Workspace::default();
        bring(&mut workspace, &file, &all(), 1);
        let written = pinfold::export::escape::html::escaped(&naughty);
        let html = format!(
            "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><H3>{written}</H3><DL><DT><A HREF=\"https://a.example/\" TAGS=\"{written}\">{written}</A><DD>{written}</DL></DL>"
        );
        bring(&mut workspace, &html, &all(), 2);
        assert_eq!(workspace.pins().count(), 1, "{naughty:?}");
        let again = bring(&mut workspace, &html, &all(), 3);
        assert_eq!((again.new, again.enriched, again.notes), (0, 0, 0), "{naughty:?}");
    }
}

#[test]
fn half_a_file_says_so() {
    for file in FILES {
        let half = file.get(..file.len() - 20).unwrap();
        match import::open(&half.as_bytes(), None) {
            Err(error) => assert_eq!(error, ImportError::CutShort, "{half}"),
            Ok(read) => {
                let whole = opened(file).gathered.found.len();
                assert!(read.gathered.found.len() <= whole, "{half}");
            }
        }
    }
    let cut = opened("url,title\nhttps://a.example/,\"A\"\nhttps://b.example/,\"cut in the mid").gathered;
    assert_eq!((cut.found.len(), cut.unread[0].place, cut.unread[0].reason), (1, 3, UnreadReason::CutShort));
    let cut = opened("<DL><DT><A HREF=\"https://a.example/\">A</A>\n<DT><A HREF=\"https://b.exam").gathered;
    assert_eq!((cut.found.len(), cut.unread[0].place, cut.unread[0].reason), (1, 2, UnreadReason::CutShort));
}

#[test]
fn everything_is_bounded() {
    assert_eq!(
        import::open(&vec![b'a'; MAX_FILE + 1].as_slice(), None),
        Err(ImportError::TooLarge { limit: MAX_FILE })
    );
    let long = format!("[\"{}\"]", "a".repeat(MAX_JSON));
    assert_eq!(import::open(&long.as_bytes(), None), Err(ImportError::TooLarge { limit: MAX_JSON }));
    // Nesting costs nothing where no tree is made, and is refused where one would be.
    let deep = format!(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>{}<DT><A HREF=\"https://a.example/\">A</A>{}<DT><A HREF=\"https://b.example/\">B</A>",
        "<DT><H3>x</H3><DL>".repeat(200_000),
        "</DL>".repeat(200_000)
    );
    let read = opened(&deep).gathered;
    assert_eq!((read.found.len(), read.found[1].folders.len()), (2, 0));
    let mut workspace = Workspace::default();
    bring(&mut workspace, &deep, &all(), 1);
    assert!(workspace.boards().all(|board| board.name.chars().count() <= MAX_LABEL));
    assert!(matches!(import::open(&"[".repeat(100_000).as_bytes(), None), Err(ImportError::Damaged { .. })));
    // Long words, many tags, many that cannot be read.
    let tags: Vec<String> = (0..MAX_TAGS + 50).map(|n| format!("t{n}")).collect();
    let word = "w".repeat(300_000);
    let file = format!(
        "url;title;note;tags;folder\nhttps://a.example/;{word};{word};{};{word}\nhttps://b.example/;;;{word};\n",
        tags.join(",")
    );
    let mut gathered = opened(&file).gathered;
    let mut workspace = Workspace::default();
    let (batch, _) = import::bring(&workspace, &mut gathered, &all(), &super::change(1), now());
    workspace.commit(&batch).unwrap();
    let pin = super::pin_at(&workspace, "https://a.example/");
    assert_eq!(pin.tags.len(), MAX_TAGS);
    assert_eq!(pin.content.title.as_ref().unwrap().chars().count(), MAX_LABEL);
    assert!(workspace.annotations().all(|note| note.body.chars().count() <= MAX_NOTE));
    let reasons: Vec<_> = gathered.unread.iter().map(|one| (one.place, one.reason)).collect();
    assert_eq!(reasons, [(2, UnreadReason::TooMany), (3, UnreadReason::Tag)]);
    let many = format!("url,title\n{}", "javascript:alert(1),x\n".repeat(MAX_LISTED + 7));
    let read = opened(&many).gathered;
    assert_eq!((read.unread.len(), read.missed as usize), (MAX_LISTED, MAX_LISTED + 7));
    assert!(read.unread.iter().all(|one| one.what.chars().count() <= 80));
}

#[test]
fn signs_that_never_close_cost_no_more_than_they_are_long() {
    for sign in ["<a href=\"", "<", "<!--", "&", "<dl", "\"", "\",", "<A HREF='", "a&#", "</", "<dd><a "] {
        let file = format!("<!DOCTYPE NETSCAPE-Bookmark-file-1>{}", sign.repeat(300_000));
        let _ = import::open(&file.as_bytes(), None);
        let _ = import::open(&format!("url,b\n{}", sign.repeat(300_000)).as_bytes(), None);
    }
}

proptest! {
    #[test]
    fn no_file_however_broken_stops_us(
        file in prop::sample::select(&FILES[..]),
        breaks in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..8),
    ) {
        let mut bytes = file.as_bytes().to_vec();
        for (place, byte, kind) in breaks {
            let place = place.index(bytes.len().max(1));
            match kind {
                0 if !bytes.is_empty() => bytes[place] = byte,
                1 => bytes.insert(place.min(bytes.len()), byte),
                2 if !bytes.is_empty() => { bytes.remove(place); }
                _ => bytes.truncate(place),
            }
        }
        if let Ok(mut read) = import::open(&bytes.as_slice(), None) {
            let mut workspace = Workspace::default();
            let (batch, brought) = import::bring(&workspace, &mut read.gathered, &all(), &super::change(1), now());
            workspace.commit(&batch).unwrap();
            prop_assert_eq!(workspace.pins().count(), brought.new as usize);
            let (again, _) = import::bring(&workspace, &mut read.gathered, &all(), &super::change(2), now());
            prop_assert!(again.writes.is_empty(), "{:?}", again);
        }
    }
}
