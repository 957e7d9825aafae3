//! Commands on pins: making, correcting, tagging, deleting.

use xxhash_rust::xxh3::xxh3_64;

use super::{
    boards,
    command::Correction,
    desk::{Desk, Title, ids},
    error::EditError,
    notes,
    outcome::Captured,
    plan::health_key,
    vocabulary,
};
use crate::{
    capture::draft::Draft,
    model::{
        address,
        case::Case,
        change::Deed,
        health::{Health, HealthCapture},
        id::{AnnotationId, BoardId, MediaId, PinId},
        media::{EYE, Looks, MAX_MEDIA, MediaState},
        observation::{MAX_OBSERVATIONS, Observation, Sighting},
        pin::{Content, MAX_TAGS, Pin},
        prints::Prints,
        product::Product,
        provenance::{Certainty, Field, Origin, Provenance},
        quoted::{MAX_QUOTED, Quoted},
        record::{Record, RecordKey, RecordKind},
        rights::Rights,
        sorted_set::SortedSet,
        source::AdapterRef,
        tag::TagPath,
        text::{self, MAX_LABEL, MAX_PIN_TEXT, MAX_URL, bounded, folded},
        time::Instant,
    },
};

/// The best rating there may be; scales end at 5, 10 or 100.
const MAX_BEST_RATING: f64 = 1_000.0;

/// What a person typed is certain.
const TYPED: Provenance = Provenance { origin: Origin::Person, certainty: Certainty::Sure };

pub(super) fn create(
    desk: &mut Desk,
    id: &PinId,
    draft: &Draft,
    tags: &SortedSet<TagPath>,
    board: Option<&BoardId>,
    highlight: Option<&AnnotationId>,
) -> Result<(PinId, Captured, Title), EditError> {
    let is_same = |pin: &&Pin| pin.id == *id || pin.content.is_same_as(&draft.content);
    let (mut pin, captured) = match desk.loaded_pins().find(is_same) {
        Some(pin) => (observed(pin.clone(), &draft.content, desk), Captured::Again),
        None => (made(id, &draft.content, desk.now)?, Captured::New),
    };
    add_tags(desk, &mut pin, tags)?;
    let id = pin.id.clone();
    let label = pin.content.author.as_ref().and_then(|author| author.label()).map(str::to_owned);
    desk.put_pin(pin);
    if let Some(board) = board {
        boards::append(desk, &id, board)?;
    }
    if let Some((note, quote)) = highlight.zip(draft.highlight.as_ref()) {
        notes::highlight(desk, note, &id, quote)?;
    }
    note_health(desk, draft);
    let deed = if captured == Captured::New { Deed::Pinned } else { Deed::Observed };
    Ok((id, captured, Title { deed, label }))
}

/// Notes what the adapter missed of this capture.
fn note_health(desk: &mut Desk, draft: &Draft) {
    let Some(AdapterRef { id, version }) = draft.content.source.adapter.clone() else { return };
    let mut health = match desk.get(&health_key(&id)) {
        Some(Record::Health(health)) => health.clone(),
        _ => Health { adapter: id, version: String::new(), last: Vec::new() },
    };
    health.version = version;
    health.add(HealthCapture { at: desk.now, missing: draft.missing.clone() });
    desk.put(Record::Health(health));
}

/// A pin of what was read, within the limits of every text, with the prints it is known again by.
///
/// # Errors
/// [`EditError::Invalid`] where it names another pin's picture.
pub fn made(id: &PinId, content: &Content, now: Instant) -> Result<Pin, EditError> {
    let mut content = content.clone();
    content.text = content.text.as_deref().and_then(|text| bounded(text, MAX_PIN_TEXT));
    content.title = content.title.as_deref().and_then(|title| bounded(title, MAX_LABEL));
    content.quotes.truncate(MAX_QUOTED);
    content.quotes.iter_mut().for_each(Quoted::bound);
    content.media.truncate(MAX_MEDIA);
    content.prints = Prints::of(&content);
    if content.media.iter().any(|media| media.id.pin() != id.as_str()) {
        return Err(EditError::Invalid("media"));
    }
    Ok(Pin {
        id: id.clone(),
        created: now,
        changed: now,
        content,
        tags: SortedSet::default(),
        placements: Default::default(),
        observations: Vec::new(),
        rights: Rights::default(),
        customer: None,
        case: None,
        ties: Default::default(),
    })
}

fn text_hash(text: Option<&str>) -> Option<String> {
    text.map(|text| format!("{:016x}", xxh3_64(folded(text).as_bytes())))
}

