//! Pinfold's core: it turns snapshots of pages into pins, and commands on pins into batches of records.
//! It never reads a clock, a network or a disk: time and ids are arguments, batches are results.
//!
//! Read in this order: `model` (the nouns), `json` and `schema` (how they lie in storage), `capture` (a page becomes a
//! draft), `edit` (commands become batches), `search` (words and values find pins), `view` (records become
//! what a screen shows), `protocol` (what the shells may ask).

pub mod model;

pub mod json;

pub mod schema;

pub mod capture;

pub mod annotate;
pub mod boards;
pub mod customers;
pub mod tags;

pub mod edit;

pub mod search;

pub mod suggest;

pub mod rules;

pub mod redact;

pub mod export;
pub mod import;

pub mod pack;

pub mod deliver;

pub mod compose;

pub mod view;

pub mod protocol;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

#[cfg(feature = "cli")]
pub mod cli;
