//! Finding the pins a query means, each with how well it fits. It reads postings and lists of values,
//! never the pins themselves.

use pinfold_kernels::sorting::sort_by_key;

use super::{
    index::Index,
    names::NamedCustomer,
    postings::{Part, Postings, Spot},
    query::{Clause, Query, Sign, Slot, What},
    rank::{self, Corpus},
    set::DocSet,
    values::{Facet, Open},
};
use crate::model::{sorted_map::SortedMap, sorted_set::SortedSet};

/// Most smart boards that one query may bring in, by naming them or each other: each is a query of its own.
const MAX_SMART_BOARDS: usize = 50;

/// A pin that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its number in the index.
    pub document: u32,
    /// How well it fits; 0 where no words are searched for.
    pub score: f32,
}

/// What the smart boards named so far hold; one that is still being worked out holds nothing, so that a board
/// that names itself finds nothing further.
type SmartBoards = SortedMap<String, DocSet>;

/// The documents one clause finds, rising, each with the weight of its words there.
type Weighed = Vec<(u32, f32)>;

impl Index {
    /// The pins that fit, by number. With `within`, only those in it.
    pub fn find(&self, query: &Query, within: Option<&DocSet>) -> Vec<Hit> {
        self.find_with(query, within, &mut SmartBoards::default())
    }

    fn find_with(&self, query: &Query, within: Option<&DocSet>, smart: &mut SmartBoards) -> Vec<Hit> {
        let mut allowed = self.live.clone();
        within.into_iter().for_each(|within| allowed.keep(within));
        let mut phrases = Vec::new();
        for Clause { sign, what } in &query.clauses {
            match (what, sign) {
                (What::Words(slots), Sign::With) => phrases.push(slots),
                (what, Sign::With) => allowed.keep(&self.fitting(what, smart)),
                (what, Sign::Without) => allowed.drop_all(&self.fitting(what, smart)),
            }
        }
        let mut weighed: Vec<Weighed> =
            phrases.iter().map(|slots| self.weighed(slots, Wanted::Anywhere)).collect();
        // The rarest first: it leaves the least to look at.
        sort_by_key(&mut weighed, Vec::len);
        let corpus = Corpus { documents: self.len(), words: self.words };
        let mut weighed = weighed.into_iter();
        let Some(first) = weighed.next() else {
            return allowed.iter().map(|document| Hit { document, score: 0.0 }).collect();
        };
        let score = |(document, weight): &(u32, f32), rarity: f32| {
            let length = self.document(*document).map_or(0, |known| known.length);
            Hit { document: *document, score: rarity * corpus.saturated(*weight, length) }
        };
        let rarity = corpus.rarity(first.len());
        let inside = first.iter().filter(|(document, _)| allowed.contains(*document));
        let mut hits: Vec<Hit> = inside.map(|weight| score(weight, rarity)).collect();
        for more in weighed {
            let rarity = corpus.rarity(more.len());
            let mut rest = more.as_slice();
            hits.retain_mut(|hit| {
                rest = rest.get(gallop(rest, hit.document)..).unwrap_or_default();
                let Some(weight) = rest.first().filter(|(document, _)| *document == hit.document) else {
                    return false;
                };
                hit.score += score(weight, rarity).score;
                true
            });
        }
        hits
    }

