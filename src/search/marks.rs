//! Which words of a text a query found, for a screen to mark. It looks at one short text at a time.

use pinfold_kernels::sorting::sort_by_key;

use super::{
    query::{Query, Slot},
    token::{Shape, tokens},
    values::Open,
};

/// Finds a query's words in short texts.
#[derive(Debug, Clone, Default)]
pub struct Marker {
    phrases: Vec<Vec<Slot>>,
}

struct Word {
    term: String,
    start: u32,
    end: u32,
    shape: Shape,
}

impl Marker {
    /// Marks what `query` searches for.
    pub fn new(query: &Query) -> Self {
        Self { phrases: query.phrases().map(<[Slot]>::to_vec).collect() }
    }

    /// The spans found, as code-point starts and ends, rising and apart from each other.
    pub fn spans(&self, text: &str) -> Vec<(u32, u32)> {
        if self.phrases.is_empty() {
            return Vec::new();
        }
        let mut words = Vec::new();
        tokens(text, |token| {
            words.push(Word {
                term: token.term.to_owned(),
                start: token.start,
                end: token.end,
                shape: token.shape,
            });
        });
        let mut spans: Vec<(u32, u32)> =
            self.phrases.iter().flat_map(|phrase| spans_of(phrase, &words)).collect();
        sort_by_key(&mut spans, |span| *span);
        let mut apart: Vec<(u32, u32)> = Vec::with_capacity(spans.len());
        for (start, end) in spans {
            match apart.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => apart.push((start, end)),
            }
        }
        apart
    }
}

fn spans_of(phrase: &[Slot], words: &[Word]) -> Vec<(u32, u32)> {
    let fitting = words.windows(phrase.len().max(1)).filter(|row| {
        row.iter().zip(phrase).all(|(word, slot)| match slot.open {
            Open::Yes => word.term.starts_with(&slot.term),
            Open::No => word.term == slot.term,
        })
    });
    fitting
        .filter_map(|row| {
            let (first, last, slot) = (row.first()?, row.last()?, phrase.last()?);
            // One character that was looked for may stand first in a pair: only it is marked.
            let alone =
                slot.open == Open::Yes && last.shape == Shape::Pair && slot.term.chars().nth(1).is_none();
            Some((first.start, if alone { last.start + 1 } else { last.end }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_apart_and_count_characters() {
        for (query, text, expected) in [
            ("late ", "Late, später, late!", vec![(0, 4), (14, 18)]),
            ("spat", "Ä: Späte Lieferung", vec![(3, 8)]),
            ("spat ", "Ä: Späte Lieferung", vec![]),
            ("\"very late\" very", "very very late", vec![(0, 4), (5, 14)]),
            ("日本語", "これは日本語です", vec![(3, 6)]),
            ("猫", "黒猫が猫", vec![(1, 2), (3, 4)]),
            ("-late tag:late", "late", vec![]),
            ("", "late", vec![]),
        ] {
            let marker = Marker::new(&Query::read(query, Open::Yes));
            assert_eq!(marker.spans(text), expected, "{query} in {text}");
        }
    }
}
