//! The index over all pins: words with their places, exact values, and what a list is sorted by.
//! Pins are numbered without gaps; a number is never used again until all are numbered anew.

use std::collections::BTreeMap;

use pinfold_kernels::lab::Lab;

use super::{
    dictionary::{Builder, Dictionary, Words},
    fold::folded,
    names::Names,
    postings::{Part, Spot},
    query::value_key,
    set::DocSet,
    token::tokens,
    values::{Facet, Value, Values},
};
use crate::model::{
    annotation::Annotation,
    id::PinId,
    letters,
    media::{Colour, Media},
    pin::{Pin, PinKind},
    sorted_set::SortedSet,
    tag::TagPath,
};

/// Most words of one pin that are indexed: the longest text has fewer, endless notes may have more.
pub const MAX_WORDS: u32 = 200_000;
/// Removed pins that are kept in the lists at least, before all are numbered anew.
const MIN_REMOVED: u32 = 1_024;

/// A pin with what is written about it.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The pin.
    pub pin: &'a Pin,
    /// Its annotations.
    pub notes: Vec<&'a Annotation>,
}

/// What is kept of one pin.
#[derive(Debug, Clone)]
pub struct Document {
    /// The pin.
    pub pin: PinId,
    /// When it was pinned, in milliseconds.
    pub created: i64,
    /// When it was published, in milliseconds.
    pub published: Option<i64>,
    /// Height over width of its first picture in thousandths; 0: none, 1000 where its size is not known.
    pub shape: u16,
    /// How many words it has.
    pub length: u32,
    /// The colours of its pictures, as eyes see them: to work that out for all pins takes longer than all else a query does.
    pub colours: Box<[Lab]>,
    /// The numbers of its values.
    pub values: Box<[u32]>,
}

/// The index.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(super) dictionary: Dictionary,
    pub(super) values: Values,
    pub(super) names: Names,
    pub(super) documents: Vec<Document>,
    /// When each was published, else pinned, in milliseconds: side by side, since every one is looked at.
    pub(super) times: Vec<i64>,
    pub(super) live: DocSet,
    /// The number of each pin, by its id as text: a map of a type that the values have too.
    numbers: BTreeMap<Box<str>, u32>,
    pub(super) words: u64,
}

