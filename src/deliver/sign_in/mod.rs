//! Signing in where a system lets a program without a secret of its own do so: OAuth 2, an authorization code with PKCE (RFC 6749,
//! 7636). It says which address a person is sent to, reads what comes back, and what the server answers. It never opens a page,
//! never calls anything, makes no chance of its own and keeps no token.
//!
//! Read in this order: `system` (what is known of each), `attempt` (up to the code), `grant` (what comes of it, and its renewal).

mod attempt;
mod grant;
mod problem;
mod system;

use serde::{Deserialize, Serialize};

pub use self::{
    attempt::SignInAttempt,
    grant::Grant,
    problem::SignInProblem,
    system::{System, system},
};

use super::http::{Answer, Call};
use crate::model::{delivery::backoff, time::Instant};

/// What is asked on the way to a token, and of one that is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum SignInAsk {
    /// Where does the person sign in?
    Open {
        /// The sign-in.
        attempt: SignInAttempt,
    },
    /// The browser has come back.
    Returned {
        /// The sign-in.
        attempt: SignInAttempt,
        /// The address it came back to, with what the server put there.
        url: String,
    },
    /// The server has answered the call that gives the code for a token.
    Exchanged {
        /// The sign-in.
        attempt: SignInAttempt,
        /// What it answered; absent: nothing, not in time, or not all of it.
        #[serde(default)]
        answer: Option<Answer>,
    },
    /// Can this still be used?
    Use {
        /// What the person was granted.
        grant: Grant,
        /// Whether the destination has just refused it.
        refused: bool,
    },
    /// The server has answered the call that renews it.
    Renewed {
        /// What the person was granted.
        grant: Grant,
        /// What it answered.
        #[serde(default)]
        answer: Option<Answer>,
    },
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum SignInStep {
    /// Open this address, and come back with where that led.
    Open(String),
    /// Make this call, and come back with the answer.
    Call(Call),
    /// This can be used, and is to be kept.
    Granted(Grant),
    /// It ends without.
    Stopped {
        /// The stable code of the reason.
        code: String,
        /// What the server said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        detail: Option<String>,
        /// When to try again; absent: a person has to do something first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_at: Option<Instant>,
    },
}

/// What comes after this.
pub fn answer(ask: &SignInAsk, now: Instant) -> SignInStep {
    let step = match ask {
        SignInAsk::Open { attempt } => attempt.open().map(SignInStep::Open),
        SignInAsk::Returned { attempt, url } => attempt.returned(url).map(SignInStep::Call),
        SignInAsk::Exchanged { attempt, answer } => {
            attempt.exchanged(answer.as_ref(), now).map(SignInStep::Granted)
        }
        SignInAsk::Use { grant, refused } => grant.renewal(*refused, now).map(|call| match call {
            Some(call) => SignInStep::Call(call),
            None => SignInStep::Granted(grant.clone()),
        }),
        SignInAsk::Renewed { grant, answer } => grant.renewed(answer.as_ref(), now).map(SignInStep::Granted),
    };
    step.unwrap_or_else(|problem| SignInStep::Stopped {
        code: problem.code().to_owned(),
        detail: problem.detail(),
        retry_at: problem.passes().then(|| backoff(1, now)),
    })
}
