//! What the reader answers: what there is on a page. It stores nothing and knows nothing that is stored.

use js_sys::Uint8Array;

use crate::{
    capture::{
        CaptureError,
        adapter::{Adapter, shelf::Shelf},
        aim, looks,
        teach::{TryError, tried},
        texts,
    },
    model::time::Instant,
    protocol::{
        failure::{Code, Failure},
        request::ReaderRequest,
        response::ReaderResponse,
    },
};

use super::told;

/// What it is asked.
pub type Question = ReaderRequest;
/// What it answers.
pub type Answer = ReaderResponse;

/// Answers a question about a page.
///
/// # Errors
/// Why there is no answer.
pub async fn answer(question: Question, now: Instant, pixels: Option<Uint8Array>) -> Result<Answer, Failure> {
    Ok(match question {
        Question::Texts { file } => Answer::Ready { texts: told::take(&file)? },
        Question::Look { width } => {
            let pixels = pixels.map(|pixels| pixels.to_vec()).unwrap_or_default();
            let looks = usize::try_from(width).ok().and_then(|width| looks::of(&pixels, width));
            Answer::Looks(looks.ok_or_else(|| Failure::new(Code::Invalid, ["width".to_owned()]))?)
        }
        // Without them every site would look like one that nobody knows.
        _ if !texts::are_there() => return Err(told::missing()),
        Question::Roots { url, adapter } => Answer::Roots(aim::roots(&with(adapter), &url)),
        Question::Find { snapshot, adapter } => Answer::Found(aim::find(&with(adapter), &snapshot)),
        Question::Read { snapshot, aim, pin, adapter } => {
            let draft = aim::draft(&with(adapter), &snapshot, None, &aim, &pin, now).map_err(unread)?;
            Answer::Draft(Box::new(draft))
        }
        Question::Try { snapshot, adapter } => {
            let tried = tried(&snapshot, &adapter, now).map_err(|error| match error {
                TryError::Capture(error) => unread(error),
                // Why it cannot be used, the teacher says.
                TryError::Adapter(_) | TryError::NoAuthor => Code::TeachUnclear.into(),
            })?;
            Answer::Tried(Box::new(tried))
        }
    })
}

/// The shelf with the person's own adapter. One that cannot be used is left out, and the options say so.
fn with(own: Option<String>) -> Shelf {
    Shelf::with(own.and_then(|data| Adapter::own(&data).ok()))
}

fn unread(error: CaptureError) -> Failure {
    match error {
        CaptureError::NoAddress => Code::PageUnreadable.into(),
        CaptureError::NoCard => Code::NoCard.into(),
        CaptureError::Unreadable(_) => Failure::new(Code::SnapshotInvalid, [error.to_string()]),
    }
}
