//! Commands, applied and committed one after the other to a workspace in memory.

mod adapters;
mod boards;
mod customers;
mod outbox;
mod pins;
mod rules;
mod sameness;
mod undo;
mod vocabulary;

use pinfold::{
    capture::draft::Draft,
    edit::{Edit, command::Command, error::EditError, outcome::Outcome},
    model::{
        author::Author,
        id::{BoardId, ChangeId, PinId, SectionId},
        pin::{Content, Pin, PinKind},
        record::{Record, RecordKey, RecordKind},
        source::Source,
        tag::TagPath,
        time::Instant,
        workspace::Workspace,
    },
};

/// The `n`th identifier.
pub fn ulid(n: usize) -> String {
    format!("01{n:024}")
}

pub fn pin_id(n: usize) -> PinId {
    PinId::try_from(ulid(n)).unwrap()
}

pub fn board_id(n: usize) -> BoardId {
    BoardId::try_from(ulid(n)).unwrap()
}

pub fn section_id(n: usize) -> SectionId {
    SectionId::try_from(ulid(n)).unwrap()
}

pub fn tag(path: &str) -> TagPath {
    TagPath::try_from(path.to_owned()).unwrap()
}

/// What is read off the post `native` of `handle`.
pub fn draft(native: &str, handle: &str, text: &str) -> Draft {
    let source = Source {
        page_url: "https://social.example/feed".to_owned(),
        url: Some(format!("https://social.example/{handle}/{native}")),
        site: "social.example".to_owned(),
        network: Some("social".to_owned()),
        native_id: Some(native.to_owned()),
        ..Source::default()
    };
    let content = Content {
        author: Some(Author { handle: Some(handle.to_owned()), ..Author::default() }),
        text: Some(text.to_owned()),
        ..Content::new(PinKind::Post, source)
    };
    Draft {
        content,
        missing: Vec::new(),
        highlight: None,
        shown: None,
        joins: Vec::new(),
        answers: Vec::new(),
    }
}

pub fn create(n: usize) -> Command {
    Command::PinCreate {
        id: pin_id(n),
        draft: Box::new(draft(&n.to_string(), "mara", &format!("post {n}"))),
        tags: Default::default(),
        board: None,
        highlight: None,
    }
}

/// A workspace that commands are run on, one second apart.
#[derive(Default)]
pub struct Office {
    pub workspace: Workspace,
    ran: usize,
    passed: i64,
}

impl Office {
    /// An office with `pins` pins.
    pub fn with_pins(pins: usize) -> Self {
        let mut office = Self::default();
        for n in 0..pins {
            office.run(create(n)).unwrap();
        }
        office
    }

    /// The name of the change made by the `n`th command, from zero.
    pub fn change(n: usize) -> ChangeId {
        ChangeId::try_from(ulid(1_000_000 + n)).unwrap()
    }

    /// The name of the last change.
    pub fn last_change(&self) -> ChangeId {
        Self::change(self.ran - 1)
    }

    /// Plans, loads, applies and commits.
    pub fn run(&mut self, command: impl Edit) -> Result<Outcome, EditError> {
        let change = Self::change(self.ran);
        self.ran += 1;
        self.run_as(&command, &change)
    }

    /// The same under a given name.
    pub fn run_as(&mut self, command: &impl Edit, change: &ChangeId) -> Result<Outcome, EditError> {
        let mut loaded = self.workspace.load(&command.plan(change));
        if let Some(more) = command.follow_up(&loaded) {
            loaded.0.extend(self.workspace.load(&more).0);
        }
        let outcome = command.apply(change, &loaded, self.now())?;
        self.workspace.commit(&outcome.batch).unwrap();
        Ok(outcome)
    }

    /// The time of the last command.
    pub fn now(&self) -> Instant {
        Instant::from_milliseconds(1_763_805_600_000 + self.ran as i64 * 1_000 + self.passed)
    }

    /// So many milliseconds in which nothing happens.
    pub fn pass(&mut self, milliseconds: i64) {
        self.passed += milliseconds;
    }

    pub fn pin(&self, n: usize) -> &Pin {
        self.workspace.pin(&pin_id(n)).unwrap()
    }

    /// Everything but the changes and revisions.
    pub fn records(&self) -> Vec<Record> {
        let records = self.workspace.iter().filter(|(key, _)| key.kind != RecordKind::Change);
        records.map(|(_, stored)| stored.record.clone()).collect()
    }

    /// The pins of a section, in order.
    pub fn section(&self, board: usize, section: Option<usize>) -> Vec<usize> {
        let (board, section) = (board_id(board), section.map(section_id));
        let mut standing: Vec<_> = self
            .workspace
            .pins()
            .filter_map(|pin| Some((pin.placements.get(&board)?, &pin.id)))
            .filter(|(place, _)| place.section == section)
            .map(|(place, id)| {
                (place.order.clone(), id.as_str().strip_prefix("01").unwrap().parse().unwrap())
            })
            .collect();
        standing.sort();
        standing.into_iter().map(|(_, n)| n).collect()
    }

    pub fn has(&self, kind: RecordKind, id: &str) -> bool {
        self.workspace.get(&RecordKey::new(kind, id)).is_some()
    }
}
