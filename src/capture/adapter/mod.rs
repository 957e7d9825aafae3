//! Site adapters: data that says how the cards of a site are read, compiled and checked once.
//! An adapter cannot compute: ordered places per field, and the first that gives a value wins.

use std::fmt;

use pinfold_kernels::sorting::sort_by;
use thiserror::Error;

use crate::{
    json::{self, LeanError},
    model::{address, pin::PinKind, provenance::Field},
};

use super::{
    canonical::host_matches,
    select::{Selector, SelectorError},
    slot::{Slot, Slots},
    thread::Side,
    tree::Tree,
};

pub mod format;

pub mod own;

pub mod pattern;

pub mod run;

pub mod shelf;

use format::{Abroad, Beyond, ImageRule, Structured, Unsure, Whole};
use pattern::{Pattern, PatternError};

/// Most cards, candidates or selectors of one adapter, each: ours have less than a tenth.
const MAX_PARTS: usize = 500;

/// What is said of a host that could be another.
const NO_HOST: &str = "a host is not a plain lower-case name with a dot";

/// An adapter that is not used.
#[derive(Debug, Error)]
pub enum AdapterError {
    /// It is not in the format: an unknown key, or a value that is none.
    #[error("not in the adapter format: {0}")]
    Format(#[from] LeanError),
    /// A selector is refused.
    #[error("{0}: {1}")]
    Selector(Place, SelectorError),
    /// An address pattern is refused.
    #[error("{0}: {1}")]
    Pattern(Place, PatternError),
    /// Something else does not hold together.
    #[error("{0}: {1}")]
    Rule(Place, &'static str),
}

impl AdapterError {
    /// Where in the adapter; `None` where the format itself is broken.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Format(_) => None,
            Self::Selector(place, _) | Self::Pattern(place, _) | Self::Rule(place, _) => Some(place),
        }
    }
}

/// A place in an adapter as it is written, counted from zero.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The card; absent: the adapter itself.
    pub card: Option<usize>,
    /// The field of the card.
    pub slot: Option<Slot>,
    /// The candidate of the field, or the item of the key's list.
    pub number: Option<usize>,
    /// The key; empty: the whole.
    pub key: &'static str,
}

impl Place {
    /// A key there.
    pub fn at(&self, key: &'static str) -> Self {
        Self { key, ..self.clone() }
    }

    /// An item of a key's list there.
    pub fn item(&self, key: &'static str, number: usize) -> Self {
        Self { number: Some(number), ..self.at(key) }
    }

    /// A candidate of a card there.
    pub fn candidate(&self, slot: Slot, number: usize) -> Self {
        Self { slot: Some(slot), number: Some(number), ..self.clone() }
    }
}

impl fmt::Display for Place {
    /// As people count: the first is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        parts.extend(self.card.map(|card| format!("card {}", card + 1)));
        parts.extend(self.slot.map(|slot| format!("{slot:?}")));
        parts.extend(self.number.map(|number| format!("no. {}", number + 1)));
        parts.extend((!self.key.is_empty()).then(|| format!("`{}`", self.key)));
        f.write_str(&parts.join(", "))
    }
}

/// A compiled adapter.
#[derive(Debug)]
pub struct Adapter {
    /// Its name.
    pub id: String,
    /// The network's short name.
    pub network: Option<String>,
    /// The site's one name.
    pub site: Option<String>,
    /// Hosts it is for; empty: any.
    pub hosts: Vec<String>,
    generator: Vec<String>,
    /// Hosts its pictures come from.
    pub image_hosts: Vec<String>,
    /// Its version: the day of its last change.
    pub updated: String,
    /// The day after which its health is to be looked at.
    pub expires: String,
    images: Vec<ImageRule>,
    cards: Vec<Card>,
}

/// A compiled kind of card.
#[derive(Debug)]
pub struct Card {
    kind: PinKind,
    root: Selector,
    holds: Vec<Selector>,
    boundary: Option<Selector>,
    skip: Option<Selector>,
    once: Vec<Selector>,
    pages: Vec<Pattern>,
    structured: Structured,
    required: Vec<Field>,
    identity: (String, String),
    canonical: Option<String>,
    fields: Slots<Vec<Candidate>>,
    author_by: Option<Slot>,
    agree: Slots<String>,
    joins: Vec<(Side, Selector)>,
    /// The part that holds the cards that answer it.
    answers: Option<Selector>,
    quote: Option<Selector>,
    quoting: Slots<Vec<Candidate>>,
}

