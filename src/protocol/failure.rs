//! What went wrong, as a stable code the screens turn into words. It never carries prose.

use serde::{Deserialize, Serialize};

/// A stable code. Every one has a message in `_locales` that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The page cannot be read (a browser page, a store, a PDF).
    PageUnreadable,
    /// There is no card at this spot.
    NoCard,
    /// The snapshot breaks its own rules.
    SnapshotInvalid,
    /// The page is too large; what is named in `details` was cut.
    TooLarge,
    /// A value is not valid; `details` names the field.
    Invalid,
    /// What was named does not exist (any more).
    NotFound,
    /// It changed in the meantime.
    Conflict,
    /// There is nothing to undo, or what it touched has changed since.
    UndoImpossible,
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
