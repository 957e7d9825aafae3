//! Stored records and their versions: a record is written with the schema it has and the checksum of its
//! bytes, and read only when both are right. It never guesses: what it cannot read it names and refuses.
//!
//! Read in this order: `checksum`, `envelope` (a record as it lies in storage), `decode` and `encode`, `record` (which kinds a module works with),
//! `steps` (from an older schema to this one, one numbered step each), `backup` (the frame of a backup file).

pub mod backup;
pub mod base64;
pub mod checksum;
pub mod envelope;
pub mod steps;

mod body;
mod record;

pub use self::{
    body::{decode, encode},
    envelope::{Envelope, SchemaError},
};

/// The schema this program writes. Raising it takes a step in [`steps::STEPS`] and a fixture of the
/// schema left behind in `tests/fixtures/schema/`.
pub const CURRENT: u16 = 1;
