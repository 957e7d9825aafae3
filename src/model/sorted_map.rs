//! One value for each key that has one: a list in the order of the keys, since a map of the standard library is 3 to 10 KB of Wasm
//! for every type it holds. It never knows what the values are, and is not for what grows to thousands in no order.

use std::{borrow::Borrow, cmp::Ordering, fmt, marker::PhantomData};

use pinfold_kernels::sorting::{place, sort_by, sort_distinct};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};

/// One value for each key that has one, written as an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// Out of pairs in any order; the last of a key stands.
    fn of(mut pairs: Vec<(K, V)>) -> Self {
        sort_distinct(&mut pairs, |a, b| a.0.cmp(&b.0));
        Self(pairs)
    }

    /// Where the key is, or where it belongs.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        place(self.0.len(), &|at| self.0.get(at).map_or(Ordering::Greater, |(own, _)| own.borrow().cmp(key)))
    }

    /// How many keys have one.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no key has one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the key has one.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// The key's.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.place(key).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The key's, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.place(key).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Gives the key one, instead of what it had. What stands behind it moves by one: thousands are collected, or put in
    /// in their order.
    pub fn insert(&mut self, key: K, value: V) {
        match self.get_mut(&key) {
            Some(there) => *there = value,
            None => drop(self.keep(key, value)),
        }
    }

    /// Gives the key one if it has none; `true` where it had none. It costs what `insert` does.
    pub fn keep(&mut self, key: K, value: V) -> bool {
        let place = self.place(&key);
        if let Err(place) = place {
            self.0.insert(place, (key, value));
        }
        place.is_err()
    }

    /// Takes the key's away.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.place(key).ok()?;
        Some(self.0.remove(at).1)
    }

    /// All of them, in the order of the keys.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// Those from a key on, in the order of the keys.
    pub fn starting_at<Q: Ord + ?Sized>(&self, key: &Q) -> std::slice::Iter<'_, (K, V)>
    where
        K: Borrow<Q>,
    {
        let (Ok(at) | Err(at)) = self.place(key);
        self.0.get(at..).unwrap_or_default().iter()
    }

    /// All of them, their values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.0.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// The values, in the order of the keys.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }
}

impl<K: Ord, V> SortedMap<K, Vec<V>> {
    /// All values of each key, in their order.
    pub fn gathered(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut pairs: Vec<(K, V)> = pairs.into_iter().collect();
        sort_by(&mut pairs, |a, b| a.0.cmp(&b.0));
        let mut all: Vec<(K, Vec<V>)> = Vec::new();
        for (key, value) in pairs {
            match all.last_mut() {
                Some((last, values)) if *last == key => values.push(value),
                _ => all.push((key, vec![value])),
            }
        }
        Self(all)
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a SortedMap<K, V> {
    type Item = &'a (K, V);
    type IntoIter = std::slice::Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self::of(pairs.into_iter().collect())
    }
}

impl<K: Serialize, V: Serialize> Serialize for SortedMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            object.serialize_entry(key, value)?;
        }
        object.end()
    }
}

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for SortedMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Each(PhantomData))
    }
}

struct Each<K, V>(PhantomData<(K, V)>);

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Each<K, V> {
    type Value = SortedMap<K, V>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<SortedMap<K, V>, A::Error> {
        // Values are read from objects that are in order already, so that each belongs at the end.
        let mut all = SortedMap::default();
        while let Some((key, value)) = entries.next_entry()? {
            all.insert(key, value);
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_map_of_the_standard_library(
            first in prop::collection::vec((0_u8..20, any::<u16>()), 0..60),
            then in prop::collection::vec((0_u8..20, any::<u16>(), 0_u8..6), 0..60),
        ) {
            let mut gathered: BTreeMap<u8, Vec<u16>> = BTreeMap::new();
            first.iter().for_each(|(key, value)| gathered.entry(*key).or_default().push(*value));
            let own = SortedMap::gathered(first.iter().copied());
            prop_assert_eq!(own.into_iter().collect::<Vec<_>>(), gathered.into_iter().collect::<Vec<_>>());

            let mut own: SortedMap<u8, u16> = first.iter().copied().collect();
            let mut oracle: BTreeMap<u8, u16> = first.into_iter().collect();
            for (key, value, what) in then {
                match what {
                    0 => { own.insert(key, value); oracle.insert(key, value); }
                    1 => prop_assert_eq!(own.remove(&key), oracle.remove(&key)),
                    2 => { own.keep(key, value); oracle.entry(key).or_insert(value); }
                    3 => {
                        own.iter_mut().for_each(|(_, known)| *known ^= value);
                        oracle.iter_mut().for_each(|(_, known)| *known ^= value);
                    }
                    _ => {
                        prop_assert_eq!(own.get(&key), oracle.get(&key));
                        prop_assert_eq!(own.contains_key(&key), oracle.contains_key(&key));
                        let (from, expected) = (own.starting_at(&key).map(|pair| pair.0), oracle.range(key..));
                        prop_assert!(from.eq(expected.map(|pair| *pair.0)));
                    }
                }
                prop_assert_eq!((own.len(), own.is_empty()), (oracle.len(), oracle.is_empty()));
            }
            let written = serde_json::to_string(&own).unwrap();
            prop_assert_eq!(&written, &serde_json::to_string(&oracle).unwrap());
            prop_assert_eq!(&own, &serde_json::from_str(&written).unwrap());
            prop_assert!(own.keys().eq(oracle.keys()));
            prop_assert!(own.clone().into_values().eq(oracle.values().copied()));
            prop_assert_eq!(own.into_iter().collect::<Vec<_>>(), oracle.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_last_of_a_key_stands_in_the_order_of_keys() {
        let mut pairs: SortedMap<String, u8> = SortedMap::default();
        for (key, value) in [("m", 1), ("a", 2), ("m", 3), ("b", 4)] {
            pairs.insert(key.to_owned(), value);
        }
        let json = serde_json::to_string(&pairs).unwrap_or_default();
        assert_eq!(json, r#"{"a":2,"b":4,"m":3}"#);
        assert_eq!(serde_json::from_str(&json).ok(), Some(pairs.clone()));
        assert!(!pairs.keep("a".to_owned(), 9) && pairs.keep("z".to_owned(), 9));
        assert_eq!((pairs.get("a"), pairs.get("c")), (Some(&2), None));
        pairs.remove("b");
        assert_eq!(pairs.into_iter().map(|(_, value)| value).collect::<Vec<_>>(), [2, 3, 9]);
    }
}
