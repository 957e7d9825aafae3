//! The boundary and the records behind it, in a real browser: what is acknowledged lies in IndexedDB, what is
//! refused does not.
// The background's module alone: each has its own questions.
#![cfg(all(
    target_arch = "wasm32",
    not(any(
        feature = "care",
        feature = "courier",
        feature = "reader",
        feature = "teacher",
        feature = "library"
    ))
))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod log;

use js_sys::{Promise, Uint8Array};
use pinfold::{
    protocol::{
        failure::Code,
        request::BackgroundRequest,
        response::{BackgroundResponse, DraftView},
    },
    wasm::handle,
};
use serde_json::{Value, json};
use tsify::{Ts, Tsify as _};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Looks at the database behind the core's back, and does to it what a failing disk does.
#[wasm_bindgen(inline_js = r#"
const opened = () => new Promise((resolve, reject) => {
  const request = indexedDB.open("pinfold");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const done = (transaction, value) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => { transaction.db.close(); resolve(value()); };
  transaction.onabort = () => reject(transaction.error);
});
export async function rows(store) {
  const transaction = (await opened()).transaction(store);
  const found = transaction.objectStore(store).getAll();
  return done(transaction, () => found.result.length);
}
export async function damage(kind, id) {
  const transaction = (await opened()).transaction("records", "readwrite");
  const records = transaction.objectStore("records");
  const found = records.get([kind, id]);
  found.onsuccess = () => records.put({ ...found.result, body: found.result.body.replace("on", "xx") });
  return done(transaction, () => undefined);
}
export async function forget(kind, id) {
  const transaction = (await opened()).transaction("records", "readwrite");
  const records = transaction.objectStore("records");
  const found = records.get([kind, id]);
  found.onsuccess = () => records.put({ ...found.result, by: found.result.by.filter((key) => !key.startsWith("alike:")) });
  return done(transaction, () => undefined);
}
export async function picture(id) {
  const transaction = (await opened()).transaction("blobs");
  const found = transaction.objectStore("blobs").get(id);
  const blob = await done(transaction, () => found.result);
  return blob && `${blob.type} ${[...new Uint8Array(await blob.arrayBuffer())].join()}`;
}
"#)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn rows(store: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn damage(kind: &str, id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn forget(kind: &str, id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn picture(id: &str) -> Result<JsValue, JsValue>;
}

const NOW: f64 = 1_763_805_600_000.0;

async fn answered(request: Value, picture: Option<&[u8]>) -> BackgroundResponse {
    let request: BackgroundRequest = serde_json::from_value(request).unwrap();
    let picture = picture.map(Uint8Array::from);
    handle(NOW, request.into_ts().unwrap(), picture).await.unwrap().to_rust().unwrap()
}

async fn ask(request: Value) -> BackgroundResponse {
    answered(request, None).await
}

async fn records() -> f64 {
    rows("records").await.unwrap().as_f64().unwrap()
}

/// An id with a number in it, so that each test has its own.
fn id(number: u32) -> String {
    format!("01ARZ3NDEKTSV4RRFFQ{number:07}")
}

fn switch(change: u32, host: &str) -> Value {
    json!({"edit": {"change": id(change), "command": {"site_switch": {"host": host, "state": "on"}}}})
}

