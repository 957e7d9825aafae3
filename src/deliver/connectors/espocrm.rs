//! EspoCRM: a contact and a post in its stream. Class: marker search, in the contact's own stream. The key stands in a field of the
//! connection's choice; in the description, which every contact has, where it names none.

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
    model::{letters, template::NoteSyntax},
};

const SETTINGS: [Setting; 1] = [Setting::or("key_field", "description")];

pub(super) struct Espocrm;

fn at(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["api", "v1"], more].concat())
}

/// By what a contact is found: how, the field, and the value.
fn by<'a>(with: &With<'a>) -> Result<Option<(&'static str, &'a str, String)>, Problem> {
    let key = with.job.person.key().map(|key| Ok(("contains", with.needed("key_field")?, key)));
    let email = with.job.person.email.clone().map(|email| Ok(("equals", "emailAddress", email)));
    key.into_iter().chain(email).nth(usize::try_from(with.known.turn).unwrap_or(usize::MAX)).transpose()
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    known.customer_link = Some(with.base.link("/#Contact/view/", &id, ""));
    known.note_link.clone_from(&known.customer_link);
    known.customer = Some(id);
}

impl Connector for Espocrm {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Markdown,
            subject: 0,
            note: 60_000,
            file_bytes: 10_000_000,
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
        &[Op::FindCustomer, Op::MakeCustomer, Op::FindNote, Op::Upload, Op::MakeNote, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.own("x-api-key")
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => Some(Request::get(at(with, &["App", "user"])?)),
            Op::FindCustomer => match by(with)? {
                Some((how, field, value)) => {
                    let address = at(with, &["Contact"])?
                        .query("where[0][type]", how)
                        .query("where[0][attribute]", field)
                        .query("where[0][value]", &value)
                        .query("select", &format!("id,emailAddress,{}", with.needed("key_field")?))
                        .query("maxSize", "20");
                    Some(Request::get(address))
                }
                None => None,
            },
            Op::MakeCustomer if known.customer.is_none() => {
                let mut contact = with.contact(["firstName", "lastName", "emailAddress", "phoneNumber"]);
                contact.push((with.needed("key_field")?.to_owned(), with.key()?.into()));
                let request =
                    Request::send(Method::Post, at(with, &["Contact"])?, Json::Object(contact).into());
                // Whoever has the same name is somebody else until a person says so.
                Some(request.header("x-skip-duplicate-check", "true"))
            }
            Op::FindNote => {
                let address = at(with, &["Contact", with.customer()?, "stream"])?;
                let address = address.query("maxSize", &known.list.size().to_string());
                Some(Request::get(address.query("offset", &known.list.read.to_string())))
            }
            Op::Upload if known.note.is_none() => match with.missing_file() {
                Some(file) => {
                    let before = format!("data:{};base64,", file.mime);
                    let attachment = Json::object([
                        ("name", file.name.into()),
                        ("type", file.mime.into()),
                        ("role", "Attachment".into()),
                        ("parentType", "Note".into()),
                        ("field", "attachments".into()),
                        ("file", Json::File { before, place: file.place }),
                    ]);
                    Some(Request::send(Method::Post, at(with, &["Attachment"])?, attachment.into()))
                }
                None => None,
            },
            Op::MakeNote if known.note.is_none() => {
                let files: Vec<&str> = known.files.iter().flatten().map(String::as_str).collect();
                let note = json!({
                    "type": "Post",
                    "parentType": "Contact",
                    "parentId": with.customer()?,
                    "post": with.job.body(),
                    "isInternal": true,
                    "attachmentsIds": files,
                });
                Some(Request::send(Method::Post, at(with, &["Note"])?, note.into()))
            }
            Op::ReadBack if known.turn == 0 => Some(Request::get(at(with, &["Note", with.note()?])?)),
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindCustomer => {
                let Some((how, field, value)) = by(with)? else { return Ok(Turn::Next) };
                let value = letters::key(&value);
                let is_it = |own: &&Value| {
                    let there = letters::key(own.get(field).and_then(Value::as_str).unwrap_or_default());
                    if how == "equals" {
                        there == value
                    } else {
                        there.split_whitespace().any(|word| word == value)
                    }
                };
                let found = heard.list("/list")?.iter().find(is_it).and_then(|own| name(own.pointer("/id")?));
                let Some(id) = found else { return Ok(Turn::Again) };
                take_customer(with, known, id);
            }
            Op::MakeCustomer => take_customer(with, known, heard.name("/id")?),
            Op::FindNote if heard.answer.cut => return known.list.narrow(),
            Op::FindNote => {
                let items = heard.list("/list")?;
                let asked = items.len();
                let read = known.list.read.saturating_add(asked);
                // A server that does not count says less than nothing.
                let total = heard.at("/total")?.as_u64().and_then(|total| usize::try_from(total).ok());
                let more = total.map_or(asked >= known.list.size(), |total| total > read);
                return Page { items, text: "/post", time: "/createdAt", asked, more }.search(with, known);
            }
            Op::Upload => {
                return Ok(with.took_file(known, &heard.name("/id")?));
            }
            Op::MakeNote => known.note = Some(heard.name("/id")?),
            Op::ReadBack => {
                let note = heard.value()?;
                known.seen.text = sight(text(note, "/post"), with.job);
                let kept = note.pointer("/attachmentsIds").and_then(Value::as_array).map_or(0, Vec::len);
                known.seen.files = u32::try_from(kept).unwrap_or(u32::MAX);
                if kept < with.job.files().count() {
                    known.drop("files");
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
