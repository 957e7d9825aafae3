//! Finding pins: an index over their words and values, and the language people ask it in.
//! It never scans pins and never fails; what it does not understand it names.
//!
//! Read in this order: `fold` and `token` (a text becomes words), `postings` and `dictionary` (where words
//! stand), `values` and `set` (exact values, sets of pins), `index` (all of it, for every pin), `query` and
//! `read` (what was typed, `colours` among it), `find` and `rank` (what fits, and how well), `marks` (where in a text).

pub mod fold;
pub mod token;

pub mod dictionary;
pub mod postings;
pub mod set;
pub mod values;

pub mod index;
pub mod names;

mod colours;
pub mod query;
mod read;

pub mod find;
mod rank;

pub mod marks;

pub use self::{
    find::Hit,
    index::{Entry, Index},
    names::Names,
    query::Query,
    rank::logarithm,
    set::DocSet,
    values::{Facet, Open},
};
