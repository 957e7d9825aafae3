//! What the library's worker answers: it has the whole workspace in memory, and writes nothing but what the
//! background is to commit.

use std::cell::RefCell;

use js_sys::Uint8Array;

use super::{picture::Bytes, staging, store};
use crate::{
    export,
    import::{self, Backup, backup::PictureBytes},
    model::{id::ChangeId, record::RecordKind, time::Instant},
    protocol::{
        failure::{Code, Failure},
        request::Request,
        response::Response,
    },
    view::Library,
};

thread_local! {
    static LIBRARY: RefCell<Option<(Library, u32)>> = const { RefCell::new(None) };
}

/// Answers a question for the library; `None` where it is one for the background.
///
/// # Errors
/// Why there is no answer.
pub async fn answer(
    request: Request,
    now: Instant,
    picture: Option<Uint8Array>,
) -> Result<Option<Response>, Failure> {
    // No question for the library comes with bytes.
    drop(picture);
    Ok(Some(match request {
        Request::Open => {
            let (records, unreadable) = store::everything().await?;
            LIBRARY.set(Some((Library::open(records), unreadable)));
            opened()?
        }
        Request::Refresh { keys } => {
            let changed = store::current(&keys).await?;
            with(|library| library.refresh(changed))?;
            opened()?
        }
        Request::List { query } => Response::List(Box::new(with(|library| library.list(&query))?)),
        Request::Detail { pin } => {
            let detail = with(|library| library.detail(&pin))?;
            let missing = || Failure::new(Code::NotFound, [RecordKind::Pin.as_str().to_owned()]);
            Response::Detail(Box::new(detail.ok_or_else(missing)?))
        }
        Request::Rail => Response::Rail(with(|library| library.rail())?),
        Request::Changes => Response::Changes(with(|library| library.changes())?),
        Request::ExportPreview { export } => Response::ExportPreview(with(|library| {
            let pins = library.pins_of(&export.of);
            export::preview(library.workspace(), &export, &pins, now)
        })??),
        Request::Export { export } => Response::Export(with(|library| {
            let pins = library.pins_of(&export.of);
            export::file(library.workspace(), &export, &pins, now)
        })??),
        Request::RestorePreview { text } => {
            let backup = Backup::read(&text)?;
            Response::RestorePreview(with(|library| import::preview(library.workspace(), &backup))?)
        }
        Request::Stage { change, text } => Response::Staged(stage(&change, &text, now).await?),
        _ => return Ok(None),
    }))
}

fn with<T>(ask: impl FnOnce(&mut Library) -> T) -> Result<T, Failure> {
    LIBRARY.with_borrow_mut(|library| match library {
        Some((library, _)) => Ok(ask(library)),
        // The page opens it first, and again after a trap.
        None => Err(Failure::new(Code::Internal, ["not open".to_owned()])),
    })
}

fn opened() -> Result<Response, Failure> {
    let pins = with(|library| library.index().len())?;
    let set_aside = LIBRARY.with_borrow(|library| library.as_ref().map_or(0, |(_, unreadable)| *unreadable));
    Ok(Response::Opened { pins, set_aside })
}

async fn stage(change: &ChangeId, text: &str, now: Instant) -> Result<u32, Failure> {
    let backup = Backup::read(text)?;
    let batch = with(|library| import::restore(library.workspace(), &backup, change, now))?;
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
