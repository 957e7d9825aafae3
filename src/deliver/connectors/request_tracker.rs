//! Request Tracker 5 through REST 2: a user, and a ticket for each pin. Class: marker search.
//!
//! The ticket is made without a requestor, who is put in afterwards: RT answers a new ticket's requestor by mail, and a change of
//! requestors by nothing. Only where the connection allows it, the requestor is there from the start.
//!
//! The marker stands in the subject, which no right and no missing field can take away, and as a link, which stays when a
//! colleague rewords the subject. RT's own search of texts is off by default and finds nothing then.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, same_text, text},
        form::Json,
        http::{Answer, Method, Request},
        job::File,
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op, Sight},
    },
    model::{letters, template::NoteSyntax},
    schema::base64,
};

const SETTINGS: [Setting; 3] =
    [Setting::or("queue", "General"), Setting::optional("source_field"), Setting::optional("tags_field")];
/// RT's own limit of a subject is 200 characters; the marker takes 31 of them.
const MAX_SUBJECT: u32 = 160;
/// RT cuts longer ones by default.
const MAX_BYTES: u32 = 10_000_000;

pub(super) struct RequestTracker;

/// How a customer is looked for.
enum Lookup<'a> {
    Key(String),
    Email(&'a str),
    /// By the requestor of a ticket that names the profile: who was found by e-mail address carries no key.
    Profile(&'a str),
}

fn lookups<'a>(with: &With<'a>) -> Vec<Lookup<'a>> {
    let person = &with.job.person;
    let key = person.key().map(Lookup::Key);
    let email = person.email.as_deref().map(Lookup::Email);
    let profile = person.profile.as_deref().map(Lookup::Profile);
    key.into_iter().chain(email).chain(profile).collect()
}

fn lookup<'a>(with: &With<'a>) -> Option<Lookup<'a>> {
    lookups(with).into_iter().nth(usize::try_from(with.known.turn).unwrap_or(usize::MAX))
}

/// A value within single quotes of a query; an address with its own quotes encoded.
fn quoted(value: &str) -> String {
    format!("'{}'", link(value))
}

/// An address as a link of a ticket, with nothing in it that would end a quoted value.
fn link(address: &str) -> String {
    address.replace('\\', "%5C").replace('\'', "%27").replace('"', "%22")
}

/// RT mangles file names beyond ASCII.
fn file_name(file: &File<'_>) -> String {
    let plain = |c: char| if c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '\\') { c } else { '_' };
    let name: String = file.name.chars().map(plain).collect();
    format!("{}-{name}", file.place.saturating_add(1))
}

fn attachment(file: &File<'_>) -> Json {
    Json::object([
        ("FileName", file_name(file).into()),
        ("FileType", file.mime.into()),
        ("FileContent", Json::file(file.place)),
    ])
}

fn ticket(with: &With<'_>) -> Result<Request, Problem> {
    let job = with.job;
    let marker = job.marker();
    let subject = job.subject(usize::try_from(MAX_SUBJECT).unwrap_or(0));
    let subject = format!("{subject} {marker}");
    let links: Vec<String> =
        [Some(marker.as_str()), Some(job.source_url.as_str()), job.person.profile.as_deref()]
            .into_iter()
            .flatten()
            .filter(|address| !address.is_empty())
            .map(link)
            .collect();
    let mut fields = serde_json::Map::new();
    if let Some(field) = with.setting("source_field") {
        fields.insert(field.to_owned(), job.source_url.clone().into());
    }
    if let Some(field) = with.setting("tags_field") {
        fields.insert(field.to_owned(), job.note.tags.clone().into());
    }
    let files: Vec<Json> = job.files().map(|file| attachment(&file)).collect();
    let mut ticket = vec![
        ("Queue".to_owned(), with.needed("queue")?.into()),
        ("Subject".to_owned(), subject.trim_start().into()),
        ("Content".to_owned(), job.body().into()),
        ("ContentType".to_owned(), "text/html".into()),
        ("RefersTo".to_owned(), Json::Value(links.into())),
        ("CustomFields".to_owned(), Json::Value(Value::Object(fields))),
    ];
    if !files.is_empty() {
        ticket.push(("Attachments".to_owned(), Json::List(files)));
    }
    if let Some(requestor) = requestor(with) {
        ticket.push(("Requestor".to_owned(), requestor.into()));
    }
    Ok(Request::send(Method::Post, with.to(&["REST", "2.0", "ticket"])?, Json::Object(ticket).into()))
}

/// Who is told of the ticket, where that is allowed. By address or number: RT reads the names in a new ticket as those in the head
/// of a mail, and a colon has a meaning there.
fn requestor<'a>(with: &With<'a>) -> Option<&'a str> {
    let number = || with.known.others.first().map(String::as_str);
    let known = with.known.customer.is_some() && with.may_reach_customer();
    known.then(|| with.job.person.email.as_deref().or_else(number)).flatten()
}

