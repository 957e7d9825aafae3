//! What went wrong, as a stable code the screens turn into words. It never carries prose.

use serde::{Deserialize, Serialize};

use crate::{
    edit::error::EditError,
    export::ExportError,
    import::{BackupError, ImportError},
};

/// A stable code. Every one has a message in `_locales` that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The page cannot be read (a browser page, a store, a PDF).
    PageUnreadable,
    /// There is no card at this spot.
    NoCard,
    /// There is no thread of one author, or not one alone.
    NoThread,
    /// The snapshot breaks its own rules.
    SnapshotInvalid,
    /// The page is too large; what is named in `details` was cut.
    TooLarge,
    /// A value is not valid; `details` names the field.
    Invalid,
    /// What was named does not exist (any more).
    NotFound,
    /// An account is another customer's; `details` says what they are called, and which account.
    AccountTaken,
    /// It changed in the meantime.
    Conflict,
    /// There is nothing to undo, or what it touched has changed since.
    UndoImpossible,
    /// What it touches is another module's to change; the background asks that one.
    Elsewhere,
    /// Too many at once.
    TooMany,
    /// Storage refused: the disk is full.
    StorageFull,
    /// Storage is not there: a private window, or the profile is broken.
    StorageUnavailable,
    /// A stored record cannot be read; it was set aside.
    StorageCorrupt,
    /// The file is no backup of Pinfold.
    BackupForeign,
    /// The backup is cut short or damaged.
    BackupDamaged,
    /// The backup was made by a newer version.
    BackupNewer,
    /// No program that we know wrote the file, or nothing is in it.
    ImportUnknown,
    /// The file is cut short or damaged.
    ImportDamaged,
    /// The file is too long; `details` says how long one may be, in megabytes.
    ImportTooLarge,
    /// What was pointed at is not in one card of the page.
    TeachApart,
    /// No card can be told by what was pointed at.
    TeachUnclear,
    /// An adapter cannot be used; `details` says why.
    AdapterInvalid,
    /// The query cannot be read; `details` names the spot.
    QueryInvalid,
    /// The template cannot be read; `details` names the spot.
    TemplateInvalid,
    /// The background gave no answer in time: it is not known whether it is stored. Asking again is safe.
    NoAnswer,
    /// The extension was updated while the page stood open: it must be loaded again.
    PageOutdated,
    /// A mistake of ours.
    Internal,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Failure {
    /// The code.
    pub code: Code,
    /// Names to put into the message, in its order: a field, a limit, a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
}

impl Failure {
    /// A failure with names to put into its message.
    pub fn new(code: Code, details: impl IntoIterator<Item = String>) -> Self {
        Self { code, details: details.into_iter().collect() }
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::new(code, [])
    }
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        match error {
            EditError::NotFound(key) => Self::new(Code::NotFound, [key.kind.as_str().to_owned()]),
            EditError::Invalid(what) => Self::new(Code::Invalid, [what.to_owned()]),
            EditError::Taken { identity, name, .. } => Self::new(Code::AccountTaken, [name, identity]),
            EditError::TooMany { what, limit } => {
                Self::new(Code::TooMany, [what.to_owned(), limit.to_string()])
            }
            EditError::Elsewhere => Code::Elsewhere.into(),
            EditError::MovedOn(_) | EditError::UndoneBefore => Code::UndoImpossible.into(),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::NoSuchBoard(_) => Self::new(Code::NotFound, ["board".to_owned()]),
            ExportError::NoSuchTemplate(_) => Self::new(Code::NotFound, ["template".to_owned()]),
            ExportError::Template(error) => Self::new(Code::TemplateInvalid, [error.to_string()]),
            ExportError::NoteTooLong(error) => Self::new(Code::TemplateInvalid, [error.limit.to_string()]),
            ExportError::Backup(error) => Self::new(Code::StorageCorrupt, [error.to_string()]),
        }
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        let code = match error {
            BackupError::Foreign => Code::BackupForeign,
            BackupError::Newer { .. } | BackupError::NewerRecord(_) => Code::BackupNewer,
            BackupError::TooMany { .. } => Code::TooMany,
            _ => Code::BackupDamaged,
        };
        Self::new(code, [error.to_string()])
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Empty | ImportError::Unknown => Code::ImportUnknown.into(),
            ImportError::CutShort | ImportError::Damaged { .. } => Code::ImportDamaged.into(),
            ImportError::TooLarge { limit } => {
                Self::new(Code::ImportTooLarge, [(limit / 1_000_000).to_string()])
            }
        }
    }
}
