//! Salesforce: a contact and a completed task, each upserted by an external id, and files of the task. Class: upsert by external id.
//!
//! All of it is one call that the destination does as a whole or not at all; files that it has no room for follow in others.

use serde_json::Value;

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, sight, text},
        form::Json,
        http::{Address, Method, Request, path},
        job::File,
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
};

const SETTINGS: [Setting; 3] = [
    Setting::or("key_field", "SocialKey__c"),
    Setting::or("pin_field", "PinKey__c"),
    Setting::or("version", "v62.0"),
];

/// Most parts of a call.
const PARTS: usize = 25;
/// Most of the files in a call, in base 64: 50 MB are taken, and a slow line still brings so much within a call's time. One file may be
/// larger, and then goes alone.
const ROOM: u32 = 8_000_000;
/// What the parts are called.
const CONTACT: &str = "contact";
const TASK: &str = "task";

pub(super) struct Salesforce;

fn data(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["services", "data", with.needed("version")?], more].concat())
}

fn contact_at(with: &With<'_>) -> Result<Address, Problem> {
    data(with, &["sobjects", "Contact", with.needed("key_field")?, &with.key()?])
}

fn task_at(with: &With<'_>) -> Result<Address, Problem> {
    data(with, &["sobjects", "Task", with.needed("pin_field")?, &with.job.marker()])
}

/// One part of the call that makes everything: what later parts and the answer call it, and what it does.
fn part(name: &str, method: Method, with: &With<'_>, below: &[&str], body: Json) -> Result<Json, Problem> {
    let path = path(&[&["services", "data", with.needed("version")?, "sobjects"], below].concat())?;
    Ok(Json::object([
        ("method", method.as_str().into()),
        ("url", path.into()),
        ("referenceId", name.into()),
        ("body", body),
    ]))
}

/// What is missing, as far as one call has room for it; `None` where nothing is.
fn missing(with: &With<'_>) -> Result<Option<Request>, Problem> {
    let mut parts = Vec::new();
    let customer = match &with.known.customer {
        Some(id) => id.clone(),
        None => {
            let mut contact = with.contact(["FirstName", "LastName", "Email", "Phone"]);
            for (_, value) in &mut contact {
                if let Json::Value(Value::String(text)) = value {
                    *text = inert(text);
                }
            }
            let below = ["Contact", with.needed("key_field")?, &with.key()?];
            parts.push(part(CONTACT, Method::Patch, with, &below, Json::Object(contact))?);
            format!("@{{{CONTACT}.id}}")
        }
    };
    let note = match &with.known.note {
        Some(id) => id.clone(),
        None => {
            let task = Json::object([
                ("WhoId", customer.into()),
                ("Subject", inert(&with.job.subject(255)).chars().take(255).collect::<String>().into()),
                ("Description", inert(&with.job.body()).into()),
                ("Status", "Completed".into()),
            ]);
            let below = ["Task", with.needed("pin_field")?, &with.job.marker()];
            parts.push(part(TASK, Method::Patch, with, &below, task)?);
            format!("@{{{TASK}.id}}")
        }
    };
    let mut room = ROOM;
    let most = usize::try_from(with.limits.files).unwrap_or(usize::MAX);
    for file in with.job.files().take(most).filter(|file| with.known.file(file.place).is_none()) {
        let length = file.length.div_ceil(3).saturating_mul(4);
        if parts.len() >= PARTS || (length > room && !parts.is_empty()) {
            break;
        }
        room = room.saturating_sub(length);
        let version = Json::object([
            ("Title", title(with, &file).into()),
            ("PathOnClient", inert(file.name).into()),
            ("VersionData", Json::file(file.place)),
            ("FirstPublishLocationId", note.as_str().into()),
        ]);
        parts.push(part(&file_part(&file), Method::Post, with, &["ContentVersion"], version)?);
    }
    if parts.is_empty() {
        return Ok(None);
    }
    let body = Json::object([("allOrNone", true.into()), ("compositeRequest", Json::List(parts))]);
    Ok(Some(Request::send(Method::Post, data(with, &["composite"])?, body.into())))
}

fn file_part(file: &File<'_>) -> String {
    format!("file{}", file.place)
}

