//! What people call tags and boards, so that a query may use those words. It holds no pins.

use std::collections::{BTreeMap, BTreeSet};

use super::{query::value_key, values::Open};
use crate::model::{board::Board, tag::Tag};

/// A board as a query sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBoard {
    /// Its id.
    pub id: String,
    /// For a smart board, its query.
    pub query: Option<String>,
}

/// Synonyms of tags and names of boards.
#[derive(Debug, Clone, Default)]
pub struct Names {
    synonyms: BTreeMap<String, BTreeSet<String>>,
    boards: BTreeMap<String, Vec<NamedBoard>>,
}

impl Names {
    /// The names in a vocabulary and of boards.
    pub fn of<'a>(
        tags: impl IntoIterator<Item = &'a Tag>,
        boards: impl IntoIterator<Item = &'a Board>,
    ) -> Self {
        let mut names = Self::default();
        for tag in tags {
            for synonym in &tag.synonyms {
                names.synonyms.entry(value_key(synonym)).or_default().insert(tag.path.key());
            }
        }
        for board in boards {
            let named = NamedBoard { id: board.id.to_string(), query: board.query.clone() };
            names.boards.entry(value_key(board.id.as_str())).or_default().push(named.clone());
            names.boards.entry(value_key(&board.name)).or_default().push(named);
        }
        names
    }

    /// Keys of the tags that have this synonym.
    pub fn tags_called(&self, synonym: &str) -> impl Iterator<Item = &str> {
        self.synonyms.get(synonym).into_iter().flatten().map(String::as_str)
    }

    /// The boards of this name or id; where there is none and `open` is set, those whose name begins so.
    pub fn boards_called(&self, name: &str, open: Open) -> Vec<&NamedBoard> {
        match (self.boards.get(name), open) {
            (Some(exact), _) => exact.iter().collect(),
            (None, Open::No) => Vec::new(),
            (None, Open::Yes) => {
                let from = self.boards.range(name.to_owned()..);
                from.take_while(|(known, _)| known.starts_with(name)).flat_map(|(_, boards)| boards).collect()
            }
        }
    }
}
