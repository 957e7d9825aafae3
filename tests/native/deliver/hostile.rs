//! Hostile text through every destination's syntax and every field: nothing of it leaves its place, and all of it can be read.

use std::collections::BTreeSet;

use pinfold::{
    compose::{Wish, compose, wording},
    deliver::{
        self, Step,
        http::{Answer, Call, Header, Piece, Reply},
        job::{Errand, Job, Secret, Task},
        limits::Takes,
    },
    export::{note::values::Facts, set::ExportPin},
    model::{
        connection::ConnectorKind,
        id::{MediaId, PinId},
        media::{Media, MediaKind, MediaState},
        redaction::Kinds,
        rights::RightsStatus,
        template::NoteSyntax,
        time::Instant,
    },
};

use serde_json::{Value, json};

use super::{
    seen::Seen,
    world::{PIN, START, TOKEN, World, connection, files, job},
};
use crate::{
    export::hostile::{markdown_is_inert, poisoned, strings},
    sample,
};

#[test]
fn every_field_of_a_note_may_hold_anything() {
    let strings = strings();
    for kind in ConnectorKind::ALL {
        // With the marker behind it.
        let most = usize::try_from(deliver::limits(kind).note).unwrap().min(2_040) - 40;
        for text in
            strings.iter().step_by(9).filter(|text| !text.trim().is_empty() && text.chars().count() < most)
        {
            let mut world = World::calm(kind);
            let Task::Deliver(job) = &mut world.errand.task else { panic!() };
            job.note.subject = text.clone();
            job.note.body = format!("{text}\npin:{PIN}");
            job.person.name = Some(text.clone());
            job.source_url = format!("https://x.com/?{text}");
            job.note.tags = vec![text.clone()];
            let delivered = world.deliver().unwrap_or_else(|stop| panic!("{kind:?} {text:?}: {stop:?}"));
            assert!(!delivered.receipt.note.is_empty() || kind == ConnectorKind::Webhook);
            assert_eq!(world.fake.notes(&format!("pin:{PIN}")).len(), 1, "{kind:?} {text:?}");
            assert!(world.fake.notes(text).len() == 1, "{kind:?}: {text:?} is not what arrived");
        }
    }
}

/// The whole way: a pin of a hostile page, its note by the composer with the destination's own template and limits, and the
/// destination's machine. What arrives is what was composed, which is inert: see `compose/hostile.rs`.
#[test]
fn a_hostile_pin_arrives_as_it_was_composed() {
    let (workspace, _) = sample::workspace();
    let base = workspace.pins().find(|pin| pin.content.product.is_some()).unwrap();
    let strings = strings();
    let mut tried = 0;
    for (turn, kind) in ConnectorKind::ALL.into_iter().enumerate() {
        let limits = deliver::limits(kind);
        // Names are never cut: a page of them fits no destination.
        let some = strings.iter().enumerate().filter(|(_, text)| text.chars().count() < 1_000);
        for (place, text) in some.skip(turn % 7).step_by(7) {
            let mut pin = poisoned(base, place, text);
            // Where nothing goes without a picture, one goes that may be published.
            let own = limits.takes == Takes::OwnPictures;
            if own {
                pin.rights.status = RightsStatus::Granted;
                pin.content.media = vec![own_picture(&pin.id)];
            }
            let composed = compose(&Wish {
                export: &ExportPin::of(&pin),
                facts: Facts::default(),
                template: &wording::built_in(kind),
                max_length: None,
                limits: &limits,
                masked: Kinds::default(),
                chosen: if own { None } else { Some(&[]) },
                edited: None,
                language: "en",
            });
            assert!(composed.ready, "{kind:?} {text:?}: {:?}", composed.problems);
            match limits.syntax {
                NoteSyntax::Plain => {}
                NoteSyntax::Markdown => markdown_is_inert(&composed.note.body).unwrap(),
                NoteSyntax::Html => html_is_inert(&composed.note.body),
            }
            let mut world = World::calm(kind);
            let Task::Deliver(job) = &mut world.errand.task else { panic!() };
            let own = Job::of(&pin, None, composed.note.clone(), Vec::new());
            // Its own key, which the fake knows: who a page says it is by is tried above.
            **job = Job { person: job.person.clone(), ..own };
            world.deliver().unwrap_or_else(|stop| panic!("{kind:?} {text:?}: {stop:?}"));
            let kept = world.fake.notes(&format!("pin:{}", pin.id));
            assert_eq!(kept.len(), 1, "{kind:?} {text:?}");
            assert_eq!(
                world.fake.notes(&composed.note.body).len(),
                1,
                "{kind:?} {text:?}: not what was composed"
            );
            tried += 1;
        }
    }
    println!(
        "{tried} notes of {} hostile strings through {} destinations",
        strings.len(),
        ConnectorKind::ALL.len()
    );
}

/// A stored picture without rights of its own.
fn own_picture(pin: &PinId) -> Media {
    Media {
        id: MediaId::of(pin, 0_u32.try_into().unwrap()),
        kind: MediaKind::Image,
        url: None,
        alt: None,
        width: Some(1),
        height: Some(1),
        state: MediaState::Stored { mime: "image/png".to_owned(), bytes: 1, digest: "0".repeat(16) },
        rights: None,
        looks: Default::default(),
    }
}