#[derive(Debug)]
struct Candidate {
    css: Option<Selector>,
    closest: Option<Selector>,
    to: Option<String>,
    beyond: Beyond,
    abroad: Abroad,
    read: Read,
    pattern: Option<Pattern>,
    take: Option<String>,
    put: Option<String>,
    starts: Option<String>,
    after: Option<String>,
    before: Option<String>,
    behind: Option<String>,
    up_to: Option<String>,
    shift: Option<u32>,
    reject: Vec<String>,
    unsure: Unsure,
}

#[derive(Debug)]
enum Read {
    Text,
    Attribute(String),
    JsonLd(String),
    Meta(String),
    Address(Whole),
    Is(String),
    Fill(String),
}

impl Adapter {
    /// Compiles an adapter from its JSON form.
    ///
    /// # Errors
    /// When it is not in the format, or a selector, pattern or rule in it cannot be used.
    pub fn new(value: &serde_json::Value) -> Result<Self, AdapterError> {
        let written: format::Adapter = json::read(value)?;
        let whole = Place::default();
        let rule = |holds: bool, key, what| {
            if holds { Ok(()) } else { Err(AdapterError::Rule(whole.at(key), what)) }
        };
        rule(is_name(&written.id), "id", "its name is not plain")?;
        rule(is_day(&written.updated), "updated", "it is no day, as in 2026-11-22")?;
        rule(is_day(&written.expires), "expires", "it is no day, as in 2026-11-22")?;
        rule(written.updated < written.expires, "expires", "it expires before it is updated")?;
        rule(
            !written.card.is_empty() && written.card.len() <= MAX_PARTS,
            "card",
            "it has no card, or too many",
        )?;
        let plain = |hosts: &[String]| hosts.len() <= MAX_PARTS && hosts.iter().all(|host| is_host(host));
        rule(plain(&written.hosts), "hosts", NO_HOST)?;
        rule(plain(&written.image_hosts), "image_hosts", NO_HOST)?;
        rule(written.image.iter().all(|one| is_host(&one.host)), "image", NO_HOST)?;
        rule(
            written.hosts.is_empty() == written.network.is_none(),
            "network",
            "hosts and a network belong together",
        )?;
        rule(!written.framed || !written.hosts.is_empty(), "framed", "a frame is known by its host")?;
        let software = written.hosts.is_empty() || written.generator.is_empty();
        rule(software, "generator", "a generator is for software without hosts")?;
        let named = !written.generator.iter().any(|one| one.trim().is_empty());
        rule(named, "generator", "a generator has no name")?;
        let pairs = written.image.iter().all(|one| matches!(one.between.len(), 0 | 2));
        rule(pairs, "image", "`between` is two marks")?;
        // Here and below, lists are filled one by one: to collect what may fail costs half a KB of Wasm for every type.
        let mut cards = Vec::new();
        for (card, one) in written.card.into_iter().enumerate() {
            cards.push(Card::new(one, &Place { card: Some(card), ..Place::default() })?);
        }
        Ok(Self {
            cards,
            id: written.id,
            network: written.network,
            site: written.site,
            hosts: written.hosts,
            generator: written.generator,
            image_hosts: written.image_hosts,
            updated: written.updated,
            expires: written.expires,
            images: written.image,
        })
    }

    /// Whether it is for pages of this host.
    pub fn is_for(&self, host: &str) -> bool {
        self.hosts.iter().any(|domain| host_matches(host, domain))
    }

    /// Whether it is for software that many sites run, and known by its cards alone.
    pub fn is_platform(&self) -> bool {
        self.hosts.is_empty()
    }

    /// Whether it is for pages that this software made, as their `meta[name=generator]` says.
    pub fn is_made_by(&self, generator: &str) -> bool {
        let begins =
            |name: &String| generator.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        self.generator.iter().any(begins)
    }

    /// The selectors of its card roots that can be on a page with this address.
    pub fn roots(&self, page: &str) -> Vec<String> {
        let cards = self.cards.iter().filter(|card| card.is_on(page));
        cards.map(Card::told_by).collect()
    }

    /// The attributes that its cards are told by.
    pub fn signs(&self) -> impl Iterator<Item = &str> {
        let selectors = self.cards.iter().flat_map(|card| card.holds.iter().chain([&card.root]));
        let tests = selectors.flat_map(|selector| selector.source().split('[').skip(1));
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        tests.map(move |test| test.split(|c| !is_name(c)).next().unwrap_or(""))
    }

