//! A receiver that heeds the key of a request.

use pinfold::deliver::http::{Answer, Method};
use serde_json::json;

use super::{Store, bytes};
use crate::deliver::seen::{Seen, answer};

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let key = seen.header("idempotency-key").to_owned();
    if seen.method != Method::Post || key.is_empty() {
        return None;
    }
    if let Some(before) = store.keys.get(&key) {
        return Some(before.clone());
    }
    store.writes += 1;
    let id = store.id().to_string();
    for file in seen.json["files"].as_array()? {
        store.keep(file["name"].as_str()?, bytes(file["base64"].as_str()?), true);
    }
    store.people.push(json!({"id": id, "key": seen.json["customer"]["key"]}));
    store.notes.push(json!({"id": id, "body": seen.text("/body")}));
    let made = answer(201, &json!({"id": id}));
    store.keys.insert(key, made.clone());
    Some(made)
}
