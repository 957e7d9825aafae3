//! The loops that go over whole files, pictures and lists. They are a crate of their own because it is compiled for speed, where all
//! else is for size: cargo tells the two apart by crate. They know bytes, pixels and numbers, and no noun of Pinfold.

pub mod clean;
pub mod csv;
pub mod lab;
pub mod looks;
pub mod sorting;
mod wide;
