//! Reads a backup. The file is anybody's: it is read whole and proved whole, or refused with what to do.
//! It never repairs and never returns half of one.

use pinfold_kernels::sorting::repeated;
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::{
    json,
    model::{
        adapter::MAX_ADAPTER,
        address,
        annotation::Target,
        customer::overfull,
        health::LAST_CAPTURES,
        id::MediaId,
        media::{Media, MediaState},
        record::{Record, RecordKey, RecordKind},
        sorted_map::SortedMap,
        time::Instant,
    },
    schema::{
        self, Envelope, SchemaError,
        backup::{END, FORMAT, Header, PictureLine, RecordLine, VERSION},
        base64, checksum,
        envelope::RecordName,
    },
};

/// Most records of one backup: ten times the largest workspace we measure with.
pub const MAX_RECORDS: usize = 1_000_000;
/// Most bytes of one picture: what the media queue accepts.
pub const MAX_PICTURE: usize = 15_000_000;
/// The media types a stored picture has.
const PICTURE_TYPES: [&str; 5] = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

/// Why a file cannot be restored. Nothing is, then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BackupError {
    /// Another program's file, or none of ours.
    #[error("this is no backup of Pinfold: choose a file named pinfold-backup-….json")]
    Foreign,
    /// The file ends too soon.
    #[error("the backup is cut short: copy or download it again, or use an older one")]
    Truncated,
    /// A newer version wrote the file.
    #[error(
        "the backup was made by a newer version (format {found}, this one reads {VERSION}): update Pinfold"
    )]
    Newer {
        /// The file's version.
        found: u16,
    },
    /// A newer version wrote a record.
    #[error("the backup was made by a newer version ({0}): update Pinfold")]
    NewerRecord(SchemaError),
    /// The frame is broken.
    #[error("the backup is damaged at line {line}: use another copy, or an older one")]
    Damaged {
        /// The line, from 1.
        line: usize,
    },
    /// What it says of itself is not what it holds.
    #[error("the backup is damaged, its {what} do not add up: use another copy, or an older one")]
    Inconsistent {
        /// What does not add up.
        what: &'static str,
    },
    /// A record twice.
    #[error("the backup holds {0} twice: it was changed by hand or by another program; use the original")]
    Duplicate(RecordName),
    /// A record that cannot be read, or was changed.
    #[error("a record of the backup is not as it was written ({0}): use the original file")]
    Record(SchemaError),
    /// A record that no backup holds.
    #[error("{key} does not belong into a backup ({reason}): use the original file")]
    Invalid {
        /// Which record.
        key: RecordName,
        /// Why not.
        reason: &'static str,
    },
    /// A picture whose bytes are not those that were stored.
    #[error("the picture {id} of the backup is damaged ({reason}): use another copy, or an older one")]
    Picture {
        /// Which picture.
        id: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Too many records.
    #[error("the backup holds {found} records; {MAX_RECORDS} are the most")]
    TooMany {
        /// How many it holds.
        found: usize,
    },
}

/// The bytes of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureBytes {
    /// In the backup, checked.
    Here(Vec<u8>),
    /// Taken out by the caller on the way, who checks them against the record's digest.
    Elsewhere,
}

/// A picture of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Which picture.
    pub id: MediaId,
    /// Its media type.
    pub mime: String,
    /// Its bytes.
    pub bytes: PictureBytes,
}

/// A backup that was read and proved.
#[derive(Debug, Clone, PartialEq)]
pub struct Backup {
    /// When it was made.
    pub made: Instant,
    /// Absent where it holds everything; of a bundle, the kind of what it is of.
    pub of: Option<RecordKind>,
    /// Its records, each key once, in the file's order.
    pub records: Vec<Record>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
}

/// The header's beginning, for files that may be anything.
#[derive(Deserialize)]
struct Probe {
    format: String,
    version: u16,
}

