//! HubSpot: a contact by a unique property of its own, and a note on it. Class: upsert of the contact by external id; notes have
//! nothing of the kind, so the marker is looked for among the contact's own notes, which an index filled later has no part in.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, sight, text},
        form::Json,
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_INDEX_MS, Setting, Takes},
        page::{MOST_CALLS, Page, oldest},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
};

const SETTINGS: [Setting; 2] = [Setting::or("key_property", "social_key"), Setting::optional("portal")];
/// Most calls that list the ids of notes, before notes are read.
const MOST_LISTS: u32 = 40;
/// Most notes whose names are kept: as many as the pages hold that are asked for. They say no time, so most may be older than the pin.
const MOST_NOTES: usize = 500 * 40;

pub(super) struct Hubspot;

fn objects(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["crm", "v3", "objects"], more].concat())
}

/// By what a contact is found: the property, and its value.
fn lookup<'a>(with: &With<'a>) -> Result<Option<(&'a str, String)>, Problem> {
    let key = (with.needed("key_property")?, with.key()?);
    let email = with.job.person.email.clone().map(|email| ("email", email));
    Ok([Some(key), email].into_iter().flatten().nth(usize::try_from(with.known.turn).unwrap_or(usize::MAX)))
}

/// Whether the ids of notes are still being listed.
fn lists(known: &Known) -> bool {
    known.turn == 0 || known.cursor.is_some()
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    if let Some(portal) = with.setting("portal").filter(|portal| portal.parse::<u64>().is_ok()) {
        let link = format!("https://app.hubspot.com/contacts/{portal}/record/0-1/{id}");
        known.note_link = Some(link.clone());
        known.customer_link = Some(link);
    }
    known.customer = Some(id);
}

