//! Where other systems have a customer, as the receipts of what was handed over say it. It is stored nowhere else, so that merging,
//! splitting and undoing need not mind it.

use serde::{Deserialize, Serialize};

use crate::model::{
    address,
    delivery::{Delivery, DeliveryState},
    id::ConnectionId,
    sorted_map::SortedMap,
    time::Instant,
};

/// The same customer in another system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct CrmLink {
    /// The destination.
    pub connection: ConnectionId,
    /// Their name to that system.
    pub remote: String,
    /// Where a person finds them there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One link for every destination: what its latest receipt says.
pub fn links<'a>(deliveries: impl Iterator<Item = &'a Delivery>) -> Vec<CrmLink> {
    let mut latest: SortedMap<ConnectionId, (Instant, CrmLink)> = SortedMap::default();
    for delivery in deliveries {
        let DeliveryState::Sent { at, receipt } = &delivery.state else { continue };
        let Some(remote) = receipt.customer.clone().filter(|remote| !remote.is_empty()) else { continue };
        let connection = delivery.id.connection();
        if latest.get(&connection).is_some_and(|(known, _)| known > at) {
            continue;
        }
        // What a server names as an address and is none is no reason to lose the rest.
        let url = receipt.customer_link.as_deref().and_then(|url| address::web(url, None)).map(String::from);
        latest.insert(connection.clone(), (*at, CrmLink { connection, remote, url }));
    }
    latest.into_values().map(|(_, link)| link).collect()
}