    /// The pins that one clause means.
    fn fitting(&self, what: &What, smart: &mut SmartBoards) -> DocSet {
        let mut set = self.empty();
        match what {
            What::Words(slots) => {
                self.weighed(slots, Wanted::Anywhere).iter().for_each(|(document, _)| set.insert(*document));
            }
            What::Author(key, slots) => {
                self.weighed(slots, Wanted::In(Part::Author))
                    .iter()
                    .for_each(|(document, _)| set.insert(*document));
                self.values
                    .answering(Facet::Author, key, Open::No)
                    .into_iter()
                    .for_each(|value| self.add_value(Some(value), &mut set));
            }
            What::Customer(name) => {
                for customer in self.names.customers_called(name) {
                    set.add_all(&self.of_customer(customer));
                }
            }
            What::Tag(key, open) => {
                let synonyms: SortedSet<&str> = self.names.tags_called(key).collect();
                let open = if synonyms.is_empty() { *open } else { Open::No };
                let named = synonyms.into_iter().filter_map(|path| self.values.named(Facet::Tag, path));
                let tags = self.values.answering(Facet::Tag, key, open);
                named.chain(tags).for_each(|value| self.add_value(Some(value), &mut set));
            }
            What::Site(name, open) => {
                let network = self.values.named(Facet::Network, name);
                let open = if network.is_some() { Open::No } else { *open };
                let sites = self.values.answering(Facet::Site, name, open);
                sites.into_iter().chain(network).for_each(|value| self.add_value(Some(value), &mut set));
            }
            What::Board(name, open) => {
                for board in self.names.boards_called(name, *open) {
                    match &board.query {
                        None => self.add_value(self.values.named(Facet::Board, &board.id), &mut set),
                        Some(query) => {
                            self.smart_board(&board.id, query, smart)
                                .into_iter()
                                .for_each(|held| set.add_all(held));
                        }
                    }
                }
            }
            What::Is(facet, name) => self.add_value(self.values.named(*facet, name), &mut set),
            What::Colour(wanted, far) => {
                for number in self.live.iter() {
                    let mut own = self.document(number).into_iter().flat_map(|document| &document.colours);
                    if own.any(|colour| colour.distance(*wanted) <= *far) {
                        set.insert(number);
                    }
                }
            }
            What::NeedsTag => {
                for needed in self.names.needed() {
                    let mut without = self.empty();
                    let kinds = needed.kinds.iter().map(|kind| (Facet::Kind, kind));
                    let boards = needed.boards.iter().map(|board| (Facet::Board, board));
                    for (facet, name) in kinds.chain(boards) {
                        self.add_value(self.values.named(facet, name), &mut without);
                    }
                    without.drop_all(&self.with(Facet::Tag, &needed.tag));
                    set.add_all(&without);
                }
            }
            What::Before(instant) => self.when(|when| when < instant.milliseconds(), &mut set),
            What::After(instant) => self.when(|when| when >= instant.milliseconds(), &mut set),
        }
        set
    }

    /// The pins of a customer: those by its accounts that no person gave to another, and those a person gave it.
    fn of_customer(&self, customer: &NamedCustomer) -> DocSet {
        let mut set = self.empty();
        for account in &customer.accounts {
            let mut theirs = self.empty();
            self.add_value(self.values.named(Facet::Author, account), &mut theirs);
            theirs.drop_all(&self.passed_on(account, customer));
            set.add_all(&theirs);
        }
        for given in self.values.of_facet(Facet::Customer) {
            let mut theirs = self.empty();
            self.add_value(Some(given), &mut theirs);
            if *given.name == *customer.id { set.add_all(&theirs) } else { set.drop_all(&theirs) }
        }
        set
    }

    /// Where an account of a customer is a handle, the pins of others on its network. A handle is free again once its owner
    /// leaves it: where the site's own ids differ, it is somebody else's by now (as `customers/owner.rs` has it).
    fn passed_on(&self, account: &str, customer: &NamedCustomer) -> DocSet {
        let mut others = self.empty();
        let Some((network, name)) = account.split_once(':') else { return others };
        let native = format!("{network}:#");
        let known = customer.accounts.iter().any(|own| own.starts_with(&native));
        if known && !name.starts_with('#') {
            let authors = self.values.of_facet(Facet::Author);
            let is_other =
                |name: &str| name.starts_with(&native) && !customer.accounts.iter().any(|own| own == name);
            authors
                .filter(|author| is_other(&author.name))
                .for_each(|author| self.add_value(Some(author), &mut others));
        }
        others
    }

