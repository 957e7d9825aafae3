//! Values without repeats, in their order: a list, since a set of the standard library is 3 to 8 KB of Wasm for every type it
//! holds. It is not for what grows to thousands in no order.

use std::{borrow::Borrow, cmp::Ordering};

use pinfold_kernels::sorting::{place, sort_distinct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Values without repeats, in their order, written as an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedSet<T>(Vec<T>);

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> SortedSet<T> {
    /// Out of items in any order.
    fn of(mut items: Vec<T>) -> Self {
        sort_distinct(&mut items, T::cmp);
        Self(items)
    }

    /// Where the item is, or where it belongs.
    fn place<Q: Ord + ?Sized>(&self, item: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        place(self.0.len(), &|at| self.0.get(at).map_or(Ordering::Greater, |own| own.borrow().cmp(item)))
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the item is in it.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.place(item).is_ok()
    }

    /// Puts an item in; `true` where it was not there. What stands behind it moves by one: thousands are collected, or put in
    /// in their order.
    pub fn insert(&mut self, item: T) -> bool {
        let place = self.place(&item);
        if let Err(place) = place {
            self.0.insert(place, item);
        }
        place.is_err()
    }

    /// Takes an item out; whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let place = self.place(item);
        if let Ok(place) = place {
            self.0.remove(place);
        }
        place.is_ok()
    }

    /// Takes the last item out.
    pub fn pop_last(&mut self) -> Option<T> {
        self.0.pop()
    }

    /// Keeps the items that are wanted.
    pub fn retain(&mut self, wanted: impl FnMut(&T) -> bool) {
        self.0.retain(wanted);
    }

    /// All of them, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a SortedSet<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::of(items.into_iter().collect())
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SortedSet<T> {
    fn from(items: [T; N]) -> Self {
        Self::of(items.into())
    }
}

/// It costs what `insert` does for each: what is long is collected.
impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<T: Serialize> Serialize for SortedSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Ord + Deserialize<'de>> Deserialize<'de> for SortedSet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_set_of_the_standard_library(
            first in prop::collection::vec(0_u8..20, 0..60),
            then in prop::collection::vec((0_u8..20, 0_u8..6), 0..60),
        ) {
            let mut own: SortedSet<u8> = first.iter().copied().collect();
            let mut oracle: BTreeSet<u8> = first.into_iter().collect();
            for (item, what) in then {
                match what {
                    0 => prop_assert_eq!(own.insert(item), oracle.insert(item)),
                    1 => prop_assert_eq!(own.remove(&item), oracle.remove(&item)),
                    2 => { own.extend([item, 3, item / 2]); oracle.extend([item, 3, item / 2]); }
                    3 => prop_assert_eq!(own.pop_last(), oracle.pop_last()),
                    4 => { own.retain(|own| *own != item); oracle.retain(|own| *own != item); }
                    _ => prop_assert_eq!(own.contains(&item), oracle.contains(&item)),
                }
                prop_assert_eq!((own.len(), own.is_empty()), (oracle.len(), oracle.is_empty()));
            }
            let written = serde_json::to_string(&own).unwrap();
            prop_assert_eq!(&written, &serde_json::to_string(&oracle).unwrap());
            prop_assert_eq!(&own, &serde_json::from_str(&written).unwrap());
            prop_assert_eq!(own.into_iter().collect::<Vec<_>>(), oracle.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_read_is_put_in_order_and_told_once() {
        let read: SortedSet<String> = serde_json::from_str(r#"["b","a","b"]"#).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"["a","b"]"#);
        assert!(serde_json::from_str::<SortedSet<String>>(r#"{"a":1}"#).is_err());
    }
}
