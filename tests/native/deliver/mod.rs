//! Deliveries: what is sent, exactly once, to fakes of ours that keep what they are given and enforce what is known of each
//! destination. What real servers do is tested with them (`tests/e2e/deliver.test.ts`).

#[cfg(feature = "cli")]
mod cli;
mod described;
mod fakes;
mod hostile;
mod machine;
mod once;
mod pages;
mod parts;
mod pinterest;
mod seen;
mod sign_in;
mod webhook;
mod world;
