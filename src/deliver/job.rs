//! What is delivered: whose it is, the note, its files. It never holds a secret and never the bytes of a file.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    limits::{Limits, PUBLISHED_TYPES, Takes},
    problem::Problem,
};
use crate::model::{
    connection::Connection,
    customer::Customer,
    delivery::Note,
    id::{MediaId, PinId},
    pin::Pin,
    template::NoteSyntax,
    text::folded,
    time::Instant,
};

pub use crate::model::person::Person;

/// Longest file name, in characters: the shortest limit of all destinations.
const MAX_FILE_NAME: usize = 100;

/// One note for one destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Job {
    /// The pin: its marker finds the note again.
    pub pin: PinId,
    /// Whose it is.
    pub person: Person,
    /// What is sent. Its attachments are the files, in their order.
    pub note: Note,
    /// The length of each file in bytes.
    #[serde(default)]
    pub lengths: Vec<u32>,
    /// Whether the rights in every picture of it are granted.
    #[serde(default)]
    pub granted: bool,
    /// What its first picture shows, in the page's words, where nothing of them is masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Where the pin was found.
    pub source_url: String,
    /// When the pin was made.
    pub when: Instant,
}

/// A file of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File<'a> {
    /// Its place, by which bodies name it.
    pub place: u32,
    /// Its name.
    pub name: &'a str,
    /// Its media type.
    pub mime: &'a str,
    /// Its length in bytes.
    pub length: u32,
}

impl Job {
    /// The job that a delivery is.
    pub fn of(pin: &Pin, customer: Option<&Customer>, note: Note, lengths: Vec<u32>) -> Self {
        let source = &pin.content.source;
        let media = |id: &MediaId| pin.content.media.iter().find(|media| media.id == *id);
        let mut pictures = note.attachments.iter().filter_map(|file| file.media.as_ref());
        Self {
            pin: pin.id.clone(),
            person: Person::of(pin, customer),
            granted: pictures.all(|id| media(id).is_some_and(|picture| pin.grants(picture))),
            alt: None,
            note,
            lengths,
            source_url: source.url.clone().unwrap_or_else(|| source.page_url.clone()),
            when: pin.created,
        }
    }

    /// What stands in the note and finds it again.
    pub fn marker(&self) -> String {
        format!("pin:{}", self.pin)
    }

    /// Its files.
    pub fn files(&self) -> impl Iterator<Item = File<'_>> {
        let lengths = self.lengths.iter().copied().chain(std::iter::repeat(0));
        self.note.attachments.iter().zip(lengths).zip(0..).map(|((attachment, length), place)| File {
            place,
            name: &attachment.name,
            mime: &attachment.mime,
            length,
        })
    }

    /// The file at a place.
    pub fn file(&self, place: u32) -> Option<File<'_>> {
        self.files().find(|file| file.place == place)
    }

    /// A file's name at destinations that keep the files of many notes together.
    pub fn own_name(&self, file: &File<'_>) -> String {
        format!("{}-{}-{}", self.pin, file.place.saturating_add(1), file.name)
    }

    /// The subject on one line, at most so many characters long.
    pub fn subject(&self, most: usize) -> String {
        let line: String = self.note.subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        folded(&line).chars().take(most).collect()
    }

    /// The subject, else the marker: for what cannot be without a name.
    pub fn title(&self, most: usize) -> String {
        let subject = self.subject(most);
        if subject.is_empty() { self.marker() } else { subject }
    }

    /// The note with its marker and its source, whatever a template left out.
    pub fn body(&self) -> String {
        let mut body = self.note.body.clone();
        if !body.contains(&self.marker()) {
            add(&mut body, &self.marker(), self.note.syntax);
        }
        body
    }

    /// Whether a destination takes it.
    ///
    /// # Errors
    /// What it does not take of it.
    pub fn fits(&self, limits: &Limits) -> Result<(), Problem> {
        let long = |text: &str, most: u32| u32::try_from(text.chars().count()).unwrap_or(u32::MAX) > most;
        if long(&self.body(), limits.note) {
            return Err(Problem::NoteTooLong);
        }
        if self.note.syntax != limits.syntax {
            return Err(Problem::OtherSyntax);
        }
        if limits.takes == Takes::OwnPictures {
            let published = |file: File<'_>| PUBLISHED_TYPES.contains(&file.mime);
            if self.files().next().is_none() || !self.files().all(published) {
                return Err(Problem::NoPicture);
            }
            if !self.granted {
                return Err(Problem::NotGranted);
            }
        }
        for file in self.files() {
            let plain = |c: char| !c.is_control() && !matches!(c, '/' | '\\');
            let named = file.name.chars().all(plain) && file.name.chars().count() <= MAX_FILE_NAME;
            if !named || file.name.is_empty() || !is_mime(file.mime) {
                return Err(Problem::BadValue);
            }
            if file.length > limits.file_bytes && limits.files > 0 {
                return Err(Problem::FileTooLarge);
            }
        }
        Ok(())
    }
}

/// `type/subtype` of plain characters: it stands in headers.
fn is_mime(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
    text.split_once('/').is_some_and(|(kind, sub)| {
        !kind.is_empty() && !sub.is_empty() && kind.chars().all(plain) && sub.chars().all(plain)
    })
}

fn add(body: &mut String, line: &str, syntax: NoteSyntax) {
    let (before, after) = match syntax {
        NoteSyntax::Plain | NoteSyntax::Markdown => ("\n\n", ""),
        NoteSyntax::Html => ("\n<p>", "</p>"),
    };
    body.push_str(before);
    body.push_str(line);
    body.push_str(after);
}

/// What the connection is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Say what works and what is missing; nothing is written.
    Test,
    /// Deliver a note.
    Deliver(Box<Job>),
}

/// A task and where it is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Errand {
    /// Where.
    pub connection: Connection,
    /// What.
    pub task: Task,
}

/// What a person proves who they are with at a destination. It is an argument of every step and a part of nothing.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A secret as a person gave it; white space around it does not count.
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// The secret itself, for a header.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}
