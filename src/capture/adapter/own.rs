//! A person's own adapter, taught or imported: whatever it says comes from outside, so it is checked each time it is read.
//! It never names another site: neither for its pages nor in the identity of what it reads.

use super::{Adapter, AdapterError, Place, shelf};
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
        let refused = |key, what| AdapterError::Rule(Place::default().at(key), what);
        let rule = |holds: bool, key, what| if holds { Ok(()) } else { Err(refused(key, what)) };
        rule(data.len() <= MAX_ADAPTER, "", "it is too long")?;
        let mut adapter = Self::new(&json::parse(data).map_err(|_| refused("", "it is no JSON"))?)?;
        let [host] = adapter.hosts.as_slice() else {
            return Err(refused("hosts", "a person's own adapter is for one host"));
        };
        // What is pinned with it must not pass for a post of another site. The network that ships for this very host is
        // its own: so a pin stays the same pin when an adapter is mended.
        let known = shelf::of_host(host);
        let network = known.and_then(|shipped| shipped.network.as_deref());
        let is_own = |name: &str| name == host || name == "{host}" || Some(name) == network;
        let networks = adapter.cards.iter().map(|card| card.identity.0.as_str());
        let networks = networks.chain(adapter.network.as_deref());
        rule(networks.into_iter().all(is_own), "network", "the network is another site's")?;
        let site = known.and_then(|shipped| shipped.site.as_deref());
        let is_site = |name: &str| name == host || Some(name) == site;
        rule(adapter.site.as_deref().is_none_or(is_site), "site", "the site is another")?;
        adapter.id = format!("{OWN}{host}");
        Ok(adapter)
    }
}
