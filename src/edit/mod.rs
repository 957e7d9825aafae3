//! The one way to change anything: a command is planned (which records it needs), applied (which records
//! it writes) and committed by whoever stores them. It never reads or writes storage itself.

pub mod command;
