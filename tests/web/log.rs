//! What is written by the hundred: it stands in the log, is settled a few at a time, and whoever reads sees no difference. Seeded
//! commands of all sizes, undone, asked for twice and settled in between, against what plain maps say.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{BackgroundResponse, Code, ask, id, rows};

/// Does what the background does in another process: what stood in the log lies in its place, one record was written after that, and
/// another stands in the log.
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
export async function row(id) {
  const transaction = (await opened()).transaction("records");
  const found = transaction.objectStore("records").get(["pin", id]);
  return done(transaction, () => found.result);
}
export async function elsewhere(written, id) {
  const transaction = (await opened()).transaction(["records", "log"], "readwrite");
  const [records, log] = ["records", "log"].map((name) => transaction.objectStore(name));
  const pages = log.getAll();
  pages.onsuccess = () => {
    for (const one of pages.result.flat()) one.body === undefined ? records.delete(one.key) : records.put(one);
    log.clear();
    records.put(written);
    const other = records.get(["pin", id]);
    other.onsuccess = () => log.add([other.result]);
  };
  return done(transaction, () => undefined);
}
"#)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn row(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn elsewhere(written: &JsValue, id: &str) -> Result<JsValue, JsValue>;
}

const PAGES: u32 = 10;
/// More pins together than go to their places at once.
const PINS: u32 = 240;
const STEPS: u32 = 60;
/// Where the ids of this test begin: each test has its own.
const FIRST: u32 = 50_000;
const CHANGES: u32 = 60_000;
const TAGS: [&str; 3] = ["one", "two", "three"];

type Pins = BTreeMap<u32, BTreeSet<&'static str>>;

/// Numbers that look like chance and are the same on every run.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % sides
    }
}

async fn logged() -> u32 {
    rows("log").await.unwrap().as_f64().unwrap() as u32
}

async fn edit(change: u32, command: serde_json::Value) -> BackgroundResponse {
    ask(json!({"edit": {"change": id(CHANGES + change), "command": command}})).await
}

fn page_of(pin: u32) -> String {
    format!("https://pages.example/{}", pin % PAGES)
}

/// What a page says of its pins: found by an index, each with its tags.
async fn seen() -> Pins {
    let mut pins = Pins::new();
    for page in 0..PAGES {
        let BackgroundResponse::Page(view) = ask(json!({"page": {"url": page_of(page)}})).await else {
            panic!("no page")
        };
        for card in view.pins {
            let number =
                card.id.as_str().trim_start_matches("01ARZ3NDEKTSV4RRFFQ").parse::<u32>().unwrap() - FIRST;
            let tags = TAGS.into_iter().filter(|tag| card.tags.iter().any(|own| own.path.as_str() == *tag));
            pins.insert(number, tags.collect());
        }
    }
    pins
}

/// The same of one pin, found by its key.
async fn seen_alone(pin: u32) -> Option<BTreeSet<&'static str>> {
    match ask(json!({"editor": {"pin": id(FIRST + pin)}})).await {
        BackgroundResponse::Editor(editor) => {
            let own = &editor.detail.pin.tags;
            Some(TAGS.into_iter().filter(|tag| own.iter().any(|one| one.as_str() == *tag)).collect())
        }
        BackgroundResponse::Failed(failure) if failure.code == Code::NotFound => None,
        other => panic!("{other:?}"),
    }
}

