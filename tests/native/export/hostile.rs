//! Hostile text through every format: inert, and still readable.

use std::{fs, path::PathBuf};

use pinfold::{
    export::{preset::CrmPreset, request::ExportFormat},
    model::{
        author::Author, board::Board, pin::Pin, quoted::Quoted, record::Record, rights::Rights,
        stored::Stored, template::NoteSyntax, workspace::Workspace,
    },
};
use proptest::prelude::*;

use super::{all_of, text_of};
use crate::{sample, strategies};

/// Strings of ours that went wrong somewhere in the world.
const OWN: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "<!--<script>",
    "]]><b>",
    "javascript:alert(1)",
    "[a](javascript:alert(1))",
    "![a](https://e.example/x.png)",
    "<https://e.example>",
    "`</code><b>x</b>`",
    "a\n\n# b\n\n- c\n\n1. d\n\n---\n\n```\ne\n```",
    "[x]: javascript:alert(1)\n\n[x]",
    "&lt;b&gt; &#x3c;b&#x3e;",
    "{{text}}",
    "=1+1",
    "_x0041_ _x000d_",
    "\u{202e}txt.exe",
    "\u{feff}=cmd|' /C calc'!A0",
];

fn suite(path: &str) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/suites").join(path);
    fs::read(file).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Every hostile string there is: ours, and those of the suites where they are.
pub fn strings() -> Vec<String> {
    let mut all: Vec<String> = OWN.iter().map(|text| (*text).to_owned()).collect();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/xss-strings");
    match fs::read_dir(&folder) {
        Err(_) => eprintln!("SKIPPED: ../shared absent, only our own hostile strings are tried"),
        Ok(entries) => {
            for entry in
                entries.flatten().filter(|entry| !entry.file_name().to_string_lossy().starts_with("LICENSE"))
            {
                let text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
                all.extend(text.lines().map(str::to_owned));
            }
        }
    }
    if let Some(naughty) = suite("blns/blns.json") {
        all.extend(serde_json::from_str::<Vec<String>>(&naughty).unwrap());
    }
    all.extend(suite("csv-formulas/csv-payload.txt").iter().flat_map(|text| text.lines()).map(str::to_owned));
    all
}

/// A pin with a string in every field that takes one.
pub fn poisoned(base: &Pin, place: usize, text: &str) -> Pin {
    let mut pin = base.clone();
    pin.id = format!("01ARZ3NDEKTSV4RR{place:010}").try_into().unwrap();
    pin.placements = Default::default();
    let own = |text: &str| Some(text.to_owned());
    let content = &mut pin.content;
    (content.title, content.text, content.lang) = (own(text), own(text), own(text));
    content.source.url = own(text);
    (content.source.page_url, content.source.site) = (text.to_owned(), text.to_owned());
    content.author = Some(Author {
        handle: own(text),
        name: own(text),
        url: own(text),
        native_id: own(text),
        ..Author::default()
    });
    if let Some(product) = &mut content.product {
        (product.name, product.brand, product.gtin, product.sku) =
            (own(text), own(text), own(text), own(text));
        if let Some(price) = &mut product.price {
            (price.amount, price.currency) = (text.to_owned(), own(text));
        }
    }
    content.quotes = vec![Quoted { author: own(text), url: own(text), text: text.to_owned() }];
    content.media.clear();
    pin.rights = Rights { owner: own(text), credit: own(text), evidence: own(text), ..Rights::default() };
    pin
}

pub fn workspace_of(strings: &[String]) -> Workspace {
    let (sample, _) = sample::workspace();
    let base = sample.pins().find(|pin| pin.content.product.is_some()).unwrap();
    let mut workspace = Workspace::default();
    for (place, text) in strings.iter().enumerate() {
        let pin = poisoned(base, place, text);
        workspace.put(Stored { revision: 1, record: Record::Pin(Box::new(pin)) });
    }
    workspace
}

fn written(workspace: &Workspace, format: ExportFormat) -> String {
    text_of(&all_of(workspace, format, "en"), |_| "AAAA".to_owned())
}

#[cfg(feature = "html")]
const NOTE_HTML: ExportFormat = ExportFormat::CrmNote { template: None, syntax: NoteSyntax::Html };

/// What one reads: without control characters, white space folded.
pub fn readable(text: &str) -> String {
    pinfold::export::escape::one_line(text)
}

#[cfg(feature = "html")]
pub mod page {
    //! The pages, parsed as a browser parses them.

    use std::collections::BTreeSet;

    use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
    use markup5ever_rcdom::{Handle, NodeData, RcDom};

    use super::*;

