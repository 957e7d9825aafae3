//! The vocabulary while somebody types a tag: read once and not at every letter, which with 10,000 tags would take a fifth
//! of a second each. It is forgotten with the first change to it, and soon by itself.

use std::{cell::RefCell, rc::Rc};

use super::store::rounds;
use crate::{
    model::{
        record::{RecordKey, RecordKind},
        stored::Loaded,
        time::Instant,
    },
    protocol::failure::Failure,
    view,
};

/// How long it is kept, in milliseconds: longer than between two letters, shorter than it takes to delete everything and to
/// begin anew, of which nobody tells this module.
const KEPT: i64 = 3_000;

thread_local! {
    static VOCABULARY: RefCell<Option<(Instant, Rc<Loaded>)>> = const { RefCell::new(None) };
}

/// The vocabulary, as it is stored.
///
/// # Errors
/// Where the database fails.
pub async fn vocabulary(now: Instant) -> Result<Rc<Loaded>, Failure> {
    let known = VOCABULARY.with_borrow(|known| {
        known
            .as_ref()
            .filter(|(read, _)| now.milliseconds() - read.milliseconds() < KEPT)
            .map(|(_, known)| known.clone())
    });
    if let Some(known) = known {
        return Ok(known);
    }
    let loaded = Rc::new(rounds(&|round, _| view::tags_for_plan(round)).await?);
    VOCABULARY.set(Some((now, loaded.clone())));
    Ok(loaded)
}

/// Forgets it where one of these records is a part of it.
pub fn changed<'a>(keys: impl IntoIterator<Item = &'a RecordKey>) {
    if keys.into_iter().any(|key| key.kind == RecordKind::Tag) {
        VOCABULARY.set(None);
    }
}
