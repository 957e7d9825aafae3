//! A candidate for each value that was pointed at: the element that holds it in every card, and what is read of it. It never
//! reads an attribute that holds words of a language where another says the same.

use url::Url;

use super::{address, cards::Cards, path};
use crate::{
    capture::{
        adapter::format::Candidate,
        link,
        parse::date,
        select::Selector,
        slot::{Slot, Slots},
        text,
        tree::Tree,
    },
    model::{address::host, provenance::Field, text::folded},
};

/// What the part of a permalink that is a card's own is called.
pub const POST: &str = "post";
/// Attributes that hold a moment, the exact ones first; `title` is read last, as words.
const MOMENTS: &[&str] = &[
    "datetime",
    "data-time",
    "data-timestamp",
    "data-utime",
    "data-datetime",
    "data-date",
    "content",
    "title",
];
/// Attributes that hold an id of the site's.
const IDS: &[&str] = &[
    "data-id",
    "data-post-id",
    "data-comment-id",
    "data-fullname",
    "data-item-id",
    "data-review-id",
    "data-pid",
    "id",
];
/// Elements inside a line or a text, which a click hits instead of the whole.
const INLINE: &[&str] = &[
    "p", "span", "em", "strong", "b", "i", "u", "br", "a", "code", "font", "mark", "small", "li", "ul", "ol",
];

/// Tenths of what a lasting selector finds that a less lasting one has to find to be taken instead.
const CLEARLY_MORE: usize = 12;
/// The same for the author, of whom a wrong one is worse than none.
const FAR_MORE: usize = 20;

/// Finds what tells a part of a card.
pub struct Reader<'r, 'a> {
    pub tree: &'r Tree<'a>,
    pub cards: &'r Cards,
    pub page: &'r Url,
}

type Fields = Slots<Vec<Candidate>>;

impl Reader<'_, '_> {
    /// Adds the candidates for what was pointed at.
    pub fn read(&self, slot: Slot, row: u32, fields: &mut Fields) {
        let Some(card) = self.cards.around(self.tree, row) else { return };
        match slot {
            Slot::Url => self.address(slot, card, row, POST, fields),
            Slot::Root | Slot::Parent | Slot::Quoted => self.address(slot, card, row, "other", fields),
            Slot::Profile => self.address(slot, card, row, "user", fields),
            Slot::Name | Slot::Handle => self.author(slot, card, row, fields),
            Slot::Published => {
                let (at, attr) = self.moment(card, row);
                self.offer(slot, card, at, Candidate { attr, ..Candidate::default() }, fields);
            }
            Slot::NativeId | Slot::AuthorId | Slot::Sku | Slot::Gtin | Slot::Mpn => {
                let has = IDS.iter().find(|name| self.tree.attribute(row, name).is_some());
                let attr = has.map(|name| (*name).to_owned());
                self.offer(slot, card, row, Candidate { attr, ..Candidate::default() }, fields);
            }
            Slot::Image | Slot::Poster => {
                let wanted = |inner: &u32| matches!(self.tree.name(*inner), "img" | "video");
                let at = (row..self.tree.end(row)).find(wanted).unwrap_or(row);
                self.offer(slot, card, at, Candidate::default(), fields);
            }
            Slot::Text => self.offer(slot, card, self.whole(card, row), Candidate::default(), fields),
            _ => {
                let attr = self.counted(slot, row);
                self.offer(slot, card, row, Candidate { attr, ..Candidate::default() }, fields);
            }
        }
    }

    /// The link around or in what was pointed at that leads to the card's own address: a time's before any other.
    pub fn look_for_permalink(&self, picks: &[(Slot, u32)], fields: &mut Fields) {
        let timed = picks.iter().filter(|(slot, _)| *slot == Slot::Published);
        let titled =
            picks.iter().filter(|(slot, _)| matches!(slot, Slot::Title | Slot::ProductName | Slot::Image));
        for (_, row) in timed.chain(titled) {
            if let Some(card) = self.cards.around(self.tree, *row) {
                self.address(Slot::Url, card, *row, POST, fields);
            }
            if fields.get(&Slot::Url).is_some() {
                return;
            }
        }
    }

