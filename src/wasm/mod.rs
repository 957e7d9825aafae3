//! The core as the browser sees it: one function that answers questions, over records in IndexedDB.
//! It holds no rules of its own; everything outside this room never learns that a browser exists.

use js_sys::Uint8Array;
use tsify::{Ts, Tsify as _};
use wasm_bindgen::prelude::*;

use crate::protocol::{
    failure::{Code, Failure},
    request::Envelope,
    response::Response,
};

/// Answers one question. What it says is stored is stored on disk. `picture` are the bytes that go with a
/// question which stores a picture.
///
/// # Errors
/// When the question is not of the contract's form: a mistake of the caller's.
#[wasm_bindgen]
pub async fn handle(envelope: Ts<Envelope>, picture: Option<Uint8Array>) -> Result<Ts<Response>, JsError> {
    let envelope = envelope.to_rust()?;
    let name = format!("{:?}", envelope.request);
    let name = name.split([' ', '{']).next().unwrap_or_default().to_owned();
    drop(picture);
    Ok(Response::Failed(Failure { code: Code::Internal, details: vec![name] }).into_ts()?)
}
