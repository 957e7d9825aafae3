//! Personal data in texts: found by what it is made of, and masked with words that say what stood there. It never decides
//! whether it may be handed on, never guesses at names it was not told, and never changes anything but what it found.
//!
//! Read in this order: `model/redaction` (what is looked for), `view` (a text as it is looked at), the detectors (`email`, `iban`,
//! `card`, `phone`, `order`, `people`), `find` (all of them over one text), `mask`, `output` (a second look at what is
//! about to leave). Every detector looks at a stated number of characters from where it begins, so a text costs time in
//! proportion to its length.

pub mod find;
pub mod mask;
pub mod output;

mod card;
mod email;
mod iban;
mod labels;
mod number;
mod order;
mod people;
mod phone;
mod view;

pub use crate::model::redaction::{Kind, Kinds};
pub use find::{Finding, find};
pub use mask::{Change, Masked, mask};
pub use people::Known;
