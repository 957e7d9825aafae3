//! Everything that is personal in one text. It never changes the text, and what is found never overlaps.

use pinfold_kernels::sorting::sort_by_key;

use super::{
    card, email, iban,
    number::Number,
    order,
    people::{self, Known},
    phone,
    view::{BREAK, View},
};
use crate::model::redaction::{Kind, Kinds};

/// Something found, as bytes of the text: whole characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Something found, as places of characters.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// Finds what is personal in a text, in order. Every kind is looked for, so that no kind takes what is another's; only
/// those wanted are given.
///
/// ```
/// use pinfold::redact::{Kind, Kinds, Known, find};
/// let text = "Write to jane (at) example (dot) com";
/// let found = find(text, &Known::default(), Kinds::USUAL);
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].kind, &text[found[0].start..found[0].end]), (Kind::Email, "jane (at) example (dot) com"));
/// ```
pub fn find(text: &str, known: &Known, kinds: Kinds) -> Vec<Finding> {
    let view = View::new(text);
    let of_kind = spots(&view, known).into_iter().filter(|spot| kinds.has(spot.kind));
    of_kind.filter_map(|spot| spot.finding(&view)).collect()
}

impl Spot {
    /// The same, as bytes of the text.
    pub fn finding(&self, view: &View) -> Option<Finding> {
        let (start, end) = view.bytes(self.from, self.to)?;
        Some(Finding { kind: self.kind, start, end })
    }
}

/// What is personal in a text, in order.
pub fn spots(view: &View, known: &Known) -> Vec<Spot> {
    settled(all(view, known))
}

fn all(view: &View, known: &Known) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    let mut add = |kind, found: Option<(usize, usize)>| {
        spots.extend(found.map(|(from, to)| Spot { kind, from, to }));
    };
    let (mut numbers_read, mut address_end, mut word_end) = (0, 0, 0);
    let mut folded = String::new();
    for place in view.begin()..view.end() {
        let Some(c) = view.at(place) else { break };
        let is_word = view.is_word(place);
        if is_word && place >= word_end {
            word_end = view.while_word(place, usize::MAX);
        }
        let begins_word = is_word && !view.word_before(place);
        if begins_word && place >= address_end {
            address_end = address(view, place).unwrap_or(address_end);
        }
        let within_address = place < address_end;
        match c {
            '@' => {
                let found = email::around(view, place);
                add(Kind::Email, found);
                if found.is_none() {
                    add(Kind::Handle, people::mention(view, place));
                }
            }
            // Only where a name may end does a spelled sign follow.
            ' ' | '(' | '[' | '{' | '<' | '_' | '-' if !within_address && view.word_before(place) => {
                add(Kind::Email, email::around(view, place));
            }
            c if c.is_ascii_digit() && within_address => {
                if begins_word && let Some(to) = phone_in_address(view, place) {
                    add(Kind::Phone, Some((place, to)));
                }
            }
            c if c.is_ascii_digit() && place >= numbers_read => {
                let number = Number::read(view, place);
                numbers_read = number.end();
                // A plus begins a telephone number.
                if !view.word_before(place) && view.before(place) != Some('+') {
                    card::within(&number).into_iter().for_each(|found| add(Kind::Card, Some(found)));
                }
                phone::within(view, &number).into_iter().for_each(|found| add(Kind::Phone, Some(found)));
            }
            _ => {}
        }
        if c.is_ascii_alphabetic() {
            add(Kind::Iban, iban::at(view, place).map(|to| (place, to)));
        }
        if (begins_word || people::is_unspaced(c)) && !within_address {
            order::from_word(view, place).into_iter().for_each(|found| add(Kind::Order, Some(found)));
        }
        if begins_word || (c == '_' && !view.word_before(place)) {
            add(Kind::Handle, people::account(view, place, known));
        }
        if (begins_word || people::is_unspaced(c)) && !within_address {
            add(Kind::Handle, people::user(view, place));
            add(Kind::Name, people::name(view, place, word_end.max(place), known, &mut folded));
        }
    }
    spots
}

/// The end of a page's address that begins here.
fn address(view: &View, place: usize) -> Option<usize> {
    if !matches!(view.at(place)?, 'h' | 'H' | 'w' | 'W') {
        return None;
    }
    let is_address = ["http://", "https://", "www."].iter().any(|start| view.after(place, start).is_some());
    let open = |c: char| !matches!(c, ' ' | '\n' | '<' | '>' | '"' | BREAK);
    is_address.then(|| view.while_at(place, usize::MAX, open))
}

/// The end of a telephone number in a page's address, which says that it is one.
fn phone_in_address(view: &View, place: usize) -> Option<usize> {
    let before = view.lowered(place.saturating_sub(7), place);
    let said = ["wa.me/", "phone=", "tel=", "phone=+", "wa.me/+"].iter().any(|sign| before.ends_with(sign));
    let end = view.while_at(place, place + 16, |c| c.is_ascii_digit());
    (said && (8..=15).contains(&(end - place))).then_some(end)
}

/// What overlaps as one: the first kind of [`Kind::ALL`] among them names it.
fn settled(mut spots: Vec<Spot>) -> Vec<Spot> {
    sort_by_key(&mut spots, |spot| spot.from);
    let mut settled: Vec<Spot> = Vec::with_capacity(spots.len());
    for spot in spots {
        match settled.last_mut() {
            Some(last) if spot.from < last.to => {
                last.to = last.to.max(spot.to);
                last.kind = last.kind.min(spot.kind);
            }
            _ => settled.push(spot),
        }
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts made to be slow to look through: each is repeated.
    const SLOW: [&str; 22] = [
        "1 ",
        "1",
        "4 ",
        "8 ",
        "4111 1111 1111 1111 ",
        "+4",
        "ab 123456 ",
        "order ",
        "order # ",
        "order 123,",
        "Bestellnummer ",
        "a@",
        "a-",
        "a_",
        "a(",
        " a ",
        "DE11 ",
        "www.",
        "&#",
        "哈",
        "哈a",
        "u/",
    ];

    /// How often characters are looked at in a text of so many of them.
    fn looked(piece: &str, characters: usize) -> usize {
        let mut known = Known::default();
        ["哈哈", "哈 哈", "A B", "Order"].into_iter().for_each(|name| known.name(name));
        known.handle("aaaa");
        let text: String = piece.chars().cycle().take(characters).collect();
        let view = View::new(&text);
        spots(&view, &known);
        view.looked.get()
    }

    #[test]
    fn a_text_is_looked_at_in_proportion_to_its_length() {
        for piece in SLOW {
            let (some, more) = (looked(piece, 5_000), looked(piece, 20_000));
            println!("{piece:?}: {} of each character", more / 20_000);
            assert!(more <= some * 4 + some / 4, "{piece:?}: {some}, and {more} for four times as much");
            assert!(more <= 20_000 * 200, "{piece:?}: {} looks at each character", more / 20_000);
        }
    }
}
