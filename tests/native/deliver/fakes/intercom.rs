//! Intercom, as version 2.16 of its description has it.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, number, plain, refuse, seconds};
use crate::deliver::seen::{Seen, answer};

fn shown(note: &Value) -> Value {
    json!({"type": "note", "id": plain(&note["id"]), "body": note["body"], "created_at": seconds(note)})
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    if seen.header("intercom-version") != "2.16" {
        return Some(refuse(400, "intercom_version_invalid"));
    }
    let path = seen.path();
    let ["base", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["contacts", "find_by_external_id", key]) => match store.who("key", key).first() {
            Some(own) => answer(200, &json!({"type": "contact", "id": own["id"]})),
            None => refuse(404, "not_found"),
        },
        (Method::Post, ["contacts", "search"]) => {
            let rows = store.who("email", &seen.text("/query/value"));
            answer(200, &json!({"type": "list", "data": rows, "total_count": rows.len()}))
        }
        (Method::Post, ["contacts"]) => {
            let key = seen.text("/external_id");
            if store.people.iter().any(|own| own["key"] == key.as_str()) {
                return Some(refuse(409, "A contact matching those details already exists"));
            }
            store.writes += 1;
            let id = format!("6762f0ad1bb69f{:010x}", store.id());
            store.people.push(json!({"id": id, "key": key, "email": seen.json["email"]}));
            answer(200, &json!({"type": "contact", "id": id}))
        }
        (Method::Put, ["contacts", id]) => {
            let own = store.people.iter_mut().find(|own| plain(&own["id"]) == *id)?;
            own["key"] = seen.json["external_id"].clone();
            answer(200, &json!({"type": "contact", "id": own["id"]}))
        }
        (Method::Get, ["contacts", _, "notes"]) => {
            let (page, most) = (number(seen, "page", 1, 10_000), number(seen, "per_page", 50, 150));
            let (rows, _) = store.page(None, (page - 1) * most, most);
            let total = store.page(None, 0, usize::MAX).0.len().div_ceil(most);
            let rows: Vec<Value> = rows.iter().map(shown).collect();
            let pages = json!({"type": "pages", "page": page, "per_page": most, "total_pages": total});
            answer(200, &json!({"type": "list", "data": rows, "pages": pages}))
        }
        (Method::Get, ["notes", id]) => answer(200, &shown(store.note(id)?)),
        (Method::Post, ["contacts", _, "notes"]) => {
            if seen.text("/body").is_empty() {
                return Some(refuse(400, "body"));
            }
            store.writes += 1;
            let id = store.id().to_string();
            store.notes.push(json!({"type": "note", "id": id, "body": seen.text("/body")}));
            answer(200, &json!({"type": "note", "id": id}))
        }
        (Method::Post, ["tags"]) => {
            answer(200, &json!({"type": "tag", "id": "7", "name": seen.json["name"]}))
        }
        (Method::Post, ["contacts", _, "tags"]) => {
            answer(200, &json!({"type": "tag", "id": seen.json["id"]}))
        }
        _ => return None,
    })
}
