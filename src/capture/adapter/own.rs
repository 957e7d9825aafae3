//! A person's own adapter, taught or imported: whatever it says comes from outside, so it is checked each time it is read.
//! It never names another site: neither for its pages nor in the identity of what it reads.

use super::{Adapter, AdapterError, shelf};
use crate::{
    json,
    model::adapter::{MAX_ADAPTER, OWN},
};

impl Adapter {
    /// Compiles a person's own adapter from its JSON form; its name becomes `user:HOST`.
    ///
    /// # Errors
    /// When it is too long, no JSON, does not compile, is for no host or several, or names the network of another.
    pub fn own(data: &str) -> Result<Self, AdapterError> {
        let rule = |holds: bool, what| {
            if holds { Ok(()) } else { Err(AdapterError::Rule("adapter".to_owned(), what)) }
        };
        rule(data.len() <= MAX_ADAPTER, "it is too long")?;
        let mut adapter = Self::new(
            &json::parse(data).map_err(|_| AdapterError::Rule("adapter".to_owned(), "it is no JSON"))?,
        )?;
        let [host] = adapter.hosts.as_slice() else {
            return Err(AdapterError::Rule(adapter.id, "a person's own adapter is for one host"));
        };
        // What is pinned with it must not pass for a post of another site. The network that ships for this very host is
        // its own: so a pin stays the same pin when an adapter is mended.
        let known = shelf::of_host(host).and_then(|shipped| shipped.network.as_deref());
        let is_own = |name: &str| name == host || name == "{host}" || Some(name) == known;
        let networks = adapter.cards.iter().map(|card| card.identity.0.as_str());
        rule(networks.chain(adapter.network.as_deref()).all(is_own), "its network is another site's")?;
        let site = shelf::of_host(host).and_then(|shipped| shipped.site.as_deref());
        rule(
            adapter.site.is_none() || adapter.site.as_deref() == site || adapter.site.as_ref() == Some(host),
            "its site is another",
        )?;
        adapter.id = format!("{OWN}{host}");
        Ok(adapter)
    }
}
