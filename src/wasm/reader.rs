//! What the reader answers: what there is on a page. It stores nothing and knows nothing that is stored.

use js_sys::Uint8Array;

use crate::{
    capture::{self, CaptureError, texts},
    model::time::Instant,
    protocol::{
        failure::{Code, Failure},
        request::ReaderRequest,
        response::ReaderResponse,
    },
};

/// What it is asked.
pub type Question = ReaderRequest;
/// What it answers.
pub type Answer = ReaderResponse;

/// Answers a question about a page.
///
/// # Errors
/// Why there is no answer.
pub async fn answer(question: Question, now: Instant, _: Option<Uint8Array>) -> Result<Answer, Failure> {
    Ok(match question {
        Question::Texts { file } if texts::give(&file) => Answer::Ready { texts: texts::COUNT as u32 },
        Question::Texts { .. } => return Err(no_texts()),
        // Without them every site would look like one that nobody knows.
        _ if !texts::are_there() => return Err(no_texts()),
        Question::Roots { url } => Answer::Roots(capture::roots(&url)),
        Question::Find { snapshot } => Answer::Found(capture::find(&snapshot)),
        Question::Read { snapshot, aim, pin } => {
            let draft = capture::draft(&snapshot, None, &aim, &pin, now).map_err(|error| match error {
                CaptureError::NoAddress => Code::PageUnreadable.into(),
                CaptureError::NoCard => Code::NoCard.into(),
                CaptureError::Unreadable(_) => Failure::new(Code::SnapshotInvalid, [error.to_string()]),
            })?;
            Answer::Draft(Box::new(draft))
        }
    })
}

fn no_texts() -> Failure {
    Failure::new(Code::Invalid, ["texts".to_owned()])
}
