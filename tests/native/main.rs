//! The native tests, one binary: the core on tables, fixtures and random text. Nothing here needs a browser.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod architecture;
#[cfg(feature = "html")]
mod capture;
#[cfg(feature = "cli")]
mod cli;
mod compose;
mod customers;
mod deliver;
mod dependencies;
mod edit;
mod export;
mod import;
#[cfg(feature = "cli")]
mod kit;
mod parse;
mod redact;
mod sample;
mod schema;
#[cfg(feature = "cli")]
mod score;
mod search;
mod sites;
mod strategies;
#[cfg(feature = "html")]
mod structured;
mod unzipped;
