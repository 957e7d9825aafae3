//! A deck of slides, after ECMA-376: a cover, then a slide for each pin or six pins on one, with pictures that are never cropped,
//! links, and notes beside each slide. It never decides what is said of a pin.
//!
//! Read in this order: `plan`, `card` (a row as the parts of a pin), `fit` (how much text a place has room for), `shapes`
//! (what stands on a slide), `one` and `grid` (how it is laid out), `parts` (what every deck has).

mod card;
mod fit;
mod grid;
mod one;
mod parts;
mod plan;
mod shapes;

pub use plan::{DeckLayout, DeckPlan};

use self::{card::Card, shapes::Slide};
use super::{PackError, pictures::Pictures, row, zip::Zip};

/// One for each of 10,000 pins, and the cover. Programs take minutes to open more, and nobody turns so many pages.
pub const MAX_SLIDES: u32 = 10_001;

/// A deck in the making.
pub struct Deck {
    plan: DeckPlan,
    slides: u32,
    /// The numbers of those that have notes.
    with_notes: Vec<u32>,
    pictures: Pictures,
    /// Pins that wait for a grid to be full.
    waiting: Vec<Card>,
}

impl Deck {
    /// A deck without slides.
    pub fn new(plan: DeckPlan) -> Self {
        Self { plan, slides: 0, with_notes: Vec::new(), pictures: Pictures::default(), waiting: Vec::new() }
    }

    /// Puts a picture in, for the row that will name it; `false` where it is none that office programs show.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn picture(&mut self, zip: &mut Zip, name: &str, bytes: &[u8]) -> Result<bool, PackError> {
        self.pictures.put(zip, "ppt", name, bytes)
    }

    /// Adds pins.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn rows(&mut self, zip: &mut Zip, rows: &str) -> Result<(), PackError> {
        self.cover(zip)?;
        for row in row::rows(rows) {
            let card = Card::read(row, |name| self.pictures.get(name))?;
            match self.plan.layout {
                DeckLayout::One => self.add(zip, &one::slide(&card))?,
                DeckLayout::Grid => {
                    // A section begins on a slide of its own.
                    if self.waiting.first().is_some_and(|first| first.section != card.section) {
                        self.turn(zip)?;
                    }
                    self.waiting.push(card);
                    if self.waiting.len() == grid::PLACES {
                        self.turn(zip)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Everything that follows the slides.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn finish(&mut self, zip: &mut Zip) -> Result<(), PackError> {
        self.cover(zip)?;
        self.turn(zip)?;
        parts::rest(zip, &self.plan, self.slides, &self.with_notes)
    }

    fn cover(&mut self, zip: &mut Zip) -> Result<(), PackError> {
        if self.slides == 0 { self.add(zip, &one::cover(&self.plan)) } else { Ok(()) }
    }

    /// The slide of the pins that wait.
    fn turn(&mut self, zip: &mut Zip) -> Result<(), PackError> {
        let cards = std::mem::take(&mut self.waiting);
        if cards.is_empty() { Ok(()) } else { self.add(zip, &grid::slide(&self.plan.title, &cards)) }
    }

    fn add(&mut self, zip: &mut Zip, slide: &Slide) -> Result<(), PackError> {
        self.slides = self.slides.saturating_add(1);
        if self.slides > MAX_SLIDES {
            return Err(PackError::TooManySlides);
        }
        if !slide.notes.is_empty() {
            self.with_notes.push(self.slides);
        }
        parts::slide(zip, self.slides, slide)
    }
}