impl Backup {
    /// Reads a backup and proves it.
    ///
    /// # Errors
    /// [`BackupError`], whose variants say what to do.
    pub fn read(text: &str) -> Result<Self, BackupError> {
        let text = text.trim_start_matches('\u{feff}').trim();
        probe(text)?;
        let (frame, taken) = taken_out(text);
        let whole = json::parse(&frame).map_err(|error| broken(text, error.line()))?;
        let header: Header = json::read(&whole).map_err(|_| broken(text, 1))?;
        // Behind the header's line there is one for each record, one between, and one for each picture.
        let body: Vec<RecordLine> = lines(&whole, "body", 2, text)?;
        let media: Vec<PictureLine<'_>> = lines(&whole, "media", body.len() + 3, text)?;
        if whole.get("end").and_then(Value::as_str) != Some(FORMAT) {
            return Err(BackupError::Truncated);
        }
        if body.len() > MAX_RECORDS {
            return Err(BackupError::TooMany { found: body.len() });
        }
        if header.records != body.len() || header.pictures != media.len() {
            return Err(BackupError::Inconsistent { what: "counts" });
        }
        if header.digest != checksum::of_lines(body.iter().map(|line| line.checksum.as_str())) {
            return Err(BackupError::Inconsistent { what: "checksums" });
        }
        let made = Instant::from_rfc3339(&header.made).ok_or(BackupError::Inconsistent { what: "dates" })?;
        let mut records = records(body, &taken)?;
        let pictures = pictures(media, &mut records)?;
        Ok(Self { made, of: header.of, records, pictures })
    }
}

/// Whether this is a backup at all, and of a version we read: told apart before anything else, since a
/// newer file may have another shape.
fn probe(text: &str) -> Result<(), BackupError> {
    if !text.starts_with('{') {
        return Err(BackupError::Foreign);
    }
    let Some((head, _)) = text.split_once("\"body\"") else {
        // Cut within its first line, or somebody else's.
        let names_us = text.chars().take(200).collect::<String>().contains(FORMAT);
        return Err(if names_us { BackupError::Truncated } else { BackupError::Foreign });
    };
    let head = format!("{}}}", head.trim_end().trim_end_matches(','));
    let head = json::parse(&head).map_err(|_| BackupError::Foreign)?;
    let probe: Probe = json::read(&head).map_err(|_| BackupError::Foreign)?;
    if probe.format != FORMAT {
        return Err(BackupError::Foreign);
    }
    if probe.version > VERSION {
        return Err(BackupError::Newer { found: probe.version });
    }
    Ok(())
}

/// A file that cannot be read is cut short where its end is missing, and damaged where it is there.
fn broken(text: &str, line: usize) -> BackupError {
    // No text inside a record can hold this: its quotes would be escaped.
    if text.contains(END) { BackupError::Damaged { line } } else { BackupError::Truncated }
}

/// The file with a number in the place of each record, and the records as they stand there.
fn taken_out(text: &str) -> (String, Vec<&str>) {
    // No text in a record can hold this: its quotes would be escaped.
    const FIELD: &str = "\"record\":";
    let (mut frame, mut taken) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, (record, after))) =
        rest.split_once(FIELD).and_then(|(before, after)| Some((before, object(after)?)))
    {
        frame.extend([before, FIELD, &taken.len().to_string()]);
        taken.push(record);
        rest = after;
    }
    frame.push_str(rest);
    (frame, taken)
}

/// The object or list that a text begins with, and what follows it.
fn object(text: &str) -> Option<(&str, &str)> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            // A text that begins with anything else is at its end here.
            return (at > 0).then(|| text.split_at(at + 1));
        }
    }
    None
}

/// One of the two lists, whose items stand in lines of their own from `first` on.
fn lines<'a, T: Deserialize<'a>>(
    whole: &'a Value,
    name: &str,
    first: usize,
    text: &str,
) -> Result<Vec<T>, BackupError> {
    let list = whole.get(name).and_then(Value::as_array).ok_or_else(|| broken(text, first))?;
    let read = |(at, line)| json::read(line).map_err(|_| broken(text, first + at));
    list.iter().enumerate().map(read).collect()
}

fn records(lines: Vec<RecordLine>, taken: &[&str]) -> Result<Vec<Record>, BackupError> {
    let repeated = repeated(&lines, |a, b| (a.kind, a.id.as_str()).cmp(&(b.kind, b.id.as_str())));
    let mut records = Vec::with_capacity(lines.len());
    for (line, repeated) in lines.into_iter().zip(repeated) {
        let key = RecordKey::new(line.kind, line.id.as_str());
        if repeated {
            return Err(BackupError::Duplicate(RecordName(key)));
        }
        let envelope = Envelope {
            kind: line.kind,
            id: line.id,
            revision: 1,
            schema: line.schema,
            checksum: line.checksum,
            index_keys: Vec::new(),
            body: taken.get(line.record).copied().unwrap_or_default().to_owned(),
        };
        let record = schema::decode(&envelope).map_err(|error| match error {
            SchemaError::Newer { .. } => BackupError::NewerRecord(error),
            error => BackupError::Record(error),
        })?;
        record_is_valid(&record.record)
            .map_err(|reason| BackupError::Invalid { key: RecordName(key), reason })?;
        records.push(record.record);
    }
    Ok(records)
}

