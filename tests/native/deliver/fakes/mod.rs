//! Destinations of ours: they keep what they are given, and refuse what the vendor's own would refuse as far as it is known. They
//! are no proof that a vendor's server does the same.

mod chatwoot;
mod dataverse;
mod espocrm;
mod freshdesk;
mod hubspot;
mod intercom;
mod miro;
mod notion;
mod odoo;
mod oracle;
pub mod pinterest;
mod request_tracker;
mod salesforce;
mod trello;
mod tryton;
mod webhook;
mod zendesk;
mod zoho;

use std::collections::BTreeMap;

use pinfold::{
    deliver::http::{Answer, MAX_ANSWER},
    model::{connection::ConnectorKind, sorted_map::SortedMap, time::Instant},
    schema::base64,
};
use serde_json::{Value, json};

use super::{
    seen::{Seen, answer},
    world::{START, TOKEN},
};

/// A file as a destination keeps it.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: String,
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whether it belongs to a note.
    pub attached: bool,
}

/// What a destination keeps.
#[derive(Debug, Clone, Default)]
pub struct Store {
    /// Whether searches for notes find nothing.
    pub blind: bool,
    pub writes: u32,
    pub people: Vec<Value>,
    /// Each with its `id` and `body`.
    pub notes: Vec<Value>,
    pub files: Vec<Kept>,
    /// Answers by the key of their request.
    pub keys: BTreeMap<String, Answer>,
    /// Files that come in blocks, by what their upload goes on with: the record's id, and the blocks by theirs.
    pub uploads: BTreeMap<String, (String, BTreeMap<String, Vec<u8>>)>,
    /// How many bytes each byte of a file stands for, where that is more than one.
    pub each: usize,
    next: u64,
}

impl Store {
    pub fn id(&mut self) -> u64 {
        self.next += 1;
        100 + self.next
    }

    pub fn keep(&mut self, name: &str, bytes: Vec<u8>, attached: bool) -> String {
        let id = self.id().to_string();
        self.files.push(Kept { id: id.clone(), name: name.to_owned(), bytes, attached });
        id
    }

    /// How long a file is that so many bytes stand for.
    pub fn length(&self, bytes: usize) -> usize {
        bytes * self.each.max(1)
    }

    /// Says that files belong to a note; whether all of them are there.
    pub fn attach(&mut self, ids: &[&str]) -> bool {
        let known = ids.iter().all(|id| self.files.iter().any(|file| file.id == *id));
        for file in self.files.iter_mut().filter(|file| ids.contains(&file.id.as_str())) {
            file.attached = true;
        }
        known
    }

    /// The people with this value.
    pub fn who(&self, field: &str, value: &str) -> Vec<Value> {
        let is_it = |own: &&Value| own.get(field).and_then(Value::as_str) == Some(value);
        self.people.iter().filter(is_it).cloned().collect()
    }

    /// The notes with this text, or none where searches find nothing.
    pub fn with_text(&self, text: &str) -> Vec<Value> {
        let is_it = |own: &&Value| own["body"].as_str().unwrap().contains(text);
        self.notes.iter().filter(is_it).filter(|_| !self.blind).cloned().collect()
    }

    /// A page of the notes of one kind, the newest first, and whether there is a further one; none where searches find nothing.
    pub fn page(&self, kind: Option<&str>, before: usize, most: usize) -> (Vec<Value>, bool) {
        let is_it = |note: &&Value| kind.is_none() || note["kind"].as_str() == kind;
        let mut all: Vec<&Value> = self.notes.iter().filter(is_it).filter(|_| !self.blind).collect();
        all.reverse();
        all.sort_by_key(|note| std::cmp::Reverse(seconds(note)));
        (all.iter().skip(before).take(most).map(|note| (*note).clone()).collect(), all.len() > before + most)
    }

    pub fn note(&self, id: &str) -> Option<&Value> {
        self.notes.iter().find(|note| plain(&note["id"]) == id)
    }
}

/// When a note was made: the one of a run is made when the pin was.
pub fn seconds(note: &Value) -> i64 {
    note["at"].as_i64().unwrap_or(START / 1_000)
}

/// The same as most destinations write it.
pub fn written(note: &Value) -> String {
    Instant::from_milliseconds(seconds(note) * 1_000).to_rfc3339()
}

/// A number that is asked for, held to what a destination allows.
pub fn number(seen: &Seen, name: &str, otherwise: usize, most: usize) -> usize {
    let asked = seen.asked(name);
    if asked.is_empty() { otherwise } else { asked.parse::<usize>().unwrap().min(most) }
}

/// An id as text.
pub fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Base 64 as JSON carries it.
pub fn bytes(text: &str) -> Vec<u8> {
    base64::decode(text).expect("base 64")
}

pub fn refuse(status: u16, said: &str) -> Answer {
    answer(status, &json!({"message": said}))
}

/// An answer as far as the shells read one.
fn as_read(mut answer: Answer) -> Answer {
    answer.cut = answer.body.len() > MAX_ANSWER;
    if answer.cut {
        let end = (0..=MAX_ANSWER).rev().find(|at| answer.body.is_char_boundary(*at)).unwrap();
        answer.body.truncate(end);
    }
    answer
}

/// A destination.
pub trait Fake {
    fn answer(&mut self, seen: &Seen) -> Answer;
    /// The texts of the notes that hold something.
    fn notes(&self, text: &str) -> Vec<String>;
    fn customers(&self, key: &str) -> usize;
    /// Somebody is known there by an address, and not by a key of ours.
    fn meet(&mut self, email: &str);
    /// How many customers there are, by whatever they are known.
    fn people(&self) -> usize;
    /// So many notes of somebody else with this text, the first of them made then, each a minute after the one before.
    fn fill(&mut self, kind: &str, count: u32, from: Instant, text: &str);
    /// The bytes of the files that belong to notes.
    fn files(&self) -> Vec<Vec<u8>>;
    fn writes(&self) -> u32;
    /// Each byte of a file stands for so many.
    fn each(&mut self, each: u32);
    fn blind(&mut self, blind: bool);
    fn withstands_doubles(&self) -> bool;
}

