//! Request Tracker's REST 2, as the real one of version 5.0.3 answers.

use pinfold::{
    deliver::http::{Answer, Method},
    schema::base64,
};
use serde_json::{Value, json};

use super::{Store, bytes, plain, refuse};
use crate::deliver::seen::{Seen, answer, with};

/// The fields that it has; others are dropped without a word.
const FIELDS: [&str; 2] = ["SourceURL", "Tags"];

fn attach(store: &mut Store, ticket: &str, seen: &Seen) {
    for file in seen.json["Attachments"].as_array().into_iter().flatten() {
        let name = file["FileName"].as_str().unwrap();
        assert!(name.is_ascii(), "it mangles others");
        store.keep(&format!("{ticket}/{name}"), bytes(file["FileContent"].as_str().unwrap()), true);
    }
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "REST", "2.0", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["user", name]) => match store.who("key", name).first() {
            Some(own) => answer(200, &json!({"Name": own["key"], "id": own["id"]})),
            None => refuse(404, "Not Found"),
        },
        (Method::Post, ["users"]) => {
            let who = store.who("email", &seen.text("/0/value"));
            // Whoever wrote a mail is named by its address.
            let name = |own: &Value| own["key"].as_str().or(own["email"].as_str()).map(str::to_owned);
            let row = |own: &Value| json!({"Name": name(own), "EmailAddress": own["email"]});
            let rows: Vec<Value> = who.iter().map(row).collect();
            answer(200, &json!({"items": rows, "total": rows.len()}))
        }
        (Method::Post, ["user"]) => {
            let name = seen.text("/Name");
            if store.people.iter().any(|own| own["key"] == name.as_str()) {
                return Some(refuse(400, "Name in use"));
            }
            store.writes += 1;
            let id = store.id();
            store.people.push(json!({"id": id, "key": name, "email": seen.json["EmailAddress"]}));
            with(
                answer(201, &json!({"id": name, "type": "user"})),
                "location",
                &format!("/REST/2.0/user/{id}"),
            )
        }
        (Method::Get, ["tickets"]) => {
            let asked = seen.asked("query");
            let wanted = asked.split('\'').nth(1)?;
            let is_it = |note: &&Value| {
                let links = note["links"].as_array().unwrap();
                let in_subject =
                    asked.contains("Subject LIKE") && note["subject"].as_str().unwrap().contains(wanted);
                links.iter().any(|link| link == wanted) || in_subject
            };
            let found: Vec<&Value> = store.notes.iter().filter(is_it).filter(|_| !store.blind).collect();
            let rows: Vec<Value> = found
                .iter()
                .map(|note| json!({"id": plain(&note["id"]), "Requestor": [{"id": note["requestor"]}]}))
                .collect();
            answer(200, &json!({"items": rows, "total": rows.len()}))
        }
        (Method::Post, ["ticket"]) => {
            if seen.text("/Queue") != "General" {
                return Some(refuse(403, "No permission to create tickets in the queue"));
            }
            assert!(seen.json.get("Requestor").is_none(), "the customer would be told");
            store.writes += 1;
            let id = store.id().to_string();
            let fields: Vec<Value> = FIELDS
                .iter()
                .map(|name| {
                    let value = &seen.json["CustomFields"][*name];
                    let values = if value.is_array() { value.clone() } else { json!([value]) };
                    json!({"name": name, "values": values})
                })
                .collect();
            attach(store, &id, seen);
            store.notes.push(json!({
                "id": id, "body": seen.text("/Content"), "subject": seen.text("/Subject"),
                "links": seen.json["RefersTo"], "fields": fields, "requestor": null,
            }));
            answer(201, &json!({"id": id, "type": "ticket"}))
        }
        (Method::Put, ["ticket", id]) => {
            let name = seen.json["Requestor"].clone();
            let note = store.notes.iter_mut().find(|note| note["id"] == *id)?;
            let same = note["requestor"] == name;
            note["requestor"] = name;
            store.writes += u32::from(!same);
            answer(200, &if same { json!([]) } else { json!(["Added as Requestor"]) })
        }
        (Method::Get, ["ticket", id]) => {
            let note = store.note(id)?;
            let requestors =
                if note["requestor"].is_null() { json!([]) } else { json!([{"id": note["requestor"]}]) };
            answer(200, &json!({"id": id, "CustomFields": note["fields"], "Requestor": requestors}))
        }
        (Method::Get, ["ticket", id, "attachments"]) => {
            store.note(id)?;
            let mut rows =
                vec![json!({"id": id, "ContentType": "text/html", "Filename": "", "ContentLength": "1"})];
            for file in &store.files {
                if let Some(name) = file.name.strip_prefix(&format!("{id}/")) {
                    let length = file.bytes.len().to_string();
                    rows.push(json!({"id": file.id, "ContentType": "image/png", "Filename": name, "ContentLength": length}));
                }
            }
            answer(200, &json!({"items": rows}))
        }
        (Method::Get, ["attachment", id]) => {
            let body = store.note(id)?["body"].as_str()?.to_owned();
            answer(200, &json!({"Content": format!("{}\n", base64::encode(body.as_bytes()))}))
        }
        (Method::Post, ["ticket", id, "comment"]) => {
            store.writes += 1;
            let id = (*id).to_owned();
            attach(store, &id, seen);
            answer(201, &json!(["Comments added"]))
        }
        _ => return None,
    })
}
