//! Why nobody is signed in. It knows no words for people: screens have them for every code.

use thiserror::Error;

use crate::deliver::problem::{Problem, on_one_line};

/// Why nobody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SignInProblem {
    /// Something is wrong with the connection.
    #[error(transparent)]
    Connection(#[from] Problem),
    /// Nobody can sign in to this kind of destination.
    #[error("this kind of destination takes a token only")]
    NoSystem,
    /// What came back belongs to no sign-in of ours, or not to this one.
    #[error("what came back does not belong to this sign-in")]
    Foreign,
    /// The person, or whoever decides for them, said no.
    #[error("the sign-in was refused")]
    Denied,
    /// The server does not take the client.
    #[error("the server does not take the client id: {0}")]
    Client(String),
    /// The server refused.
    #[error("the server refused: {0}")]
    Rejected(String),
    /// What was granted is over.
    #[error("the sign-in is over")]
    Over,
    /// No answer came, or not all of it.
    #[error("the server did not answer")]
    Lost,
    /// The server failed.
    #[error("the server failed with status {0}")]
    Failing(u16),
    /// The answer is a page, or lacks what it needs.
    #[error("the server's answer cannot be read")]
    Unreadable,
}

impl SignInProblem {
    /// What a server calls it (RFC 6749, 4.1.2.1 and 5.2), with its own words.
    pub(super) fn said(error: &str, description: &str) -> Self {
        let words = match description {
            "" => on_one_line(error),
            words => on_one_line(&format!("{error}: {words}")),
        };
        match error {
            "access_denied" => Self::Denied,
            "invalid_grant" => Self::Over,
            "invalid_client" | "invalid_client_id" | "unauthorized_client" => Self::Client(words),
            _ => Self::Rejected(words),
        }
    }

    /// Its stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Connection(problem) => problem.code(),
            Self::NoSystem => "sign_in_none",
            Self::Foreign => "sign_in_foreign",
            Self::Denied => "sign_in_denied",
            Self::Client(_) => "sign_in_client",
            Self::Rejected(_) => "sign_in_rejected",
            Self::Over => "sign_in_again",
            Self::Lost => "sign_in_lost",
            Self::Failing(_) => "sign_in_failing",
            Self::Unreadable => "sign_in_unreadable",
        }
    }

    /// What to add to the code.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Connection(problem) => problem.detail(),
            Self::Client(said) | Self::Rejected(said) => Some(said.clone()),
            Self::Failing(status) => Some(status.to_string()),
            _ => None,
        }
    }

    /// Whether it passes by itself.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Lost | Self::Failing(_))
    }
}
