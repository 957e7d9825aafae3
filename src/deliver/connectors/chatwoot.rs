//! Chatwoot: a contact by its identifier, a conversation for each pin that carries the marker, a private message in it. Class:
//! marker search. A private message is never sent to the customer.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, sight, text},
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        page::Page,
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::{letters, template::NoteSyntax},
};

const SETTINGS: [Setting; 2] = [Setting::needed("account"), Setting::needed("inbox")];

/// How many of a contact's conversations are listed, those that somebody wrote in last, and how many messages of a conversation. There
/// is no second page of conversations.
const LISTED: usize = 20;

pub(super) struct Chatwoot;

fn at(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["api", "v1", "accounts", with.needed("account")?], more].concat())
}

fn inbox(with: &With<'_>) -> Result<i64, Problem> {
    with.needed("inbox")?.parse().map_err(|_| Problem::BadValue)
}

fn post(address: Address, body: Value) -> Request {
    Request::send(Method::Post, address, body.into())
}

/// The conversation, once there is one.
fn conversation<'a>(with: &With<'a>) -> Result<&'a str, Problem> {
    with.known.others.first().map(String::as_str).ok_or(Problem::Unreadable)
}

fn by<'a>(with: &With<'a>) -> Option<(&'static str, String)> {
    let person = &with.job.person;
    let key = person.key().map(|key| ("identifier", key));
    let email = person.email.clone().map(|email| ("email", email));
    key.into_iter().chain(email).nth(usize::try_from(with.known.turn).ok()?)
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    let account = with.setting("account").unwrap_or_default();
    let mut link = with.base.link("/app/accounts/", account, "/contacts/");
    link.push_str(&id);
    known.customer_link = Some(link);
    known.customer = Some(id);
}

fn take_conversation(with: &With<'_>, known: &mut Known, id: String) {
    let account = with.setting("account").unwrap_or_default();
    let mut link = with.base.link("/app/accounts/", account, "/conversations/");
    link.push_str(&id);
    known.note_link = Some(link);
    known.others = vec![id];
}

/// The last messages of the conversation, or those before one of them.
fn messages(with: &With<'_>, before: Option<&str>) -> Result<Request, Problem> {
    let address = at(with, &["conversations", conversation(with)?, "messages"])?;
    Ok(Request::get(match before {
        Some(id) => address.query("before", id),
        None => address,
    }))
}

/// Labels have no spaces and no slashes.
fn label(tag: &str) -> String {
    tag.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect()
}

