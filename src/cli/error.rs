//! What can go wrong on the command line, in words with what to do.

use std::path::PathBuf;

use thiserror::Error;

use crate::{
    capture::CaptureError,
    deliver::problem::Problem,
    edit::error::EditError,
    export::ExportError,
    import::{BackupError, ImportError},
    model::workspace::Conflict,
};

/// What went wrong.
#[derive(Debug, Error)]
pub enum CliError {
    /// A file could not be read.
    #[error("{path} cannot be read: {error}", path = path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file could not be written.
    #[error("{path} cannot be written: {error}", path = path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Standard output could not be written.
    #[error("standard output cannot be written: {0}")]
    Print(std::io::Error),
    /// The page has no such card.
    #[error("{path}: {error}", path = path.display())]
    Capture {
        /// Which page.
        path: PathBuf,
        /// Why nothing was captured.
        error: CaptureError,
    },
    /// The page has fewer cards.
    #[error("{path} has {found} cards, counted from 0: there is no card {asked}", path = path.display())]
    NoSuchCard {
        /// Which page.
        path: PathBuf,
        /// How many cards it has.
        found: usize,
        /// Which was asked for.
        asked: usize,
    },
    /// The address is none.
    #[error("--url {0:?} is no address: give the page's own, as in https://example.org/post/1")]
    NoAddress(String),
    /// The backup cannot be restored.
    #[error("{path}: {error}", path = path.display())]
    Backup {
        /// Which file.
        path: PathBuf,
        /// Why not.
        error: BackupError,
    },
    /// A file of another program cannot be brought in.
    #[error("{path}: {error}", path = path.display())]
    Import {
        /// Which file.
        path: PathBuf,
        /// Why not.
        error: ImportError,
    },
    /// A line that `clip` did not print.
    #[error("{path}, line {line}: {reason}; give a backup, or lines that `pinfold clip` printed", path = path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The pin could not be made.
    #[error("{path}, line {line}: {error}", path = path.display())]
    Edit {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// Why not.
        error: EditError,
    },
    /// There is no such board or template.
    #[error("the workspace has no {what} {name:?}; it has {known}")]
    Unknown {
        /// What was asked for.
        what: &'static str,
        /// Under which name.
        name: String,
        /// Which there are.
        known: String,
    },
    /// The export could not be made.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Another run has the journal.
    #[error("another run of `pinfold deliver` has {path}: wait until it is over, and run this again; a run to another destination can have a journal of its own with --journal", path = .0.display())]
    InUse(PathBuf),
    /// A journal that no run can have for itself.
    #[error("{path} cannot be kept from other runs: {error}; name a journal on a disk of this machine with --journal", path = path.display())]
    Lock {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file that holds no connection.
    #[error("{path} holds no connection: {reason}", path = path.display())]
    Connection {
        /// Which file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// There is no token.
    #[error("no token: set the environment variable {0}, or name a file with --token-file")]
    NoToken(String),
    /// A destination cannot be used.
    #[error("the destination: {0}")]
    Destination(Problem),
    /// Notes that do not stand at their destination, or things that are missing there; what is wrong with each was said.
    #[error("{failed} of {of} not there")]
    Undelivered {
        /// How many.
        failed: usize,
        /// Of how many.
        of: usize,
    },
    /// Notes that could not be sent as they are, which a rehearsal shows; what is wrong with each was said.
    #[error("{unfit} of {of} cannot be sent as they are")]
    Unfit {
        /// How many.
        unfit: usize,
        /// Of how many.
        of: usize,
    },
    /// No adapter can be drafted.
    #[error("{path}: {reason}", path = path.display())]
    Draft {
        /// From which page.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Adapters that cannot be used; what is wrong with each was said.
    #[error("{refused} of {of} adapters refused")]
    Adapters {
        /// How many.
        refused: usize,
        /// Of how many.
        of: usize,
    },
    /// A mistake of ours.
    #[error("the workspace moved while it was written: {0}")]
    Conflict(#[from] Conflict),
    /// A value has no JSON form.
    #[error("a value cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl CliError {
    /// The exit status: 2 where it was asked wrongly, else 1.
    pub fn status(&self) -> u8 {
        match self {
            Self::NoAddress(_) | Self::Unknown { .. } | Self::Connection { .. } | Self::NoToken(_) => 2,
            _ => 1,
        }
    }
}
