//! Miro, as version 2 of its description has it.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, number, plain, refuse, written};
use crate::deliver::seen::{Seen, answer};

fn card(note: &Value) -> Value {
    json!({
        "id": plain(&note["id"]), "type": "card", "createdAt": written(note),
        "data": {"title": note["subject"], "description": note["body"]},
    })
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "v2", "boards", "B1", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["items"]) => {
            let most = number(seen, "limit", 10, 50);
            assert!(most >= 10, "fewer than Miro gives");
            let from: usize = seen.asked("cursor").parse().unwrap_or(0);
            let all: Vec<Value> = if seen.asked("type") == "card" {
                // The oldest first: no order is promised.
                store.page(None, 0, usize::MAX).0.iter().rev().map(card).collect()
            } else {
                let image = |file: &super::Kept| json!({"id": file.id, "type": "image", "data": {"title": file.name}});
                store.files.iter().map(image).collect()
            };
            let mut page =
                json!({"data": all.iter().skip(from).take(most).collect::<Vec<_>>(), "limit": most});
            if from + most < all.len() {
                page["cursor"] = (from + most).to_string().into();
            }
            answer(200, &page)
        }
        (Method::Post, ["cards"]) => {
            if seen.text("/data/title").is_empty() || !seen.json["position"]["x"].is_number() {
                return Some(refuse(400, "Invalid parameters"));
            }
            store.writes += 1;
            let id = store.id().to_string();
            store.notes.push(json!({"id": id, "body": seen.text("/data/description"), "subject": seen.json["data"]["title"]}));
            answer(201, &card(store.note(&id)?))
        }
        (Method::Get, ["cards", id]) => answer(200, &card(store.note(id)?)),
        (Method::Post, ["images"]) => {
            let parts = seen.parts();
            let part = |name: &str| parts.iter().find(|part| part.name == name);
            let data: Value = serde_json::from_slice(&part("data")?.bytes).unwrap();
            store.writes += 1;
            let id = store.keep(data["title"].as_str()?, part("resource")?.bytes.clone(), true);
            answer(201, &json!({"id": id, "type": "image"}))
        }
        _ => return None,
    })
}
