//! Exact values of documents (tags, sites, boards, …): which documents have one, how many, and the other names
//! a value answers to. It never searches text.

use std::{collections::BTreeMap, ops::Bound};

use crate::model::{sorted_map::SortedMap, sorted_set::SortedSet};

/// What a value is a value of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// A tag's key, or that of a tag above it.
    Tag,
    /// The site.
    Site,
    /// The network's short name.
    Network,
    /// Every identity key of the author.
    Author,
    /// The one identity key an author is counted under.
    Person,
    /// The customer a person gave it to, by id.
    Customer,
    /// A board's id.
    Board,
    /// A section's id.
    Section,
    /// The kind of pin.
    Kind,
    /// How far its case has come.
    Status,
    /// How bad its case is.
    Severity,
    /// The rights in it.
    Rights,
    /// Something it has.
    Has,
}

/// One value.
#[derive(Debug, Clone)]
pub struct Value {
    /// What it is a value of.
    pub facet: Facet,
    /// The value.
    pub name: Box<str>,
    /// Documents that have it, rising; removed ones may still be among them.
    pub documents: Vec<u32>,
    /// How many documents have it now.
    pub live: u32,
}

/// All values, numbered in the order they were first seen.
#[derive(Debug, Clone, Default)]
pub struct Values {
    numbers: SortedMap<Facet, BTreeMap<Box<str>, u32>>,
    /// Each name that a value answers to, with a line break and the value's own name behind it, since others may answer to it too.
    aliases: SortedMap<Facet, BTreeMap<Box<str>, u32>>,
    entries: Vec<Value>,
}

impl Values {
    /// The number of a value; it is made where there is none, and then answers to `aliases` too.
    pub fn number_or_new(&mut self, facet: Facet, name: &str, aliases: impl FnOnce() -> Vec<String>) -> u32 {
        if let Some(number) = self.number(facet, name) {
            return number;
        }
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.numbers.keep(facet, BTreeMap::new());
        self.aliases.keep(facet, BTreeMap::new());
        if let Some((known, answering)) = self.numbers.get_mut(&facet).zip(self.aliases.get_mut(&facet)) {
            known.insert(name.into(), number);
            for alias in aliases() {
                answering.insert(format!("{alias}\n{name}").into(), number);
            }
        }
        self.entries.push(Value { facet, name: name.into(), documents: Vec::new(), live: 0 });
        number
    }

    /// The number of a value.
    pub fn number(&self, facet: Facet, name: &str) -> Option<u32> {
        self.numbers.get(&facet)?.get(name).copied()
    }

    /// The value with a number.
    pub fn get(&self, number: u32) -> Option<&Value> {
        self.entries.get(number as usize)
    }

    /// A value by its name.
    pub fn named(&self, facet: Facet, name: &str) -> Option<&Value> {
        self.get(self.number(facet, name)?)
    }

    /// Values that answer to a name, and where there is none and `open` is set, those that answer to one that
    /// begins so.
    pub fn answering(&self, facet: Facet, name: &str, open: Open) -> Vec<&Value> {
        let Some(aliases) = self.aliases.get(&facet) else { return Vec::new() };
        let beginning = |beginning: &str| -> SortedSet<u32> {
            let from = aliases.range::<str, _>((Bound::Included(beginning), Bound::Unbounded));
            from.take_while(|(alias, _)| alias.starts_with(beginning)).map(|(_, number)| *number).collect()
        };
        let exact = beginning(&format!("{name}\n"));
        let numbers = if exact.is_empty() && open == Open::Yes { beginning(name) } else { exact };
        numbers.into_iter().filter_map(|number| self.get(number)).collect()
    }

    /// The values of one facet that some document has, by name.
    pub fn of_facet(&self, facet: Facet) -> impl Iterator<Item = &Value> {
        let numbers = self.numbers.get(&facet).into_iter().flat_map(BTreeMap::values);
        numbers.filter_map(|number| self.get(*number)).filter(|value| value.live > 0)
    }

    /// How many values were ever seen.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none was ever seen.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Gives a value to a document above all so far.
    pub fn add(&mut self, number: u32, document: u32) {
        if let Some(value) = self.entries.get_mut(number as usize) {
            value.documents.push(document);
            value.live += 1;
        }
    }

    /// Counts one document less; it is dropped from the list when documents are renumbered.
    pub fn release(&mut self, number: u32) {
        if let Some(value) = self.entries.get_mut(number as usize) {
            value.live = value.live.saturating_sub(1);
        }
    }

    /// Gives back memory kept for growing.
    pub fn shrink(&mut self) {
        self.entries.iter_mut().for_each(|value| value.documents.shrink_to_fit());
    }

    /// Gives documents other numbers, which rise as the old ones do; `None` drops one.
    pub fn renumber(&mut self, number: impl Fn(u32) -> Option<u32>) {
        for value in &mut self.entries {
            value.documents = value.documents.iter().filter_map(|document| number(*document)).collect();
        }
    }
}

/// Whether the end of a word or value may still be missing, because somebody is typing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It may go on.
    Yes,
    /// It is complete.
    No,
}
