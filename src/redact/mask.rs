//! What was found, masked with words that say what stood there. It never masks half of a thing: the masked text is looked
//! at again until nothing is found in it.

use serde::{Deserialize, Serialize};

use super::{
    find::{Finding, Spot, spots},
    people::Known,
    view::View,
};
use crate::model::redaction::{Kind, Kinds};

/// How often what is left between masks is looked at again; after that, what still has something in it is masked whole.
const MAX_ROUNDS: usize = 6;
/// How many characters of an account or card stay: what people tell them apart by, and what a receipt prints.
const LAST: usize = 4;

/// A mask, in bytes of the text before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Change {
    /// What was found.
    pub kind: Kind,
    /// Where it began.
    pub start: usize,
    /// Where it ended.
    pub end: usize,
    /// What stands there now.
    pub shown: String,
    /// Where that begins in the masked text.
    pub at: usize,
}

/// A text with its masks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Masked {
    /// The text.
    pub text: String,
    /// The masks, in order.
    pub changes: Vec<Change>,
    /// The kind of everything that was found at the first look, masked or not.
    pub every: Vec<Kind>,
}

/// Masks what is found, in the words of a language (BCP 47; English where it is none of ours).
///
/// ```
/// use pinfold::redact::{Kinds, Known, mask};
/// let masked = mask("My IBAN is DE89 3704 0044 0532 0130 00.", &Known::default(), Kinds::USUAL, "en");
/// assert_eq!(masked.text, "My IBAN is [IBAN …3000].");
/// ```
pub fn mask(text: &str, known: &Known, kinds: Kinds, language: &str) -> Masked {
    let mut view = View::new(text);
    let first = spots(&view, known);
    let every = first.iter().filter_map(|spot| spot.finding(&view)).map(|finding| finding.kind).collect();
    let mut found = Vec::new();
    let (from, to) = (view.begin(), view.end());
    gather(&mut view, (from, to), first, known, kinds, MAX_ROUNDS, &mut found);
    let mut masked =
        Masked { text: String::with_capacity(text.len()), changes: Vec::with_capacity(found.len()), every };
    let mut done = 0;
    for finding in found {
        masked.text.push_str(text.get(done..finding.start).unwrap_or_default());
        let was = text.get(finding.start..finding.end).unwrap_or_default();
        let shown = placeholder(finding.kind, was, language);
        let at = masked.text.len();
        masked.text.push_str(&shown);
        masked.changes.push(Change { kind: finding.kind, start: finding.start, end: finding.end, shown, at });
        done = finding.end;
    }
    masked.text.push_str(text.get(done..).unwrap_or_default());
    masked
}

/// What is found in a part of a text, and in what is left between that, in order. `first` is what a look at the part found.
fn gather(
    view: &mut View,
    (from, to): (usize, usize),
    first: Vec<Spot>,
    known: &Known,
    kinds: Kinds,
    rounds: usize,
    out: &mut Vec<Finding>,
) {
    let mut found = first;
    found.retain(|spot| kinds.has(spot.kind) && spot.finding(view).is_some());
    let Some(kind) = found.first().map(|spot| spot.kind) else { return };
    if rounds == 0 {
        out.extend(Spot { kind, from, to }.finding(view));
        return;
    }
    let mut done = from;
    let ends = found.iter().map(|spot| spot.from).chain([to]);
    let mut gaps: Vec<(usize, usize)> = Vec::with_capacity(found.len() + 1);
    for (place, end) in ends.enumerate() {
        gaps.push((done, end));
        done = found.get(place).map_or(to, |spot| spot.to);
    }
    let mut found = found.iter();
    for (from, to) in gaps {
        view.narrow(from, to);
        let inner = spots(view, known);
        gather(view, (from, to), inner, known, kinds, rounds - 1, out);
        out.extend(found.next().and_then(|spot| spot.finding(view)));
    }
}

/// What stands in the place of something.
pub fn placeholder(kind: Kind, was: &str, language: &str) -> String {
    let german = language.split(['-', '_']).next().is_some_and(|primary| primary.eq_ignore_ascii_case("de"));
    let view = View::new(was);
    let mut last = String::new();
    for c in (0..view.end())
        .rev()
        .filter_map(|place| view.at(place))
        .filter(char::is_ascii_alphanumeric)
        .take(LAST)
    {
        last.insert(0, c);
    }
    match (kind, german) {
        (Kind::Iban, _) => format!("[IBAN …{last}]"),
        (Kind::Card, false) => format!("[card …{last}]"),
        (Kind::Card, true) => format!("[Karte …{last}]"),
        (Kind::Email, false) => "[e-mail]".to_owned(),
        (Kind::Email, true) => "[E-Mail]".to_owned(),
        (Kind::Order, false) => "[order number]".to_owned(),
        (Kind::Order, true) => "[Vorgangsnummer]".to_owned(),
        (Kind::Phone, false) => "[phone]".to_owned(),
        (Kind::Phone, true) => "[Telefon]".to_owned(),
        (Kind::Handle, false) => "[account]".to_owned(),
        (Kind::Handle, true) => "[Konto]".to_owned(),
        (Kind::Name, false) => "[name]".to_owned(),
        (Kind::Name, true) => "[Name]".to_owned(),
    }
}
