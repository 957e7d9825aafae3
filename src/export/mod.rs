//! Pins as files and notes for others: one file per format. It never sends anything anywhere.

pub mod file;
pub mod request;
