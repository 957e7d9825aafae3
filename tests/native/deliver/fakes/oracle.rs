//! Oracle Fusion: upserts by numbers of the client's own.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, bytes, plain, refuse};
use crate::deliver::seen::{Seen, answer};

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "crmRestApi", "resources", "11.13.18.05", "contacts", path @ ..] = path.as_slice() else {
        return None;
    };
    let upserts = seen.header("upsert-mode") == "true";
    Some(match (seen.method, path) {
        (Method::Get, [number]) => match store.who("number", number).first() {
            Some(own) => answer(200, &json!({"PartyNumber": own["number"]})),
            None => refuse(404, "Not Found"),
        },
        (Method::Post, []) if upserts => {
            let number = seen.text("/PartyNumber");
            if seen.text("/FirstName").is_empty() || seen.text("/LastName").is_empty() || number.len() > 30 {
                return Some(refuse(400, "required"));
            }
            if !store.people.iter().any(|own| own["number"] == number.as_str()) {
                store.writes += 1;
                // The key itself is no part of it: what is counted is who was made under this number.
                store.people.push(json!({"number": number, "key": "x:jane_roe"}));
            }
            answer(201, &json!({"PartyNumber": number}))
        }
        (Method::Get, [_, "child", "Note"]) => {
            let number = seen.asked("q").split('\'').nth(1)?.to_owned();
            let found = store.notes.iter().filter(|note| note["number"] == number.as_str() && !store.blind);
            answer(
                200,
                &json!({"items": found.map(|note| json!({"NoteId": note["id"]})).collect::<Vec<_>>()}),
            )
        }
        (Method::Post, [_, "child", "Note"]) if upserts => {
            assert_eq!(seen.text("/VisibilityCode"), "INTERNAL");
            let number = seen.text("/NoteNumber");
            if let Some(note) = store.notes.iter().find(|note| note["number"] == number.as_str()) {
                return Some(answer(200, &json!({"NoteId": note["id"]})));
            }
            store.writes += 1;
            let id = store.id();
            let body = String::from_utf8(bytes(&seen.text("/NoteTxt"))).ok()?;
            store.notes.push(json!({"id": id, "number": number, "body": body}));
            answer(201, &json!({"NoteId": id}))
        }
        (Method::Get, [_, "child", "Note", id]) => {
            let body = store.note(id)?["body"].as_str()?.to_owned();
            answer(200, &json!({"NoteTxt": pinfold::schema::base64::encode(body.as_bytes())}))
        }
        (Method::Get, [_, "child", "Attachment"]) => {
            let there = store.files.iter().filter(|_| !store.blind);
            answer(
                200,
                &json!({"items": there.map(|file| json!({"Title": file.name})).collect::<Vec<Value>>()}),
            )
        }
        (Method::Post, [_, "child", "Attachment"]) => {
            store.writes += 1;
            let id = store.keep(&seen.text("/Title"), bytes(&seen.text("/FileContents")), true);
            answer(201, &json!({"AttachedDocumentId": plain(&id.into())}))
        }
        _ => return None,
    })
}
