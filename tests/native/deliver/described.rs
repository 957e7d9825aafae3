//! Every call of the connectors whose vendor has published a description, written down for whoever validates calls against it
//! (`tests/e2e/described.test.ts`), and none of them forgotten.

use std::{collections::BTreeSet, env, fs};

use pinfold::{
    deliver::{
        self, Step,
        http::{Method, Reply},
        job::{Errand, Secret, Task},
    },
    model::{connection::ConnectorKind, time::Instant},
    schema::base64,
};
use serde_json::{Value, json};

use super::{
    seen::{Seen, answer},
    world::{EMAIL, PIN, Sabotage, TOKEN, World, connection, files},
};
use crate::export::hostile::strings;

/// Where the calls are written, one a line; without it they are only made.
const ASKED: &str = "PINFOLD_CALLS";
/// How many seeded worlds are written down where everything is asked for.
const WORLDS: u64 = 60;

/// The descriptions, and every kind of call that is to be found in them.
const DESCRIBED: [(ConnectorKind, &str, &[&str]); 5] = [
    (
        ConnectorKind::Miro,
        "miro",
        &[
            "GET /v1/oauth-token",
            "GET /v2/boards/*",
            "GET /v2/boards/*/cards/*",
            "GET /v2/boards/*/items",
            "POST /v2/boards/*/cards",
            "POST /v2/boards/*/images",
        ],
    ),
    (
        ConnectorKind::Pinterest,
        "pinterest",
        &[
            "GET /boards/*",
            "GET /boards/*/pins",
            "GET /boards/*/sections",
            "GET /boards/*/sections/*/pins",
            "GET /pins/*",
            "GET /user_account",
            "POST /pins",
        ],
    ),
    (
        ConnectorKind::Notion,
        "notion",
        &[
            "GET /v1/blocks/*/children",
            "GET /v1/data_sources/*",
            "GET /v1/users/me",
            "PATCH /v1/blocks/*/children",
            "POST /v1/data_sources/*/query",
            "POST /v1/file_uploads",
            "POST /v1/file_uploads/*/send",
            "POST /v1/pages",
        ],
    ),
    (
        ConnectorKind::Intercom,
        "intercom",
        &[
            "GET /contacts/*/notes",
            "GET /contacts/find_by_external_id/*",
            "GET /me",
            "GET /notes/*",
            "POST /contacts",
            "POST /contacts/*/notes",
            "POST /contacts/*/tags",
            "POST /contacts/search",
            "POST /tags",
            "PUT /contacts/*",
        ],
    ),
    (
        ConnectorKind::Chatwoot,
        "chatwoot",
        &[
            "GET /api/v1/accounts/*/contacts",
            "GET /api/v1/accounts/*/contacts/*/conversations",
            "GET /api/v1/accounts/*/contacts/search",
            "GET /api/v1/accounts/*/conversations/*/labels",
            "GET /api/v1/accounts/*/conversations/*/messages",
            "GET /api/v1/accounts/*/inboxes/*",
            "POST /api/v1/accounts/*/contacts",
            "POST /api/v1/accounts/*/conversations",
            "POST /api/v1/accounts/*/conversations/*/labels",
            "POST /api/v1/accounts/*/conversations/*/messages",
            "PUT /api/v1/accounts/*/contacts/*",
        ],
    ),
];

#[test]
fn every_kind_of_call_is_made_and_written_down_where_asked() {
    let whole = env::var("PINFOLD_MATRIX").is_ok_and(|word| word == "whole");
    let mut lines = BTreeSet::new();
    for (kind, name, shapes) in DESCRIBED {
        let mut calls = test_of_the_connection(kind);
        calls.extend(calm(kind, |_| {}));
        calls.extend(known_by_address(kind));
        if whole {
            for seed in 1..=WORLDS {
                let mut world = World::new(kind, seed, Sabotage::None);
                calls.extend(delivered(&mut world));
            }
            for text in strings().into_iter().step_by(7).filter(|text| !text.trim().is_empty()) {
                calls.extend(calm(kind, |job| {
                    job.person.name = Some(text.clone());
                    job.note.body = format!("{text}\npin:{PIN}");
                    job.note.tags = vec![text.clone()];
                }));
            }
        }
        let made: BTreeSet<String> = calls.iter().map(shape).collect();
        assert_eq!(made.iter().map(String::as_str).collect::<Vec<_>>(), shapes, "{kind:?}");
        lines.extend(calls.iter().map(|call| written(name, call).to_string()));
    }
    if let Some(path) = env::var_os(ASKED) {
        fs::write(path, lines.into_iter().collect::<Vec<_>>().join("\n")).unwrap();
    }
}

fn delivered(world: &mut World) -> Vec<Seen> {
    world.log = Some(Vec::new());
    world.deliver().unwrap();
    world.log.take().unwrap()
}

fn calm(kind: ConnectorKind, change: impl FnOnce(&mut deliver::job::Job)) -> Vec<Seen> {
    let mut world = World::calm(kind);
    if let Task::Deliver(job) = &mut world.errand.task {
        change(job);
    }
    delivered(&mut world)
}

/// The destination knows the customer, and not by our key.
fn known_by_address(kind: ConnectorKind) -> Vec<Seen> {
    let mut world = World::calm(kind).with_somebody(EMAIL);
    delivered(&mut world)
}

fn test_of_the_connection(kind: ConnectorKind) -> Vec<Seen> {
    let errand = Errand { connection: connection(kind), task: Task::Test };
    let (secret, now) = (Secret::new(TOKEN), Instant::from_milliseconds(0));
    let mut step = deliver::begin(&errand, &secret, now);
    let mut calls = Vec::new();
    while let Step::Call { progress, call } = step {
        calls.push(Seen::of(&call, &files(), 1));
        let reply = Reply { to: call.number, answer: Some(answer(200, &json!({}))) };
        step = deliver::step(&errand, &secret, progress, &reply, now);
    }
    calls
}

/// A call without its names: `GET /contacts/*/notes`.
fn shape(call: &Seen) -> String {
    let is_name = |part: &str| {
        part.contains(':')
            || (part.contains(|c: char| c.is_ascii_digit()) && u128::from_str_radix(part, 16).is_ok())
    };
    let mut shape = call.method.as_str().to_owned();
    shape.push(' ');
    for part in call.path().into_iter().skip(1) {
        shape.push('/');
        shape.push_str(if is_name(part) { "*" } else { part });
    }
    shape
}

fn written(description: &str, call: &Seen) -> Value {
    let headers: Vec<[&str; 2]> =
        call.headers.iter().map(|own| [own.name.as_str(), own.value.as_str()]).collect();
    let body = (call.method != Method::Get).then(|| base64::encode(&call.bytes));
    json!({
        "description": description,
        "shape": shape(call),
        "method": call.method.as_str(),
        "path": call.url.split_once("/base").unwrap().1,
        "headers": headers,
        "body": body,
    })
}
