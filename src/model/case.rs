//! The care side of a pin: who answers, how urgent, how far. Its screens come with the care desk;
//! it is stored and can be searched for from the start.

use serde::{Deserialize, Serialize};

use super::time::Instant;

/// How far a case has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    /// Nobody looked yet.
    #[default]
    New,
    /// Looked at, with a reason and a severity.
    Triaged,
    /// Waiting for the customer or a colleague.
    Waiting,
    /// Answered.
    Answered,
    /// Handed up.
    Escalated,
    /// Done.
    Resolved,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A wish or a question.
    Low,
    /// A complaint.
    Normal,
    /// Harm to one customer.
    High,
    /// Harm to many, or in public.
    Critical,
}

/// The care side of a pin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Case {
    /// How far it has come.
    pub status: CaseStatus,
    /// How bad it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// Why: usually a tag's path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Which department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// When it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<Instant>,
}
