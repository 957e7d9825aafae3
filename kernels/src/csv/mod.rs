//! Tables as RFC 4180 and spreadsheets have them: read row by row, and written.

pub mod decimal;
pub mod read;
pub mod table;
pub mod write;