impl Connector for Chatwoot {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Markdown,
            subject: 0,
            note: 100_000,
            file_bytes: 40_000_000,
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
        &[
            Op::FindCustomer,
            Op::MakeCustomer,
            Op::FindThread,
            Op::MakeThread,
            Op::FindNote,
            Op::MakeNote,
            Op::Tag,
            Op::ReadBack,
        ]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.own("api_access_token")
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        let person = &with.job.person;
        Ok(match op {
            Op::SignIn => Some(Request::get(at(with, &["contacts"])?)),
            Op::Look if known.turn == 0 => Some(Request::get(at(with, &["inboxes", with.needed("inbox")?])?)),
            Op::FindCustomer => match by(with) {
                Some((_, value)) => Some(Request::get(at(with, &["contacts", "search"])?.query("q", &value))),
                None => None,
            },
            Op::MakeCustomer if known.customer.is_none() => {
                let mut contact =
                    json!({"inbox_id": inbox(with)?, "name": person.label(), "identifier": with.key()?});
                if let (Some(contact), Some(email)) = (contact.as_object_mut(), &person.email) {
                    contact.insert("email".to_owned(), email.clone().into());
                }
                Some(post(at(with, &["contacts"])?, contact))
            }
            Op::MakeCustomer if !known.keyed => {
                let address = at(with, &["contacts", with.customer()?])?;
                Some(Request::send(Method::Put, address, json!({"identifier": with.key()?}).into()))
            }
            Op::FindThread => Some(Request::get(at(with, &["contacts", with.customer()?, "conversations"])?)),
            Op::MakeThread if known.others.is_empty() => {
                let contact: i64 = with.customer()?.parse().map_err(|_| Problem::Unreadable)?;
                let conversation = json!({
                    "source_id": with.job.marker(),
                    "inbox_id": inbox(with)?,
                    "contact_id": contact,
                    "custom_attributes": {"pin": with.job.marker()},
                });
                Some(post(at(with, &["conversations"])?, conversation))
            }
            Op::FindNote => Some(messages(with, known.cursor.as_deref())?),
            Op::MakeNote if known.note.is_none() => {
                let address = at(with, &["conversations", conversation(with)?, "messages"])?;
                let form = with
                    .parts()
                    .text("content", &with.job.body())
                    .text("message_type", "outgoing")
                    .text("private", "true");
                let files = with.job.files().take(usize::try_from(with.limits.files).unwrap_or(0));
                let form = files
                    .fold(form, |form, file| form.file("attachments[]", file.place, file.name, file.mime));
                Some(Request::send(Method::Post, address, form.into()))
            }
            Op::Tag if !with.job.note.tags.is_empty() && known.turn < 2 => {
                let address = at(with, &["conversations", conversation(with)?, "labels"])?;
                if known.turn == 0 {
                    return Ok(Some(Request::get(address)));
                }
                // What is sent replaces what is there.
                let mut labels = known.others.get(1..).unwrap_or_default().to_vec();
                for tag in &with.job.note.tags {
                    if !labels.contains(&label(tag)) {
                        labels.push(label(tag));
                    }
                }
                Some(post(address, json!({"labels": labels})))
            }
            Op::ReadBack if known.turn == 0 => {
                let note: i64 = with.note()?.parse().map_err(|_| Problem::Unreadable)?;
                Some(messages(with, Some(&note.saturating_add(1).to_string()))?)
            }
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        let marker = with.job.marker();
        match op {
            Op::FindCustomer => {
                let Some((field, value)) = by(with) else { return Ok(Turn::Next) };
                let is_it = |own: &&Value| {
                    own.get(field).and_then(Value::as_str).is_some_and(|there| letters::same(there, &value))
                };
                let found =
                    heard.list("/payload")?.iter().find(is_it).and_then(|own| name(own.pointer("/id")?));
                let Some(id) = found else { return Ok(Turn::Again) };
                take_customer(with, known, id);
                known.keyed = field == "identifier";
            }
            Op::MakeCustomer => {
                if known.customer.is_none() {
                    take_customer(with, known, heard.name("/payload/contact/id")?);
                }
                known.keyed = true;
            }
            Op::FindThread => {
                let items = heard.list("/payload")?;
                let page = Page {
                    items,
                    text: "/custom_attributes/pin",
                    time: "/last_activity_at",
                    asked: LISTED,
                    more: items.len() >= LISTED,
                };
                let ours = page.ours(with);
                known.count_twins(ours.len());
                match ours.iter().filter_map(|id| id.parse::<i64>().ok()).min() {
                    Some(id) => take_conversation(with, known, id.to_string()),
                    // It shows no others, and ours may be among them.
                    None if page.beyond(with, known)? == Turn::Again => return Err(Problem::TooManyNotes),
                    None => {}
                }
            }
            Op::MakeThread => take_conversation(with, known, heard.name("/id")?),
            Op::FindNote => {
                let items = heard.list("/payload")?;
                let more = items.len() >= LISTED;
                let page = Page { items, text: "/content", time: "/created_at", asked: LISTED, more };
                let ids = items.iter().filter_map(|own| own.pointer("/id")?.as_i64());
                known.cursor = ids.min().map(|id| id.to_string().into());
                return page.search(with, known);
            }
            Op::MakeNote => known.note = Some(heard.name("/id")?),
            Op::Tag => {
                let there: Vec<String> =
                    heard.list("/payload")?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                let kept = with.job.note.tags.iter().filter(|tag| there.contains(&label(tag))).count();
                known.seen.tags = u32::try_from(kept).unwrap_or(u32::MAX);
                known.others.truncate(1);
                known.others.extend(there);
                if kept < with.job.note.tags.len() && known.turn == 0 {
                    return Ok(Turn::Again);
                }
                if kept < with.job.note.tags.len() {
                    known.drop("tags");
                }
            }
            Op::ReadBack => {
                let ours = heard.list("/payload")?.iter().find(|own| text(own, "/content").contains(&marker));
                let Some(ours) = ours else { return Ok(Turn::Next) };
                known.seen.text = sight(text(ours, "/content"), with.job);
                let sizes: Vec<u64> = ours
                    .pointer("/attachments")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(|own| own.pointer("/file_size")?.as_u64())
                    .collect();
                for file in with.job.files() {
                    known.see_file(&file, sizes.contains(&u64::from(file.length)));
                }
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        findings.push(Finding::new("inbox", with.setting("inbox"), !heard.is_absent()));
        Ok(Turn::Next)
    }
}
