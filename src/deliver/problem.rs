//! Why a run stopped, and when it may begin again. It knows no words for people: screens have them for every code.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::{delivery::DeliveryState, time::Instant};

/// Most of what a destination says about a problem, in characters.
const MAX_SAID: usize = 300;

/// Why a run stopped.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The connection's address is none that may be called.
    #[error("the connection's address is none: https, or http on this machine")]
    BadAddress,
    /// A setting is missing.
    #[error("the connection lacks the setting `{0}`")]
    SettingMissing(String),
    /// A value has a form that the destination's protocol has no place for.
    #[error("a value has a form that cannot be sent")]
    BadValue,
    /// There is no secret, and the destination wants one.
    #[error("there is no token, and the destination wants one")]
    NoSecret,
    /// The secret is none that can be sent.
    #[error("the token has characters that no token has")]
    BadSecret,
    /// Nobody is known whose note it is, and the destination keeps notes with customers only.
    #[error("nobody is known whose note it is")]
    Nobody,
    /// The note is longer than the destination takes.
    #[error("the note is longer than the destination takes")]
    NoteTooLong,
    /// The note is written in another syntax than the destination's.
    #[error("the note is written in another syntax than the destination's")]
    OtherSyntax,
    /// A file is larger than the destination takes.
    #[error("a file is larger than the destination takes")]
    FileTooLarge,
    /// There is no picture that the destination takes, and it takes nothing without one.
    #[error("there is no picture that can be posted: the destination takes JPEG and PNG")]
    NoPicture,
    /// The destination is for one's own pictures, and nobody noted that this one may be used.
    #[error(
        "the rights in the picture are not noted as granted, and the destination is for one's own pictures only"
    )]
    NotGranted,
    /// What was asked for reaches the customer, and the connection does not allow that.
    #[error("this could reach the customer, and the connection does not allow that")]
    WouldReachCustomer,
    /// The destination does not know the token.
    #[error("the destination does not accept the token")]
    Unauthorised,
    /// The token may not do this.
    #[error("the token may not do this")]
    Forbidden,
    /// What the connection names is not there.
    #[error("the destination has nothing under this address")]
    NotThere,
    /// The destination asks to wait.
    #[error("the destination asks to wait")]
    Busy,
    /// The destination failed.
    #[error("the destination failed with status {0}")]
    Failing(u16),
    /// No answer came, or not all of it.
    #[error("no answer came")]
    Lost,
    /// The destination sent the call elsewhere, where the token does not go.
    #[error("the destination redirects to another address")]
    Redirected,
    /// The answer is a page for people: another program, or a proxy.
    #[error("the answer is a page, not data")]
    NotData,
    /// The answer cannot be read.
    #[error("the answer cannot be read")]
    Unreadable,
    /// The destination refused what was sent.
    #[error("the destination refused it with status {status}: {said}")]
    Rejected {
        /// The status.
        status: u16,
        /// What it said, cut short and on one line.
        said: String,
    },
    /// The customer has more notes younger than the pin than are looked through, and none so far is the pin's: sending again could
    /// make a second one.
    #[error("the customer has more notes since the pin was made than are looked through")]
    TooManyNotes,
    /// It took more calls than any note takes.
    #[error("it took more calls than any note takes")]
    TooManyCalls,
}

impl Problem {
    /// Its stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadAddress => "bad_address",
            Self::SettingMissing(_) => "setting_missing",
            Self::BadValue => "bad_value",
            Self::NoSecret => "no_secret",
            Self::BadSecret => "bad_secret",
            Self::Nobody => "nobody",
            Self::NoteTooLong => "note_too_long",
            Self::OtherSyntax => "other_syntax",
            Self::FileTooLarge => "file_too_large",
            Self::NoPicture => "no_picture",
            Self::NotGranted => "not_granted",
            Self::WouldReachCustomer => "would_reach_customer",
            Self::Unauthorised => "unauthorised",
            Self::Forbidden => "forbidden",
            Self::NotThere => "not_there",
            Self::Busy => "busy",
            Self::Failing(_) => "failing",
            Self::Lost => "lost",
            Self::Redirected => "redirected",
            Self::NotData => "not_data",
            Self::Unreadable => "unreadable",
            Self::Rejected { .. } => "rejected",
            Self::TooManyNotes => "too_many_notes",
            Self::TooManyCalls => "too_many_calls",
        }
    }

    /// What to add to the code: the setting, the status, or what the destination said.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::SettingMissing(name) => Some(name.clone()),
            Self::Failing(status) => Some(status.to_string()),
            Self::Rejected { said, .. } if !said.is_empty() => Some(said.clone()),
            Self::Rejected { status, .. } => Some(status.to_string()),
            _ => None,
        }
    }

    /// A refusal, with what the destination said.
    pub(super) fn rejected(status: u16, said: &str) -> Self {
        Self::Rejected { status, said: on_one_line(said) }
    }

    /// Whether a write that ended so may have been done all the same.
    pub(super) fn leaves_open(&self) -> bool {
        matches!(self, Self::Failing(_) | Self::Lost | Self::Redirected | Self::NotData | Self::Unreadable)
    }

    /// Whether it passes by itself.
    pub(super) fn passes(&self) -> bool {
        matches!(self, Self::Busy | Self::Failing(_) | Self::Lost)
    }
}

/// What a server says, cut short and on one line.
pub(super) fn on_one_line(said: &str) -> String {
    let line: String =
        said.chars().take(2 * MAX_SAID).map(|c| if c.is_control() { ' ' } else { c }).collect();
    crate::model::text::folded(&line).chars().take(MAX_SAID).collect()
}

/// How a run stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Stop {
    /// Why.
    pub problem: Problem,
    /// Whether the note may have arrived all the same.
    pub open: bool,
    /// When to begin again; absent: a person has to do something first. Where the note may have arrived, not before: the
    /// destination may still be at work on what was asked, or not find yet what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<Instant>,
}

impl Stop {
    /// The delivery's state.
    pub fn state(&self, now: Instant) -> DeliveryState {
        match self.retry_at {
            Some(retry_at) if self.open => DeliveryState::Unknown { since: now, retry_at },
            retry_at => DeliveryState::Failed {
                code: self.problem.code().to_owned(),
                detail: self.problem.detail(),
                retry_at,
            },
        }
    }
}
