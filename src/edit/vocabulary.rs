//! The tags that pins are given, held against the vocabulary. Keeping the vocabulary itself in order is `curate`'s.

use super::{desk::Desk, error::EditError};
use crate::{
    model::{
        record::{Record, RecordKey},
        stored::{Loaded, Plan},
        tag::{Tag, TagPath},
    },
    tags::path::moved,
};

/// The path as the vocabulary has it: in its letter case, and where it was called so before, as it is called now.
pub fn meant(desk: &Desk, path: &TagPath) -> TagPath {
    let called = |path: &TagPath| desk.tag(path).map(|tag| tag.path);
    called(path).unwrap_or_else(|| {
        let now = current(path, desk.loaded());
        called(&now).unwrap_or(now)
    })
}

/// The path as it is [`meant`]. One used for the first time is entered, with what is above it, so that it is offered when
/// the next pin is tagged.
///
/// # Errors
/// `tag_locked` where it is not in the vocabulary, and that takes no new ones.
pub fn known(desk: &mut Desk, path: &TagPath) -> Result<TagPath, EditError> {
    let now = meant(desk, path);
    if desk.tag(&now).is_some() {
        return Ok(now);
    }
    let locked =
        matches!(desk.get(&RecordKey::settings()), Some(Record::Settings(own)) if own.vocabulary_locked);
    if locked {
        return Err(EditError::Invalid("tag_locked"));
    }
    Ok(entered(desk, &now))
}

/// The path as the vocabulary has it, where it is entered with what is above it if it is new.
pub(super) fn entered(desk: &mut Desk, path: &TagPath) -> TagPath {
    if let Some(tag) = desk.tag(path) {
        return tag.path;
    }
    for above in path.ancestry().filter_map(|path| TagPath::try_from(path.to_owned()).ok()) {
        if desk.tag(&above).is_none() {
            desk.put(Record::Tag(Tag::new(above)));
        }
    }
    path.clone()
}

/// What a path is called now: the longest part of it that some tag was called before gives way to that tag's path.
fn current(path: &TagPath, loaded: &Loaded) -> TagPath {
    let parts = path.ancestry().filter_map(|part| TagPath::try_from(part.to_owned()).ok());
    let renamed = parts.filter_map(|part| {
        // What would become too deep stays where it was.
        moved(path, &part, called_before(&part.key(), loaded)?).ok().flatten()
    });
    renamed.last().unwrap_or_else(|| path.clone())
}

/// What a tag is called now that had a path before, by its key.
fn called_before<'a>(key: &str, loaded: &'a Loaded) -> Option<&'a TagPath> {
    loaded.0.values().find_map(|stored| match &stored.record {
        Record::Tag(tag) if tag.aliases.iter().any(|old| old.key() == key) => Some(&tag.path),
        _ => None,
    })
}

/// What these tags need besides, once those that were called so before are loaded: what they are called now.
pub(super) fn follow_up<'a>(paths: impl IntoIterator<Item = &'a TagPath>, loaded: &Loaded) -> Option<Plan> {
    let mut plan = Plan::default();
    for path in paths {
        let now = current(path, loaded);
        if now != *path {
            plan.tags([&now]);
        }
    }
    (!plan.keys.is_empty()).then_some(plan)
}
