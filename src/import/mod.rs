//! Files back into records: one file per source. It never writes: it returns what would be written.

pub mod preview;
