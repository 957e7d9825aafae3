//! From a snapshot of a card to a draft of a pin. It never fetches and never guesses an author.
//!
//! In reading order: what comes in ([`snapshot`], [`tree`], [`index`]), how it is read ([`select`], [`text`],
//! [`parse`], [`link`], [`picture`]), what is known of sites ([`adapter`], [`structured`], [`card`], [`byline`], [`moment`],
//! [`prose`], [`generic`], [`page`], [`finder`]), how an adapter is made from examples ([`generalise`]), and what goes out
//! ([`builder`], [`draft`], [`thread`], [`looks`],
//! [`report`]). The front doors are those of [`aim`], which take the adapters to read with;
//! [`roots`], [`find`], [`draft()`] and [`clip`] take those that ship.

pub mod snapshot;

pub mod tree;

pub mod index;

pub mod select;

pub mod text;

pub mod texts;

pub mod parse;

pub mod canonical;

pub mod link;

pub mod picture;

pub mod slot;

pub mod builder;

pub mod structured;

pub mod adapter;

pub mod finder;

pub mod generalise;

pub mod card;

pub mod byline;

pub mod moment;

pub mod prose;

pub mod generic;

pub mod page;

pub mod draft;

pub mod thread;

pub mod looks;

pub mod aim;

pub mod teach;

pub mod report;

#[cfg(feature = "html")]
pub mod parsed;

#[cfg(feature = "html")]
pub mod html;

#[cfg(feature = "html")]
pub mod sent;

pub use aim::{CaptureError, clip_by, clip_unknown};

use self::{
    adapter::shelf::Shelf,
    draft::{Aim, Draft, RootsView},
    snapshot::Snapshot,
};
use crate::model::{id::PinId, time::Instant};

/// [`aim::roots`] with the adapters that ship.
pub fn roots(url: &str) -> RootsView {
    aim::roots(&Shelf::default(), url)
}

/// [`aim::find`] with the adapters that ship.
pub fn find(snapshot: &Snapshot) -> Vec<u32> {
    aim::find(&Shelf::default(), snapshot)
}

/// [`aim::draft`] with the adapters that ship.
///
/// # Errors
/// As there.
pub fn draft(
    snapshot: &Snapshot,
    root: Option<u32>,
    aim: &Aim,
    pin: &PinId,
    now: Instant,
) -> Result<Draft, CaptureError> {
    aim::draft(&Shelf::default(), snapshot, root, aim, pin, now)
}

/// [`aim::clip`] with the adapters that ship.
///
/// # Errors
/// As there.
pub fn clip(snapshot: &Snapshot, pin: &PinId, now: Instant) -> Result<Vec<Draft>, CaptureError> {
    aim::clip(&Shelf::default(), snapshot, pin, now)
}
