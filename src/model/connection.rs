//! A destination that notes go to: a CRM or helpdesk of the company. It never holds a secret: what a person proves who they
//! are with lies apart from the records, out of reach of backups and exports.

use serde::{Deserialize, Serialize};

use super::{id::ConnectionId, sorted_map::SortedMap, time::Instant};

/// Longest value of a setting, in characters: a webhook's template is the longest.
pub const MAX_SETTING: usize = 20_000;
/// Most settings of one connection; the connector that asks most asks for a dozen.
pub const MAX_SETTINGS: usize = 40;
/// Most connections: past that the list is no choice any more.
pub const MAX_CONNECTIONS: usize = 100;

/// What software stands at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ConnectorKind {
    /// Request Tracker 5.
    RequestTracker,
    /// Tryton 8.
    Tryton,
    /// Salesforce.
    Salesforce,
    /// Microsoft Dynamics 365 (Dataverse).
    Dataverse,
    /// Oracle Fusion Sales.
    Oracle,
    /// HubSpot.
    Hubspot,
    /// Zendesk.
    Zendesk,
    /// Chatwoot.
    Chatwoot,
    /// Intercom.
    Intercom,
    /// EspoCRM.
    Espocrm,
    /// Odoo 19.
    Odoo,
    /// Freshdesk.
    Freshdesk,
    /// Zoho CRM.
    Zoho,
    /// Trello: cards.
    Trello,
    /// Notion: pages.
    Notion,
    /// Miro: cards on a board.
    Miro,
    /// Pinterest: pins on a board.
    Pinterest,
    /// Any address that takes JSON.
    Webhook,
}

impl ConnectorKind {
    /// All of them, in the order a person is offered them.
    pub const ALL: [Self; 18] = [
        Self::Salesforce,
        Self::Dataverse,
        Self::Oracle,
        Self::Hubspot,
        Self::Zendesk,
        Self::Intercom,
        Self::Freshdesk,
        Self::Zoho,
        Self::Odoo,
        Self::Chatwoot,
        Self::Espocrm,
        Self::RequestTracker,
        Self::Tryton,
        Self::Trello,
        Self::Notion,
        Self::Miro,
        Self::Pinterest,
        Self::Webhook,
    ];
}

/// Whether something may reach the customer, or stays among colleagues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Colleagues alone.
    #[default]
    Internal,
    /// The destination may tell the customer, by mail for instance.
    Customer,
}

/// A destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Connection {
    /// Its name to the program.
    pub id: ConnectionId,
    /// What software it is.
    pub kind: ConnectorKind,
    /// Its name to people.
    pub name: String,
    /// Where it answers: `https`, or `http` on this very machine, without a final slash.
    pub base_url: String,
    /// What the connector asks besides: a queue, an account, a field. By the connector's own names.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub settings: SortedMap<String, String>,
    /// Whom a note may reach.
    #[serde(default)]
    pub audience: Audience,
    /// When it was made.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
}
