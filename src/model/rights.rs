//! Who owns a picture or text somebody else made, and whether it may be used. Exports carry it.

use serde::{Deserialize, Serialize};

/// Whether the owner said yes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum RightsStatus {
    /// Nobody asked yet.
    #[default]
    Unknown,
    /// Asked, no answer.
    Requested,
    /// Granted.
    Granted,
    /// Refused.
    Refused,
}

/// Rights in a text or picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Rights {
    /// The owner's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The line to print beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Whether it may be used.
    #[serde(default)]
    pub status: RightsStatus,
    /// Where the answer can be seen: a URL or a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}