    const BOARD: &[(&str, &[&str])] = &[
        ("html", &["lang"]),
        ("head", &[]),
        ("meta", &["charset", "http-equiv", "content", "name"]),
        ("title", &[]),
        ("style", &[]),
        ("body", &[]),
        ("header", &[]),
        ("h1", &["dir"]),
        ("h2", &["id", "dir"]),
        ("h3", &["dir", "aria-level"]),
        ("p", &["class", "dir", "lang"]),
        ("time", &["datetime"]),
        ("nav", &["aria-label"]),
        ("ul", &["class", "aria-label"]),
        ("ol", &["class", "role"]),
        ("li", &["class", "dir"]),
        ("a", &["href", "rel"]),
        ("span", &["class", "aria-hidden", "dir"]),
        ("main", &[]),
        ("section", &[]),
        ("article", &[]),
        ("blockquote", &["dir"]),
        ("cite", &[]),
        ("div", &["class"]),
        ("figure", &[]),
        ("figcaption", &[]),
        ("img", &["src", "alt", "width", "height"]),
        ("svg", &["class", "viewBox", "aria-hidden", "preserveAspectRatio"]),
        ("rect", &["x", "y", "width", "height"]),
        ("path", &["d"]),
        ("bdi", &["class"]),
        ("mark", &[]),
        ("q", &["dir"]),
        ("details", &[]),
        ("summary", &[]),
        ("footer", &[]),
    ];

    /// What a note may be made of.
    pub const NOTE: &[(&str, &[&str])] = &[
        ("html", &[]),
        ("head", &[]),
        ("body", &[]),
        ("p", &[]),
        ("br", &[]),
        ("hr", &[]),
        ("ul", &[]),
        ("li", &[]),
        ("strong", &[]),
        ("em", &[]),
        ("blockquote", &[]),
        ("a", &["href", "rel"]),
    ];

    /// All text of a page but its style sheet's, and what in it is not on the list.
    pub fn walked(page: &str, allowed: &[(&str, &[&str])]) -> (String, BTreeSet<String>) {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
        let (mut text, mut refused) = (String::new(), BTreeSet::new());
        let mut open: Vec<Handle> = vec![dom.document.clone()];
        while let Some(node) = open.pop() {
            match &node.data {
                NodeData::Text { contents } => text.push_str(&contents.borrow()),
                NodeData::Comment { .. } => {
                    refused.insert("a comment".to_owned());
                }
                NodeData::Element { name, attrs, .. } => {
                    let element = name.local.to_string();
                    if element == "style" {
                        continue;
                    }
                    if ["p", "br", "li", "h3", "bdi", "span", "summary"].contains(&element.as_str()) {
                        text.push('\n');
                    }
                    let known = allowed.iter().find(|(known, _)| *known == element);
                    for attribute in attrs.borrow().iter() {
                        let (attribute, value) =
                            (attribute.name.local.to_string(), attribute.value.to_string());
                        if !known.is_some_and(|(_, known)| known.contains(&attribute.as_str())) {
                            refused.insert(format!("{element} {attribute}"));
                        }
                        let fine = match attribute.as_str() {
                            "href" => value.starts_with("https://") || value.starts_with("#s"),
                            "src" => value.starts_with("data:image/webp;base64,"),
                            _ => true,
                        };
                        if !fine {
                            refused.insert(format!("{attribute}={value}"));
                        }
                    }
                    if known.is_none() {
                        refused.insert(element);
                    }
                }
                _ => {}
            }
            open.extend(node.children.borrow().iter().rev().cloned());
        }
        (text, refused)
    }

    #[test]
    fn nothing_hostile_becomes_markup_and_all_of_it_can_be_read() {
        let strings = strings();
        let workspace = workspace_of(&strings);
        for (format, allowed) in [(ExportFormat::Html, BOARD), (NOTE_HTML, NOTE)] {
            let (text, refused) = walked(&written(&workspace, format), allowed);
            assert!(refused.is_empty(), "{refused:?}");
            let text = readable(&text);
            let lost: Vec<&String> = strings
                .iter()
                // The page unfolds long texts and leaves a sign where it cuts.
                .filter(|string| string.len() <= 700 && !text.contains(&readable(string)))
                .collect();
            assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), strings.len());
        }
        println!("{} hostile strings", strings.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 256, ..ProptestConfig::default() })]

        #[test]
        fn any_workspace_is_a_page_of_known_elements(filled in strategies::workspace()) {
            for (format, allowed) in [(ExportFormat::Html, BOARD), (NOTE_HTML, NOTE)] {
                let page = written(&filled.workspace, format).replace("data:image/png", "data:image/webp");
                let (_, refused) = walked(&page.replace("data:image/jpeg", "data:image/webp"), allowed);
                prop_assert!(refused.is_empty(), "{refused:?}");
            }
        }
    }
}

