//! Notion, as version 2025-09-03 of its description has it; how files are handed over by the vendor's page on it.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Kept, Store, plain, refuse};
use crate::deliver::seen::{Seen, answer};

fn shown(note: &Value) -> Value {
    let id = plain(&note["id"]);
    json!({"object": "page", "id": id, "url": format!("https://www.notion.so/{id}")})
}

/// The words of a list of pieces, none of which is longer than Notion takes.
fn words(pieces: &Value) -> Option<String> {
    let pieces = pieces.as_array()?.iter().map(|piece| piece["text"]["content"].as_str());
    let pieces: Vec<&str> = pieces.collect::<Option<_>>()?;
    pieces.iter().all(|piece| piece.encode_utf16().count() <= 2_000).then(|| pieces.concat())
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    if seen.header("notion-version") != "2025-09-03" {
        return Some(refuse(400, "missing_version"));
    }
    let path = seen.path();
    let ["base", "v1", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Post, ["data_sources", "D1", "query"]) => {
            assert_eq!(seen.text("/filter/property"), "Pin");
            let marker = seen.text("/filter/rich_text/equals");
            let rows: Vec<Value> = store.with_text(&marker).iter().map(shown).collect();
            answer(200, &json!({"object": "list", "results": rows, "has_more": false}))
        }
        (Method::Post, ["pages"]) => {
            let body = words(&seen.json["children"][0]["paragraph"]["rich_text"]);
            let marker = words(&seen.json["properties"]["Pin"]["rich_text"])?;
            let (Some(body), "D1") = (body, seen.text("/parent/data_source_id").as_str()) else {
                return Some(refuse(400, "validation_error"));
            };
            assert!(body.contains(&marker));
            store.writes += 1;
            let id = store.id().to_string();
            store.notes.push(json!({"id": id, "body": body}));
            answer(200, &shown(store.note(&id)?))
        }
        (Method::Get, ["blocks", id, "children"]) => {
            let note = store.note(id)?;
            let said = json!({"rich_text": [{"type": "text", "plain_text": note["body"]}]});
            let mut blocks = vec![json!({"id": "p", "type": "paragraph", "paragraph": said})];
            for file in store.files.iter().filter(|file| file.attached) {
                let Some(caption) = file.name.strip_prefix(&format!("{id}/")) else { continue };
                let caption = json!([{"plain_text": caption}]);
                blocks.push(json!({"id": file.id, "type": "image", "image": {"caption": caption}}));
            }
            answer(200, &json!({"object": "list", "results": blocks, "has_more": false}))
        }
        (Method::Post, ["file_uploads"]) => {
            let id = format!("{:032x}", store.id());
            answer(200, &json!({"id": id, "status": "pending"}))
        }
        (Method::Post, ["file_uploads", id, "send"]) => {
            let parts = seen.parts();
            let file = parts.iter().find(|part| part.name == "file")?;
            store.files.retain(|own| own.id != *id);
            store.files.push(Kept {
                id: (*id).to_owned(),
                name: String::new(),
                bytes: file.bytes.clone(),
                attached: false,
            });
            answer(200, &json!({"id": id, "status": "uploaded"}))
        }
        (Method::Patch, ["blocks", page, "children"]) => {
            let block = &seen.json["children"][0];
            assert_eq!(block["type"], "image");
            let upload = plain(&block["image"]["file_upload"]["id"]);
            let caption = words(&block["image"]["caption"])?;
            let Some(file) = store.files.iter_mut().find(|file| file.id == upload) else {
                return Some(refuse(400, "the upload is not there"));
            };
            (file.attached, file.name) = (true, format!("{page}/{caption}"));
            store.writes += 1;
            answer(200, &json!({"object": "list", "results": [{"id": upload, "type": "image"}]}))
        }
        _ => return None,
    })
}
