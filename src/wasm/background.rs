//! What the background answers: everything that changes something, and the small views, each from the few
//! records it needs. It keeps nothing in memory: the next question may meet another process.

use js_sys::Uint8Array;

use super::{
    picture::Bytes,
    staging,
    store::{self, Transaction},
    writer,
};
use crate::{
    capture::{
        self, CaptureError,
        draft::{Aim, Draft},
        snapshot::Snapshot,
    },
    edit::{command::Command, outcome::Captured},
    model::{
        id::{AnnotationId, BoardId, ChangeId, MediaId, PinId},
        media::{Media, MediaState},
        record::{IndexKey, Record, RecordKey, RecordKind},
        stored::{Loaded, Plan},
        time::Instant,
    },
    protocol::{
        failure::{Code, Failure},
        request::{MediaTask, Request},
        response::{DraftView, Response},
    },
    view,
};

/// Most pictures named at once: the queue is asked again when these are done.
const MAX_TASKS: usize = 64;
/// The media type of pictures of the screen, as the background encodes them.
const SCREENSHOT: &str = "image/png";

/// Answers a question; `None` where it is one for the library's worker.
///
/// # Errors
/// Why there is no answer; nothing was changed then.
pub async fn answer(
    request: Request,
    now: Instant,
    picture: Option<Uint8Array>,
) -> Result<Option<Response>, Failure> {
    Ok(Some(match request {
        Request::Roots { url } => Response::Roots(capture::roots(&url)),
        Request::Find { snapshot } => Response::Found(capture::find(&snapshot)),
        Request::Preview { snapshot, aim } => preview(&snapshot, &aim, now).await?,
        Request::Capture { change, pin, highlight, snapshot, aim, board } => {
            let draft = drafted(&snapshot, &aim, &pin, now)?;
            let what = Capture { change, pin, highlight, draft, board };
            captured(what, now, picture.filter(|_| matches!(aim, Aim::Screenshot { .. }))).await?
        }
        Request::Edit { change, command } => edited(change, *command, now, picture).await?,
        Request::Page { url } => {
            let loaded = rounds(|round, loaded| view::page_plan(&url, round, loaded)).await?;
            Response::Page(view::page(&url, &loaded))
        }
        Request::Editor { pin } => {
            let loaded = rounds(|round, loaded| view::editor_plan(&pin, round, loaded)).await?;
            Response::Editor(Box::new(view::editor(&pin, &loaded).ok_or_else(no_pin)?))
        }
        Request::Customer { pin } => {
            let loaded = rounds(|round, loaded| view::customer_plan(&pin, round, loaded)).await?;
            Response::Customer(view::customer(&pin, &loaded).ok_or_else(no_pin)?)
        }
        Request::TagsFor { typed } => {
            let loaded = rounds(|round, _| view::tags_for_plan(round)).await?;
            Response::Tags(view::tags_for(&typed, &loaded))
        }
        Request::Setup => {
            let loaded = rounds(|round, _| view::setup_plan(round)).await?;
            Response::Setup(view::setup(&loaded))
        }
        Request::MediaQueue => Response::MediaQueue(media_queue(now).await?),
        Request::Commit { change } => Response::Stored(staging::commit(change).await?),
        // The library's worker has the workspace in memory; the background never has.
        _ => return Ok(None),
    }))
}

fn no_pin() -> Failure {
    Failure::new(Code::NotFound, [RecordKind::Pin.as_str().to_owned()])
}

/// Loads what a view needs, round by round, all in one transaction.
async fn rounds(plan: impl Fn(u32, &Loaded) -> Option<Plan>) -> Result<Loaded, Failure> {
    let transaction = Transaction::reading().await?;
    let mut loaded = Loaded::default();
    let mut round = 0;
    while let Some(plan) = plan(round, &loaded) {
        transaction.load(&plan, &mut loaded).await?;
        round += 1;
    }
    Ok(loaded)
}

fn drafted(snapshot: &Snapshot, aim: &Aim, pin: &PinId, now: Instant) -> Result<Draft, Failure> {
    capture::draft(snapshot, None, aim, pin, now).map_err(|error| match error {
        CaptureError::NoAddress => Code::PageUnreadable.into(),
        CaptureError::NoCard => Code::NoCard.into(),
        CaptureError::Unreadable(_) => Failure::new(Code::SnapshotInvalid, [error.to_string()]),
    })
}

/// Nothing is stored under this: a preview's draft needs a pin for its pictures' names.
const NO_PIN: &str = "00000000000000000000000000";

