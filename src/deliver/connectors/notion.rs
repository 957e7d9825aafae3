//! Notion: a page for each pin in one data source, with a property that holds the marker. Class: marker search, by that property.
//! What a page says are paragraphs and pictures; files are handed over first and then put where they belong.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, sight, text},
        http::{Address, Method, Request},
        job::Job,
        limits::{Limits, MayReach, Need, SETTLE_INDEX_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
};

const SETTINGS: [Setting; 3] = [
    Setting::needed("data_source"),
    Setting::or("title_property", "Name"),
    Setting::or("pin_property", "Pin"),
];
/// The version that the vendor's description is of.
const VERSION: &str = "2025-09-03";
/// Longest piece of text, in UTF-16 units.
const PIECE: usize = 2_000;
/// Blocks that are asked for at once: all that a page of ours has.
const BLOCKS: &str = "100";
/// Where its own addresses of pages begin; another one is not shown to anybody as a link.
const PAGES: [&str; 2] = ["https://www.notion.so/", "https://app.notion.com/"];

pub(super) struct Notion;

fn get(address: Address) -> Request {
    Request::get(address).header("notion-version", VERSION)
}

fn send(method: Method, address: Address, body: Value) -> Request {
    Request::send(method, address, body.into()).header("notion-version", VERSION)
}

fn source(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["v1", "data_sources", with.needed("data_source")?], more].concat())
}

/// Words as Notion has them everywhere: a list of pieces.
fn words(pieces: &[String]) -> Value {
    pieces.iter().map(|piece| json!({"type": "text", "text": {"content": piece}})).collect()
}

/// The note as one paragraph, in pieces of the length that Notion takes.
fn paragraph(job: &Job) -> Value {
    let mut pieces: Vec<String> = vec![String::new()];
    let mut length = 0;
    for c in job.body().chars() {
        length += c.len_utf16();
        if length > PIECE {
            pieces.push(String::new());
            length = c.len_utf16();
        }
        pieces.last_mut().into_iter().for_each(|last| last.push(c));
    }
    json!({"object": "block", "type": "paragraph", "paragraph": {"rich_text": words(&pieces)}})
}

/// The words of a list of pieces.
fn said(pieces: Option<&Value>) -> String {
    let pieces = pieces.and_then(Value::as_array).into_iter().flatten();
    pieces.map(|piece| text(piece, "/plain_text")).collect()
}

/// The blocks of a kind in an answer, each with what it says.
fn saying<'a>(blocks: &'a [Value], kind: &str, words: &str) -> Vec<(&'a Value, String)> {
    let of_kind = blocks.iter().filter(|block| text(block, "/type") == kind);
    of_kind.map(|block| (block, said(block.pointer(words)))).collect()
}

fn take_page(known: &mut Known, page: &Value) {
    let link = text(page, "/url");
    known.note_link = PAGES.iter().any(|own| link.starts_with(own)).then(|| link.to_owned());
}

