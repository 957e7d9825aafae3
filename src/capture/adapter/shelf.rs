//! The adapters there are for a page: the person's own for its host, then those that ship with the program, which are
//! compiled when the first page asks for one. It keeps nothing of the person's: that comes with every question.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{Adapter, AdapterError};
use crate::{
    capture::texts::{Text, text},
    json,
    model::address,
};

static SHIPPED: OnceLock<Vec<Adapter>> = OnceLock::new();

/// All adapters that ship, in the order of their file names. One that cannot be used is left out; a test sees to it
/// that none is.
pub fn all() -> &'static [Adapter] {
    SHIPPED.get_or_init(|| compile(text(Text::Adapters)).into_iter().filter_map(Result::ok).collect())
}

/// The adapter that ships for pages of this host.
pub fn of_host(host: &str) -> Option<&'static Adapter> {
    all().iter().find(|adapter| adapter.is_for(host))
}

/// The adapters for software that many sites run.
pub fn platforms() -> impl Iterator<Item = &'static Adapter> {
    all().iter().filter(|adapter| adapter.is_platform())
}

/// The same, those first that are for the software that the page says it was made by.
pub fn platforms_of(generators: &[&str]) -> Vec<&'static Adapter> {
    let (mut named, others) =
        platforms().partition::<Vec<_>, _>(|adapter| generators.iter().any(|one| adapter.is_made_by(one)));
    named.extend(others);
    named
}

/// What a person is told about an adapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct AdapterFacts {
    /// Its name.
    pub id: String,
    /// Hosts it is for; empty: any.
    pub hosts: Vec<String>,
    /// The day of its last change.
    pub updated: String,
    /// The day after which its health is to be looked at.
    pub expires: String,
}

impl From<&Adapter> for AdapterFacts {
    fn from(adapter: &Adapter) -> Self {
        Self {
            id: adapter.id.clone(),
            hosts: adapter.hosts.clone(),
            updated: adapter.updated.clone(),
            expires: adapter.expires.clone(),
        }
    }
}

/// The adapters to read a page with.
#[derive(Debug, Default)]
pub struct Shelf {
    own: Option<Adapter>,
}

impl Shelf {
    /// A shelf with a person's own adapter before those that ship.
    pub fn with(own: Option<Adapter>) -> Self {
        Self { own }
    }

    /// The adapters for the host of this page, the one that comes first first. What the person's own finds no card
    /// for, the one that ships may.
    pub fn of_page(&self, url: &str) -> Vec<&Adapter> {
        let mut adapters = Vec::new();
        if let Some(host) = address::host(url) {
            adapters.extend(self.own.iter().filter(|own| own.is_for(&host)));
            adapters.extend(of_host(&host));
        }
        adapters
    }
}

fn compile(shipped: &str) -> Vec<Result<Adapter, AdapterError>> {
    let shipped = json::parse(shipped).unwrap_or_default();
    shipped.as_array().into_iter().flatten().map(Adapter::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_adapter_compiles() {
        let errors: Vec<String> = compile(text(Text::Adapters))
            .into_iter()
            .filter_map(|one| one.err().map(|error| error.to_string()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        assert!(!all().is_empty());
    }
}
