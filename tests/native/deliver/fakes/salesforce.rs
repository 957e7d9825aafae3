//! Salesforce: upserts by external id, files with a title.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, bytes, plain, refuse};
use crate::deliver::seen::{Seen, answer};

/// Makes or changes a record under its external id.
fn upsert(rows: &mut Vec<Value>, field: &str, value: &str, id: u64, record: Value) -> Answer {
    if let Some(own) = rows.iter().find(|own| own[field] == value) {
        return answer(
            200,
            &json!({"id": plain(&own["id"]), "success": true, "errors": [], "created": false}),
        );
    }
    rows.push(record);
    answer(201, &json!({"id": id.to_string(), "success": true, "errors": [], "created": true}))
}

/// One part after the other, each with what those before it have made; all of them, or none.
fn composite(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let bad = |said: &str| Some(answer(400, &json!([{"errorCode": "JSON_PARSER_ERROR", "message": said}])));
    let parts = seen.json["compositeRequest"].as_array()?;
    let data = |part: &Value| part["body"]["VersionData"].as_str().map_or(0, str::len);
    let data: usize = parts.iter().map(data).sum();
    let length = store.length(data) + seen.bytes.len() - data;
    if parts.is_empty() || parts.len() > 25 || length > 50_000_000 {
        return bad("too much");
    }
    assert_eq!(seen.json["allOrNone"], true, "half of it would be done");
    let before = store.clone();
    let mut made: Vec<(String, String)> = Vec::new();
    let mut answers = Vec::new();
    for part in parts {
        let name = part["referenceId"].as_str()?;
        let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let Some(url) = part["url"].as_str().filter(|url| url.starts_with("/services/data/v62.0/sobjects/"))
        else {
            return bad("url");
        };
        if !is_plain || made.iter().any(|(own, _)| own == name) {
            return bad("referenceId");
        }
        let mut body = part["body"].clone();
        for value in body.as_object_mut()?.values_mut() {
            for (own, id) in &made {
                if value == &json!(format!("@{{{own}.id}}")) {
                    *value = json!(id);
                }
            }
            if value.as_str().is_some_and(|text| text.contains("@{")) {
                return bad("no such reference");
            }
        }
        let method = if part["method"] == "PATCH" { Method::Patch } else { Method::Post };
        let done = respond(store, &seen.within(method, &format!("https://crm.example/base{url}"), body))?;
        let body: Value = serde_json::from_str(&done.body).unwrap();
        if !(200..=299).contains(&done.status) {
            *store = before;
            let halted = json!([{"errorCode": "PROCESSING_HALTED", "message": "The transaction was rolled back since another operation in the same transaction failed."}]);
            let answers: Vec<Value> = parts.iter().map(|part| {
                let own = part["referenceId"] == name;
                json!({"body": if own { &body } else { &halted }, "httpStatusCode": 400, "referenceId": part["referenceId"]})
            }).collect();
            return Some(answer(200, &json!({"compositeResponse": answers})));
        }
        made.push((name.to_owned(), plain(&body["id"])));
        answers.push(
            json!({"body": body, "httpHeaders": {}, "httpStatusCode": done.status, "referenceId": name}),
        );
    }
    Some(answer(200, &json!({"compositeResponse": answers})))
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "services", "data", "v62.0", path @ ..] = path.as_slice() else { return None };
    let absent = || {
        answer(404, &json!([{"errorCode": "NOT_FOUND", "message": "The requested resource does not exist"}]))
    };
    Some(match (seen.method, path) {
        (Method::Post, ["composite"]) => return composite(store, seen),
        (Method::Get, ["sobjects", "Contact", "SocialKey__c", key]) => match store.who("key", key).first() {
            Some(own) => answer(200, &json!({"Id": plain(&own["id"])})),
            None => absent(),
        },
        (Method::Patch, ["sobjects", "Contact", "SocialKey__c", key]) => {
            if seen.text("/LastName").is_empty() {
                return Some(answer(
                    400,
                    &json!([{"errorCode": "REQUIRED_FIELD_MISSING", "message": "LastName"}]),
                ));
            }
            let id = store.id();
            let before = store.people.len();
            let done = upsert(&mut store.people, "key", key, id, json!({"id": id, "key": key}));
            store.writes += u32::from(store.people.len() > before);
            done
        }
        (Method::Get, ["sobjects", "Task", "PinKey__c", key]) => {
            let found = store.notes.iter().find(|note| note["pin"] == *key && !store.blind);
            found.map_or_else(absent, |note| answer(200, &json!({"Id": plain(&note["id"])})))
        }
        (Method::Patch, ["sobjects", "Task", "PinKey__c", key]) => {
            if seen.text("/Description").chars().count() > 32_000
                || seen.text("/Subject").chars().count() > 255
            {
                return Some(refuse(400, "STRING_TOO_LONG"));
            }
            let id = store.id();
            let before = store.notes.len();
            let note =
                json!({"id": id, "pin": key, "body": seen.text("/Description"), "who": seen.json["WhoId"]});
            let done = upsert(&mut store.notes, "pin", key, id, note);
            store.writes += u32::from(store.notes.len() > before);
            done
        }
        (Method::Get, ["sobjects", "Task", id]) => {
            let note = store.note(id)?;
            answer(200, &json!({"Description": note["body"], "WhoId": note["who"]}))
        }
        (Method::Get, ["query"]) => {
            let asked = seen.asked("q");
            let there = store.files.iter().filter(|file| asked.contains(&format!("'{}'", file.name)));
            let rows: Vec<Value> = there
                .map(|file| json!({"Id": file.id, "Title": file.name, "ContentSize": store.length(file.bytes.len())}))
                .collect();
            answer(200, &json!({"totalSize": rows.len(), "done": true, "records": rows}))
        }
        (Method::Post, ["sobjects", "ContentVersion"]) => {
            if seen.text("/PathOnClient").ends_with(".exe") {
                return Some(answer(
                    400,
                    &json!([{"errorCode": "INVALID_FIELD", "message": "no such files here"}]),
                ));
            }
            store.note(&seen.text("/FirstPublishLocationId"))?;
            store.writes += 1;
            let id = store.keep(&seen.text("/Title"), bytes(&seen.text("/VersionData")), true);
            answer(201, &json!({"id": id, "success": true}))
        }
        _ => return None,
    })
}
