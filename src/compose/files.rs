//! What goes with a note: pictures as they are or with their regions drawn, and the evidence, a page that needs nothing else.
//! It never holds a picture's bytes: sizes are those that were stored.

use serde::{Deserialize, Serialize};

use super::{
    composed::{FileOffer, FileProblem, NoteProblem},
    masked::Masker,
};
use crate::{
    deliver::limits::{Limits, PUBLISHED_TYPES, Takes},
    export::{file::Part, html, set::ExportPin, words::Words},
    model::{
        delivery::{Attachment, AttachmentKind, MAX_ATTACHMENTS, Note},
        id::MediaId,
        media::{Media, MediaKind, MediaState},
        pin::Pin,
        redaction::Kinds,
        time::Instant,
    },
};

/// What a picture with its regions drawn is: nothing is lost of what they show.
const DRAWN: &str = "image/png";
/// What the evidence is.
const PAGE: &str = "text/html";

/// A file that is to go with a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ChosenFile {
    /// What it is.
    pub kind: AttachmentKind,
    /// The picture.
    #[serde(default)]
    pub media: Option<MediaId>,
}

/// What may go with a note, and what does: what was chosen, else the evidence, pictures with regions as marked, and pictures
/// of the screen.
pub fn files(
    export: &ExportPin<'_>,
    limits: &Limits,
    chosen: Option<&[ChosenFile]>,
    words: &Words,
) -> (Vec<FileOffer>, Vec<Attachment>) {
    let mut offers = Vec::new();
    let own = limits.takes == Takes::OwnPictures;
    let first_own = export.pictures().find(|(media, _)| is_own(export, media)).map(|(media, _)| &media.id);
    for (place, (media, mime)) in export.pictures().enumerate() {
        let [published, _] = PUBLISHED_TYPES;
        let as_is = !own || PUBLISHED_TYPES.contains(&mime);
        let (mime, bytes) = if as_is { (mime, stored(media)) } else { (published, None) };
        let ending =
            mime.strip_prefix("image/").map_or("bin", |kind| if kind == "jpeg" { "jpg" } else { kind });
        let named = format!("pin-{}-{}", export.pin.id, place + 1);
        let marked = !export.regions(&media.id).is_empty();
        let refused = (own && !export.pin.grants(media)).then_some(FileProblem::NotGranted);
        if marked {
            let file = attachment(AttachmentKind::Marked, Some(media), format!("{named}-marked.png"), DRAWN);
            offers.push((file, None, !own, refused));
        }
        let file = attachment(AttachmentKind::Picture, Some(media), format!("{named}.{ending}"), mime);
        let seen = media.kind == MediaKind::Screenshot && !marked;
        let usual = if own { first_own == Some(&media.id) } else { seen };
        offers.push((file, bytes, usual, refused));
    }
    let page = attachment(AttachmentKind::Evidence, None, format!("pin-{}.html", export.pin.id), PAGE);
    // A page that is masked has other texts, not longer ones by more than its masks: the size is that of the whole one.
    let size = size(&html::evidence(export, Instant::from_milliseconds(0), words), export);
    offers.push((page, Some(size), !own, own.then_some(FileProblem::NoPicture)));

    let most = limits.files.min(u32::try_from(MAX_ATTACHMENTS).unwrap_or(limits.files));
    let mut left = most;
    let mut offered = Vec::with_capacity(offers.len());
    for (file, bytes, usual, refused) in offers {
        let wanted = match chosen {
            Some(chosen) => chosen.iter().any(|own| own.kind == file.kind && own.media == file.media),
            None => usual,
        };
        let problem = match bytes {
            _ if most == 0 => Some(FileProblem::NoFiles),
            _ if refused.is_some() => refused,
            Some(bytes) if bytes > limits.file_bytes => Some(FileProblem::TooLarge(limits.file_bytes)),
            _ if wanted && left == 0 => Some(FileProblem::TooMany(most)),
            _ => None,
        };
        let goes = wanted && problem.is_none();
        left -= u32::from(goes);
        offered.push(FileOffer { file, bytes, goes, problem });
    }
    let attachments = offered.iter().filter(|offer| offer.goes).map(|offer| offer.file.clone()).collect();
    (offered, attachments)
}

/// Whether a picture is posted as one's own where nobody chooses: not what was seen around it.
pub fn is_own(export: &ExportPin<'_>, media: &Media) -> bool {
    media.kind != MediaKind::Screenshot && export.pin.grants(media)
}

/// What is wrong with a note for one's own pictures that goes with these.
pub fn own_problem(offers: &[FileOffer]) -> Option<NoteProblem> {
    let granted =
        |offer: &FileOffer| offer.file.media.is_some() && offer.problem != Some(FileProblem::NotGranted);
    let pictures = || offers.iter().any(|offer| offer.file.media.is_some());
    match offers {
        _ if offers.iter().any(|offer| offer.goes) => None,
        _ if pictures() && !offers.iter().any(granted) => Some(NoteProblem::NotGranted),
        _ => Some(NoteProblem::NoPicture),
    }
}

/// What the first picture of a note shows, in its page's words, where nothing of them is masked in the note.
pub fn alt(export: &ExportPin<'_>, note: &Note) -> Option<String> {
    let first = note.attachments.iter().find_map(|file| file.media.as_ref())?;
    let said = |pin: &Pin| pin.content.media.iter().find(|media| media.id == *first)?.alt.clone();
    let mut masker = Masker::new(export, note.masked, Words::of("").lang);
    let own = masker.copy(export, None);
    let masked = said(own.export(export).pin);
    masked.filter(|masked| said(export.pin).as_ref() == Some(masked))
}

/// The evidence: a pin as one page, with where each value came from, every later look and what its pictures hash to. What is
/// masked in the note is masked here.
pub fn evidence(export: &ExportPin<'_>, masked: Kinds, now: Instant, language: &str) -> Vec<Part> {
    let words = Words::of(language);
    let mut masker = Masker::new(export, masked, words.lang);
    let own = masker.copy(export, None);
    html::evidence(&own.export(export), now, words)
}

fn attachment(kind: AttachmentKind, media: Option<&Media>, name: String, mime: &str) -> Attachment {
    Attachment { kind, media: media.map(|media| media.id.clone()), name, mime: mime.to_owned() }
}

fn stored(media: &Media) -> Option<u32> {
    match &media.state {
        MediaState::Stored { bytes, .. } => Some(*bytes),
        _ => None,
    }
}

/// How large a page is, with its pictures in base 64.
fn size(parts: &[Part], export: &ExportPin<'_>) -> u32 {
    let picture = |id: &MediaId| {
        let media = export.pin.content.media.iter().find(|media| media.id == *id);
        media.and_then(stored).unwrap_or(0).div_ceil(3).saturating_mul(4)
    };
    let part = |part: &Part| match part {
        Part::Text(text) => u32::try_from(text.len()).unwrap_or(u32::MAX),
        Part::PictureBase64(id) => picture(id),
    };
    parts.iter().map(part).fold(0, u32::saturating_add)
}
