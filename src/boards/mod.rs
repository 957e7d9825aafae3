//! Boards as people arrange them: the order of pins within sections. It never looks into pins.

pub mod order;
