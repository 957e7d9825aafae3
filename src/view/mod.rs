//! What the screens show, as data: names, numbers and message keys, never markup and never prose.

pub mod card;
pub mod list;
pub mod rail;

pub mod detail;
pub mod page;

pub mod change;
pub mod setup;
