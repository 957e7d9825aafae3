//! Brings what was gathered into a workspace: one batch with the change that undoes it. A thing known by its address is the
//! pin it was: it gets tags, places and notes it has not, and nothing of it is overwritten. So a second import of the same
//! file comes to nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{
    gathered::{Found, Gathered, UnreadReason},
    spots::Spot,
    wording::Wording,
};
use crate::{
    edit::{
        self,
        desk::{Desk, Title},
    },
    model::{
        address,
        batch::{Batch, Write},
        board::Placement,
        change::Deed,
        id::{ChangeId, MediaId, PinId, ulid},
        media::{MAX_MEDIA, Media},
        pin::{Content, MAX_PLACEMENTS, Pin, PinKind},
        record::{IndexKey, Record, RecordKey, RecordKind},
        source::Source,
        stored::{Loaded, Plan},
        text::{MAX_LABEL, bounded},
        time::Instant,
        workspace::Workspace,
    },
};

/// What a person wants of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ImportChoice {
    /// What the list of changes calls it: the file's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name of the one board that everything goes to, in place of those of its folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<String>,
    /// Whether boards are made of folders.
    pub folders: bool,
    /// Whether tags are taken.
    pub tags: bool,
}

/// What bringing a file in comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Brought {
    /// Pins that are made.
    pub new: u32,
    /// Things of the file that are pins already.
    pub known: u32,
    /// Those of them that get something they had not.
    pub enriched: u32,
    /// Boards that are made.
    pub boards: u32,
    /// Tags that the vocabulary learns.
    pub tags: u32,
    /// Tags that were in the vocabulary, of which it learns more.
    pub tags_enriched: u32,
    /// Notes and highlights that are made.
    pub notes: u32,
    /// Boards that were put away and are in use again, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unarchived: Vec<String>,
}

impl Brought {
    fn of(batch: &Batch, things: usize) -> Self {
        let count = |kind: RecordKind, is_new: bool| {
            let of_kind = |key: &RecordKey| key.kind == kind;
            let writes =
                batch.writes.iter().filter(|write| of_kind(&write.key) && (write.expected == 0) == is_new);
            number(writes.count())
        };
        let new = count(RecordKind::Pin, true);
        Self {
            new,
            known: number(things).saturating_sub(new),
            enriched: count(RecordKind::Pin, false),
            boards: count(RecordKind::Board, true),
            tags: count(RecordKind::Tag, true),
            tags_enriched: count(RecordKind::Tag, false),
            notes: count(RecordKind::Annotation, true),
            unarchived: batch.writes.iter().filter_map(unarchived).collect(),
        }
    }
}

/// The name of a board that is written anew: nothing else of one that is there changes.
fn unarchived(write: &Write) -> Option<String> {
    match &write.record {
        Some(Record::Board(board)) if write.expected != 0 => Some(board.name.clone()),
        _ => None,
    }
}

/// Places in a list, by a text. All of them are of this one type: a map compiled for another is 8 KB of Wasm.
pub(super) type Places = BTreeMap<String, usize>;

/// A thing of the file, with all that the file says of its address.
#[derive(Debug)]
pub(super) struct Thing<'a> {
    pub(super) all: Vec<&'a Found>,
    pub(super) known: Option<PinId>,
    /// Places in the list of spots.
    pub(super) spots: Vec<usize>,
}

/// The batch that brings in what was gathered, with the change that undoes it, and what it comes to. It is empty where the
/// change was committed before, and where all of it is there already. What cannot be taken over is added to what was missed.
pub fn bring(
    workspace: &Workspace,
    gathered: &mut Gathered,
    choice: &ImportChoice,
    change: &ChangeId,
    now: Instant,
) -> (Batch, Brought) {
    let found = std::mem::take(&mut gathered.found);
    let entries = std::mem::take(&mut gathered.entries);
    let mut things = joined(workspace, &found);
    let count = things.len();
    let batch = if workspace.get(&RecordKey::new(RecordKind::Change, change.as_str())).is_some() {
        Batch::default()
    } else {
        let loaded = loaded(workspace, &things);
        let desk = Desk::new(&loaded, now);
        let wording = Wording::of(&desk);
        let mut work = Work { workspace, desk, change, gathered, wording, now };
        let mut spots = work.settle(&mut things, choice);
        spots.iter_mut().for_each(|spot| work.number(spot));
        for thing in &things {
            work.bring(thing, choice, &mut spots);
        }
        work.enter(&entries);
        let label = choice.name.as_deref().and_then(|name| bounded(name, MAX_LABEL));
        work.desk.finish(change, Title { deed: Deed::Imported, label })
    };
    // The change alone would say that nothing was done.
    let batch = if batch.writes.len() > 1 { batch } else { Batch::default() };
    let brought = Brought::of(&batch, count);
    gathered.found = found;
    gathered.entries = entries;
    (batch, brought)
}

