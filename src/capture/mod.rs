//! From a snapshot of a card to a draft of a pin. It never fetches and never guesses an author.

pub mod snapshot;

pub mod parse;

pub mod draft;