impl Connector for Hubspot {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Html,
            subject: 0,
            note: 65_536,
            file_bytes: 20_000_000,
            files: 10,
            takes: Takes::Files,
            tags: false,
            reach: MayReach::Never,
            settle_ms: SETTLE_INDEX_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::FindCustomer, Op::MakeCustomer, Op::FindNote, Op::Upload, Op::MakeNote, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.bearer()
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => Some(Request::get(objects(with, &["contacts"])?.query("limit", "1"))),
            Op::Look if known.turn == 0 => {
                let property = with.needed("key_property")?;
                Some(Request::get(with.to(&["crm", "v3", "properties", "contacts", property])?))
            }
            Op::FindCustomer => match lookup(with)? {
                Some((property, value)) => {
                    let address = objects(with, &["contacts", &value])?;
                    Some(Request::get(address.query("idProperty", property)))
                }
                None => None,
            },
            Op::MakeCustomer if known.customer.is_none() => {
                // Every property is a text.
                let contact = with.contact(["firstname", "lastname", "email", "phone"]);
                let input = Json::object([
                    ("id", with.key()?.into()),
                    ("idProperty", with.needed("key_property")?.into()),
                    ("properties", Json::Object(contact)),
                    ("objectWriteTraceId", with.job.marker().into()),
                ]);
                let address = objects(with, &["contacts", "batch", "upsert"])?;
                let body = Json::object([("inputs", Json::List(vec![input]))]);
                Some(Request::send(Method::Post, address, body.into()))
            }
            Op::MakeCustomer if !known.keyed => {
                let key = json!({"properties": {with.needed("key_property")?: with.key()?}});
                Some(Request::send(
                    Method::Patch,
                    objects(with, &["contacts", with.customer()?])?,
                    key.into(),
                ))
            }
            // First the ids of all notes, whose order nobody promises, then the notes themselves, the newest first.
            Op::FindNote if lists(known) => {
                let address = objects(with, &["contacts", with.customer()?, "associations", "notes"])?;
                let address = address.query("limit", "500");
                Some(Request::get(match &known.cursor {
                    Some(after) => address.query("after", after),
                    None => address,
                }))
            }
            Op::FindNote if !known.others.is_empty() => {
                let ids: Vec<Value> =
                    known.others.iter().take(known.list.size()).map(|id| json!({"id": id})).collect();
                let asked = json!({"properties": ["hs_note_body"], "inputs": ids});
                Some(Request::send(Method::Post, objects(with, &["notes", "batch", "read"])?, asked.into()))
            }
            Op::Upload if known.note.is_none() => match with.missing_file() {
                Some(file) => {
                    let parts = with
                        .parts()
                        .file("file", file.place, file.name, file.mime)
                        .text("fileName", &with.job.own_name(&file))
                        .text("folderPath", "/pinfold")
                        .text("options", "{\"access\":\"PRIVATE\"}");
                    Some(Request::send(Method::Post, with.to(&["files", "v3", "files"])?, parts.into()))
                }
                None => None,
            },
            Op::MakeNote if known.note.is_none() => {
                let files: Vec<&str> = known.files.iter().flatten().map(String::as_str).collect();
                let mut properties = json!({
                    "hs_timestamp": with.job.when.to_rfc3339(),
                    "hs_note_body": with.job.body(),
                });
                if let (Some(properties), false) = (properties.as_object_mut(), files.is_empty()) {
                    properties.insert("hs_attachment_ids".to_owned(), files.join(";").into());
                }
                // 202: from a note to its contact.
                let kind = json!([{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 202}]);
                let to = json!([{"to": {"id": with.customer()?}, "types": kind}]);
                let note = json!({"properties": properties, "associations": to});
                Some(Request::send(Method::Post, objects(with, &["notes"])?, note.into()))
            }
            Op::ReadBack if known.turn == 0 => {
                let address = objects(with, &["notes", with.note()?])?;
                Some(Request::get(address.query("properties", "hs_note_body,hs_attachment_ids")))
            }
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindCustomer => {
                if heard.is_absent() {
                    return Ok(Turn::Again);
                }
                take_customer(with, known, heard.name("/id")?);
                known.keyed = known.turn == 0;
            }
            Op::MakeCustomer => {
                if known.customer.is_none() {
                    take_customer(with, known, heard.name("/results/0/id")?);
                }
                known.keyed = true;
            }
            Op::FindNote if lists(known) => {
                let mut ids: Vec<u64> = known.others.iter().filter_map(|id| id.parse().ok()).collect();
                ids.extend(heard.names("/results", "/id")?.iter().filter_map(|id| id.parse::<u64>().ok()));
                pinfold_kernels::sorting::sort_by_key(&mut ids, |id| std::cmp::Reverse(*id));
                // Under two kinds of association it is the same note.
                ids.dedup();
                if ids.len() > MOST_NOTES {
                    return Err(Problem::TooManyNotes);
                }
                known.cursor = heard.value()?.pointer("/paging/next/after").and_then(name).map(Into::into);
                if known.cursor.is_some() && known.turn + 1 >= MOST_LISTS {
                    return Err(Problem::TooManyNotes);
                }
                known.others = ids.iter().map(u64::to_string).collect();
                return Ok(Turn::Again);
            }
            Op::FindNote if heard.answer.cut => return known.list.narrow(),
            Op::FindNote => {
                let (items, asked) = (heard.list("/results")?, known.list.size());
                let page =
                    Page { items, text: "/properties/hs_note_body", time: "/createdAt", asked, more: true };
                let mut ids: Vec<u64> = page.ours(with).iter().filter_map(|id| id.parse().ok()).collect();
                pinfold_kernels::sorting::sort_by_key(&mut ids, |id| *id);
                known.take_notes(&ids.iter().map(u64::to_string).collect::<Vec<_>>());
                known.others.drain(..known.others.len().min(asked));
                if known.note.is_some() || known.others.is_empty() || page.is_older(oldest(with)) {
                    known.others.clear();
                    return Ok(Turn::Next);
                }
                return known.list.go_on(asked, known.turn, MOST_LISTS + MOST_CALLS);
            }
            Op::Upload => {
                return Ok(with.took_file(known, &heard.name("/id")?));
            }
            Op::MakeNote => known.note = Some(heard.name("/id")?),
            Op::ReadBack => {
                let note = heard.at("/properties")?;
                known.seen.text = sight(text(note, "/hs_note_body"), with.job);
                let kept = text(note, "/hs_attachment_ids").split(';').filter(|id| !id.is_empty()).count();
                known.seen.files = u32::try_from(kept).unwrap_or(u32::MAX);
                if kept < with.job.files().count() {
                    known.drop("files");
                }
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        let unique = heard.json.and_then(|json| json.pointer("/hasUniqueValue")).and_then(Value::as_bool);
        let there = !heard.is_absent() && unique != Some(false);
        findings.push(Finding::new("field", with.setting("key_property"), there));
        Ok(Turn::Next)
    }
}
