//! A checked, read-only view of a snapshot: parents, children and subtrees in constant time each.
//! It never changes the snapshot, and no hostile table makes it slow, deep or panic.

use std::cell::OnceCell;

use pinfold_kernels::sorting;
use thiserror::Error;

use super::{
    index::Index,
    snapshot::{Extent, MAX_CARD_NODES, MAX_PAGE_NODES, MAX_TEXT, Node, Snapshot},
};

/// Deepest row: what browsers' own parsers allow. Deeper rows are read as children of the row at this depth.
pub const MAX_DEPTH: u32 = 512;
/// Most attributes of one row that are looked at. The richest on a saved page has about 60.
pub const MAX_ATTRIBUTES: usize = 200;
/// The name of a row that is text.
pub const TEXT: &str = "#text";
/// No row.
const NONE: u32 = u32::MAX;

/// A snapshot that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TreeError {
    /// There is nothing in it.
    #[error("the snapshot has no rows")]
    Empty,
    /// It has more rows or text than a snapshot may have; whoever made it must cut it.
    #[error("the snapshot has more than {0} rows or bytes of text")]
    TooLarge(usize),
    /// A row's parent does not come before it in preorder.
    #[error("row {0} does not follow its parent")]
    Order(u32),
}

#[derive(Debug, Clone, Copy)]
struct Place {
    parent: u32,
    first: u32,
    next: u32,
    previous_element: u32,
    /// One past the last row of the subtree.
    end: u32,
    depth: u32,
}

/// A checked view of a snapshot.
#[derive(Debug)]
pub struct Tree<'a> {
    snapshot: &'a Snapshot,
    places: Vec<Place>,
    /// Rows by their id, made when one is asked for.
    ids: OnceCell<Vec<(&'a str, u32)>>,
    /// Rows by the words of their elements, made when one is asked for.
    index: OnceCell<Index>,
}

impl<'a> Tree<'a> {
    /// Checks `snapshot` and links its rows, in time proportional to its size.
    ///
    /// # Errors
    /// When it is empty, larger than a snapshot may be, or not in preorder.
    pub fn new(snapshot: &'a Snapshot) -> Result<Self, TreeError> {
        let most = if snapshot.extent == Extent::Card { MAX_CARD_NODES } else { MAX_PAGE_NODES };
        if snapshot.nodes.is_empty() {
            return Err(TreeError::Empty);
        }
        if snapshot.nodes.len() > most {
            return Err(TreeError::TooLarge(most));
        }
        if snapshot.nodes.iter().map(|node| node.text.len()).sum::<usize>() > MAX_TEXT {
            return Err(TreeError::TooLarge(MAX_TEXT));
        }
        Ok(Self { snapshot, places: linked(&snapshot.nodes)?, ids: OnceCell::new(), index: OnceCell::new() })
    }

