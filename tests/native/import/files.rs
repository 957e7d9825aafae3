//! What is read of each program's files: tables of text and what it says.

use pinfold::import::{
    self, ImportError,
    file::ImportSource,
    gathered::UnreadReason,
    table::{Column, Mapping},
};

use super::{gathered, opened, reasons};

const RAINDROP: &str = "\
id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\r\n\
1,\"A, b\",Look at this,What it says,https://a.example/?utm_source=x,Lamps / Desk,\"light, late hours\",2026-01-02T03:04:05.123Z,https://a.example/a.png,\"Highlight:first words\nNote:why\nsecond words\",true\r\n\
2,https://b.example/,,,https://b.example/,Unsorted,,1704164645,,,false\r\n\
3,Script,,,javascript:alert(1),,,,,,\r\n";

#[test]
fn raindrop() {
    let read = gathered(RAINDROP, ImportSource::Raindrop);
    let first = &read.found[0];
    assert_eq!(first.address, "https://a.example/");
    assert_eq!(first.title.as_deref(), Some("A, b"));
    assert_eq!(first.text.as_deref(), Some("What it says"));
    assert_eq!(
        (first.folders.as_slice(), first.tags.as_slice()),
        (&["Lamps / Desk".to_owned()][..], &["light".to_owned(), "late hours".to_owned()][..])
    );
    let remarks: Vec<_> = first.remarks.iter().map(|one| (one.exact.as_str(), one.note.as_str())).collect();
    assert_eq!(remarks, [("", "Look at this"), ("first words", "why"), ("second words", "")]);
    assert_eq!(first.pictures, ["https://a.example/a.png"]);
    assert_eq!(first.created.unwrap().to_rfc3339(), "2026-01-02T03:04:05Z");
    let second = &read.found[1];
    assert_eq!(
        (second.title.as_deref(), second.folders.len()),
        (None, 0),
        "an address is no title, Unsorted no folder"
    );
    assert_eq!(second.created.unwrap().to_rfc3339(), "2024-01-02T03:04:05Z");
    assert_eq!(reasons(&read), [(6, UnreadReason::NotWeb)], "by the line in the file");
}

#[test]
fn pocket() {
    let page = "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>\n\
        <li><a href=\"https://a.example/?x=1&amp;y=2\" time_added=\"1601900000\" tags=\"design,late hours\">Great &amp; useful</a></li>\n\
        <li><a href=\"javascript:alert(1)\" time_added=\"1\" tags=\"\">bad</a></li></ul><h1>Read Archive</h1><ul>\n\
        <li><a href=\"https://b.example/\" time_added=\"1601900100\" tags=\"\">https://b.example/</a></li></ul></body></html>";
    let read = gathered(page, ImportSource::Pocket);
    assert_eq!(read.found[0].address, "https://a.example/?x=1&y=2");
    assert_eq!(read.found[0].title.as_deref(), Some("Great & useful"));
    assert_eq!(read.found[0].tags, ["design", "late hours"]);
    assert_eq!(read.found[1].title, None);
    assert_eq!(reasons(&read), [(3, UnreadReason::NotWeb)]);

    let table = "title,url,time_added,tags,status\n\"Hello, world\",https://c.example/,1601900000,a|b c,unread\nNo address,,1,,archive\n";
    let read = gathered(table, ImportSource::Pocket);
    assert_eq!(read.found[0].tags, ["a", "b c"]);
    assert_eq!(read.found[0].created.unwrap().to_rfc3339(), "2020-10-05T12:13:20Z");
    assert!(read.found[0].folders.is_empty(), "whether something was read is no folder");
    assert_eq!(reasons(&read), [(3, UnreadReason::NoAddress)]);
}

#[test]
fn instapaper() {
    let table = "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://a.example/,A,chosen words,Unread,1700000000,\"[\"\"one\"\", \"\"two words\"\"]\"\n\
        https://b.example/,B,,Range,1700000100,[]\n";
    let read = gathered(table, ImportSource::Instapaper);
    assert_eq!(read.found[0].text.as_deref(), Some("chosen words"));
    assert_eq!(read.found[0].tags, ["one", "two words"]);
    assert!(read.found[0].folders.is_empty());
    assert_eq!(read.found[1].folders, ["Range"]);
}

#[test]
fn pinboard() {
    let list = r#"[{"href":"https://a.example/","description":"A","extended":"note\nof two lines","meta":"x","hash":"y",
        "time":"2015-06-01T10:20:30Z","shared":"yes","toread":"no","tags":"one two.three"},
        {"href":"https://b.example/","description":false,"extended":"","time":"","tags":""}, 5, {"description":"none"}]"#;
    let read = gathered(list, ImportSource::Pinboard);
    assert_eq!(read.found[0].remarks[0].note, "note\nof two lines");
    assert_eq!(read.found[0].tags, ["one", "two.three"]);
    assert_eq!(read.found[0].created.unwrap().to_rfc3339(), "2015-06-01T10:20:30Z");
    assert_eq!(read.found[1].title, None);
    assert_eq!(reasons(&read), [(3, UnreadReason::Form), (4, UnreadReason::NoAddress)]);
}