/// What the types alone do not say.
fn record_is_valid(record: &Record) -> Result<(), &'static str> {
    match record {
        Record::Change(_) => Err("changes stay in their own workspace"),
        Record::Annotation(note) => match &note.target {
            Target::Region { region, .. } if !region.is_valid() => Err("its region is outside the picture"),
            _ => Ok(()),
        },
        // Whether they can be used is found out where they are: a page is read with what compiles, and with nothing else.
        Record::Adapter(adapter) if adapter.data.len() > MAX_ADAPTER => Err("it is too long for an adapter"),
        // A secret that was entered for another address is never sent there; one that may not be called is no destination.
        Record::Connection(connection) if address::secure(&connection.base_url).is_none() => {
            Err("its address is none that may be called")
        }
        Record::Health(health) if health.last.len() > LAST_CAPTURES => Err("it holds too many captures"),
        Record::Customer(customer) if overfull(customer).is_some() => {
            Err("it holds more than a customer may")
        }
        Record::Pin(pin) => {
            let own = |media: &Media| media.id.as_str().split('.').next() == Some(pin.id.as_str());
            if pin.content.media.iter().all(own) { Ok(()) } else { Err("it names another pin's picture") }
        }
        _ => Ok(()),
    }
}

/// A picture of the file, and whether a record has been found that it proves to be of.
struct Found {
    picture: Picture,
    proved: bool,
}

/// Proves the pictures against the records. A stored picture whose bytes the backup does not have waits to
/// be fetched again.
fn pictures(lines: Vec<PictureLine<'_>>, records: &mut [Record]) -> Result<Vec<Picture>, BackupError> {
    let repeated = repeated(&lines, |a, b| a.id.cmp(&b.id));
    let mut found: Vec<(MediaId, Found)> = Vec::with_capacity(lines.len());
    for (line, repeated) in lines.into_iter().zip(repeated) {
        let refuse = |reason| BackupError::Picture { id: line.id.as_str().to_owned(), reason };
        if repeated {
            return Err(refuse("it is there twice"));
        }
        if !PICTURE_TYPES.contains(&line.mime.as_ref()) {
            return Err(refuse("it is no picture"));
        }
        let bytes = match line.base64.as_deref() {
            None => PictureBytes::Elsewhere,
            Some("") => continue,
            Some(text) if text.len() > MAX_PICTURE.saturating_mul(2) => {
                return Err(refuse("it is too large"));
            }
            Some(text) => PictureBytes::Here(base64::decode(text).ok_or(refuse("it is not base 64"))?),
        };
        let picture = Picture { id: line.id, mime: line.mime.into_owned(), bytes };
        found.push((picture.id.clone(), Found { picture, proved: false }));
    }
    let mut found: SortedMap<MediaId, Found> = found.into_iter().collect();
    for media in records.iter_mut().flat_map(media_of) {
        let MediaState::Stored { mime, bytes, digest } = &media.state else { continue };
        let refuse = |reason| BackupError::Picture { id: media.id.as_str().to_owned(), reason };
        let Some(Found { picture, proved }) = found.get_mut(&media.id) else {
            media.state = MediaState::Pending;
            continue;
        };
        if picture.mime != *mime {
            return Err(refuse("its type is not the record's"));
        }
        if let PictureBytes::Here(here) = &picture.bytes
            && (u32::try_from(here.len()).ok() != Some(*bytes) || checksum::of(here) != *digest)
        {
            return Err(refuse("its bytes are not those that were stored"));
        }
        *proved = true;
    }
    match found.iter().find(|(_, found)| !found.proved) {
        Some((id, _)) => {
            Err(BackupError::Picture { id: id.as_str().to_owned(), reason: "it belongs to no pin" })
        }
        None => Ok(found.into_values().map(|found| found.picture).collect()),
    }
}

fn media_of(record: &mut Record) -> &mut [Media] {
    match record {
        Record::Pin(pin) => &mut pin.content.media,
        _ => &mut [],
    }
}
