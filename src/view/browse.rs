//! One result, worked out once and then shown window by window: which pins fit, in which order, with the
//! facets of all of them. It is dropped as soon as anything changes.

use std::cmp::Reverse;

use pinfold_kernels::sorting::{sort_by, sort_by_cached_key, sort_by_key};

use super::{
    common::common,
    library::Library,
    list::{Chosen, Common, FacetValue, Facets, ListQuery, Sort},
    price,
};
use crate::model::letters::lowered;
use crate::{
    model::{board::Board, pin::Pin, sorted_set::SortedSet, tag::TagPath},
    search::{
        DocSet, Facet, Hit, Index, Open, Query,
        fold::folded,
        index::{kind_name, tag_value},
        marks::Marker,
        values::Value,
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
    let mut found = Found::of(library, query);
    let ignored = std::mem::take(&mut found.typed.ignored);
    let facets = facets(library, &found, &query.facets);
    let order = found.ordered(library, query.sort);
    let shapes = order.iter().map(|number| index.document(*number).map_or(0, |known| known.shape)).collect();
    let common = found.board.map(|_| {
        let mut tags = tag_counts(library, found.fitting.iter().map(|hit| hit.document));
        sort_by(&mut tags, |a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        common(order.iter().filter_map(|number| library.pin_numbered(*number)), &tags)
    });
    Result { query: key(query), order, facets, shapes, common, marker: Marker::new(&found.typed), ignored }
}

/// The fitting pins in order, by number in the index, and nothing about them.
pub(super) fn order(library: &Library, query: &ListQuery) -> Vec<u32> {
    Found::of(library, query).ordered(library, query.sort)
}

/// What a query finds.
struct Found<'a> {
    typed: Query,
    /// The board whose pins are looked through, where it exists.
    board: Option<&'a Board>,
    choice: Choice,
    /// All that the words find.
    all: Vec<Hit>,
    /// Those of them that fit the chosen values.
    fitting: Vec<Hit>,
}

impl<'a> Found<'a> {
    fn of(library: &'a Library, query: &ListQuery) -> Self {
        let index = library.index();
        let mut typed = Query::read(&query.text, Open::Yes);
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
        let all = index.find(&typed, within.as_ref());
        let choice = Choice::of(index, &query.facets);
        let mut fitting = all.clone();
        fitting.retain(|hit| choice.takes(hit.document, None));
        Self { typed, board: board.flatten(), choice, all, fitting }
    }

    fn ordered(&self, library: &Library, sort: Sort) -> Vec<u32> {
        ordered(library, &self.fitting, self.board, sort, &self.typed)
    }
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
            any(Facet::Site, chosen.sites.iter().map(|site| lowered(site)).collect()),
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
    let index = library.index();
    let pin = |number: &u32| library.pin_numbered(*number);
    let by_fit = sort == Sort::Natural && typed.has_words();
    let mut order = best_first(index, hits, by_fit);
    match sort {
        Sort::Natural => {
            if let Some(board) = board.filter(|board| board.query.is_none()) {
                sort_by_cached_key(&mut order, |number| {
                    pin(number).map(|pin| (place_on(board, pin), pin.id.clone()))
                });
            }
        }
        Sort::Newest => {}
        Sort::Oldest => order.reverse(),
        Sort::Published => {
            let published = |number: &u32| index.document(*number).and_then(|known| known.published);
            sort_by_key(&mut order, |number| Reverse(published(number)));
        }
        Sort::Author => {
            let name = |number: &u32| pin(number)?.content.author.as_ref()?.label().map(folded);
            sort_by_cached_key(&mut order, |number| {
                name(number).map_or((1, String::new()), |name| (0, name))
            });
        }
        Sort::Price => {
            let price = |number: &u32| pin(number)?.content.product.as_ref()?.price.as_ref();
            // Prices of different currencies cannot be compared: they stand apart. Pins without one come last.
            sort_by(&mut order, |a, b| match (price(a), price(b)) {
                (Some(a), Some(b)) => a.currency.cmp(&b.currency).then_with(|| price::compare(a, b)),
                (a, b) => a.is_none().cmp(&b.is_none()),
            });
        }
    }
    order
}

/// The best fits first, if asked for, and last pinned first. What decides is laid side by side before: there may
/// be as many hits as pins. Numbers rise with the time of pinning, as a rule, so that from the back they are
/// nearly in order already.
fn best_first(index: &Index, hits: &[Hit], by_fit: bool) -> Vec<u32> {
    let mut keyed: Vec<(f32, i64, u32)> = hits
        .iter()
        .rev()
        .filter_map(|hit| {
            let created = index.document(hit.document)?.created;
            Some((if by_fit { hit.score } else { 0.0 }, created, hit.document))
        })
        .collect();
    let id = |number: u32| index.document(number).map(|known| &known.pin);
    // The one place where a sort of its own is worth its size.
    keyed.sort_unstable_by(|a, b| {
        b.0.total_cmp(&a.0).then_with(|| b.1.cmp(&a.1)).then_with(|| id(b.2).cmp(&id(a.2)))
    });
    keyed.into_iter().map(|(_, _, number)| number).collect()
}

/// Where a pin stands on a board: its section, those without one first, and its key within it.
fn place_on(board: &Board, pin: &Pin) -> (usize, String) {
    let Some(placement) = pin.placements.get(&board.id) else { return (0, String::new()) };
    let section = placement.section.as_ref();
    let place = section.and_then(|id| board.sections.iter().position(|section| section.id == *id));
    (place.map_or(0, |place| place + 1), placement.order.as_str().to_owned())
}

/// The facets: for each, how many pins have a value among those that fit all that was chosen in the others.
fn facets(library: &Library, found: &Found<'_>, chosen: &Chosen) -> Facets {
    const SHOWN: [Facet; 4] = [Facet::Tag, Facet::Site, Facet::Kind, Facet::Person];
    let index = library.index();
    let numbers = |hits: &[Hit]| hits.iter().map(|hit| hit.document).collect::<Vec<u32>>();
    let of_all = index.tally(numbers(&found.fitting).into_iter(), &SHOWN);
    let choice = &found.choice;
    let counts = |shown: Facet, chosen_in: Facet| -> Vec<(&str, u32)> {
        if !choice.has(chosen_in) {
            return of_facet(&of_all, shown);
        }
        let others = numbers(&found.all).into_iter().filter(|number| choice.takes(*number, Some(chosen_in)));
        of_facet(&index.tally(others, &[shown]), shown)
    };
    let tags: Vec<String> = chosen.tags.iter().map(tag_value).collect();
    let sites: Vec<String> = chosen.sites.iter().map(|site| lowered(site)).collect();
    let kinds: Vec<String> = chosen.kinds.iter().map(|kind| kind_name(*kind)).collect();
    let plain = |value: &str| (value.to_owned(), None);
    Facets {
        tags: values(counts(Facet::Tag, Facet::Tag), &tags, |key| {
            (library.path_of(key).map_or_else(|| key.to_owned(), String::from), None)
        }),
        sites: values(counts(Facet::Site, Facet::Site), &sites, plain),
        kinds: values(counts(Facet::Kind, Facet::Kind), &kinds, plain),
        authors: values(counts(Facet::Person, Facet::Author), &chosen.authors, |key| {
            (key.to_owned(), library.author_called(key))
        }),
    }
}

fn of_facet<'a>(tally: &[(&'a Value, u32)], facet: Facet) -> Vec<(&'a str, u32)> {
    let own = tally.iter().filter(|(value, _)| value.facet == facet);
    own.map(|(value, count)| (value.name.as_ref(), *count)).collect()
}

