//! The pictures of a workbook or a deck, by the names that rows call them. It never decodes one.

use super::{
    PackError, office,
    picture::PictureFacts,
    zip::{Method, Zip},
};
use crate::model::sorted_map::SortedMap;

/// The number of each picture, and what is known of it. They come in the order of their names, or each costs those behind it.
#[derive(Debug, Default)]
pub(super) struct Pictures(SortedMap<String, (u32, PictureFacts)>);

impl Pictures {
    /// Puts one in; `false` where it is none that office programs show, or was put in before.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn put(
        &mut self,
        zip: &mut Zip,
        folder: &'static str,
        name: &str,
        bytes: &[u8],
    ) -> Result<bool, PackError> {
        let Some(facts) = PictureFacts::of(bytes) else { return Ok(false) };
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX).saturating_add(1);
        if !self.0.keep(name.to_owned(), (number, facts)) {
            return Ok(false);
        }
        zip.file(&office::media(folder, number, facts.format), bytes, Method::Stored)?;
        Ok(true)
    }

    /// The one of that name.
    pub fn get(&self, name: &str) -> Option<(u32, PictureFacts)> {
        self.0.get(name).copied()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (u32, PictureFacts)> {
        self.0.iter().map(|(_, picture)| *picture)
    }
}
