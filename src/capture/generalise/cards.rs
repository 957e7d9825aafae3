//! The root of a card: the selector that all cards of its kind have in common, and nothing else on the page does.
//! It never takes a block for a card that lacks what was pointed at.

use pinfold_kernels::sorting;

use super::{Examples, GeneraliseError, path};
use crate::capture::{select::Selector, slot::Slot, tree::Tree};

/// Most cards that selectors are compared on: the first ones show what there is.
const MAX_SAMPLE: usize = 40;
/// Most blocks around what was pointed at that are tried as roots.
const MAX_LEVELS: usize = 10;

/// The cards like the example.
pub struct Cards {
    /// Their root.
    pub root: String,
    /// What must be in them, where the root is that of other blocks too.
    pub holds: Vec<String>,
    /// Their rows, in document order; the examples' are among them. Of many cards, the first.
    pub rows: Vec<u32>,
    /// Of each of them, the elements that are not a nested card's.
    pub own: Vec<Vec<u32>>,
}

impl Cards {
    /// The card that a row lies in: the innermost.
    pub fn around(&self, tree: &Tree, row: u32) -> Option<u32> {
        tree.upward(row).find(|above| self.rows.contains(above))
    }

    /// The elements of a card.
    pub fn own(&self, card: u32) -> &[u32] {
        let place = self.rows.iter().position(|row| *row == card);
        place.and_then(|place| self.own.get(place)).map_or(&[], Vec::as_slice)
    }

    fn parted(mut self, tree: &Tree) -> Self {
        self.own = self.rows.iter().map(|card| own_rows(tree, *card, &self.rows)).collect();
        self
    }
}

/// The elements of a card that are not a nested card's.
fn own_rows(tree: &Tree, card: u32, cards: &[u32]) -> Vec<u32> {
    let mut rows = Vec::new();
    let mut row = card;
    while row < tree.end(card) {
        if row != card && cards.binary_search(&row).is_ok() {
            row = tree.end(row);
            continue;
        }
        if tree.is_element(row) {
            rows.push(row);
        }
        row += 1;
    }
    rows
}

/// A root that was tried.
struct Tried {
    cards: Cards,
    good: usize,
    cost: u8,
}

/// The cards that the examples are of.
pub fn of(tree: &Tree, examples: &Examples) -> Result<Cards, GeneraliseError> {
    let first = first_card(examples);
    let levels: Vec<u32> = match examples.root {
        Some(root) => vec![root],
        None => {
            let around = common(tree, &first).ok_or(GeneraliseError::Apart)?;
            let whole = |row: &u32| !matches!(tree.name(*row), "html" | "body" | "main");
            let levels: Vec<u32> = tree.upward(around).take_while(whole).take(MAX_LEVELS).collect();
            if levels.is_empty() {
                return Err(GeneraliseError::Apart);
            }
            levels
        }
    };
    let signs = signs(tree, &first);
    let mut best: Option<Tried> = None;
    for level in levels {
        let Some(found) = at(tree, level, &signs, examples) else { continue };
        // The innermost block that repeats; where none does, the innermost that can be told.
        if best.as_ref().is_none_or(|best| best.good < 2 && found.good >= 2) {
            best = Some(found);
        }
        if best.as_ref().is_some_and(|best| best.good >= 2) {
            break;
        }
    }
    best.map(|best| best.cards.parted(tree)).ok_or(GeneraliseError::NoRoot)
}

/// The parts of the card that was pointed at first.
fn first_card(examples: &Examples) -> Vec<(Slot, u32)> {
    let mut first: Vec<(Slot, u32)> = Vec::new();
    for (slot, row) in &examples.picks {
        if first.iter().any(|(known, _)| known == slot) {
            break;
        }
        first.push((*slot, *row));
    }
    first
}

/// The innermost element that holds all the parts.
fn common(tree: &Tree, parts: &[(Slot, u32)]) -> Option<u32> {
    let (_, row) = parts.first()?;
    tree.upward(*row)
        .skip(usize::from(parts.len() == 1))
        .find(|above| parts.iter().all(|(_, row)| tree.contains(*above, *row)))
}

/// For every part what tells it, in its own words only: cards are those that have all of them.
fn signs(tree: &Tree, parts: &[(Slot, u32)]) -> Vec<Vec<Selector>> {
    let needed = parts.iter().filter(|(slot, _)| {
        matches!(slot, Slot::Url | Slot::Name | Slot::Handle | Slot::Published | Slot::ProductName)
    });
    let of_part = |(_, row): &(Slot, u32)| {
        let options = path::own(tree, *row).into_iter().take(4);
        options.filter_map(|one| Selector::new(&one.source).ok()).collect()
    };
    needed.map(of_part).collect()
}

fn at(tree: &Tree, level: u32, signs: &[Vec<Selector>], examples: &Examples) -> Option<Tried> {
    let mut options = path::own(tree, level);
    if let Some(parent) = tree.parent(level) {
        let above = path::own(tree, parent).into_iter().filter(|one| one.cost < path::BARE).take(4);
        let inner = options.clone();
        for above in above {
            options.extend(inner.iter().map(|one| path::Choice {
                cost: one.cost.max(above.cost).saturating_add(1),
                source: format!("{} > {}", above.source, one.source),
            }));
        }
    }
    let mut best: Option<Tried> = None;
    for option in options.into_iter().filter(|one| one.cost < path::BARE) {
        let Ok(selector) = Selector::new(&option.source) else { continue };
        let rows: Vec<u32> = (0..tree.len()).filter(|row| selector.matches(tree, *row)).collect();
        if !rows.contains(&level) {
            continue;
        }
        let has = |card: u32, sign: &[Selector]| {
            sign.is_empty() || (card..tree.end(card)).any(|row| sign.iter().any(|one| one.matches(tree, row)))
        };
        let mut sample: Vec<u32> = rows.iter().copied().take(MAX_SAMPLE).collect();
        // An example further down the page counts too.
        let examples = examples.picks.iter().map(|(_, row)| row).chain(&examples.root);
        sample.extend(examples.filter_map(|row| tree.upward(*row).find(|above| rows.contains(above))));
        sorting::sort_by(&mut sample, |a, b| a.cmp(b));
        sample.dedup();
        let all = sample.len();
        sample.retain(|card| signs.iter().all(|sign| has(*card, sign)));
        let good = sample.len();
        // Four in five: an advertisement among posts lacks an author too.
        let holds = if good * 5 >= all * 4 {
            Vec::new()
        } else {
            signs.iter().filter_map(|sign| sign.first()).map(|one| one.source().to_owned()).collect()
        };
        let cost = option.cost.saturating_add(if holds.is_empty() { 0 } else { 4 });
        let better = best.as_ref().is_none_or(|best| {
            let more = good * 10 > best.good * 11;
            more || (good * 11 >= best.good * 10 && cost < best.cost)
        });
        if good > 0 && better {
            best = Some(Tried {
                cards: Cards { root: option.source, holds, rows: sample, own: Vec::new() },
                good,
                cost,
            });
        }
    }
    best
}
