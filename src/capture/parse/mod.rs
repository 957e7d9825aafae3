//! Reads numbers, dates and names out of text as people write it. It never guesses: unknown is `None`.
//!
//! Every parser here takes foreign text, looks at a bounded part of it and returns plain values. None
//! of them knows a page, an adapter or a clock: the moment "now" is an argument.

pub mod count;
pub mod currency;
pub mod date;
pub mod entities;
pub mod gtin;
pub mod handle;
pub mod language;
pub mod number;
pub mod price;
pub mod rating;
