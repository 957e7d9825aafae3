//! The core as the browser sees it: one function that answers questions, over records in IndexedDB.
//! It holds no rules of its own; everything outside this room never learns that a browser exists.
//!
//! Read in this order: `database` (the connection), `row`, `store` and `log` (records in it), `writer` (the one way
//! to change anything), then who answers: `background`, `care`, `courier`, `library`, `office`, `reader` and `teacher`.

#![allow(dead_code, reason = "each of the seven modules uses its part of this room")]

mod error;
mod wait;

mod database;
mod log;
mod row;
mod store;

mod picture;
mod staging;

mod writer;

mod told;
mod typed;

mod background;
mod care;
mod courier;
mod library;
mod office;
mod reader;
mod teacher;

use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use tsify::{Ts, Tsify as _};
use wasm_bindgen::prelude::*;

use crate::{
    json,
    model::time::Instant,
    protocol::failure::{Code, Failure},
};

// One module each, so that a wake-up compiles no more than it needs.
#[cfg(not(any(
    feature = "care",
    feature = "courier",
    feature = "office",
    feature = "reader",
    feature = "teacher",
    feature = "library"
)))]
use background as room;
#[cfg(feature = "care")]
use care as room;
#[cfg(feature = "courier")]
use courier as room;
#[cfg(feature = "library")]
use library as room;
#[cfg(feature = "office")]
use office as room;
#[cfg(feature = "reader")]
use reader as room;
#[cfg(feature = "teacher")]
use teacher as room;

/// How `model::sorted_map` and `model::sorted_set` are written.
#[wasm_bindgen(typescript_custom_section)]
const SORTED: &str =
    "export type SortedMap<K extends string, V> = Record<K, V>; export type SortedSet<T> = T[];";

/// Answers one question, asked at `now` (milliseconds since the epoch). What it says is stored is stored on
/// disk. `picture` are the bytes that go with a question which stores a picture.
///
/// # Errors
/// When the answer cannot be handed over: a mistake of ours.
#[wasm_bindgen]
pub async fn handle(
    now: f64,
    request: Ts<room::Question>,
    picture: Option<Uint8Array>,
) -> Result<Ts<room::Answer>, JsError> {
    let now = Instant::from_milliseconds(now as i64);
    let answer = match read(&request.js_value()) {
        Some(question) => room::answer(question, now, picture).await,
        None => Err(Failure::new(Code::Invalid, ["question".to_owned()])),
    };
    Ok(answer.unwrap_or_else(room::Answer::Failed).into_ts()?)
}

/// What the office module packed and nobody took yet: bytes, which an answer in JSON could not carry.
#[cfg(feature = "office")]
#[wasm_bindgen]
pub fn packed() -> Vec<u8> {
    office::packed()
}

/// The texts of the file that the library module exported last, in the order of its parts, where they stand empty: as bytes,
/// since in an answer each sign of them would be looked at four times on its way to the file.
#[cfg(feature = "library")]
#[wasm_bindgen]
pub fn written() -> js_sys::Array {
    library::written()
}

/// By way of the text that the browser makes of it, since walking the values would cost 30 KB more at every wake, and of a
/// value, as records are read: one set of readers serves both. `None` where it is not of the contract's form.
fn read<Question: DeserializeOwned>(question: &JsValue) -> Option<Question> {
    let text = js_sys::JSON::stringify(question).ok()?.as_string()?;
    json::read(&json::parse(&json::mended(text)).ok()?).ok()
}
