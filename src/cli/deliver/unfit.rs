//! Why the note of one pin is not sent, while the others are. It never says what a mask missed: it is said where everybody can read.

use thiserror::Error;

use crate::{
    compose::composed::NoteProblem,
    deliver::problem::Problem,
    export::note::TooLong,
    model::{delivery::DeliveryState, redaction::Kind},
};

/// Why a note cannot be sent as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum Unfit {
    /// The template cannot be read.
    #[error("the template cannot be read, {0}")]
    Template(String),
    /// It does not fit, whatever is cut.
    #[error(transparent)]
    TooLong(TooLong),
    /// Something that was to be masked stands in what would be sent.
    #[error("the note still says something that was to be masked ({0:?})")]
    Leak(Kind),
    /// What the destination says of its files.
    #[error(transparent)]
    Files(Problem),
}

impl From<NoteProblem> for Unfit {
    fn from(problem: NoteProblem) -> Self {
        match problem {
            NoteProblem::Template(reason) => Self::Template(reason),
            NoteProblem::TooLong { limit } => Self::TooLong(TooLong { limit }),
            NoteProblem::Leak(leak) => Self::Leak(leak.kind),
            NoteProblem::NoPicture => Self::Files(Problem::NoPicture),
            NoteProblem::NotGranted => Self::Files(Problem::NotGranted),
        }
    }
}

impl Unfit {
    /// Its stable code.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Template(_) => "template",
            Self::TooLong(_) => "note_too_long",
            Self::Leak(_) => "leak",
            Self::Files(problem) => problem.code(),
        }
    }

    /// What a delivery with such a note is: a person has to do something first.
    pub(super) fn state(&self) -> DeliveryState {
        let (code, detail) = (self.code().to_owned(), Some(self.to_string()));
        DeliveryState::Failed { code, detail, retry_at: None }
    }
}
