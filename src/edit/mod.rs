//! The one way to change anything: a command is planned (which records it needs), applied (which records
//! it writes) and committed by whoever stores them. It never reads or writes storage itself.

pub mod command;

mod apply;
pub mod outcome;
mod plan;

mod boards;
mod notes;
mod pins;
mod setup;
mod undo;
mod vocabulary;

pub mod desk;
pub mod error;

pub use apply::apply;
pub use plan::{follow_up, plan};
