//! Other pins that have to do with one: those of its thread, and those that are alike. What is alike is named with the
//! reason, and never made one.

use serde::{Deserialize, Serialize};

use super::{card::PinCard, records::Records};
use crate::model::{
    pin::{Content, Pin},
    prints,
    record::IndexKey,
    sorting::sort_by_key,
};

/// Most pins of a thread that are shown: longer ones are read on the site.
const MAX_THREAD: usize = 50;
/// Most alike pins that are shown.
const MAX_SIMILAR: usize = 10;
/// Most candidates that are compared: a text that thousands share would cost a comparison with each.
const MAX_COMPARED: usize = 200;
/// From this share of common pairs of words on, in percent, one text was made of the other.
const ALIKE: u32 = 50;
/// Up to this many different bits of 64 two pictures are one, resized or encoded anew.
const SAME_PICTURE: u32 = 10;

/// A pin that is alike, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Similar {
    /// The other pin.
    pub card: PinCard,
    /// Why.
    pub because: Likeness,
}

/// Why two pins are alike.
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
    /// The same picture.
    SamePicture,
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

/// The pins that are alike, the most alike first.
pub(super) fn alike<'a>(pin: &Pin, records: &'a impl Records) -> Vec<(Likeness, &'a Pin)> {
    let found = pin.content.likenesses().flat_map(|key| records.pins_by(&key).into_iter().take(MAX_COMPARED));
    let mut others: Vec<&Pin> = found.filter(|other| other.id != pin.id).collect();
    sort_by_key(&mut others, |other| &other.id);
    others.dedup_by_key(|other| &other.id);
    others.truncate(MAX_COMPARED);
    let mut found: Vec<(Likeness, &Pin)> = Vec::new();
    for other in others {
        found.extend(likeness(&pin.content, &other.content).map(|because| (because, other)));
    }
    let rank = |because: &Likeness| match because {
        Likeness::SameText => 200,
        Likeness::SamePicture => 100,
        Likeness::LikeText { percent } => *percent,
    };
    sort_by_key(&mut found, |(because, other)| (std::cmp::Reverse(rank(because)), &other.id));
    found.truncate(MAX_SIMILAR);
    found
}

/// Why two are alike, if they are.
fn likeness(one: &Content, other: &Content) -> Option<Likeness> {
    let texts = one.text.as_deref().zip(other.text.as_deref());
    let percent = texts.map_or(0, |(one, other)| prints::share(one, other));
    let pictured = || {
        let pairs = one.media.iter().flat_map(|own| other.media.iter().map(move |theirs| (own, theirs)));
        pairs.filter_map(|(own, theirs)| own.looks.differs(&theirs.looks)).any(|bits| bits <= SAME_PICTURE)
    };
    match percent {
        100 => Some(Likeness::SameText),
        _ if pictured() => Some(Likeness::SamePicture),
        ALIKE.. => Some(Likeness::LikeText { percent }),
        _ => None,
    }
}
