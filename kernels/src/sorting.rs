//! Sorting, compiled once. The standard library's sort is compiled anew for every type and order, at 4 to 9 KB of
//! Wasm each; together they were 190 KB. Here places are sorted, by one instance for the whole program.

use std::cmp::Ordering;

/// Sorts by an order; what is equal keeps its place. Not for hot loops: every comparison is a call.
pub fn sort_by<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let places = sorted_places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    });
    put_in_place(places, &mut |a, b| items.swap(a, b));
}

/// Sorts by a key.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a key that is costly to make: it is made once for each.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let places = sorted_places(keys.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    put_in_place(places, &mut |a, b| items.swap(a, b));
}

/// Sorts by an order and leaves one of what is equal: the last.
pub fn sort_distinct<T>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    let (places, kept) = distinct_places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    });
    put_in_place(places, &mut |a, b| items.swap(a, b));
    items.truncate(kept);
}

/// Which items are equal to one before them.
pub fn repeated<T>(items: &[T], order: impl Fn(&T, &T) -> Ordering) -> Vec<bool> {
    repeated_places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    })
}

/// Where in `count` sorted items the one is that is sought, or where it belongs. `order` is that of the item at a place
/// to the one sought. The end is looked at first, since most is added there.
pub fn place(count: usize, order: &dyn Fn(usize) -> Ordering) -> Result<usize, usize> {
    let (mut low, mut high) = (0, count);
    let mut middle = count.saturating_sub(1);
    while low < high {
        match order(middle) {
            Ordering::Equal => return Ok(middle),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
        middle = low.midpoint(high);
    }
    Err(low)
}

/// The places of `count` items in their order without repeats, behind them the places of the repeats, and how many are none.
/// No places at all where all is so already.
fn distinct_places(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> (Vec<usize>, usize) {
    if (1..count).all(|at| order(at - 1, at).is_lt()) {
        return (Vec::new(), count);
    }
    let sorted = sorted_places(count, order);
    let (mut kept, mut repeats) = (Vec::with_capacity(count), Vec::new());
    for (at, place) in sorted.iter().enumerate() {
        // What is equal keeps its order: the last of it is the one that nothing equal follows.
        let repeated = sorted.get(at + 1).is_some_and(|next| order(*place, *next).is_eq());
        if repeated { repeats.push(*place) } else { kept.push(*place) }
    }
    let count = kept.len();
    kept.append(&mut repeats);
    (kept, count)
}

/// Which of `count` places are equal to one before them.
fn repeated_places(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<bool> {
    let sorted = sorted_places(count, order);
    let mut repeated = vec![false; count];
    for (one, next) in sorted.iter().zip(sorted.iter().skip(1)) {
        if let Some(repeated) = repeated.get_mut(*next) {
            *repeated = order(*one, *next).is_eq();
        }
    }
    repeated
}

/// The places of `count` items in their order: runs of one are merged until one run is left.
fn sorted_places(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut length = 1;
    while length < count {
        let mut merged = Vec::with_capacity(count);
        for pair in places.chunks(2 * length) {
            let (mut left, mut right) = pair.split_at(length.min(pair.len()));
            // What is in order already takes one comparison a run.
            if let (Some(last), Some(first)) = (left.last(), right.first())
                && order(*last, *first).is_le()
            {
                merged.extend_from_slice(pair);
                continue;
            }
            while let (Some((one, others)), Some((two, more))) = (left.split_first(), right.split_first()) {
                if order(*one, *two).is_le() {
                    merged.push(*one);
                    left = others;
                } else {
                    merged.push(*two);
                    right = more;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        places = merged;
        length *= 2;
    }
    places
}

/// Moves what stands at `places[n]` to `n`, by swaps: each moves one item to where it belongs.
fn put_in_place(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for n in 0..places.len() {
        let mut from = places.get(n).copied().unwrap_or(n);
        // What stood here may have been swapped away: follow it to where it is now.
        while from < n {
            from = places.get(from).copied().unwrap_or(n);
        }
        if let Some(place) = places.get_mut(n) {
            *place = from;
        }
        if from != n {
            swap(n, from);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may stop at the first surprise")]
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in prop::collection::vec((0_u8..9, any::<u16>()), 0..200)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let (mut by, mut cached) = (items.clone(), items);
            sort_by(&mut by, |a, b| a.0.cmp(&b.0));
            sort_by_cached_key(&mut cached, |item| item.0);
            prop_assert_eq!(&by, &expected);
            prop_assert_eq!(&cached, &expected);
        }

        #[test]
        fn of_what_is_equal_the_last_is_left(items in prop::collection::vec((0_u8..9, any::<u16>()), 0..60)) {
            let expected: BTreeMap<u8, u16> = items.iter().copied().collect();
            let mut distinct = items;
            sort_distinct(&mut distinct, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(distinct, expected.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn what_is_repeated_is_found(items in prop::collection::vec(any::<u8>(), 0..40)) {
            let expected: Vec<bool> = (0..items.len()).map(|at| items[..at].contains(&items[at])).collect();
            prop_assert_eq!(repeated(&items, u8::cmp), expected);
        }

        #[test]
        fn a_place_is_found_as_the_standard_library_does(items in prop::collection::btree_set(0_u8..99, 0..40), one in 0_u8..99) {
            let items: Vec<u8> = items.into_iter().collect();
            prop_assert_eq!(place(items.len(), &|at| items[at].cmp(&one)), items.binary_search(&one));
        }
    }
}
