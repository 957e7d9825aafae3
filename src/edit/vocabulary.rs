//! Commands on the vocabulary.

use super::{
    desk::{Desk, Title},
    error::EditError,
};
use crate::{
    model::{
        change::Deed,
        pin::{MAX_TAGS, Pin},
        record::{Record, RecordKind},
        tag::{Tag, TagColour, TagPath},
        text::{MAX_LABEL, MAX_NOTE, bounded},
    },
    tags::path::moved,
};

/// Most synonyms of one tag.
const MAX_SYNONYMS: usize = 50;

/// The path in the letter case of the vocabulary. A path used for the first time is entered, with what is
/// above it, so that it is offered when the next pin is tagged.
pub(super) fn known(desk: &mut Desk, path: &TagPath) -> TagPath {
    if let Some(tag) = desk.tag(path) {
        return tag.path;
    }
    let above: Vec<TagPath> =
        path.ancestry().filter_map(|path| TagPath::try_from(path.to_owned()).ok()).collect();
    for path in above {
        if desk.tag(&path).is_none() {
            let tag =
                Tag { path, colour: TagColour::default(), synonyms: Default::default(), description: None };
            desk.put(Record::Tag(tag));
        }
    }
    path.clone()
}

pub(super) fn write(desk: &mut Desk, tag: &Tag) -> Result<Title, EditError> {
    let synonyms = tag.synonyms.iter().filter_map(|word| bounded(word, MAX_LABEL)).collect();
    let tag = Tag {
        path: tag.path.clone(),
        colour: tag.colour,
        synonyms,
        description: tag.description.as_deref().and_then(|text| bounded(text, MAX_NOTE)),
    };
    if tag.synonyms.len() > MAX_SYNONYMS {
        return Err(EditError::TooMany { what: "synonyms", limit: MAX_SYNONYMS });
    }
    known(desk, &tag.path);
    let title = Title::of(Deed::VocabularyChanged, tag.path.as_str());
    desk.put(Record::Tag(tag));
    Ok(title)
}

fn vocabulary(desk: &Desk) -> Vec<Tag> {
    desk.loaded_of(RecordKind::Tag)
        .filter_map(|record| match record {
            Record::Tag(tag) => Some(tag.clone()),
            _ => None,
        })
        .collect()
}

pub(super) fn rename(desk: &mut Desk, from: &TagPath, to: &TagPath) -> Result<Title, EditError> {
    let too_deep = |_| EditError::Invalid("tag");
    if to.is_within(from) && to.key() != from.key() {
        // A tag cannot move below itself.
        return Err(EditError::Invalid("tag"));
    }
    for tag in vocabulary(desk) {
        let Some(path) = moved(&tag.path, from, to).map_err(too_deep)? else { continue };
        desk.delete(Record::Tag(tag.clone()).key());
        // Where the new path exists, its own words stay and the old ones join them.
        let merged = match desk.tag(&path) {
            Some(mut own) if own.path.key() != tag.path.key() => {
                own.synonyms.extend(tag.synonyms);
                own.description = own.description.or(tag.description);
                own
            }
            _ => Tag { path, ..tag },
        };
        desk.put(Record::Tag(merged));
    }
    let to = known(desk, to);
    let pins: Vec<Pin> = desk.loaded_pins().cloned().collect();
    for mut pin in pins {
        let mut tags = std::collections::BTreeSet::new();
        for path in &pin.tags {
            tags.insert(moved(path, from, &to).map_err(too_deep)?.unwrap_or_else(|| path.clone()));
        }
        debug_assert!(tags.len() <= MAX_TAGS, "renaming never adds tags");
        pin.tags = tags;
        desk.put_pin(pin);
    }
    Ok(Title::of(Deed::VocabularyChanged, to.as_str()))
}

pub(super) fn delete(desk: &mut Desk, path: &TagPath) -> Title {
    for tag in vocabulary(desk).into_iter().filter(|tag| tag.path.is_within(path)) {
        desk.delete(Record::Tag(tag).key());
    }
    let pins: Vec<Pin> = desk.loaded_pins().cloned().collect();
    for mut pin in pins {
        pin.tags.retain(|own| !own.is_within(path));
        desk.put_pin(pin);
    }
    Title::of(Deed::VocabularyChanged, path.as_str())
}
