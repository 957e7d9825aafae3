//! Odoo 19's JSON interface: a model, a method, named arguments.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, bytes, plain, refuse};
use crate::deliver::seen::{Seen, answer};

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "json", "2", model, method] = path.as_slice() else { return None };
    if seen.method != Method::Post {
        return Some(refuse(405, "Method Not Allowed"));
    }
    let values = &seen.json["vals_list"][0];
    Some(match (*model, *method) {
        ("res.partner", "search_read") => {
            let field = if seen.text("/domain/0/0") == "email" { "email" } else { "key" };
            let rows = store.who(field, &seen.text("/domain/0/2"));
            let row = |own: &Value| json!({"id": own["id"], "ref": own["key"], "email": own["email"]});
            answer(200, &rows.iter().map(row).collect())
        }
        ("res.partner", "create") => {
            if values["name"].as_str().is_none_or(str::is_empty) {
                return Some(refuse(422, "Missing required value for the field 'Name'"));
            }
            store.writes += 1;
            let id = store.id();
            store.people.push(json!({"id": id, "key": values["ref"], "email": values["email"]}));
            answer(200, &json!([id]))
        }
        ("res.partner", "message_post") => {
            assert_eq!(seen.text("/subtype_xmlid"), "mail.mt_note", "followers would be told");
            let ids: Vec<String> = seen.json["attachment_ids"].as_array()?.iter().map(plain).collect();
            if !store.attach(&ids.iter().map(String::as_str).collect::<Vec<_>>()) {
                return Some(refuse(404, "Record does not exist"));
            }
            store.writes += 1;
            let id = store.id();
            store.notes.push(json!({"id": id, "body": seen.json["body"]}));
            answer(200, &json!(id))
        }
        ("mail.message", "search_read") => {
            let first = &seen.json["domain"][0];
            let found: Vec<Value> = if first[0] == "id" {
                store.note(&plain(&first[2])).cloned().into_iter().collect()
            } else {
                store.with_text(&seen.text("/domain/1/2"))
            };
            answer(200, &found.iter().map(|note| json!({"id": note["id"], "body": note["body"]})).collect())
        }
        ("ir.attachment", "search_read") => {
            let names: Vec<String> =
                seen.json.pointer("/domain/0/2")?.as_array()?.iter().map(plain).collect();
            let there = store.files.iter().filter(|file| names.contains(&file.name));
            let row = |file: &super::Kept| json!({"id": file.id.parse::<u64>().unwrap(), "name": file.name, "file_size": file.bytes.len()});
            answer(200, &there.map(row).collect())
        }
        ("ir.attachment", "create") => {
            store.writes += 1;
            let id = store.keep(values["name"].as_str()?, bytes(values["datas"].as_str()?), false);
            answer(200, &json!([id.parse::<u64>().ok()?]))
        }
        _ => return None,
    })
}
