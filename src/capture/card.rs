//! The rows that belong to a card itself: not to a card inside it, a quotation of another, or a form.
//! It reads no value; it only says what is where.

use std::cell::OnceCell;

use url::Url;

use super::{builder::Ground, link, moment, structured::markup, tree::Tree};

/// Words in classes and ids by which pages name what a block is; they are written in English everywhere.
pub const COMMENT_WORDS: &[&str] = &["comment", "comments", "reply", "respond"];
/// The same for reviews.
pub const REVIEW_WORDS: &[&str] = &["review", "reviews", "testimonial"];
/// Elements a person works with rather than reads.
const CONTROLS: &[&str] = &["nav", "form", "menu", "dialog", "fieldset", "button"];
/// Their roles, where an element is made into one.
const CONTROL_ROLES: &[&str] = &[
    "navigation",
    "form",
    "search",
    "menu",
    "menubar",
    "menuitem",
    "dialog",
    "toolbar",
    "button",
    "tablist",
    "tooltip",
    "status",
];

/// A card and the rows that are its own.
#[derive(Debug)]
pub struct Card<'r, 'a> {
    /// The page or card it is read from.
    pub tree: &'r Tree<'a>,
    /// Its first row.
    pub root: u32,
    /// What its addresses are resolved against.
    pub ground: &'r Ground,
    /// Elements of the card that are not in a quotation, a nested card, or a control.
    pub inner: Vec<u32>,
    /// Cards and quoted cards inside it, in document order.
    apart: Vec<u32>,
    /// Its links, read when they are first asked for.
    links: OnceCell<Vec<(u32, Url)>>,
}

impl<'r, 'a> Card<'r, 'a> {
    /// Tells the card's own rows from others.
    pub fn new(tree: &'r Tree<'a>, root: u32, ground: &'r Ground) -> Self {
        let mut card =
            Self { tree, root, ground, inner: Vec::new(), apart: Vec::new(), links: OnceCell::new() };
        let mut dated = false;
        let mut row = root;
        while row < tree.end(root) {
            if row != root && (card.begins_another(row, dated) || card.quoted(row).is_some()) {
                card.apart.push(row);
                row = tree.end(row);
                continue;
            }
            if row != root && (tree.name(row) == "blockquote" || is_control(tree, row)) {
                row = tree.end(row);
                continue;
            }
            dated |= is_time(tree, row);
            if tree.is_element(row) {
                card.inner.push(row);
            }
            row += 1;
        }
        card
    }

    /// Whether the row begins a card inside this one, or a quotation of one.
    pub fn is_apart(&self, row: u32) -> bool {
        self.apart.binary_search(&row).is_ok()
    }

    /// The address of the other card that a `blockquote` repeats: it names it and links to it.
    pub fn quoted(&self, row: u32) -> Option<String> {
        let cite = self.attribute(row, "cite").filter(|_| self.tree.name(row) == "blockquote")?;
        let cited = link::resolve(&self.ground.base, cite)?;
        let is_it = |href: &str| link::resolve(&self.ground.base, href).as_deref() == Some(&*cited);
        let linked = (row..self.tree.end(row)).any(|inner| self.attribute(inner, "href").is_some_and(is_it));
        linked.then_some(cited)
    }

    /// The first quotation of another card.
    pub fn first_quoted(&self) -> Option<String> {
        self.apart.iter().find_map(|row| self.quoted(*row))
    }

    /// An attribute's value.
    pub fn attribute(&self, row: u32, name: &str) -> Option<&'a str> {
        self.tree.attribute(row, name)
    }

    /// The card's links with what they lead to.
    pub fn links(&self) -> &[(u32, Url)] {
        self.links.get_or_init(|| {
            let links = self.inner.iter().filter(|row| self.tree.name(**row) == "a").filter_map(|row| {
                let url = link::parse(&self.ground.base, self.attribute(*row, "href")?)?;
                Some((*row, url))
            });
            links.collect()
        })
    }

    /// Whether the address is on the page's own host.
    pub fn is_here(&self, url: &Url) -> bool {
        url.host_str().is_some() && url.host_str() == self.ground.host.as_deref()
    }

    /// A nested card says so itself; or it follows the card's own time, has one, and looks like a card.
    fn begins_another(&self, row: u32, dated: bool) -> bool {
        let tree = self.tree;
        if !tree.is_element(row) {
            return false;
        }
        if markup::is_card(tree, row) || words(tree, row).any(|name| name == "h-cite") {
            return true;
        }
        let same = || {
            let class = self.attribute(row, "class");
            class.is_some()
                && class == self.attribute(self.root, "class")
                && tree.name(row) == tree.name(self.root)
        };
        dated
            && (tree.name(row) == "article"
                || same()
                || self.repeats(row)
                || has_word(tree, row, COMMENT_WORDS)
                || has_word(tree, row, REVIEW_WORDS))
            && holds_time(tree, row)
            && (row..tree.end(row)).any(|inner| tree.attribute(inner, "href").is_some())
            && !tree
                .upward(row)
                .skip(1)
                .take_while(|above| *above != self.root)
                .any(|above| tree.name(above) == "a")
    }

    /// Whether an element like it, with a time too, is the sibling before or after.
    fn repeats(&self, row: u32) -> bool {
        let tree = self.tree;
        let next = std::iter::successors(tree.next_sibling(row), |row| tree.next_sibling(*row));
        let next = next.into_iter().find(|row| tree.is_element(*row));
        tree.previous_element(row).into_iter().chain(next).any(|other| {
            tree.name(other) == tree.name(row)
                && self.attribute(other, "class") == self.attribute(row, "class")
                && matches!(tree.name(row), "li" | "div" | "section" | "ul" | "tr")
                && holds_time(tree, other)
        })
    }
}

/// Classes, id and property names of an element, in lower case.
pub fn words(tree: &Tree, row: u32) -> impl Iterator<Item = String> {
    let class = tree.attribute(row, "class").unwrap_or("").split_ascii_whitespace();
    let all = class.chain(tree.attribute(row, "id")).chain(tree.attribute(row, "itemprop"));
    all.take(20).map(str::to_ascii_lowercase).collect::<Vec<_>>().into_iter()
}

/// Whether one of them is, or has as a part, one of the words.
pub fn has_word(tree: &Tree, row: u32, wanted: &[&str]) -> bool {
    words(tree, row).any(|name| {
        wanted.contains(&name.as_str()) || name.split(['-', '_']).any(|part| wanted.contains(&part))
    })
}

/// Whether the element is a moment in time.
pub fn is_time(tree: &Tree, row: u32) -> bool {
    is_time_element(tree, row) || moment::stamp(tree, row).is_some()
}

/// Whether it is one by its own name.
pub fn is_time_element(tree: &Tree, row: u32) -> bool {
    matches!(tree.name(row), "time" | "relative-time")
}

/// Whether the subtree has a moment in time.
pub fn holds_time(tree: &Tree, row: u32) -> bool {
    (row..tree.end(row)).any(|inner| is_time(tree, inner))
}

/// Whether the element is there to be worked with, not to be read. Pages also give such roles to whole cards,
/// so that a click opens them: what holds a time is no control.
pub fn is_control(tree: &Tree, row: u32) -> bool {
    CONTROLS.contains(&tree.name(row))
        || tree.attribute(row, "role").is_some_and(|role| CONTROL_ROLES.contains(&role.trim()))
            && !holds_time(tree, row)
}

/// Whether the element is decoration: kept from readers who listen.
pub fn is_decoration(tree: &Tree, row: u32) -> bool {
    tree.attribute(row, "aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}
