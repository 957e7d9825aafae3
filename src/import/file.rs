//! Which program a file is of, told by what stands in it and never by its name, and what it holds. A file that is none of
//! those it knows is refused whole.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::{
    bytes::Bytes,
    encoding::Text,
    gathered::Gathered,
    headings::TableKind,
    hypothesis, netscape, pinboard, pinterest, pocket, skos,
    table::{Column, ColumnView, Mapping, Table},
    words,
};
use crate::{json, schema::backup::FORMAT};

/// Longest file, in bytes: the bookmarks of 50,000 pages with their icons.
pub const MAX_FILE: usize = 100_000_000;
/// Longest file of JSON, in bytes: it takes many times its length while it is read.
pub const MAX_JSON: usize = 40_000_000;

/// How much of a file is looked at to tell whether it is a text, in characters.
const LOOKED_AT: usize = 1_000;

/// Why a file cannot be brought in. Nothing is, then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It is too long.
    #[error("the file is longer than {limit} bytes: split it, and bring in the parts")]
    TooLarge {
        /// The most there may be.
        limit: usize,
    },
    /// Nothing stands in it.
    #[error("the file is empty")]
    Empty,
    /// No program that we know wrote it.
    #[error(
        "no bookmarks and no table are found in the file: choose one of a browser, Raindrop, Pocket, Pinboard, Instapaper, \
         Hypothesis or Pinterest, or a table with a column of addresses"
    )]
    Unknown,
    /// The file ends too soon.
    #[error("the file is cut short: export it again")]
    CutShort,
    /// It is no JSON.
    #[error("the file is damaged at line {line}: export it again")]
    Damaged {
        /// The line, from 1.
        line: usize,
    },
}

/// Which program a file is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ImportSource {
    /// A backup of ours: it is restored, not brought in.
    Backup,
    /// Bookmarks of a browser or a service, Pinboard's and Raindrop's among them.
    Bookmarks,
    /// A table of Raindrop.
    Raindrop,
    /// A page or table of Pocket.
    Pocket,
    /// Bookmarks of Pinboard, as JSON.
    Pinboard,
    /// A table of Instapaper.
    Instapaper,
    /// Annotations of Hypothesis.
    Hypothesis,
    /// What Pinterest sends of a person's own data.
    Pinterest,
    /// A table of ours.
    Pinfold,
    /// A vocabulary: a table of tags, or SKOS.
    Vocabulary,
    /// Another table.
    Table,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Which program it is of.
    pub source: ImportSource,
    /// What it holds; nothing of a backup.
    pub gathered: Gathered,
    /// Of a table, what its columns say.
    pub mapping: Option<Mapping>,
    /// Of a table, its columns as a person is shown them.
    pub columns: Vec<ColumnView>,
}

impl Opened {
    fn of(source: ImportSource, gathered: Gathered) -> Self {
        Self { source, gathered, mapping: None, columns: Vec::new() }
    }
}

/// Reads a file. Of a table, `mapping` says what its columns are, where a person said it.
///
/// # Errors
/// [`ImportError`], whose variants say what to do.
pub fn open(bytes: &dyn Bytes, mapping: Option<&Mapping>) -> Result<Opened, ImportError> {
    if bytes.length() > MAX_FILE {
        return Err(ImportError::TooLarge { limit: MAX_FILE });
    }
    let text = Text::new(bytes);
    let head = text.head();
    if head.is_empty() {
        return Err(ImportError::Empty);
    }
    if is_backup(&head) {
        return Ok(Opened::of(ImportSource::Backup, Gathered::default()));
    }
    if head.starts_with(['{', '[']) {
        return of_json(&text.whole());
    }
    // Words of ours may look like anything.
    if words::is_own(&head) {
        return Ok(Opened::of(ImportSource::Vocabulary, words::read(text)));
    }
    if netscape::is_one(&head) {
        return Ok(Opened::of(ImportSource::Bookmarks, netscape::read(&text.whole())));
    }
    if pinterest::is_one(&head) {
        return Ok(Opened::of(ImportSource::Pinterest, pinterest::read(&text.whole())));
    }
    if pocket::is_one(&head) {
        return Ok(Opened::of(ImportSource::Pocket, pocket::read(&text.whole())));
    }
    // Pictures and archives have zeros in them, and no table has.
    if head.starts_with('<') || head.chars().take(LOOKED_AT).any(|c| c == '\0') {
        return Err(ImportError::Unknown);
    }
    of_table(text, mapping)
}

/// Whether a text begins as our backups do.
pub fn is_backup(text: &str) -> bool {
    let head: String = text.chars().take(200).collect();
    head.starts_with('{') && head.contains(FORMAT)
}

fn of_json(text: &str) -> Result<Opened, ImportError> {
    if text.len() > MAX_JSON {
        return Err(ImportError::TooLarge { limit: MAX_JSON });
    }
    let value = json::parse(text).map_err(|error| {
        if error.is_eof() { ImportError::CutShort } else { ImportError::Damaged { line: error.line() } }
    })?;
    if let Some(gathered) = skos::read(&value) {
        return Ok(Opened::of(ImportSource::Vocabulary, gathered));
    }
    if let Some(items) = hypothesis::annotations(&value) {
        let own = value.get("export_userid").and_then(Value::as_str);
        return Ok(Opened::of(ImportSource::Hypothesis, hypothesis::read(items, own)));
    }
    let items = value.as_array().or_else(|| value.get("posts")?.as_array());
    if let Some(items) = items.filter(|items| items.iter().any(|item| item.get("href").is_some())) {
        return Ok(Opened::of(ImportSource::Pinboard, pinboard::read(items)));
    }
    let gathered = pinterest::read_json(&value);
    if gathered.found.is_empty() {
        return Err(ImportError::Unknown);
    }
    Ok(Opened::of(ImportSource::Pinterest, gathered))
}

fn of_table(text: Text<'_>, mapping: Option<&Mapping>) -> Result<Opened, ImportError> {
    let table = Table::new(text);
    let is_told = mapping.is_some();
    let mapping = mapping.unwrap_or(&table.mapping);
    let is_named = mapping.columns.contains(&Some(Column::Address));
    if !is_named && !is_told && words::is_one(text) {
        return Ok(Opened::of(ImportSource::Vocabulary, words::read(text)));
    }
    if !is_named && (table.width() < 2 || !table.has_rows) {
        // One column without an address is prose, and so is one line.
        return Err(ImportError::Unknown);
    }
    let source = match table.kind {
        TableKind::Raindrop => ImportSource::Raindrop,
        TableKind::Pocket => ImportSource::Pocket,
        TableKind::Instapaper => ImportSource::Instapaper,
        TableKind::Pinfold => ImportSource::Pinfold,
        TableKind::Other => ImportSource::Table,
    };
    // Until somebody says where the addresses are, every row would be missed.
    let gathered = if is_named { table.read(mapping) } else { Gathered::default() };
    Ok(Opened { source, gathered, columns: table.columns(mapping), mapping: Some(mapping.clone()) })
}