    /// What the view is of.
    pub fn snapshot(&self) -> &'a Snapshot {
        self.snapshot
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(NONE)
    }

    /// Whether there is no row; never so for a checked view.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The row's content.
    pub fn node(&self, row: u32) -> Option<&'a Node> {
        self.snapshot.nodes.get(row as usize)
    }

    fn place(&self, row: u32) -> Option<&Place> {
        self.places.get(row as usize)
    }

    /// The element's name; empty for a row that does not exist.
    pub fn name(&self, row: u32) -> &'a str {
        self.node(row).map_or("", |node| node.name.as_str())
    }

    /// Whether the row is an element.
    pub fn is_element(&self, row: u32) -> bool {
        self.node(row).is_some_and(|node| node.name != TEXT)
    }

    /// An attribute's value.
    pub fn attribute(&self, row: u32, name: &str) -> Option<&'a str> {
        self.attributes(row).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The row's attributes, as many as are looked at.
    pub fn attributes(&self, row: u32) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let node = self.node(row);
        let all = node.into_iter().flat_map(|node| node.attributes.iter());
        all.take(MAX_ATTRIBUTES).map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether the element carries the class.
    pub fn has_class(&self, row: u32, class: &str) -> bool {
        self.attribute(row, "class").is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }

    /// The first row with the id.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        let ids = self.ids.get_or_init(|| {
            let mut ids: Vec<_> =
                (0..self.len()).filter_map(|row| Some((self.attribute(row, "id")?, row))).collect();
            sorting::sort_by(&mut ids, |one, other| one.0.cmp(other.0));
            ids
        });
        let place = ids.partition_point(|(known, _)| *known < id);
        ids.get(place).filter(|(known, _)| *known == id).map(|(_, row)| *row)
    }

    /// Where elements carry a word.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// The parent; `None` for the root.
    pub fn parent(&self, row: u32) -> Option<u32> {
        self.place(row).map(|place| place.parent).filter(|parent| *parent != NONE)
    }

    /// One past the last row of the subtree.
    pub fn end(&self, row: u32) -> u32 {
        self.place(row).map_or(row, |place| place.end)
    }

    /// How deep the row is; the root is at 0.
    pub fn depth(&self, row: u32) -> u32 {
        self.place(row).map_or(0, |place| place.depth)
    }

    /// The first child.
    pub fn first_child(&self, row: u32) -> Option<u32> {
        self.place(row).map(|place| place.first).filter(|row| *row != NONE)
    }

    /// The next sibling.
    pub fn next_sibling(&self, row: u32) -> Option<u32> {
        self.place(row).map(|place| place.next).filter(|row| *row != NONE)
    }

    /// The sibling element before.
    pub fn previous_element(&self, row: u32) -> Option<u32> {
        self.place(row).map(|place| place.previous_element).filter(|row| *row != NONE)
    }

    /// The children in order.
    pub fn children(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.first_child(row), |row| self.next_sibling(*row))
    }

    /// The row itself and its ancestors, innermost first.
    pub fn upward(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(row), |row| self.parent(*row))
    }

    /// Whether `inner` is `outer` or lies in it.
    pub fn contains(&self, outer: u32, inner: u32) -> bool {
        outer <= inner && inner < self.end(outer)
    }
}

fn linked(nodes: &[Node]) -> Result<Vec<Place>, TreeError> {
    let mut places: Vec<Place> = Vec::with_capacity(nodes.len());
    // The rows between the root and the last row, as the snapshot has them.
    let mut open: Vec<u32> = Vec::new();
    // By row: its last child so far, and its last element child.
    let mut last = vec![(NONE, NONE); nodes.len()];
    for (row, node) in (0u32..).zip(nodes) {
        let root = row == 0;
        while open.last().is_some_and(|top| *top != node.parent) {
            open.pop();
        }
        let parent_holds = nodes.get(node.parent as usize).is_some_and(|parent| parent.name != TEXT);
        if (root && node.parent != 0) || (!root && open.is_empty()) || !parent_holds {
            return Err(TreeError::Order(row));
        }
        let depth = u32::try_from(open.len()).unwrap_or(NONE).min(MAX_DEPTH);
        let parent = depth.checked_sub(1).and_then(|above| open.get(above as usize)).copied().unwrap_or(NONE);
        let (before, previous_element) = last.get(parent as usize).copied().unwrap_or((NONE, NONE));
        places.push(Place { parent, first: NONE, next: NONE, previous_element, end: row + 1, depth });
        if let Some(sibling) = places.get_mut(before as usize) {
            sibling.next = row;
        } else if let Some(parent) = places.get_mut(parent as usize) {
            parent.first = row;
        }
        if let Some(slot) = last.get_mut(parent as usize) {
            slot.0 = row;
            if node.name != TEXT {
                slot.1 = row;
            }
        }
        open.push(row);
    }
    // A parent ends where its last child does.
    for row in (1..places.len()).rev() {
        let Some((parent, end)) = places.get(row).map(|place| (place.parent, place.end)) else { continue };
        if let Some(parent) = places.get_mut(parent as usize) {
            parent.end = parent.end.max(end);
        }
    }
    Ok(places)
}
