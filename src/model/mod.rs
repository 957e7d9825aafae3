//! The nouns of Pinfold, one per file, as plain values. They hold no behaviour beyond keeping themselves
//! valid, and never know where they are stored or shown.

pub mod address;
pub mod id;
pub mod letters;
pub mod measure;
pub mod sorted_map;
pub mod sorted_set;
pub mod text;
pub mod time;

pub mod author;
pub mod engagement;
pub mod media;
pub mod product;
pub mod provenance;
pub mod quoted;
pub mod rights;
pub mod source;
pub mod thread;

pub mod case;
pub mod observation;
pub mod person;
pub mod pin;
pub mod prints;

pub mod annotation;
pub mod board;
pub mod customer;
pub mod tag;
pub mod tie;

pub mod adapter;
pub mod health;
pub mod rule;
pub mod settings;
pub mod site;
pub mod template;

pub mod connection;
pub mod delivery;

pub mod change;
pub mod record;
pub mod redaction;

pub mod batch;
pub mod stored;
pub mod workspace;
