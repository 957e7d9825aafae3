//! What people call tags, boards and customers, so that a query may use those words. It holds no pins.

use super::{index::kind_name, query::value_key, values::Open};
use crate::model::{board::Board, customer::Customer, sorted_map::SortedMap, tag::Tag};

/// A board as a query sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBoard {
    /// Its id.
    pub id: String,
    /// For a smart board, its query.
    pub query: Option<String>,
}

/// A customer as a query sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCustomer {
    /// Its id.
    pub id: String,
    /// Its accounts, by key.
    pub accounts: Vec<String>,
    /// All it is called.
    names: Vec<String>,
}

/// A tag that pins need, as a query sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededTag {
    /// Its key.
    pub tag: String,
    /// The kinds that need it, as they are stored.
    pub kinds: Vec<String>,
    /// The ids of the boards that do.
    pub boards: Vec<String>,
}

/// Synonyms of tags, and names of boards and customers.
#[derive(Debug, Clone, Default)]
pub struct Names {
    synonyms: SortedMap<String, Vec<String>>,
    boards: SortedMap<String, Vec<NamedBoard>>,
    customers: Vec<NamedCustomer>,
    needed: Vec<NeededTag>,
}

impl Names {
    /// The names in a vocabulary, of boards and of customers.
    pub fn of<'a>(
        tags: impl IntoIterator<Item = &'a Tag>,
        boards: impl IntoIterator<Item = &'a Board>,
        customers: impl IntoIterator<Item = &'a Customer>,
    ) -> Self {
        let mut names = Self::default();
        let (mut synonyms, mut named_boards) = (Vec::new(), Vec::new());
        for tag in tags {
            if !tag.needed.is_nowhere() {
                names.needed.push(NeededTag {
                    tag: tag.path.key(),
                    kinds: tag.needed.kinds.iter().map(|kind| kind_name(*kind)).collect(),
                    boards: tag.needed.boards.iter().map(ToString::to_string).collect(),
                });
            }
            let before = tag.aliases.iter().map(|path| path.as_str());
            for word in tag.synonyms.iter().map(String::as_str).chain(before) {
                synonyms.push((value_key(word), tag.path.key()));
            }
        }
        names.synonyms = SortedMap::gathered(synonyms);
        for board in boards {
            let named = NamedBoard { id: board.id.to_string(), query: board.query.clone() };
            named_boards.push((value_key(board.id.as_str()), named.clone()));
            named_boards.push((value_key(&board.name), named));
        }
        names.boards = SortedMap::gathered(named_boards);
        for customer in customers {
            let id = customer.id.to_string();
            let called = customer.all_names().chain([id.as_str()]).map(value_key).collect();
            let accounts = customer.identities.iter().map(|identity| identity.0.clone()).collect();
            names.customers.push(NamedCustomer { id, accounts, names: called });
        }
        names
    }

    /// The customers of this name or id; where there is none, those with a name in which all of its words stand.
    pub fn customers_called(&self, name: &str) -> Vec<&NamedCustomer> {
        let fitting = |fits: &dyn Fn(&str) -> bool| -> Vec<&NamedCustomer> {
            self.customers.iter().filter(|customer| customer.names.iter().any(|own| fits(own))).collect()
        };
        let exact = fitting(&|own| own == name);
        if exact.is_empty() { fitting(&|own| name.split(' ').all(|word| own.contains(word))) } else { exact }
    }

    /// The tags that pins need.
    pub fn needed(&self) -> &[NeededTag] {
        &self.needed
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
                let from = self.boards.starting_at(name);
                from.take_while(|(known, _)| known.starts_with(name)).flat_map(|(_, boards)| boards).collect()
            }
        }
    }
}
