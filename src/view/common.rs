//! What the pins of a board have in common. It compares what pins say and adds nothing.

use pinfold_kernels::sorting::sort_by;

use super::{list::Common, price};
use crate::model::{pin::Pin, product::Money, tag::TagPath};

/// Most tags that are named as common.
pub(super) const MAX_COMMON_TAGS: usize = 8;

/// What `pins` have in common, given how many of them carry each tag or one below it.
pub(super) fn common<'a>(pins: impl Iterator<Item = &'a Pin>, tags: &[(TagPath, u32)]) -> Common {
    let mut count = 0u32;
    let mut prices: Vec<&Money> = Vec::new();
    for pin in pins {
        count += 1;
        prices.extend(pin.content.product.as_ref().and_then(|product| product.price.as_ref()));
    }
    sort_by(&mut prices, |a, b| price::compare(a, b));
    let one_currency = prices.windows(2).all(|pair| match pair {
        [a, b] => a.currency == b.currency,
        _ => true,
    });
    let prices = if one_currency { prices } else { Vec::new() };
    let middle = prices.len().saturating_sub(1) / 2;
    Common {
        prices: prices.first().zip(prices.last()).map(|(low, high)| ((*low).clone(), (*high).clone())),
        median: prices.get(middle).map(|price| (*price).clone()),
        tags: carried_by_most(count, tags),
    }
}

/// The tags more than half of the pins carry; not those above one that is named anyway.
pub(super) fn carried_by_most(pins: u32, tags: &[(TagPath, u32)]) -> Vec<TagPath> {
    let most: Vec<&TagPath> =
        tags.iter().filter(|(_, count)| pins > 1 && count * 2 > pins).map(|(path, _)| path).collect();
    let below_is_named = |path: &TagPath| most.iter().any(|other| *other != path && other.is_within(path));
    most.iter()
        .filter(|path| !below_is_named(path))
        .take(MAX_COMMON_TAGS)
        .map(|path| (*path).clone())
        .collect()
}
