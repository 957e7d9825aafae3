//! Dataverse: records under the client's own names, made only where there are none.

use std::collections::BTreeMap;

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, bytes, plain, refuse};
use crate::deliver::seen::{Seen, answer};

/// `contacts(id)`
fn named<'a>(segment: &'a str, set: &str) -> Option<&'a str> {
    let id = segment.strip_prefix(set)?.strip_prefix('(')?.strip_suffix(')')?;
    let is_uuid = id.len() == 36 && id.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    assert!(is_uuid && id.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()), "{id}");
    Some(id)
}

/// Less than 4 MB go in one piece.
const BLOCK: usize = 4 << 20;

/// A file in blocks: the beginning, each block, and the end, which puts them together.
fn upload(store: &mut Store, act: &str, seen: &Seen) -> Option<Answer> {
    let token = seen.text("/FileContinuationToken");
    let id = seen.text("/Target/annotationid");
    if act != "UploadBlock" {
        assert_eq!(seen.text("/Target/@odata.type"), "Microsoft.Dynamics.CRM.annotation");
        let named =
            ["filename", "mimetype"].iter().all(|name| !seen.text(&format!("/Target/{name}")).is_empty());
        if !named || !store.files.iter().any(|file| file.name == id) {
            return Some(refuse(404, "annotation With Id Does Not Exist"));
        }
    }
    Some(match act {
        "InitializeAnnotationBlocksUpload" => {
            let token = format!("token-{}", store.id());
            store.uploads.insert(token.clone(), (id, BTreeMap::new()));
            answer(200, &json!({"FileContinuationToken": token}))
        }
        "UploadBlock" => {
            let block = bytes(&seen.text("/BlockData"));
            let name = seen.text("/BlockId");
            let length = store.length(block.len());
            let (_, blocks) = store.uploads.get_mut(&token)?;
            let alike = blocks.keys().all(|own| own.len() == name.len());
            if length == 0 || length >= BLOCK || bytes(&name).len() > 64 || !alike {
                return Some(refuse(400, "BlockId or BlockData"));
            }
            blocks.insert(name, block);
            answer(204, &Value::Null)
        }
        "CommitAnnotationBlocksUpload" => {
            let (of, blocks) = store.uploads.get(&token)?;
            assert_eq!(of, &id);
            let names = seen.json["BlockList"].as_array()?;
            let parts: Option<Vec<&Vec<u8>>> = names.iter().map(|name| blocks.get(name.as_str()?)).collect();
            let Some(parts) = parts.filter(|parts| parts.len() == blocks.len()) else {
                return Some(refuse(400, "BlockList"));
            };
            let whole: Vec<u8> = parts.into_iter().flatten().copied().collect();
            let length = store.length(whole.len());
            let file = store.files.iter_mut().find(|file| file.name == id)?;
            file.bytes = whole;
            file.attached = true;
            store.writes += 1;
            answer(200, &json!({"AnnotationId": id, "FileSizeInBytes": length}))
        }
        _ => return None,
    })
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", "api", "data", "v9.2", record] = path.as_slice() else { return None };
    let done = || answer(204, &Value::Null);
    let only_new = seen.header("if-none-match") == "*";
    if let Some(id) = named(record, "contacts") {
        let there = store.people.iter().any(|own| own["id"] == id);
        return Some(match seen.method {
            Method::Get if there => answer(200, &json!({"contactid": id})),
            Method::Get => refuse(404, "Does Not Exist"),
            Method::Patch if there && only_new => {
                refuse(412, "A record with matching key values already exists.")
            }
            Method::Patch => {
                store.writes += 1;
                store.people.push(
                    json!({"id": id, "key": seen.json["description"], "email": seen.json["emailaddress1"]}),
                );
                done()
            }
            _ => return None,
        });
    }
    if *record == "contacts" {
        let email = seen.asked("$filter").split('\'').nth(1)?.to_owned();
        // Whom it made itself, it has named itself.
        let id = |own: &Value| match own["id"].as_u64() {
            Some(number) => format!("00000000-0000-4000-8000-{number:012}"),
            None => plain(&own["id"]),
        };
        let rows: Vec<Value> =
            store.who("email", &email).iter().map(|own| json!({"contactid": id(own)})).collect();
        return Some(answer(200, &json!({"value": rows})));
    }
    if seen.method == Method::Post {
        return upload(store, record, seen);
    }
    let id = named(record, "annotations")?;
    let is_file = store.files.iter().find(|file| file.name == id);
    let note = store.notes.iter().find(|note| plain(&note["id"]) == id);
    Some(match seen.method {
        Method::Get if store.blind && seen.asked("$select") == "annotationid" => {
            refuse(404, "Does Not Exist")
        }
        Method::Get => match (note, is_file) {
            (Some(note), _) => answer(
                200,
                &json!({"annotationid": id, "notetext": note["body"], "_objectid_value": note["who"]}),
            ),
            (_, Some(file)) if !file.attached => answer(200, &json!({"filename": "x", "filesize": null})),
            (_, Some(file)) => {
                answer(200, &json!({"filename": "x", "filesize": store.length(file.bytes.len())}))
            }
            _ => refuse(404, "Does Not Exist"),
        },
        Method::Patch if only_new && (note.is_some() || is_file.is_some()) => {
            refuse(412, "A record with matching key values already exists.")
        }
        Method::Patch => {
            let contact = seen.text("/objectid_contact@odata.bind");
            let who = named(contact.strip_prefix('/')?, "contacts")?.to_owned();
            store.writes += 1;
            let body = seen.text("/documentbody");
            if body.is_empty() && !seen.text("/filename").is_empty() {
                // A record whose file comes in blocks.
                store.keep(id, Vec::new(), false);
            } else if body.is_empty() {
                store.notes.push(json!({"id": id, "body": seen.text("/notetext"), "who": who}));
            } else {
                let body = bytes(&body);
                assert!(store.length(body.len()) < BLOCK, "more than a request takes");
                store.keep(id, body, true);
            }
            done()
        }
        _ => return None,
    })
}
