//! Tryton's REST interface, as the real one of version 8.2 answers.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, bytes, plain, refuse};
use crate::deliver::seen::{Seen, answer};

/// The domain of a search.
fn domain(seen: &Seen) -> Value {
    let text = seen.asked("d").replace('-', "+").replace('_', "/");
    serde_json::from_slice(&bytes(&text)).unwrap()
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "care", "rest", "model", model, rest @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, *model, rest) {
        (Method::Get, "party.contact_mechanism", []) => {
            let domain = domain(seen);
            let value = domain.pointer("/1/2")?.as_str()?.replace('\\', "");
            let field = if domain.pointer("/0/2")? == "other" { "key" } else { "email" };
            let who = store.who(field, &value);
            let rows = who.iter().map(|own| json!({"id": 1, "value": value, "party": {"id": own["id"]}}));
            answer(200, &rows.collect())
        }
        (Method::Post, "party.party", []) => {
            store.writes += 1;
            let id = store.id();
            let ways = seen.json.pointer("/contact_mechanisms/0/1")?.as_array()?;
            let way = |kind: &str| {
                ways.iter()
                    .find(|way| way["type"] == kind)
                    .map(|way| way["value"].clone())
                    .unwrap_or_default()
            };
            store.people.push(json!({"id": id, "key": way("other"), "email": way("email")}));
            answer(200, &json!({"id": id, "__name__": "party.party"}))
        }
        (Method::Post, "party.contact_mechanism", []) => {
            store.writes += 1;
            let party = seen.json["party"].clone();
            let own = store.people.iter_mut().find(|own| own["id"] == party)?;
            own["key"] = seen.json["value"].clone();
            answer(200, &json!({"id": 1}))
        }
        (Method::Get, "ir.note", []) => {
            let pattern = domain(seen).pointer("/0/2")?.as_str()?.replace('%', "");
            let notes = store.with_text(&pattern);
            answer(200, &notes.iter().map(|note| json!({"id": note["id"]})).collect())
        }
        (Method::Post, "ir.note", []) => {
            if !seen.text("/resource").starts_with("party.party,") {
                return Some(refuse(400, "A value is required for field \"Resource\""));
            }
            store.writes += 1;
            let id = store.id();
            store.notes.push(json!({"id": id, "body": seen.text("/message")}));
            answer(200, &json!({"id": id}))
        }
        (Method::Get, "ir.note", [id]) => {
            let note = store.note(id)?;
            answer(200, &json!({"id": note["id"], "message": note["body"]}))
        }
        (Method::Get, "ir.attachment", []) => {
            let names = domain(seen).pointer("/0/2")?.clone();
            let names: Vec<String> = names.as_array()?.iter().map(plain).collect();
            let there = store.files.iter().filter(|file| names.contains(&file.name) && !store.blind);
            answer(
                200,
                &there
                    .map(|file| json!({"id": 1, "name": file.name, "data_size": file.bytes.len()}))
                    .collect(),
            )
        }
        (Method::Post, "ir.attachment", []) => {
            store.writes += 1;
            store.keep(&seen.text("/name"), bytes(&seen.text("/data/base64")), true);
            answer(200, &json!({"id": 1}))
        }
        _ => return None,
    })
}
