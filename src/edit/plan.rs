//! Which records a command needs to see: one plan for every command, and a second one for the few that learn
//! from the first what else they need. It never loads anything.

use super::{command::Command, vocabulary};
use crate::model::{
    change::{Before, Change, MAX_CHANGES},
    id::{AnnotationId, BoardId, ChangeId, PinId},
    record::{IndexKey, Record, RecordKey, RecordKind},
    stored::{Loaded, Plan},
    tag::TagPath,
};

impl Plan {
    fn pins(&mut self, pins: &[PinId]) {
        self.keys.extend(pins.iter().map(RecordKey::pin));
    }

    fn board(&mut self, board: &BoardId) {
        self.keys.push(board_key(board));
    }

    /// A board with all that stands on it.
    pub(super) fn whole_board(&mut self, board: &BoardId) {
        self.board(board);
        self.found_by.push(IndexKey::board(board.as_str()));
    }

    /// The vocabulary's entries for paths and what is above them, those that were called so before, and whether others may be
    /// used.
    pub(super) fn tags<'a>(&mut self, paths: impl IntoIterator<Item = &'a TagPath>) {
        for path in paths {
            let key = path.key();
            let above = key.match_indices('/').filter_map(|(at, _)| key.get(..at)).map(str::to_owned);
            let paths: Vec<String> = above.chain([key.clone()]).collect();
            self.found_by.extend(paths.iter().map(|path| IndexKey::alias(path)));
            self.keys.extend(paths.into_iter().map(|path| RecordKey::new(RecordKind::Tag, path)));
            self.keys.push(RecordKey::settings());
        }
    }

    fn annotations_of(&mut self, pins: &[PinId]) {
        self.found_by.extend(pins.iter().map(IndexKey::annotations_of));
    }
}

pub(super) fn board_key(board: &BoardId) -> RecordKey {
    RecordKey::new(RecordKind::Board, board.as_str())
}

pub(super) fn annotation_key(id: &AnnotationId) -> RecordKey {
    RecordKey::new(RecordKind::Annotation, id.as_str())
}

pub(super) fn health_key(adapter: &str) -> RecordKey {
    RecordKey::new(RecordKind::Health, adapter)
}

pub(super) fn change_key(id: &ChangeId) -> RecordKey {
    RecordKey::new(RecordKind::Change, id.as_str())
}

/// The change of this name, where it was committed before.
pub fn change_in<'a>(loaded: &'a Loaded, id: &ChangeId) -> Option<&'a Change> {
    match &loaded.0.get(&change_key(id))?.record {
        Record::Change(change) => Some(change),
        _ => None,
    }
}

/// What `command`, named `change`, needs first.
pub fn plan(command: &Command, change: &ChangeId) -> Plan {
    let mut plan = Plan::default();
    // Had it been committed before, its change is there, and nothing is done twice.
    plan.keys.push(change_key(change));
    match command {
        Command::PinCreate { id, draft, tags, board, highlight } => {
            plan.pins(std::slice::from_ref(id));
            plan.found_by
                .extend(draft.content.identities().iter().map(|identity| IndexKey::identity(identity)));
            plan.tags(tags);
            if let Some(board) = board {
                plan.whole_board(board);
            }
            plan.keys.extend(highlight.as_ref().map(annotation_key));
            plan.keys.extend(draft.content.source.adapter.as_ref().map(|adapter| health_key(&adapter.id)));
        }
        Command::PinCorrect { pin, .. } | Command::MediaSet { pin, .. } => {
            plan.pins(std::slice::from_ref(pin));
        }
        Command::PinsTag { pins, add, .. } => {
            plan.pins(pins);
            plan.tags(add);
        }
        Command::PinsPlace { pins, board, .. } => {
            plan.pins(pins);
            plan.whole_board(board);
        }
        Command::PinsUnplace { pins, board } => {
            plan.pins(pins);
            plan.board(board);
        }
        Command::PinsDelete { pins } => {
            plan.pins(pins);
            plan.annotations_of(pins);
        }
        Command::PinsGone { pins } | Command::PinsRights { pins, .. } | Command::PinsCase { pins, .. } => {
            plan.pins(pins)
        }
        Command::AnnotationWrite { id, pin, .. } => {
            plan.pins(std::slice::from_ref(pin));
            plan.keys.push(annotation_key(id));
        }
        Command::AnnotationDelete { id } => {
            plan.keys.push(annotation_key(id));
        }
        Command::BoardCreate { .. } => {
            plan.all_of.push(RecordKind::Board);
        }
        Command::TemplateWrite { template } => {
            plan.keys.push(RecordKey::new(RecordKind::Template, template.id.as_str()));
        }
        Command::TemplateDelete { id } => {
            plan.keys.push(RecordKey::new(RecordKind::Template, id.as_str()));
        }
        Command::SiteSwitch { host, .. } => {
            plan.keys.push(RecordKey::new(RecordKind::Site, host.as_str()));
        }
        Command::AdapterSet { host, .. } | Command::AdapterRemove { host } => {
            plan.keys.push(RecordKey::new(RecordKind::Adapter, host.as_str()));
        }
        Command::SettingsWrite { .. } => {
            plan.keys.push(RecordKey::settings());
        }
        Command::Undo { change } => {
            plan.keys.push(change_key(change));
        }
        Command::Tidy => {
            plan.all_of.push(RecordKind::Change);
        }
    }
    plan
}

/// What `command` needs besides, now that its first plan is loaded.
pub fn follow_up(command: &Command, loaded: &Loaded) -> Option<Plan> {
    let mut plan = Plan::default();
    match command {
        Command::Undo { change } => return undo_follow_up(change, loaded),
        Command::PinCreate { tags, .. } | Command::PinsTag { add: tags, .. } => {
            return vocabulary::follow_up(tags, loaded);
        }
        Command::Tidy => {
            let changes = changes_in(loaded);
            let (old, _) = changes.split_at(changes.len().saturating_sub(MAX_CHANGES));
            let pins = old.iter().flat_map(|change| &change.before).map(|before| &before.key);
            plan.keys.extend(pins.filter(|key| key.kind == RecordKind::Pin).cloned());
            if plan.keys.is_empty() {
                return None;
            }
        }
        _ => return None,
    }
    Some(plan)
}

/// What undoing a change needs, now that the change is loaded.
pub(super) fn undo_follow_up(change: &ChangeId, loaded: &Loaded) -> Option<Plan> {
    let mut plan = Plan::default();
    let undone = change_in(loaded, change)?;
    plan.keys.extend(undone.before.iter().map(|before| before.key.clone()));
    // An account that comes back must not be another customer's by now.
    let accounts = undone.before.iter().filter_map(Before::customer).flat_map(|own| &own.identities);
    plan.found_by.extend(accounts.map(|key| IndexKey::author(&key.0)));
    // What was pinned goes with the notes made on it since.
    plan.annotations_of(&pins_made_by(undone));
    Some(plan)
}

/// The pins that did not exist before a change.
pub(super) fn pins_made_by(change: &Change) -> Vec<PinId> {
    change
        .before
        .iter()
        .filter(|before| before.key.kind == RecordKind::Pin && before.is_new())
        .filter_map(|before| PinId::try_from(before.key.id.clone()).ok())
        .collect()
}

/// The loaded changes, oldest first.
pub(super) fn changes_in(loaded: &Loaded) -> Vec<&Change> {
    loaded
        .0
        .values()
        .filter_map(|stored| match &stored.record {
            Record::Change(change) => Some(change),
            _ => None,
        })
        .collect()
}
