//! Commands on the vocabulary. A tag that is called otherwise keeps what it was called among its aliases, so that whoever
//! writes the old name is led to the new one; a tag that is deleted leaves nothing behind.

use super::{TagMove, TagPart};
use crate::{
    edit::{
        desk::{Desk, Title, ids},
        error::EditError,
        vocabulary::entered,
    },
    model::{
        change::Deed,
        pin::Pin,
        record::{Record, RecordKind},
        sorted_set::SortedSet,
        tag::{MAX_ALIASES, MAX_APART, MAX_SYNONYMS, MAX_VOCABULARY, Tag, TagPath},
        text::{MAX_LABEL, MAX_NOTE, bounded},
    },
    tags::path::moved,
};

/// Most kinds and boards that one tag is needed on: past that it is needed everywhere, which nobody keeps to.
const MAX_NEEDED: usize = 50;

pub(super) fn write(desk: &mut Desk, tags: &[Tag]) -> Result<Title, EditError> {
    let keys: Vec<String> = tags.iter().map(|tag| tag.path.key()).collect();
    let written = ids(keys.iter().map(String::as_str));
    for mut other in entries(desk) {
        // Their paths are their own from now on, whatever had them before.
        let before = other.aliases.len();
        other.aliases.retain(|old| !written.contains(old.key().as_str()));
        if other.aliases.len() < before {
            desk.put(Record::Tag(other));
        }
    }
    for tag in tags {
        entered(desk, &tag.path);
        desk.put(Record::Tag(tidied(tag)?));
    }
    check_count(desk)?;
    Ok(titled(tags.first().map(|tag| &tag.path)))
}

/// An entry within its limits.
fn tidied(tag: &Tag) -> Result<Tag, EditError> {
    let synonyms = tag.synonyms.iter().filter_map(|word| bounded(word, MAX_LABEL)).collect();
    let mut aliases = tag.aliases.clone();
    aliases.retain(|old| !same(old, &tag.path));
    let tag = Tag {
        path: tag.path.clone(),
        colour: tag.colour,
        synonyms,
        description: tag.description.as_deref().and_then(|text| bounded(text, MAX_NOTE)),
        aliases,
        apart: tag.apart.clone(),
        needed: tag.needed.clone(),
    };
    check(&tag)?;
    Ok(tag)
}

fn check(tag: &Tag) -> Result<(), EditError> {
    let needed = tag.needed.kinds.len() + tag.needed.boards.len();
    for (count, what, limit) in [
        (tag.synonyms.len(), "synonyms", MAX_SYNONYMS),
        (tag.aliases.len(), "aliases", MAX_ALIASES),
        (tag.apart.len(), "apart", MAX_APART),
        (needed, "needed", MAX_NEEDED),
    ] {
        if count > limit {
            return Err(EditError::TooMany { what, limit });
        }
    }
    Ok(())
}

fn check_count(desk: &Desk) -> Result<(), EditError> {
    if entries(desk).len() > MAX_VOCABULARY {
        return Err(EditError::TooMany { what: "vocabulary", limit: MAX_VOCABULARY });
    }
    Ok(())
}

fn same(one: &TagPath, other: &TagPath) -> bool {
    one.key() == other.key()
}

fn titled(path: Option<&TagPath>) -> Title {
    Title { deed: Deed::VocabularyChanged, label: path.map(|path| path.as_str().to_owned()) }
}

/// The vocabulary as it stands now.
fn entries(desk: &Desk) -> Vec<Tag> {
    desk.now_of(RecordKind::Tag).filter_map(Record::as_tag).cloned().collect()
}

/// What a path becomes by all moves in turn.
fn becomes(path: &TagPath, moves: &[TagMove]) -> Result<TagPath, EditError> {
    let mut now = path.clone();
    for one in moves {
        if let Some(next) = moved(&now, &one.from, &one.to).map_err(|_| EditError::Invalid("tag"))? {
            now = next;
        }
    }
    Ok(now)
}

pub(super) fn rename(desk: &mut Desk, moves: &[TagMove]) -> Result<Title, EditError> {
    // A tag cannot move below itself.
    if moves.iter().any(|one| one.to.is_within(&one.from) && !same(&one.to, &one.from)) {
        return Err(EditError::Invalid("tag"));
    }
    let mut changed = Vec::new();
    for tag in entries(desk) {
        let path = becomes(&tag.path, moves)?;
        if path != tag.path {
            desk.delete(Record::Tag(tag.clone()).key());
            changed.push((tag, path));
        }
    }
    for (tag, path) in changed {
        let old = tag.path.clone();
        let tag = match desk.tag(&path) {
            Some(own) => own.joined(tag),
            None => Tag { path, ..tag },
        };
        desk.put(Record::Tag(called_before(tag, old)?));
    }
    for one in moves {
        // A path that pins carried without an entry leads to the new one all the same.
        entered(desk, &one.to);
        if let Some(tag) = desk.tag(&one.to) {
            desk.put(Record::Tag(called_before(tag, one.from.clone())?));
        }
    }
    for mut pin in pins(desk) {
        let mut tags = SortedSet::default();
        for path in &pin.tags {
            let path = becomes(path, moves)?;
            // In the letter case of the vocabulary: two that differ in nothing else are one.
            tags.insert(desk.tag(&path).map_or(path, |tag| tag.path));
        }
        pin.tags = tags;
        desk.put_pin(pin);
    }
    check_count(desk)?;
    Ok(titled(moves.first().map(|one| &one.to)))
}

/// A tag that was called otherwise before.
fn called_before(mut tag: Tag, old: TagPath) -> Result<Tag, EditError> {
    tag.aliases.insert(old);
    let own = tag.path.key();
    let mut seen = ids([own.as_str()]);
    let keys: Vec<(TagPath, String)> = tag.aliases.iter().map(|path| (path.clone(), path.key())).collect();
    let kept = keys.iter().filter(|(_, key)| seen.insert(key.as_str())).map(|(path, _)| path.clone());
    tag.aliases = kept.collect();
    check(&tag)?;
    Ok(tag)
}

fn pins(desk: &Desk) -> Vec<Pin> {
    desk.loaded_pins().cloned().collect()
}

pub(super) fn split(desk: &mut Desk, path: &TagPath, parts: &[TagPart]) -> Result<Title, EditError> {
    for part in parts {
        if same(&part.to, path) {
            return Err(EditError::Invalid("tag"));
        }
        let to = entered(desk, &part.to);
        let chosen = ids(part.pins.iter().map(|pin| pin.as_str()));
        let carries =
            |pin: &Pin| chosen.contains(pin.id.as_str()) && pin.tags.iter().any(|own| same(own, path));
        for pin in pins(desk).into_iter().filter(carries) {
            // As it is by now: a pin may be in several parts.
            let mut pin = desk.pin(&pin.id)?;
            pin.tags.retain(|own| !same(own, path));
            pin.tags.insert(to.clone());
            desk.put_pin(pin);
        }
    }
    check_count(desk)?;
    Ok(titled(Some(path)))
}

pub(super) fn delete(desk: &mut Desk, paths: &[TagPath]) -> Title {
    let goes = |path: &TagPath| paths.iter().any(|gone| path.is_within(gone));
    for tag in entries(desk).into_iter().filter(|tag| goes(&tag.path)) {
        desk.delete(Record::Tag(tag).key());
    }
    for mut pin in pins(desk) {
        pin.tags.retain(|own| !goes(own));
        desk.put_pin(pin);
    }
    titled(paths.first())
}
