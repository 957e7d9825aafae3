//! A rule: what the pins that a query finds are given, besides what they have. It holds no decision; the room `rules` makes it.

use pinfold_kernels::sorting::sort_by;
use serde::{Deserialize, Serialize};

use super::{
    board::OrderKey,
    case::Severity,
    id::{BoardId, RuleId, SectionId},
    record::Record,
    sorted_set::SortedSet,
    tag::TagPath,
    time::Instant,
};

/// Most rules: each is a search of its own, and an order of more is in nobody's head.
pub const MAX_RULES: usize = 100;
/// Most tags that one rule gives: a pin that needs more is about several things, which are several rules.
pub const MAX_RULE_TAGS: usize = 20;

/// What a rule says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Saying {
    /// What people call it.
    pub name: String,
    /// Which pins it is about, in the language of the search.
    pub query: String,
    /// Whether it is followed.
    #[serde(default)]
    pub on: bool,
    /// The tags they get.
    #[serde(default, skip_serializing_if = "SortedSet::is_empty")]
    pub tags: SortedSet<TagPath>,
    /// The board they are put on, at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<BoardId>,
    /// Its section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionId>,
    /// How bad it is, where nobody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// Who answers, where nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

impl Saying {
    /// Whether it gives pins nothing.
    pub fn gives_nothing(&self) -> bool {
        self.tags.is_empty() && self.board.is_none() && self.severity.is_none() && self.owner.is_none()
    }
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Rule {
    /// Its name to the program.
    pub id: RuleId,
    /// Its place among the others: those before it go first.
    pub order: OrderKey,
    /// What it says.
    pub says: Saying,
    /// When it last changed.
    pub changed: Instant,
}

/// The rules among records, in their order.
pub fn in_order<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<&'a Rule> {
    let mut rules: Vec<&Rule> = records.into_iter().filter_map(Record::as_rule).collect();
    sort_by(&mut rules, |a, b| (&a.order, &a.id).cmp(&(&b.order, &b.id)));
    rules
}
