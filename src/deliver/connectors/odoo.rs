//! Odoo 19 and later through its JSON interface: a partner by its reference, an internal note in its discussion. Class: marker
//! search. Internal notes are told to colleagues alone.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, sight, text},
        form::{Form, Json},
        http::{Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::{letters, template::NoteSyntax},
};

const SETTINGS: [Setting; 1] = [Setting::optional("database")];

pub(super) struct Odoo;

fn ask(with: &With<'_>, model: &str, method: &str, body: impl Into<Form>) -> Result<Request, Problem> {
    let request = Request::send(Method::Post, with.to(&["json", "2", model, method])?, body.into());
    Ok(match with.setting("database") {
        Some(database) => request.header("x-odoo-database", database),
        None => request,
    })
}

fn search(with: &With<'_>, model: &str, domain: &Value, fields: &[&str]) -> Result<Request, Problem> {
    ask(with, model, "search_read", json!({"domain": domain, "fields": fields, "limit": 50}))
}

fn by(with: &With<'_>) -> Option<(&'static str, String)> {
    let person = &with.job.person;
    let key = person.key().map(|key| ("ref", key));
    let email = person.email.clone().map(|email| ("email", email));
    key.into_iter().chain(email).nth(usize::try_from(with.known.turn).ok()?)
}

/// The partner as a number.
fn partner(with: &With<'_>) -> Result<i64, Problem> {
    with.customer()?.parse().map_err(|_| Problem::Unreadable)
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    known.customer_link = Some(with.base.link("/odoo/contacts/", &id, ""));
    known.note_link.clone_from(&known.customer_link);
    known.customer = Some(id);
}

fn files(with: &With<'_>) -> Result<Request, Problem> {
    let names: Vec<String> = with.job.files().map(|file| with.job.own_name(&file)).collect();
    search(with, "ir.attachment", &json!([["name", "in", names]]), &["name", "file_size"])
}

impl Connector for Odoo {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Html,
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

    fn plan(&self) -> &'static [Op] {
        // Files first: a note names them when it is made.
        &[
            Op::FindCustomer,
            Op::MakeCustomer,
            Op::FindNote,
            Op::FindFiles,
            Op::Upload,
            Op::MakeNote,
            Op::ReadBack,
        ]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.token("bearer")
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        let person = &with.job.person;
        Ok(match op {
            Op::SignIn => Some(search(with, "res.partner", &json!([["id", "=", 0]]), &["id"])?),
            Op::FindCustomer => match by(with) {
                Some((field, value)) => {
                    Some(search(with, "res.partner", &json!([[field, "=ilike", value]]), &[field])?)
                }
                None => None,
            },
            Op::MakeCustomer if known.customer.is_none() => {
                let mut values = json!({"name": person.label(), "ref": with.key()?});
                if let Some(values) = values.as_object_mut() {
                    for (field, value) in [("email", &person.email), ("phone", &person.phone)] {
                        if let Some(value) = value {
                            values.insert(field.to_owned(), value.clone().into());
                        }
                    }
                }
                Some(ask(with, "res.partner", "create", json!({"vals_list": [values]}))?)
            }
            Op::FindNote => {
                let domain = json!([["model", "=", "res.partner"], ["body", "ilike", with.job.marker()]]);
                Some(search(with, "mail.message", &domain, &["body"])?)
            }
            Op::FindFiles if known.note.is_none() && with.missing_file().is_some() => Some(files(with)?),
            Op::Upload if known.note.is_none() => match with.missing_file() {
                Some(file) => {
                    let values = Json::object([
                        ("name", with.job.own_name(&file).into()),
                        ("mimetype", file.mime.into()),
                        ("res_model", "res.partner".into()),
                        ("res_id", partner(with)?.into()),
                        ("datas", Json::file(file.place)),
                    ]);
                    let body = Json::object([("vals_list", Json::List(vec![values]))]);
                    Some(ask(with, "ir.attachment", "create", body)?)
                }
                None => None,
            },
            Op::MakeNote if known.note.is_none() => {
                let files: Vec<i64> = known.files.iter().flatten().filter_map(|id| id.parse().ok()).collect();
                let note = json!({
                    "ids": [partner(with)?],
                    "body": with.job.body(),
                    "body_is_html": true,
                    "message_type": "comment",
                    "subtype_xmlid": "mail.mt_note",
                    "attachment_ids": files,
                });
                Some(ask(with, "res.partner", "message_post", note)?)
            }
            Op::ReadBack if known.turn == 0 => {
                let id: i64 = with.note()?.parse().map_err(|_| Problem::Unreadable)?;
                Some(search(with, "mail.message", &json!([["id", "=", id]]), &["body"])?)
            }
            Op::ReadBack if known.turn == 1 && with.job.files().next().is_some() => Some(files(with)?),
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        // What is made answers with its number, alone or in a list.
        let made = || heard.name("/0").or_else(|_| heard.name(""));
        match op {
            Op::FindCustomer => {
                let Some((field, value)) = by(with) else { return Ok(Turn::Next) };
                let is_it = |own: &&Value| {
                    own.get(field).and_then(Value::as_str).is_some_and(|there| letters::same(there, &value))
                };
                let found = heard.list("")?.iter().find(is_it).and_then(|own| name(own.pointer("/id")?));
                let Some(id) = found else { return Ok(Turn::Again) };
                take_customer(with, known, id);
            }
            Op::MakeCustomer => take_customer(with, known, made()?),
            Op::FindNote => {
                let marker = with.job.marker();
                let ours = heard.list("")?.iter().filter(|own| text(own, "/body").contains(&marker));
                let mut ids: Vec<i64> = ours.filter_map(|own| own.pointer("/id")?.as_i64()).collect();
                pinfold_kernels::sorting::sort_by_key(&mut ids, |id| *id);
                known.take_notes(&ids.iter().map(i64::to_string).collect::<Vec<_>>());
            }
            Op::FindFiles => {
                known.find_files(with.job, heard.list("")?, "/name", |file| with.job.own_name(file));
            }
            Op::Upload => {
                return Ok(with.took_file(known, &made()?));
            }
            Op::MakeNote => known.note = Some(made()?),
            Op::ReadBack if known.turn == 0 => {
                known.seen.text = sight(text(heard.value()?, "/0/body"), with.job);
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                for file in with.job.files() {
                    let own = with.job.own_name(&file);
                    let whole = |item: &Value| {
                        text(item, "/name") == own
                            && item.pointer("/file_size").and_then(Value::as_u64)
                                == Some(u64::from(file.length))
                    };
                    known.see_file(&file, heard.list("")?.iter().any(whole));
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
