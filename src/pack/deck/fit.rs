//! How much of a text a place has room for. Programs measure with fonts that nobody knows here: this guesses, on the safe side,
//! because a text that runs over a picture is worse than one that ends early.

/// Between lines, in parts of the size of letters.
const LEADING: f64 = 1.3;
/// The share of a line that is not filled, since words are not broken.
const RAGGED: f64 = 0.93;

/// A text as it fits.
pub(super) struct Fitted {
    /// What there is room for.
    pub text: String,
    /// In how many lines.
    pub lines: u32,
    /// Whether that is not all.
    pub cut: bool,
}

/// As much of a text as `lines` lines of `width` points hold, in letters of `size` points.
pub(super) fn fitted(text: &str, width: f64, size: f64, lines: u32) -> Fitted {
    let room = width * RAGGED / size;
    let (mut used, mut filled, mut kept) = (1, 0.0, 0);
    let mut cut = false;
    for (at, c) in text.trim_end().char_indices() {
        let wide = breadth(c);
        if c == '\n' || filled + wide > room {
            if used >= lines {
                cut = true;
                break;
            }
            used += 1;
            filled = 0.0;
        }
        if c != '\n' {
            filled += wide;
        }
        kept = at + c.len_utf8();
    }
    let whole = text.get(..kept).unwrap_or_default();
    if !cut {
        return Fitted { text: whole.to_owned(), lines: used, cut };
    }
    // Back to the end of a word, where one is near.
    let end = whole.trim_end_matches(|c: char| !c.is_whitespace()).trim_end();
    let end = if end.len() * 4 >= whole.len() * 3 { end } else { whole };
    Fitted { text: format!("{}…", end.trim_end_matches(['.', ',', ' '])), lines: used, cut }
}

/// How high lines are, in points.
pub(super) fn height(lines: u32, size: f64) -> f64 {
    f64::from(lines) * size * LEADING
}

/// How broad a letter is, in parts of its size.
fn breadth(c: char) -> f64 {
    match c {
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '('
        | ')' => 0.31,
        'm' | 'w' | 'M' | 'W' | '@' | '—' | '…' => 0.9,
        'A'..='Z' => 0.7,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        // Hangul, kana, ideographs and pictures are squares.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'.. => 1.05,
        _ => 0.56,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_where_its_place_does() {
        let fits = |text: &str, lines| fitted(text, 200.0, 10.0, lines);
        let short = fits("A desk", 2);
        assert_eq!((short.text.as_str(), short.lines, short.cut), ("A desk", 1, false));
        let long = fits(&"desk of oak ".repeat(20), 2);
        assert!(
            long.cut
                && long.lines == 2
                && long.text.ends_with("desk of oak…")
                    | long.text.ends_with("desk…")
                    | long.text.ends_with("of…")
        );
        let lines = fits("a\nb\nc", 2);
        assert_eq!((lines.text.as_str(), lines.lines), ("a\nb…", 2));
        // Without any white space, and in letters that are broad.
        assert!(fits(&"x".repeat(900), 3).text.chars().count() > 60);
        assert!(fits(&"木".repeat(900), 3).text.chars().count() < 60);
        assert_eq!(fits("", 1).text, "");
    }
}