impl Index {
    /// The index over many pins at once.
    pub fn build<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let mut index = Self::default();
        let mut builder = Builder::default();
        for entry in entries {
            if index.numbers.contains_key(entry.pin.id.as_str()) {
                continue;
            }
            let length = each_word(&entry, |term, spot| builder.word(term, spot));
            let number = index.admit(&entry, length);
            builder.end(number);
        }
        index.dictionary = builder.finish();
        index.values.shrink();
        index
    }

    /// Puts a pin in, in place of what was known of it.
    pub fn put(&mut self, entry: &Entry<'_>) {
        self.remove(&entry.pin.id);
        let mut words: Vec<(Box<str>, Spot)> = Vec::new();
        let length = each_word(entry, |term, spot| words.push((term.into(), spot)));
        let number = self.admit(entry, length);
        self.dictionary.push(number, Words::gathered(words));
    }

    /// Takes a pin out; whether it was there.
    pub fn remove(&mut self, pin: &PinId) -> bool {
        let Some(number) = self.numbers.remove(pin.as_str()) else { return false };
        self.live.remove(number);
        if let Some(document) = self.documents.get_mut(number as usize) {
            self.words -= u64::from(document.length);
            for value in &std::mem::take(&mut document.values) {
                self.values.release(*value);
            }
        }
        let (all, live) = (self.documents.len(), self.numbers.len());
        if all - live > MIN_REMOVED as usize && (all - live) * 3 > all {
            self.renumber();
        }
        true
    }

    /// An index of no pins in which things are called as in this one.
    pub fn called_alike(&self) -> Self {
        Self { names: self.names.clone(), ..Self::default() }
    }

    /// Says what people call tags and boards.
    pub fn call(&mut self, names: Names) {
        self.names = names;
    }

    /// How many pins.
    pub fn len(&self) -> u32 {
        u32::try_from(self.numbers.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// How many words are told apart.
    pub fn terms(&self) -> usize {
        self.dictionary.len()
    }

    /// The number of a pin.
    pub fn number(&self, pin: &PinId) -> Option<u32> {
        self.numbers.get(pin.as_str()).copied()
    }

    /// What is kept of a pin, by its number.
    pub fn document(&self, number: u32) -> Option<&Document> {
        self.documents.get(number as usize)
    }

    /// How many pins say a word, as it is compared.
    pub fn said_by(&self, word: &str) -> u32 {
        self.dictionary.term(word).map_or(0, |postings| postings.documents())
    }

    /// The pins that have a value.
    pub fn with(&self, facet: Facet, name: &str) -> DocSet {
        let mut set = self.empty();
        self.add_value(self.values.named(facet, name), &mut set);
        set
    }

    /// How many pins have a value.
    pub fn count(&self, facet: Facet, name: &str) -> u32 {
        self.values.named(facet, name).map_or(0, |value| value.live)
    }

    /// A value by its name.
    pub fn value(&self, facet: Facet, name: &str) -> Option<&Value> {
        self.values.named(facet, name)
    }

    /// The values of a facet that some pin has, by name.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = &Value> {
        self.values.of_facet(facet)
    }

    /// One pin that has a value: the last that got it.
    pub fn example(&self, value: &Value) -> Option<&PinId> {
        let mut newest_first = value.documents.iter().rev();
        let number = newest_first.find(|number| self.live.contains(**number))?;
        self.document(*number).map(|document| &document.pin)
    }

    /// How many of `members` have each value of the facets asked for.
    pub fn tally(&self, members: impl Iterator<Item = u32>, facets: &[Facet]) -> Vec<(&Value, u32)> {
        let mut counts = vec![0u32; self.values.len()];
        for document in members.filter_map(|number| self.document(number)) {
            for value in &document.values {
                if let Some(count) = counts.get_mut(*value as usize) {
                    *count += 1;
                }
            }
        }
        let counted = (0u32..).zip(counts).filter(|(_, count)| *count > 0);
        counted
            .filter_map(|(number, count)| Some((self.values.get(number)?, count)))
            .filter(|(value, _)| facets.contains(&value.facet))
            .collect()
    }

    pub(super) fn empty(&self) -> DocSet {
        DocSet::empty(u32::try_from(self.documents.len()).unwrap_or(u32::MAX))
    }

    pub(super) fn add_value(&self, value: Option<&Value>, set: &mut DocSet) {
        let members = value.into_iter().flat_map(|value| &value.documents);
        members.filter(|number| self.live.contains(**number)).for_each(|number| set.insert(*number));
    }

    fn admit(&mut self, entry: &Entry<'_>, length: u32) -> u32 {
        let pin = entry.pin;
        let number = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let values = values_of(entry, &mut self.values);
        values.iter().for_each(|value| self.values.add(*value, number));
        let published = pin.content.published.map(|published| published.instant.milliseconds());
        self.documents.push(Document {
            pin: pin.id.clone(),
            created: pin.created.milliseconds(),
            published,
            shape: pin.content.media.first().map_or(0, shape),
            length,
            colours: colours(pin),
            values: values.into_iter().collect(),
        });
        self.times.push(published.unwrap_or(pin.created.milliseconds()));
        self.live.push(number);
        self.numbers.insert(pin.id.as_str().into(), number);
        self.words += u64::from(length);
        number
    }

    /// Numbers all pins anew without gaps, in the same order.
    fn renumber(&mut self) {
        let mut next = 0;
        let fresh: Vec<Option<u32>> = (0u32..)
            .zip(&self.documents)
            .map(|(number, _)| {
                self.live.contains(number).then(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        let number = |old: u32| fresh.get(old as usize).copied().flatten();
        self.dictionary.renumber(number);
        self.values.renumber(number);
        let live = &self.live;
        let mut old = 0..;
        self.documents.retain(|_| old.next().is_some_and(|old| live.contains(old)));
        let mut old = 0..;
        self.times.retain(|_| old.next().is_some_and(|old| live.contains(old)));
        self.numbers.values_mut().for_each(|old| *old = number(*old).unwrap_or(u32::MAX));
        self.live = DocSet::of(next, 0..next);
    }
}

/// Hands on every word of a pin with its spot, and returns how many there are.
fn each_word(entry: &Entry<'_>, mut hand_on: impl FnMut(&str, Spot)) -> u32 {
    let pin = entry.pin;
    let content = &pin.content;
    let (product, author) = (content.product.as_ref(), content.author.as_ref());
    let mut count = 0;
    let mut base = 0;
    let mut part = |part: Part, text: &str| {
        let mut last = None;
        tokens(text, |token| {
            if count < MAX_WORDS {
                hand_on(token.term, Spot::new(base + token.place, part));
                count += 1;
                last = Some(token.place);
            }
        });
        // One place is left free, so that no phrase reaches from one value into the next.
        base += last.map_or(0, |last| last + 2);
    };
    let titles = [
        content.title.as_deref(),
        product.and_then(|p| p.name.as_deref()),
        product.and_then(|p| p.brand.as_deref()),
    ];
    titles.into_iter().flatten().for_each(|text| part(Part::Title, text));
    content.text.iter().for_each(|text| part(Part::Text, text));
    // What somebody is answered is found too.
    content.quotes.iter().for_each(|quoted| part(Part::Text, &quoted.text));
    content.media.iter().filter_map(|media| media.alt.as_deref()).for_each(|alt| part(Part::Text, alt));
    let names = author.map(|author| [author.name.as_deref(), author.handle.as_deref()]);
    names.into_iter().flatten().flatten().for_each(|name| part(Part::Author, name));
    pin.tags.iter().for_each(|tag| part(Part::Tags, tag.as_str()));
    part(Part::Site, &content.source.site);
    // Notes come last: it is they that may be too long.
    entry.notes.iter().for_each(|note| part(Part::Notes, &note.body));
    count
}

/// The numbers of a pin's values.
fn values_of(entry: &Entry<'_>, values: &mut Values) -> SortedSet<u32> {
    let pin = entry.pin;
    let content = &pin.content;
    let mut numbers = SortedSet::default();
    for tag in &pin.tags {
        let key = tag.key();
        let steps = key.match_indices('/').filter_map(|(at, _)| key.get(..at)).chain([key.as_str()]);
        numbers
            .extend(steps.map(|path| values.number_or_new(Facet::Tag, path, || endings(&folded(path), '/'))));
    }
    let site = letters::lowered(&content.source.site);
    numbers.insert(values.number_or_new(Facet::Site, &site, || site_names(&folded(&site))));
    if let Some(network) = &content.source.network {
        let network = value_key(network);
        numbers.insert(values.number_or_new(Facet::Network, &network, || vec![network.clone()]));
    }
    let authors = content.author_keys();
    numbers.extend(
        authors.iter().map(|key| values.number_or_new(Facet::Author, &key.0, || vec![letters::key(&key.0)])),
    );
    // Handles are what most captures know; the native id counts where there is no handle.
    numbers.extend(authors.last().map(|key| values.number_or_new(Facet::Person, &key.0, Vec::new)));
    if let Some(customer) = &pin.customer {
        numbers.insert(values.number_or_new(Facet::Customer, customer.as_str(), Vec::new));
    }
    for (board, placement) in &pin.placements {
        numbers.insert(values.number_or_new(Facet::Board, board.as_str(), Vec::new));
        if let Some(section) = &placement.section {
            numbers.insert(values.number_or_new(
                Facet::Section,
                &section_value(board.as_str(), section.as_str()),
                Vec::new,
            ));
        }
    }
    let case = pin.case.as_ref();
    let has = [
        ("note", !entry.notes.is_empty()),
        ("image", !content.media.is_empty()),
        ("tag", !pin.tags.is_empty()),
        ("board", !pin.placements.is_empty()),
    ];
    let named = [
        Some((Facet::Kind, stored_name(&content.kind))),
        Some((Facet::Rights, stored_name(&pin.rights.status))),
        case.map(|case| (Facet::Status, stored_name(&case.status))),
        case.and_then(|case| case.severity).map(|severity| (Facet::Severity, stored_name(&severity))),
    ];
    let has = has.into_iter().filter(|(_, has)| *has).map(|(name, _)| (Facet::Has, name.to_owned()));
    numbers.extend(
        named
            .into_iter()
            .flatten()
            .chain(has)
            .map(|(facet, name)| values.number_or_new(facet, &name, Vec::new)),
    );
    numbers
}

/// The colours of a pin's pictures.
fn colours(pin: &Pin) -> Box<[Lab]> {
    let all = pin.content.media.iter().flat_map(|media| &media.looks.colours);
    all.filter_map(Colour::lab).collect()
}

/// Height over width of a picture in thousandths.
fn shape(media: &Media) -> u16 {
    match (media.width, media.height) {
        (Some(width @ 1..), Some(height @ 1..)) => {
            let ratio = u64::from(height) * 1_000 / u64::from(width);
            u16::try_from(ratio.max(1)).unwrap_or(u16::MAX)
        }
        _ => 1_000,
    }
}

/// The value of a section of a board.
pub fn section_value(board: &str, section: &str) -> String {
    format!("{board}/{section}")
}

/// The name a variant without data is stored under.
fn stored_name(variant: &impl serde::Serialize) -> String {
    serde_json::to_value(variant).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The name of a kind, as queries and facets have it.
pub fn kind_name(kind: PinKind) -> String {
    stored_name(&kind)
}

/// The key a tag's value is counted under.
pub fn tag_value(path: &TagPath) -> String {
    path.key()
}

/// A path and each of its endings at a separator: `a/b/c`, `b/c`, `c`.
fn endings(path: &str, separator: char) -> Vec<String> {
    let after = path.match_indices(separator).filter_map(|(at, _)| path.get(at + separator.len_utf8()..));
    std::iter::once(path).chain(after).filter(|ending| !ending.is_empty()).map(str::to_owned).collect()
}

/// What a site answers to: itself, what stands above it at a dot, and each of its labels.
fn site_names(site: &str) -> Vec<String> {
    let mut names = endings(site, '.');
    names.extend(site.split('.').filter(|label| !label.is_empty()).map(str::to_owned));
    names
}
