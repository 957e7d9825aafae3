//! Any address that takes JSON: one call with a template that a person wrote. Class: a key for the request, which whoever answers has
//! to heed; nothing is looked for and nothing is read back.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With},
        form::Json,
        http::{Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    json,
    model::{id::DeliveryId, template::NoteSyntax},
};

const SETTINGS: [Setting; 1] = [Setting::or("template", TEMPLATE)];
/// What is sent where nobody says otherwise.
const TEMPLATE: &str = r#"{"marker":"{{marker}}","subject":"{{subject}}","body":"{{body}}","source_url":"{{source_url}}","tags":"{{tags}}","customer":{"key":"{{key}}","name":"{{name}}","email":"{{email}}","profile":"{{profile}}"},"files":"{{files}}"}"#;

pub(super) struct Webhook;

/// A field of the template; `None` where there is none of that name.
fn field(with: &With<'_>, name: &str) -> Option<Value> {
    let job = with.job;
    let person = &job.person;
    Some(match name {
        "marker" => job.marker().into(),
        "subject" => job.note.subject.clone().into(),
        "body" => job.body().into(),
        "source_url" => job.source_url.clone().into(),
        "when" => job.when.to_rfc3339().into(),
        "tags" => job.note.tags.clone().into(),
        "key" => person.key().into(),
        "network" => person.network.clone().into(),
        "handle" => person.handle.clone().into(),
        "name" => person.label().into(),
        "email" => person.email.clone().into(),
        "phone" => person.phone.clone().into(),
        "profile" => person.profile.clone().into(),
        _ => return None,
    })
}

/// The template filled in: a text that is one field becomes the field's value, and within longer texts fields become text. It is
/// filled as a value and written afterwards, so nothing in a field ends the text it stands in.
fn filled(with: &With<'_>, template: &Value) -> Json {
    match template {
        Value::String(text) => {
            let only = text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
            match only {
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
        with.bearer_if_any()
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let template = json::parse(with.needed("template")?).map_err(|_| Problem::BadValue)?;
        Ok(match op {
            Op::SignIn => {
                let test = json!({"test": true});
                Some(Request::send(Method::Post, with.base.itself(), test.into()))
            }
            Op::MakeNote => {
                let key = DeliveryId::of(&with.job.pin, &with.connection.id);
                let request = Request::send(Method::Post, with.base.itself(), filled(with, &template).into());
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