/// The last part of the address of what was made: its number.
fn number(address: Option<&str>) -> Vec<String> {
    let last = address.and_then(|address| address.rsplit('/').next());
    last.filter(|last| last.parse::<u64>().is_ok()).map(str::to_owned).into_iter().collect()
}

fn user(with: &With<'_>) -> Result<Request, Problem> {
    let person = &with.job.person;
    let mut user = json!({"Name": with.key()?, "RealName": person.label(), "Privileged": 0});
    let more = [("EmailAddress", &person.email), ("MobilePhone", &person.phone)];
    if let Some(user) = user.as_object_mut() {
        for (field, value) in more {
            if let Some(value) = value {
                user.insert(field.to_owned(), value.clone().into());
            }
        }
    }
    Ok(Request::send(Method::Post, with.to(&["REST", "2.0", "user"])?, user.into()))
}

fn take_customer(with: &With<'_>, known: &mut Known, name: String) {
    known.customer_link = Some(with.base.link("/User/Summary.html?id=", &name, ""));
    known.customer = Some(name);
}

fn take_ticket(with: &With<'_>, known: &mut Known) {
    known.note_link = known.note.as_ref().map(|id| with.base.link("/Ticket/Display.html?id=", id, ""));
}

/// Notes which of the files stand in a list of attachments, and how many of them whole.
fn take_files(with: &With<'_>, items: &[Value], known: &mut Known) -> u32 {
    let mut whole = 0;
    for file in with.job.files() {
        let own = file_name(&file);
        let Some(item) = items.iter().find(|item| text(item, "/Filename") == own) else { continue };
        known.keep_file(file.place, text(item, "/id"));
        if text(item, "/ContentLength") == file.length.to_string() {
            whole += 1;
        } else {
            known.drop(&format!("file:{}", file.name));
        }
    }
    whole
}

fn attachments(with: &With<'_>) -> Result<Request, Problem> {
    let address = with.to(&["REST", "2.0", "ticket", with.note()?, "attachments"])?;
    let address = address.query("fields", "Filename,ContentType,ContentLength").query("per_page", "100");
    Ok(Request::get(address))
}