/// The things of a file, each address once, in the order of the first of each.
fn joined<'a>(workspace: &Workspace, found: &'a [Found]) -> Vec<Thing<'a>> {
    let mut places = Places::new();
    let mut things: Vec<Thing<'_>> = Vec::new();
    for one in found {
        match places.get(&one.address).and_then(|place| things.get_mut(*place)) {
            Some(thing) => thing.all.push(one),
            None => {
                places.insert(one.address.clone(), things.len());
                let identity = IndexKey::identity(&one.address);
                let known = workspace.found_by(&identity).find_map(|stored| match &stored.record {
                    Record::Pin(pin) => Some(pin.id.clone()),
                    _ => None,
                });
                things.push(Thing { all: vec![one], known, spots: Vec::new() });
            }
        }
    }
    things
}

/// What the work needs to see: the vocabulary and whether it is locked, the boards, and the pins that are known with what was said of them.
fn loaded(workspace: &Workspace, things: &[Thing<'_>]) -> Loaded {
    let mut plan = Plan { all_of: vec![RecordKind::Tag, RecordKind::Board], ..Plan::default() };
    plan.keys.push(RecordKey::settings());
    for pin in things.iter().filter_map(|thing| thing.known.as_ref()) {
        plan.keys.push(RecordKey::pin(pin));
        plan.found_by.push(IndexKey::annotations_of(pin));
    }
    workspace.load(&plan)
}

/// The work on one file.
pub(super) struct Work<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) desk: Desk<'a>,
    change: &'a ChangeId,
    pub(super) gathered: &'a mut Gathered,
    pub(super) wording: Wording,
    pub(super) now: Instant,
}

impl Work<'_> {
    fn bring(&mut self, thing: &Thing<'_>, choice: &ImportChoice, spots: &mut [Spot]) {
        let known = thing.known.as_ref().and_then(|id| self.desk.pin(id).ok());
        let Some(mut pin) = known.or_else(|| self.made(thing)) else { return };
        if choice.tags {
            self.tag(&mut pin, thing);
        }
        for spot in &thing.spots {
            if pin.placements.len() >= MAX_PLACEMENTS {
                self.miss(thing, UnreadReason::TooMany);
                break;
            }
            let Some(spot) = spots.get_mut(*spot) else { continue };
            if let Some(order) = spot.orders.next() {
                pin.placements.insert(spot.board.clone(), Placement { section: spot.section.clone(), order });
            }
        }
        self.remark(&pin, thing);
        self.desk.put_pin(pin);
    }

    /// A new pin of a thing, as if it had been pinned when it was kept.
    fn made(&self, thing: &Thing<'_>) -> Option<Pin> {
        let first = thing.all.first()?;
        let address = &first.address;
        let kept = thing.all.iter().filter_map(|found| found.created).min();
        let created = kept.unwrap_or(self.now).min(self.now);
        let id: PinId = self.id(created, &["pin", address])?;
        let title = thing.all.iter().find_map(|found| found.title.clone());
        let host = address::host(address)?;
        let source = Source {
            page_url: address.clone(),
            url: Some(address.clone()),
            site: address::site(&host).to_owned(),
            page_title: title.as_deref().and_then(|title| bounded(title, MAX_LABEL)),
            ..Source::default()
        };
        let mut content = Content::new(PinKind::Page, source);
        content.title = title;
        content.text = thing.all.iter().find_map(|found| found.text.clone());
        let pictures = thing.all.iter().flat_map(|found| &found.pictures);
        let pictures = pictures.filter_map(|url| address::web(url, None)).take(MAX_MEDIA);
        content.media = pictures.enumerate().map(|(place, url)| picture(&id, place, url.into())).collect();
        let mut pin = edit::made(&id, &content, self.now).ok()?;
        pin.created = created;
        Some(pin)
    }

    pub(super) fn miss(&mut self, thing: &Thing<'_>, reason: UnreadReason) {
        if let Some(first) = thing.all.first() {
            self.gathered.miss(first.place, &first.address, reason);
        }
    }

    /// An id made of the change and of what it names, so that asking again makes the same.
    pub(super) fn id<Id: TryFrom<String>>(&self, at: Instant, parts: &[&str]) -> Option<Id> {
        let of: Vec<&str> = [self.change.as_str()].iter().chain(parts).copied().collect();
        Id::try_from(ulid(at, bits(&of))).ok()
    }
}

fn picture(pin: &PinId, place: usize, url: String) -> Media {
    Media {
        id: MediaId::of(pin, place),
        kind: Default::default(),
        url: Some(url),
        alt: None,
        width: None,
        height: None,
        state: Default::default(),
        rights: None,
        looks: Default::default(),
    }
}

/// 128 bits of a hash over parts, each with its end.
pub(super) fn bits(parts: &[&str]) -> u128 {
    let text = parts.join("\n\u{0}");
    u128::from(xxh3_64_with_seed(text.as_bytes(), 0)) << 64
        | u128::from(xxh3_64_with_seed(text.as_bytes(), 1))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
