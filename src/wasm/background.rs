//! What the background answers: everything that changes something, and the small views, each from the few
//! records it needs. It keeps nothing in memory: the next question may meet another process.

use js_sys::Uint8Array;

use super::{
    log,
    picture::Bytes,
    staging,
    store::{self, rounds},
    typed, writer,
};
use crate::{
    capture::{draft::Draft, thread},
    edit::{command::Command, outcome::Captured},
    model::{
        id::{AnnotationId, BoardId, ChangeId, PinId},
        media::{MediaKind, MediaState},
        record::{IndexKey, Record, RecordKey, RecordKind},
        stored::Plan,
        time::Instant,
    },
    protocol::{
        failure::{Code, Failure},
        request::{BackgroundRequest, MediaTask, Waiting},
        response::{BackgroundResponse, DraftView},
    },
    view,
};

/// Most pictures named at once: the queue is asked again when these are done.
const MAX_TASKS: usize = 64;
/// Most pictures named whose host needs a permission: hosts that stay forbidden must not hide the others.
const MAX_BLOCKED: usize = 10_000;
/// The media type of pictures of the screen, as the background encodes them.
const SCREENSHOT: &str = "image/png";

/// What it is asked.
pub type Question = BackgroundRequest;
/// What it answers.
pub type Answer = BackgroundResponse;

/// Answers a question about what is stored, or stores something.
///
/// # Errors
/// Why there is no answer; nothing was changed then.
pub async fn answer(
    question: Question,
    now: Instant,
    picture: Option<Uint8Array>,
) -> Result<Answer, Failure> {
    Ok(match question {
        Question::Known { draft } => known(*draft).await?,
        Question::Link { mut drafts } => {
            thread::link(&mut drafts);
            Answer::Linked(drafts.into_iter().map(|draft| draft.content.thread).collect())
        }
        Question::Keep { change, pin, highlight, draft, board } => {
            keep(Keep { change, pin, highlight, draft, board }, now, picture).await?
        }
        Question::Edit { change, command } => edited(change, *command, now, picture).await?,
        Question::Page { url } => {
            let loaded = rounds(&|round, loaded| view::page_plan(&url, round, loaded)).await?;
            Answer::Page(view::page(&url, &loaded))
        }
        Question::Editor { pin } => {
            let loaded = rounds(&|round, loaded| view::editor_plan(&pin, round, loaded)).await?;
            Answer::Editor(Box::new(view::editor(&pin, &loaded).ok_or_else(no_pin)?))
        }
        Question::TagsFor { typed } => Answer::Tags(view::tags_for(&typed, &*typed::vocabulary(now).await?)),
        Question::Setup => {
            let loaded = rounds(&|round, _| view::setup_plan(round)).await?;
            Answer::Setup(view::setup(&loaded))
        }
        Question::OwnAdapter { url } => {
            let loaded = store::load(&view::own_adapter_plan(&url)).await?;
            Answer::OwnAdapter(view::own_adapter(&url, &loaded))
        }
        Question::Reindex { after } => Answer::Reindexed(store::reindex(after.as_ref()).await?),
        Question::Settle => Answer::Settled(log::settle().await?),
        Question::MediaQueue { which } => Answer::MediaQueue(media_queue(which, now).await?),
        Question::OutboxWaits => Answer::OutboxWaits(store::any(&IndexKey::outbox()).await?),
        Question::RulesOn => Answer::RulesOn(store::any(&IndexKey::rule_on()).await?),
        Question::Commit { change } => {
            let stored = staging::commit(change).await?;
            typed::changed(&stored.keys);
            Answer::Stored(stored)
        }
    })
}

fn no_pin() -> Failure {
    Failure::new(Code::NotFound, [RecordKind::Pin.as_str().to_owned()])
}

async fn known(draft: Draft) -> Result<Answer, Failure> {
    let identities = draft.content.identities();
    let found_by = identities.iter().map(|identity| IndexKey::identity(identity)).collect();
    let known = store::load(&Plan { found_by, ..Plan::default() }).await?;
    let pinned = known.0.into_values().find_map(|stored| match stored.record {
        Record::Pin(pin) if pin.content.is_same_as(&draft.content) => Some(pin.id),
        _ => None,
    });
    Ok(Answer::Preview(Box::new(DraftView { draft, pinned })))
}