/// What the ticket says of fields and requestors.
fn read_ticket(with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<(), Problem> {
    let fields = heard.list("/CustomFields")?;
    let values = |field: &str| -> Vec<&str> {
        let own = fields.iter().find(|own| text(own, "/name") == field);
        let values = own.and_then(|own| own.pointer("/values")).and_then(Value::as_array);
        values.into_iter().flatten().filter_map(Value::as_str).collect()
    };
    if let Some(field) = with.setting("source_field")
        && !values(field).contains(&with.job.source_url.as_str())
    {
        known.drop(&format!("field:{field}"));
    }
    if let Some(field) = with.setting("tags_field") {
        let there = values(field);
        let kept = with.job.note.tags.iter().filter(|tag| there.contains(&tag.as_str())).count();
        known.seen.tags = u32::try_from(kept).unwrap_or(u32::MAX);
        if kept < with.job.note.tags.len() {
            known.drop(&format!("field:{field}"));
        }
    }
    if let Some(customer) = &with.known.customer {
        let requestors = heard.list("/Requestor")?;
        let is_it = |own: &Value| letters::same(text(own, "/id"), customer);
        if !requestors.iter().any(is_it) {
            known.drop("customer");
        }
    }
    Ok(())
}

impl Connector for RequestTracker {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Html,
            subject: MAX_SUBJECT,
            note: 100_000,
            file_bytes: MAX_BYTES,
            files: 10,
            takes: Takes::Files,
            // Into the field that the settings name.
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
            Op::FindNote,
            Op::MakeNote,
            Op::FindFiles,
            Op::AddFiles,
            Op::Link,
            Op::ReadBack,
        ]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.token("token")
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => Some(Request::get(with.to(&["REST", "2.0", "rt"])?)),
            Op::Look if known.turn == 0 => {
                Some(Request::get(with.to(&["REST", "2.0", "queue", with.needed("queue")?])?))
            }
            Op::FindCustomer => match lookup(with) {
                Some(Lookup::Key(key)) => Some(Request::get(with.to(&["REST", "2.0", "user", &key])?)),
                Some(Lookup::Email(email)) => {
                    let address = with.to(&["REST", "2.0", "users"])?.query("fields", "Name,EmailAddress");
                    let asked = json!([{"field": "EmailAddress", "value": email}]);
                    Some(Request::send(Method::Post, address, asked.into()))
                }
                Some(Lookup::Profile(profile)) => {
                    let asked = format!("RefersTo = {}", quoted(profile));
                    let address = with.to(&["REST", "2.0", "tickets"])?.query("query", &asked);
                    Some(Request::get(address.query("fields", "Requestor").query("per_page", "5")))
                }
                None => None,
            },
            Op::MakeCustomer if known.customer.is_none() && with.job.person.key().is_some() => {
                Some(user(with)?)
            }
            Op::FindNote => {
                let marker = quoted(&with.job.marker());
                let asked = format!("RefersTo = {marker} OR Subject LIKE {marker}");
                let address = with.to(&["REST", "2.0", "tickets"])?.query("query", &asked);
                Some(Request::get(address.query("orderby", "id").query("per_page", "5")))
            }
            Op::MakeNote if known.note.is_none() => Some(ticket(with)?),
            Op::FindFiles if known.found && with.missing_file().is_some() => Some(attachments(with)?),
            Op::AddFiles => match with.missing_file() {
                Some(file) => {
                    let address = with.to(&["REST", "2.0", "ticket", with.note()?, "comment"])?;
                    let comment = Json::object([
                        ("Content", with.job.marker().into()),
                        ("ContentType", "text/plain".into()),
                        ("Attachments", Json::List(vec![attachment(&file)])),
                    ]);
                    Some(Request::send(Method::Post, address, comment.into()))
                }
                None => None,
            },
            Op::Link => match &known.customer {
                Some(customer) if known.found || requestor(with).is_none() => {
                    let address = with.to(&["REST", "2.0", "ticket", with.note()?])?;
                    Some(Request::send(Method::Put, address, json!({"Requestor": customer}).into()))
                }
                _ => None,
            },
            Op::ReadBack => match (known.turn, known.others.first()) {
                (0, _) => Some(Request::get(with.to(&["REST", "2.0", "ticket", with.note()?])?)),
                (1, _) => Some(attachments(with)?),
                (2, Some(id)) => Some(Request::get(with.to(&["REST", "2.0", "attachment", id])?)),
                _ => None,
            },
            _ => None,
        })
    }

    /// RT sends a browser without a valid token to its start page, and a browser tells nobody where it is sent. To anything
    /// else it answers 401, so that a redirect which says where is one of somebody between.
    fn redirected(&self, answer: &Answer) -> Problem {
        if answer.header("location").is_none() { Problem::Unauthorised } else { Problem::Redirected }
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindCustomer => {
                if heard.is_absent() {
                    return Ok(Turn::Again);
                }
                let found = match lookup(with) {
                    Some(Lookup::Key(_)) => {
                        known.others = vec![heard.name("/id")?];
                        Some(heard.name("/Name")?)
                    }
                    Some(Lookup::Email(email)) => {
                        // RT ignores fields that it does not search, and gives everybody.
                        let is_it = |item: &&Value| letters::same(text(item, "/EmailAddress"), email);
                        heard.list("/items")?.iter().find(is_it).and_then(|item| name(item.pointer("/Name")?))
                    }
                    _ => {
                        let who = |item: &Value| name(item.pointer("/Requestor/0/id")?);
                        heard.list("/items")?.iter().find_map(who)
                    }
                };
                let Some(found) = found else { return Ok(Turn::Again) };
                take_customer(with, known, found);
            }
            Op::MakeCustomer => {
                known.others = number(heard.answer.header("location"));
                take_customer(with, known, heard.name("/id")?);
            }
            Op::FindNote => {
                let items = heard.list("/items")?;
                let mut ids: Vec<u64> =
                    items.iter().filter_map(|item| text(item, "/id").parse().ok()).collect();
                pinfold_kernels::sorting::sort_by_key(&mut ids, |id| *id);
                known.take_notes(&ids.iter().map(u64::to_string).collect::<Vec<_>>());
                take_ticket(with, known);
            }
            Op::MakeNote => {
                known.note = Some(heard.name("/id")?);
                take_ticket(with, known);
                let sent = with.job.files().map(|_| Some(String::new())).collect();
                known.files = sent;
            }
            Op::FindFiles => drop(take_files(with, heard.list("/items")?, known)),
            Op::AddFiles => {
                if let Some(file) = with.missing_file() {
                    known.keep_file(file.place, "");
                }
                return Ok(Turn::Again);
            }
            Op::ReadBack if known.turn == 0 => {
                known.others.clear();
                read_ticket(with, heard, known)?;
                return Ok(Turn::Again);
            }
            Op::ReadBack if known.turn == 1 => {
                let items = heard.list("/items")?;
                known.seen.files = take_files(with, items, known);
                for file in with.job.files() {
                    if !items.iter().any(|item| text(item, "/Filename") == file_name(&file)) {
                        known.drop(&format!("file:{}", file.name));
                    }
                }
                let is_text = |item: &&Value| text(item, "/ContentType") == "text/html";
                let note = items.iter().find(is_text).and_then(|item| name(item.pointer("/id")?));
                known.others = note.into_iter().collect();
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                let bytes = base64::decode(&text(heard.value()?, "/Content").replace('\n', ""));
                let there = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
                let same = same_text(&there, &with.job.body());
                known.seen.text = if same { Sight::Same } else { Sight::Other };
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        findings.push(Finding::new("queue", with.setting("queue"), !heard.is_absent()));
        for setting in ["source_field", "tags_field"] {
            if let Some(field) = with.setting(setting) {
                let fields = heard.list("/TicketCustomFields").unwrap_or_default();
                findings.push(Finding::new(
                    "field",
                    Some(field),
                    fields.iter().any(|own| text(own, "/name") == field),
                ));
            }
        }
        Ok(Turn::Next)
    }
}
