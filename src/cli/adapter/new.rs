//! `pinfold adapter new`: the draft of an adapter, from what repeats on a saved page. It claims nothing: every line of it is
//! to be verified, and says what it gives.

use std::{fmt::Write as _, fs, io::Write};

use serde_json::Value;

use super::{New, guess, written::Written};
use crate::{
    capture::{
        self,
        adapter::{Adapter, format},
        aim, finder, generalise, report,
        select::Selector,
        slot::Slot,
        text,
        tree::Tree,
    },
    cli::{CliError, line, store, time},
    model::{id::PinId, pin::PinKind},
};

/// Most cards that are looked at for the one that shows most.
const MAX_LOOKED_AT: usize = 30;
/// Characters past which a text shows no more of where it stands.
const MUCH_TEXT: usize = 400;
/// What a case expects, of all that is read.
const EXPECTED: &[&str] = &["kind", "url", "native_id", "author", "published", "title", "text", "missing"];

pub(super) fn run(asked: &New, out: &mut dyn Write) -> Result<(), CliError> {
    let refused = |reason: String| CliError::Draft { path: asked.from.clone(), reason };
    let now = time(asked.now);
    let snapshot = capture::html::snapshot(&store::read(&asked.from)?, &asked.url);
    let tree = Tree::new(&snapshot).map_err(|error| refused(error.to_string()))?;
    let ground = aim::ground(&snapshot, now).map_err(|_| CliError::NoAddress(asked.url.clone()))?;
    let cards = match &asked.root {
        Some(source) => {
            let root = Selector::new(source).map_err(|error| refused(error.to_string()))?;
            (0..tree.len()).filter(|row| root.matches(&tree, *row)).collect()
        }
        None => finder::find(&tree),
    };
    // The card that shows the most is the example, of the kind that there is most of.
    let kind = |row: &u32| {
        (tree.name(*row), tree.attribute(*row, "class").and_then(|all| all.split_whitespace().next()))
    };
    let often = |row: &u32| cards.iter().filter(|other| kind(other) == kind(row)).count();
    let most = cards.iter().take(MAX_LOOKED_AT).map(often).max().unwrap_or_default();
    let likely = cards.iter().filter(|row| often(row) == most).take(MAX_LOOKED_AT);
    let words = |row: u32| text::line(&tree, row, &|_| false).chars().count().min(MUCH_TEXT);
    let shows = |(_, picks): &(u32, Vec<(Slot, u32)>)| {
        let text = picks.iter().find(|(slot, _)| *slot == Slot::Text).map_or(0, |(_, row)| words(*row));
        (picks.len(), text)
    };
    let guesses = likely.map(|row| (*row, guess::picks(&tree, *row, &ground)));
    let best = guesses.reduce(|best, other| if shows(&other) > shows(&best) { other } else { best });
    let Some((root, picks)) = best.filter(|(_, picks)| !picks.is_empty()) else {
        return Err(refused(
            "no block that repeats has an author, a time or a text: say one with --root".to_owned(),
        ));
    };
    let today = now.to_rfc3339();
    let today = today.get(..10).unwrap_or_default();
    let examples = generalise::Examples { kind: PinKind::Post, root: Some(root), picks };
    let draft = generalise::adapter(&tree, &examples, today).map_err(|error| refused(error.to_string()))?;
    let compiled =
        Adapter::new(&serde_json::to_value(&draft)?).map_err(|error| refused(error.to_string()))?;
    let read = capture::clip_by(&compiled, &snapshot, &PinId::nil(), now);
    let read: Vec<Value> =
        read.map_err(|error| refused(error.to_string()))?.iter().map(report::object).collect();
    let fixture = asked.from.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let text =
        written(&draft, &read, &Page { fixture: &fixture, url: &asked.url, lang: &snapshot.head.lang })?;
    // What is written is read again before anybody relies on it.
    Written::read(text.clone())
        .map_err(|problem| refused(format!("line {}: {}", problem.line, problem.reason)))?;
    match &asked.output {
        Some(path) => {
            fs::write(path, text).map_err(|error| CliError::Write { path: path.clone(), error })?;
            read.iter().try_for_each(|card| line(out, card))
        }
        None => write!(out, "{text}").map_err(CliError::Print),
    }
}

/// What the draft is made from.
struct Page<'p> {
    fixture: &'p str,
    url: &'p str,
    lang: &'p str,
}

/// The draft as a file, with what each field gives.
fn written(draft: &format::Adapter, read: &[Value], page: &Page) -> Result<String, CliError> {
    let written = serde_json::to_value(draft)?;
    let mut out = format!(
        "# A draft from {}: verify every line with other pages, in another interface language too.\n",
        page.fixture
    );
    let whole = ["id", "network", "site", "hosts", "updated", "expires"];
    for key in whole {
        put(&mut out, key, written.get(key));
    }
    for card in written.get("card").and_then(Value::as_array).into_iter().flatten() {
        let _ = write!(out, "\n# {} on this page.\n[[card]]\n", counted(read.len()));
        for key in ["kind", "root", "holds", "required", "identity"] {
            put(&mut out, key, card.get(key));
        }
        out.push_str("\n[card.fields]\n");
        for (slot, candidates) in card.get("fields").and_then(Value::as_object).into_iter().flatten() {
            let gives = |card: &&Value| !given(card, slot).is_null();
            let first = read.iter().find(gives).map(|card| given(card, slot)).unwrap_or_default();
            let shown: String = first.to_string().chars().take(80).collect();
            let count = read.iter().filter(gives).count();
            let _ = writeln!(out, "# To be verified: in {count} of {}, as in {shown}.", counted(read.len()));
            put(&mut out, slot, Some(candidates));
        }
    }
    let asked = |card: &Value| card.get("missing").is_some();
    // The best card that nobody is asked about shows what the adapter is for.
    let at = read.iter().position(|card| !asked(card)).unwrap_or(0);
    if let Some(card) = read.get(at) {
        out.push_str("\n# To be verified: that this is what the page says.\n[[case]]\n");
        put(&mut out, "fixture", Some(&page.fixture.into()));
        put(&mut out, "url", Some(&page.url.into()));
        put(&mut out, "lang", Some(&page.lang.into()));
        put(&mut out, "at", Some(&at.into()).filter(|_| at > 0));
        out.push_str("[case.expect]\n");
        for key in EXPECTED {
            put(&mut out, key, card.get(*key));
        }
    }
    Ok(out)
}

fn counted(cards: usize) -> String {
    if cards == 1 { "1 card".to_owned() } else { format!("{cards} cards") }
}

/// One key in TOML; what has no value is not written.
fn put(out: &mut String, key: &str, value: Option<&Value>) {
    if let Some(value) = value.and_then(|value| toml::Value::try_from(value).ok()) {
        let _ = writeln!(out, "{key} = {value}");
    }
}

/// What a card gives for a slot, in the shape of the report.
fn given(card: &Value, slot: &str) -> Value {
    let author = |name: &str| card.get("author").and_then(|author| author.get(name));
    let value = match slot {
        "name" | "handle" => author(slot),
        "profile" => author("url"),
        "author_id" => author("native_id"),
        "image" | "poster" => card.get("media").and_then(|all| all.get(0)).and_then(|one| one.get("url")),
        _ => card.get(slot),
    };
    value.cloned().unwrap_or_default()
}
