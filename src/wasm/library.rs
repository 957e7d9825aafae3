//! What the library's worker answers: it has the whole workspace in memory, and writes nothing but what the
//! background is to commit. In the background, which loads this module where there are rules, it follows them for a new pin.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};

use super::{picture::Bytes, staging, store, writer};
use crate::{
    export::{self, file::Part, packing},
    import::{self, Backup, backup::PictureBytes, preview::ImportPreview},
    model::{id::ChangeId, record::RecordKind, time::Instant},
    protocol::{
        failure::{Code, Failure},
        request::LibraryRequest,
        response::LibraryResponse,
    },
    rules::PinRuled,
    view::Library,
};

thread_local! {
    static LIBRARY: RefCell<Option<(Library, u32)>> = const { RefCell::new(None) };
    /// The texts of the file that was exported last, until they are taken.
    static WRITTEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What it is asked.
pub type Question = LibraryRequest;
/// What it answers.
pub type Answer = LibraryResponse;

/// Answers a question about the whole workspace.
///
/// # Errors
/// Why there is no answer.
pub async fn answer(question: Question, now: Instant, bytes: Option<Uint8Array>) -> Result<Answer, Failure> {
    Ok(match question {
        Question::Open => {
            let (records, unreadable) = store::everything().await?;
            LIBRARY.set(Some((Library::open(records), unreadable)));
            opened()?
        }
        Question::Refresh { keys } => {
            let changed = store::current(&keys).await?;
            with(|library| library.refresh(changed))?;
            opened()?
        }
        Question::List { query } => Answer::List(Box::new(with(|library| library.list(&query))?)),
        Question::Detail { pin } => {
            let detail = with(|library| library.detail(&pin))?;
            let missing = || Failure::new(Code::NotFound, [RecordKind::Pin.as_str().to_owned()]);
            Answer::Detail(Box::new(detail.ok_or_else(missing)?))
        }
        Question::Rail => Answer::Rail(with(|library| library.rail())?),
        Question::Customers { query } => Answer::Customers(with(|library| library.customers(&query))?),
        Question::Changes => Answer::Changes(with(|library| library.changes())?),
        Question::ExportPreview { export } => Answer::ExportPreview(with(|library| {
            let pins = library.pins_of(&export.of);
            export::preview(library.workspace(), &export, &pins, now)
        })??),
        Question::Export { export } => {
            let mut file = with(|library| {
                let pins = library.pins_of(&export.of);
                export::file(library.workspace(), &export, &pins, now)
            })??;
            WRITTEN.set(texts(&mut file.parts));
            Answer::Export(file)
        }
        Question::Pins { of } => Answer::Pins(with(|library| library.pins_of(&of))?),
        Question::Profile { of } => Answer::Profile(Box::new(with(|library| library.profile(&of))?)),
        Question::Vocabulary => Answer::Vocabulary(with(|library| library.vocabulary())?),
        Question::TagsComplete { typed } => {
            Answer::TagsComplete(with(|library| library.tags_complete(&typed))?)
        }
        Question::TagsAlike => Answer::TagsAlike(with(|library| library.tags_alike())?),
        Question::TagsSuggested { pins } => {
            Answer::TagsSuggested(with(|library| library.tags_suggested(&pins))?)
        }
        Question::Foresee { command } => {
            Answer::Foresight(with(|library| library.foresee(&command, &ChangeId::nil(), now))??)
        }
        Question::Curate { change, command } => {
            let outcome = with(|library| library.curate(&command, &change, now))??;
            Answer::Staged(staging::stage(&change, &outcome.batch, &[]).await?)
        }
        Question::Pack { pack } => Answer::Pack(Box::new(with(|library| {
            let pins = library.pins_of(&pack.of);
            packing::packing(library.workspace(), &pack, &pins, now)
        })??)),
        Question::PackRows { pack, pins, columns } => {
            Answer::PackRows(with(|library| packing::rows(library.workspace(), &pack, &pins, &columns))?)
        }
        Question::Rules => Answer::Rules(with(|library| library.rules())?),
        Question::RulesForesee => {
            Answer::RulesForesight(Box::new(with(|library| library.ruled(&ChangeId::nil(), now))??.1))
        }
        Question::RulesFollow { change, pin } => {
            let outcome = writer::change(&change, &PinRuled { pin }, now, None).await?;
            Answer::Ruled(writer::acknowledgement(change, &outcome))
        }
        Question::RulesStage { change } => {
            let (outcome, _) = with(|library| library.ruled(&change, now))??;
            Answer::Staged(if outcome.batch.writes.is_empty() {
                0
            } else {
                staging::stage(&change, &outcome.batch, &[]).await?
            })
        }
        Question::RestorePreview => {
            let file = file(bytes);
            let text = String::from_utf8_lossy(&file);
            let backup = Backup::read(&text)?;
            Answer::RestorePreview(with(|library| {
                let workspace = library.workspace();
                import::preview(workspace, &import::among(workspace, backup))
            })?)
        }
        Question::ImportPreview { choice, mapping } => {
            let mut opened = import::open(&handed(bytes), mapping.as_ref())?;
            let bring = |library: &mut Library| {
                import::bring(library.workspace(), &mut opened.gathered, &choice, &ChangeId::nil(), now).1
            };
            let brought = with(bring)?;
            Answer::ImportPreview(Box::new(ImportPreview::of(opened, brought)))
        }
        Question::ImportStage { change, choice, mapping } => {
            let mut opened = import::open(&handed(bytes), mapping.as_ref())?;
            let bring = |library: &mut Library| {
                import::bring(library.workspace(), &mut opened.gathered, &choice, &change, now).0
            };
            let batch = with(bring)?;
            Answer::Staged(if batch.writes.is_empty() {
                0
            } else {
                staging::stage(&change, &batch, &[]).await?
            })
        }
        Question::Stage { change } => {
            Answer::Staged(stage(&change, &String::from_utf8_lossy(&file(bytes)), now).await?)
        }
    })
}

/// Takes the texts out of a file's parts, whose places stay: as bytes they leave several times as fast as in an answer.
fn texts(parts: &mut [Part]) -> Vec<String> {
    let text = |part: &mut Part| match part {
        Part::Text(text) => Some(std::mem::take(text)),
        Part::PictureBase64(_) => None,
    };
    parts.iter_mut().filter_map(text).collect()
}

/// The texts of the file that was exported last, each as its bytes.
pub fn written() -> Array {
    WRITTEN.take().iter().map(|text| Uint8Array::from(text.as_bytes())).collect()
}

/// A file stays where the browser has it.
impl import::bytes::Bytes for Uint8Array {
    fn length(&self) -> usize {
        self.length() as usize
    }

    fn read(&self, start: usize, room: &mut [u8]) {
        let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
        self.subarray(place(start), place(start + room.len())).copy_to(room);
    }
}

/// The file that goes with a question, where the browser has it.
fn handed(bytes: Option<Uint8Array>) -> Uint8Array {
    bytes.unwrap_or_else(|| Uint8Array::new_with_length(0))
}

/// The bytes of the file that goes with a question.
fn file(bytes: Option<Uint8Array>) -> Vec<u8> {
    handed(bytes).to_vec()
}

fn with<T>(ask: impl FnOnce(&mut Library) -> T) -> Result<T, Failure> {
    LIBRARY.with_borrow_mut(|library| match library {
        Some((library, _)) => Ok(ask(library)),
        // The page opens it first, and again after a trap.
        None => Err(Failure::new(Code::Internal, ["not open".to_owned()])),
    })
}

fn opened() -> Result<Answer, Failure> {
    let pins = with(|library| library.index().len())?;
    let set_aside = LIBRARY.with_borrow(|library| library.as_ref().map_or(0, |(_, unreadable)| *unreadable));
    Ok(Answer::Opened { pins, set_aside })
}

async fn stage(change: &ChangeId, text: &str, now: Instant) -> Result<u32, Failure> {
    let backup = Backup::read(text)?;
    let (backup, batch) = with(|library| {
        let backup = import::among(library.workspace(), backup);
        let batch = import::restore(library.workspace(), &backup, change, now);
        (backup, batch)
    })?;
    if batch.writes.is_empty() {
        return Ok(0);
    }
    let mut pictures = Vec::new();
    for picture in backup.pictures {
        if let PictureBytes::Here(bytes) = picture.bytes {
            pictures.push(Bytes::new(Uint8Array::from(bytes.as_slice()), picture.mime).named(picture.id)?);
        }
    }
    Ok(staging::stage(change, &batch, &pictures).await?)
}
