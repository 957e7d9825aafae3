//! Zendesk, as its reference describes it.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, plain, refuse};
use crate::deliver::seen::{Seen, answer, with};

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "api", "v2", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Post, ["users", "create_or_update"]) => {
            assert_eq!(seen.json["user"]["skip_verify_email"], true, "the customer would be told");
            let key = seen.text("/user/external_id");
            if let Some(own) = store.people.iter().find(|own| own["key"] == key.as_str()) {
                return Some(answer(200, &json!({"user": {"id": own["id"]}})));
            }
            store.writes += 1;
            let id = store.id();
            store.people.push(json!({"id": id, "key": key}));
            answer(201, &json!({"user": {"id": id}}))
        }
        (Method::Get, ["tickets"]) => {
            let found = store
                .notes
                .iter()
                .filter(|note| note["external_id"] == seen.asked("external_id") && !store.blind);
            let rows: Vec<Value> = found.map(|note| json!({"id": note["id"]})).collect();
            answer(200, &json!({"tickets": rows, "count": rows.len()}))
        }
        (Method::Post, ["uploads"]) => {
            let token = store.keep(seen.asked("filename"), seen.bytes.clone(), false);
            answer(201, &json!({"upload": {"token": token}}))
        }
        (Method::Post, ["tickets"]) => {
            let key = seen.header("idempotency-key").to_owned();
            assert!(!key.is_empty());
            if let Some(before) = store.keys.get(&key) {
                return Some(with(before.clone(), "x-idempotency-lookup", "hit"));
            }
            let ticket = &seen.json["ticket"];
            let comment = &ticket["comment"];
            assert_eq!(comment["public"], false, "the customer would be told");
            if !ticket["requester_id"].is_i64() {
                return Some(refuse(422, "RecordInvalid"));
            }
            for tag in ticket["tags"].as_array()? {
                assert!(!tag.as_str()?.contains(' '), "a tag has no spaces");
            }
            let tokens: Vec<String> = comment["uploads"].as_array()?.iter().map(plain).collect();
            if !store.attach(&tokens.iter().map(String::as_str).collect::<Vec<_>>()) {
                return Some(refuse(422, "upload token"));
            }
            store.writes += 1;
            let id = store.id();
            store.notes.push(json!({
                "id": id, "body": comment["html_body"], "external_id": ticket["external_id"],
                "tags": ticket["tags"], "requester_id": ticket["requester_id"], "uploads": tokens,
            }));
            let made = answer(201, &json!({"ticket": {"id": id}}));
            store.keys.insert(key, made.clone());
            made
        }
        (Method::Get, ["tickets", id]) => {
            let note = store.note(id)?;
            answer(200, &json!({"ticket": {"tags": note["tags"], "requester_id": note["requester_id"]}}))
        }
        (Method::Get, ["tickets", id, "comments"]) => {
            let note = store.note(id)?;
            let tokens: Vec<String> = note["uploads"].as_array()?.iter().map(plain).collect();
            let files = store.files.iter().filter(|file| tokens.contains(&file.id));
            let files: Vec<Value> =
                files.map(|file| json!({"file_name": file.name, "size": file.bytes.len()})).collect();
            let body = format!("<div class=\"zd-comment\">{}</div>", note["body"].as_str()?);
            answer(200, &json!({"comments": [{"html_body": body, "attachments": files}]}))
        }
        _ => return None,
    })
}
