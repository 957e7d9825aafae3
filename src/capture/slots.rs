//! One thing for each slot that has one. A list in the order of the slots, since a map of the standard library is 3 KB of
//! Wasm for every type it holds. It never knows what the things are.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

use super::slot::Slot;

/// One thing for each slot that has one, written as an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Slots<T>(Vec<(Slot, T)>);

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Slots<T> {
    /// Whether no slot has one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The slot's.
    pub fn get(&self, slot: Slot) -> Option<&T> {
        self.0.iter().find(|(own, _)| *own == slot).map(|(_, thing)| thing)
    }

    /// The slot's, to be changed.
    pub fn get_mut(&mut self, slot: Slot) -> Option<&mut T> {
        self.0.iter_mut().find(|(own, _)| *own == slot).map(|(_, thing)| thing)
    }

    /// Gives the slot one, instead of what it had.
    pub fn insert(&mut self, slot: Slot, thing: T) {
        let place = self.0.partition_point(|(own, _)| *own < slot);
        match self.0.get_mut(place) {
            Some((own, there)) if *own == slot => *there = thing,
            _ => self.0.insert(place, (slot, thing)),
        }
    }

    /// All of them, in the order of the slots.
    pub fn iter(&self) -> std::slice::Iter<'_, (Slot, T)> {
        self.0.iter()
    }
}

impl<T> IntoIterator for Slots<T> {
    type Item = (Slot, T);
    type IntoIter = std::vec::IntoIter<(Slot, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Serialize> Serialize for Slots<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(slot, thing)| (slot, thing)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Slots<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Each(PhantomData))
    }
}

struct Each<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Each<T> {
    type Value = Slots<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object with slots")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Slots<T>, A::Error> {
        let mut slots = Slots::default();
        while let Some((slot, thing)) = entries.next_entry()? {
            slots.insert(slot, thing);
        }
        Ok(slots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_a_slot_stands_in_the_order_of_slots() {
        let mut slots = Slots::default();
        for (slot, thing) in [(Slot::Text, 1), (Slot::Url, 2), (Slot::Text, 3), (Slot::Handle, 4)] {
            slots.insert(slot, thing);
        }
        let json = serde_json::to_string(&slots).unwrap_or_default();
        assert_eq!(json, r#"{"url":2,"handle":4,"text":3}"#);
        assert_eq!(serde_json::from_str(&json).ok(), Some(slots.clone()));
        assert_eq!((slots.get(Slot::Text), slots.get(Slot::Lang)), (Some(&3), None));
        assert_eq!(slots.into_iter().map(|(_, thing)| thing).collect::<Vec<_>>(), [2, 4, 3]);
    }
}
