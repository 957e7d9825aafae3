//! How prices are spread.

use pinfold_kernels::sorting::sort_by;
use serde::{Deserialize, Serialize};

use crate::{
    model::{pin::Pin, product::Money},
    view::price,
};

/// How many steps the span from the lowest to the highest price is drawn in.
const STEPS: usize = 12;

/// How prices of one currency are spread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PriceSpread {
    /// The lowest.
    pub low: Money,
    /// The one that half lie below.
    pub median: Money,
    /// The highest.
    pub high: Money,
    /// How many pins lie in each of equal steps from the lowest to the highest; one step where all are the same.
    pub steps: Vec<u32>,
    /// How many pins have a price in it.
    pub count: u32,
    /// How many have one in another currency.
    pub others: u32,
    /// Between which prices one is nothing special, after Tukey: a quarter's span and a half beyond the quarters.
    pub usual: (f64, f64),
}

/// A price as a number, to be drawn; never to be reckoned with.
pub(super) fn number(money: &Money) -> f64 {
    money.amount.parse().ok().filter(|amount: &f64| amount.is_finite()).unwrap_or_default()
}

/// The price of a pin.
pub(super) fn of(pin: &Pin) -> Option<&Money> {
    pin.content.product.as_ref()?.price.as_ref()
}

/// How the prices of pins are spread, in the currency that most of them have.
pub(super) fn spread(pins: &[&Pin]) -> Option<PriceSpread> {
    let mut all: Vec<&Money> = pins.iter().filter_map(|pin| of(pin)).collect();
    sort_by(&mut all, |a, b| a.currency.cmp(&b.currency).then_with(|| price::compare(a, b)));
    let most = all.chunk_by(|one, other| one.currency == other.currency).max_by_key(|same| same.len())?;
    let at = |share: f64| most.get(((most.len() - 1) as f64 * share).round() as usize).copied();
    let (low, high) = (most.first()?, most.last()?);
    let (first, last) = (number(low), number(high));
    let (quarter, three) = (number(at(0.25)?), number(at(0.75)?));
    let beyond = (three - quarter) * 1.5;
    let mut steps = vec![0; if last > first { STEPS } else { 1 }];
    for money in most {
        let place = if last > first { (number(money) - first) / (last - first) * STEPS as f64 } else { 0.0 };
        if let Some(step) = steps.get_mut((place as usize).min(STEPS - 1)) {
            *step += 1;
        }
    }
    Some(PriceSpread {
        low: (*low).clone(),
        median: at(0.5)?.clone(),
        high: (*high).clone(),
        steps,
        count: super::count(most.len()),
        others: super::count(all.len() - most.len()),
        usual: (quarter - beyond, three + beyond),
    })
}
