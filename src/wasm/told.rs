//! The texts that a module is told before it can answer: adapters and words for dates. It knows no question.

use crate::{
    capture::texts,
    protocol::failure::{Code, Failure},
};

/// Takes the file of the texts; how many there are.
///
/// # Errors
/// When it is another file.
pub fn take(file: &str) -> Result<u32, Failure> {
    if texts::give(file) { Ok(texts::COUNT as u32) } else { Err(missing()) }
}

/// What is said while they are not there.
pub fn missing() -> Failure {
    Failure::new(Code::Invalid, ["texts".to_owned()])
}
