//! What is asked of whoever packs workbooks, decks and folders, and what is answered. A module of its own answers it: it is loaded
//! by the library's worker with the first such export, and asked by nobody else. It holds no logic.
//!
//! Rows and pictures go beside a question as bytes, and what is packed is taken as bytes: neither is data for JSON.

use serde::{Deserialize, Serialize};

use super::failure::Failure;
use crate::pack::job::PackPlan;

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum OfficeRequest {
    /// Begin; what was begun before and not finished is forgotten.
    Begin(Box<PackPlan>),
    /// Here is a picture, and what rows will call it.
    Picture {
        /// What rows will call it.
        name: String,
    },
    /// Here are rows, as the library wrote them.
    Rows,
    /// That was all.
    Finish,
    /// Forget it.
    Drop,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum OfficeResponse {
    /// It went wrong; what was packed so far is no file.
    Failed(Failure),
    /// It is packed, and bytes may wait to be taken.
    Packed {
        /// Whether a picture was one that can be shown.
        used: bool,
    },
}