/// The pin with one more observation. What it was pinned with stays as it is.
fn observed(mut pin: Pin, seen: &Content, desk: &Desk) -> Pin {
    let last = pin.observations.iter().rev().find_map(|observation| observation.text.as_deref());
    let known = text_hash(last.or(pin.content.text.as_deref()));
    let hash = text_hash(seen.text.as_deref());
    let sighting = if hash == known { Sighting::Unchanged } else { Sighting::Edited };
    let text = seen.text.as_deref().filter(|_| sighting == Sighting::Edited);
    pin.content.thread.learn(&seen.thread);
    let text = text.and_then(|text| bounded(text, MAX_PIN_TEXT));
    let followers = followers(&pin.content, seen);
    observe(
        &mut pin,
        Observation {
            at: desk.now,
            engagement: seen.engagement.clone(),
            followers,
            text_hash: hash,
            text,
            sighting,
        },
    );
    pin
}

/// How many follow the pin's author by a later look, unless that takes somebody else for its author.
fn followers(known: &Content, seen: &Content) -> Option<u64> {
    let (known, seen) = known.author.as_ref().zip(seen.author.as_ref())?;
    seen.followers.filter(|_| known.is_same_account(seen))
}

fn observe(pin: &mut Pin, seen: Observation) {
    if pin.observations.len() >= MAX_OBSERVATIONS {
        pin.observations.remove(1);
    }
    pin.observations.push(seen);
}

pub(super) fn set_gone(desk: &mut Desk, pins: &[PinId]) -> Result<Title, EditError> {
    let (at, sighting) = (desk.now, Sighting::Gone);
    for id in pins {
        let mut pin = desk.pin(id)?;
        observe(
            &mut pin,
            Observation {
                at,
                engagement: Default::default(),
                followers: None,
                text_hash: None,
                text: None,
                sighting,
            },
        );
        desk.put_pin(pin);
    }
    Ok(Deed::Observed.into())
}

fn add_tags(desk: &mut Desk, pin: &mut Pin, tags: &SortedSet<TagPath>) -> Result<(), EditError> {
    for path in tags {
        let path = vocabulary::known(desk, path)?;
        pin.tags.retain(|own| own.key() != path.key() || *own == path);
        pin.tags.insert(path);
    }
    if pin.tags.len() > MAX_TAGS {
        return Err(EditError::TooMany { what: "tags", limit: MAX_TAGS });
    }
    Ok(())
}

pub(super) fn tag(
    desk: &mut Desk,
    pins: &[PinId],
    add: &SortedSet<TagPath>,
    remove: &SortedSet<TagPath>,
) -> Result<Title, EditError> {
    let removed: Vec<String> = remove.iter().map(TagPath::key).collect();
    let removed = ids(removed.iter().map(String::as_str));
    for id in pins {
        let mut pin = desk.pin(id)?;
        pin.tags.retain(|own| !removed.contains(own.key().as_str()));
        add_tags(desk, &mut pin, add)?;
        desk.put_pin(pin);
    }
    let label = add.iter().chain(remove).next().map(|path| path.as_str().to_owned());
    Ok(Title { deed: Deed::Tagged, label })
}

pub(super) fn delete(desk: &mut Desk, pins: &[PinId]) -> Result<Title, EditError> {
    let mut label = None;
    for id in pins {
        let pin = desk.pin(id)?;
        label = pin.content.author.and_then(|author| author.label().map(str::to_owned));
        desk.delete(RecordKey::pin(id));
    }
    notes::delete_of(desk, pins);
    Ok(Title { deed: Deed::Deleted, label: label.filter(|_| pins.len() == 1) })
}

pub(super) fn set_rights(desk: &mut Desk, pins: &[PinId], rights: &Rights) -> Result<Title, EditError> {
    let tidy = |text: &Option<String>| text.as_deref().and_then(|text| bounded(text, MAX_LABEL));
    let rights = Rights {
        owner: tidy(&rights.owner),
        credit: tidy(&rights.credit),
        status: rights.status,
        evidence: tidy(&rights.evidence),
    };
    for id in pins {
        let mut pin = desk.pin(id)?;
        pin.rights = rights.clone();
        desk.put_pin(pin);
    }
    Ok(Deed::RightsSet.into())
}

pub(super) fn set_case(desk: &mut Desk, pins: &[PinId], case: Option<&Case>) -> Result<Title, EditError> {
    for id in pins {
        let mut pin = desk.pin(id)?;
        pin.case = case.cloned();
        desk.put_pin(pin);
    }
    Ok(Deed::CaseChanged.into())
}

