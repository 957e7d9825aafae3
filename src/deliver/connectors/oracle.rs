//! Oracle Fusion Sales: a contact and a note on it, each under a number of our own. Class: upsert by that number
//! (`Upsert-Mode`), where the vendor's page says so; the fields of notes and attachments are from memory.

use serde_json::json;

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, sight, text},
        form::Json,
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
    schema::{base64, checksum},
};

const SETTINGS: [Setting; 3] =
    [Setting::optional("user"), Setting::or("version", "11.13.18.05"), Setting::or("note_type", "GENERAL")];

pub(super) struct Oracle;

fn contacts(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["crmRestApi", "resources", with.needed("version")?, "contacts"], more].concat())
}

/// Party numbers are short and plain.
fn party(with: &With<'_>) -> Result<String, Problem> {
    Ok(format!("PIN-{}", checksum::of(with.key()?.as_bytes())))
}

fn note_number(with: &With<'_>) -> String {
    format!("PIN{}", with.job.pin)
}

/// A search by one field, with values that hold no quotes.
fn search(address: Address, field: &str, value: &str, fields: &str) -> Request {
    let asked = format!("{field}='{value}'");
    Request::get(address.query("q", &asked).query("fields", fields).query("onlyData", "true"))
}

fn upsert(address: Address, body: Json) -> Request {
    Request::send(Method::Post, address, body.into()).header("upsert-mode", "true")
}

fn title(with: &With<'_>, file: &crate::deliver::job::File<'_>) -> String {
    with.job.own_name(file).replace('\'', "_")
}

impl Connector for Oracle {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Plain,
            subject: 0,
            note: 100_000,
            file_bytes: 20_000_000,
            files: 10,
            takes: Takes::Files,
            tags: false,
            reach: MayReach::Never,
            settle_ms: SETTLE_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        match with.setting("user") {
            Some(user) => with.basic(&format!("{user}:"), ""),
            None => with.bearer(),
        }
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => {
                Some(Request::get(contacts(with, &[])?.query("limit", "1").query("onlyData", "true")))
            }
            Op::FindCustomer => {
                Some(Request::get(contacts(with, &[&party(with)?])?.query("fields", "PartyNumber")))
            }
            Op::MakeCustomer if known.customer.is_none() => {
                let mut contact = with.contact(["FirstName", "LastName", "EmailAddress", ""]);
                contact.push(("PartyNumber".to_owned(), party(with)?.into()));
                // It wants both names.
                if !contact.iter().any(|(name, _)| name == "FirstName") {
                    contact.push(("FirstName".to_owned(), "-".into()));
                }
                Some(upsert(contacts(with, &[])?, Json::Object(contact)))
            }
            Op::FindNote => {
                let address = contacts(with, &[with.customer()?, "child", "Note"])?;
                Some(search(address, "NoteNumber", &note_number(with), "NoteId"))
            }
            Op::MakeNote if known.note.is_none() => {
                let note = json!({
                    "NoteNumber": note_number(with),
                    "NoteTypeCode": with.needed("note_type")?,
                    "VisibilityCode": "INTERNAL",
                    "NoteTxt": base64::encode(with.job.body().as_bytes()),
                });
                Some(upsert(contacts(with, &[with.customer()?, "child", "Note"])?, note.into()))
            }
            Op::FindFiles if with.missing_file().is_some() => {
                let address = contacts(with, &[with.customer()?, "child", "Attachment"])?;
                Some(Request::get(
                    address.query("fields", "Title").query("onlyData", "true").query("limit", "500"),
                ))
            }
            Op::AddFiles => match with.missing_file() {
                Some(file) => {
                    let attachment = Json::object([
                        ("DatatypeCode", "FILE".into()),
                        ("FileName", file.name.into()),
                        ("Title", title(with, &file).into()),
                        ("FileContents", Json::file(file.place)),
                    ]);
                    let address = contacts(with, &[with.customer()?, "child", "Attachment"])?;
                    Some(Request::send(Method::Post, address, attachment.into()))
                }
                None => None,
            },
            Op::ReadBack if known.turn == 0 => {
                let address = contacts(with, &[with.customer()?, "child", "Note", with.note()?])?;
                Some(Request::get(address.query("fields", "NoteTxt").query("onlyData", "true")))
            }
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindCustomer if !heard.is_absent() => known.customer = Some(heard.name("/PartyNumber")?),
            Op::MakeCustomer => known.customer = Some(heard.name("/PartyNumber")?),
            Op::FindNote => known.take_notes(&heard.names("/items", "/NoteId")?),
            Op::MakeNote => known.note = Some(heard.name("/NoteId")?),
            Op::FindFiles => {
                for file in with.job.files() {
                    let own = title(with, &file);
                    if heard.list("/items")?.iter().any(|item| text(item, "/Title") == own) {
                        known.keep_file(file.place, &own);
                    }
                }
            }
            Op::AddFiles => {
                if let Some(file) = with.missing_file() {
                    known.keep_file(file.place, &title(with, &file));
                }
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                let bytes = base64::decode(text(heard.value()?, "/NoteTxt"));
                let there = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
                known.seen.text = sight(&there, with.job);
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, _: &With<'_>, _: &Heard<'_>, _: &mut Vec<Finding>) -> Result<Turn, Problem> {
        Ok(Turn::Next)
    }
}
