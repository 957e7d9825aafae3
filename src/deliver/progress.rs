//! How far a run has come, as plain data: a shell keeps it between two calls and hands it back. Losing it costs nothing, since a
//! run can begin again at any moment.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    connector::{name, text},
    job::{File, Job},
    page::Listing,
};
use crate::model::time::Instant;

/// What a run does, in the order that the connector's plan has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Whether the destination answers, and knows the token.
    SignIn,
    /// Whether what the settings name is there.
    Look,
    /// Find the customer by key, else by e-mail address.
    FindCustomer,
    /// Make the customer, or add the key to the one found.
    MakeCustomer,
    /// Find the conversation or ticket that the note stands in, where that is something of its own.
    FindThread,
    /// Make it.
    MakeThread,
    /// Find the note by its marker.
    FindNote,
    /// Hand over files that a note will name.
    Upload,
    /// Make the note.
    MakeNote,
    /// Find the note's files.
    FindFiles,
    /// Add the files that are missing.
    AddFiles,
    /// Put note and customer together.
    Link,
    /// Add the tags that are missing.
    Tag,
    /// Read back what is stored.
    ReadBack,
}

impl Op {
    /// Whether it changes anything at the destination.
    pub fn writes(self) -> bool {
        matches!(
            self,
            Self::MakeCustomer
                | Self::MakeThread
                | Self::Upload
                | Self::MakeNote
                | Self::AddFiles
                | Self::Link
                | Self::Tag
        )
    }
}

/// What a run has learned.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Known {
    /// How many calls the current operation has made.
    #[serde(default)]
    pub turn: u32,
    /// The customer's name to the destination.
    #[serde(default)]
    pub customer: Option<String>,
    /// Where a person finds the customer.
    #[serde(default)]
    pub customer_link: Option<String>,
    /// Whether the customer carries the key.
    #[serde(default)]
    pub keyed: bool,
    /// The note's name to the destination.
    #[serde(default)]
    pub note: Option<String>,
    /// Where a person finds the note.
    #[serde(default)]
    pub note_link: Option<String>,
    /// Whether the note was there before this run.
    #[serde(default)]
    pub found: bool,
    /// More notes with this marker: somebody copied one, or a server did something twice.
    #[serde(default)]
    pub twins: u32,
    /// The names of the files to the destination, by their places.
    #[serde(default)]
    pub files: Vec<Option<String>>,
    /// What else a connector has to remember: the name of a conversation, tags that are there.
    #[serde(default)]
    pub others: Vec<String>,
    /// By what the destination goes on with what it has begun: a list, or a file that comes in blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Box<str>>,
    /// How far the current operation has read a list.
    #[serde(default)]
    pub list: Listing,
    /// What the destination did not keep.
    #[serde(default)]
    pub dropped: Vec<String>,
    /// What was read back.
    #[serde(default)]
    pub seen: Seen,
}

impl Known {
    /// Notes that something was not kept.
    pub fn drop(&mut self, what: &str) {
        if !self.dropped.iter().any(|own| own == what) {
            self.dropped.push(what.to_owned());
        }
    }

    /// The name of the file at a place.
    pub fn file(&self, place: u32) -> Option<&str> {
        self.files.get(usize::try_from(place).ok()?)?.as_deref()
    }

    /// Notes the name of the file at a place.
    pub fn keep_file(&mut self, place: u32, name: &str) {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        if let Some(own) = self.files.get_mut(place) {
            *own = Some(name.to_owned());
        }
    }

    /// Notes which files stand in a list already, each by what it is called there.
    pub fn find_files(&mut self, job: &Job, items: &[Value], at: &str, called: impl Fn(&File<'_>) -> String) {
        for file in job.files() {
            let own = called(&file);
            let there = items.iter().find(|item| text(item, at) == own);
            if let Some(id) = there.and_then(|item| name(item.get("id")?)) {
                self.keep_file(file.place, &id);
            }
        }
    }

    /// Notes whether a file was seen, and all of it.
    pub fn see_file(&mut self, file: &File<'_>, whole: bool) {
        if whole {
            self.seen.files = self.seen.files.saturating_add(1);
        } else {
            self.drop(&format!("file:{}", file.name));
        }
    }

    /// Notes which files stand in a list, by the places of their name and length.
    pub fn see_files(&mut self, job: &Job, items: Option<&Value>, name: &str, length: &str) {
        let items = items.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for file in job.files() {
            let is_it = |item: &Value| {
                item.pointer(name).and_then(Value::as_str) == Some(file.name)
                    && item.pointer(length).and_then(Value::as_u64) == Some(u64::from(file.length))
            };
            self.see_file(&file, items.iter().any(is_it));
        }
    }

    /// Takes what a search for the note found: the first is it.
    pub fn take_notes(&mut self, names: &[String]) {
        if let Some(first) = names.first() {
            self.note = Some(first.clone());
            self.found = true;
            self.count_twins(names.len());
        }
    }

    /// Takes how many notes, or tickets that they stand in, were found where there should be one.
    pub fn count_twins(&mut self, found: usize) {
        let more = u32::try_from(found.saturating_sub(1)).unwrap_or(u32::MAX);
        self.twins = self.twins.saturating_add(more);
    }
}

/// What was read back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Seen {
    /// The note's text.
    #[serde(default)]
    pub text: Sight,
    /// How many of the files.
    #[serde(default)]
    pub files: u32,
    /// How many of the tags.
    #[serde(default)]
    pub tags: u32,
}

/// What came of looking at something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Sight {
    /// The destination does not show it.
    #[default]
    Unseen,
    /// It is what was sent.
    Same,
    /// It holds the marker and is something else: changed by the destination or a colleague.
    Other,
}

/// How far a run has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Progress {
    /// Where in the plan.
    pub place: u32,
    /// How many calls were made.
    pub calls: u32,
    /// When something was last written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrote: Option<Instant>,
    /// What was learned.
    pub known: Known,
    /// What a test has found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// Something that a test looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Finding {
    /// What, as a stable code: `sign_in`, `queue`, `field`.
    pub what: String,
    /// Which, as the settings name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The code of what is wrong with it; absent: it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

impl Finding {
    /// Something that works, or is missing.
    pub fn new(what: &str, name: Option<&str>, there: bool) -> Self {
        let problem = (!there).then(|| "not_there".to_owned());
        Self { what: what.to_owned(), name: name.map(str::to_owned), problem }
    }
}
