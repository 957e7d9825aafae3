//! Paths of the vocabulary: moving them, and which of them look much alike.

pub mod alike;
pub mod distance;
pub mod path;
