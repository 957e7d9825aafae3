//! HubSpot: every property a text, associations required, notes without any key of their own.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, number, plain, refuse, written};
use crate::deliver::seen::{Seen, answer};

fn are_texts(properties: &Value) -> bool {
    properties.as_object().is_some_and(|own| own.values().all(Value::is_string))
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    if path == ["base", "files", "v3", "files"] {
        let parts = seen.parts();
        let file = parts.iter().find(|part| part.name == "file")?;
        let options = parts.iter().find(|part| part.name == "options")?;
        assert_eq!(options.bytes, b"{\"access\":\"PRIVATE\"}", "a file that everybody can read");
        let id = store.keep(file.file.as_deref()?, file.bytes.clone(), false);
        return Some(answer(201, &json!({"id": id})));
    }
    let ["base", "crm", "v3", "objects", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["contacts", value]) => {
            let field = if seen.asked("idProperty") == "email" { "email" } else { "key" };
            match store.who(field, value).first() {
                Some(own) => answer(200, &json!({"id": plain(&own["id"])})),
                None => refuse(404, "resource not found"),
            }
        }
        (Method::Post, ["contacts", "batch", "upsert"]) => {
            let input = &seen.json["inputs"][0];
            if !are_texts(&input["properties"]) || input["idProperty"] != "social_key" {
                return Some(refuse(400, "Property values were not valid"));
            }
            if let Some(own) = store.people.iter().find(|own| own["key"] == input["id"]) {
                return Some(answer(200, &json!({"results": [{"id": plain(&own["id"]), "new": false}]})));
            }
            store.writes += 1;
            let id = store.id();
            store.people.push(json!({"id": id, "key": input["id"], "email": input["properties"]["email"]}));
            answer(200, &json!({"results": [{"id": id.to_string(), "new": true}]}))
        }
        (Method::Patch, ["contacts", id]) => {
            if !are_texts(&seen.json["properties"]) {
                return Some(refuse(400, "Property values were not valid"));
            }
            store.writes += 1;
            let own = store.people.iter_mut().find(|own| plain(&own["id"]) == *id)?;
            own["key"] = seen.json["properties"]["social_key"].clone();
            answer(200, &json!({"id": id}))
        }
        (Method::Get, ["contacts", _, "associations", "notes"]) => {
            // The oldest first: nobody promises an order.
            let (mut all, _) = store.page(None, 0, usize::MAX);
            all.reverse();
            let (before, most) = (number(seen, "after", 0, 100_000), number(seen, "limit", 100, 500));
            let rows = all.iter().skip(before).take(most);
            let rows: Vec<Value> = rows.map(|note| json!({"id": plain(&note["id"])})).collect();
            let mut list = json!({"results": rows});
            if all.len() > before + most {
                list["paging"] = json!({"next": {"after": (before + most).to_string()}});
            }
            answer(200, &list)
        }
        (Method::Post, ["notes", "batch", "read"]) => {
            let ids: Vec<String> =
                seen.json["inputs"].as_array()?.iter().map(|one| plain(&one["id"])).collect();
            if ids.is_empty() || ids.len() > 100 {
                return Some(refuse(400, "inputs"));
            }
            let found = store.notes.iter().filter(|note| ids.contains(&plain(&note["id"])));
            let row = |note: &Value| {
                let properties = json!({"hs_note_body": note["body"]});
                json!({"id": plain(&note["id"]), "properties": properties, "createdAt": written(note)})
            };
            answer(200, &json!({"results": found.map(row).collect::<Vec<_>>()}))
        }
        (Method::Post, ["notes"]) => {
            let properties = &seen.json["properties"];
            let to = seen.json.pointer("/associations/0/to/id").and_then(Value::as_str);
            if !are_texts(properties) || to.is_none() || properties["hs_timestamp"].is_null() {
                return Some(refuse(400, "VALIDATION_ERROR"));
            }
            let body = properties["hs_note_body"].as_str()?;
            if body.chars().count() > 65_536 {
                return Some(refuse(400, "hs_note_body too long"));
            }
            let ids = properties["hs_attachment_ids"].as_str().unwrap_or_default();
            let ids: Vec<&str> = ids.split(';').filter(|id| !id.is_empty()).collect();
            if !store.attach(&ids) {
                return Some(refuse(400, "hs_attachment_ids"));
            }
            store.writes += 1;
            let id = store.id();
            store.notes.push(json!({"id": id, "body": body, "files": properties["hs_attachment_ids"]}));
            answer(201, &json!({"id": id.to_string()}))
        }
        (Method::Get, ["notes", id]) => {
            let note = store.note(id)?;
            let properties = json!({"hs_note_body": note["body"], "hs_attachment_ids": note["files"]});
            answer(200, &json!({"id": id, "properties": properties}))
        }
        _ => return None,
    })
}
