//! Tryton 8.2 through its REST interface: a party, a note on it, attachments of it. Class: marker search.
//!
//! The key of the party is a contact mechanism of type `other`. Nothing of this sends mail.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, same_text, text},
        form::Json,
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op, Sight},
    },
    model::{letters, template::NoteSyntax},
    schema::base64,
};

const SETTINGS: [Setting; 1] = [Setting::needed("database")];

pub(super) struct Tryton;

fn model(with: &With<'_>, name: &str) -> Result<Address, Problem> {
    with.to(&[with.needed("database")?, "rest", "model", name])
}

/// A search: the domain as JSON in base 64 for addresses.
fn search(with: &With<'_>, name: &str, domain: &Value, fields: &[&str]) -> Result<Request, Problem> {
    let domain = base64::encode(domain.to_string().as_bytes()).replace('+', "-").replace('/', "_");
    let address = model(with, name)?.query("d", &domain).query("s", "20");
    Ok(Request::get(fields.iter().fold(address, |address, field| address.query("f", field))))
}

fn make(with: &With<'_>, name: &str, body: Json) -> Result<Request, Problem> {
    Ok(Request::send(Method::Post, model(with, name)?, body.into()))
}

/// The values that a customer is looked for by, with the type of each.
fn lookup(with: &With<'_>) -> Option<(&'static str, String)> {
    let person = &with.job.person;
    let key = person.key().map(|key| ("other", key));
    let email = person.email.clone().map(|email| ("email", email));
    key.into_iter().chain(email).nth(usize::try_from(with.known.turn).ok()?)
}

/// A text in a pattern that stands for itself.
fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The contact mechanism that carries the key.
fn key_of(with: &With<'_>) -> Result<Value, Problem> {
    Ok(json!({"type": "other", "value": with.key()?, "name": with.job.person.key_network()}))
}

fn party(with: &With<'_>) -> Result<Request, Problem> {
    let person = &with.job.person;
    let mut ways = vec![key_of(with)?];
    for (kind, value) in [("email", &person.email), ("phone", &person.phone), ("website", &person.profile)] {
        if let Some(value) = value {
            ways.push(json!({"type": kind, "value": value}));
        }
    }
    make(
        with,
        "party.party",
        json!({"name": person.label(), "contact_mechanisms": [["create", ways]]}).into(),
    )
}

fn resource(with: &With<'_>) -> Result<String, Problem> {
    Ok(format!("party.party,{}", with.customer()?))
}

fn files(with: &With<'_>) -> Result<Request, Problem> {
    let names: Vec<String> = with.job.files().map(|file| with.job.own_name(&file)).collect();
    search(with, "ir.attachment", &json!([["name", "in", names]]), &["name", "data_size"])
}

fn link(with: &With<'_>, path: &'static str, id: &str) -> String {
    let database = with.setting("database").unwrap_or_default();
    let mut link = with.base.link("/#", database, path);
    link.push_str(id);
    link
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    known.customer_link = Some(link(with, "/model/party.party/", &id));
    known.customer = Some(id);
}

fn take_files(with: &With<'_>, items: &[Value], known: &mut Known) -> u32 {
    let mut whole = 0;
    for file in with.job.files() {
        let own = with.job.own_name(&file);
        let Some(item) = items.iter().find(|item| text(item, "/name") == own) else { continue };
        known.keep_file(file.place, &own);
        if item.pointer("/data_size").and_then(Value::as_u64) == Some(u64::from(file.length)) {
            whole += 1;
        }
    }
    whole
}

impl Connector for Tryton {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Plain,
            subject: 0,
            note: 100_000,
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

