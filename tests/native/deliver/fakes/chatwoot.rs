//! Chatwoot, as its description has it; labels replace those that are there.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, number, plain, refuse, seconds};
use crate::deliver::seen::{Seen, answer};

fn messages(store: &Store, thread: &str) -> Vec<Value> {
    let of_it =
        store.notes.iter().filter(|note| plain(&note["thread"]) == thread && note["kind"] == "message");
    let files = |note: &Value| -> Vec<Value> {
        let own = format!("{}/", note["id"]);
        let there = store.files.iter().filter(|file| file.name.starts_with(&own));
        there.map(|file| json!({"file_size": file.bytes.len()})).collect()
    };
    of_it.map(|note| json!({"id": note["id"], "content": note["body"], "created_at": seconds(note), "attachments": files(note)})).collect()
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "api", "v1", "accounts", "1", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["contacts", "search"]) => {
            let asked = seen.asked("q");
            let who = [store.who("key", asked), store.who("email", asked)].concat();
            let row = |own: &Value| json!({"id": own["id"], "identifier": own["key"], "email": own["email"]});
            let rows: Vec<Value> = who.iter().map(row).collect();
            answer(200, &json!({"payload": rows}))
        }
        (Method::Post, ["contacts"]) => {
            if !seen.json["inbox_id"].is_number() {
                return Some(refuse(400, "inbox_id"));
            }
            let key = seen.text("/identifier");
            if store.people.iter().any(|own| own["key"] == key.as_str()) {
                return Some(refuse(422, "Identifier has already been taken"));
            }
            store.writes += 1;
            let id = store.id();
            store.people.push(json!({"id": id, "key": key, "email": seen.json["email"]}));
            answer(200, &json!({"payload": {"contact": {"id": id}}}))
        }
        (Method::Put, ["contacts", id]) => {
            let own = store.people.iter_mut().find(|own| plain(&own["id"]) == *id)?;
            own["key"] = seen.json["identifier"].clone();
            answer(200, &json!({"payload": {"contact": {"id": own["id"]}}}))
        }
        (Method::Get, ["contacts", _, "conversations"]) => {
            // The vendor's own code has no second page.
            let row = |note: &Value| json!({"id": note["id"], "custom_attributes": note["custom_attributes"], "last_activity_at": seconds(note)});
            let rows: Vec<Value> = store.page(Some("thread"), 0, 20).0.iter().map(row).collect();
            answer(200, &json!({"payload": rows}))
        }
        (Method::Post, ["conversations"]) => {
            if seen.text("/source_id").is_empty() {
                return Some(refuse(400, "source_id"));
            }
            store.writes += 1;
            let id = store.id();
            store.notes.push(json!({
                "id": id, "kind": "thread", "body": "", "custom_attributes": seen.json["custom_attributes"], "labels": ["other"],
            }));
            answer(200, &json!({"id": id}))
        }
        (Method::Get, ["conversations", id, "messages"]) => {
            let before = number(seen, "before", usize::MAX, usize::MAX);
            let mut all = messages(store, id);
            all.retain(|own| own["id"].as_u64().is_some_and(|id| id < before as u64));
            let last = all.split_off(all.len().saturating_sub(20));
            answer(200, &json!({"payload": last}))
        }
        (Method::Post, ["conversations", id, "messages"]) => {
            let parts = seen.parts();
            let text = |name: &str| {
                let part = parts.iter().find(|part| part.name == name);
                part.map(|part| String::from_utf8(part.bytes.clone()).unwrap()).unwrap_or_default()
            };
            assert_eq!(text("private"), "true", "the customer would be told");
            store.writes += 1;
            let own = store.id();
            for part in parts.iter().filter(|part| part.name == "attachments[]") {
                store.keep(&format!("{own}/{}", part.file.as_deref()?), part.bytes.clone(), true);
            }
            let thread: u64 = id.parse().ok()?;
            store
                .notes
                .push(json!({"id": own, "kind": "message", "thread": thread, "body": text("content")}));
            answer(200, &json!({"id": own}))
        }
        (Method::Get, ["conversations", id, "labels"]) => {
            answer(200, &json!({"payload": store.note(id)?["labels"]}))
        }
        (Method::Post, ["conversations", id, "labels"]) => {
            let labels = seen.json["labels"].clone();
            assert!(labels.as_array()?.contains(&json!("other")), "a label of somebody else is gone");
            let note = store.notes.iter_mut().find(|note| plain(&note["id"]) == *id)?;
            note["labels"] = labels.clone();
            store.writes += 1;
            answer(200, &json!({"payload": labels}))
        }
        _ => return None,
    })
}
