//! What one kind of destination knows: the request of an operation, and what an answer to it says. A connector never decides
//! what comes next, never sees a status that is the same everywhere, and keeps nothing between calls.

use serde_json::Value;

use super::{
    form::{Json, Parts},
    http::{Address, Answer, Base, Request},
    job::{Job, Secret},
    limits::{self, Limits},
    problem::Problem,
    progress::{Finding, Known, Op, Sight},
};
use crate::{
    model::connection::{Audience, Connection},
    schema::{base64, checksum},
};

/// Longest name that a destination may give anything, in characters: ids are short, and they become parts of addresses.
const MAX_NAME: usize = 200;

/// What an operation knows when it makes a request or reads an answer.
#[derive(Debug, Clone, Copy)]
pub struct With<'a> {
    /// The note.
    pub job: &'a Job,
    /// Where it goes.
    pub connection: &'a Connection,
    /// The connection's address.
    pub base: &'a Base,
    /// What a connection says besides, and otherwise.
    pub limits: &'a Limits,
    /// What was learned so far.
    pub known: &'a Known,
    pub(super) secret: &'a Secret,
}

impl<'a> With<'a> {
    /// A setting, else what it is otherwise; `None` where it has no value.
    pub fn setting(&self, name: &str) -> Option<&'a str> {
        limits::setting(self.connection, self.limits.settings, name)
    }

    /// A setting that it does not work without.
    pub fn needed(&self, name: &str) -> Result<&'a str, Problem> {
        self.setting(name).ok_or_else(|| Problem::SettingMissing(name.to_owned()))
    }

    /// Whether what is sent may reach the customer.
    pub fn may_reach_customer(&self) -> bool {
        self.connection.audience == Audience::Customer
    }

    /// The key of the customer.
    pub fn key(&self) -> Result<String, Problem> {
        self.job.person.key().ok_or(Problem::Nobody)
    }

    /// The customer, once there is one.
    pub fn customer(&self) -> Result<&'a str, Problem> {
        self.known.customer.as_deref().ok_or(Problem::Unreadable)
    }

    /// The note, once there is one.
    pub fn note(&self) -> Result<&'a str, Problem> {
        self.known.note.as_deref().ok_or(Problem::Unreadable)
    }

    /// What is known of the customer, under a destination's names for given name, family name, e-mail address and telephone number;
    /// an empty name: it has none for that.
    pub fn contact(&self, [given, family, email, phone]: [&str; 4]) -> Vec<(String, Json)> {
        let person = &self.job.person;
        let (first, last) = person.two_names();
        let known = [
            (given, first),
            (family, Some(last)),
            (email, person.email.clone()),
            (phone, person.phone.clone()),
        ];
        let filled = known.into_iter().filter(|(name, _)| !name.is_empty());
        filled.filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect()
    }

    /// The first file that is missing at the destination.
    pub fn missing_file(&self) -> Option<super::job::File<'a>> {
        let most = usize::try_from(self.limits.files).unwrap_or(usize::MAX);
        self.job.files().take(most).find(|file| self.known.file(file.place).is_none())
    }

    /// Notes what the file that was missing is called at the destination, now that it is there: the next one follows.
    pub fn took_file(&self, known: &mut Known, name: &str) -> Turn {
        if let Some(file) = self.missing_file() {
            known.keep_file(file.place, name);
        }
        Turn::Again
    }

    /// A form with files. What keeps its parts apart is made with the secret, so that no file can hold it.
    pub fn parts(&self) -> Parts {
        let mut seed = self.secret.as_str().to_owned();
        seed.push_str(self.job.pin.as_str());
        Parts::new(format!("pinfold-{}-{}", self.job.pin, checksum::of(seed.as_bytes())))
    }

    /// `Bearer` and the secret.
    pub fn bearer(&self) -> Proof {
        vec![("authorization", format!("Bearer {}", self.secret.as_str()))]
    }

    /// `Bearer` and the secret, where there is one.
    pub fn bearer_if_any(&self) -> Proof {
        if self.secret.as_str().is_empty() { Vec::new() } else { self.bearer() }
    }

    /// A word and the secret.
    pub fn token(&self, word: &'static str) -> Proof {
        vec![("authorization", format!("{word} {}", self.secret.as_str()))]
    }

    /// A name and the secret, as `Basic` has them.
    pub fn basic(&self, before: &str, after: &str) -> Proof {
        let pair = format!("{before}{}{after}", self.secret.as_str());
        vec![("authorization", format!("Basic {}", base64::encode(pair.as_bytes())))]
    }

    /// The secret in a header of its own.
    pub fn own(&self, header: &'static str) -> Proof {
        vec![(header, self.secret.as_str().to_owned())]
    }

    /// An address below the connection's.
    pub fn to(&self, segments: &[&str]) -> Result<Address, Problem> {
        self.base.to(segments)
    }
}

