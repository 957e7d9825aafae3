//! The composer's screen: a pin as the note a destination would get, with what there is to choose from. It changes nothing and
//! sends nothing.

use serde::{Deserialize, Serialize};

use super::{outbox, records::Records, surfaces};
use crate::{
    compose::{
        self, ChosenFile, Wish,
        composed::{Composed, Edited},
        files, wording,
    },
    customers::owner::owner,
    deliver::{
        self,
        limits::{Limits, MayReach, Need, Takes},
    },
    export::{file::Part, note, note::values::Facts, set::ExportPin},
    model::{
        connection::{Audience, Connection, ConnectorKind},
        customer::Customer,
        delivery::DeliveryState,
        id::{ConnectionId, CustomerId, DeliveryId, PinId, TemplateId},
        pin::Pin,
        record::{IndexKey, Record, RecordKey, RecordKind},
        redaction::Kinds,
        stored::{Loaded, Plan},
        template::{NoteSyntax, Template},
        time::Instant,
    },
};

/// What a clipboard takes: as much as anybody pastes, and no files.
const COPY_NOTE: u32 = 100_000;
/// Longest subject that is copied, in characters.
const COPY_SUBJECT: u32 = 200;

/// What to compose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ComposeAsk {
    /// The pin.
    pub pin: PinId,
    /// Where to; absent: to be copied.
    #[serde(default)]
    pub connection: Option<ConnectionId>,
    /// The syntax of what is copied; a destination has its own.
    #[serde(default = "plain")]
    pub syntax: NoteSyntax,
    /// The template; absent: the one that is always there for that destination.
    #[serde(default)]
    pub template: Option<TemplateId>,
    /// What to mask; absent: what usually is.
    #[serde(default)]
    pub masked: Option<Kinds>,
    /// What goes with it; absent: what usually does.
    #[serde(default)]
    pub chosen: Option<Vec<ChosenFile>>,
    /// What a person made of it.
    #[serde(default)]
    pub edited: Option<Edited>,
    /// The language of the few words of ours, as BCP 47.
    #[serde(default)]
    pub language: String,
}

fn plain() -> NoteSyntax {
    NoteSyntax::Plain
}

/// A template to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TemplateChoice {
    /// Which.
    pub id: TemplateId,
    /// Its name.
    pub name: String,
}

/// A destination to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ConnectionChoice {
    /// Which.
    pub id: ConnectionId,
    /// Its name.
    pub name: String,
    /// What software it is.
    pub kind: ConnectorKind,
    /// Whether what is sent there can reach the customer.
    pub reaches_customer: bool,
}

/// The composer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ComposeView {
    /// The note, and what to show of it.
    pub composed: Composed,
    /// Where it can go, by name.
    pub connections: Vec<ConnectionChoice>,
    /// The templates of this workspace, by name; the one that is always there is not among them.
    pub templates: Vec<TemplateChoice>,
    /// Whose pin it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// How far an earlier hand-over to the same destination has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<DeliveryState>,
}

/// What composing needs.
pub fn plan(ask: &ComposeAsk, round: u32, loaded: &Loaded) -> Option<Plan> {
    match round {
        0 => {
            let delivery = ask.connection.iter().map(|connection| DeliveryId::of(&ask.pin, connection));
            let delivery = delivery.map(|id| RecordKey::new(RecordKind::Delivery, id.as_str()));
            Some(Plan {
                keys: [RecordKey::pin(&ask.pin)].into_iter().chain(delivery).collect(),
                found_by: vec![IndexKey::annotations_of(&ask.pin)],
                all_of: vec![RecordKind::Connection, RecordKind::Template],
                ..Plan::default()
            })
        }
        1 => {
            let pin = loaded.pin_of(&ask.pin)?;
            let customer = pin.customer.iter().map(|id| RecordKey::new(RecordKind::Customer, id.as_str()));
            let boards = pin.placements.keys().map(|id| RecordKey::new(RecordKind::Board, id.as_str()));
            Some(Plan {
                keys: customer.chain(boards).collect(),
                some_by: pin.content.author_keys().iter().map(|key| IndexKey::author(&key.0)).collect(),
                ..Plan::default()
            })
        }
        2 => {
            let customer = loaded.pin_of(&ask.pin).and_then(|pin| whose(pin, loaded))?;
            let accounts = customer.identities.iter().map(|key| IndexKey::author(&key.0));
            let some_by = accounts.chain([IndexKey::customer(&customer.id)]).collect();
            Some(Plan { some_by, ..Plan::default() })
        }
        _ => None,
    }
}

fn whose<'a>(pin: &Pin, records: &'a Loaded) -> Option<&'a Customer> {
    let customers = records.records(RecordKind::Customer).filter_map(|record| match record {
        Record::Customer(customer) => Some(&**customer),
        _ => None,
    });
    owner(pin, &customers.collect::<Vec<_>>())
}

