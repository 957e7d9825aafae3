//! What comes of composing: the note as the outbox stores it, and everything a screen shows beside it.

use serde::{Deserialize, Serialize};

use crate::{
    export::note::layout::BlockKind,
    model::{
        delivery::{Attachment, Note},
        redaction::Kind,
    },
    redact::output::Leak,
};

/// What a person made of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Edited {
    /// The subject.
    pub subject: String,
    /// The note, in the small Markdown of templates.
    pub text: String,
}

/// How long something is, and how long it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Size {
    /// How long it is, in characters.
    pub used: u32,
    /// The most it may be; 0: there is none of it at this destination.
    pub limit: u32,
}

/// How long subject and note are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Meter {
    /// The subject.
    pub subject: Size,
    /// The note, as it is sent.
    pub note: Size,
}

/// A part of a line as it reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LookPart {
    /// Its words.
    pub text: String,
    /// Whether it is strong.
    #[serde(default)]
    pub strong: bool,
    /// Whether it is emphasised.
    #[serde(default)]
    pub emphasis: bool,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Whether it stands for something masked.
    #[serde(default)]
    pub mask: bool,
}

/// A block as it reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LookBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its lines.
    pub lines: Vec<Vec<LookPart>>,
}

/// One mask, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Difference {
    /// The field of the pin, by its name in templates.
    pub field: String,
    /// What it was.
    pub kind: Kind,
    /// What stands before it.
    pub before: String,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub shown: String,
    /// What stands behind it.
    pub after: String,
}

/// How much of a kind there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
    /// How often it stands in the pin.
    pub found: u32,
}

/// Why a file cannot go with a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// The destination takes none.
    NoFiles,
    /// It is larger than the destination takes: the most, in bytes.
    TooLarge(u32),
    /// The destination takes no more: the most.
    TooMany(u32),
    /// The destination takes pictures alone.
    NoPicture,
    /// The destination is for one's own pictures, and the rights in this one are not granted.
    NotGranted,
}

/// A file that may go with a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct FileOffer {
    /// The file.
    pub file: Attachment,
    /// How large it is, in bytes; absent where that is known only once it is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u32>,
    /// Whether it goes with the note.
    pub goes: bool,
    /// Why it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<FileProblem>,
}

/// Something to know before it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Texts were cut to what the destination takes.
    Cut,
    /// Something is masked in the words, but nothing in the pictures that go with them.
    PicturesAsTheyAre,
    /// Accounts or names are masked, but the post's own address, without which it is not found again, says one.
    LinkNamesAccount,
}

/// Why it cannot be sent as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum NoteProblem {
    /// The template cannot be read: where, and why.
    Template(String),
    /// It does not fit, whatever is cut.
    TooLong {
        /// The most, in characters.
        limit: u32,
    },
    /// Something that was to be masked stands in what would be sent.
    Leak(Leak),
    /// The destination takes nothing without a picture, and none is there or chosen.
    NoPicture,
    /// The destination is for one's own pictures, and the rights in none here are granted.
    NotGranted,
}

/// A note as it would be sent, and what to show of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Composed {
    /// The note; to be sent only where it is ready.
    pub note: Note,
    /// Whether it may be sent.
    pub ready: bool,
    /// How it reads.
    pub look: Vec<LookBlock>,
    /// The note as a person edits it, in the small Markdown of templates.
    pub text: String,
    /// How long it is.
    pub meter: Meter,
    /// What was masked.
    pub differences: Vec<Difference>,
    /// What there is to mask, of each kind that occurs.
    pub counts: Vec<KindCount>,
    /// What may go with it.
    pub files: Vec<FileOffer>,
    /// What to know.
    pub notices: Vec<Notice>,
    /// What is wrong.
    pub problems: Vec<NoteProblem>,
}
