//! A bundle of somebody else's board among one's own pins: what is here already becomes one with it, and nothing is doubled or
//! lost. It is turned into what a restore then writes, so that both are one change that can be undone.

use pinfold_kernels::sorting::sort_by_key;

use super::backup::{Backup, Picture};
use crate::model::{
    annotation::{Annotation, Target},
    board::Board,
    id::{MediaId, PinId},
    media::{Media, MediaState},
    pin::{MAX_PLACEMENTS, MAX_TAGS, Pin},
    record::{IndexKey, Record, RecordKey},
    rights::Rights,
    sorted_map::SortedMap,
    tie::MAX_TIES,
    workspace::Workspace,
};

/// The file as it is among the pins of a workspace: a bundle becomes one with them, a backup of everything is what it was.
pub fn among(workspace: &Workspace, file: Backup) -> Backup {
    if file.of.is_some() { merged(workspace, file) } else { file }
}

fn merged(workspace: &Workspace, bundle: Backup) -> Backup {
    let Backup { made, of, records, pictures } = bundle;
    // Who is who first: annotations name pins, whichever of them stands first in the file.
    let mut here: Vec<(PinId, &Pin)> = Vec::new();
    // And which picture is which: notes and covers name pictures.
    let mut called: SortedMap<MediaId, MediaId> = SortedMap::default();
    for record in &records {
        if let Record::Pin(pin) = record
            && let Some(own) = known(workspace, pin)
        {
            for theirs in &pin.content.media {
                if let Some(own) = own.content.media.iter().find(|own| is_same(own, theirs)) {
                    called.insert(theirs.id.clone(), own.id.clone());
                }
            }
            here.push((pin.id.clone(), own));
        }
    }
    let here_called = |media: MediaId| called.get(&media).cloned().unwrap_or(media);
    let own = |pin: &PinId| here.iter().find(|(theirs, _)| theirs == pin).map(|(_, own)| *own);
    // What was said of two of its pins is said of what they are here.
    let tied = |pin: Pin| {
        let name = |other: PinId| own(&other).map_or(other, |own| own.id.clone());
        let ties = pin.ties.iter().map(|(other, tie)| (name(other.clone()), *tie));
        Pin { ties: ties.collect(), ..pin }
    };
    let one = |record: Record| match record {
        Record::Pin(pin) => match own(&pin.id) {
            Some(own) => Record::Pin(Box::new(joined_pin(own, tied(*pin)))),
            None => Record::Pin(Box::new(tied(*pin))),
        },
        Record::Annotation(note) => {
            let target = match note.target {
                Target::Region { media, region } => Target::Region { media: here_called(media), region },
                other => other,
            };
            let pin = own(&note.pin).map_or(note.pin, |own| own.id.clone());
            Record::Annotation(Annotation { pin, target, ..note })
        }
        Record::Board(board) => {
            let board = Board { cover: board.cover.map(here_called), ..board };
            Record::Board(match workspace.board(&board.id) {
                Some(own) => joined_board(own, board),
                None => board,
            })
        }
        Record::Tag(tag) => Record::Tag(match workspace.tag(&tag.path) {
            Some(own) => own.clone().joined(tag),
            None => tag,
        }),
        other => other,
    };
    let records: Vec<Record> =
        records.into_iter().map(one).filter(|record| !is_said(workspace, record)).collect();
    // Bytes that no pin names are left where they are, and those that are here under a name of their own.
    let held = |media: &MediaId| {
        here.iter().any(|(_, pin)| pin.content.media.iter().any(|own| own.id == *media && is_stored(own)))
    };
    let named = |media: &MediaId| {
        records
            .iter()
            .filter_map(Record::as_pin)
            .any(|pin| pin.content.media.iter().any(|own| own.id == *media))
    };
    let pictures = pictures.into_iter().filter_map(|picture| {
        let id = here_called(picture.id.clone());
        let is_here = id != picture.id && held(&id);
        (named(&id) && !is_here).then_some(Picture { id, ..picture })
    });
    let pictures = pictures.collect();
    Backup { made, of, records, pictures }
}

