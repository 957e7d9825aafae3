//! Other pins that have to do with one: those of its thread, and those that are alike. What is alike is named with the
//! reason, and never made one.

use pinfold_kernels::sorting::sort_by_key;
use serde::{Deserialize, Serialize};

use super::{card::PinCard, records::Records};
use crate::model::{
    id::PinId,
    letters,
    media::{Kinship, Prints},
    pin::{Content, Pin},
    prints,
    record::{IndexKey, Record, RecordKind},
    text::folded,
    tie::Tie,
};

/// Most pins of a thread that are shown: longer ones are read on the site.
const MAX_THREAD: usize = 50;
/// Most alike pins that are shown.
const MAX_SIMILAR: usize = 10;
/// Most candidates that are compared: a text that thousands share would cost a comparison with each.
const MAX_COMPARED: usize = 200;
/// From this share of common pairs of words on, in percent, one text was made of the other.
const ALIKE: u32 = 50;

/// A pin that is alike, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Similar {
    /// The other pin.
    pub card: PinCard,
    /// Why.
    pub because: Likeness,
}

/// Why two pins are alike, or belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same words.
    SameText,
    /// Much of the same words.
    LikeText {
        /// How much, in percent.
        percent: u32,
    },
    /// The same picture, in another size or encoding, or in a border.
    SamePicture,
    /// The pin's picture was cut out of this one.
    CutOut,
    /// This picture was cut out of the pin's.
    CutFrom,
    /// The same product: by its number, or by brand and name.
    SameProduct,
    /// A person linked them.
    Linked,
}

/// The index keys of pins that have to do with this one.
pub(super) fn related(content: &Content) -> Vec<IndexKey> {
    let answers = [&content.thread.root, &content.thread.parent, &content.thread.quoted];
    let answers = answers.into_iter().flatten().map(|url| IndexKey::identity(url));
    roots(content).map(IndexKey::thread).chain(answers).chain(content.likenesses()).collect()
}

/// The addresses under which its thread is found: its root's, and its own, where others have it for their root.
fn roots(content: &Content) -> impl Iterator<Item = &str> {
    content.thread.root.iter().chain(&content.source.url).map(String::as_str)
}

/// The other pins of its thread, and what it answers or quotes, in the thread's order.
pub(super) fn thread<'a>(pin: &Pin, records: &'a impl Records) -> Vec<&'a Pin> {
    let content = &pin.content;
    let of_thread = roots(content).flat_map(|root| records.pins_by(&IndexKey::thread(root)));
    let answers = [&content.thread.root, &content.thread.parent, &content.thread.quoted];
    let answers = answers.into_iter().flatten().flat_map(|url| records.pins_by(&IndexKey::identity(url)));
    let mut pins: Vec<&Pin> = of_thread.chain(answers).filter(|other| other.id != pin.id).collect();
    let place = |pin: &Pin| match pin.content.thread.position {
        Some(position) => position.place,
        // What it all began with, also by somebody else, stands first, and what others answered last.
        None if pin.content.source.url == content.thread.root => 0,
        None => u32::MAX,
    };
    let when = |pin: &Pin| pin.content.published.map_or(pin.created, |published| published.instant);
    sort_by_key(&mut pins, |pin| (place(pin), when(pin), &pin.id));
    pins.dedup_by_key(|pin| &pin.id);
    pins.truncate(MAX_THREAD);
    pins
}

/// The pins that are alike, as they are shown.
pub(super) fn similar(pin: &Pin, records: &impl Records) -> Vec<Similar> {
    let shown = |(because, other)| Similar { card: PinCard::of(other, records), because };
    alike(pin, records).into_iter().map(shown).collect()
}

/// The pins that are alike, the most alike first. Texts are compared among what shares a band. Pictures are among all that
/// is there, which takes a millisecond for a thousand: no index key finds a picture that was cut out of another.
pub(super) fn alike<'a>(pin: &Pin, records: &'a impl Records) -> Vec<(Likeness, &'a Pin)> {
    let found = pin.content.likenesses().flat_map(|key| records.pins_by(&key).into_iter().take(MAX_COMPARED));
    let mut sharing: Vec<&PinId> = found.map(|other| &other.id).collect();
    sort_by_key(&mut sharing, |id| *id);
    sharing.dedup();
    sharing.truncate(MAX_COMPARED);
    let own = pictures(&pin.content);
    let mut found: Vec<(Likeness, &Pin)> = Vec::new();
    for record in records.records(RecordKind::Pin) {
        let Record::Pin(other) = record else { continue };
        let tie = pin.ties.get(&other.id);
        if other.id == pin.id || tie == Some(&Tie::Apart) {
            continue;
        }
        let percent = match sharing.binary_search(&&other.id) {
            Ok(_) => words(&pin.content, &other.content),
            Err(_) => 0,
        };
        let because = match percent {
            _ if tie.is_some() => Some(Likeness::Linked),
            100 => Some(Likeness::SameText),
            _ => pictured(&own, &other.content)
                .or(is_same_product(&pin.content, &other.content).then_some(Likeness::SameProduct))
                .or((percent >= ALIKE).then_some(Likeness::LikeText { percent })),
        };
        found.extend(because.map(|because| (because, other.as_ref())));
    }
    let rank = |because: &Likeness| match because {
        Likeness::Linked => 300,
        Likeness::SameText => 200,
        Likeness::SamePicture => 103,
        Likeness::CutOut | Likeness::CutFrom => 102,
        Likeness::SameProduct => 101,
        Likeness::LikeText { percent } => *percent,
    };
    sort_by_key(&mut found, |(because, other)| (std::cmp::Reverse(rank(because)), &other.id));
    found.truncate(MAX_SIMILAR);
    found
}

/// Whether both are about one product: the number that all shops know it by, or the maker's, or a name that says what it is.
fn is_same_product(one: &Content, other: &Content) -> bool {
    let Some((own, theirs)) = one.product.as_ref().zip(other.product.as_ref()) else { return false };
    let key = |text: &str| letters::key(&folded(text));
    let same = |own: &Option<String>, theirs: &Option<String>| {
        own.as_deref().zip(theirs.as_deref()).map(|(own, theirs)| key(own) == key(theirs))
    };
    if let Some(is_same) = same(&own.gtin, &theirs.gtin) {
        return is_same;
    }
    same(&own.brand, &theirs.brand) == Some(true)
        && (same(&own.mpn, &theirs.mpn) == Some(true) || same(&own.name, &theirs.name) == Some(true))
}

/// How much of their words two have in common, in percent.
fn words(one: &Content, other: &Content) -> u32 {
    let texts = one.text.as_deref().zip(other.text.as_deref());
    texts.map_or(0, |(one, other)| prints::share(one, other))
}

/// What the pictures of a pin look like.
fn pictures(content: &Content) -> Vec<Prints> {
    let seen = content.media.iter().filter(|media| media.looks.fingerprint.is_some());
    seen.map(|media| Prints::of(&media.looks)).collect()
}

/// Why the pictures of two are alike, if they are.
fn pictured(own: &[Prints], other: &Content) -> Option<Likeness> {
    if own.is_empty() {
        return None;
    }
    let theirs = pictures(other);
    let pairs = own.iter().flat_map(|one| theirs.iter().filter_map(|other| one.kinship(other)));
    Some(match pairs.min()? {
        Kinship::Same => Likeness::SamePicture,
        Kinship::Part => Likeness::CutOut,
        Kinship::Whole => Likeness::CutFrom,
    })
}
