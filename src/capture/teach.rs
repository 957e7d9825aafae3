//! Teaching: what somebody pointed at in one card becomes an adapter, and an adapter is tried on a page before anybody keeps
//! it. Nothing is kept here; what it gives is checked like any adapter from outside.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    adapter::{Adapter, AdapterError},
    aim::{self, CaptureError},
    draft::Draft,
    generalise::{self, Examples, GeneraliseError},
    slot::Slot,
    snapshot::Snapshot,
    tree::Tree,
};
use crate::model::{id::PinId, pin::PinKind, time::Instant};

/// Most cards that are read to be shown: a person looks through no more.
const MAX_SHOWN: usize = 200;
/// The characters of an instant that are its day.
const DAY: usize = 10;

/// One thing that was pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Pick {
    /// What it is; `name` stands for the author as a whole.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"name\" | \"text\" | \"published\" | \"url\""))]
    pub slot: Slot,
    /// Its row in the snapshot.
    pub row: u32,
}

/// What was made of the examples.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Learned {
    /// The host it is for.
    pub host: String,
    /// The adapter as JSON.
    pub data: String,
}

/// A card that an adapter finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TriedCard {
    /// The row of its root.
    pub row: u32,
    /// What is read of it.
    pub draft: Draft,
}

/// What an adapter finds on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Tried {
    /// How many cards.
    pub count: u32,
    /// The first of them, in document order.
    pub cards: Vec<TriedCard>,
}

/// Why an adapter finds nothing.
#[derive(Debug, Error)]
pub enum TryError {
    /// The page cannot be read.
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// The adapter cannot be used.
    #[error(transparent)]
    Adapter(#[from] AdapterError),
    /// It finds no card, or none with an author: it has learned nothing.
    #[error("no card with an author was found")]
    NoAuthor,
}

/// What a person's own adapter finds on a page, at the time `now`.
///
/// # Errors
/// When the page cannot be read, or the adapter cannot be used or is certain of no author.
pub fn tried(snapshot: &Snapshot, adapter: &str, now: Instant) -> Result<Tried, TryError> {
    let adapter = Adapter::own(adapter)?;
    let tree = Tree::new(snapshot).map_err(CaptureError::Unreadable)?;
    let drafts = aim::clip_by(&adapter, snapshot, &PinId::nil(), now)?;
    if !drafts.iter().any(|draft| draft.content.author.is_some()) {
        return Err(TryError::NoAuthor);
    }
    let count = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
    let found = adapter.find(&tree).into_iter().zip(drafts).take(MAX_SHOWN);
    let cards = found.map(|((row, _), draft)| TriedCard { row, draft });
    Ok(Tried { count, cards: cards.collect() })
}

/// The adapter that `picks` on a page give, at the time `now`.
///
/// # Errors
/// When the page cannot be read, or the picks give no adapter.
pub fn learned(snapshot: &Snapshot, picks: &[Pick], now: Instant) -> Result<Learned, GeneraliseError> {
    let tree = Tree::new(snapshot).map_err(|_| GeneraliseError::NoExample)?;
    let picks = picks.iter().map(|pick| (pick.slot, pick.row)).collect();
    let today: String = now.to_rfc3339().chars().take(DAY).collect();
    let examples = Examples { kind: PinKind::Post, root: None, picks };
    let written = generalise::adapter(&tree, &examples, &today)?;
    let host = written.hosts.first().cloned().unwrap_or_default();
    Ok(Learned { host, data: serde_json::to_string(&written).unwrap_or_default() })
}
