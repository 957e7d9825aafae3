//! Any address that takes JSON: one call with a template that a person wrote. Class: a key for the request, which whoever answers has
//! to heed; nothing is looked for and nothing is read back. What is masked in the note is in no field, whoever wrote the template.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With},
        form::Json,
        http::{Address, Base, Method, Request},
        job::Person,
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    json,
    model::{id::DeliveryId, template::NoteSyntax},
};

const SETTINGS: [Setting; 1] = [Setting::or("template", TEMPLATE)];
/// What is sent where nobody says otherwise.
const TEMPLATE: &str = r#"{"marker":"{{marker}}","subject":"{{subject}}","body":"{{body}}","source_url":"{{source_url}}","tags":"{{tags}}","customer":{"key":"{{key}}","name":"{{name}}","email":"{{email}}","profile":"{{profile}}"},"files":"{{files}}"}"#;

/// The end of an address whose last part is the secret: the token is put there, and the address can lie in backups.
const TOKEN: &str = "/:token";

pub(super) struct Webhook;

/// The address without its place for the token, where it has one.
fn before_token(with: &With<'_>) -> Option<Base> {
    with.base.before(TOKEN)
}

/// Where calls go. A token of several parts keeps them.
fn address(with: &With<'_>) -> Result<Address, Problem> {
    let Some(base) = before_token(with) else { return Ok(with.base.itself()) };
    let token = with.secret.as_str().trim_matches('/');
    if token.is_empty() {
        return Err(Problem::NoSecret);
    }
    base.to(&token.split('/').collect::<Vec<_>>()).map_err(|_| Problem::BadSecret)
}

/// What finds the customer again, where that is not masked: an account or an e-mail address may be; an id of ours says nothing.
fn key(with: &With<'_>) -> Option<String> {
    let masked = with.job.note.masked;
    let key = with.job.person.key()?;
    let hidden = if key.contains(':') { masked.handle } else { masked.email && key.contains('@') };
    (!hidden).then_some(key)
}

/// What to call the customer, without what is masked.
fn name(with: &With<'_>) -> Option<String> {
    let (person, masked) = (&with.job.person, with.job.note.masked);
    if masked.name {
        return None;
    }
    let shown = Person {
        handle: person.handle.clone().filter(|_| !masked.handle),
        native_id: None,
        known_as: key(with),
        email: None,
        ..person.clone()
    };
    Some(shown.label()).filter(|label| !label.is_empty())
}

/// A field of the template, without what is masked in the note; `None` where there is none of that name.
fn field(with: &With<'_>, of: &str) -> Option<Value> {
    let job = with.job;
    let (person, masked) = (&job.person, job.note.masked);
    let unless = |hidden: bool, value: &Option<String>| value.clone().filter(|_| !hidden).into();
    Some(match of {
        "marker" => job.marker().into(),
        "subject" => job.note.subject.clone().into(),
        "body" => job.body().into(),
        "source_url" => job.source_url.clone().into(),
        "when" => job.when.to_rfc3339().into(),
        "tags" => job.note.tags.clone().into(),
        "key" => key(with).into(),
        "network" => person.network.clone().into(),
        "handle" => unless(masked.handle, &person.handle),
        "name" => name(with).into(),
        "email" => unless(masked.email, &person.email),
        "phone" => unless(masked.phone, &person.phone),
        // Its address says the account, and often the name.
        "profile" => unless(masked.handle || masked.name, &person.profile),
        _ => return None,
    })
}

/// The template filled in: a text that is one field becomes the field's value, and within longer texts fields become text. It is
/// filled as a value and written afterwards, so nothing in a field ends the text it stands in.
fn filled(with: &With<'_>, template: &Value) -> Json {
    match template {
        Value::String(text) => {
            let only = text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
            match only.filter(|name| !name.contains("{{")) {
                Some("files") => files(with),
                Some(name) => Json::Value(field(with, name).unwrap_or_else(|| text.clone().into())),
                None => Json::Value(spliced(with, text).into()),
            }
        }
        Value::Array(items) => Json::List(items.iter().map(|item| filled(with, item)).collect()),
        Value::Object(fields) => {
            Json::Object(fields.iter().map(|(name, value)| (name.clone(), filled(with, value))).collect())
        }
        other => Json::Value(other.clone()),
    }
}

/// A text with its fields filled in; what a field holds is not looked at again.
fn spliced(with: &With<'_>, text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let found = after.split_once("}}").and_then(|(name, after)| Some((field(with, name)?, after)));
        let Some((value, after)) = found else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        match value {
            Value::String(text) => out.push_str(&text),
            Value::Null => {}
            other => out.push_str(&other.to_string()),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn files(with: &With<'_>) -> Json {
    let file = |file: crate::deliver::job::File<'_>| {
        Json::object([
            ("name", file.name.into()),
            ("type", file.mime.into()),
            ("length", file.length.into()),
            ("base64", Json::file(file.place)),
        ])
    };
    Json::List(with.job.files().map(file).collect())
}

impl Connector for Webhook {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Markdown,
            subject: 500,
            note: 100_000,
            file_bytes: 10_000_000,
            files: 10,
            takes: Takes::Files,
            tags: true,
            reach: MayReach::Unknown,
            settle_ms: SETTLE_MS,
            secret: Need::Optional,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::MakeNote]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        if before_token(with).is_some() { Vec::new() } else { with.bearer_if_any() }
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let template = json::parse(with.needed("template")?).map_err(|_| Problem::BadValue)?;
        Ok(match op {
            Op::SignIn => {
                let test = json!({"test": true});
                Some(Request::send(Method::Post, address(with)?, test.into()))
            }
            Op::MakeNote => {
                let key = DeliveryId::of(&with.job.pin, &with.connection.id);
                let request = Request::send(Method::Post, address(with)?, filled(with, &template).into());
                Some(request.header("idempotency-key", key.as_str()))
            }
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        if op == Op::MakeNote {
            known.note = Some(heard.name("/id").unwrap_or_else(|_| with.job.marker()));
        }
        Ok(Turn::Next)
    }

    fn look(&self, _: &With<'_>, _: &Heard<'_>, _: &mut Vec<Finding>) -> Result<Turn, Problem> {
        Ok(Turn::Next)
    }
}
