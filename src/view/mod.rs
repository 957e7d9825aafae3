//! What the screens show, as data: names, numbers and message keys, never markup and never prose.
//!
//! Small surfaces (`editor`, `page`, `setup`, `tags_for`, `customer`) are made of a few records that a plan
//! names; the library is made of all of them.

pub mod card;
pub mod list;
pub mod profile;
pub mod rail;

pub mod history;
pub mod relations;

pub mod detail;
pub mod page;

pub mod compose;
pub mod connector;
pub mod customer;
pub mod customers;
pub mod errand;
pub mod outbox;

pub mod change;
pub mod foresight;
pub mod health;
pub mod setup;

pub mod rules;
pub mod suggested;
pub mod vocabulary;

mod complete;
mod records;
mod surfaces;

mod browse;
mod common;
mod library;
mod price;

pub use self::{
    library::Library,
    surfaces::{
        editor, editor_plan, own_adapter, own_adapter_plan, page, page_plan, setup, setup_plan, tags_for,
        tags_for_plan,
    },
};