struct Desk {
    store: Store,
    proof: (&'static str, String),
    respond: fn(&mut Store, &Seen) -> Option<Answer>,
    withstands: bool,
}

impl Fake for Desk {
    fn answer(&mut self, seen: &Seen) -> Answer {
        if seen.header(self.proof.0) != self.proof.1 {
            return refuse(401, "who are you?");
        }
        let answer = (self.respond)(&mut self.store, seen)
            .unwrap_or_else(|| panic!("no such call: {:?} {:?} {:?}", seen.method, seen.path, seen.query));
        as_read(answer)
    }

    fn notes(&self, text: &str) -> Vec<String> {
        let bodies = self.store.notes.iter().map(|note| note["body"].as_str().unwrap().to_owned());
        bodies.filter(|body| body.contains(text)).collect()
    }

    fn customers(&self, key: &str) -> usize {
        self.store.people.iter().filter(|own| own["key"] == key).count()
    }

    fn meet(&mut self, email: &str) {
        let id = self.store.id();
        self.store.people.push(json!({"id": id, "email": email}));
    }

    fn people(&self) -> usize {
        self.store.people.len()
    }

    fn fill(&mut self, kind: &str, count: u32, from: Instant, text: &str) {
        for number in 0..i64::from(count) {
            let id = self.store.id();
            self.store.notes.push(json!({
                "id": id, "body": text, "subject": format!("ticket {number}"), "kind": kind,
                "custom_attributes": {}, "labels": [], "tags": [],
                "at": from.milliseconds() / 1_000 + number * 60,
            }));
        }
    }

    fn files(&self) -> Vec<Vec<u8>> {
        self.store.files.iter().filter(|file| file.attached).map(|file| file.bytes.clone()).collect()
    }

    fn writes(&self) -> u32 {
        self.store.writes
    }

    fn each(&mut self, each: u32) {
        self.store.each = usize::try_from(each).unwrap();
    }

    fn blind(&mut self, blind: bool) {
        self.store.blind = blind;
    }

    fn withstands_doubles(&self) -> bool {
        self.withstands
    }
}

type Respond = fn(&mut Store, &Seen) -> Option<Answer>;

/// How a kind is asked, who answers, and whether doing a request twice harms nobody there.
fn kind(kind: ConnectorKind) -> (&'static str, String, Respond, bool) {
    let with = |word: &str| ("authorization", format!("{word} {TOKEN}"));
    let basic = |pair: String| ("authorization", format!("Basic {}", base64::encode(pair.as_bytes())));
    let ((header, value), respond, withstands): (_, Respond, _) = match kind {
        ConnectorKind::RequestTracker => (with("token"), request_tracker::respond, false),
        ConnectorKind::Tryton => (with("bearer"), tryton::respond, false),
        ConnectorKind::Zendesk => (with("Bearer"), zendesk::respond, true),
        ConnectorKind::Hubspot => (with("Bearer"), hubspot::respond, false),
        ConnectorKind::Salesforce => (with("Bearer"), salesforce::respond, false),
        ConnectorKind::Dataverse => (with("Bearer"), dataverse::respond, true),
        ConnectorKind::Oracle => (with("Bearer"), oracle::respond, false),
        ConnectorKind::Intercom => (with("Bearer"), intercom::respond, false),
        ConnectorKind::Chatwoot => (("api_access_token", TOKEN.to_owned()), chatwoot::respond, false),
        ConnectorKind::Espocrm => (("x-api-key", TOKEN.to_owned()), espocrm::respond, false),
        ConnectorKind::Odoo => (with("bearer"), odoo::respond, false),
        ConnectorKind::Freshdesk => (basic(format!("{TOKEN}:X")), freshdesk::respond, false),
        ConnectorKind::Zoho => (with("Zoho-oauthtoken"), zoho::respond, false),
        ConnectorKind::Trello => {
            let proof = format!("OAuth oauth_consumer_key=\"K1\", oauth_token=\"{TOKEN}\"");
            (("authorization", proof), trello::respond, false)
        }
        ConnectorKind::Notion => (with("Bearer"), notion::respond, false),
        ConnectorKind::Miro => (with("Bearer"), miro::respond, false),
        ConnectorKind::Pinterest => (with("Bearer"), pinterest::respond, false),
        ConnectorKind::Webhook => (with("Bearer"), webhook::respond, true),
    };
    (header, value, respond, withstands)
}

pub fn of(of: ConnectorKind) -> Box<dyn Fake> {
    let (header, value, respond, withstands) = kind(of);
    Box::new(Desk { store: Store::default(), proof: (header, value), respond, withstands })
}

/// The settings of a connection to it.
pub fn settings(kind: ConnectorKind) -> SortedMap<String, String> {
    let own: &[(&str, &str)] = match kind {
        ConnectorKind::RequestTracker => &[("source_field", "SourceURL"), ("tags_field", "Tags")],
        ConnectorKind::Tryton => &[("database", "care")],
        ConnectorKind::Chatwoot => &[("account", "1"), ("inbox", "7")],
        ConnectorKind::Trello => &[("api_key", "K1"), ("list", "L1")],
        ConnectorKind::Notion => &[("data_source", "D1")],
        ConnectorKind::Miro => &[("board", "B1")],
        ConnectorKind::Pinterest => &[("board", pinterest::BOARD), ("section", pinterest::SECTION)],
        _ => &[],
    };
    own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