/// The most frequent values first, and every chosen one.
fn values<'a>(
    counts: Vec<(&'a str, u32)>,
    chosen: &'a [String],
    show: impl Fn(&str) -> (String, Option<String>),
) -> Vec<FacetValue> {
    let count = |name: &str| counts.iter().find(|(value, _)| *value == name).map_or(0, |(_, count)| *count);
    let kept: Vec<(Reverse<u32>, &str)> =
        chosen.iter().map(|name| (Reverse(count(name)), name.as_str())).collect();
    // There may be as many authors as pins: only those that are shown are put in order.
    let mut first: SortedSet<(Reverse<u32>, &str)> = SortedSet::default();
    for (name, count) in counts {
        first.insert((Reverse(count), name));
        if first.len() > MAX_FACET_VALUES {
            first.pop_last();
        }
    }
    first.extend(kept);
    let shown = first.into_iter().map(|(Reverse(count), name)| (show(name), count));
    shown.map(|((value, label), count)| FacetValue { value, label, count }).collect()
}

/// How many of the pins carry each tag or one below it.
pub(super) fn tag_counts(library: &Library, pins: impl Iterator<Item = u32>) -> Vec<(TagPath, u32)> {
    let tally = library.index().tally(pins, &[Facet::Tag]);
    let paths = tally.into_iter().filter_map(|(value, count)| Some((library.path_of(&value.name)?, count)));
    paths.collect()
}