#[cfg(feature = "html")]
fn html_is_inert(body: &str) {
    use crate::export::hostile::page::{NOTE, walked};
    let (_, refused) = walked(body, NOTE);
    assert!(refused.is_empty(), "{refused:?}");
}

#[cfg(not(feature = "html"))]
fn html_is_inert(_: &str) {}

fn now() -> Instant {
    Instant::from_milliseconds(START)
}

/// The call goes to the connection's own host, below its address, and a browser changes nothing of that.
fn stays(call: &Call, kind: ConnectorKind, text: &str) {
    let read = url::Url::parse(&call.url).unwrap();
    assert_eq!(read.host_str(), Some("crm.example"), "{kind:?} {text:?}: {}", call.url);
    assert!(read.as_str() == call.url, "{kind:?} {text:?}: {}", call.url);
    let below =
        read.path().strip_prefix("/base").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    assert!(below && read.port().is_none() && read.username().is_empty(), "{kind:?} {text:?}: {}", call.url);
}

/// The same answer with another name for everything that it names, and with more to read elsewhere.
fn renamed(answer: &Answer, text: &str) -> Answer {
    fn walk(value: &mut Value, text: &str, named: bool) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let small = name.to_lowercase();
                    let names = ["id", "token", "number", "name", "after", "key"]
                        .iter()
                        .any(|end| small.ends_with(end));
                    walk(value, text, names);
                }
            }
            Value::Array(items) => {
                items.iter_mut().for_each(|item| walk(item, text, named || item.is_number()))
            }
            Value::String(_) | Value::Number(_) if named => *value = text.into(),
            _ => {}
        }
    }
    let mut json: Value = serde_json::from_str(&answer.body).unwrap_or_else(|_| json!({"id": text}));
    walk(&mut json, text, false);
    if let Some(fields) = json.as_object_mut() {
        for name in ["next", "next_page", "nextRecordsUrl", "@odata.nextLink", "nextLink"] {
            fields.insert(name.to_owned(), text.into());
        }
        fields.insert("paging".to_owned(), json!({"next": {"after": text, "link": text}}));
    }
    let elsewhere = |name: &str| Header { name: name.to_owned(), value: text.to_owned() };
    let headers = ["location", "odata-entityid"].map(elsewhere).to_vec();
    Answer { status: answer.status, headers, body: json.to_string(), cut: false }
}

/// What a destination calls its things, and where it says that there is more, leads none of the calls after it elsewhere.
#[test]
fn no_answer_leads_a_later_call_elsewhere() {
    const ELSEWHERE: [&str; 10] = [
        "https://evil.example/take",
        "//evil.example/take",
        "/../../admin",
        "..",
        "a/../../../admin",
        "7)/../../admin(",
        "@evil.example",
        "\\\\evil.example\\take",
        "%2e%2e/admin",
        "1?to=evil#",
    ];
    let secret = Secret::new(TOKEN);
    let mut carried = BTreeSet::new();
    for kind in ConnectorKind::ALL {
        for text in ELSEWHERE {
            // The first so many answers are honest, the next says something else, and so do all after it.
            for honest in 0..12 {
                let mut world = World::calm(kind);
                let errand = world.errand.clone();
                let mut step = deliver::begin(&errand, &secret, now());
                let mut last = false;
                while let Step::Call { progress, call } = step {
                    stays(&call, kind, text);
                    let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
                    if last && text.contains("evil") && call.url.contains(&encoded) {
                        carried.insert(kind);
                    }
                    let answer = match (last, call.number > honest) {
                        (false, false) => world.fake.answer(&Seen::of(&call, &files(), 1)),
                        (false, true) => renamed(&world.fake.answer(&Seen::of(&call, &files(), 1)), text),
                        (true, _) => renamed(&Answer { status: 200, ..Answer::default() }, text),
                    };
                    last = call.number > honest;
                    let reply = Reply { to: call.number, answer: Some(answer) };
                    step = deliver::step(&errand, &secret, Clone::clone(&progress), &reply, now());
                }
            }
        }
    }
    // Elsewhere only numbers are taken, or names of our own asked for.
    assert!(carried.len() >= 5, "{carried:?}");
}

#[test]
fn no_call_leaves_the_host_or_carries_a_second_header() {
    let secret = Secret::new(TOKEN);
    for kind in ConnectorKind::ALL {
        for text in strings().iter().step_by(5).filter(|text| text.chars().count() < 300) {
            let mut errand =
                Errand { connection: connection(kind), task: Task::Deliver(Box::new(job(kind))) };
            if let Task::Deliver(job) = &mut errand.task {
                job.person.handle = Some(text.clone());
                job.person.email = Some(text.clone());
                job.person.network.clone_from(text);
            }
            let Step::Call { call, .. } = deliver::begin(&errand, &secret, now()) else {
                continue;
            };
            stays(&call, kind, text);
            for header in &call.headers {
                assert!(header.value.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{kind:?} {text:?}");
            }
            assert!(
                !call.body.iter().any(|piece| matches!(piece, Piece::Text(body) if body.contains(TOKEN)))
            );
        }
    }
}
