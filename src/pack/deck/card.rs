//! A row as the parts of a pin that a slide has places for.

use crate::pack::{PackError, picture::PictureFacts, row::Cell};

/// A pin on a slide. What it does not have is empty.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// The number of its picture, what is known of that, and what it shows.
    pub picture: Option<(u32, PictureFacts, String)>,
    /// What it is called.
    pub title: String,
    /// The section it stands in.
    pub section: String,
    /// What it is and where it was found.
    pub kind: String,
    /// Its price.
    pub price: String,
    /// Brand, availability, rating.
    pub facts: String,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub published: String,
    /// Its tags.
    pub tags: String,
    /// Where it was found.
    pub link: String,
    /// Who made it, and whether it may be used.
    pub credit: String,
    /// What people noted.
    pub notes: String,
}

impl Card {
    /// Reads a row: a picture, then texts and the link in the order of the fields above. `known` finds a picture by its name.
    pub(super) fn read<'a>(
        mut row: impl Iterator<Item = Result<Cell<'a>, PackError>>,
        known: impl Fn(&str) -> Option<(u32, PictureFacts)>,
    ) -> Result<Self, PackError> {
        let mut card = Self::default();
        match row.next().transpose()? {
            Some(Cell::Picture(name, shows)) => {
                card.picture = known(name).map(|(number, facts)| (number, facts, shows.to_owned()));
            }
            Some(Cell::Empty) | None => {}
            Some(_) => return Err(PackError::BadRow),
        }
        let Self {
            title,
            section,
            kind,
            price,
            facts,
            text,
            author,
            published,
            tags,
            link,
            credit,
            notes,
            ..
        } = &mut card;
        for place in [title, section, kind, price, facts, text, author, published, tags, link, credit, notes]
        {
            match row.next().transpose()? {
                Some(Cell::Text(said) | Cell::Link(said, _)) => place.push_str(said),
                Some(Cell::Empty) | None => {}
                Some(_) => return Err(PackError::BadRow),
            }
        }
        Ok(card)
    }
}
