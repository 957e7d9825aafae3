//! A customer: a person or company with identities on several networks. Made and merged by people only.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{id::CustomerId, time::Instant};

/// An account on a site: `network:native id` or `network:@handle` in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(transparent)]
pub struct IdentityKey(pub String);

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Customer {
    /// Its name to the program.
    pub id: CustomerId,
    /// Its name to people.
    pub name: String,
    /// Its accounts.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub identities: BTreeSet<IdentityKey>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// When it was made.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
}
