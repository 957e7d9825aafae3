//! Who wrote a post, as the page names them. It is not a customer: that is a decision of a person.

use serde::{Deserialize, Serialize};

use super::letters;

/// The author of a post, comment or review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Author {
    /// The handle without `@` or `u/`, in the site's own letter case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The name shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The profile's URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The site's own id for the account, which outlives a change of handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native_id: Option<String>,
    /// How many follow them, as the page showed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followers: Option<u64>,
}

impl Author {
    /// Whether nothing at all is known.
    pub fn is_unknown(&self) -> bool {
        self.handle.is_none() && self.name.is_none() && self.native_id.is_none()
    }

    /// Whether it is one account: the same id; where one has none the same handle, else the same address.
    pub fn is_same_account(&self, other: &Self) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| {
            one.as_deref().zip(other.as_deref()).map(|(one, other)| letters::same(one, other))
        };
        let by =
            [(&self.native_id, &other.native_id), (&self.handle, &other.handle), (&self.url, &other.url)];
        by.into_iter().find_map(|(one, other)| same(one, other)).unwrap_or(false)
    }

    /// What to call them in one line: name, else handle.
    pub fn label(&self) -> Option<&str> {
        self.name.as_deref().or(self.handle.as_deref())
    }
}
