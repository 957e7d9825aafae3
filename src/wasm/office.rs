//! What the office module answers: it packs rows and pictures that others chose. It reads no storage and knows no workspace.

use std::cell::RefCell;

use js_sys::Uint8Array;

use crate::{
    model::time::Instant,
    pack::{PackError, job::Job},
    protocol::{
        failure::{Code, Failure},
        office::{OfficeRequest, OfficeResponse},
    },
};

thread_local! {
    static JOB: RefCell<Option<Job>> = const { RefCell::new(None) };
}

/// What it is asked.
pub type Question = OfficeRequest;
/// What it answers.
pub type Answer = OfficeResponse;

/// Packs more.
///
/// # Errors
/// Why nothing more is packed; what was packed before is forgotten.
pub async fn answer(question: Question, _: Instant, bytes: Option<Uint8Array>) -> Result<Answer, Failure> {
    let bytes = bytes.map(|bytes| bytes.to_vec()).unwrap_or_default();
    let packed = JOB.with_borrow_mut(|job| pack(job, question, &bytes));
    if packed.is_err() {
        JOB.set(None);
    }
    Ok(Answer::Packed { used: packed? })
}

fn pack(job: &mut Option<Job>, question: Question, bytes: &[u8]) -> Result<bool, PackError> {
    let begun = job.as_mut().ok_or(PackError::OutOfOrder);
    match question {
        Question::Begin(plan) => *job = Some(Job::new(*plan)),
        Question::Drop => *job = None,
        Question::Picture { name } => return begun?.picture(&name, bytes),
        Question::Rows => begun?.rows(std::str::from_utf8(bytes).map_err(|_| PackError::BadRow)?)?,
        Question::Finish => begun?.finish()?,
    }
    Ok(true)
}

/// What was packed since it was last asked for.
pub fn packed() -> Vec<u8> {
    JOB.with_borrow_mut(|job| job.as_mut().map(Job::take)).unwrap_or_default()
}

impl From<PackError> for Failure {
    fn from(error: PackError) -> Self {
        let code = match error {
            PackError::FileTooLarge | PackError::TooManyRows | PackError::TooManySlides => Code::TooMany,
            PackError::BadRow | PackError::OutOfOrder => Code::Internal,
        };
        Self::new(code, [error.to_string()])
    }
}
