//! JSON into types, with as little code as can be: a text or a foreign value to a value, a value to a type. It knows no type of the
//! program, and never goes from text to a type at once: readers over text are compiled into every type.

mod lean;
mod mended;
mod value;

pub use self::{
    lean::{LeanError, read, read_as},
    mended::mended,
    value::{Any, parse},
};