    /// An address: the link's, fitted to a pattern that all cards' links have in common.
    fn address(&self, slot: Slot, card: u32, row: u32, name: &str, fields: &mut Fields) {
        let Some(at) = self.link(card, row) else { return };
        let Some(own) = self.target(at) else { return };
        // A link that only a time in it tells from others is found from there.
        let moment = (at..self.tree.end(at)).find(|inner| self.tree.attribute(*inner, "datetime").is_some());
        let css = self.selector(card, at, CLEARLY_MORE);
        let timed = moment.and_then(|moment| self.selector(card, moment, CLEARLY_MORE));
        let (css, closest) = match (css, timed) {
            (Some((cost, _)), Some(timed)) if cost > 3 && timed.0 < cost => {
                (Some(timed), Some("a".to_owned()))
            }
            (None, Some(timed)) => (Some(timed), Some("a".to_owned())),
            (css, _) => (css, None),
        };
        let Some((_, css)) = css else { return };
        let Ok(selector) = Selector::new(&css) else { return };
        let targets = self.cards.rows.iter().zip(&self.cards.own).filter_map(|(card, own)| {
            let found = own.iter().find(|row| selector.matches(self.tree, **row))?;
            self.target(self.link(*card, *found)?)
        });
        let targets: Vec<Url> = targets.collect();
        let Some(pattern) = address::pattern(&own, &targets, name) else { return };
        let candidate = Candidate {
            css: Some(css).filter(|css| !css.is_empty()),
            closest,
            attr: Some("href".to_owned()),
            pattern: Some(pattern),
            ..Candidate::default()
        };
        add(slot, candidate, fields);
    }

    /// The author: the name where it was pointed at, the profile it leads to, and the handle that both say.
    fn author(&self, slot: Slot, card: u32, row: u32, fields: &mut Fields) {
        self.offer(slot, card, row, Candidate::default(), fields);
        let Some(at) = self.link(card, row) else { return };
        let Some(url) = self.target(at) else { return };
        let mut found = Fields::default();
        self.address(Slot::Profile, card, at, "user", &mut found);
        let Some(profile) = found.get_mut(&Slot::Profile).and_then(Vec::pop) else { return };
        let said = folded(&text::line(self.tree, row, &|_| false));
        let last = url.path().rsplit('/').find(|part| !part.is_empty()).unwrap_or("");
        // Only where the address ends in what the page prints is that end a handle.
        let is_handle = last.trim_start_matches('@').eq_ignore_ascii_case(said.trim_start_matches('@'));
        if is_handle
            && slot == Slot::Name
            && profile.pattern.as_deref().is_some_and(|pattern| pattern.contains("{user"))
        {
            let take = if last.starts_with('@') { None } else { Some("{user}".to_owned()) };
            add(Slot::Handle, Candidate { take, ..profile.clone() }, fields);
        }
        add(Slot::Profile, profile, fields);
    }

    /// The link that the row is, lies in, or holds first.
    fn link(&self, card: u32, row: u32) -> Option<u32> {
        let is_link = |row: &u32| self.tree.name(*row) == "a" && self.tree.attribute(*row, "href").is_some();
        let mut above = self.tree.upward(row).take_while(|above| *above >= card);
        above.find(is_link).or_else(|| (row..self.tree.end(row)).find(is_link))
    }

    /// Where a link on this site leads.
    fn target(&self, row: u32) -> Option<Url> {
        let base = link::absolute(&self.tree.snapshot().head.base);
        let url = link::parse(base.as_ref().unwrap_or(self.page), self.tree.attribute(row, "href")?)?;
        (host(url.as_str()) == host(self.page.as_str())).then_some(url)
    }

