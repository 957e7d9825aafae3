//! The small surfaces: popup, panel, editor and options, each from a few records. They change nothing.
//!
//! What to load may depend on what was loaded: a plan is asked for round by round, from 0, until there is none.

use pinfold_kernels::sorting::{sort_by_cached_key, sort_by_key};

use super::{
    card::PinCard,
    complete,
    detail::{MAX_SAME_AUTHOR, PinDetail, pins_of_author},
    health::HealthView,
    page::{BoardChoice, EditorView, PageView, TagSuggestion},
    records::Records,
    relations::{alike, related, thread},
    setup::SetupView,
};
use crate::{
    capture::canonical::canonical,
    export::note::built_in_template,
    model::{
        address,
        id::PinId,
        pin::Pin,
        record::{IndexKey, Record, RecordKey, RecordKind},
        site::SiteState,
        stored::{Loaded, Plan},
        template::Template,
    },
    search::query::value_key,
};

/// Most labels of a host that are looked at: hosts with more are no sites that people read.
const MAX_LABELS: usize = 10;
/// Most pins shown of one page, and most that are looked at more closely.
const MAX_PAGE_PINS: usize = 500;

/// What the editor of a pin needs.
pub fn editor_plan(pin: &PinId, round: u32, loaded: &Loaded) -> Option<Plan> {
    match round {
        0 => Some(Plan {
            keys: [RecordKey::pin(pin)].into(),
            found_by: [IndexKey::annotations_of(pin), IndexKey::needed()].into(),
            all_of: [RecordKind::Board].into(),
            ..Plan::default()
        }),
        1 => {
            let pin = loaded.pin_of(pin)?;
            let mut plan = author_plan(pin);
            plan.found_by.extend(related(&pin.content));
            plan.keys.extend(pin.ties.keys().map(RecordKey::pin));
            Some(plan)
        }
        2 => {
            let pin = loaded.pin_of(pin)?;
            // One more than is shown, since the pin itself may be among them.
            let same = pins_of_author(pin, loaded).into_iter().take(MAX_SAME_AUTHOR + 1);
            let alike = alike(pin, loaded).into_iter().map(|(_, other)| other);
            cards_plan(same.chain(thread(pin, loaded)).chain(alike))
        }
        _ => None,
    }
}

/// The editor of a pin; `None` where there is no such pin.
pub fn editor(pin: &PinId, loaded: &Loaded) -> Option<EditorView> {
    let detail = PinDetail::of(loaded.pin_of(pin)?, loaded);
    Some(EditorView { detail, boards: board_choices(loaded) })
}

/// What the view of a page needs.
pub fn page_plan(url: &str, round: u32, loaded: &Loaded) -> Option<Plan> {
    match round {
        0 => {
            let mut plan = Plan { found_by: page_keys(url), ..Plan::default() };
            plan.keys.extend(address::host(url).map(|host| RecordKey::new(RecordKind::Site, host)));
            Some(plan)
        }
        1 => cards_plan(pins_of_page(url, loaded).into_iter()),
        _ => None,
    }
}

/// What is known of a page.
pub fn page(url: &str, loaded: &Loaded) -> PageView {
    let site =
        address::host(url).and_then(|host| match loaded.record(&RecordKey::new(RecordKind::Site, host))? {
            Record::Site(site) => Some(site.state),
            _ => None,
        });
    let pins = pins_of_page(url, loaded);
    let annotations = pins.iter().flat_map(|pin| loaded.notes(&pin.id)).cloned().collect();
    PageView { site, pins: pins.into_iter().map(|pin| PinCard::of(pin, loaded)).collect(), annotations }
}

/// What the options need.
pub fn setup_plan(round: u32) -> Option<Plan> {
    (round == 0).then(|| Plan {
        keys: [RecordKey::settings()].into(),
        all_of: [
            RecordKind::Site,
            RecordKind::Adapter,
            RecordKind::Health,
            RecordKind::Template,
            RecordKind::Board,
        ]
        .into(),
        ..Plan::default()
    })
}

/// Everything a person set up.
pub fn setup(loaded: &Loaded) -> SetupView {
    let settings = match loaded.record(&RecordKey::settings()) {
        Some(Record::Settings(settings)) => settings.clone(),
        _ => Default::default(),
    };
    let mut view = SetupView {
        settings,
        sites: Vec::new(),
        adapters: Vec::new(),
        health: Vec::new(),
        templates: templates(loaded).into_iter().cloned().collect(),
        boards: board_choices(loaded),
    };
    for kind in [RecordKind::Site, RecordKind::Adapter, RecordKind::Health] {
        for record in loaded.records(kind) {
            match record {
                Record::Site(site) => view.sites.push(site.clone()),
                Record::Adapter(adapter) => view.adapters.push(adapter.clone()),
                Record::Health(health) => view.health.push(HealthView::of(health)),
                _ => {}
            }
        }
    }
    view.templates.insert(0, built_in_template());
    view
}

