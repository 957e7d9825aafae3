//! The core as the browser sees it: one function that answers questions, over records in IndexedDB.
//! It holds no rules of its own; everything outside this room never learns that a browser exists.
//!
//! Read in this order: `database` (the connection), `row` and `store` (records in it), `writer` (the one way
//! to change anything), then who answers: `background` and `library`.

#![allow(dead_code, reason = "the background's module and the library's each use their half of this room")]

mod error;
mod wait;

mod database;
mod row;
mod store;

mod picture;
mod staging;

mod background;
mod library;
mod writer;

use js_sys::{JSON, Uint8Array};
use serde::Deserialize as _;
use serde_json::Value;
use tsify::{Ts, Tsify as _};
use wasm_bindgen::prelude::*;

use crate::{
    model::time::Instant,
    protocol::{
        failure::{Code, Failure},
        request::{Envelope, Request},
        response::Response,
    },
};

/// Answers one question. What it says is stored is stored on disk. `picture` are the bytes that go with a
/// question which stores a picture.
///
/// # Errors
/// When the question is not of the contract's form: a mistake of the caller's.
#[wasm_bindgen]
pub async fn handle(envelope: Ts<Envelope>, picture: Option<Uint8Array>) -> Result<Ts<Response>, JsError> {
    let Envelope { now, request } = read(&envelope.js_value())?;
    let answer = answered(request, Instant::from_milliseconds(now), picture).await;
    Ok(answer.unwrap_or_else(Response::Failed).into_ts()?)
}

/// By way of a value, as records are read: one set of readers for both is 90 KB of Wasm less than two.
fn read(envelope: &JsValue) -> Result<Envelope, JsError> {
    let text = JSON::stringify(envelope).map_err(|_| JsError::new("the question is no JSON"))?;
    let value: Value = serde_json::from_str(&String::from(text))?;
    Ok(Envelope::deserialize(&value)?)
}

async fn answered(request: Request, now: Instant, picture: Option<Uint8Array>) -> Result<Response, Failure> {
    #[cfg(not(feature = "library"))]
    let answer = background::answer(request, now, picture).await?;
    #[cfg(feature = "library")]
    let answer = library::answer(request, now, picture).await?;
    answer.ok_or_else(|| Failure::new(Code::Internal, ["request".to_owned()]))
}