    /// The element that holds the moment and its attribute, in or around the row; none: its words.
    fn moment(&self, card: u32, row: u32) -> (u32, Option<String>) {
        let context = date::Context { language: Some(&self.tree.snapshot().head.lang), now: None };
        let near = (row..self.tree.end(row))
            .chain(self.tree.upward(row).skip(1).take(2).filter(|above| *above > card));
        let mut rows: Vec<u32> = near.filter(|row| self.tree.is_element(*row)).collect();
        rows.truncate(20);
        for name in MOMENTS {
            let is_moment = |row: &&u32| {
                self.tree.attribute(**row, name).is_some_and(|value| date::read(value, context).is_some())
            };
            if let Some(at) = rows.iter().find(is_moment) {
                return (*at, Some((*name).to_owned()));
            }
        }
        (row, None)
    }

    /// The block of text that a paragraph or word of it stands in.
    fn whole(&self, card: u32, row: u32) -> u32 {
        let inline = |row: u32| {
            INLINE.contains(&self.tree.name(row))
                && path::own(self.tree, row).first().is_none_or(|one| one.cost >= 3)
        };
        let mut at = row;
        while inline(at) {
            match self.tree.parent(at).filter(|parent| *parent > card) {
                Some(parent) => at = parent,
                None => return row,
            }
        }
        // A block with a time or a link to a person in it is more than the text.
        let is_more = (at..self.tree.end(at)).any(|inner| self.tree.attribute(inner, "datetime").is_some());
        if is_more { row } else { at }
    }

    /// For counts and prices: the attribute with the number, where the words have none.
    fn counted(&self, slot: Slot, row: u32) -> Option<String> {
        let has_digit = |text: &str| text.chars().any(char::is_numeric);
        let numeric = slot.count().is_some()
            || matches!(slot, Slot::Rating | Slot::Price | Slot::ProductRating | Slot::RatingCount);
        if !numeric || has_digit(&text::line(self.tree, row, &|_| false)) {
            return None;
        }
        let names = [
            "content",
            "value",
            "data-score",
            "data-count",
            "data-value",
            "data-rating",
            "aria-label",
            "title",
        ];
        names
            .into_iter()
            .find(|name| self.tree.attribute(row, name).is_some_and(has_digit))
            .map(ToOwned::to_owned)
    }

    fn offer(&self, slot: Slot, card: u32, row: u32, candidate: Candidate, fields: &mut Fields) {
        // What stands where another card's author does need not be one: a rank, or "deleted".
        let more = if slot.field() == Field::Author { FAR_MORE } else { CLEARLY_MORE };
        let css = if row == card {
            Some(String::new())
        } else {
            self.selector(card, row, more).map(|(_, css)| css)
        };
        if let Some(css) = css {
            add(slot, Candidate { css: Some(css).filter(|css| !css.is_empty()), ..candidate }, fields);
        }
    }

    /// The selector whose first match in its card is this row, and which finds something in the most other cards; with its cost.
    /// A later choice has to find `more` tenths of what an earlier one does.
    fn selector(&self, card: u32, row: u32, more: usize) -> Option<(u8, String)> {
        if row == card {
            return Some((0, String::new()));
        }
        let own = self.cards.own(card);
        let mut best: Option<(usize, u8, String)> = None;
        for choice in path::within(self.tree, card, row) {
            let Ok(selector) = Selector::new(&choice.source) else { continue };
            if own.iter().find(|own| selector.matches(self.tree, **own)) != Some(&row) {
                continue;
            }
            let finds = |own: &&Vec<u32>| own.iter().any(|row| selector.matches(self.tree, *row));
            let count = self.cards.own.iter().filter(finds).count();
            // Choices come in the order of their worth.
            if best.as_ref().is_none_or(|(most, _, _)| count * 10 > most * more) {
                best = Some((count, choice.cost, choice.source));
            }
        }
        best.map(|(_, cost, source)| (cost, source))
    }
}

fn add(slot: Slot, candidate: Candidate, fields: &mut Fields) {
    match fields.get_mut(&slot) {
        Some(known) if known.contains(&candidate) => {}
        Some(known) => known.push(candidate),
        None => fields.insert(slot, vec![candidate]),
    }
}
