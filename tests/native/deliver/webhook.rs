//! Webhooks: what is masked in the note is nowhere in what is sent, and a token can stand in the address.

use pinfold::{
    deliver::{
        self, Step,
        http::{Call, Piece},
        job::{Errand, Job, Secret, Task},
    },
    model::{
        connection::{Connection, ConnectorKind},
        id::DeliveryId,
        redaction::Kinds,
        time::Instant,
    },
};
use serde_json::{Value, json};

use super::world::{START, TOKEN, connection, job};

const KIND: ConnectorKind = ConnectorKind::Webhook;
const OWN: &str =
    r#"{"all":"{{name}}|{{handle}}|{{key}}|{{email}}|{{phone}}|{{profile}}","phone":"{{phone}}"}"#;

fn begin(job: Job, change: impl FnOnce(&mut Connection), secret: &str) -> Step {
    let mut connection = connection(KIND);
    change(&mut connection);
    let errand = Errand { connection, task: Task::Deliver(Box::new(job)) };
    deliver::begin(&errand, &Secret::new(secret), Instant::from_milliseconds(START))
}

fn call(step: Step) -> Call {
    match step {
        Step::Call { call, .. } => *call,
        other => panic!("{other:?}"),
    }
}

fn code(step: Step) -> &'static str {
    match step {
        Step::Stopped(stop) => stop.problem.code(),
        other => panic!("{other:?}"),
    }
}

fn header<'a>(call: &'a Call, name: &str) -> Option<&'a str> {
    call.headers.iter().find(|header| header.name == name).map(|header| header.value.as_str())
}

/// A note on somebody of whom everything is known, with this masked.
fn masked(masked: Kinds) -> Job {
    let mut job = job(KIND);
    job.note.masked = masked;
    job.note.subject = "Parcel broken".to_owned();
    job.source_url = "https://x.com/i/status/1".to_owned();
    job.person.email = Some("jane@roe.example".to_owned());
    // As every delivery has it.
    job.person.known_as = job.person.key();
    job
}

fn body(job: Job, template: Option<&str>) -> (Value, Call) {
    let call = call(begin(
        job,
        |connection| {
            if let Some(template) = template {
                connection.settings.insert("template".to_owned(), template.to_owned());
            }
        },
        TOKEN,
    ));
    let text = call.body.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        _ => "",
    });
    (serde_json::from_str(&text.collect::<String>()).unwrap(), call)
}

#[test]
fn what_is_masked_in_the_note_is_in_no_field() {
    let none = Kinds::default();
    let (key, name, email) = (json!("x:jane_roe"), json!("Jane Roe"), json!("jane@roe.example"));
    let (profile, null) = (json!("https://x.com/jane_roe"), Value::Null);
    for (kinds, expected) in [
        (none, [&key, &name, &email, &profile]),
        (Kinds::USUAL, [&key, &name, &null, &profile]),
        (Kinds { name: true, ..none }, [&key, &null, &email, &null]),
        (Kinds { handle: true, ..none }, [&null, &name, &email, &null]),
        (Kinds::EVERY, [&null; 4]),
    ] {
        let (body, call) = body(masked(kinds), None);
        let said = ["key", "name", "email", "profile"].map(|field| &body["customer"][field]);
        assert_eq!(said, expected, "{kinds:?}");
        // What keeps it from being made twice is the same, whatever is masked.
        let own = DeliveryId::of(&masked(none).pin, &connection(KIND).id);
        assert_eq!(header(&call, "idempotency-key"), Some(own.as_str()), "{kinds:?}");
        assert_eq!(body["marker"], masked(none).marker());
    }
}

#[test]
fn a_template_of_ones_own_unmasks_nothing() {
    let (open, _) = body(masked(Kinds::default()), Some(OWN));
    assert_eq!(
        open["all"],
        "Jane Roe|Jane_Roe|x:jane_roe|jane@roe.example|+49 30 1234567|https://x.com/jane_roe"
    );
    let (closed, _) = body(masked(Kinds::EVERY), Some(OWN));
    assert_eq!(closed, json!({"all": "|||||", "phone": null}));
    let (usual, _) = body(masked(Kinds::USUAL), Some(OWN));
    assert_eq!(usual["all"], "Jane Roe|Jane_Roe|x:jane_roe|||https://x.com/jane_roe");
}

#[test]
fn nothing_that_is_masked_comes_back_as_a_name_or_a_key() {
    let said = |change: fn(&mut Job), kinds| {
        let mut job = masked(kinds);
        job.person.name = None;
        change(&mut job);
        let customer = body(job, None).0["customer"].clone();
        (customer["key"].clone(), customer["name"].clone())
    };
    let handle = Kinds { handle: true, ..Kinds::default() };
    let email = Kinds { email: true, ..Kinds::default() };
    assert_eq!(said(|_| {}, Kinds::default()), (json!("x:jane_roe"), json!("@Jane_Roe")));
    assert_eq!(said(|_| {}, handle), (Value::Null, Value::Null));
    // An account that is known by the network's id alone is one all the same.
    let native = |job: &mut Job| job.person.known_as = Some("x:#48210".to_owned());
    assert_eq!(said(native, handle), (Value::Null, Value::Null));
    let by_address = |job: &mut Job| {
        job.person.handle = None;
        job.person.known_as = Some("jane@roe.example".to_owned());
    };
    assert_eq!(said(by_address, handle).0, "jane@roe.example");
    assert_eq!(said(by_address, email), (Value::Null, Value::Null));
    let by_id = |job: &mut Job| job.person.known_as = Some("01KAFT2M0R00000000000002XR".to_owned());
    assert_eq!(said(by_id, Kinds::EVERY).0, "01kaft2m0r00000000000002xr");
}

#[test]
fn a_token_stands_in_the_address_where_that_asks_for_it() {
    let at = |address: &'static str, secret: &str| {
        begin(masked(Kinds::default()), |connection| connection.base_url = address.to_owned(), secret)
    };
    let hook = "https://hooks.example/services/:token";
    let filled = call(at(hook, "/T0/B0/hush hush/"));
    assert_eq!(filled.url, "https://hooks.example/services/T0/B0/hush%20hush");
    assert_eq!(header(&filled, "authorization"), None, "it is sent once");
    assert!(!format!("{filled:?}").contains("hush"), "{filled:?}");
    assert_eq!(code(at(hook, "")), "no_secret");
    for elsewhere in ["..", "a/../b", "a//b", "https://evil.example/x"] {
        assert_eq!(code(at(hook, elsewhere)), "bad_secret", "{elsewhere}");
    }
    let plain = call(at("https://hooks.example/token", "hush"));
    assert_eq!(
        (plain.url.as_str(), header(&plain, "authorization")),
        ("https://hooks.example/token", Some("Bearer hush"))
    );
}