/// The headers that prove who asks.
pub type Proof = Vec<(&'static str, String)>;

/// An answer that is not the same everywhere.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// The answer.
    pub answer: &'a Answer,
    /// Its body as JSON, where it is that.
    pub json: Option<&'a Value>,
}

impl<'a> Heard<'a> {
    /// The body.
    ///
    /// # Errors
    /// [`Problem::Unreadable`] where there is none, or not all of it.
    pub fn value(&self) -> Result<&'a Value, Problem> {
        self.json.ok_or(Problem::Unreadable)
    }

    /// What stands at a place of the body.
    pub fn at(&self, pointer: &str) -> Result<&'a Value, Problem> {
        self.value()?.pointer(pointer).ok_or(Problem::Unreadable)
    }

    /// A list of the body.
    pub fn list(&self, pointer: &str) -> Result<&'a [Value], Problem> {
        self.at(pointer)?.as_array().map(Vec::as_slice).ok_or(Problem::Unreadable)
    }

    /// A name at a place of the body.
    pub fn name(&self, pointer: &str) -> Result<String, Problem> {
        name(self.at(pointer)?).ok_or(Problem::Unreadable)
    }

    /// The names at a place of each item of a list.
    pub fn names(&self, list: &str, pointer: &str) -> Result<Vec<String>, Problem> {
        let items = self.list(list)?.iter();
        Ok(items.filter_map(|item| name(item.pointer(pointer)?)).collect())
    }

    /// Whether it says that something is not there.
    pub fn is_absent(&self) -> bool {
        self.answer.status == 404
    }
}

/// A name that a destination gives: a text or a whole number.
pub fn name(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_i64()?.to_string(),
        _ => return None,
    };
    let fits = !text.is_empty() && text.chars().count() <= MAX_NAME && !text.chars().any(char::is_control);
    fits.then_some(text)
}

/// A text below a value.
pub fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// Whether two texts are the same but for what every destination does to line ends and white space around.
pub fn same_text(one: &str, other: &str) -> bool {
    let lines = |text: &str| text.trim().replace("\r\n", "\n");
    lines(one) == lines(other)
}

/// What a text that was read back is to the one sent; destinations put elements of their own around a note.
pub fn sight(there: &str, job: &Job) -> Sight {
    let body = job.body();
    if same_text(there, &body) || there.contains(body.trim()) { Sight::Same } else { Sight::Other }
}

/// A name of 128 bits for a record, in the form of a UUID (version 8), made of what it is for: the same each time.
pub fn own_id(of: &str) -> String {
    let hex = [checksum::of(of.as_bytes()), checksum::of(format!("{of}\n2").as_bytes())].concat();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// What comes after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The next operation.
    Next,
    /// The same once more.
    Again,
}

/// One kind of destination.
pub trait Connector: Sync {
    /// What it takes.
    fn limits(&self) -> Limits;

    /// What a delivery does, in order: where nothing else is said, a note is made and files are added to it.
    fn plan(&self) -> &'static [Op] {
        &[
            Op::FindCustomer,
            Op::MakeCustomer,
            Op::FindNote,
            Op::MakeNote,
            Op::FindFiles,
            Op::AddFiles,
            Op::ReadBack,
        ]
    }

    /// What proves who asks.
    fn proof(&self, with: &With<'_>) -> Proof;

    /// The request of an operation; `None` where there is nothing (more) to ask.
    ///
    /// # Errors
    /// What is missing for it.
    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem>;

    /// Which statuses, besides those of success, are answers to this operation and no problem.
    fn accepts(&self, op: Op, status: u16) -> bool {
        status == 404 && matches!(op, Op::FindCustomer | Op::Look)
    }

    /// What it means that something which was only asked for is elsewhere.
    fn redirected(&self, _: &Answer) -> Problem {
        Problem::Redirected
    }

    /// What an answer says. `known` is what the operation learns.
    ///
    /// # Errors
    /// What is wrong with it.
    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem>;

    /// What an answer says in a test.
    ///
    /// # Errors
    /// What is wrong with it.
    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem>;
}
