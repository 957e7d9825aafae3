//! Site adapters: data that says how the cards of a site are read, compiled and checked once.
//! An adapter cannot compute: ordered places per field, and the first that gives a value wins.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::{
    json::{self, LeanError},
    model::{address, pin::PinKind, provenance::Field},
};

use super::{
    canonical::host_matches,
    select::{Selector, SelectorError, Words},
    slot::Slot,
    tree::Tree,
};

pub mod format;

pub mod pattern;

pub mod run;

pub mod shelf;

use format::{Beyond, ImageRule, Unsure};
use pattern::{Pattern, PatternError};

/// Most cards, candidates or selectors of one adapter, each: ours have less than a tenth.
const MAX_PARTS: usize = 500;

/// An adapter that is not used.
#[derive(Debug, Error)]
pub enum AdapterError {
    /// It is not in the format: an unknown key, or a value that is none.
    #[error("not in the adapter format: {0}")]
    Format(#[from] LeanError),
    /// A selector is refused.
    #[error("{0}: {1}")]
    Selector(String, SelectorError),
    /// An address pattern is refused.
    #[error("{0}: {1}")]
    Pattern(String, PatternError),
    /// Something else does not hold together.
    #[error("{0}: {1}")]
    Rule(String, &'static str),
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
    required: Vec<Field>,
    identity: (String, String),
    canonical: Option<String>,
    fields: BTreeMap<Slot, Vec<Candidate>>,
    author_by: Option<Slot>,
    agree: BTreeMap<Slot, String>,
}

#[derive(Debug)]
struct Candidate {
    css: Option<Selector>,
    closest: Option<Selector>,
    beyond: Beyond,
    read: Read,
    pattern: Option<Pattern>,
    take: Option<String>,
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
    Address,
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
        let id = written.id.clone();
        let rule = |holds: bool, what| if holds { Ok(()) } else { Err(AdapterError::Rule(id.clone(), what)) };
        rule(is_name(&id), "its name is not plain")?;
        rule(is_day(&written.updated) && is_day(&written.expires), "`updated` and `expires` are days")?;
        rule(written.updated < written.expires, "it expires before it is updated")?;
        rule(!written.card.is_empty() && written.card.len() <= MAX_PARTS, "it has no card, or too many")?;
        let hosts =
            written.hosts.iter().chain(&written.image_hosts).chain(written.image.iter().map(|one| &one.host));
        rule(hosts.clone().all(|host| is_host(host)), "a host is not a plain lower-case name with a dot")?;
        rule(written.hosts.is_empty() == written.network.is_none(), "hosts and a network belong together")?;
        rule(
            written.hosts.is_empty() || written.generator.is_empty(),
            "a generator is for software without hosts",
        )?;
        rule(!written.generator.iter().any(|one| one.trim().is_empty()), "a generator has no name")?;
        let cards = written.card.into_iter().enumerate();
        let cards = cards.map(|(place, card)| Card::new(card, &format!("{id}, card {place}")));
        Ok(Self {
            cards: cards.collect::<Result<_, _>>()?,
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

    /// Whether a card of it can be among rows that hold `words`; most pages are none of most software's.
    pub fn may_be_in(&self, words: &Words) -> bool {
        self.cards.iter().any(|card| card.root.marks().iter().any(|mark| words.has(mark)))
    }

    /// The selectors of its card roots that can be on a page with this address.
    pub fn roots(&self, page: &str) -> Vec<String> {
        let cards = self.cards.iter().filter(|card| card.is_on(page));
        cards.map(|card| card.root.source().to_owned()).collect()
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
        self.cards.iter().find(|card| card.begins(tree, row) && card.is_on(&tree.snapshot().url))
    }

    fn is_root(&self, tree: &Tree, row: u32) -> bool {
        self.cards.iter().any(|card| card.begins(tree, row))
    }
}

impl Card {
    fn new(written: format::Card, place: &str) -> Result<Self, AdapterError> {
        let rule =
            |holds: bool, what| if holds { Ok(()) } else { Err(AdapterError::Rule(place.to_owned(), what)) };
        let count: usize = written.fields.values().map(Vec::len).sum();
        rule(count <= MAX_PARTS, "too many candidates")?;
        rule(written.fields.contains_key(&Slot::Url), "no candidate for the permalink")?;
        let names = |slot: &Slot| matches!(slot, Slot::Handle | Slot::AuthorId);
        rule(written.author_by.as_ref().is_none_or(names), "`author_by` is `handle` or `author_id`")?;
        let comparable = |slot: &Slot| matches!(slot, Slot::Handle | Slot::NativeId);
        rule(written.agree.keys().all(comparable), "`agree` compares `handle` and `native_id` only")?;
        let (network, id) = written
            .identity
            .split_once(':')
            .ok_or_else(|| AdapterError::Rule(place.to_owned(), "an identity is `network:{name}`"))?;
        let pages = written.pages.iter().map(|page| pattern(page, place));
        let mut fields = BTreeMap::new();
        for (slot, candidates) in written.fields {
            let compiled = candidates.into_iter().map(|one| Candidate::new(one, place));
            fields.insert(slot, compiled.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Self {
            kind: written.kind,
            root: selector(&written.root, place)?,
            holds: written.holds.iter().map(|one| selector(one, place)).collect::<Result<_, _>>()?,
            boundary: selectors(&written.boundary, place)?,
            skip: selectors(&written.skip, place)?,
            once: written.once.iter().map(|one| selector(one, place)).collect::<Result<_, _>>()?,
            pages: pages.collect::<Result<_, _>>()?,
            required: written.required,
            identity: (network.to_owned(), id.to_owned()),
            canonical: written.canonical,
            fields,
            author_by: written.author_by,
            agree: written.agree,
        })
    }

    fn begins(&self, tree: &Tree, row: u32) -> bool {
        let has = |one: &Selector| (row..tree.end(row)).any(|inner| one.matches(tree, inner));
        self.root.matches(tree, row) && self.holds.iter().all(has)
    }

    fn is_on(&self, page: &str) -> bool {
        self.pages.is_empty()
            || address::web(page, None)
                .is_some_and(|page| self.pages.iter().any(|pattern| pattern.captures(&page).is_some()))
    }
}

impl Candidate {
    fn new(written: format::Candidate, place: &str) -> Result<Self, AdapterError> {
        let reads = [
            written.attr.map(Read::Attribute),
            written.jsonld.map(Read::JsonLd),
            written.meta.map(Read::Meta),
            written.address.map(|_| Read::Address),
            written.is.map(Read::Is),
            written.fill.map(Read::Fill),
        ];
        let mut reads: Vec<Read> = reads.into_iter().flatten().collect();
        let read = reads.pop().unwrap_or(Read::Text);
        let rule =
            |holds: bool, what| if holds { Ok(()) } else { Err(AdapterError::Rule(place.to_owned(), what)) };
        rule(reads.is_empty(), "a candidate reads from one place only")?;
        rule(written.take.is_none() || written.pattern.is_some(), "`take` needs a `pattern`")?;
        let optional = |source: Option<String>| source.map(|source| selector(&source, place)).transpose();
        Ok(Self {
            css: optional(written.css)?,
            closest: optional(written.closest)?,
            beyond: written.beyond,
            read,
            pattern: written.pattern.map(|source| pattern(&source, place)).transpose()?,
            take: written.take,
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

fn selector(source: &str, place: &str) -> Result<Selector, AdapterError> {
    Selector::new(source).map_err(|error| AdapterError::Selector(place.to_owned(), error))
}

fn selectors(sources: &[String], place: &str) -> Result<Option<Selector>, AdapterError> {
    if sources.is_empty() { Ok(None) } else { selector(&sources.join(", "), place).map(Some) }
}

fn pattern(source: &str, place: &str) -> Result<Pattern, AdapterError> {
    Pattern::new(source).map_err(|error| AdapterError::Pattern(place.to_owned(), error))
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
