//! What the teacher answers: the adapter that somebody's examples make, and what adapters are good for. It reads no card, stores nothing, and is a module of its
//! own, since it is needed only while somebody teaches.

use js_sys::Uint8Array;

use crate::{
    capture::{
        adapter::{Adapter, AdapterError, shelf},
        generalise::GeneraliseError,
        teach::learned,
        texts,
    },
    model::time::Instant,
    protocol::{
        failure::{Code, Failure},
        request::TeacherRequest,
        response::TeacherResponse,
    },
};

use super::told;

/// What it is asked.
pub type Question = TeacherRequest;
/// What it answers.
pub type Answer = TeacherResponse;

/// Answers a question about adapters.
///
/// # Errors
/// Why the examples make none, or an adapter cannot be used.
pub async fn answer(question: Question, now: Instant, _: Option<Uint8Array>) -> Result<Answer, Failure> {
    Ok(match question {
        Question::Texts { file } => Answer::Ready { texts: told::take(&file)? },
        // Without them no date is told from other words, and no adapter ships.
        _ if !texts::are_there() => return Err(told::missing()),
        Question::Teach { snapshot, picks } => {
            Answer::Learned(learned(&snapshot, &picks, now).map_err(|error| match error {
                GeneraliseError::NoAddress => Code::PageUnreadable,
                GeneraliseError::Apart => Code::TeachApart,
                _ => Code::TeachUnclear,
            })?)
        }
        Question::Check { data } => {
            let unusable = |error: AdapterError| Failure::new(Code::AdapterInvalid, [error.to_string()]);
            Answer::Checked((&Adapter::own(&data).map_err(unusable)?).into())
        }
        Question::Shelf => Answer::Shelf(shelf::all().iter().map(Into::into).collect()),
    })
}