impl Connector for Notion {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Plain,
            subject: 500,
            note: 20_000,
            file_bytes: 5_000_000,
            files: 5,
            takes: Takes::Files,
            tags: false,
            reach: MayReach::Unknown,
            settle_ms: SETTLE_INDEX_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::FindNote, Op::MakeNote, Op::FindFiles, Op::AddFiles, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.bearer()
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let (job, known) = (with.job, with.known);
        Ok(match op {
            Op::SignIn => Some(get(with.to(&["v1", "users", "me"])?)),
            Op::Look if known.turn == 0 => Some(get(source(with, &[])?)),
            Op::FindNote => {
                let pin = with.needed("pin_property")?;
                let asked = json!({
                    "filter": {"property": pin, "rich_text": {"equals": job.marker()}},
                    "page_size": 10,
                });
                Some(send(Method::Post, source(with, &["query"])?, asked))
            }
            Op::MakeNote if known.note.is_none() => {
                let (marker, title) = (words(&[job.marker()]), words(&[job.title(500)]));
                let mut properties = serde_json::Map::new();
                properties.insert(with.needed("title_property")?.to_owned(), json!({"title": title}));
                properties.insert(with.needed("pin_property")?.to_owned(), json!({"rich_text": marker}));
                let page = json!({
                    "parent": {"type": "data_source_id", "data_source_id": with.needed("data_source")?},
                    "properties": properties,
                    "children": [paragraph(job)],
                });
                Some(send(Method::Post, with.to(&["v1", "pages"])?, page))
            }
            Op::FindFiles | Op::ReadBack if known.turn == 0 => {
                let address = with.to(&["v1", "blocks", with.note()?, "children"])?;
                Some(get(address.query("page_size", BLOCKS)))
            }
            Op::AddFiles => match (with.missing_file(), known.others.first()) {
                (Some(file), None) => {
                    let upload =
                        json!({"mode": "single_part", "filename": file.name, "content_type": file.mime});
                    Some(send(Method::Post, with.to(&["v1", "file_uploads"])?, upload))
                }
                (Some(file), Some(upload)) if known.others.len() == 1 => {
                    let form = with.parts().file("file", file.place, file.name, file.mime);
                    let address = with.to(&["v1", "file_uploads", upload, "send"])?;
                    Some(Request::send(Method::Post, address, form.into()).header("notion-version", VERSION))
                }
                (Some(file), Some(upload)) => {
                    let caption = words(&[job.own_name(&file)]);
                    let picture = json!({
                        "type": "file_upload",
                        "file_upload": {"id": upload},
                        "caption": caption,
                    });
                    let kind = if file.mime.starts_with("image/") { "image" } else { "file" };
                    let mut block = json!({"object": "block", "type": kind});
                    if let Some(block) = block.as_object_mut() {
                        block.insert(kind.to_owned(), picture);
                    }
                    let address = with.to(&["v1", "blocks", with.note()?, "children"])?;
                    Some(send(Method::Patch, address, json!({"children": [block]})))
                }
                _ => None,
            },
            _ => None,
        })
    }

    fn accepts(&self, op: Op, status: u16) -> bool {
        status == 404 && op == Op::Look
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindNote => {
                known.take_notes(&heard.names("/results", "/id")?);
                heard.list("/results")?.first().into_iter().for_each(|page| take_page(known, page));
            }
            Op::MakeNote => {
                known.note = Some(heard.name("/id")?);
                take_page(known, heard.value()?);
            }
            Op::FindFiles | Op::ReadBack => {
                let blocks = heard.list("/results")?;
                let mut files = saying(blocks, "image", "/image/caption");
                files.extend(saying(blocks, "file", "/file/caption"));
                for file in with.job.files() {
                    let own = with.job.own_name(&file);
                    let there = files.iter().find(|(_, caption)| *caption == own);
                    if op == Op::ReadBack {
                        known.see_file(&file, there.is_some());
                    } else if let Some(id) = there.and_then(|(block, _)| name(block.get("id")?)) {
                        known.keep_file(file.place, &id);
                    }
                }
                if op == Op::ReadBack {
                    let texts = saying(blocks, "paragraph", "/paragraph/rich_text");
                    let there: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
                    known.seen.text = sight(&there.join("\n"), with.job);
                }
            }
            Op::AddFiles => {
                match known.others.len() {
                    0 => known.others.push(heard.name("/id")?),
                    // It was taken: now it is put on the page.
                    1 => known.others.push(String::new()),
                    _ => {
                        known.others.clear();
                        if let Some(file) = with.missing_file() {
                            known.keep_file(file.place, &heard.name("/results/0/id")?);
                        }
                    }
                }
                return Ok(Turn::Again);
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        findings.push(Finding::new("data_source", with.setting("data_source"), !heard.is_absent()));
        for (setting, kind) in [("title_property", "title"), ("pin_property", "rich_text")] {
            let Some(name) = with.setting(setting).filter(|_| !heard.is_absent()) else { continue };
            let own = heard.json.and_then(|json| json.get("properties")?.get(name));
            findings.push(Finding::new(
                "field",
                Some(name),
                own.is_some_and(|own| text(own, "/type") == kind),
            ));
        }
        Ok(Turn::Next)
    }
}
