//! Zendesk: a user, and a ticket for each pin with one internal comment. Class: a key for the request that makes the ticket, and a
//! list by external id, which knows a ticket as soon as it is there.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, sight, text},
        form::Form,
        http::{Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::{id::DeliveryId, template::NoteSyntax},
};

const SETTINGS: [Setting; 1] = [Setting::optional("email")];

pub(super) struct Zendesk;

fn user(with: &With<'_>) -> Result<Request, Problem> {
    let person = &with.job.person;
    // Without the switch, Zendesk writes to whoever is made with an address.
    let mut user = json!({"name": person.label(), "external_id": with.key()?, "skip_verify_email": true});
    if let Some(user) = user.as_object_mut() {
        for (field, value) in [("email", &person.email), ("phone", &person.phone)] {
            if let Some(value) = value {
                user.insert(field.to_owned(), value.clone().into());
            }
        }
    }
    let address = with.to(&["api", "v2", "users", "create_or_update"])?;
    Ok(Request::send(Method::Post, address, json!({"user": user}).into()))
}

/// Tags have no spaces.
fn tag(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join("_")
}

fn ticket(with: &With<'_>) -> Result<Request, Problem> {
    let job = with.job;
    let tokens: Vec<&str> = with.known.files.iter().flatten().map(String::as_str).collect();
    let tags: Vec<String> = job.note.tags.iter().map(|own| tag(own)).collect();
    let mut ticket = json!({
        "external_id": job.marker(),
        "subject": job.subject(150),
        "tags": tags,
        "comment": {"html_body": job.body(), "public": false, "uploads": tokens},
    });
    if let (Some(ticket), Ok(customer)) = (ticket.as_object_mut(), with.customer()) {
        ticket.insert(
            "requester_id".to_owned(),
            customer.parse::<i64>().map_err(|_| Problem::Unreadable)?.into(),
        );
    }
    let address = with.to(&["api", "v2", "tickets"])?;
    let key = DeliveryId::of(&job.pin, &with.connection.id);
    let request = Request::send(Method::Post, address, json!({"ticket": ticket}).into());
    Ok(request.header("idempotency-key", key.as_str()))
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    known.customer_link = Some(with.base.link("/agent/users/", &id, "/requested_tickets"));
    known.customer = Some(id);
}

fn take_ticket(with: &With<'_>, known: &mut Known) {
    known.note_link = known.note.as_ref().map(|id| with.base.link("/agent/tickets/", id, ""));
}

impl Connector for Zendesk {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Html,
            subject: 150,
            note: 64_000,
            file_bytes: 50_000_000,
            files: 10,
            takes: Takes::Files,
            tags: true,
            reach: MayReach::Never,
            settle_ms: SETTLE_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::FindNote, Op::MakeCustomer, Op::Upload, Op::MakeNote, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        match with.setting("email") {
            Some(email) => with.basic(&format!("{email}/token:"), ""),
            None => with.bearer(),
        }
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => Some(Request::get(with.to(&["api", "v2", "users", "me"])?)),
            Op::FindNote => {
                let address = with.to(&["api", "v2", "tickets"])?;
                Some(Request::get(address.query("external_id", &with.job.marker())))
            }
            Op::MakeCustomer if known.note.is_none() && with.job.person.key().is_some() => Some(user(with)?),
            Op::Upload if known.note.is_none() => match with.missing_file() {
                Some(file) => {
                    let address = with.to(&["api", "v2", "uploads"])?.query("filename", file.name);
                    let form = Form::File { place: file.place, mime: file.mime.to_owned() };
                    Some(Request::send(Method::Post, address, form))
                }
                None => None,
            },
            Op::MakeNote if known.note.is_none() => Some(ticket(with)?),
            Op::ReadBack if known.turn == 0 => {
                Some(Request::get(with.to(&["api", "v2", "tickets", with.note()?])?))
            }
            Op::ReadBack if known.turn == 1 => {
                Some(Request::get(with.to(&["api", "v2", "tickets", with.note()?, "comments"])?))
            }
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindNote => {
                known.take_notes(&heard.names("/tickets", "/id")?);
                take_ticket(with, known);
            }
            Op::MakeCustomer => take_customer(with, known, heard.name("/user/id")?),
            Op::Upload => {
                return Ok(with.took_file(known, &heard.name("/upload/token")?));
            }
            Op::MakeNote => {
                known.note = Some(heard.name("/ticket/id")?);
                take_ticket(with, known);
            }
            Op::ReadBack if known.turn == 0 => {
                if let Ok(id) = heard.name("/ticket/requester_id") {
                    take_customer(with, known, id);
                }
                let there = heard.list("/ticket/tags")?;
                let kept =
                    with.job.note.tags.iter().filter(|own| there.contains(&Value::String(tag(own)))).count();
                known.seen.tags = u32::try_from(kept).unwrap_or(u32::MAX);
                if kept < with.job.note.tags.len() {
                    known.drop("tags");
                }
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                let marker = with.job.marker();
                let comments = heard.list("/comments")?;
                let ours = comments.iter().find(|comment| text(comment, "/html_body").contains(&marker));
                let Some(ours) = ours else { return Ok(Turn::Next) };
                known.seen.text = sight(text(ours, "/html_body"), with.job);
                known.see_files(with.job, ours.pointer("/attachments"), "/file_name", "/size");
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, _: &With<'_>, _: &Heard<'_>, _: &mut Vec<Finding>) -> Result<Turn, Problem> {
        Ok(Turn::Next)
    }
}
