//! Files back into records: one file per source. It never writes: it returns what would be written.
//!
//! Read in this order: `backup` (a file is read and proved), `preview` (what restoring it would do), `restore`
//! (the batch that does it).

pub mod backup;
pub mod preview;

mod restore;

pub use backup::{Backup, BackupError};
pub use restore::{preview, restore};
