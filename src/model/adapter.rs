//! An adapter that a person taught or imported: data, kept as text. It is read by nobody here: where a page is read, it is
//! compiled and checked each time, since it may come from anywhere.

use serde::{Deserialize, Serialize};

use super::{site::SiteState, time::Instant};

/// Longest adapter, in bytes: three times the longest that ships.
pub const MAX_ADAPTER: usize = 64_000;
/// What the name of a person's own adapter begins with, before its host.
pub const OWN: &str = "user:";

/// A person's own adapter for one site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct UserAdapter {
    /// The one host it is for, with its subdomains.
    pub host: String,
    /// Whether it is used.
    pub state: SiteState,
    /// The adapter in its own format, as JSON.
    pub data: String,
    /// When it was made or imported first.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
}
