//! CSS selectors over a snapshot, parsed once and matched in bounded time.
//! It never asks a browser: a selector means the same here and in `querySelectorAll`, or it is refused.

use std::fmt;

use cssparser::{Parser as CssParser, ToCss};
use pinfold_kernels::sorting::sort_by;
use precomputed_hash::PrecomputedHash;
use selectors::{
    OpaqueElement,
    attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint},
    bloom::BloomFilter,
    context::{
        MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
        SelectorCaches,
    },
    matching::{ElementSelectorFlags, matches_selector_list},
    parser::{
        Combinator, Component, NonTSPseudoClass, ParseRelative, PseudoElement, Selector as Complex,
        SelectorImpl, SelectorList, SelectorParseErrorKind,
    },
};
use thiserror::Error;

use super::tree::Tree;

/// Longest selector that is read, in bytes; the longest of ours has about 200.
pub const MAX_SELECTOR: usize = 2_000;

/// Deepest brackets in a selector: reading them takes the stack.
const MAX_NESTING: usize = 8;

/// A selector that is not used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SelectorError {
    /// It is no selector, or uses what is not supported (`:has`, pseudo-elements).
    #[error("`{0}` is not a selector that is supported here")]
    Syntax(String),
    /// It uses `~` or a positional class, which take time that grows with the number of siblings.
    #[error("`{0}` uses `~` or an nth position: say it with a child, `+` or an attribute")]
    Slow(String),
    /// It is too long.
    #[error("a selector has more than {MAX_SELECTOR} bytes")]
    Long,
}

/// A compiled list of selectors.
#[derive(Clone)]
pub struct Selector {
    list: SelectorList<Names>,
    /// For each of its selectors a word that an element must carry to match it: a class, an id, an attribute's name, or
    /// its own.
    marks: Vec<Name>,
    source: String,
}

impl Selector {
    /// Compiles `source`, one selector or several with commas.
    ///
    /// # Errors
    /// When it is no selector, too long, or could be slow on a large page.
    pub fn new(source: &str) -> Result<Self, SelectorError> {
        if source.len() > MAX_SELECTOR {
            return Err(SelectorError::Long);
        }
        if nesting(source) > MAX_NESTING {
            return Err(SelectorError::Syntax(source.to_owned()));
        }
        let list = SelectorList::parse(&Grammar, &mut CssParser::new(source), ParseRelative::No)
            .map_err(|_| SelectorError::Syntax(source.to_owned()))?;
        if list.slice().iter().any(is_slow) {
            return Err(SelectorError::Slow(source.to_owned()));
        }
        let marks = list.slice().iter().map(mark).collect();
        Ok(Self { list, marks, source: source.to_owned() })
    }

    /// The selector as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The rows from `start` to before `end` that match, in order.
    pub fn rows(&self, tree: &Tree, start: u32, end: u32) -> Vec<u32> {
        if self.marks.iter().any(|mark| mark.0.is_empty()) {
            return (start..end).filter(|row| self.matches(tree, *row)).collect();
        }
        let index = tree.index();
        let carriers = |mark: &Name| index.carriers(&mark.0, start, end);
        let mut rows: Vec<u32> = self.marks.iter().flat_map(carriers).copied().collect();
        if self.marks.len() > 1 {
            sort_by(&mut rows, Ord::cmp);
        }
        rows.dedup();
        rows.retain(|row| self.matches(tree, *row));
        rows
    }

    /// Whether the row matches.
    pub fn matches(&self, tree: &Tree, row: u32) -> bool {
        if !tree.is_element(row) {
            return false;
        }
        let mut caches = SelectorCaches::default();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        matches_selector_list(&self.list, Row { tree, row }, &mut context)
    }
}

impl fmt::Debug for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Selector({})", self.source)
    }
}

fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for byte in source.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn is_slow(selector: &Complex<Names>) -> bool {
    selector.iter_raw_match_order().any(|component| match component {
        Component::Combinator(Combinator::LaterSibling) | Component::NthOf(_) => true,
        // The first and the last child are found in one step, any other position by counting.
        Component::Nth(position) => !position.is_simple_edge(),
        Component::Negation(list) | Component::Is(list) | Component::Where(list) => {
            list.slice().iter().any(is_slow)
        }
        _ => false,
    })
}

/// The rarest word that the selector asks of the element itself; empty: it asks for none that could be looked up.
fn mark(selector: &Complex<Names>) -> Name {
    let ranked = selector.iter().filter_map(|component| match component {
        Component::Class(name) => Some((0, name)),
        Component::ID(name) => Some((1, name)),
        Component::AttributeInNoNamespaceExists { local_name, .. }
        | Component::AttributeInNoNamespace { local_name, .. } => Some((2, local_name)),
        Component::LocalName(own) => Some((3, &own.name)),
        _ => None,
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, name)| name.clone()).unwrap_or_default()
}

struct Grammar;

impl<'i> selectors::parser::Parser<'i> for Grammar {
    type Impl = Names;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }
}

#[derive(Debug, Clone)]
struct Names;

impl SelectorImpl for Names {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Name;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Never;
    type PseudoElement = Never;
}

/// A name in a selector.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Name(Box<str>);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, out)
    }
}

impl PrecomputedHash for Name {
    /// Only the filters of a style engine use it; none is used here.
    fn precomputed_hash(&self) -> u32 {
        0
    }
}

/// No pseudo-class or pseudo-element is supported, so there is no value of this type.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Never {}

impl ToCss for Never {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl NonTSPseudoClass for Never {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl PseudoElement for Never {}

#[derive(Clone, Copy)]
struct Row<'t, 'a> {
    tree: &'t Tree<'a>,
    row: u32,
}

/// Without the tree: what prints a whole page would come with every module that matches selectors.
impl fmt::Debug for Row<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tree.name(self.row))
    }
}

impl Row<'_, '_> {
    fn at(self, row: Option<u32>) -> Option<Self> {
        row.map(|row| Self { row, ..self })
    }
}

impl selectors::Element for Row<'_, '_> {
    type Impl = Names;

    fn opaque(&self) -> OpaqueElement {
        match self.tree.node(self.row) {
            Some(node) => OpaqueElement::new(node),
            None => OpaqueElement::new(self.tree),
        }
    }

    fn parent_element(&self) -> Option<Self> {
        self.at(self.tree.parent(self.row))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.at(self.tree.previous_element(self.row))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        let siblings =
            std::iter::successors(self.tree.next_sibling(self.row), |row| self.tree.next_sibling(*row));
        self.at(siblings.into_iter().find(|row| self.tree.is_element(*row)))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.at(self.tree.children(self.row).find(|row| self.tree.is_element(*row)))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        true
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.tree.name(self.row) == name.as_ref()
    }

    fn has_namespace(&self, _: &Name) -> bool {
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.tree.name(self.row) == other.tree.name(other.row)
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Name>,
        name: &Name,
        operation: &AttrSelectorOperation<&Name>,
    ) -> bool {
        self.tree.attribute(self.row, name.as_ref()).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, class: &Never, _: &mut MatchingContext<Names>) -> bool {
        match *class {}
    }

    fn match_pseudo_element(&self, element: &Never, _: &mut MatchingContext<Names>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.tree.name(self.row) == "a" && self.tree.attribute(self.row, "href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.tree
            .attribute(self.row, "id")
            .is_some_and(|value| case.eq(value.as_bytes(), id.as_ref().as_bytes()))
    }

    fn has_class(&self, class: &Name, case: CaseSensitivity) -> bool {
        let wanted = class.as_ref().as_bytes();
        self.tree
            .attribute(self.row, "class")
            .is_some_and(|all| all.split_ascii_whitespace().any(|one| case.eq(one.as_bytes(), wanted)))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.tree.children(self.row).all(|row| {
            self.tree.node(row).is_some_and(|node| node.name == super::tree::TEXT && node.text.is_empty())
        })
    }

    fn is_root(&self) -> bool {
        self.row == 0
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
