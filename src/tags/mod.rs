//! The vocabulary: paths that move together. It never looks into pins.

pub mod path;
