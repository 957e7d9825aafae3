//! Which pins do not fit among the others.

use serde::{Deserialize, Serialize};

use super::prices::{self, PriceSpread};
use crate::model::{pin::Pin, tag::TagPath};

/// Fewest pins among which one can be odd.
const MIN_PINS: usize = 5;
/// Most that are named: past that it is the others that are odd.
const MAX_ODD: usize = 6;

/// Why a pin does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// It costs far less than the others.
    Cheap,
    /// It costs far more.
    Dear,
    /// It has none of the tags that most carry.
    Tags,
    /// It is of another kind than nearly all.
    Kind,
}

/// The pins that do not fit, those with most reasons first.
pub(super) fn odd<'a>(
    pins: &[&'a Pin],
    common: &[TagPath],
    spread: Option<&PriceSpread>,
) -> Vec<(&'a Pin, Vec<Oddity>)> {
    if pins.len() < MIN_PINS {
        return Vec::new();
    }
    let alike = |pin: &Pin| pins.iter().filter(|other| other.content.kind == pin.content.kind).count();
    let mut odd: Vec<(&Pin, Vec<Oddity>)> = Vec::new();
    for pin in pins {
        let mut because = Vec::new();
        if let (Some(price), Some(spread)) =
            (prices::of(pin), spread.filter(|spread| spread.count as usize >= MIN_PINS))
            && price.currency == spread.low.currency
        {
            let amount = prices::number(price);
            if amount < spread.usual.0 {
                because.push(Oddity::Cheap);
            } else if amount > spread.usual.1 {
                because.push(Oddity::Dear);
            }
        }
        if !common.is_empty() && !common.iter().any(|tag| pin.tags.iter().any(|own| own.is_within(tag))) {
            because.push(Oddity::Tags);
        }
        // One in ten at the most.
        if alike(pin) * 10 <= pins.len() {
            because.push(Oddity::Kind);
        }
        if !because.is_empty() {
            odd.push((pin, because));
        }
    }
    // Where half of them are odd, there is nothing that they are odd beside.
    if odd.len() * 2 >= pins.len() {
        return Vec::new();
    }
    pinfold_kernels::sorting::sort_by(&mut odd, |a, b| {
        b.1.len().cmp(&a.1.len()).then_with(|| a.0.id.cmp(&b.0.id))
    });
    odd.truncate(MAX_ODD);
    odd
}