    /// It takes no change from a browser's extension whose origin its administrator has not named (`cors` in `[web]`), and says so
    /// with 500.
    fn accepts(&self, op: Op, status: u16) -> bool {
        op == Op::Look && matches!(status, 400 | 404 | 500)
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.token("bearer")
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => Some(search(with, "party.party", &json!([["id", "=", -1]]), &["name"])?),
            Op::Look if known.turn == 0 => {
                Some(search(with, "ir.note", &json!([["id", "=", -1]]), &["message"])?)
            }
            // A note without a party is refused with 400 where changes are taken at all.
            Op::Look if known.turn == 1 => Some(make(with, "ir.note", json!({}).into())?),
            Op::FindCustomer => match lookup(with) {
                Some((kind, value)) => {
                    let domain = json!([["type", "=", kind], ["value", "ilike", literal(&value)]]);
                    Some(search(with, "party.contact_mechanism", &domain, &["value", "party.id"])?)
                }
                None => None,
            },
            Op::MakeCustomer if known.customer.is_none() => Some(party(with)?),
            Op::MakeCustomer if !known.keyed => {
                let mut way = key_of(with)?;
                if let (Some(way), Ok(id)) = (way.as_object_mut(), with.customer()?.parse::<i64>()) {
                    way.insert("party".to_owned(), id.into());
                }
                Some(make(with, "party.contact_mechanism", way.into())?)
            }
            Op::FindNote => {
                let domain = json!([["message", "like", format!("%{}%", with.job.marker())]]);
                Some(search(with, "ir.note", &domain, &["resource"])?)
            }
            Op::MakeNote if known.note.is_none() => {
                let note = json!({"resource": resource(with)?, "message": with.job.body()});
                Some(make(with, "ir.note", note.into())?)
            }
            Op::FindFiles if with.missing_file().is_some() => Some(files(with)?),
            Op::AddFiles => match with.missing_file() {
                Some(file) => {
                    let data =
                        Json::object([("__class__", "bytes".into()), ("base64", Json::file(file.place))]);
                    let body = Json::object([
                        ("resource", resource(with)?.into()),
                        ("name", with.job.own_name(&file).into()),
                        ("type", "data".into()),
                        ("description", with.job.marker().into()),
                        ("data", data),
                    ]);
                    Some(make(with, "ir.attachment", body)?)
                }
                None => None,
            },
            Op::ReadBack if known.turn == 0 => {
                let address =
                    with.to(&[with.needed("database")?, "rest", "model", "ir.note", with.note()?])?;
                Some(Request::get(address.query("f", "message")))
            }
            Op::ReadBack if known.turn == 1 && with.job.files().next().is_some() => Some(files(with)?),
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindCustomer => {
                let Some((kind, value)) = lookup(with) else { return Ok(Turn::Next) };
                let is_it = |item: &&Value| letters::same(text(item, "/value"), &value);
                let found =
                    heard.list("")?.iter().find(is_it).and_then(|item| name(item.pointer("/party/id")?));
                let Some(id) = found else { return Ok(Turn::Again) };
                take_customer(with, known, id);
                known.keyed = kind == "other" || with.job.person.key().as_deref() == Some(value.as_str());
            }
            Op::MakeCustomer => {
                if known.customer.is_none() {
                    take_customer(with, known, heard.name("/id")?);
                }
                known.keyed = true;
            }
            Op::FindNote => {
                let mut ids: Vec<i64> =
                    heard.list("")?.iter().filter_map(|item| item.pointer("/id")?.as_i64()).collect();
                pinfold_kernels::sorting::sort_by_key(&mut ids, |id| *id);
                known.take_notes(&ids.iter().map(i64::to_string).collect::<Vec<_>>());
                known.note_link = known.note.as_ref().map(|id| link(with, "/model/ir.note/", id));
            }
            Op::MakeNote => {
                let id = heard.name("/id")?;
                known.note_link = Some(link(with, "/model/ir.note/", &id));
                known.note = Some(id);
            }
            Op::FindFiles => drop(take_files(with, heard.list("")?, known)),
            Op::AddFiles => {
                if let Some(file) = with.missing_file() {
                    known.keep_file(file.place, &with.job.own_name(&file));
                }
                return Ok(Turn::Again);
            }
            Op::ReadBack if known.turn == 0 => {
                let same = same_text(text(heard.value()?, "/message"), &with.job.body());
                known.seen.text = if same { Sight::Same } else { Sight::Other };
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                let items = heard.list("")?;
                known.seen.files = take_files(with, items, known);
                for file in with.job.files() {
                    let own = with.job.own_name(&file);
                    let whole = |item: &&Value| {
                        text(item, "/name") == own
                            && item.pointer("/data_size").and_then(Value::as_u64)
                                == Some(u64::from(file.length))
                    };
                    if !items.iter().any(|item| whole(&item)) {
                        known.drop(&format!("file:{}", file.name));
                    }
                }
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        if with.known.turn == 0 {
            findings.push(Finding::new("notes", None, !heard.is_absent()));
            return Ok(Turn::Again);
        }
        let problem = (heard.answer.status >= 500).then(|| "origin".to_owned());
        findings.push(Finding { what: "changes".to_owned(), name: None, problem });
        Ok(Turn::Next)
    }
}
