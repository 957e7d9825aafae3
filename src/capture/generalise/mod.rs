//! An adapter from examples: somebody points at the parts of one card, or of several, and gets selectors that find the same
//! parts in every card of its kind. It never uses a word of the page's language, nor a name that a build tool made up, and
//! the adapter it makes is one like any other: data, checked when it is compiled, and required fields fail closed.
//!
//! * `names`: which names in markup stay the same
//! * `path`: the selectors that an element can be told by
//! * `cards`: the root: what all cards have in common
//! * `address`: what the cards' addresses have in common
//! * `field`: a candidate for each value

mod address;
mod cards;
mod field;
mod names;
mod path;

use thiserror::Error;

use super::{
    adapter::format::{Adapter, Candidate, Card, Structured, Unsure, Whole},
    link,
    slot::{Slot, Slots},
    snapshot::MAX_PAGE_NODES,
    tree::Tree,
};
use crate::model::{
    address::{host, site},
    pin::PinKind,
    provenance::Field,
};

/// Most parts somebody points at: every slot in a few cards.
pub const MAX_PICKS: usize = 200;

/// What somebody pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examples {
    /// What the cards are.
    pub kind: PinKind,
    /// The root of a card, where it was pointed at too; else it is the smallest block around the parts that repeats.
    pub root: Option<u32>,
    /// Parts of cards: what they give, and their row. `Name` stands for the author: profile and handle are looked for
    /// where the name is. Without a permalink it is looked for where the time is;
    /// where there is none, whoever pins such a card is asked for it.
    pub picks: Vec<(Slot, u32)>,
}

/// Why examples give no adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum GeneraliseError {
    /// The page has no web address, so there is nothing the adapter could be for.
    #[error("the page has no web address")]
    NoAddress,
    /// Nothing was pointed at, more than anybody would, or rows that the page does not have.
    #[error("nothing on the page was pointed at, or too much")]
    NoExample,
    /// No block holds the parts, or none that could be told from others; point at the card itself.
    #[error(
        "no block of the page holds what was pointed at and can be told from others: point at the card too"
    )]
    NoRoot,
    /// What was pointed at lies in different parts of the page; point at the parts of one card.
    #[error("what was pointed at is not in one block of the page: point at the parts of one card")]
    Apart,
}

/// The adapter that reads cards as the examples say; `today` is `YYYY-MM-DD`.
///
/// # Errors
/// When the page has no web address, the examples are none or not of one card, or no root can be told.
pub fn adapter(tree: &Tree, examples: &Examples, today: &str) -> Result<Adapter, GeneraliseError> {
    let page = link::absolute(&tree.snapshot().url).ok_or(GeneraliseError::NoAddress)?;
    let own = host(page.as_str()).ok_or(GeneraliseError::NoAddress)?;
    let there = |row: &u32| tree.is_element(*row) && (*row as usize) < MAX_PAGE_NODES;
    let picks = examples.picks.iter().map(|(_, row)| row);
    if examples.picks.is_empty()
        || examples.picks.len() > MAX_PICKS
        || !picks.chain(&examples.root).all(there)
    {
        return Err(GeneraliseError::NoExample);
    }
    let cards = cards::of(tree, examples)?;
    let mut fields: Slots<Vec<Candidate>> = Slots::default();
    let reader = field::Reader { tree, cards: &cards, page: &page };
    for (slot, row) in &examples.picks {
        reader.read(*slot, *row, &mut fields);
    }
    if fields.get(&Slot::Url).is_none() {
        reader.look_for_permalink(&examples.picks, &mut fields);
    }
    // A card without a link of its own: whoever pins it is asked for its address.
    let page_itself = Candidate { address: Some(Whole::Page), unsure: Unsure::Yes, ..Candidate::default() };
    if fields.get(&Slot::Url).is_none() {
        fields.insert(Slot::Url, vec![page_itself]);
    }
    let site = site(&own).to_owned();
    let id: String = site.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let own_name = if fields.get(&Slot::NativeId).is_some() { "native_id" } else { field::POST };
    let required = match examples.kind {
        PinKind::Post | PinKind::Comment | PinKind::Review => vec![Field::Url, Field::Author],
        _ => vec![Field::Url],
    };
    Ok(Adapter {
        id,
        network: Some(site.clone()),
        site: Some(site.clone()),
        framed: false,
        hosts: vec![site.clone()],
        generator: Vec::new(),
        image_hosts: Vec::new(),
        updated: today.to_owned(),
        expires: a_year_after(today),
        image: Vec::new(),
        card: vec![Card {
            kind: examples.kind,
            root: cards.root,
            holds: cards.holds,
            boundary: Vec::new(),
            skip: Vec::new(),
            once: Vec::new(),
            pages: Vec::new(),
            structured: Structured::default(),
            required,
            identity: format!("{site}:{{{own_name}}}"),
            canonical: None,
            fields,
            author_by: None,
            agree: Slots::default(),
            quote: None,
            quoting: Slots::default(),
            thread: None,
        }],
    })
}

/// `YYYY-MM-DD` with the next year.
fn a_year_after(day: &str) -> String {
    let (year, rest) = day.split_at_checked(4).unwrap_or((day, ""));
    year.parse::<u16>().map_or_else(|_| day.to_owned(), |year| format!("{:04}{rest}", year.saturating_add(1)))
}