/// The pin here that is the same: the one of that name, else of the same thing.
fn known<'a>(workspace: &'a Workspace, pin: &Pin) -> Option<&'a Pin> {
    let same = |other: &&Pin| other.content.is_same_as(&pin.content);
    let keys: Vec<IndexKey> =
        pin.content.identities().iter().map(|identity| IndexKey::identity(identity)).collect();
    let mut found =
        keys.iter().flat_map(|key| workspace.found_by(key)).filter_map(|stored| stored.record.as_pin());
    workspace.pin(&pin.id).or_else(|| found.find(same))
}

/// Both as one under the name it has here. What was read later stands; what people added comes together.
fn joined_pin(own: &Pin, theirs: Pin) -> Pin {
    let mut pin = own.clone();
    let media = with_media(&own.content.media, &theirs.content.media);
    if theirs.changed > own.changed {
        pin.content = theirs.content;
    }
    pin.content.media = media;
    pin.changed = own.changed.max(theirs.changed);
    for tag in theirs.tags {
        let is_there = pin.tags.iter().any(|own| own.key() == tag.key());
        if !is_there && pin.tags.len() < MAX_TAGS {
            pin.tags.insert(tag);
        }
    }
    for (board, place) in theirs.placements {
        if !pin.placements.contains_key(&board) && pin.placements.len() < MAX_PLACEMENTS {
            pin.placements.insert(board, place);
        }
    }
    for (other, tie) in theirs.ties.iter() {
        if *other != pin.id && pin.ties.len() < MAX_TIES {
            pin.ties.keep(other.clone(), *tie);
        }
    }
    for look in theirs.observations {
        if !pin.observations.contains(&look) {
            pin.observations.push(look);
        }
    }
    sort_by_key(&mut pin.observations, |look| look.at);
    if pin.rights == Rights::default() {
        pin.rights = theirs.rights;
    }
    pin
}

/// The pictures here, and those there that are no other.
fn with_media(own: &[Media], theirs: &[Media]) -> Vec<Media> {
    let mut all = own.to_vec();
    for media in theirs {
        match all.iter_mut().take(own.len()).find(|own| is_same(own, media)) {
            // They have what could not be had here.
            Some(own) if !is_stored(own) && is_stored(media) => {
                *own = Media { id: own.id.clone(), ..media.clone() };
            }
            Some(_) => {}
            None => all.push(media.clone()),
        }
    }
    all
}

/// Whether two are one picture of a thing: of one name, from one address, or of the same bytes.
fn is_same(one: &Media, other: &Media) -> bool {
    let digest = |media: &Media| match &media.state {
        MediaState::Stored { digest, .. } => Some(digest.clone()),
        _ => None,
    };
    one.id == other.id
        || (one.url.is_some() && one.url == other.url)
        || digest(one).is_some_and(|bytes| digest(other) == Some(bytes))
}

fn is_stored(media: &Media) -> bool {
    matches!(media.state, MediaState::Stored { .. })
}

/// Both boards: what was said of them last, and the sections of both.
fn joined_board(own: &Board, theirs: Board) -> Board {
    let mut sections = own.sections.clone();
    for section in &theirs.sections {
        if sections.iter().all(|known| known.id != section.id) {
            sections.push(section.clone());
        }
    }
    let changed = own.changed.max(theirs.changed);
    let last = if theirs.changed > own.changed { theirs } else { own.clone() };
    Board { sections, archived: own.archived, created: own.created, changed, ..last }
}

/// Whether a note says on its pin what one there says already.
fn is_said(workspace: &Workspace, record: &Record) -> bool {
    let Record::Annotation(note) = record else { return false };
    let whole = |target: &Target| matches!(target, Target::Whole);
    let same = |own: &&Annotation| {
        own.body == note.body && (own.target == note.target || (whole(&own.target) && whole(&note.target)))
    };
    workspace.get(&RecordKey::new(record.kind(), note.id.as_str())).is_none()
        && workspace.annotations_of(&note.pin).iter().any(same)
}
