//! EspoCRM, as its documentation describes it.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, bytes, number, plain, refuse, written};
use crate::deliver::seen::{Seen, answer};

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "api", "v1", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["Contact"]) => {
            let wanted = seen.asked("where[0][value]");
            let field = if seen.asked("where[0][attribute]") == "emailAddress" { "email" } else { "key" };
            let row = |own: &Value| json!({"id": plain(&own["id"]), "description": own["key"], "emailAddress": own["email"]});
            let rows: Vec<Value> = store.who(field, wanted).iter().map(row).collect();
            answer(200, &json!({"total": rows.len(), "list": rows}))
        }
        (Method::Post, ["Contact"]) => {
            if seen.header("x-skip-duplicate-check") != "true" {
                return Some(answer(409, &json!([])));
            }
            if seen.text("/lastName").is_empty() {
                return Some(refuse(400, "lastName"));
            }
            store.writes += 1;
            let id = format!("{:017x}", store.id());
            store
                .people
                .push(json!({"id": id, "key": seen.json["description"], "email": seen.json["emailAddress"]}));
            answer(200, &json!({"id": id}))
        }
        (Method::Get, ["Contact", _, "stream"]) => {
            let (before, most) = (number(seen, "offset", 0, 10_000), number(seen, "maxSize", 20, 200));
            let total = store.page(None, 0, usize::MAX).0.len();
            let row = |note: &Value| {
                let time = written(note).replace('T', " ").replace('Z', "");
                json!({"id": plain(&note["id"]), "post": note["body"], "createdAt": time})
            };
            let rows: Vec<Value> = store.page(None, before, most).0.iter().map(row).collect();
            answer(200, &json!({"total": total, "list": rows}))
        }
        (Method::Post, ["Attachment"]) => {
            let text = seen.text("/file");
            let Some(content) = text.strip_prefix("data:image/png;base64,") else {
                return Some(refuse(400, "file"));
            };
            let id = store.keep(&seen.text("/name"), bytes(content), false);
            answer(200, &json!({"id": id}))
        }
        (Method::Post, ["Note"]) => {
            assert_eq!(seen.json["isInternal"], true, "the portal would show it");
            let ids = seen.json["attachmentsIds"].clone();
            let list: Vec<&str> = ids.as_array()?.iter().filter_map(Value::as_str).collect();
            if !store.attach(&list) {
                return Some(refuse(400, "attachmentsIds"));
            }
            store.writes += 1;
            let id = format!("{:017x}", store.id());
            store.notes.push(json!({"id": id, "body": seen.text("/post"), "attachmentsIds": ids}));
            answer(200, &json!({"id": id}))
        }
        (Method::Get, ["Note", id]) => {
            let note = store.note(id)?;
            answer(200, &json!({"id": id, "post": note["body"], "attachmentsIds": note["attachmentsIds"]}))
        }
        _ => return None,
    })
}
