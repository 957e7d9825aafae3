//! What a destination takes, and what it asks of a connection: facts for composer, options and outbox. It never calls anything.

use serde::{Deserialize, Serialize};

use crate::model::{connection::Connection, template::NoteSyntax};

/// What a lost write may still need to be done or to be found, in milliseconds: longer than any server we know works on one
/// request.
pub const SETTLE_MS: u32 = 60_000;
/// The same where what was written is found through an index that is filled later.
pub const SETTLE_INDEX_MS: u32 = 180_000;

/// A setting that a connection has, or lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What it is where nobody says; empty and needed: somebody has to say.
    pub otherwise: &'static str,
    /// Whether it works without.
    pub need: Need,
}

/// Whether something is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It does not work without.
    Needed,
    /// It works without.
    Optional,
}

impl Setting {
    /// One that it does not work without.
    pub(super) const fn needed(name: &'static str) -> Self {
        Self { name, otherwise: "", need: Need::Needed }
    }

    /// One that has a value where nobody says.
    pub(super) const fn or(name: &'static str, otherwise: &'static str) -> Self {
        Self { name, otherwise, need: Need::Needed }
    }

    /// One that it works without.
    pub(super) const fn optional(name: &'static str) -> Self {
        Self { name, otherwise: "", need: Need::Optional }
    }
}

/// What a connection says, else what it is otherwise; `None` where it has no value.
pub(super) fn setting<'a>(
    connection: &'a Connection,
    all: &'static [Setting],
    name: &str,
) -> Option<&'a str> {
    let own = connection.settings.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let otherwise = || all.iter().find(|setting| setting.name == name);
    own.or_else(|| otherwise().map(|setting| setting.otherwise).filter(|text| !text.is_empty()))
}

/// Whether anything of what is sent can reach the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum MayReach {
    /// Nothing can, whatever the connection allows.
    Never,
    /// Only where the connection allows it.
    WhenAllowed,
    /// That is up to whoever answers there.
    Unknown,
}

/// What files a destination takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Any, or none: a note needs no file.
    Files,
    /// Pictures that may be published, and no note without one: what is handed over stands there for everybody, as one's own.
    OwnPictures,
}

/// The media types of the pictures that a destination for one's own takes; others are drawn anew as the first.
pub const PUBLISHED_TYPES: [&str; 2] = ["image/jpeg", "image/png"];

/// What a destination takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The syntax of its notes.
    pub syntax: NoteSyntax,
    /// Longest subject, in characters; 0: it has none.
    pub subject: u32,
    /// Longest note, in characters.
    pub note: u32,
    /// Largest file, in bytes.
    pub file_bytes: u32,
    /// Most files of a note; 0: it takes none.
    pub files: u32,
    /// Which.
    pub takes: Takes,
    /// Whether it has tags of its own; where it has none, they belong into the note.
    pub tags: bool,
    /// What can reach the customer.
    pub reach: MayReach,
    /// How long to wait, in milliseconds, before a run begins again whose end nobody saw.
    pub settle_ms: u32,
    /// Whether it wants a token.
    pub secret: Need,
    /// What a connection says besides its address.
    pub settings: &'static [Setting],
}