/// The workspace's own templates, by name.
pub(super) fn templates(loaded: &Loaded) -> Vec<&Template> {
    let all = loaded.records(RecordKind::Template).filter_map(|record| match record {
        Record::Template(template) => Some(template),
        _ => None,
    });
    let mut all: Vec<&Template> = all.collect();
    sort_by_cached_key(&mut all, |template| (value_key(&template.name), template.id.clone()));
    all
}

/// What the person's own adapter for a page needs.
pub fn own_adapter_plan(url: &str) -> Plan {
    Plan { keys: own_adapter_keys(url), ..Plan::default() }
}

/// The person's own adapter for a page, as it is stored; the one for the longest host, if it is not switched off.
pub fn own_adapter(url: &str, loaded: &Loaded) -> Option<String> {
    own_adapter_keys(url).iter().find_map(|key| match loaded.record(key)? {
        Record::Adapter(adapter) if adapter.state == SiteState::On => Some(adapter.data.clone()),
        _ => None,
    })
}

/// A page's host and the domains it belongs to, the longest first.
fn own_adapter_keys(url: &str) -> Vec<RecordKey> {
    let host = address::host(url).unwrap_or_default();
    let below = host.match_indices('.').filter_map(|(at, _)| host.get(at + 1..));
    let hosts = std::iter::once(host.as_str()).chain(below).filter(|host| host.contains('.'));
    hosts.take(MAX_LABELS).map(|host| RecordKey::new(RecordKind::Adapter, host)).collect()
}

/// What the completion of tags needs.
pub fn tags_for_plan(round: u32) -> Option<Plan> {
    (round == 0).then(|| Plan { all_of: [RecordKind::Tag].into(), ..Plan::default() })
}

/// Tags that complete what was typed, best first.
pub fn tags_for(typed: &str, loaded: &Loaded) -> Vec<TagSuggestion> {
    let tags = loaded.records(RecordKind::Tag).filter_map(Record::as_tag);
    complete::complete(typed, tags)
}

/// The author's pins and the tags' colours of a pin that is there.
fn author_plan(pin: &Pin) -> Plan {
    Plan {
        keys: tag_keys(pin).collect(),
        found_by: pin.content.author_keys().iter().map(|key| IndexKey::author(&key.0)).collect(),
        ..Plan::default()
    }
}

pub(super) fn cards_plan<'a>(pins: impl Iterator<Item = &'a Pin>) -> Option<Plan> {
    let mut plan = Plan::default();
    for pin in pins {
        plan.keys.extend(tag_keys(pin));
        plan.found_by.push(IndexKey::annotations_of(&pin.id));
    }
    (!plan.found_by.is_empty()).then_some(plan)
}

fn tag_keys(pin: &Pin) -> impl Iterator<Item = RecordKey> {
    pin.tags.iter().map(|tag| RecordKey::new(RecordKind::Tag, tag.key()))
}

/// The keys a page's pins are found by: those made on it, and the thing whose permalink it is. The address is
/// taken as it is shown, without its fragment, and in its canonical form.
fn page_keys(url: &str) -> Vec<IndexKey> {
    let whole = url.split('#').next().unwrap_or(url);
    let forms = [Some(url.to_owned()), Some(whole.to_owned()), canonical(url, None)];
    forms.iter().flatten().flat_map(|url| [IndexKey::page(url), IndexKey::identity(url)]).collect()
}

/// The pins of a page in the order they were made.
fn pins_of_page<'a>(url: &str, loaded: &'a Loaded) -> Vec<&'a Pin> {
    let keys = page_keys(url);
    let mut pins: Vec<&Pin> = keys.iter().flat_map(|key| loaded.pins_by(key)).collect();
    sort_by_key(&mut pins, |pin| (pin.created, &pin.id));
    pins.dedup_by_key(|pin| &pin.id);
    pins.truncate(MAX_PAGE_PINS);
    pins
}

/// Boards that take pins, by name.
fn board_choices(loaded: &Loaded) -> Vec<BoardChoice> {
    let mut boards: Vec<BoardChoice> = loaded
        .records(RecordKind::Board)
        .filter_map(Record::as_board)
        .filter(|board| board.query.is_none() && !board.archived)
        .map(|board| BoardChoice { id: board.id.clone(), name: board.name.clone() })
        .collect();
    sort_by_cached_key(&mut boards, |board| (value_key(&board.name), board.id.clone()));
    boards
}
