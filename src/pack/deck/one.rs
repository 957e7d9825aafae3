//! A slide for one pin, and the cover. With a picture, that has the larger half; without, the words are large, as a quote is.

use super::{
    card::Card,
    fit::{fitted, height},
    plan::DeckPlan,
    shapes::{Ink, Place, Role, Said, Slide},
};

/// A slide, in points: 16 to 9.
pub(super) const WIDTH: f64 = 960.0;
pub(super) const HEIGHT: f64 = 540.0;
/// Around everything.
pub(super) const MARGIN: f64 = 40.0;
/// The part for the picture.
const PICTURE: f64 = 540.0;
/// Where the lines at the foot begin: source and credit.
const FOOT: f64 = 474.0;
/// Lines of a title, a price, a text are this far apart.
const GAP: f64 = 10.0;

/// The first slide.
pub(super) fn cover(plan: &DeckPlan) -> Slide {
    let mut slide = Slide::default();
    let width = WIDTH - 4.0 * MARGIN;
    let title = fitted(&plan.title, width, 48.0, 3);
    let described = fitted(&plan.description, width, 20.0, 5);
    let (high, below) = (height(title.lines, 48.0), height(described.lines, 20.0));
    let top = ((HEIGHT - high - below - 60.0) / 2.0).max(MARGIN);
    slide.panel(Place::new(0.0, 0.0, 16.0, HEIGHT), Ink::Accent);
    let said = [Said::new(&title.text, 48, Ink::Text).bold()];
    slide.text(Place::new(2.0 * MARGIN, top, width, high), Role::Title, &said);
    let facts = if plan.description.is_empty() { top + high + 8.0 } else { top + high + below + 36.0 };
    if !plan.description.is_empty() {
        let place = Place::new(2.0 * MARGIN, top + high + 16.0, width, below);
        slide.text(place, Role::Body, &[Said::new(&described.text, 20, Ink::Text)]);
    }
    slide.text(
        Place::new(2.0 * MARGIN, facts, width, 24.0),
        Role::Body,
        &[Said::new(&plan.facts, 14, Ink::Quiet)],
    );
    slide
}

/// The slide of a pin.
pub(super) fn slide(card: &Card) -> Slide {
    let mut slide = Slide::default();
    let (left, size) = match &card.picture {
        Some(picture) => {
            let place = Place::new(0.0, 0.0, PICTURE, HEIGHT);
            slide.panel(place, Ink::Panel);
            slide.picture(place.inside(32.0), picture);
            (PICTURE + 36.0, 15)
        }
        None => {
            slide.panel(Place::new(0.0, 0.0, 16.0, HEIGHT), Ink::Accent);
            (2.0 * MARGIN, 22)
        }
    };
    let width = WIDTH - MARGIN - left;
    let mut column = Column { slide, left, width, y: MARGIN };
    let kind = joined(&[&card.section, &card.kind]);
    column.line(&[Said::new(&kind, 11, Ink::Accent).bold()], 1);
    let title = if card.title.is_empty() { &card.author } else { &card.title };
    column.titled(title, &card.link);
    column.line(&[Said::new(&card.price, 20, Ink::Text).bold()], 1);
    column.line(&[Said::new(&card.facts, 13, Ink::Quiet)], 2);
    // An author who stands above already is not said twice.
    let author = if card.title.is_empty() { "" } else { card.author.as_str() };
    let by = joined(&[author, &card.published]);
    // What follows the text has its room first.
    let after = height(2, 12.0) * if by.is_empty() { 0.0 } else { 1.0 }
        + height(2, 12.0) * if card.tags.is_empty() { 0.0 } else { 1.0 };
    let lines = ((FOOT - 16.0 - after - column.y) / height(1, f64::from(size))).floor().max(1.0);
    let cut = column.line(&[Said::new(&card.text, size, Ink::Text)], lines as u32);
    column.line(&[Said::new(&by, 12, Ink::Quiet)], 1);
    column.line(&[Said::new(&card.tags, 12, Ink::Accent)], 2);
    column.foot(card);
    let mut slide = column.slide;
    slide.notes = notes(card, cut);
    slide
}

/// The parts there are, on one line.
pub(super) fn joined(parts: &[&str]) -> String {
    between("  ·  ", parts)
}

/// The parts there are, with something between them.
pub(super) fn between(sign: &str, parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push_str(sign);
        }
        out.push_str(part);
    }
    out
}

/// What stands beside a slide: what people noted, and the text where it is not whole on the slide.
fn notes(card: &Card, cut: bool) -> String {
    let whole = if cut { card.text.as_str() } else { "" };
    between("\n\n", &[&card.notes, whole, &card.link])
}

/// Texts from top to bottom.
struct Column {
    slide: Slide,
    left: f64,
    width: f64,
    y: f64,
}

impl Column {
    /// The pin's name. Every slide has one, or outlines would not know it.
    fn titled(&mut self, title: &str, link: &str) {
        let size = if title.chars().count() > 60 { 22 } else { 28 };
        let fits = fitted(title, self.width, f64::from(size), 3);
        let high = height(fits.lines, f64::from(size));
        let said = Said::new(&fits.text, size, Ink::Text).bold().to(link);
        self.slide.text(Place::new(self.left, self.y, self.width, high), Role::Title, &[said]);
        self.y += high + GAP;
    }

    /// Lines of one look, where there are any; whether they are cut.
    fn line(&mut self, said: &[Said<'_>], lines: u32) -> bool {
        let Some(one) = said.first().filter(|one| !one.text.trim().is_empty()) else { return false };
        let size = f64::from(one.size);
        let fits = fitted(one.text, self.width, size, lines);
        let high = height(fits.lines, size);
        let place = Place::new(self.left, self.y, self.width, high);
        self.slide.text(place, Role::Body, &[Said { text: &fits.text, ..*one }]);
        self.y += high + GAP;
        fits.cut
    }

    fn foot(&mut self, card: &Card) {
        self.slide.panel(Place::new(self.left, FOOT - 8.0, self.width, 0.75), Ink::Panel);
        let source = fitted(card.link.trim_start_matches("https://"), self.width, 10.0, 1);
        let credit = fitted(&card.credit, self.width, 10.0, 1);
        let said = [
            Said::new(&source.text, 10, Ink::Accent).to(&card.link),
            Said::new(&credit.text, 10, Ink::Quiet),
        ];
        self.slide.text(Place::new(self.left, FOOT, self.width, 30.0), Role::Body, &said);
    }
}