/// A pin with what belongs to it.
fn export<'a>(pin: &'a Pin, records: &'a Loaded) -> ExportPin<'a> {
    ExportPin {
        notes: records.notes(&pin.id),
        boards: pin.placements.keys().filter_map(|id| Some(records.board_of(id)?.name.as_str())).collect(),
        customer: whose(pin, records),
        ..ExportPin::of(pin)
    }
}

/// The composer of a pin; `None` where the pin, the destination or the template is not there (any more).
pub fn compose(ask: &ComposeAsk, records: &Loaded) -> Option<ComposeView> {
    let pin = records.pin_of(&ask.pin)?;
    let export = export(pin, records);
    let connections = outbox::connections(records);
    let chosen = match &ask.connection {
        Some(id) => Some(connections.iter().find(|connection| connection.id == *id)?),
        None => None,
    };
    let limits = chosen.map_or_else(|| copying(ask.syntax), |connection| deliver::limits(connection.kind));
    let template = match &ask.template {
        Some(id) => template_of(id, records)?.clone(),
        None => {
            let built_in = note::built_in_template();
            let body = chosen.map_or_else(|| built_in.body.clone(), |own| wording::built_in(own.kind));
            Template { body, ..built_in }
        }
    };
    let earlier_pins = export.customer.map(|customer| earlier(pin, customer, records));
    let composed = compose::compose(&Wish {
        export: &export,
        facts: Facts { earlier_pins },
        template: &template.body,
        max_length: template.max_length,
        limits: &limits,
        masked: ask.masked.unwrap_or(Kinds::USUAL),
        chosen: ask.chosen.as_deref(),
        edited: ask.edited.as_ref(),
        language: &ask.language,
    });
    let earlier = ask.connection.as_ref().and_then(|connection| {
        let id = DeliveryId::of(&ask.pin, connection);
        match records.record(&RecordKey::new(RecordKind::Delivery, id.as_str()))? {
            Record::Delivery(delivery) => Some(delivery.state.clone()),
            _ => None,
        }
    });
    let customer = export.customer.map(|customer| customer.id.clone());
    let connections = connections.iter().map(choice).collect();
    let choice = |own: &Template| TemplateChoice { id: own.id.clone(), name: own.name.clone() };
    let templates = surfaces::templates(records).into_iter().map(choice).collect();
    Some(ComposeView { composed, connections, templates, customer, earlier })
}

/// What the evidence needs.
pub fn evidence_plan(pin: &PinId, round: u32, loaded: &Loaded) -> Option<Plan> {
    let ask = ComposeAsk {
        pin: pin.clone(),
        connection: None,
        syntax: NoteSyntax::Plain,
        template: None,
        masked: None,
        chosen: None,
        edited: None,
        language: String::new(),
    };
    plan(&ask, round, loaded)
}

/// The evidence of a pin, in parts; `None` where the pin is not there (any more).
pub fn evidence(
    pin: &PinId,
    masked: Kinds,
    language: &str,
    records: &Loaded,
    now: Instant,
) -> Option<Vec<Part>> {
    let pin = records.pin_of(pin)?;
    Some(files::evidence(&export(pin, records), masked, now, language))
}

fn copying(syntax: NoteSyntax) -> Limits {
    Limits {
        syntax,
        subject: COPY_SUBJECT,
        note: COPY_NOTE,
        file_bytes: 0,
        files: 0,
        takes: Takes::Files,
        tags: false,
        reach: MayReach::Never,
        settle_ms: 0,
        secret: Need::Optional,
        settings: &[],
    }
}

/// How many other pins a customer has, as far as they were loaded.
fn earlier(pin: &Pin, customer: &Customer, records: &Loaded) -> u32 {
    let theirs = records.records(RecordKind::Pin).filter(|record| match record {
        Record::Pin(own) => own.id != pin.id && owner(own, &[customer]).is_some(),
        _ => false,
    });
    u32::try_from(theirs.count()).unwrap_or(u32::MAX)
}

fn choice(connection: &Connection) -> ConnectionChoice {
    let reaches = match deliver::limits(connection.kind).reach {
        MayReach::Never => false,
        MayReach::WhenAllowed => connection.audience == Audience::Customer,
        MayReach::Unknown => true,
    };
    ConnectionChoice {
        id: connection.id.clone(),
        name: connection.name.clone(),
        kind: connection.kind,
        reaches_customer: reaches,
    }
}

fn template_of<'a>(id: &TemplateId, records: &'a Loaded) -> Option<&'a Template> {
    match records.record(&RecordKey::new(RecordKind::Template, id.as_str()))? {
        Record::Template(template) => Some(template),
        _ => None,
    }
}
