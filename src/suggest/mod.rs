//! Tags that a pin may want, each with a reason: learned from the pins that people tagged themselves, and from the names of
//! the tags. It invents no tag, and keeps no text: what is learned is sums under hashes, gone when the library closes.
//!
//! Read in this order: `traits` (what is seen of a pin), `table` and `sums` (what pins with a tag have in common), `names` (tags that a
//! text names), `suggestion` (what comes of both).

mod names;
mod sums;
mod table;
mod traits;

pub mod suggestion;

pub use self::suggestion::{Suggester, Suggestion, TagReason};
