//! Files of files: workbooks, decks and folders, packed from finished rows and pictures. It never chooses what is written:
//! that is `export`'s, whose rows arrive in batches, and what is packed leaves in pieces.
//!
//! Read in this order: `row` (what arrives), `zip` with `deflate` and `crc` (what leaves), `name` (of files in it), `xml`, `picture` and `pictures`, then what is
//! packed: `sheet`, `deck`, `folder`, and `job`, which is one of them.

pub mod row;

mod crc;
mod deflate;
pub mod zip;

pub mod name;
mod office;
pub mod picture;
mod pictures;
mod xml;

pub mod deck;
pub mod folder;
pub mod sheet;

pub mod job;

use thiserror::Error;

/// Why nothing more is packed. What was packed before is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PackError {
    /// One file in it is larger than 4 GB, which no program that opens such files reads.
    #[error("a file in it would be larger than 4 GB")]
    FileTooLarge,
    /// More rows than a sheet has.
    #[error("a sheet has at most 1,048,576 rows")]
    TooManyRows,
    /// More slides than a presentation opens with.
    #[error("a presentation has at most 10,000 slides")]
    TooManySlides,
    /// A row that is none of ours.
    #[error("a row cannot be read")]
    BadRow,
    /// Something came before what it belongs to, or after the end.
    #[error("out of order")]
    OutOfOrder,
}
