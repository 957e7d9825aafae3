//! What is asked of whoever composes notes, and what is answered. A module of its own answers it: templates, masks and the page
//! that goes with a note are needed only while somebody writes one. It holds no logic.

use serde::{Deserialize, Serialize};

use super::failure::Failure;
use crate::{
    export::file::Part,
    model::{id::PinId, redaction::Kinds},
    view::compose::{ComposeAsk, ComposeView},
};

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ComposerRequest {
    /// What note would a destination get of this pin?
    Compose(Box<ComposeAsk>),
    /// What does the page that goes with a note say?
    Evidence {
        /// The pin.
        pin: PinId,
        /// What is masked in it.
        masked: Kinds,
        /// The language of the few words of ours, as BCP 47.
        #[serde(default)]
        language: String,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ComposerResponse {
    /// It went wrong; nothing is ever changed.
    Failed(Failure),
    /// To `Compose`.
    Composed(Box<ComposeView>),
    /// To `Evidence`, in parts: text, and pictures that the shell writes in their place.
    Evidence(Vec<Part>),
}
