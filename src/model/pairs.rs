//! One value for each key that has one, for a handful of keys. A list in the order of the keys, since a map of the standard
//! library is 3 KB of Wasm for every type it holds. It never knows what the values are.

use std::{borrow::Borrow, cmp::Ordering, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

use super::sorting::{place, sort_by};

/// One value for each key that has one, written as an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs<K, V>(Vec<(K, V)>);

impl<K, V> Default for Pairs<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Pairs<K, V> {
    /// Where the key is, or where it belongs.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        place(self.0.len(), &|at| self.0.get(at).map_or(Ordering::Greater, |(own, _)| own.borrow().cmp(key)))
    }

    /// Whether no key has one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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

    /// Gives the key one, instead of what it had.
    pub fn insert(&mut self, key: K, value: V) {
        match self.get_mut(&key) {
            Some(there) => *there = value,
            None => drop(self.keep(key, value)),
        }
    }

    /// Gives the key one if it has none; `true` where it had none.
    pub fn keep(&mut self, key: K, value: V) -> bool {
        let place = self.place(&key);
        if let Err(place) = place {
            self.0.insert(place, (key, value));
        }
        place.is_err()
    }

    /// Takes the key's away.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Ok(at) = self.place(key) {
            self.0.remove(at);
        }
    }

    /// All of them, in the order of the keys.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }
}

impl<K, V> IntoIterator for Pairs<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Pairs<K, V> {
    type Item = &'a (K, V);
    type IntoIter = std::slice::Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Pairs<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut all: Vec<(K, V)> = pairs.into_iter().collect();
        sort_by(&mut all, |a, b| a.0.cmp(&b.0));
        // The last of a key stands: it takes the place of the one before it.
        all.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                std::mem::swap(later, kept);
            }
            same
        });
        Self(all)
    }
}

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Pairs<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Each(PhantomData))
    }
}

struct Each<K, V>(PhantomData<(K, V)>);

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Each<K, V> {
    type Value = Pairs<K, V>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Pairs<K, V>, A::Error> {
        let mut pairs = Pairs::default();
        while let Some((key, value)) = entries.next_entry()? {
            pairs.insert(key, value);
        }
        Ok(pairs)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_map_of_the_standard_library(
            first in prop::collection::vec((0_u8..20, any::<u16>()), 0..60),
            then in prop::collection::vec((0_u8..20, any::<u16>(), 0_u8..3), 0..60),
        ) {
            let mut own: Pairs<u8, u16> = first.iter().copied().collect();
            let mut oracle: BTreeMap<u8, u16> = first.into_iter().collect();
            for (key, value, what) in then {
                match what {
                    0 => { own.insert(key, value); oracle.insert(key, value); }
                    1 => { own.remove(&key); oracle.remove(&key); }
                    _ => prop_assert_eq!(own.get(&key), oracle.get(&key)),
                }
            }
            prop_assert_eq!(own.into_iter().collect::<Vec<_>>(), oracle.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_last_of_a_key_stands_in_the_order_of_keys() {
        let mut pairs: Pairs<String, u8> = Pairs::default();
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