pub(super) fn set_media(
    desk: &mut Desk,
    id: &PinId,
    media: &MediaId,
    state: Option<&MediaState>,
    size: Option<(u32, u32)>,
    looks: &Looks,
) -> Result<(), EditError> {
    let mut pin = desk.pin(id)?;
    let own = pin.content.media.iter_mut().find(|own| own.id == *media);
    let own = own.ok_or_else(|| EditError::NotFound(RecordKey::new(RecordKind::Pin, media.as_str())))?;
    match state {
        Some(state) => own.state = state.clone(),
        // It was only looked at anew; where nothing was seen, what was seen before stays, and it is not looked at again.
        None => own.looks.by = EYE,
    }
    if let Some((width, height)) = size {
        (own.width, own.height) = (Some(width), Some(height));
    }
    if !looks.is_unknown() {
        own.looks = looks.clone();
    }
    // Not `put_pin`: how far a picture has come is no change of the pin.
    desk.put(Record::Pin(Box::new(pin)));
    Ok(())
}

pub(super) fn correct(desk: &mut Desk, id: &PinId, corrections: &[Correction]) -> Result<Title, EditError> {
    let mut pin = desk.pin(id)?;
    let author = pin.content.author.clone();
    for correction in corrections {
        let field = set(&mut pin.content, correction)?;
        if let Some(field) = field {
            pin.content.provenance.insert(field, TYPED);
        }
    }
    // Later looks counted who follows somebody else.
    let is_same = match (&author, &pin.content.author) {
        (Some(before), Some(now)) => before == now || before.is_same_account(now),
        _ => false,
    };
    if !is_same {
        pin.observations.iter_mut().for_each(|seen| seen.followers = None);
    }
    let label = pin.content.author.as_ref().and_then(|author| author.label()).map(str::to_owned);
    desk.put_pin(pin);
    Ok(Title { deed: Deed::Edited, label })
}

/// Sets one value and says which field it is.
fn set(content: &mut Content, correction: &Correction) -> Result<Option<Field>, EditError> {
    let label = |value: &Option<String>| value.as_deref().and_then(|value| bounded(value, MAX_LABEL));
    let product = |content: &mut Content, set: &dyn Fn(&mut Product)| {
        set(content.product.get_or_insert_default());
    };
    Ok(Some(match correction {
        Correction::Kind(kind) => {
            content.kind = *kind;
            return Ok(None);
        }
        Correction::Url(url) => {
            content.source.url = url.as_deref().map(web_address).transpose()?;
            Field::Url
        }
        Correction::Author(author) => {
            let mut author = author.clone().unwrap_or_default();
            author.name = label(&author.name);
            author.handle = label(&author.handle).map(|handle| handle.trim_start_matches('@').to_owned());
            author.url = author.url.as_deref().map(web_address).transpose()?;
            // Whom a person names instead has other followers.
            let known = content.author.take().filter(|known| known.is_same_account(&author));
            author.followers = known.and_then(|known| known.followers);
            content.author = (!author.is_unknown()).then_some(author);
            Field::Author
        }
        Correction::Published(published) => {
            content.published = *published;
            Field::Published
        }
        Correction::Title(title) => {
            content.title = label(title);
            Field::Title
        }
        Correction::Text(text) => {
            content.text = text.as_deref().and_then(|text| bounded(text, MAX_PIN_TEXT));
            content.prints.alike = Prints::of(content).alike;
            Field::Text
        }
        Correction::Lang(lang) => {
            content.lang = label(lang);
            Field::Lang
        }
        Correction::Rating(rating) => {
            let fits = |rating: &crate::model::product::Rating| {
                rating.best > 0.0
                    && rating.best <= MAX_BEST_RATING
                    && (0.0..=rating.best).contains(&rating.value)
            };
            if rating.as_ref().is_some_and(|rating| !fits(rating)) {
                return Err(EditError::Invalid("rating"));
            }
            content.rating = *rating;
            Field::Rating
        }
        Correction::ProductName(name) => {
            product(content, &|product| product.name = label(name));
            Field::ProductName
        }
        Correction::Brand(brand) => {
            product(content, &|product| product.brand = label(brand));
            Field::Brand
        }
        Correction::Price(price) => {
            product(content, &|product| product.price = price.clone());
            Field::Price
        }
    }))
}

fn web_address(written: &str) -> Result<String, EditError> {
    let written = text::bounded(written, MAX_URL).ok_or(EditError::Invalid("url"))?;
    address::web(&written, None).map(String::from).ok_or(EditError::Invalid("url"))
}
