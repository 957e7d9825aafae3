//! Where on a page the elements are that carry a word: their name, a class, their id, an attribute's name. Selectors look
//! there instead of at every element. It never misses one that carries the word, and may name some that do not.

use super::tree::Tree;

/// Most lists that words are told apart by, as a power of two: a large page has a tenth as many words.
const MOST_LISTS: usize = 1 << 15;

/// The rows of a page by the words that their elements carry.
#[derive(Debug)]
pub struct Index {
    /// Where each list of rows begins; one more than there are lists.
    starts: Vec<u32>,
    /// The lists, one after another, each in order.
    rows: Vec<u32>,
}

impl Index {
    /// Reads the words off the rows, in time proportional to them.
    pub fn of(tree: &Tree) -> Self {
        let mut entries: Vec<(u64, u32)> = Vec::new();
        for row in (0..tree.len()).filter(|row| tree.is_element(*row)) {
            entries.push((hash(tree.name(row)), row));
            for (name, value) in tree.attributes(row) {
                entries.push((hash(name), row));
                match name {
                    "class" => entries.extend(value.split_ascii_whitespace().map(|one| (hash(one), row))),
                    "id" => entries.push((hash(value), row)),
                    _ => {}
                }
            }
        }
        let lists = entries.len().clamp(1, MOST_LISTS).next_power_of_two();
        let mut starts = vec![0; lists + 1];
        for (hash, _) in &entries {
            if let Some(count) = starts.get_mut(list(*hash, lists) + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut ends = starts.clone();
        let mut rows = vec![0; entries.len()];
        for (hash, row) in entries {
            let Some(end) = ends.get_mut(list(hash, lists)) else { continue };
            if let Some(slot) = rows.get_mut(*end as usize) {
                *slot = row;
            }
            *end += 1;
        }
        Self { starts, rows }
    }

    /// Rows from `start` to before `end` in order, those whose elements carry the word among them, some twice.
    pub fn carriers(&self, word: &str, start: u32, end: u32) -> &[u32] {
        let at = list(hash(word), self.starts.len().saturating_sub(1).max(1));
        let list = match self.starts.get(at..at + 2) {
            Some([from, to]) => self.rows.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        };
        let first = list.partition_point(|row| *row < start);
        let last = list.partition_point(|row| *row < end);
        list.get(first..last).unwrap_or_default()
    }
}

fn hash(word: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(word.as_bytes())
}

/// The place of a word's list; `lists` is a power of two.
fn list(hash: u64, lists: usize) -> usize {
    hash as usize & (lists - 1)
}
