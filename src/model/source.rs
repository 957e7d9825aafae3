//! Where a pin was found.

use serde::{Deserialize, Serialize};

/// The adapter that read the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct AdapterRef {
    /// Its name, as in `reddit`.
    pub id: String,
    /// Its version: the day of its last change, `YYYY-MM-DD`.
    pub version: String,
}

/// Where a pin was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Source {
    /// The page's address when the pin was made.
    pub page_url: String,
    /// The thing's own canonical permalink.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The site: the host without `www.`, or the network's one name for its hosts (`x.com`).
    pub site: String,
    /// The network's short name, as in `x`; the same on every host of the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// The site's own id for the thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native_id: Option<String>,
    /// The adapter that read it; absent for the generic path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adapter: Option<AdapterRef>,
    /// The page's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_title: Option<String>,
}
