//! The list of changes, each with whether it can be undone.

use serde::{Deserialize, Serialize};

use crate::model::{change::Deed, id::ChangeId, time::Instant};

/// Whether a change can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Undoable {
    /// Yes.
    Yes,
    /// It was.
    Undone,
    /// What it touched has changed since, or it keeps nothing to go back to.
    No,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ChangeView {
    /// Which.
    pub id: ChangeId,
    /// When.
    pub at: Instant,
    /// What it did.
    pub deed: Deed,
    /// To how many.
    pub count: u32,
    /// A name to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether it can be undone.
    pub undoable: Undoable,
}
