//! What the courier answers: which call an errand makes next. It sends nothing itself, stores nothing, and keeps nothing between two
//! questions, the secret least of all.

use js_sys::Uint8Array;

use crate::{
    deliver::{self, Step, job::Secret, sign_in},
    model::time::Instant,
    protocol::{
        courier::{CourierRequest, CourierResponse},
        failure::Failure,
    },
    view::connector,
};

/// What it is asked.
pub type Question = CourierRequest;
/// What it answers.
pub type Answer = CourierResponse;

/// Answers a question about an errand.
///
/// # Errors
/// None: what goes wrong with an errand is how it ends.
pub async fn answer(question: Question, now: Instant, _: Option<Uint8Array>) -> Result<Answer, Failure> {
    Ok(match question {
        Question::Begin { errand, secret } => {
            stepped(deliver::begin(&errand, &Secret::new(&secret), now), now)
        }
        Question::Go { errand, secret, progress, reply } => {
            stepped(deliver::step(&errand, &Secret::new(&secret), *progress, &reply, now), now)
        }
        Question::SignIn(ask) => Answer::SignIn(Box::new(sign_in::answer(&ask, now))),
        Question::Connectors => Answer::Connectors(connector::connectors()),
    })
}

fn stepped(step: Step, now: Instant) -> Answer {
    let state = match &step {
        Step::Done(delivered) => Some(delivered.state(now)),
        Step::Stopped(stop) => Some(stop.state(now)),
        Step::Call { .. } | Step::Wait | Step::Tested(_) => None,
    };
    Answer::Step { step: Box::new(step), state }
}