struct Keep {
    change: ChangeId,
    pin: PinId,
    highlight: Option<AnnotationId>,
    draft: Box<Draft>,
    board: Option<BoardId>,
}

async fn keep(what: Keep, now: Instant, picture: Option<Uint8Array>) -> Result<Answer, Failure> {
    let Keep { change, pin, highlight, mut draft, board } = what;
    let board = match board {
        Some(board) => Some(board),
        None => default_board().await?,
    };
    // Only a picture of the screen comes with its bytes; all others are fetched later.
    let picture = match (picture, draft.content.media.first_mut()) {
        (Some(bytes), Some(media)) if media.kind == MediaKind::Screenshot => {
            let bytes = Bytes::new(bytes, SCREENSHOT);
            media.state = bytes.stored();
            Some(bytes.named(media.id.clone())?)
        }
        _ => None,
    };
    let command = Command::PinCreate { id: pin.clone(), draft, tags: Default::default(), board, highlight };
    let outcome = writer::change(&change, &command, now, picture).await?;
    let (pin, captured) = outcome.pin.clone().unwrap_or((pin, Captured::New));
    let loaded = rounds(&|round, loaded| view::editor_plan(&pin, round, loaded)).await?;
    let editor = view::editor(&pin, &loaded).ok_or_else(no_pin)?;
    let acknowledgement = writer::acknowledgement(change, &outcome);
    Ok(Answer::Captured { acknowledgement, pin, captured, editor: Box::new(editor) })
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
) -> Result<Answer, Failure> {
    let picture = match (&mut command, picture) {
        (Command::MediaSet { media, state, .. }, Some(bytes)) => {
            // What is said of the bytes is found out here, next to them.
            let mime = match state {
                Some(MediaState::Stored { mime, .. }) => std::mem::take(mime),
                _ => return Err(Failure::new(Code::Invalid, ["state".to_owned()])),
            };
            let bytes = Bytes::new(bytes, mime);
            *state = Some(bytes.stored());
            Some(bytes.named(media.clone())?)
        }
        _ => None,
    };
    let outcome = writer::change(&change, &command, now, picture).await?;
    Ok(Answer::Stored(writer::acknowledgement(change, &outcome)))
}

async fn media_queue(which: Waiting, now: Instant) -> Result<Vec<MediaTask>, Failure> {
    let plan = match which {
        Waiting::Due => Plan { found_by: [IndexKey::media_pending()].into(), ..Plan::default() },
        Waiting::Blocked => Plan { found_by: [IndexKey::media_blocked()].into(), ..Plan::default() },
        Waiting::Unseen => Plan { some_by: [IndexKey::media_unseen()].into(), ..Plan::default() },
    };
    let waiting = store::load(&plan).await?;
    let pins = waiting.0.into_values().rev().filter_map(|stored| match stored.record {
        Record::Pin(pin) => Some(pin),
        _ => None,
    });
    let tasks = pins.flat_map(|pin| {
        let id = pin.id;
        pin.content.media.into_iter().filter_map(move |media| {
            let attempts = match which {
                Waiting::Due => due(&media.state, now),
                Waiting::Blocked => stuck(&media.state),
                Waiting::Unseen => media.is_unseen().then_some(0),
            }?;
            // What is there already need not have come from an address.
            let url = media.url.or_else(|| (which == Waiting::Unseen).then(String::new))?;
            Some(MediaTask { pin: id.clone(), media: media.id, url, attempts })
        })
    });
    Ok(tasks.take(if which == Waiting::Blocked { MAX_BLOCKED } else { MAX_TASKS }).collect())
}

fn stuck(state: &MediaState) -> Option<u32> {
    matches!(state, MediaState::Blocked { .. }).then_some(0)
}

/// How often a picture was tried, where it is to be tried now.
fn due(state: &MediaState, now: Instant) -> Option<u32> {
    match state {
        MediaState::Pending => Some(0),
        MediaState::Failed { attempts, retry_at: Some(at), .. } if *at <= now => Some(*attempts),
        _ => None,
    }
}
