//! Files back into records: one file per source. It never writes: it returns what would be written.
//!
//! Our own backups, read in this order: `backup` (a file is read and proved), `preview` (what restoring it would do),
//! `merge` (a bundle of somebody else's board becomes one with what is here), `restore` (the batch that does it).
//!
//! Files of other programs: `file` (which program's it is), its reader, `gathered` (what every reader gives), `bring` (the
//! batch, and what it does) with `spots`, `wording` and `remarks` (where things go, their tags, what was said of them). The readers: `netscape`, `pocket` and `pinterest` over `markup`; `table`, with
//! `headings`; `pinboard` and `hypothesis` over JSON. `bytes`, `encoding` and `moment` serve them all.
//!
//! Vocabularies: `skos` and `words` (a table) read them, `entries` takes what they give into the vocabulary here.

pub mod backup;
pub mod preview;

pub mod bring;
pub mod file;
pub mod gathered;
pub mod table;

pub mod bytes;
pub mod encoding;

mod entries;
mod headings;
mod hypothesis;
mod markup;
mod merge;
mod moment;
mod netscape;
mod pinboard;
mod pinterest;
mod pocket;
mod remarks;
mod restore;
mod skos;
mod spots;
mod wording;
mod words;

pub use backup::{Backup, BackupError};
pub use bring::bring;
pub use file::{ImportError, open};
pub use merge::among;
pub use restore::{preview, restore};

/// What stands between the names of nested folders in the name of the board that is made of them.
///
/// A folder becomes a board of its own, named by its path, because that is how people open it: with one step, wherever it
/// lay. Were the first folders boards and the second ones sections, the bookmarks bar would be one board of everything, and
/// the third ones would be lost. Only where such a board and section are there already, as after our own export, is a
/// nested folder taken for that section.
pub const BETWEEN_FOLDERS: &str = " / ";
