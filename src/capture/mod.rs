//! From a snapshot of a card to a draft of a pin. It never fetches and never guesses an author.
//!
//! In reading order: what comes in ([`snapshot`], [`tree`]), how it is read ([`select`], [`text`],
//! [`parse`], [`link`]), what is known of sites ([`adapter`], [`structured`], [`card`], [`byline`],
//! [`prose`], [`generic`], [`finder`]), and what goes out ([`builder`], [`draft`], [`report`]). The front doors are [`roots`],
//! [`find`] and [`draft()`].

pub mod snapshot;

pub mod tree;

pub mod select;

pub mod text;

pub mod packed;

pub mod parse;

pub mod canonical;

pub mod link;

pub mod slot;

pub mod builder;

pub mod structured;

pub mod adapter;

pub mod finder;

pub mod card;

pub mod byline;

pub mod prose;

pub mod generic;

pub mod draft;

pub mod aim;

pub mod report;

#[cfg(feature = "html")]
pub mod html;

pub use aim::{CaptureError, clip, draft, find, roots};
