//! A folder of texts and pictures as a zip: each row is a file's name, the folder it stands in, and its text. It never writes
//! a text itself.

use super::{
    PackError,
    name::Names,
    row::{self, Cell},
    zip::{Method, Zip},
};

/// How the texts end.
const ENDING: &str = "md";
/// Where the pictures are.
const PICTURES: &str = "pictures";

/// A folder in the making.
#[derive(Debug, Default)]
pub struct Folder {
    names: Names,
}

impl Folder {
    /// Puts a picture in under its name, which is ours.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn picture(&mut self, zip: &mut Zip, name: &str, bytes: &[u8]) -> Result<bool, PackError> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let path = self.names.unique(Some(PICTURES), stem, ending);
        zip.file(&path, bytes, Method::Stored)?;
        Ok(true)
    }

    /// Adds files: a name, a folder or none, and the text.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn rows(&mut self, zip: &mut Zip, rows: &str) -> Result<(), PackError> {
        for mut row in row::rows(rows) {
            let mut text = || match row.next().transpose()? {
                Some(Cell::Text(text)) => Ok(Some(text)),
                None | Some(Cell::Empty) => Ok(None),
                Some(_) => Err(PackError::BadRow),
            };
            let (name, folder, body) = (text()?.unwrap_or_default(), text()?, text()?.unwrap_or_default());
            let path = self.names.unique(folder, name, ENDING);
            zip.file(&path, body.as_bytes(), Method::Deflated)?;
        }
        Ok(())
    }
}
