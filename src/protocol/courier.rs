//! What is asked of whoever carries errands to destinations, and what is answered. A module of its own answers it: fourteen
//! connectors are needed only while something is handed over. It holds no logic.

use serde::{Deserialize, Serialize};

use super::failure::Failure;
use crate::{
    deliver::{
        Step,
        http::Reply,
        job::Errand,
        progress::Progress,
        sign_in::{SignInAsk, SignInStep},
    },
    model::delivery::DeliveryState,
    view::connector::ConnectorFacts,
};

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CourierRequest {
    /// Begin an errand: which call is first? Nothing of it is kept, the secret least of all.
    Begin {
        /// The errand, with the lengths of its files.
        errand: Box<Errand>,
        /// What the person proves who they are with.
        secret: String,
    },
    /// Go on with what came back of a call.
    Go {
        /// The errand.
        errand: Box<Errand>,
        /// What the person proves who they are with.
        secret: String,
        /// What stood beside the call.
        progress: Box<Progress>,
        /// What came back.
        reply: Reply,
    },
    /// How does a person come to a token, and does it still hold?
    SignIn(Box<SignInAsk>),
    /// What kinds of destination are there, and what do they take and ask?
    Connectors,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CourierResponse {
    /// It went wrong; nothing is ever changed.
    Failed(Failure),
    /// To `Begin` and `Go`.
    Step {
        /// What comes next.
        step: Box<Step>,
        /// The delivery's state, where that is the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<DeliveryState>,
    },
    /// To `SignIn`.
    SignIn(Box<SignInStep>),
    /// To `Connectors`.
    Connectors(Vec<ConnectorFacts>),
}
