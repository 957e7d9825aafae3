//! Pinfold's core: it turns snapshots of pages into pins, and commands on pins into batches of records.
//! It never reads a clock, a network or a disk: time and ids are arguments, batches are results.

pub mod model;

pub mod capture;
