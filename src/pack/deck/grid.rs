//! A slide for six pins: each with its picture above and its name, price and credit below.

use super::{
    card::Card,
    fit::{fitted, height},
    one::{MARGIN, WIDTH, between, joined},
    shapes::{Ink, Place, Role, Said, Slide},
};

/// Pins of a slide.
pub(super) const PLACES: usize = COLUMNS * 2;
const COLUMNS: usize = 3;
/// Between cards.
const GAP: f64 = 20.0;
/// Where the first row begins, below the slide's name.
const TOP: f64 = 76.0;
/// A card, and the part of it for the picture.
const CARD: f64 = 220.0;
const PICTURE: f64 = 140.0;

/// The slide of these pins.
pub(super) fn slide(title: &str, cards: &[Card]) -> Slide {
    let mut slide = Slide::default();
    let section = cards.first().map(|card| card.section.as_str()).filter(|section| !section.is_empty());
    let whole = WIDTH - 2.0 * MARGIN;
    let name = fitted(section.unwrap_or(title), whole, 22.0, 1);
    slide.text(
        Place::new(MARGIN, 30.0, whole, 32.0),
        Role::Title,
        &[Said::new(&name.text, 22, Ink::Text).bold()],
    );
    let width = (whole - 2.0 * GAP) / 3.0;
    let mut notes = String::new();
    for (at, card) in cards.iter().enumerate() {
        let (column, row) = ((at % COLUMNS) as f64, (at / COLUMNS) as f64);
        put(
            &mut slide,
            Place::new(MARGIN + column * (width + GAP), TOP + row * (CARD + GAP / 2.0), width, CARD),
            card,
        );
        let said = between("\n", &[&card.title, &card.notes, &card.link]);
        notes = between("\n\n", &[&notes, &said]);
    }
    slide.notes = notes;
    slide
}

fn put(slide: &mut Slide, place: Place, card: &Card) {
    let upper = Place { height: PICTURE, ..place };
    slide.panel(upper, Ink::Panel);
    match &card.picture {
        Some(picture) => slide.picture(upper.inside(8.0), picture),
        None => {
            let inside = upper.inside(14.0);
            let fits = fitted(&card.text, inside.width, 12.0, (inside.height / height(1, 12.0)) as u32);
            slide.text(inside, Role::Body, &[Said::new(&fits.text, 12, Ink::Text)]);
        }
    }
    let title = if card.title.is_empty() { &card.author } else { &card.title };
    let price = joined(&[&card.price, &card.facts]);
    let fit = |text: &str, size: f64| fitted(text, place.width, size, 1).text;
    let (title, price, credit) = (fit(title, 13.0), fit(&price, 11.0), fit(&card.credit, 9.0));
    let said = [
        Said::new(&title, 13, Ink::Text).bold().to(&card.link),
        Said::new(&price, 11, Ink::Text),
        Said::new(&credit, 9, Ink::Quiet),
    ];
    let below = Place::new(place.x, place.y + PICTURE + 8.0, place.width, CARD - PICTURE - 8.0);
    slide.text(below, Role::Body, &said);
}
