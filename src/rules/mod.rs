//! Rules: what a query finds is given tags, a place on a board, a severity, an owner. They are followed from the first to the
//! last, and each sees what those before it gave. A rule adds; it never takes anything away, and never overrules a person.
//!
//! Read in this order: `fate` (what came of each), `run` (following them), `one` (for one pin, as a command).

mod fate;
mod one;
mod run;

pub use self::{
    fate::{Contested, RuleConflict, RuleFate, RuleProblem, Ruled},
    one::PinRuled,
    run::{found, problem, run},
};
