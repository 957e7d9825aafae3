//! What the composer answers: a pin as the note a destination would get, and the page that goes with it. It stores nothing and
//! sends nothing, and is a module of its own, since it is needed only while somebody writes a note.

use js_sys::Uint8Array;

use super::store::rounds;
use crate::{
    model::time::Instant,
    protocol::{
        composer::{ComposerRequest, ComposerResponse},
        failure::{Code, Failure},
    },
    view::compose,
};

/// What it is asked.
pub type Question = ComposerRequest;
/// What it answers.
pub type Answer = ComposerResponse;

/// Answers a question about a note.
///
/// # Errors
/// Why there is no answer.
pub async fn answer(question: Question, now: Instant, _: Option<Uint8Array>) -> Result<Answer, Failure> {
    Ok(match question {
        Question::Compose(ask) => {
            let loaded = rounds(|round, loaded| compose::plan(&ask, round, loaded)).await?;
            let view = compose::compose(&ask, &loaded).ok_or_else(|| missing("pin"))?;
            Answer::Composed(Box::new(view))
        }
        Question::Evidence { pin, masked, language } => {
            let loaded = rounds(|round, loaded| compose::evidence_plan(&pin, round, loaded)).await?;
            let parts = compose::evidence(&pin, masked, &language, &loaded, now);
            Answer::Evidence(parts.ok_or_else(|| missing("pin"))?)
        }
    })
}

fn missing(what: &str) -> Failure {
    Failure::new(Code::NotFound, [what.to_owned()])
}
