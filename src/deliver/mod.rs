//! Deliveries to CRMs and helpdesks, as machines that a shell drives: they say which call is next, and read what came back. They
//! never call anything, never read a clock and keep no secret.
//!
//! Read in this order: `job` (what is delivered), `http` and `form` (calls), `limits`, `progress`, `problem` and `outcome`,
//! `connector` (what a destination knows), `page` (lists that are long), `machine` (the driver), `connectors` (one file each); `sign_in`
//! (how a person gets a token).
//!
//! A run always begins by looking: for the customer by key, for the note by its marker. So it can begin again at any moment,
//! and nothing but the delivery's state has to outlive a shell; only where the end of a run was not seen, it begins again no
//! sooner than [`Limits::settle_ms`] after, since the destination may still be at work.
//!
//! ```
//! # use pinfold::deliver::{self, Step, http::Reply, job::{Errand, Secret}};
//! # use pinfold::model::time::Instant;
//! # fn run(errand: &Errand, secret: &Secret, now: Instant, fetch: fn(&deliver::http::Call) -> Option<deliver::http::Answer>) -> Step {
//! let mut step = deliver::begin(errand, secret, now);
//! while let Step::Call { progress, call } = step {
//!     let reply = Reply { to: call.number, answer: fetch(&call) };
//!     step = deliver::step(errand, secret, progress, &reply, now);
//! }
//! # step
//! # }
//! ```

pub mod connector;
pub mod form;
pub mod http;
pub mod job;
pub mod limits;
pub mod outcome;
pub mod page;
pub mod problem;
pub mod progress;
pub mod retry;
pub mod sign_in;

mod connectors;
mod machine;

pub use self::{
    limits::Limits,
    machine::{MAX_CALLS, Step},
};

use self::{
    http::Reply,
    job::{Errand, Secret},
    machine::Run,
    progress::Progress,
};
use crate::model::{connection::ConnectorKind, time::Instant};

/// What a kind of destination takes and asks.
pub fn limits(kind: ConnectorKind) -> Limits {
    connectors::limits(kind)
}

/// Begins an errand, or begins it again.
pub fn begin(errand: &Errand, secret: &Secret, now: Instant) -> Step {
    Run::new(connectors::of(errand.connection.kind), errand, secret, now).begin()
}

/// Goes on with what came back of a call. `progress` is what stood beside the call.
pub fn step(errand: &Errand, secret: &Secret, progress: Progress, reply: &Reply, now: Instant) -> Step {
    Run::new(connectors::of(errand.connection.kind), errand, secret, now).step(progress, reply)
}
