//! Annotations: what they point at, and finding it again. It never changes what they point at.

pub mod target;
