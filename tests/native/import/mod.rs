//! Files of other programs: what is read of each, what comes of it, and that a second time changes nothing.

mod bring;
mod bundle;
mod files;
mod hostile;
mod round;
mod suite;
mod vocabulary;

use pinfold::{
    edit::{self, command::Command},
    import::{
        self,
        bring::{Brought, ImportChoice},
        file::{ImportSource, Opened},
        gathered::{Gathered, UnreadReason},
    },
    model::{annotation::Target, board::Board, id::ChangeId, pin::Pin, time::Instant, workspace::Workspace},
};

fn now() -> Instant {
    Instant::from_rfc3339("2026-11-22T10:00:00Z").unwrap()
}

fn change(number: u32) -> ChangeId {
    ChangeId::try_from(format!("01ARZ3NDEKTSV4RRFFQ6{number:06}")).unwrap()
}

/// Boards of folders, and tags.
fn all() -> ImportChoice {
    ImportChoice { name: Some("file".to_owned()), board: None, folders: true, tags: true }
}

fn opened(text: &str) -> Opened {
    import::open(&text.as_bytes(), None).unwrap()
}

fn gathered(text: &str, source: ImportSource) -> Gathered {
    let opened = opened(text);
    assert_eq!(opened.source, source);
    opened.gathered
}

fn reasons(gathered: &Gathered) -> Vec<(u32, UnreadReason)> {
    gathered.unread.iter().map(|unread| (unread.place, unread.reason)).collect()
}

/// Brings a file in and commits it.
fn bring(workspace: &mut Workspace, text: &str, choice: &ImportChoice, number: u32) -> Brought {
    let mut gathered = opened(text).gathered;
    let (batch, brought) = import::bring(workspace, &mut gathered, choice, &change(number), now());
    workspace.commit(&batch).unwrap();
    brought
}

fn undo(workspace: &mut Workspace, number: u32, by: u32) {
    let command = Command::Undo { change: change(number) };
    let mut loaded = workspace.load(&edit::plan(&command, &change(by)));
    if let Some(more) = edit::follow_up(&command, &loaded) {
        loaded.0.extend(workspace.load(&more).0);
    }
    let outcome = edit::apply(&command, &change(by), &loaded, now()).unwrap();
    workspace.commit(&outcome.batch).unwrap();
}

fn pin_at<'a>(workspace: &'a Workspace, address: &str) -> &'a Pin {
    workspace.pins().find(|pin| pin.content.source.url.as_deref() == Some(address)).unwrap()
}

fn tags(pin: &Pin) -> Vec<&str> {
    pin.tags.iter().map(|tag| tag.as_str()).collect()
}

fn boards<'a>(workspace: &'a Workspace, pin: &Pin) -> Vec<&'a str> {
    pin.placements.keys().map(|id| workspace.board(id).unwrap().name.as_str()).collect()
}

fn board<'a>(workspace: &'a Workspace, name: &str) -> &'a Board {
    workspace.boards().find(|board| board.name == name).unwrap()
}

/// What is said of a pin: the words marked, and what was said.
fn notes(workspace: &Workspace, pin: &Pin) -> Vec<(String, String)> {
    let of = |target: &Target| match target {
        Target::Quote(quote) => quote.exact.clone(),
        _ => String::new(),
    };
    let notes = workspace.annotations_of(&pin.id);
    notes.into_iter().map(|note| (of(&note.target), note.body.clone())).collect()
}
