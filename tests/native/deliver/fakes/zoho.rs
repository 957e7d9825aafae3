//! Zoho CRM: each record of a write says for itself what became of it, and an empty list is no body at all.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, number, plain, written};
use crate::deliver::seen::{Seen, answer};

fn success(id: &Value) -> Answer {
    answer(
        201,
        &json!({"data": [{"code": "SUCCESS", "details": {"id": id}, "message": "record added", "status": "success"}]}),
    )
}

fn error(code: &str) -> Answer {
    answer(202, &json!({"data": [{"code": code, "details": {}, "message": code, "status": "error"}]}))
}

fn list(rows: &[Value]) -> Answer {
    if rows.is_empty() { answer(204, &Value::Null) } else { answer(200, &json!({"data": rows})) }
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "crm", "v8", path @ ..] = path.as_slice() else { return None };
    let first = &seen.json["data"][0];
    Some(match (seen.method, path) {
        (Method::Post, ["Contacts", "upsert"]) => {
            assert_eq!(seen.json["trigger"], json!([]), "workflows would run");
            if first["Last_Name"].as_str().is_none_or(str::is_empty) {
                return Some(error("MANDATORY_NOT_FOUND"));
            }
            if let Some(own) = store.people.iter().find(|own| own["key"] == first["Social_Key"]) {
                return Some(success(&own["id"]));
            }
            store.writes += 1;
            let id = store.id().to_string();
            store.people.push(json!({"id": id, "key": first["Social_Key"]}));
            success(&id.into())
        }
        (Method::Get, ["Contacts", _, "Notes"]) => {
            let (page, most) = (number(seen, "page", 1, 10_000), number(seen, "per_page", 200, 200));
            if page * most > 2_000 {
                return Some(answer(400, &json!({"code": "DISCRETE_PAGINATION_LIMIT_EXCEEDED"})));
            }
            let (rows, more) = store.page(None, (page - 1) * most, most);
            if rows.is_empty() {
                return Some(list(&[]));
            }
            let row = |note: &Value| json!({"id": plain(&note["id"]), "Note_Content": note["body"], "Created_Time": written(note)});
            let rows: Vec<Value> = rows.iter().map(row).collect();
            answer(
                200,
                &json!({"data": rows, "info": {"page": page, "per_page": most, "more_records": more}}),
            )
        }
        (Method::Post, ["Notes"]) => {
            if first["Parent_Id"]["id"].is_null() {
                return Some(error("MANDATORY_NOT_FOUND"));
            }
            store.writes += 1;
            let id = store.id().to_string();
            store.notes.push(json!({"id": id, "body": first["Note_Content"]}));
            success(&id.into())
        }
        (Method::Get, ["Notes", id]) => list(&[json!({"id": id, "Note_Content": store.note(id)?["body"]})]),
        (Method::Get, ["Contacts", _, "Attachments"]) => {
            let there = store.files.iter().filter(|_| !store.blind);
            list(&there.map(|file| json!({"File_Name": file.name})).collect::<Vec<_>>())
        }
        (Method::Post, ["Contacts", _, "Attachments"]) => {
            let parts = seen.parts();
            let part = parts.first()?;
            store.writes += 1;
            let id = store.keep(part.file.as_deref()?, part.bytes.clone(), true);
            success(&id.into())
        }
        _ => return None,
    })
}