async fn preview(snapshot: &Snapshot, aim: &Aim, now: Instant) -> Result<Response, Failure> {
    let nobody = PinId::try_from(NO_PIN.to_owned())
        .map_err(|error| Failure::new(Code::Internal, [error.to_string()]))?;
    let draft = drafted(snapshot, aim, &nobody, now)?;
    let identities = draft.content.identities();
    let found_by = identities.iter().map(|identity| IndexKey::identity(identity)).collect();
    let known = store::load(&Plan { found_by, ..Plan::default() }).await?;
    let pinned = known.0.into_values().find_map(|stored| match stored.record {
        Record::Pin(pin) => Some(pin.id),
        _ => None,
    });
    Ok(Response::Preview(Box::new(DraftView { draft, pinned })))
}

struct Capture {
    change: ChangeId,
    pin: PinId,
    highlight: Option<AnnotationId>,
    draft: Draft,
    board: Option<BoardId>,
}

async fn captured(what: Capture, now: Instant, picture: Option<Uint8Array>) -> Result<Response, Failure> {
    let Capture { change, pin, highlight, mut draft, board } = what;
    let board = match board {
        Some(board) => Some(board),
        None => default_board().await?,
    };
    let picture = match picture.map(|bytes| Bytes::new(bytes, SCREENSHOT)) {
        Some(bytes) => {
            if let Some(media) = draft.content.media.first_mut() {
                media.state = bytes.stored();
            }
            Some(bytes.named(MediaId::of(&pin, 0))?)
        }
        None => None,
    };
    let draft = Box::new(draft);
    let command = Command::PinCreate { id: pin.clone(), draft, tags: Default::default(), board, highlight };
    let outcome = writer::change(&change, &command, now, picture).await?;
    let (pin, captured) = outcome.pin.clone().unwrap_or((pin, Captured::New));
    let loaded = rounds(|round, loaded| view::editor_plan(&pin, round, loaded)).await?;
    let editor = view::editor(&pin, &loaded).ok_or_else(no_pin)?;
    let acknowledgement = writer::acknowledgement(change, &outcome);
    Ok(Response::Captured { acknowledgement, pin, captured, editor: Box::new(editor) })
}

/// The default board, where it still exists: a board that was deleted must not keep anything from being pinned.
async fn default_board() -> Result<Option<BoardId>, Failure> {
    let settings = Plan { keys: [RecordKey::settings()].into(), ..Plan::default() };
    let Some(Record::Settings(settings)) =
        store::load(&settings).await?.0.into_values().map(|stored| stored.record).next()
    else {
        return Ok(None);
    };
    let Some(board) = settings.default_board else { return Ok(None) };
    let key = RecordKey::new(RecordKind::Board, board.as_str());
    let there = store::load(&Plan { keys: [key.clone()].into(), ..Plan::default() }).await?;
    Ok(there.0.contains_key(&key).then_some(board))
}

async fn edited(
    change: ChangeId,
    mut command: Command,
    now: Instant,
    picture: Option<Uint8Array>,
) -> Result<Response, Failure> {
    let picture = match (&mut command, picture) {
        (Command::MediaSet { media, state, .. }, Some(bytes)) => {
            // What is said of the bytes is found out here, next to them.
            let mime = match state {
                MediaState::Stored { mime, .. } => std::mem::take(mime),
                _ => return Err(Failure::new(Code::Invalid, ["state".to_owned()])),
            };
            let bytes = Bytes::new(bytes, mime);
            *state = bytes.stored();
            Some(bytes.named(media.clone())?)
        }
        _ => None,
    };
    let outcome = writer::change(&change, &command, now, picture).await?;
    Ok(Response::Stored(writer::acknowledgement(change, &outcome)))
}

async fn media_queue(now: Instant) -> Result<Vec<MediaTask>, Failure> {
    let plan = Plan { found_by: [IndexKey::media_pending()].into(), ..Plan::default() };
    let waiting = store::load(&plan).await?;
    let pins = waiting.0.into_values().rev().filter_map(|stored| match stored.record {
        Record::Pin(pin) => Some(pin),
        _ => None,
    });
    let tasks =
        pins.flat_map(|pin| {
            let id = pin.id;
            pin.content.media.into_iter().filter(move |media| is_due(media, now)).filter_map(move |media| {
                Some(MediaTask { pin: id.clone(), media: media.id, url: media.url? })
            })
        });
    Ok(tasks.take(MAX_TASKS).collect())
}

fn is_due(media: &Media, now: Instant) -> bool {
    match &media.state {
        MediaState::Pending => true,
        MediaState::Failed { retry_at: Some(at), .. } => *at <= now,
        _ => false,
    }
}
