//! Numbers for hashes, given in the order in which they come, from zero. One table for traits and tags: it is small where a
//! map for every type would not be. It never lets go of a hash.

/// Room in the beginning; a power of two.
const FIRST_ROOM: usize = 1_024;

/// The numbers.
#[derive(Default)]
pub struct Table {
    keys: Vec<u64>,
    /// Numbers, one up, found by the key's lowest bits and what follows them; 0 is free. At most half are taken.
    slots: Vec<u32>,
}

impl Table {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of a hash that has one.
    pub fn find(&self, key: u64) -> Option<u32> {
        self.slots.get(self.slot(key)?).copied()?.checked_sub(1)
    }

    /// The number of a hash, which gets the next one where it has none; `None` where `most` have one already.
    pub fn number(&mut self, key: u64, most: usize) -> Option<u32> {
        if let Some(number) = self.find(key) {
            return Some(number);
        }
        if self.keys.len() >= most {
            return None;
        }
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        self.keys.push(key);
        self.take(key, self.keys.len());
        self.find(key)
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(FIRST_ROOM)];
        for at in 0..self.keys.len() {
            if let Some(key) = self.keys.get(at) {
                self.take(*key, at + 1);
            }
        }
    }

    /// Takes the slot of a key for a number, one up.
    fn take(&mut self, key: u64, number: usize) {
        if let Some(slot) = self.slot(key).and_then(|slot| self.slots.get_mut(slot)) {
            *slot = u32::try_from(number).unwrap_or_default();
        }
    }

    /// The slot of a key: its own, or the free one where it belongs.
    fn slot(&self, key: u64) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut slot = key as usize & last;
        loop {
            let number = self.slots.get(slot).copied()? as usize;
            if number == 0 || self.keys.get(number - 1) == Some(&key) {
                return Some(slot);
            }
            slot = (slot + 1) & last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hash_keeps_its_number_while_the_table_grows() {
        let mut table = Table::default();
        assert_eq!(table.find(7), None);
        // Hashes that meet in one slot, and others.
        let key = |at: u32| u64::from(at % 3) << 40 | u64::from(at / 3);
        for at in 0..5_000 {
            assert_eq!(table.number(key(at), 5_000), Some(at));
        }
        assert!((0..5_000).all(|at| table.find(key(at)) == Some(at)));
        assert_eq!((table.number(key(3), 5_000), table.number(1 << 60, 5_000)), (Some(3), None));
        assert_eq!(table.len(), 5_000);
    }
}
