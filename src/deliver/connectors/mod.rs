//! One file for each kind of destination. What they share is in `connector` and `machine`; they never name each other.

mod chatwoot;
mod dataverse;
mod espocrm;
mod freshdesk;
mod hubspot;
mod intercom;
mod miro;
mod notion;
mod odoo;
mod oracle;
mod pinterest;
mod request_tracker;
mod salesforce;
mod trello;
mod tryton;
mod webhook;
mod zendesk;
mod zoho;

use super::{connector::Connector, limits::Limits};
use crate::model::connection::ConnectorKind;

/// What a kind of destination takes and asks. Whoever composes a note links no more of the connectors than this.
pub(super) fn limits(kind: ConnectorKind) -> Limits {
    match kind {
        ConnectorKind::RequestTracker => request_tracker::RequestTracker.limits(),
        ConnectorKind::Tryton => tryton::Tryton.limits(),
        ConnectorKind::Salesforce => salesforce::Salesforce.limits(),
        ConnectorKind::Dataverse => dataverse::Dataverse.limits(),
        ConnectorKind::Oracle => oracle::Oracle.limits(),
        ConnectorKind::Hubspot => hubspot::Hubspot.limits(),
        ConnectorKind::Zendesk => zendesk::Zendesk.limits(),
        ConnectorKind::Chatwoot => chatwoot::Chatwoot.limits(),
        ConnectorKind::Intercom => intercom::Intercom.limits(),
        ConnectorKind::Espocrm => espocrm::Espocrm.limits(),
        ConnectorKind::Odoo => odoo::Odoo.limits(),
        ConnectorKind::Freshdesk => freshdesk::Freshdesk.limits(),
        ConnectorKind::Zoho => zoho::Zoho.limits(),
        ConnectorKind::Trello => trello::Trello.limits(),
        ConnectorKind::Notion => notion::Notion.limits(),
        ConnectorKind::Miro => miro::Miro.limits(),
        ConnectorKind::Pinterest => pinterest::Pinterest.limits(),
        ConnectorKind::Webhook => webhook::Webhook.limits(),
    }
}

/// The connector of a kind.
pub(super) fn of(kind: ConnectorKind) -> &'static dyn Connector {
    match kind {
        ConnectorKind::RequestTracker => &request_tracker::RequestTracker,
        ConnectorKind::Tryton => &tryton::Tryton,
        ConnectorKind::Salesforce => &salesforce::Salesforce,
        ConnectorKind::Dataverse => &dataverse::Dataverse,
        ConnectorKind::Oracle => &oracle::Oracle,
        ConnectorKind::Hubspot => &hubspot::Hubspot,
        ConnectorKind::Zendesk => &zendesk::Zendesk,
        ConnectorKind::Chatwoot => &chatwoot::Chatwoot,
        ConnectorKind::Intercom => &intercom::Intercom,
        ConnectorKind::Espocrm => &espocrm::Espocrm,
        ConnectorKind::Odoo => &odoo::Odoo,
        ConnectorKind::Freshdesk => &freshdesk::Freshdesk,
        ConnectorKind::Zoho => &zoho::Zoho,
        ConnectorKind::Trello => &trello::Trello,
        ConnectorKind::Notion => &notion::Notion,
        ConnectorKind::Miro => &miro::Miro,
        ConnectorKind::Pinterest => &pinterest::Pinterest,
        ConnectorKind::Webhook => &webhook::Webhook,
    }
}