/// Reads CSV after RFC 4180, for tests only.
pub fn cells(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = table.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(characters.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the table ends within a row");
    rows
}

#[test]
fn no_cell_is_a_formula_and_every_row_has_every_column() {
    let strings = strings();
    let workspace = workspace_of(&strings);
    for format in [ExportFormat::Csv, ExportFormat::CrmCsv(CrmPreset::Neutral)] {
        let table = written(&workspace, format);
        assert!(table.starts_with("\u{feff}pin_id,"));
        let rows = cells(&table);
        assert_eq!(rows.len(), strings.len() + 1);
        let text = rows[0].iter().position(|column| column == "text").unwrap();
        for (row, string) in rows[1..].iter().zip(&strings) {
            assert_eq!(row.len(), rows[0].len());
            for cell in row.iter().filter(|cell| cell.parse::<f64>().is_err()) {
                assert!(
                    !cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
                    "{cell:?}"
                );
                assert!(!cell.starts_with(['\t', '\r']), "{cell:?}");
            }
            let said = pinfold::export::escape::clean(string);
            assert!(row[text] == said || row[text] == format!("'{said}"), "{:?} {said:?}", row[text]);
        }
    }
}

/// The tables of all systems: whoever imports one opens it in a spreadsheet first.
#[test]
fn no_cell_of_any_systems_table_is_a_formula() {
    let strings = strings();
    let workspace = workspace_of(&strings);
    for preset in CrmPreset::ALL {
        let rows = cells(&written(&workspace, ExportFormat::CrmCsv(*preset)));
        assert!(rows.len() > strings.len() / 2, "{}: {}", preset.name(), rows.len());
        for cell in rows.iter().skip(1).flatten() {
            let begins = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            let formula = begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            assert!(!formula && !cell.starts_with(['\t', '\r', '\n']), "{}: {cell:?}", preset.name());
        }
        assert!(rows.iter().all(|row| row.len() == preset.columns().cells.len()), "{}", preset.name());
    }
}

/// Every line of Markdown is one that our own markup begins, and what a page could use as markup is escaped.
pub fn markdown_is_inert(document: &str) -> Result<(), String> {
    for line in document.lines() {
        // Our own link aside, one a line, which names nothing but https.
        let rest = match line.split_once("<https://") {
            Some((before, after)) => {
                let end = after.split_once('>').ok_or(format!("an open link: {line}"))?.1;
                format!("{before}{end}")
            }
            None => line.to_owned(),
        };
        let mut last = ' ';
        for c in rest.trim_start_matches(['#', '-', '>', ' ', '*']).chars() {
            let escaped = last == '\\';
            if matches!(c, '<' | '[' | ']' | '`' | '_' | '|' | '~') && !escaped {
                return Err(format!("{c:?} stands free: {line}"));
            }
            last = if escaped && c == '\\' { ' ' } else { c };
        }
        let free = rest.replace("\\:", "");
        if free.contains("://") {
            return Err(format!("a bare link: {line}"));
        }
    }
    Ok(())
}

#[test]
fn no_text_is_markdown() {
    let workspace = workspace_of(&strings());
    markdown_is_inert(&written(&workspace, ExportFormat::Markdown)).unwrap();
    let note = ExportFormat::CrmNote { template: None, syntax: NoteSyntax::Markdown };
    let note = written(&workspace, note);
    markdown_is_inert(&note).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 256, ..ProptestConfig::default() })]

    #[test]
    fn escaping_html_loses_nothing_and_leaves_no_sign(text in strategies::text()) {
        let escaped = pinfold::export::escape::html::escaped(&text);
        prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
        let back = escaped
            .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
            .replace("&amp;", "&");
        prop_assert_eq!(back, pinfold::export::escape::clean(&text));
    }

    #[test]
    fn any_text_is_one_cell(text in strategies::text()) {
        use pinfold_kernels::csv::table::{Csv, CsvField};
        let mut table = Csv::new(&["a", "b"], 1);
        table.row([CsvField::text(&text), CsvField::text("x")]);
        let rows = cells(&table.into_text());
        prop_assert_eq!(rows.len(), 2);
        prop_assert_eq!(rows[1].len(), 2);
        let clean = pinfold::export::escape::clean(&text);
        let guarded = format!("'{clean}");
        prop_assert!(rows[1][0] == clean || rows[1][0] == guarded);
    }

    #[test]
    fn any_workspace_is_an_inert_document(filled in strategies::workspace()) {
        let document = written(&filled.workspace, ExportFormat::Markdown);
        prop_assert!(markdown_is_inert(&document).is_ok(), "{:?}", markdown_is_inert(&document));
    }
}

#[test]
fn a_hostile_board_name_names_a_harmless_file() {
    let (mut workspace, _) = sample::workspace();
    let board = Board { name: "../../etc/pass\"<wd>\u{202e}".to_owned(), ..sample::board(&workspace) };
    let id = board.id.clone();
    workspace.put(Stored { revision: 2, record: Record::Board(board) });
    let of = pinfold::export::request::ExportScope::Board(id);
    let request = pinfold::export::request::ExportRequest::new(of, ExportFormat::Html, "");
    let file = pinfold::export::file(&workspace, &request, &[], super::now()).unwrap();
    assert_eq!(file.name, "etc-pass-wd-2026-11-22.html");
}