    /// The kind of card that begins at this row.
    pub fn card(&self, tree: &Tree, row: u32) -> Option<&Card> {
        let begins = |card: &&Card| !card.rows(tree, row, row + 1).is_empty();
        self.cards.iter().find(|card| begins(card) && card.is_on(&tree.snapshot().url))
    }

    /// Where cards of the page begin, in document order, each with its kind: of two, the one that comes first.
    pub fn find(&self, tree: &Tree) -> Vec<(u32, &Card)> {
        let mut found: Vec<(u32, &Card)> = Vec::new();
        for card in &self.cards {
            let rows = card.rows(tree, 0, tree.len());
            if !rows.is_empty() && card.is_on(&tree.snapshot().url) {
                found.extend(rows.into_iter().map(|row| (row, card)));
            }
        }
        sort_by(&mut found, |(one, _), (other, _)| one.cmp(other));
        found.dedup_by_key(|(row, _)| *row);
        found
    }

    /// The rows inside `root` at which a card of any kind begins.
    fn roots_in(&self, tree: &Tree, root: u32) -> Vec<u32> {
        self.cards.iter().flat_map(|card| card.rows(tree, root + 1, tree.end(root))).collect()
    }
}

impl Card {
    fn new(written: format::Card, place: &Place) -> Result<Self, AdapterError> {
        let rule = |holds: bool, key, what| {
            if holds { Ok(()) } else { Err(AdapterError::Rule(place.at(key), what)) }
        };
        let all = written.fields.iter().chain(written.quoting.iter());
        let candidates: usize = all.map(|(_, candidates)| candidates.len()).sum();
        rule(candidates <= MAX_PARTS, "fields", "too many candidates")?;
        let tests = written.holds.len() + written.once.len() + written.pages.len();
        rule(tests <= MAX_PARTS, "holds", "too many tests")?;
        rule(written.fields.get(&Slot::Url).is_some(), "fields", "no candidate for the permalink")?;
        let names = |slot: &Slot| matches!(slot, Slot::Handle | Slot::AuthorId);
        let named = written.author_by.as_ref().is_none_or(names);
        rule(named, "author_by", "`author_by` is `handle` or `author_id`")?;
        let comparable = |(slot, _): &(Slot, String)| matches!(slot, Slot::Handle | Slot::NativeId);
        let compared = written.agree.iter().all(comparable);
        rule(compared, "agree", "`agree` compares `handle` and `native_id` only")?;
        let identity = written.identity.split_once(':');
        let no_identity = || AdapterError::Rule(place.at("identity"), "an identity is `network:{name}`");
        let (network, id) = identity.ok_or_else(no_identity)?;
        let mut pages = Vec::new();
        for (number, page) in written.pages.iter().enumerate() {
            pages.push(pattern(page, place.item("pages", number))?);
        }
        let each = |key, sources: &[String]| -> Result<_, AdapterError> {
            let mut all = Vec::new();
            for (number, one) in sources.iter().enumerate() {
                all.push(selector(one, place.item(key, number))?);
            }
            Ok(all)
        };
        let fields = |written: Slots<Vec<format::Candidate>>| -> Result<_, AdapterError> {
            let mut fields = Slots::default();
            for (slot, candidates) in written {
                let mut compiled = Vec::new();
                for (number, one) in candidates.into_iter().enumerate() {
                    compiled.push(Candidate::new(one, &place.candidate(slot, number))?);
                }
                fields.insert(slot, compiled);
            }
            Ok(fields)
        };
        let mut boundary = written.boundary;
        let known = |(slot, _): &(Slot, _)| matches!(slot, Slot::Name | Slot::Url | Slot::Text);
        let known = written.quoting.iter().all(known)
            && written.quote.is_some() == written.quoting.get(&Slot::Text).is_some();
        rule(known, "quoting", "a `quote` has a `text`, and may have a `name` and a `url`")?;
        let quote = written.quote.as_deref().map(|part| selector(part, place.at("quote"))).transpose()?;
        if let Some(part) = written.quote {
            boundary.push(part);
        }
        let mut joins = Vec::new();
        let mut answers = None;
        if let Some(told) = &written.thread {
            let sides = told.above.is_some() == told.below.is_some();
            let says = sides && (told.above.is_some() || told.nested.is_some());
            rule(says, "thread", "a thread is told by `above` and `below`, or by `nested`")?;
            for (side, css, key) in [(Side::Above, &told.above, "above"), (Side::Below, &told.below, "below")]
            {
                if let Some(css) = css {
                    joins.push((side, selector(css, place.at(key))?));
                }
            }
            if let Some(css) = &told.nested {
                answers = Some(selector(css, place.at("nested"))?);
            }
        }
        Ok(Self {
            kind: written.kind,
            root: selector(&written.root, place.at("root"))?,
            holds: each("holds", &written.holds)?,
            boundary: selectors(&boundary, place.at("boundary"))?,
            skip: selectors(&written.skip, place.at("skip"))?,
            once: each("once", &written.once)?,
            pages,
            structured: written.structured,
            required: written.required,
            identity: (network.to_owned(), id.to_owned()),
            canonical: written.canonical,
            fields: fields(written.fields)?,
            author_by: written.author_by,
            agree: written.agree,
            joins,
            answers,
            quote,
            quoting: fields(written.quoting)?,
        })
    }

