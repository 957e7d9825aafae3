//! The templates that are always there, one for each sort of destination: a CRM keeps a note beside a customer, a helpdesk
//! has somebody who answers and wants to know first how urgent it is. They have no words of their own, so they fit every
//! language.

use crate::{export::note, model::connection::ConnectorKind};

/// What a helpdesk's note says before everything else.
const URGENCY: &str = "\
{{#severity}}
**{{severity}}**{{#status}} · {{status}}{{/status}}{{#reason}} · {{reason}}{{/reason}}
{{/severity}}
{{#customer}}
{{customer}}{{#standing != ordinary}} · **{{standing}}**{{/standing}}{{#earlier_pins}} · {{earlier_pins}}×{{/earlier_pins}}
{{/customer}}

";

/// What is said where everybody may read it: what the page says, and nothing that a person added.
const PUBLIC: &str = "\
{{#text}}
{{text}}
{{/text}}
";

/// The wording of a destination for which nobody chose a template.
pub fn built_in(kind: ConnectorKind) -> String {
    let wording = note::built_in_template().body;
    match kind {
        ConnectorKind::RequestTracker
        | ConnectorKind::Zendesk
        | ConnectorKind::Freshdesk
        | ConnectorKind::Chatwoot
        | ConnectorKind::Intercom => format!("{URGENCY}{wording}"),
        ConnectorKind::Pinterest => PUBLIC.to_owned(),
        ConnectorKind::Tryton
        | ConnectorKind::Salesforce
        | ConnectorKind::Dataverse
        | ConnectorKind::Oracle
        | ConnectorKind::Hubspot
        | ConnectorKind::Espocrm
        | ConnectorKind::Odoo
        | ConnectorKind::Zoho
        | ConnectorKind::Trello
        | ConnectorKind::Notion
        | ConnectorKind::Miro
        | ConnectorKind::Webhook => wording,
    }
}
