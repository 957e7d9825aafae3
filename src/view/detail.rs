//! All the library shows of one pin.

use pinfold_kernels::sorting::sort_by_key;
use serde::{Deserialize, Serialize};

use super::{
    card::{PinCard, TagChip},
    history::{Look, history},
    records::Records,
    relations::{Similar, similar, thread},
};
use crate::{
    model::{
        annotation::Annotation,
        board::Board,
        pin::{Content, Pin, PinKind},
        provenance::{Certainty, Field},
        record::IndexKey,
    },
    search::query::value_key,
};

/// Most pins shown of the same author.
pub(super) const MAX_SAME_AUTHOR: usize = 20;

/// One pin in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PinDetail {
    /// The pin.
    pub pin: Pin,
    /// Its tags with their colours.
    pub tags: Vec<TagChip>,
    /// The names of its boards, as (id, name).
    pub boards: Vec<(String, String)>,
    /// Its annotations, oldest first.
    pub annotations: Vec<Annotation>,
    /// Earlier and later pins of the same author that stand in no thread with it, newest first, at most 20.
    pub same_author: Vec<PinCard>,
    /// Other pins of its thread and what is pinned of what it answers, in the thread's order, at most 50.
    pub thread: Vec<PinCard>,
    /// Other pins that are alike, at most 10.
    pub similar: Vec<Similar>,
    /// Later looks at the same thing and what had changed, the latest first.
    pub history: Vec<Look>,
    /// Required fields a person has to be asked for.
    pub missing: Vec<Field>,
    /// Tags that it needs, these or one below each, and has not.
    pub tags_missing: Vec<TagChip>,
}

impl PinDetail {
    /// All there is to show of a pin.
    pub fn of(pin: &Pin, records: &impl Records) -> Self {
        let thread = thread(pin, records);
        let in_thread = |other: &Pin| thread.iter().any(|shown| shown.id == other.id);
        let others = pins_of_author(pin, records).into_iter();
        let others = others.filter(|other| other.id != pin.id && !in_thread(other));
        let mut boards: Vec<&Board> = pin.placements.keys().filter_map(|id| records.board_of(id)).collect();
        sort_by_key(&mut boards, |board| (value_key(&board.name), &board.id));
        Self {
            tags: pin.tags.iter().map(|tag| TagChip::of(tag, records)).collect(),
            boards: boards.into_iter().map(|board| (board.id.to_string(), board.name.clone())).collect(),
            annotations: records.notes(&pin.id).into_iter().cloned().collect(),
            same_author: others.take(MAX_SAME_AUTHOR).map(|other| PinCard::of(other, records)).collect(),
            thread: thread.iter().map(|other| PinCard::of(other, records)).collect(),
            similar: similar(pin, records),
            history: history(pin),
            missing: missing(&pin.content),
            tags_missing: records
                .tags_needed()
                .into_iter()
                .filter(|tag| tag.is_missing_on(pin))
                .map(|tag| TagChip { path: tag.path.clone(), colour: tag.colour })
                .collect(),
            pin: pin.clone(),
        }
    }
}

/// The pins by the author of `pin`, itself among them, last published first.
pub(super) fn pins_of_author<'a>(pin: &Pin, records: &'a impl Records) -> Vec<&'a Pin> {
    let keys = pin.content.author_keys();
    let found = keys.iter().flat_map(|key| records.pins_by(&IndexKey::author(&key.0)));
    let mut pins: Vec<&Pin> = found.collect();
    let when = |pin: &Pin| pin.content.published.map_or(pin.created, |published| published.instant);
    sort_by_key(&mut pins, |pin| std::cmp::Reverse((when(pin), &pin.id)));
    pins.dedup_by_key(|pin| &pin.id);
    pins
}

/// Required fields without a certain value: who wrote a post, comment or review, and where it stands.
pub(super) fn missing(content: &Content) -> Vec<Field> {
    if !matches!(content.kind, PinKind::Post | PinKind::Comment | PinKind::Review) {
        return Vec::new();
    }
    let author = content.author.as_ref().is_some_and(|author| !author.is_unknown());
    let sure = |field: Field| {
        content.provenance.get(&field).is_none_or(|provenance| provenance.certainty == Certainty::Sure)
    };
    let required = [(Field::Author, author), (Field::Url, content.source.url.is_some())];
    required.into_iter().filter(|(field, there)| !there || !sure(*field)).map(|(field, _)| field).collect()
}
