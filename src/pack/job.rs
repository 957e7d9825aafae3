//! What is being packed: one workbook, deck or folder, from its plan to its last byte. Whoever holds it feeds pictures, then
//! rows, then says that it is all, and takes what is packed away in between.

use serde::{Deserialize, Serialize};

use super::{
    PackError,
    deck::{Deck, DeckPlan},
    folder::Folder,
    sheet::{Sheet, SheetPlan},
    zip::Zip,
};
use crate::model::time::Instant;

/// What to pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum PackPlan {
    /// A workbook.
    Sheet(SheetPlan),
    /// A deck of slides.
    Deck(DeckPlan),
    /// A folder of texts.
    Folder {
        /// When it is made.
        at: Instant,
    },
}

enum Kind {
    Sheet(Box<Sheet>),
    Deck(Box<Deck>),
    Folder(Box<Folder>),
}

/// One of them in the making.
pub struct Job {
    zip: Zip,
    kind: Kind,
    over: bool,
}

impl Job {
    /// Begins it.
    pub fn new(plan: PackPlan) -> Self {
        let (at, kind) = match plan {
            PackPlan::Sheet(plan) => (plan.at, Kind::Sheet(Box::new(Sheet::new(plan)))),
            PackPlan::Deck(plan) => (plan.at, Kind::Deck(Box::new(Deck::new(plan)))),
            PackPlan::Folder { at } => (at, Kind::Folder(Box::default())),
        };
        Self { zip: Zip::new(at), kind, over: false }
    }

    /// Puts a picture in under the name that rows will call it; `false` where it is none that can be shown.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn picture(&mut self, name: &str, bytes: &[u8]) -> Result<bool, PackError> {
        self.goes_on()?;
        match &mut self.kind {
            Kind::Sheet(sheet) => sheet.picture(&mut self.zip, name, bytes),
            Kind::Deck(deck) => deck.picture(&mut self.zip, name, bytes),
            Kind::Folder(folder) => folder.picture(&mut self.zip, name, bytes),
        }
    }

    /// Adds rows.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn rows(&mut self, rows: &str) -> Result<(), PackError> {
        self.goes_on()?;
        match &mut self.kind {
            Kind::Sheet(sheet) => sheet.rows(&mut self.zip, rows),
            Kind::Deck(deck) => deck.rows(&mut self.zip, rows),
            Kind::Folder(folder) => folder.rows(&mut self.zip, rows),
        }
    }

    /// That was all.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn finish(&mut self) -> Result<(), PackError> {
        self.goes_on()?;
        self.over = true;
        match &mut self.kind {
            Kind::Sheet(sheet) => sheet.finish(&mut self.zip)?,
            Kind::Deck(deck) => deck.finish(&mut self.zip)?,
            Kind::Folder(_) => {}
        }
        self.zip.finish()
    }

    /// What was packed since it was last asked for.
    pub fn take(&mut self) -> Vec<u8> {
        self.zip.take()
    }

    fn goes_on(&self) -> Result<(), PackError> {
        if self.over { Err(PackError::OutOfOrder) } else { Ok(()) }
    }
}
