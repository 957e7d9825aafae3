//! The backup: every record but the changes, and every stored picture. What it writes, `import::backup` reads
//! back without loss.

use super::file::Part;
use crate::{
    model::{
        media::{Media, MediaState},
        record::{Record, RecordKind},
        time::Instant,
        workspace::Workspace,
    },
    schema::{
        self, Envelope, SchemaError,
        backup::{END, FORMAT, Header, MEDIA, VERSION},
        checksum,
    },
};

/// Why a backup could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupWriteError {
    /// A record has no JSON form.
    #[error(transparent)]
    Record(#[from] SchemaError),
    /// The frame has none.
    #[error("the frame of the backup cannot be written ({0})")]
    Frame(String),
}

impl From<serde_json::Error> for BackupWriteError {
    fn from(error: serde_json::Error) -> Self {
        Self::Frame(error.to_string())
    }
}

/// Writes a backup of the whole workspace. Changes stay behind: what they undo is not in another workspace.
///
/// # Errors
/// [`BackupWriteError`] when a record cannot be written.
pub fn backup(workspace: &Workspace, now: Instant) -> Result<Vec<Part>, BackupWriteError> {
    written(workspace, None, now)
}

/// Writes a backup of a workspace, or of a part of one under what it is of.
pub(super) fn written(
    workspace: &Workspace,
    of: Option<RecordKind>,
    now: Instant,
) -> Result<Vec<Part>, BackupWriteError> {
    let kept = workspace.iter().filter(|(key, _)| key.kind != RecordKind::Change);
    let envelopes: Vec<Envelope> =
        kept.map(|(_, stored)| schema::encode(stored)).collect::<Result<_, SchemaError>>()?;
    let media: Vec<(&Media, &str)> =
        workspace.pins().flat_map(|pin| &pin.content.media).filter_map(bytes).collect();
    let header = Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        of,
        made: now.to_rfc3339(),
        records: envelopes.len(),
        pictures: media.len(),
        digest: checksum::of_lines(envelopes.iter().map(|envelope| envelope.checksum.as_str())),
    };
    let mut text = serde_json::to_string(&header)?;
    // The header's object stays open: the lists and the end belong to it.
    text.pop();
    text.push_str(",\"body\":[\n");
    for (place, envelope) in envelopes.iter().enumerate() {
        let between = if place + 1 < envelopes.len() { ",\n" } else { "\n" };
        line(&mut text, envelope)?;
        text.push_str(between);
    }
    text.push_str(MEDIA);
    text.push('\n');
    let mut parts = Vec::new();
    for (place, (medium, mime)) in media.iter().enumerate() {
        let between = if place + 1 < media.len() { "\"},\n" } else { "\"}\n" };
        let (id, mime) = (serde_json::to_string(&medium.id)?, serde_json::to_string(mime)?);
        text.push_str(&format!("{{\"id\":{id},\"mime\":{mime},\"base64\":\""));
        parts.push(Part::Text(std::mem::take(&mut text)));
        parts.push(Part::PictureBase64(medium.id.clone()));
        text.push_str(between);
    }
    text.push_str(END);
    text.push('\n');
    parts.push(Part::Text(text));
    Ok(parts)
}

/// How many pictures are named and not stored, so that the backup cannot hold them.
pub fn missing_pictures(workspace: &Workspace) -> usize {
    workspace.pins().flat_map(|pin| &pin.content.media).filter(|media| bytes(media).is_none()).count()
}

/// How many records a backup of this workspace holds.
pub fn pins(workspace: &Workspace) -> usize {
    let pins = workspace.iter().filter(|(_, stored)| matches!(stored.record, Record::Pin(_)));
    pins.count()
}

fn bytes(media: &Media) -> Option<(&Media, &str)> {
    match &media.state {
        MediaState::Stored { mime, .. } => Some((media, mime)),
        _ => None,
    }
}

/// A record's line. The body is written as the bytes its checksum was made of.
fn line(text: &mut String, envelope: &Envelope) -> Result<(), BackupWriteError> {
    let (kind, id) = (serde_json::to_string(&envelope.kind)?, serde_json::to_string(&envelope.id)?);
    let Envelope { schema, checksum, body, .. } = envelope;
    text.push_str(&format!(
        "{{\"kind\":{kind},\"id\":{id},\"schema\":{schema},\"checksum\":\"{checksum}\",\"record\":{body}}}"
    ));
    Ok(())
}
