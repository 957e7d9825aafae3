//! Zoho CRM: a contact upserted by a field of its own, a note on it, attachments of it. Class: upsert of the contact; marker search
//! among its notes. Nothing is triggered: workflows could write to the customer.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, sight, text},
        form::Json,
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        page::Page,
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
};

const SETTINGS: [Setting; 2] = [Setting::or("key_field", "Social_Key"), Setting::or("version", "v8")];

pub(super) struct Zoho;

fn at(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["crm", with.needed("version")?], more].concat())
}

/// What stands in the list of a write: each record says for itself whether it was taken.
fn made(heard: &Heard<'_>) -> Result<String, Problem> {
    let first = heard.at("/data/0")?;
    if text(first, "/status") != "success" {
        return Err(Problem::rejected(heard.answer.status, text(first, "/message")));
    }
    first.pointer("/details/id").and_then(name).ok_or(Problem::Unreadable)
}

/// A list; an empty one is answered by nothing at all.
fn data<'a>(heard: &Heard<'a>) -> Result<&'a [Value], Problem> {
    if heard.answer.status == 204 { Ok(&[]) } else { heard.list("/data") }
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    known.customer_link = Some(with.base.link("/crm/tab/Contacts/", &id, ""));
    known.note_link.clone_from(&known.customer_link);
    known.customer = Some(id);
}

impl Connector for Zoho {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Plain,
            subject: 120,
            note: 32_000,
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

    fn plan(&self) -> &'static [Op] {
        &[Op::MakeCustomer, Op::FindNote, Op::MakeNote, Op::FindFiles, Op::AddFiles, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.token("Zoho-oauthtoken")
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => {
                Some(Request::get(at(with, &["Contacts"])?.query("fields", "id").query("per_page", "1")))
            }
            Op::Look if known.turn == 0 => {
                Some(Request::get(at(with, &["settings", "fields"])?.query("module", "Contacts")))
            }
            Op::MakeCustomer => {
                let field = with.needed("key_field")?;
                let mut contact = with.contact(["First_Name", "Last_Name", "Email", "Phone"]);
                contact.push((field.to_owned(), with.key()?.into()));
                let body = Json::object([
                    ("data", Json::List(vec![Json::Object(contact)])),
                    ("duplicate_check_fields", json!([field]).into()),
                    ("trigger", json!([]).into()),
                ]);
                Some(Request::send(Method::Post, at(with, &["Contacts", "upsert"])?, body.into()))
            }
            Op::FindNote => {
                let address = at(with, &["Contacts", with.customer()?, "Notes"])?;
                let address = address
                    .query("fields", "Note_Content,Created_Time")
                    .query("sort_by", "Created_Time")
                    .query("sort_order", "desc")
                    .query("per_page", &known.list.size().to_string())
                    .query("page", &known.list.number().to_string());
                Some(Request::get(address))
            }
            Op::MakeNote if known.note.is_none() => {
                let note = json!({
                    "Note_Title": with.job.subject(120),
                    "Note_Content": with.job.body(),
                    "Parent_Id": {"module": {"api_name": "Contacts"}, "id": with.customer()?},
                });
                let body = json!({"data": [note], "trigger": []});
                Some(Request::send(Method::Post, at(with, &["Notes"])?, body.into()))
            }
            Op::FindFiles if with.missing_file().is_some() => {
                let address = at(with, &["Contacts", with.customer()?, "Attachments"])?;
                Some(Request::get(address.query("fields", "File_Name,Size").query("per_page", "200")))
            }
            Op::AddFiles => match with.missing_file() {
                Some(file) => {
                    let parts = with.parts().file("file", file.place, &with.job.own_name(&file), file.mime);
                    let address = at(with, &["Contacts", with.customer()?, "Attachments"])?;
                    Some(Request::send(Method::Post, address, parts.into()))
                }
                None => None,
            },
            Op::ReadBack if known.turn == 0 => {
                Some(Request::get(at(with, &["Notes", with.note()?])?.query("fields", "Note_Content")))
            }
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::MakeCustomer => take_customer(with, known, made(heard)?),
            Op::FindNote if heard.answer.cut => return known.list.narrow(),
            Op::FindNote => {
                let more =
                    heard.json.and_then(|json| json.pointer("/info/more_records")).and_then(Value::as_bool);
                let page = Page {
                    items: data(heard)?,
                    text: "/Note_Content",
                    time: "/Created_Time",
                    asked: known.list.size(),
                    more: more == Some(true),
                };
                return page.search(with, known);
            }
            Op::MakeNote => known.note = Some(made(heard)?),
            Op::FindFiles => {
                for file in with.job.files() {
                    let own = with.job.own_name(&file);
                    if data(heard)?.iter().any(|item| text(item, "/File_Name") == own) {
                        known.keep_file(file.place, &own);
                    }
                }
            }
            Op::AddFiles => {
                return Ok(with.took_file(known, &made(heard)?));
            }
            Op::ReadBack => known.seen.text = sight(text(heard.value()?, "/data/0/Note_Content"), with.job),
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        let field = with.setting("key_field");
        let fields = heard.list("/fields").unwrap_or_default();
        findings.push(Finding::new(
            "field",
            field,
            fields.iter().any(|own| Some(text(own, "/api_name")) == field),
        ));
        Ok(Turn::Next)
    }
}
