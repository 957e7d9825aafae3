//! A set of documents, one bit each. It belongs to one index and is as large as that.

/// A set of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocSet {
    words: Vec<u64>,
}

impl DocSet {
    /// The empty set over `documents` documents.
    pub fn empty(documents: u32) -> Self {
        Self { words: vec![0; documents.div_ceil(64) as usize] }
    }

    /// The set of those listed.
    pub fn of(documents: u32, members: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::empty(documents);
        members.into_iter().for_each(|member| set.insert(member));
        set
    }

    /// Puts one in.
    pub fn insert(&mut self, document: u32) {
        if let Some(word) = self.words.get_mut((document / 64) as usize) {
            *word |= 1 << (document % 64);
        }
    }

    /// Takes one out.
    pub fn remove(&mut self, document: u32) {
        if let Some(word) = self.words.get_mut((document / 64) as usize) {
            *word &= !(1 << (document % 64));
        }
    }

    /// Makes room for one more document, which is in.
    pub fn push(&mut self, document: u32) {
        if document.is_multiple_of(64) {
            self.words.push(0);
        }
        self.insert(document);
    }

    /// Whether one is in.
    pub fn contains(&self, document: u32) -> bool {
        self.words.get((document / 64) as usize).is_some_and(|word| word & (1 << (document % 64)) != 0)
    }

    /// Keeps those that are in `other` too.
    pub fn keep(&mut self, other: &DocSet) {
        let others = other.words.iter().copied().chain(std::iter::repeat(0));
        self.words.iter_mut().zip(others).for_each(|(word, other)| *word &= other);
    }

    /// Drops those that are in `other`.
    pub fn drop_all(&mut self, other: &DocSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// Adds those that are in `other`.
    pub fn add_all(&mut self, other: &DocSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// How many are in.
    pub fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether none is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The members, rising.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.words).flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(at * 64 + bit)
            })
        })
    }
}