#[test]
fn hypothesis() {
    let row = |user: &str, text: &str, selector: &str| {
        format!(
            r#"{{"id":"x","created":"2020-01-02T03:04:05.678900+00:00","user":"acct:{user}@hypothes.is","uri":"https://a.example/",
            "text":"{text}","tags":["one"],"document":{{"title":["A page"]}},"target":[{{"source":"https://a.example/"{selector}}}]}}"#
        )
    };
    let quote = r#","selector":[{"type":"RangeSelector"},{"type":"TextQuoteSelector","exact":"the words","prefix":"of ","suffix":" here"}]"#;
    let rows =
        [row("ada", "why", quote), row("ada", "of the page", ""), row("bob", "an answer", "")].join(",");
    let read = gathered(
        &format!(r#"{{"export_userid":"acct:ada@hypothes.is","annotations":[{rows}]}}"#),
        ImportSource::Hypothesis,
    );
    let remark = &read.found[0].remarks[0];
    assert_eq!(
        (remark.exact.as_str(), remark.prefix.as_str(), remark.note.as_str()),
        ("the words", "of ", "why")
    );
    assert_eq!(read.found[0].title.as_deref(), Some("A page"));
    assert_eq!(read.found[1].remarks[0].exact, "");
    let by: Vec<Option<&str>> = read.found.iter().map(|one| one.remarks[0].creator.as_deref()).collect();
    assert_eq!(by, [None, None, Some("bob")]);
    let api = format!(r#"{{"total":1,"rows":[{}]}}"#, row("ada", "x", quote));
    assert_eq!(
        gathered(&api, ImportSource::Hypothesis).found[0].remarks[0].creator,
        None,
        "all by one person are theirs"
    );
}

#[test]
fn pinterest() {
    let page = "<div id=\"contents\"><h1 id=a>Boards</h1>Name: x<br><h1 id=b>Pins</h1>\n\
        <a href=\"https://www.pinterest.com/pin/1/\">https://www.pinterest.com/pin/1/</a>\n<br>Title: A lamp: small,\n<br>Details: some text,\n\
        <br>Image: 0123456789abcdef0123456789abcdef,\n<br>Board Name: Desk,\n<br>Alt Text: No data,\n\
        <br>Canonical Link: <a href=\"https://shop.example/lamp\">https://shop.example/lamp</a>,\n<br>Created at: 2017/02/13 15:35:01\n<br>Alive: True<br><br>\
        <a href=\"https://www.pinterest.com/pin/2/\">x</a><br>Title: No data,<br>Canonical Link: None,<br>Private: False<br>\
        <h1>Searches</h1><a href=\"https://elsewhere.example/\">x</a></div>";
    let read = gathered(page, ImportSource::Pinterest);
    assert_eq!(read.found.len(), 2);
    let first = &read.found[0];
    assert_eq!(
        (first.address.as_str(), first.title.as_deref()),
        ("https://shop.example/lamp", Some("A lamp: small"))
    );
    assert_eq!(first.folders, ["Desk"]);
    assert_eq!(first.pictures, ["https://i.pinimg.com/736x/01/23/45/0123456789abcdef0123456789abcdef.jpg"]);
    assert_eq!(first.created.unwrap().to_rfc3339(), "2017-02-13T15:35:01Z");
    assert_eq!(
        (read.found[1].address.as_str(), read.found[1].title.as_deref()),
        ("https://www.pinterest.com/pin/2/", None)
    );
    let json = r#"{"pins":[{"link":"https://shop.example/lamp","board_name":"Desk","title":"A"},{"id":5}]}"#;
    assert_eq!(gathered(json, ImportSource::Pinterest).found[0].folders, ["Desk"]);
}

#[test]
fn any_table_with_its_columns_guessed_or_named() {
    let german = "Webadresse;Titel;Notiz;Schlagwörter;Ordner;Hinzugefügt\nwww.a.example/x;Ä;=1+1;eins, zwei;Lampen;13.02.2017 15:35\n;leer;;;;\n";
    let (bytes, _): (Vec<u8>, ()) =
        (german.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(), ());
    let read = import::open(&bytes.as_slice(), None).unwrap();
    assert_eq!(read.source, ImportSource::Table);
    let found = &read.gathered.found[0];
    assert_eq!((found.address.as_str(), found.title.as_deref()), ("https://www.a.example/x", Some("Ä")));
    assert_eq!((found.tags.len(), found.folders[0].as_str()), (2, "Lampen"));
    assert_eq!(found.remarks[0].note, "=1+1", "a formula is its words");
    assert_eq!(reasons(&read.gathered), [(3, UnreadReason::NoAddress)]);
    assert_eq!(read.columns[1].heading, "Titel");
    assert_eq!(read.columns[1].samples, ["Ä", "leer"]);

    let odd = "eins\tzwei\nSpalte\thttps://a.example/\n";
    let columns = vec![Some(Column::Title), Some(Column::Address)];
    let mapping = Mapping { headings: false, columns };
    let named = import::open(&odd.as_bytes(), Some(&mapping)).unwrap();
    assert_eq!(named.gathered.found[0].title.as_deref(), Some("Spalte"));
    assert_eq!(reasons(&named.gathered), [(1, UnreadReason::NotWeb)]);
    let unnamed = opened("a,b\nc,d\n");
    assert_eq!(
        (unnamed.gathered.found.len(), unnamed.gathered.missed),
        (0, 0),
        "until somebody says where addresses are"
    );
    assert_eq!(opened("https://a.example/\nhttps://b.example/\n").gathered.found.len(), 2);
}

#[test]
fn what_is_none_of_these_is_refused() {
    for (file, error) in [
        (&b" \n"[..], ImportError::Empty),
        (b"Dear all,", ImportError::Unknown),
        (b"<!DOCTYPE html><p>a page", ImportError::Unknown),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ImportError::Unknown),
        (b"PK\x03\x04\x14\0\0\0", ImportError::Unknown),
        (b"{\"a\":1}", ImportError::Unknown),
        (b"[{\"href\":\"https://a.ex", ImportError::CutShort),
        (b"[{\"href\":\n}]", ImportError::Damaged { line: 2 }),
    ] {
        assert_eq!(import::open(&file, None), Err(error), "{}", String::from_utf8_lossy(file));
    }
    assert_eq!(opened("{\"format\":\"pinfold-backup\",\"version\":1").source, ImportSource::Backup);
}
