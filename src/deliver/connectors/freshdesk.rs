//! Freshdesk: a contact by its external id, a ticket for each pin, a private note in it. Class: marker search.
//!
//! A new ticket is answered to its requestor by mail. So the contact is made without an address, and one that has an address is not
//! used, unless the connection allows that the customer is reached.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, sight, text},
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        page::{Page, oldest},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
};

const SETTINGS: [Setting; 0] = [];

pub(super) struct Freshdesk;

fn at(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["api", "v2"], more].concat())
}

fn ticket<'a>(with: &With<'a>) -> Result<&'a str, Problem> {
    with.known.others.first().map(String::as_str).ok_or(Problem::Unreadable)
}

/// By what a contact is found; by address only where the customer may be reached.
fn by(with: &With<'_>) -> Option<(&'static str, String)> {
    let person = &with.job.person;
    let key = person.key().map(|key| ("unique_external_id", key));
    let email = person.email.clone().filter(|_| with.may_reach_customer()).map(|email| ("email", email));
    key.into_iter().chain(email).nth(usize::try_from(with.known.turn).ok()?)
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    known.customer_link = Some(with.base.link("/a/contacts/", &id, ""));
    known.customer = Some(id);
}

fn take_ticket(with: &With<'_>, known: &mut Known, id: String) {
    known.note_link = Some(with.base.link("/a/tickets/", &id, ""));
    known.others = vec![id];
}

impl Connector for Freshdesk {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Html,
            subject: 200,
            note: 60_000,
            file_bytes: 15_000_000,
            files: 5,
            takes: Takes::Files,
            tags: true,
            reach: MayReach::WhenAllowed,
            settle_ms: SETTLE_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[
            Op::FindCustomer,
            Op::MakeCustomer,
            Op::FindThread,
            Op::MakeThread,
            Op::FindNote,
            Op::MakeNote,
            Op::ReadBack,
        ]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.basic("", ":X")
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        let job = with.job;
        Ok(match op {
            Op::SignIn => Some(Request::get(at(with, &["agents", "me"])?)),
            Op::FindCustomer => match by(with) {
                Some((field, value)) => Some(Request::get(at(with, &["contacts"])?.query(field, &value))),
                None => None,
            },
            Op::MakeCustomer if known.customer.is_none() => {
                let mut contact = json!({"name": job.person.label(), "unique_external_id": with.key()?});
                let email = job.person.email.clone().filter(|_| with.may_reach_customer());
                if let (Some(contact), Some(email)) = (contact.as_object_mut(), email) {
                    contact.insert("email".to_owned(), email.into());
                }
                Some(Request::send(Method::Post, at(with, &["contacts"])?, contact.into()))
            }
            Op::FindThread => {
                // Without a time, only those of the last thirty days are listed; what was made about a pin is younger than it.
                let address = at(with, &["tickets"])?
                    .query("requester_id", with.customer()?)
                    .query("updated_since", &oldest(with).to_rfc3339())
                    .query("order_by", "created_at")
                    .query("order_type", "desc")
                    .query("per_page", &known.list.size().to_string())
                    .query("page", &known.list.number().to_string());
                Some(Request::get(address))
            }
            Op::MakeThread if known.others.is_empty() => {
                let requester: i64 = with.customer()?.parse().map_err(|_| Problem::Unreadable)?;
                let tags: Vec<&str> =
                    job.note.tags.iter().map(String::as_str).filter(|tag| tag.len() <= 32).collect();
                let ticket = json!({
                    "requester_id": requester,
                    "subject": format!("{} {}", job.subject(200), job.marker()),
                    // The description is what the customer is shown as their own words.
                    "description": job.marker(),
                    "status": 2,
                    "priority": 1,
                    "source": 2,
                    "tags": tags,
                });
                Some(Request::send(Method::Post, at(with, &["tickets"])?, ticket.into()))
            }
            Op::FindNote => {
                let address = at(with, &["tickets", ticket(with)?, "conversations"])?;
                Some(Request::get(address.query("per_page", "100")))
            }
            Op::MakeNote if known.note.is_none() => {
                let form = with.parts().text("body", &job.body()).text("private", "true");
                let form = job.files().fold(form, |form, file| {
                    form.file("attachments[]", file.place, &job.own_name(&file), file.mime)
                });
                let address = at(with, &["tickets", ticket(with)?, "notes"])?;
                Some(Request::send(Method::Post, address, form.into()))
            }
            Op::ReadBack if known.turn == 0 => {
                let address = at(with, &["tickets", ticket(with)?, "conversations"])?;
                Some(Request::get(address.query("per_page", "100")))
            }
            Op::ReadBack if known.turn == 1 => Some(Request::get(at(with, &["tickets", ticket(with)?])?)),
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        let marker = with.job.marker();
        match op {
            Op::FindCustomer if heard.is_absent() => return Ok(Turn::Again),
            Op::FindCustomer => {
                let Some(first) = heard.list("")?.first() else { return Ok(Turn::Again) };
                if !text(first, "/email").is_empty() && !with.may_reach_customer() {
                    return Err(Problem::WouldReachCustomer);
                }
                take_customer(
                    with,
                    known,
                    name(first.get("id").unwrap_or(&Value::Null)).ok_or(Problem::Unreadable)?,
                );
            }
            Op::MakeCustomer => take_customer(with, known, heard.name("/id")?),
            Op::FindThread if heard.answer.cut => return known.list.narrow(),
            Op::FindThread => {
                let (items, asked) = (heard.list("")?, known.list.size());
                let more = items.len() >= asked;
                let page = Page { items, text: "/subject", time: "/created_at", asked, more };
                // The oldest, since another one was made of it by hand.
                let mut ours = page.ours(with);
                known.count_twins(ours.len());
                let Some(id) = ours.pop() else { return page.beyond(with, known) };
                take_ticket(with, known, id);
            }
            Op::MakeThread => take_ticket(with, known, heard.name("/id")?),
            Op::FindNote => {
                let ours = heard.list("")?.iter().filter(|own| text(own, "/body").contains(&marker));
                known.take_notes(&ours.filter_map(|own| name(own.pointer("/id")?)).collect::<Vec<_>>());
            }
            Op::MakeNote => known.note = Some(heard.name("/id")?),
            Op::ReadBack if known.turn == 0 => {
                let ours = heard.list("")?.iter().find(|own| text(own, "/body").contains(&marker));
                let Some(ours) = ours else { return Ok(Turn::Next) };
                known.seen.text = sight(text(ours, "/body"), with.job);
                let items = ours.pointer("/attachments").and_then(Value::as_array);
                for file in with.job.files() {
                    let own = with.job.own_name(&file);
                    let whole = |item: &Value| {
                        text(item, "/name") == own
                            && item.pointer("/size").and_then(Value::as_u64) == Some(u64::from(file.length))
                    };
                    known.see_file(&file, items.into_iter().flatten().any(whole));
                }
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                let there = heard.list("/tags")?;
                let kept = with
                    .job
                    .note
                    .tags
                    .iter()
                    .filter(|tag| there.iter().any(|own| own == tag.as_str()))
                    .count();
                known.seen.tags = u32::try_from(kept).unwrap_or(u32::MAX);
                if kept < with.job.note.tags.len() {
                    known.drop("tags");
                }
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, _: &With<'_>, _: &Heard<'_>, _: &mut Vec<Finding>) -> Result<Turn, Problem> {
        Ok(Turn::Next)
    }
}
