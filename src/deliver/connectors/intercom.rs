//! Intercom: a contact by external id, a note on it, tags of the contact. Class: marker search, among the contact's own notes. Notes
//! take no files: those belong to conversations, which customers see.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, sight, text},
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_INDEX_MS, Setting, Takes},
        page::{Listing, Page},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
};

const SETTINGS: [Setting; 2] = [Setting::optional("admin_id"), Setting::optional("app_id")];
/// The version that the vendor's description is of.
const VERSION: &str = "2.16";
/// Tags of a note that are set at the contact: each takes two calls.
const MOST_TAGS: usize = 8;

pub(super) struct Intercom;

fn get(address: Address) -> Request {
    Request::get(address).header("intercom-version", VERSION)
}

fn post(address: Address, body: serde_json::Value) -> Request {
    Request::send(Method::Post, address, body.into()).header("intercom-version", VERSION)
}

/// A page of the contact's notes.
fn notes(with: &With<'_>, list: Listing) -> Result<Request, Problem> {
    let address = with.to(&["contacts", with.customer()?, "notes"])?;
    let address = address.query("per_page", &list.size().to_string());
    Ok(get(address.query("page", &list.number().to_string())))
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    if let Some(app) = with.setting("app_id").filter(|app| app.chars().all(|c| c.is_ascii_alphanumeric())) {
        let link = format!("https://app.intercom.com/a/apps/{app}/users/{id}/all-conversations");
        known.note_link = Some(link.clone());
        known.customer_link = Some(link);
    }
    known.customer = Some(id);
}

/// The tag that comes next: its place is half the number of calls.
fn tag<'a>(with: &With<'a>) -> Option<&'a str> {
    let place = usize::try_from(with.known.turn / 2).unwrap_or(usize::MAX);
    with.job.note.tags.iter().take(MOST_TAGS).nth(place).map(String::as_str)
}

impl Connector for Intercom {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Html,
            subject: 0,
            note: 20_000,
            file_bytes: 0,
            files: 0,
            takes: Takes::Files,
            tags: true,
            reach: MayReach::Never,
            settle_ms: SETTLE_INDEX_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::FindCustomer, Op::MakeCustomer, Op::FindNote, Op::MakeNote, Op::Tag, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.bearer()
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        let person = &with.job.person;
        Ok(match op {
            Op::SignIn => Some(get(with.to(&["me"])?)),
            Op::FindCustomer if known.turn == 0 => {
                Some(get(with.to(&["contacts", "find_by_external_id", &with.key()?])?))
            }
            Op::FindCustomer if known.turn == 1 => person.email.as_ref().map_or(Ok(None), |email| {
                let asked = json!({"query": {"field": "email", "operator": "=", "value": email}});
                Ok(Some(post(with.to(&["contacts", "search"])?, asked)))
            })?,
            Op::MakeCustomer if known.customer.is_none() => {
                let mut contact = json!({"role": "user", "external_id": with.key()?, "name": person.label()});
                if let (Some(contact), Some(email)) = (contact.as_object_mut(), &person.email) {
                    contact.insert("email".to_owned(), email.clone().into());
                }
                Some(post(with.to(&["contacts"])?, contact))
            }
            Op::MakeCustomer if !known.keyed => {
                let address = with.to(&["contacts", with.customer()?])?;
                let key = json!({"external_id": with.key()?});
                Some(Request::send(Method::Put, address, key.into()).header("intercom-version", VERSION))
            }
            Op::FindNote => Some(notes(with, known.list)?),
            Op::MakeNote if known.note.is_none() => {
                let mut note = json!({"body": with.job.body()});
                if let (Some(note), Some(admin)) = (note.as_object_mut(), with.setting("admin_id")) {
                    note.insert("admin_id".to_owned(), admin.into());
                }
                Some(post(with.to(&["contacts", with.customer()?, "notes"])?, note))
            }
            Op::Tag => match (tag(with), known.others.first()) {
                (Some(tag), _) if known.turn.is_multiple_of(2) => {
                    // Makes it, or gives the one of that name.
                    Some(post(with.to(&["tags"])?, json!({"name": tag})))
                }
                (Some(_), Some(id)) => {
                    Some(post(with.to(&["contacts", with.customer()?, "tags"])?, json!({"id": id})))
                }
                _ => None,
            },
            Op::ReadBack if known.turn == 0 => Some(get(with.to(&["notes", with.note()?])?)),
            _ => None,
        })
    }

    fn accepts(&self, op: Op, status: u16) -> bool {
        status == 404 && op == Op::FindCustomer
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindCustomer if heard.is_absent() => return Ok(Turn::Again),
            Op::FindCustomer if known.turn == 0 => {
                take_customer(with, known, heard.name("/id")?);
                known.keyed = true;
            }
            Op::FindCustomer => {
                if let Some(id) = heard.names("/data", "/id")?.into_iter().next() {
                    take_customer(with, known, id);
                }
            }
            Op::MakeCustomer => {
                if known.customer.is_none() {
                    take_customer(with, known, heard.name("/id")?);
                }
                known.keyed = true;
            }
            Op::FindNote if heard.answer.cut => return known.list.narrow(),
            Op::FindNote => {
                let pages = heard.value()?.pointer("/pages/total_pages").and_then(Value::as_u64);
                let asked = known.list.size();
                let more = pages
                    .and_then(|pages| usize::try_from(pages).ok())
                    .is_some_and(|pages| pages > known.list.number());
                let items = heard.list("/data")?;
                let page = Page { items, text: "/body", time: "/created_at", asked, more };
                return page.search(with, known);
            }
            Op::MakeNote => known.note = Some(heard.name("/id")?),
            Op::Tag => {
                known.others =
                    if known.turn.is_multiple_of(2) { vec![heard.name("/id")?] } else { Vec::new() };
                known.seen.tags += known.turn % 2;
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                known.seen.text = sight(text(heard.value()?, "/body"), with.job);
                if with.job.note.tags.len() > MOST_TAGS {
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
