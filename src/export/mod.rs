//! Pins as files and notes for others: one file per format. It never sends anything anywhere.
//!
//! Read in this order: `request` (what is asked for), `file` (what comes out), `set` (the pins with what an
//! export says of them) and `fields` (what of it is left out), `escape` (text into formats), then the formats: `html`,
//! `csv`, `markdown`, `feed`, `annotations`, `pinterest`, `save_links`,
//! `bookmarks`, `raindrop`, `backup`, `bundle`, `crm_csv` with its `preset`s, `note`; of tags alone, `vocabulary`; and what
//! `packing` has packed: `sheet`, `deck`, `folder`.

pub mod file;
pub mod request;

pub mod escape;
pub mod fields;
pub mod set;
pub mod words;

pub mod annotations;
pub mod backup;
pub mod bookmarks;
pub mod bundle;
pub mod crm_csv;
pub mod csv;
pub mod deck;
pub mod feed;
pub mod folder;
pub mod html;
pub mod markdown;
pub mod note;
pub mod pinterest;
pub mod preset;
pub mod raindrop;
pub mod save_links;
pub mod sheet;
pub mod vocabulary;

mod front;
pub mod packing;

pub use front::{ExportError, file, preview};
