//! Commands on customers, destinations and deliveries. They are apart from the others because the module that a wake-up loads never
//! carries one out.
//!
//! Read in this order: `command` (what can be asked for), `plan` (which records it needs), `apply`, then the nouns.

pub mod command;

mod apply;
mod plan;

mod customers;
mod merge;

mod connections;
mod outbox;

pub use command::CareCommand;