    /// The rows from `start` to before `end` at which cards of this kind begin. What they must hold is looked for once:
    /// in each of roots that are nested without end, it would take the square of the page.
    fn rows(&self, tree: &Tree, start: u32, end: u32) -> Vec<u32> {
        let mut rows = self.root.rows(tree, start, end);
        let Some(until) = rows.iter().map(|row| tree.end(*row)).max() else { return rows };
        for one in &self.holds {
            let held = one.rows(tree, start, until);
            rows.retain(|row| {
                let next = held.get(held.partition_point(|held| held < row));
                next.is_some_and(|held| *held < tree.end(*row))
            });
        }
        rows
    }

    /// What a browser tells its roots by: the root's selector, and `:has` for what it must hold.
    fn told_by(&self) -> String {
        let root = self.root.source();
        if self.holds.is_empty() {
            return root.to_owned();
        }
        let mut all = [":is(", root, ")"].concat();
        for one in &self.holds {
            let held = one.source();
            // In `:is`, its first parts may stand above the root, as they may here.
            all.push_str(&[":is(", held, ",:has(:is(", held, ")))"].concat());
        }
        all
    }

    fn is_on(&self, page: &str) -> bool {
        self.pages.is_empty()
            || address::web(page, None)
                .is_some_and(|page| self.pages.iter().any(|pattern| pattern.captures(&page).is_some()))
    }
}

impl Candidate {
    fn new(written: format::Candidate, place: &Place) -> Result<Self, AdapterError> {
        let reads = [
            written.attr.map(Read::Attribute),
            written.jsonld.map(Read::JsonLd),
            written.meta.map(Read::Meta),
            written.address.map(Read::Address),
            written.is.map(Read::Is),
            written.fill.map(Read::Fill),
        ];
        let mut reads: Vec<Read> = reads.into_iter().flatten().collect();
        let read = reads.pop().unwrap_or(Read::Text);
        let rule = |holds: bool, key, what| {
            if holds { Ok(()) } else { Err(AdapterError::Rule(place.at(key), what)) }
        };
        rule(reads.is_empty(), "", "a candidate reads from one place only")?;
        rule(written.take.is_none() || written.pattern.is_some(), "take", "`take` needs a `pattern`")?;
        let put = written.put.as_deref().is_none_or(|put| put.contains("{value}"));
        rule(put, "put", "`put` has no `{value}`")?;
        let optional =
            |source: Option<String>, key| source.map(|source| selector(&source, place.at(key))).transpose();
        Ok(Self {
            css: optional(written.css, "css")?,
            closest: optional(written.closest, "closest")?,
            to: written.to,
            beyond: written.beyond,
            abroad: written.abroad,
            read,
            pattern: written.pattern.map(|source| pattern(&source, place.at("pattern"))).transpose()?,
            take: written.take,
            put: written.put,
            starts: written.starts,
            after: written.after,
            before: written.before,
            behind: written.behind,
            up_to: written.up_to,
            shift: written.shift,
            reject: written.reject,
            unsure: written.unsure,
        })
    }
}

fn selector(source: &str, place: Place) -> Result<Selector, AdapterError> {
    Selector::new(source).map_err(|error| AdapterError::Selector(place, error))
}

fn selectors(sources: &[String], place: Place) -> Result<Option<Selector>, AdapterError> {
    if sources.is_empty() { Ok(None) } else { selector(&sources.join(", "), place).map(Some) }
}

fn pattern(source: &str, place: Place) -> Result<Pattern, AdapterError> {
    Pattern::new(source).map_err(|error| AdapterError::Pattern(place, error))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn is_day(text: &str) -> bool {
    let shape =
        |(place, c): (usize, char)| if matches!(place, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
    text.len() == 10 && text.chars().enumerate().all(shape)
}

fn is_host(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    text.contains('.') && !text.starts_with('.') && text.chars().all(plain)
}
