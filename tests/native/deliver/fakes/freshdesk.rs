//! Freshdesk: a ticket tells its requestor, so nobody with an address may be one.

use pinfold::{
    deliver::http::{Answer, Method},
    model::time::Instant,
};
use serde_json::{Value, json};

use super::{Store, number, plain, refuse, seconds, written};
use crate::deliver::seen::{Seen, answer};

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "api", "v2", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["contacts"]) => {
            let by_key = store.who("key", seen.asked("unique_external_id"));
            let rows = [by_key, store.who("email", seen.asked("email"))].concat();
            answer(200, &rows.iter().map(|own| json!({"id": own["id"], "email": own["email"]})).collect())
        }
        (Method::Post, ["contacts"]) => {
            assert!(seen.json.get("email").is_none(), "the customer would be told");
            let key = seen.text("/unique_external_id");
            if store.people.iter().any(|own| own["key"] == key.as_str()) {
                return Some(refuse(409, "It should be a unique value"));
            }
            store.writes += 1;
            let id = store.id();
            store.people.push(json!({"id": id, "key": key}));
            answer(201, &json!({"id": id}))
        }
        (Method::Get, ["tickets"]) => {
            let since =
                Instant::from_rfc3339(seen.asked("updated_since")).expect("else old tickets are left out");
            assert!(seen.asked("order_by") == "created_at" && seen.asked("order_type") == "desc");
            let (page, most) = (number(seen, "page", 1, 300), number(seen, "per_page", 30, 100));
            let recent = |note: &&Value| seconds(note) * 1_000 >= since.milliseconds();
            let (all, _) = store.page(Some("ticket"), 0, usize::MAX);
            let row = |note: &Value| json!({"id": note["id"], "subject": note["subject"], "created_at": written(note)});
            answer(200, &all.iter().filter(recent).skip((page - 1) * most).take(most).map(row).collect())
        }
        (Method::Post, ["tickets"]) => {
            if !seen.json["requester_id"].is_number() || seen.text("/description").is_empty() {
                return Some(refuse(400, "Validation failed"));
            }
            store.writes += 1;
            let id = store.id();
            store.notes.push(json!({
                "id": id, "kind": "ticket", "body": "", "subject": seen.json["subject"], "tags": seen.json["tags"],
            }));
            answer(201, &json!({"id": id}))
        }
        (Method::Get, ["tickets", id]) => answer(200, &json!({"tags": store.note(id)?["tags"]})),
        (Method::Get, ["tickets", id, "conversations"]) => {
            let of_it = store.notes.iter().filter(|note| note["kind"] == "note" && note["ticket"] == *id);
            let row = |note: &Value| {
                let own = format!("{}/", note["id"]);
                let files = store.files.iter().filter_map(|file| {
                    let name = file.name.strip_prefix(&own)?;
                    Some(json!({"name": name, "size": file.bytes.len()}))
                });
                json!({"id": note["id"], "body": note["body"], "attachments": files.collect::<Vec<_>>()})
            };
            answer(200, &of_it.map(row).collect())
        }
        (Method::Post, ["tickets", id, "notes"]) => {
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
            store.notes.push(json!({"id": own, "kind": "note", "ticket": id, "body": text("body")}));
            answer(201, &json!({"id": plain(&own.into()).parse::<u64>().ok()?}))
        }
        _ => return None,
    })
}
