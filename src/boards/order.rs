//! Order keys between order keys: fractions in base 62, so that moving one pin writes one record.
//! It never renumbers what it was not asked to.

use crate::model::board::{MAX_ORDER_KEY, OrderKey};

/// The digits in the order of their bytes, so that comparing texts compares fractions.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How many digits a step at an end counts in: 916 million steps, so that adding pins to the end of a board
/// for years never makes keys longer.
const STEP_DIGITS: usize = 5;

fn digit(byte: u8) -> usize {
    DIGITS.binary_search(&byte).unwrap_or(0)
}

fn character(digit: usize) -> char {
    DIGITS.get(digit).copied().map_or('z', char::from)
}

/// `count` keys in order between two others; an absent one is the beginning or the end. `None` where there is
/// no room: the two are not in order, or a key would grow past its limit.
pub fn spread(before: Option<&OrderKey>, after: Option<&OrderKey>, count: usize) -> Option<Vec<OrderKey>> {
    match (before, after) {
        (Some(low), Some(high)) => {
            let mut keys = vec![None; count];
            fill(&mut keys, low, high)?;
            keys.into_iter().collect()
        }
        (Some(low), None) => steps(low.clone(), count, |value| value.checked_add(1)),
        (None, Some(high)) => {
            let mut keys = steps(high.clone(), count, |value| value.checked_sub(1))?;
            keys.reverse();
            Some(keys)
        }
        (None, None) => {
            let Some(more) = count.checked_sub(1) else { return Some(Vec::new()) };
            let first = OrderKey::try_from("V".to_owned()).ok()?;
            let rest = spread(Some(&first), None, more)?;
            Some(std::iter::once(first).chain(rest).collect())
        }
    }
}

/// Halving puts the middle key in the middle of the room and does the same on both sides: keys grow with the
/// logarithm of the count.
fn fill(keys: &mut [Option<OrderKey>], low: &OrderKey, high: &OrderKey) -> Option<()> {
    let middle = keys.len() / 2;
    let (left, rest) = keys.split_at_mut(middle);
    let Some((place, right)) = rest.split_first_mut() else { return Some(()) };
    let key = midpoint(low, high)?;
    fill(left, low, &key)?;
    fill(right, &key, high)?;
    *place = Some(key);
    Some(())
}

/// The shortest key about halfway between two others.
fn midpoint(low: &OrderKey, high: &OrderKey) -> Option<OrderKey> {
    if low >= high {
        return None;
    }
    let digit_at =
        |key: &OrderKey, place: usize| key.as_str().as_bytes().get(place).copied().map_or(0, digit);
    let mut text = String::new();
    // While the digits so far equal those of `high`, the next one must stay below its digit.
    let mut bounded = true;
    for place in 0..=MAX_ORDER_KEY {
        let floor = digit_at(low, place);
        let ceiling = if bounded { digit_at(high, place) } else { DIGITS.len() };
        let middle = usize::midpoint(floor, ceiling);
        if middle > floor {
            text.push(character(middle));
            return OrderKey::try_from(text).ok();
        }
        text.push(character(floor));
        bounded = bounded && ceiling <= floor;
    }
    None
}

/// `count` keys one step apart, going away from `start`.
fn steps(start: OrderKey, count: usize, step: impl Fn(usize) -> Option<usize>) -> Option<Vec<OrderKey>> {
    let mut keys = Vec::with_capacity(count);
    let leading = start.as_str().bytes().chain(std::iter::repeat(b'0')).take(STEP_DIGITS);
    let mut value = leading.fold(0, |value, byte| value * DIGITS.len() + digit(byte));
    for _ in 0..count {
        value = step(value).filter(|value| (1..DIGITS.len().pow(STEP_DIGITS as u32)).contains(value))?;
        let places =
            (0..STEP_DIGITS).rev().map(|place| value / DIGITS.len().pow(place as u32) % DIGITS.len());
        let text: String = places.map(character).collect();
        keys.push(OrderKey::try_from(text.trim_end_matches('0').to_owned()).ok()?);
    }
    Some(keys)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]
    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> OrderKey {
        OrderKey::try_from(text.to_owned()).unwrap()
    }

    fn between(before: Option<&OrderKey>, after: Option<&OrderKey>) -> Option<OrderKey> {
        spread(before, after, 1).map(|keys| keys[0].clone())
    }

    #[test]
    fn there_is_room_between_neighbours() {
        for (low, high) in [("1", "2"), ("V", "V1"), ("zz", "zz01"), ("1z", "2"), ("01", "02")] {
            let middle = between(Some(&key(low)), Some(&key(high))).unwrap();
            assert!(key(low) < middle && middle < key(high), "{low} < {middle:?} < {high}");
        }
        assert_eq!(between(Some(&key("2")), Some(&key("1"))), None);
        assert_eq!(between(Some(&key("1")), Some(&key("1"))), None);
    }

    #[test]
    fn keys_at_the_ends_never_grow() {
        let (mut first, mut last) = (key("V"), key("V"));
        for _ in 0..20_000 {
            let (before, after) = (between(None, Some(&first)).unwrap(), between(Some(&last), None).unwrap());
            assert!(before < first && last < after);
            (first, last) = (before, after);
        }
        assert!(first.as_str().len() <= STEP_DIGITS && last.as_str().len() <= STEP_DIGITS);
    }

    proptest! {
        #[test]
        fn any_sequence_of_insertions_stays_in_order(
            spots in prop::collection::vec(any::<prop::sample::Index>(), 1..120),
        ) {
            let mut keys: Vec<OrderKey> = Vec::new();
            for spot in spots {
                let place = spot.index(keys.len() + 1);
                let before = place.checked_sub(1).and_then(|place| keys.get(place));
                let key = between(before, keys.get(place)).unwrap();
                keys.insert(place, key);
            }
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn spread_is_in_order_and_within(count in 0_usize..2_000) {
            let (low, high) = (key("A"), key("B"));
            let keys = spread(Some(&low), Some(&high), count).unwrap();
            prop_assert_eq!(keys.len(), count);
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(keys.iter().all(|key| low < *key && *key < high && key.as_str().len() <= 4));
        }
    }
}
