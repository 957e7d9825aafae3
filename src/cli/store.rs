//! A workspace in a file: a backup, read whole and written whole.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::CliError;
use crate::{
    export::{
        self,
        file::{ExportFile, Part},
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    import::{Backup, backup::PictureBytes},
    model::{id::MediaId, record::Record, stored::Stored, time::Instant, workspace::Workspace},
    schema::base64,
};

/// A workspace with the bytes of its pictures.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The records.
    pub workspace: Workspace,
    /// The bytes.
    pub pictures: BTreeMap<MediaId, Vec<u8>>,
}

impl Shelf {
    /// Reads a workspace file.
    pub fn open(path: &Path) -> Result<Self, CliError> {
        let text = read(path)?;
        let backup =
            Backup::read(&text).map_err(|error| CliError::Backup { path: path.to_owned(), error })?;
        let mut shelf = Self::default();
        for record in &backup.records {
            shelf.workspace.put(Stored { revision: 1, record: Record::clone(record) });
        }
        shelf.take_pictures(backup);
        Ok(shelf)
    }

    /// Reads a workspace file; an empty workspace where there is none yet.
    pub fn open_or_new(path: &Path) -> Result<Self, CliError> {
        if path.exists() { Self::open(path) } else { Ok(Self::default()) }
    }

    /// Takes over the pictures of a backup.
    pub fn take_pictures(&mut self, backup: Backup) {
        for picture in backup.pictures {
            if let PictureBytes::Here(bytes) = picture.bytes {
                self.pictures.insert(picture.id, bytes);
            }
        }
    }

    /// Writes the workspace into a file.
    pub fn save(&self, path: &Path, now: Instant) -> Result<(), CliError> {
        let format = ExportFormat::Json;
        let request = ExportRequest::new(ExportScope::All, format, "");
        let file = export::file(&self.workspace, &request, &[], now)?;
        self.write(&file, path)
    }

    /// Writes an export with its pictures.
    pub fn write(&self, file: &ExportFile, path: &Path) -> Result<(), CliError> {
        let mut text = String::new();
        for part in &file.parts {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::PictureBase64(id) => {
                    let bytes = self.pictures.get(id);
                    text.push_str(&bytes.map(|bytes| base64::encode(bytes)).unwrap_or_default());
                }
            }
        }
        // Beside it first, then in its place: nobody ever sees half a file, and a full disk costs nothing.
        let beside = PathBuf::from(format!("{}.part", path.display()));
        fs::write(&beside, text)
            .and_then(|()| fs::rename(&beside, path))
            .map_err(|error| CliError::Write { path: path.to_owned(), error })
    }
}

/// Reads a file as text; bytes that are none become U+FFFD, as in a browser.
pub fn read(path: &Path) -> Result<String, CliError> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

/// Reads a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|error| CliError::Read { path: path.to_owned(), error })
}
