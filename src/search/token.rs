//! A text as the words a search looks for, each with its place. It keeps no text: it hands every word on.
//!
//! Scripts written without spaces become pairs of neighbouring characters, so that any run of two or more
//! is found wherever it stands. A pictograph is a word of its own.

use super::fold::{fold_char, is_dropped};

/// Longest word that is kept, in characters: longer runs are addresses and keys, told apart by their beginning.
pub const MAX_WORD: usize = 40;

/// How a token came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A word between spaces or signs, or a pictograph.
    Word,
    /// Two neighbours of a run without spaces.
    Pair,
    /// The last character of such a run, after its pairs.
    Tail,
    /// A run of one character.
    Single,
}

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word as it is compared.
    pub term: &'a str,
    /// Which word of the text it is, from zero.
    pub place: u32,
    /// Its first code point.
    pub start: u32,
    /// The code point after its last.
    pub end: u32,
    /// How it came about.
    pub shape: Shape,
}

#[derive(PartialEq)]
enum Class {
    Letter,
    Unspaced,
    Pictograph,
    Dropped,
    Gap,
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Class::Letter } else { Class::Gap };
    }
    match c {
        _ if is_dropped(c) => Class::Dropped,
        // Thai, Lao, Burmese, Khmer; Hangul; kana, bopomofo and Han with their extensions.
        '\u{e01}'..='\u{e3a}'
        | '\u{e40}'..='\u{e4e}'
        | '\u{e81}'..='\u{ecf}'
        | '\u{1000}'..='\u{103f}'
        | '\u{1780}'..='\u{17d3}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{318e}'
        | '\u{31a0}'..='\u{31bf}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}' => Class::Unspaced,
        '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => Class::Pictograph,
        _ if c.is_alphanumeric() || is_vowel_killer(c) => Class::Letter,
        _ => Class::Gap,
    }
}

/// The sign that takes a letter's vowel away stands inside words of the scripts of India.
fn is_vowel_killer(c: char) -> bool {
    matches!(
        c,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
    )
}

/// Splits a text; it remembers the word it is in.
struct Splitter<F> {
    each: F,
    place: u32,
    word: String,
    letters: usize,
    start: u32,
    end: u32,
    run: Option<(char, u32)>,
    run_is_long: bool,
}

impl<F: FnMut(Token<'_>)> Splitter<F> {
    fn hand_on(&mut self, term: &str, start: u32, end: u32, shape: Shape) {
        if !term.is_empty() {
            (self.each)(Token { term, place: self.place, start, end, shape });
            self.place = self.place.saturating_add(1);
        }
    }

    fn letter(&mut self, c: char, at: u32) {
        self.end_run();
        if self.letters == 0 {
            self.start = at;
        }
        if self.letters < MAX_WORD {
            fold_char(c, &mut self.word);
        }
        self.letters += 1;
        self.end = at + 1;
    }

    fn unspaced(&mut self, c: char, at: u32) {
        self.end_word();
        if let Some((before, start)) = self.run {
            self.run_is_long = true;
            self.hand_on(&pair(before, Some(c)), start, at + 1, Shape::Pair);
        }
        self.run = Some((c, at));
    }

    fn end_word(&mut self) {
        if self.letters > 0 {
            let word = std::mem::take(&mut self.word);
            self.hand_on(&word, self.start, self.end, Shape::Word);
            self.word = word;
            self.word.clear();
            self.letters = 0;
        }
    }

    fn end_run(&mut self) {
        if let Some((last, start)) = self.run.take() {
            let shape = if self.run_is_long { Shape::Tail } else { Shape::Single };
            self.run_is_long = false;
            self.hand_on(&pair(last, None), start, start + 1, shape);
        }
    }
}

fn pair(first: char, second: Option<char>) -> String {
    let mut term = String::with_capacity(8);
    fold_char(first, &mut term);
    second.into_iter().for_each(|second| fold_char(second, &mut term));
    term
}

/// Hands every word of `text` to `each`, in order.
pub fn tokens(text: &str, each: impl FnMut(Token<'_>)) {
    let mut splitter = Splitter {
        each,
        place: 0,
        word: String::new(),
        letters: 0,
        start: 0,
        end: 0,
        run: None,
        run_is_long: false,
    };
    for (at, c) in (0u32..).zip(text.chars()) {
        match class(c) {
            Class::Letter => splitter.letter(c, at),
            Class::Unspaced => splitter.unspaced(c, at),
            Class::Dropped => {}
            other => {
                splitter.end_word();
                splitter.end_run();
                if other == Class::Pictograph {
                    splitter.hand_on(&pair(c, None), at, at + 1, Shape::Word);
                }
            }
        }
    }
    splitter.end_word();
    splitter.end_run();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        tokens(text, |token| found.push(token.term.to_owned()));
        found
    }

    #[test]
    fn words_of_many_scripts() {
        for (text, expected) in [
            ("Don't be late!", vec!["don", "t", "be", "late"]),
            ("e-mail #Liefer_zeit 12,99€", vec!["e", "mail", "liefer", "zeit", "12", "99"]),
            ("日本語 猫", vec!["日本", "本語", "語", "猫"]),
            ("iPhone15が好き", vec!["iphone15", "が好", "好き", "き"]),
            ("Привет, мир", vec!["привет", "мир"]),
            ("हिन्दी में", vec!["हिन्दी", "में"]),
            ("so 😡😡 👍🏽", vec!["so", "😡", "😡", "👍"]),
            ("mu\u{308}de", vec!["mude"]),
            ("  \u{301} ", vec![]),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }

    #[test]
    fn spans_are_code_points() {
        let mut spans = Vec::new();
        tokens("é ßo 日本", |token| spans.push((token.start, token.end, token.place)));
        assert_eq!(spans, [(0, 1, 0), (2, 4, 1), (5, 7, 2), (6, 7, 3)]);
    }

    #[test]
    fn long_runs_are_cut() {
        assert_eq!(terms(&"x".repeat(1000)), ["x".repeat(MAX_WORD)]);
    }
}
