//! One result, worked out once and then shown window by window: which pins fit, in which order, with the
//! facets of all of them. It is dropped as soon as anything changes.

use std::cmp::Reverse;

use super::{
    common::common,
    library::Library,
    list::{Chosen, Common, FacetValue, Facets, ListQuery, Sort},
    price,
};
use crate::model::sorting::{sort_by, sort_by_cached_key, sort_by_key};
use crate::{
    model::{board::Board, pin::Pin, tag::TagPath},
    search::{
        DocSet, Facet, Hit, Index, Open, Query,
        fold::folded,
        index::{kind_name, tag_value},
        marks::Marker,
    },
};

/// Most values of one facet that are listed; a chosen one always is.
pub const MAX_FACET_VALUES: usize = 100;

/// A result.
pub(super) struct Result {
    /// What it is the result of; the window does not count.
    pub query: ListQuery,
    /// The fitting pins in order, by number in the index.
    pub order: Vec<u32>,
    /// The facets of all.
    pub facets: Facets,
    /// Height over width of each pin's picture, in order.
    pub shapes: Vec<u16>,
    /// What the pins of a board have in common.
    pub common: Option<Common>,
    /// Marks what was searched for.
    pub marker: Marker,
    /// Parts of the query that were not understood.
    pub ignored: Vec<String>,
}

/// The query without its window: results of the same key are the same.
pub(super) fn key(query: &ListQuery) -> ListQuery {
    ListQuery { offset: 0, limit: 0, ..query.clone() }
}

