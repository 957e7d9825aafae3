//! The frame of a backup file, for whoever writes one and whoever reads one.
//!
//! A backup is one JSON object and at the same time lines: the header, one line a record, one line a picture,
//! the end. So any JSON reader can read it, and a shell can take the pictures out line by line without ever
//! holding the whole file.
//!
//! ```text
//! {"format":"pinfold-backup","version":1,"made":"…","records":2,"pictures":1,"digest":"…","body":[
//! {"kind":"board","id":"…","schema":1,"checksum":"…","record":{…}},
//! {"kind":"pin","id":"…","schema":1,"checksum":"…","record":{…}}
//! ],"media":[
//! {"id":"….0","mime":"image/webp","base64":"…"}
//! ],"end":"pinfold-backup"}
//! ```

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::{id::MediaId, record::RecordKind};

/// What a backup calls itself, at its beginning and at its end.
pub const FORMAT: &str = "pinfold-backup";
/// The version of the frame this program writes. The records in it have versions of their own.
pub const VERSION: u16 = 1;
/// Between the records and the pictures.
pub const MEDIA: &str = "],\"media\":[";
/// After the pictures. A file without it is cut short.
pub const END: &str = "],\"end\":\"pinfold-backup\"}";

/// The first line, without the list that begins at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u16,
    /// Absent where it holds everything; of a bundle, the kind of what it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<RecordKind>,
    /// When it was made, RFC 3339.
    pub made: String,
    /// How many records.
    pub records: usize,
    /// How many pictures.
    pub pictures: usize,
    /// The checksum over the records' checksums, one a line.
    pub digest: String,
}

/// A record's line.
#[derive(Debug, Deserialize)]
pub struct RecordLine {
    /// The record's kind.
    pub kind: RecordKind,
    /// Its name within the kind.
    pub id: String,
    /// The schema of the body.
    pub schema: u16,
    /// The checksum over the body's exact bytes.
    pub checksum: String,
    /// Where the record is, among those that were taken out: its checksum is over the very bytes of the file.
    pub record: usize,
}

/// A picture's line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PictureLine<'a> {
    /// Which picture.
    pub id: MediaId,
    /// Its media type.
    #[serde(borrow)]
    pub mime: Cow<'a, str>,
    /// Its bytes in base 64; empty where they were missing when the backup was written; absent where a shell
    /// took them out on the way and keeps them itself.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub base64: Option<Cow<'a, str>>,
}