async fn hosts() -> Vec<String> {
    match ask(json!("setup")).await {
        BackgroundResponse::Setup(setup) => setup.sites.into_iter().map(|site| site.host).collect(),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn what_is_acknowledged_is_there_and_asking_again_doubles_nothing() {
    let BackgroundResponse::Stored(first) = ask(switch(1, "a.example")).await else { panic!("not stored") };
    assert_eq!(first.keys.len(), 2, "the site, and the change that undoes it: {:?}", first.keys);
    let there = records().await;
    assert!(hosts().await.contains(&"a.example".to_owned()));
    assert!(matches!(ask(switch(1, "a.example")).await, BackgroundResponse::Stored(_)));
    assert_eq!(records().await, there);
}

#[wasm_bindgen_test]
async fn what_is_refused_writes_nothing() {
    assert!(!hosts().await.contains(&"never.example".to_owned()));
    let before = records().await;
    let gone = json!({"edit": {"change": id(2), "command": {"pins_delete": {"pins": [id(99)]}}}});
    let BackgroundResponse::Failed(failure) = ask(gone).await else { panic!("not refused") };
    assert_eq!(failure.code, Code::NotFound);
    assert_eq!(records().await, before);
}

#[wasm_bindgen_test]
async fn a_question_of_no_known_form_is_refused() {
    for question in [JsValue::NULL, JsValue::from_f64(1.0), JsValue::from_str("no question")] {
        let answer = handle(NOW, Ts::new_unchecked(question), None).await.unwrap().to_rust().unwrap();
        let BackgroundResponse::Failed(failure) = answer else { panic!("{answer:?}") };
        assert_eq!((failure.code, failure.details), (Code::Invalid, vec!["question".to_owned()]));
    }
}

#[wasm_bindgen_test]
async fn a_damaged_record_is_set_aside_and_not_lost() {
    ask(switch(3, "damaged.example")).await;
    damage("site", "damaged.example").await.unwrap();
    assert!(!hosts().await.contains(&"damaged.example".to_owned()));
    // Whoever writes next sets it aside and goes on.
    assert!(matches!(ask(switch(4, "damaged.example")).await, BackgroundResponse::Stored(_)));
    assert!(hosts().await.contains(&"damaged.example".to_owned()));
    assert_eq!(rows("aside").await.unwrap().as_f64(), Some(1.0));
}

#[wasm_bindgen_test]
async fn questions_at_once_are_answered_one_after_the_other() {
    let keep = |change: u32, pin: u32| {
        let draft = draft("https://shop.example/lamp");
        let request = json!({"keep": {"change": id(change), "pin": id(pin), "draft": draft}});
        future_to_promise(async move { Ok(ask(request).await.into_ts().unwrap().js_value()) })
    };
    let both = js_sys::Array::of2(&keep(5, 50), &keep(6, 60));
    JsFuture::from(Promise::all(&both)).await.unwrap();
    // Two pins of the same thing would be one too many: the second is an observation of the first.
    let BackgroundResponse::Preview(view) =
        ask(json!({"known": {"draft": draft("https://shop.example/lamp")}})).await
    else {
        panic!("no preview")
    };
    let DraftView { pinned, .. } = *view;
    assert_eq!(pinned.unwrap().as_str(), id(50));
    let missing = json!({"editor": {"pin": id(60)}});
    assert!(
        matches!(ask(missing).await, BackgroundResponse::Failed(failure) if failure.code == Code::NotFound)
    );
}

#[wasm_bindgen_test]
async fn a_picture_is_stored_with_what_is_said_of_it() {
    let kept =
        ask(json!({"keep": {"change": id(7), "pin": id(70), "draft": draft("https://shop.example/cup")}}))
            .await;
    assert!(matches!(kept, BackgroundResponse::Captured { .. }));
    let media = format!("{}.0", id(70));
    let state = json!({"stored": {"mime": "image/webp", "bytes": 0, "digest": ""}});
    let set = json!({"media_set": {"pin": id(70), "media": media, "state": state, "size": [3, 1]}});
    let stored = answered(json!({"edit": {"change": id(8), "command": set}}), Some(&[1, 2, 3])).await;
    assert!(matches!(stored, BackgroundResponse::Stored(_)), "{stored:?}");
    assert_eq!(picture(&media).await.unwrap().as_string().unwrap(), "image/webp 1,2,3");
    let BackgroundResponse::Editor(editor) = ask(json!({"editor": {"pin": id(70)}})).await else {
        panic!("no editor")
    };
    let said = serde_json::to_value(&editor.detail.pin.content.media).unwrap();
    assert_eq!(said[0]["state"]["stored"]["bytes"], 3);
    assert_eq!(said[0]["state"]["stored"]["digest"], pinfold::schema::checksum::of(&[1, 2, 3]));
}

#[wasm_bindgen_test]
async fn what_an_older_version_stored_is_found_by_all_that_this_one_finds_it_by() {
    let words = "The kettle leaks from the bottom after only one week of use.";
    for (change, pin) in [(20, 200), (21, 210)] {
        let url = format!("https://forum.example/{pin}");
        let source = json!({"page_url": url, "url": url, "site": "forum.example"});
        let draft = json!({"content": {"kind": "post", "source": source, "text": words}});
        let kept = ask(json!({"keep": {"change": id(change), "pin": id(pin), "draft": draft}})).await;
        assert!(matches!(kept, BackgroundResponse::Captured { .. }), "{kept:?}");
    }
    forget("pin", &id(210)).await.unwrap();
    let alike = async || {
        let BackgroundResponse::Editor(editor) = ask(json!({"editor": {"pin": id(200)}})).await else {
            panic!("no editor")
        };
        editor.detail.similar.into_iter().map(|one| one.card.id.to_string()).collect::<Vec<_>>()
    };
    assert!(alike().await.is_empty());
    let BackgroundResponse::Reindexed(next) = ask(json!({"reindex": {}})).await else { panic!("no answer") };
    assert_eq!((alike().await, next), (vec![id(210)], None));
}

/// A product with a picture that waits to be fetched.
fn draft(url: &str) -> Value {
    let pin = if url.ends_with("cup") { id(70) } else { id(50) };
    json!({"content": {
        "kind": "product",
        "source": {"page_url": url, "url": url, "site": "shop.example"},
        "title": "🪔 null \u{0}\u{fffd}",
        "media": [{"id": format!("{pin}.0"), "url": "https://img.example/1.png", "state": "pending"}],
    }})
}