/// Works a result out.
pub(super) fn result(library: &Library, query: &ListQuery) -> Result {
    let index = library.index();
    let mut typed = Query::read(&query.text, Open::Yes);
    let ignored = std::mem::take(&mut typed.ignored);
    let board = query.board.as_ref().map(|id| library.workspace().board(id));
    let mut within = None;
    match board {
        None => {}
        Some(None) => within = Some(DocSet::default()),
        Some(Some(board)) => match &board.query {
            None => within = Some(index.with(Facet::Board, board.id.as_str())),
            Some(smart) => typed.clauses.extend(Query::read(smart, Open::No).clauses),
        },
    }
    let board = board.flatten();
    let marker = Marker::new(&typed);
    let found = index.find(&typed, within.as_ref());
    let choice = Choice::of(index, &query.facets);
    let mut fitting = found.clone();
    fitting.retain(|hit| choice.takes(hit.document, None));
    let facets = facets(library, &found, &fitting, &choice, &query.facets);

    let order = ordered(library, &fitting, board, query.sort, &typed);
    let shapes = order.iter().map(|number| library.pin_numbered(*number).map_or(0, shape)).collect();
    let common = board.map(|_| {
        let mut tags = tag_counts(library, fitting.iter());
        sort_by(&mut tags, |a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        common(order.iter().filter_map(|number| library.pin_numbered(*number)), &tags)
    });
    Result { query: key(query), order, facets, shapes, common, marker, ignored }
}

/// The pins of each facet's chosen values.
struct Choice {
    sets: Vec<(Facet, DocSet)>,
}

impl Choice {
    fn of(index: &Index, chosen: &Chosen) -> Self {
        let any = |facet: Facet, names: Vec<String>| {
            let mut sets = names.into_iter().map(|name| index.with(facet, &name));
            let mut first = sets.next()?;
            sets.for_each(|set| first.add_all(&set));
            Some((facet, first))
        };
        let sets = [
            any(Facet::Tag, chosen.tags.iter().map(tag_value).collect()),
            any(Facet::Site, chosen.sites.iter().map(|site| site.to_lowercase()).collect()),
            any(Facet::Kind, chosen.kinds.iter().map(|kind| kind_name(*kind)).collect()),
            any(Facet::Author, chosen.authors.clone()),
        ];
        Self { sets: sets.into_iter().flatten().collect() }
    }

    /// Whether a pin fits what was chosen in every facet but `apart_from`.
    fn takes(&self, number: u32, apart_from: Option<Facet>) -> bool {
        self.sets.iter().all(|(facet, set)| Some(*facet) == apart_from || set.contains(number))
    }

    fn has(&self, facet: Facet) -> bool {
        self.sets.iter().any(|(chosen, _)| *chosen == facet)
    }
}

/// The order of a list.
fn ordered(library: &Library, hits: &[Hit], board: Option<&Board>, sort: Sort, typed: &Query) -> Vec<u32> {
    // Numbers rise with the time of pinning, as a rule: from the back they are nearly in order already.
    let mut hits: Vec<Hit> = hits.iter().rev().copied().collect();
    let index = library.index();
    let newest = |hit: &Hit| index.document(hit.document).map(|known| Reverse((known.created, &known.pin)));
    let pin = |hit: &Hit| library.pin_numbered(hit.document);
    match sort {
        Sort::Natural => match board.filter(|board| board.query.is_none()) {
            Some(board) => {
                sort_by_cached_key(&mut hits, |hit| {
                    pin(hit).map(|pin| (place_on(board, pin), pin.id.clone()))
                });
            }
            None if typed.has_words() => {
                sort_by(&mut hits, |a, b| {
                    b.score.total_cmp(&a.score).then_with(|| newest(a).cmp(&newest(b)))
                });
            }
            None => sort_by_key(&mut hits, newest),
        },
        Sort::Newest => sort_by_key(&mut hits, newest),
        Sort::Oldest => {
            sort_by_key(&mut hits, newest);
            hits.reverse();
        }
        Sort::Published => {
            sort_by_key(&mut hits, newest);
            let published = |hit: &Hit| Some(pin(hit)?.content.published?.instant);
            sort_by_cached_key(&mut hits, |hit| Reverse(published(hit)));
        }
        Sort::Author => {
            sort_by_key(&mut hits, newest);
            let name = |hit: &Hit| pin(hit)?.content.author.as_ref()?.label().map(folded);
            sort_by_cached_key(&mut hits, |hit| name(hit).map_or((1, String::new()), |name| (0, name)));
        }
        Sort::Price => {
            sort_by_key(&mut hits, newest);
            let price = |hit: &Hit| pin(hit)?.content.product.as_ref()?.price.as_ref();
            // Prices of different currencies cannot be compared: they stand apart. Pins without one come last.
            sort_by(&mut hits, |a, b| match (price(a), price(b)) {
                (Some(a), Some(b)) => a.currency.cmp(&b.currency).then_with(|| price::compare(a, b)),
                (a, b) => a.is_none().cmp(&b.is_none()),
            });
        }
    }
    hits.into_iter().map(|hit| hit.document).collect()
}

/// Where a pin stands on a board: its section, those without one first, and its key within it.
fn place_on(board: &Board, pin: &Pin) -> (usize, String) {
    let Some(placement) = pin.placements.get(&board.id) else { return (0, String::new()) };
    let section = placement.section.as_ref();
    let place = section.and_then(|id| board.sections.iter().position(|section| section.id == *id));
    (place.map_or(0, |place| place + 1), placement.order.as_str().to_owned())
}

/// Height over width of a pin's picture in thousandths; 0: none, 1000 where its size is not known yet.
fn shape(pin: &Pin) -> u16 {
    let Some(media) = pin.content.media.first() else { return 0 };
    match (media.width, media.height) {
        (Some(width @ 1..), Some(height @ 1..)) => {
            let ratio = u64::from(height) * 1_000 / u64::from(width);
            u16::try_from(ratio.max(1)).unwrap_or(u16::MAX)
        }
        _ => 1_000,
    }
}

/// The facets: for each, how many pins have a value among those that fit all that was chosen in the others.
fn facets(library: &Library, found: &[Hit], fitting: &[Hit], choice: &Choice, chosen: &Chosen) -> Facets {
    const SHOWN: [Facet; 4] = [Facet::Tag, Facet::Site, Facet::Kind, Facet::Person];
    let index = library.index();
    let numbers = |hits: &[Hit]| hits.iter().map(|hit| hit.document).collect::<Vec<u32>>();
    let of_all = index.tally(numbers(fitting).into_iter(), &SHOWN);
    let counts = |shown: Facet, chosen_in: Facet| -> Vec<(String, u32)> {
        let own = |tally: &[(&crate::search::values::Value, u32)]| {
            let of_facet = tally.iter().filter(|(value, _)| value.facet == shown);
            of_facet.map(|(value, count)| (value.name.to_string(), *count)).collect()
        };
        if !choice.has(chosen_in) {
            return own(&of_all);
        }
        let others = numbers(found).into_iter().filter(|number| choice.takes(*number, Some(chosen_in)));
        own(&index.tally(others, &[shown]))
    };
    let plain = |value: &str| (value.to_owned(), None);
    Facets {
        tags: values(counts(Facet::Tag, Facet::Tag), chosen.tags.iter().map(tag_value).collect(), |key| {
            (library.path_of(key).map_or_else(|| key.to_owned(), String::from), None)
        }),
        sites: values(
            counts(Facet::Site, Facet::Site),
            chosen.sites.iter().map(|site| site.to_lowercase()).collect(),
            plain,
        ),
        kinds: values(
            counts(Facet::Kind, Facet::Kind),
            chosen.kinds.iter().map(|kind| kind_name(*kind)).collect(),
            plain,
        ),
        authors: values(counts(Facet::Person, Facet::Author), chosen.authors.clone(), |key| {
            (key.to_owned(), library.author_called(key))
        }),
    }
}

/// The most frequent values first, and every chosen one.
fn values(
    mut counts: Vec<(String, u32)>,
    chosen: Vec<String>,
    show: impl Fn(&str) -> (String, Option<String>),
) -> Vec<FacetValue> {
    for name in &chosen {
        if !counts.iter().any(|(value, _)| value == name) {
            counts.push((name.clone(), 0));
        }
    }
    sort_by(&mut counts, |a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    let mut place = 0;
    counts.retain(|(value, _)| {
        place += 1;
        place <= MAX_FACET_VALUES || chosen.contains(value)
    });
    let shown = counts.into_iter().map(|(name, count)| (show(&name), count));
    shown.map(|((value, label), count)| FacetValue { value, label, count }).collect()
}

/// How many of the pins carry each tag or one below it.
fn tag_counts<'a>(library: &Library, hits: impl Iterator<Item = &'a Hit>) -> Vec<(TagPath, u32)> {
    let tally = library.index().tally(hits.map(|hit| hit.document), &[Facet::Tag]);
    let paths = tally.into_iter().filter_map(|(value, count)| Some((library.path_of(&value.name)?, count)));
    paths.collect()
}