/// What became of the parts. One that was refused has undone the others, which say no more than that.
fn take_parts(with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<(), Problem> {
    let parts = heard.list("/compositeResponse")?;
    let status = |part: &Value| {
        let status = part.pointer("/httpStatusCode").and_then(Value::as_u64);
        status.and_then(|status| u16::try_from(status).ok()).unwrap_or_default()
    };
    let refused = || parts.iter().filter(|part| !(200..=299).contains(&status(part)));
    let code = |part: &&Value| text(part, "/body/0/errorCode") != "PROCESSING_HALTED";
    if let Some(part) = refused().find(code).or_else(|| refused().next()) {
        return Err(match (status(part), text(part, "/body/0/errorCode")) {
            // Somebody else is writing to the same record.
            (_, "UNABLE_TO_LOCK_ROW") => Problem::Busy,
            (status @ 500.., _) => Problem::Failing(status),
            (status, _) => Problem::rejected(status, text(part, "/body/0/message")),
        });
    }
    let made = |name: &str| {
        let part = parts.iter().find(|part| text(part, "/referenceId") == name);
        part.and_then(|part| crate::deliver::connector::name(part.pointer("/body/id")?))
    };
    if known.customer.is_none() {
        take_customer(with, known, made(CONTACT).ok_or(Problem::Unreadable)?);
    }
    if known.note.is_none() {
        take_task(with, known, made(TASK).ok_or(Problem::Unreadable)?);
    }
    let before = known.files.clone();
    for file in with.job.files() {
        if let Some(id) = made(&file_part(&file)) {
            known.keep_file(file.place, &id);
        }
    }
    // What it says nothing of was not made.
    let learned = with.known.customer.is_none() || with.known.note.is_none() || known.files != before;
    if learned { Ok(()) } else { Err(Problem::Unreadable) }
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    known.customer_link = Some(with.base.link("/lightning/r/Contact/", &id, "/view"));
    known.customer = Some(id);
}

fn take_task(with: &With<'_>, known: &mut Known, id: String) {
    known.note_link = Some(with.base.link("/lightning/r/Task/", &id, "/view"));
    known.note = Some(id);
}

/// Names are made of the pin's id and the file's name; a quote in it would end the query's.
fn title(with: &With<'_>, file: &File<'_>) -> String {
    inert(&with.job.own_name(file)).replace(['\'', '\\'], "_")
}

/// A text that names no other part of its call, whatever stands in it: customers write what they like.
fn inert(text: &str) -> String {
    text.replace("@{", "@ {")
}

fn files(with: &With<'_>) -> Result<Request, Problem> {
    let titles: Vec<String> = with.job.files().map(|file| format!("'{}'", title(with, &file))).collect();
    let asked = format!(
        "SELECT Id, Title, ContentSize FROM ContentVersion WHERE IsLatest = true AND Title IN ({})",
        titles.join(",")
    );
    Ok(Request::get(data(with, &["query"])?.query("q", &asked)))
}

impl Connector for Salesforce {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Plain,
            subject: 255,
            note: 32_000,
            file_bytes: 35_000_000,
            files: 10,
            takes: Takes::Files,
            tags: false,
            reach: MayReach::Never,
            settle_ms: SETTLE_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::FindCustomer, Op::FindNote, Op::FindFiles, Op::MakeNote, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.bearer()
    }

    fn accepts(&self, op: Op, status: u16) -> bool {
        status == 404 && matches!(op, Op::FindCustomer | Op::FindNote | Op::Look)
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => Some(Request::get(data(with, &["limits"])?)),
            Op::Look if known.turn == 0 => {
                Some(Request::get(data(with, &["sobjects", "Contact", "describe"])?))
            }
            Op::Look if known.turn == 1 => Some(Request::get(data(with, &["sobjects", "Task", "describe"])?)),
            Op::FindCustomer => Some(Request::get(contact_at(with)?.query("fields", "Id"))),
            Op::FindNote => Some(Request::get(task_at(with)?.query("fields", "Id"))),
            Op::FindFiles if with.missing_file().is_some() => Some(files(with)?),
            Op::MakeNote => missing(with)?,
            Op::ReadBack if known.turn == 0 => {
                let address = data(with, &["sobjects", "Task", with.note()?])?;
                Some(Request::get(address.query("fields", "Description,WhoId")))
            }
            Op::ReadBack if known.turn == 1 && with.job.files().next().is_some() => Some(files(with)?),
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindCustomer if !heard.is_absent() => take_customer(with, known, heard.name("/Id")?),
            Op::FindNote if !heard.is_absent() => {
                take_task(with, known, heard.name("/Id")?);
                known.found = true;
            }
            Op::MakeNote => {
                take_parts(with, heard, known)?;
                return Ok(Turn::Again);
            }
            Op::FindFiles => {
                for file in with.job.files() {
                    let own = title(with, &file);
                    if heard.list("/records")?.iter().any(|record| text(record, "/Title") == own) {
                        known.keep_file(file.place, &own);
                    }
                }
            }
            Op::ReadBack if known.turn == 0 => {
                known.seen.text = sight(text(heard.value()?, "/Description"), with.job);
                if Some(text(heard.value()?, "/WhoId")) != with.known.customer.as_deref() {
                    known.drop("customer");
                }
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                let records = heard.list("/records")?;
                for file in with.job.files() {
                    let whole = records.iter().any(|record| {
                        text(record, "/Title") == title(with, &file)
                            && record.pointer("/ContentSize").and_then(Value::as_u64)
                                == Some(u64::from(file.length))
                    });
                    known.see_file(&file, whole);
                }
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        let first = with.known.turn == 0;
        let field = with.setting(if first { "key_field" } else { "pin_field" });
        let fields = heard.list("/fields").unwrap_or_default();
        let is_it = |own: &Value| {
            Some(text(own, "/name")) == field
                && own.pointer("/externalId").and_then(Value::as_bool) == Some(true)
        };
        findings.push(Finding::new("field", field, fields.iter().any(is_it)));
        Ok(if first { Turn::Again } else { Turn::Next })
    }
}