    /// What a smart board holds, worked out once for each query.
    fn smart_board<'a>(&self, id: &str, query: &str, smart: &'a mut SmartBoards) -> Option<&'a DocSet> {
        if !smart.contains_key(id) && smart.len() < MAX_SMART_BOARDS {
            smart.insert(id.to_owned(), self.empty());
            let found = self.find_with(&Query::read(query, Open::No), None, smart);
            let mut held = self.empty();
            found.iter().for_each(|hit| held.insert(hit.document));
            smart.insert(id.to_owned(), held);
        }
        smart.get(id)
    }

    /// Times lie side by side in memory, so that looking at each is faster than any tree of them.
    fn when(&self, fits: impl Fn(i64) -> bool, set: &mut DocSet) {
        let fitting = (0u32..).zip(&self.times).filter(|(_, when)| fits(**when));
        fitting.for_each(|(number, _)| set.insert(number));
    }

    fn weighed(&self, slots: &[Slot], wanted: Wanted) -> Weighed {
        match slots {
            [slot] => self.weighed_word(slot, wanted),
            slots => self.weighed_phrase(slots, wanted),
        }
    }

    fn weighed_word(&self, slot: &Slot, wanted: Wanted) -> Weighed {
        let lists: Vec<(f32, &Postings)> = self
            .words_of(slot)
            .map(|(term, postings)| (rank::likeness(term == slot.term), postings))
            .collect();
        if let [(likeness, postings)] = lists.as_slice() {
            let mut found = Weighed::with_capacity(postings.documents() as usize);
            postings.each(|document, spot| {
                if wanted.takes(spot) && self.live.contains(document) {
                    gather(&mut found, document, rank::weight(spot) * likeness);
                }
            });
            return found;
        }
        // Many words: weights, none of which is 0, are summed in one place per pin in the order of the words.
        let mut weights = vec![0f32; self.documents.len()];
        for (likeness, postings) in lists {
            postings.each(|document, spot| {
                if wanted.takes(spot)
                    && let Some(weight) = weights.get_mut(document as usize)
                {
                    *weight += rank::weight(spot) * likeness;
                }
            });
        }
        let found = (0u32..).zip(weights).filter(|(_, weight)| *weight > 0.0);
        found.filter(|(document, _)| self.live.contains(*document)).collect()
    }

    fn weighed_phrase(&self, slots: &[Slot], wanted: Wanted) -> Weighed {
        let mut slots = slots.iter();
        let Some(first) = slots.next() else { return Vec::new() };
        let mut ends = self.spots_of(first, wanted);
        for slot in slots {
            if ends.is_empty() {
                break;
            }
            let here = self.spots_of(slot, wanted);
            let mut before = ends.iter().map(|spot| spot + u64::from(Spot::NEXT)).peekable();
            ends = here
                .into_iter()
                .filter(|spot| {
                    while before.peek().is_some_and(|end| end < spot) {
                        before.next();
                    }
                    before.peek() == Some(spot)
                })
                .collect();
        }
        let mut found = Weighed::new();
        for end in ends {
            let (document, spot) = ((end >> 32) as u32, Spot::from_code(end as u32));
            gather(&mut found, document, rank::weight(spot));
        }
        found
    }

    /// Every spot of a slot with its document in the high half, rising.
    fn spots_of(&self, slot: &Slot, wanted: Wanted) -> Vec<u64> {
        let mut spots = Vec::new();
        let mut lists = 0;
        for (_, postings) in self.words_of(slot) {
            lists += 1;
            postings.each(|document, spot| {
                if wanted.takes(spot) && self.live.contains(document) {
                    spots.push((u64::from(document) << 32) | u64::from(spot.code()));
                }
            });
        }
        if lists > 1 {
            spots.sort_unstable();
        }
        spots
    }

    fn words_of<'a>(&'a self, slot: &'a Slot) -> impl Iterator<Item = (&'a str, &'a Postings)> {
        let exact = match slot.open {
            Open::No => self.dictionary.term(&slot.term).map(|postings| (slot.term.as_str(), postings)),
            Open::Yes => None,
        };
        let beginning = (slot.open == Open::Yes).then(|| self.dictionary.prefix(&slot.term));
        exact.into_iter().chain(beginning.into_iter().flatten())
    }
}

/// In which parts a word is looked for.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    Anywhere,
    In(Part),
}

impl Wanted {
    fn takes(self, spot: Spot) -> bool {
        match self {
            Self::Anywhere => true,
            Self::In(part) => spot.part_code() == part as usize,
        }
    }
}

/// Adds a weight to the last document, or begins another.
fn gather(found: &mut Weighed, document: u32, weight: f32) {
    match found.last_mut() {
        Some((last, sum)) if *last == document => *sum += weight,
        _ => found.push((document, weight)),
    }
}

/// How many at the beginning of `list` are below `document`, found in steps that double.
fn gallop(list: &[(u32, f32)], document: u32) -> usize {
    let below = |entry: &(u32, f32)| entry.0 < document;
    let mut step = 1;
    while list.get(step).is_some_and(below) {
        step *= 2;
    }
    let from = step / 2;
    let window = list.get(from..list.len().min(step + 1)).unwrap_or_default();
    from + window.partition_point(below)
}