async fn settle_all() {
    loop {
        match ask(json!("settle")).await {
            BackgroundResponse::Settled(true) => {}
            BackgroundResponse::Settled(false) => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(logged().await, 0);
}

#[wasm_bindgen_test]
async fn what_stands_in_the_log_is_what_there_is() {
    let mut pins = Pins::new();
    for pin in 0..PINS {
        let url = format!("https://pages.example/post/{pin}");
        let source = json!({"page_url": page_of(pin), "url": url, "site": "pages.example"});
        let draft = json!({"content": {"kind": "post", "source": source, "text": format!("Number {pin}")}});
        let kept = ask(
            json!({"keep": {"change": id(CHANGES + 1_000 + pin), "pin": id(FIRST + pin), "draft": draft}}),
        )
        .await;
        assert!(matches!(kept, BackgroundResponse::Captured { .. }), "{kept:?}");
        pins.insert(pin, BTreeSet::new());
    }
    assert_eq!(
        (seen().await, logged().await),
        (pins.clone(), 0),
        "pinned one by one, all go to their places"
    );
    let mut dice = Dice(20_261_123);
    // Changes that can be undone, with what there was before.
    let mut past: Vec<(u32, Pins)> = Vec::new();
    let (mut logged_once, mut both) = (false, false);
    for step in 0..STEPS {
        let some: Vec<u32> = pins.keys().copied().filter(|_| step % 4 == 0 || dice.roll(80) == 0).collect();
        let ids: Vec<String> = some.iter().map(|pin| id(FIRST + pin)).collect();
        let before = pins.clone();
        let was_logged = logged().await;
        match dice.roll(6) {
            0..3 if !some.is_empty() => {
                let (add, remove) = (TAGS[dice.roll(3) as usize], TAGS[dice.roll(3) as usize]);
                let add = if add == remove { vec![] } else { vec![add] };
                let stored =
                    edit(step, json!({"pins_tag": {"pins": ids, "add": add, "remove": [remove]}})).await;
                assert!(matches!(stored, BackgroundResponse::Stored(_)), "{stored:?}");
                for pin in &some {
                    let tags = pins.get_mut(pin).unwrap();
                    tags.remove(remove);
                    tags.extend(&add);
                }
                // What changed nothing cannot be undone.
                if pins != before {
                    past.push((step, before));
                }
            }
            3 if some.len() > 3 => {
                // A few, so that enough are left.
                let few = if dice.roll(3) == 0 { some.len() } else { 3 };
                let stored = edit(step, json!({"pins_delete": {"pins": &ids[..few]}})).await;
                assert!(matches!(stored, BackgroundResponse::Stored(_)), "{stored:?}");
                for pin in &some[..few] {
                    pins.remove(pin);
                }
                past.push((step, before));
            }
            4 => {
                if let Some((change, was)) = past.pop() {
                    let undo = json!({"undo": {"change": id(CHANGES + change)}});
                    let stored = edit(step, undo.clone()).await;
                    assert!(matches!(stored, BackgroundResponse::Stored(_)), "{stored:?}");
                    // Who heard no answer asks again.
                    let again = edit(step, undo).await;
                    assert!(matches!(again, BackgroundResponse::Stored(_)), "{again:?}");
                    pins = was;
                }
            }
            _ => {
                ask(json!("settle")).await;
            }
        }
        let now = logged().await;
        logged_once |= was_logged == 0 && now > 0;
        both |= was_logged > 0 && now > was_logged;
        assert_eq!(seen().await, pins, "after step {step}");
        for _ in 0..3 {
            let pin = dice.roll(PINS);
            assert_eq!(seen_alone(pin).await.as_ref(), pins.get(&pin), "pin {pin} after step {step}");
        }
    }
    assert!(logged_once && both, "many go to the log, and what follows goes behind them");
    settle_all().await;
    assert_eq!(seen().await, pins, "settled");
    let numbers: Vec<u32> = pins.keys().copied().collect();
    let ids: Vec<String> = numbers.iter().map(|pin| id(FIRST + pin)).collect();
    let before = row(&ids[0]).await.unwrap();
    edit(STEPS, json!({"pins_tag": {"pins": ids, "add": ["last"], "remove": TAGS}})).await;
    assert!(logged().await > 0 && pins[&numbers[0]] != BTreeSet::new());
    assert_eq!(seen_alone(numbers[0]).await, Some(BTreeSet::new()));
    elsewhere(&before, &ids[1]).await.unwrap();
    assert_eq!(
        seen_alone(numbers[0]).await,
        Some(pins[&numbers[0]].clone()),
        "what was known of the log is over"
    );
    edit(STEPS + 1, json!({"pins_delete": {"pins": ids}})).await;
    assert_eq!(seen().await, Pins::new());
    settle_all().await;
    assert_eq!(seen().await, Pins::new());
}
