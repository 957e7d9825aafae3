//! Who is who: whose a pin is, which accounts may be one person and why, how far they are heard, and what there was between
//! us. It only compares what is stored; it never decides that two are one, and never makes a number out of unlike things.
//!
//! Read in this order: `owner` (whose a pin is), `account` (an author's accounts), `suggest`, `reach`, `timeline`, `link`.

pub mod owner;

pub mod account;

pub mod suggest;

pub mod link;
pub mod reach;
pub mod timeline;
