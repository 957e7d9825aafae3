//! Trello, from memory of its reference: cards of a board are listed the newest first, archived ones too where all are asked for.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, number, plain, refuse, written};
use crate::deliver::seen::{Seen, answer};

fn attachments(store: &Store, card: &str) -> Vec<Value> {
    let own = format!("{card}/");
    let files = store.files.iter().filter_map(|file| Some((file, file.name.strip_prefix(&own)?)));
    files
        .map(|(file, name)| json!({"id": file.id, "name": name, "bytes": store.length(file.bytes.len())}))
        .collect()
}

fn shown(store: &Store, note: &Value) -> Value {
    let id = plain(&note["id"]);
    json!({
        "id": id, "desc": note["body"], "dateLastActivity": written(note), "idBoard": "B1",
        "shortUrl": format!("https://trello.com/c/{id}"), "attachments": attachments(store, &id),
    })
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "1", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["lists", "L1"]) => answer(200, &json!({"id": "L1", "idBoard": "B1"})),
        (Method::Get, ["boards", "B1", "cards"]) => {
            assert_eq!((seen.asked("filter"), seen.asked("sort")), ("all", "-id"));
            let (most, before) = (number(seen, "limit", 50, 1_000), seen.asked("before").to_owned());
            let (all, _) = store.page(None, 0, usize::MAX);
            let behind = all.iter().position(|note| plain(&note["id"]) == before).map_or(0, |at| at + 1);
            answer(200, &all.iter().skip(behind).take(most).map(|note| shown(store, note)).collect())
        }
        (Method::Post, ["cards"]) => {
            if seen.text("/idList") != "L1" || seen.text("/name").is_empty() {
                return Some(refuse(400, "invalid value for idList"));
            }
            store.writes += 1;
            let id = format!("6762f0ad1bb69f00{:08x}", store.id());
            store.notes.push(json!({"id": id, "body": seen.text("/desc")}));
            answer(200, &shown(store, store.note(&id)?))
        }
        (Method::Get, ["cards", id]) => answer(200, &shown(store, store.note(id)?)),
        (Method::Get, ["cards", id, "attachments"]) => answer(200, &attachments(store, id).into()),
        (Method::Post, ["cards", id, "attachments"]) => {
            let parts = seen.parts();
            let file = parts.iter().find(|part| part.name == "file")?;
            store.writes += 1;
            let own = store.keep(&format!("{id}/{}", file.file.as_deref()?), file.bytes.clone(), true);
            answer(200, &json!({"id": own}))
        }
        _ => return None,
    })
}
