//! Text into YAML: always a scalar in double quotes on one line, which every reader takes for text, whatever it says. The front
//! matter of a note is nothing but these, numbers and days.

use super::clean;

/// `text` as a scalar in double quotes.
pub fn quoted(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What YAML does not print: none of it, and of these the byte order mark alone, may stand in a file.
            '\u{feff}' => out.push_str("\\uFEFF"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Front matter in the making.
#[derive(Debug, Default)]
pub struct FrontMatter(String);

impl FrontMatter {
    /// Text of anybody under a key of ours; nothing where there is none.
    pub fn text(&mut self, key: &'static str, text: &str) -> &mut Self {
        if text.trim().is_empty() { self } else { self.plain(key, &quoted(text)) }
    }

    /// A number or a day, which are written by us.
    pub fn plain(&mut self, key: &'static str, value: &str) -> &mut Self {
        self.0.push_str(key);
        self.0.push_str(": ");
        self.0.push_str(value);
        self.0.push('\n');
        self
    }

    /// Texts of anybody, a line each; nothing where there are none.
    pub fn list<'a>(&mut self, key: &'static str, texts: impl IntoIterator<Item = &'a str>) -> &mut Self {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_none() {
            return self;
        }
        self.0.push_str(key);
        self.0.push_str(":\n");
        for text in texts {
            self.0.push_str("  - ");
            self.0.push_str(&quoted(text));
            self.0.push('\n');
        }
        self
    }

    /// The finished front matter, with the lines around it.
    pub fn into_text(self) -> String {
        format!("---\n{}---\n", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_it_says_is_text_on_one_line() {
        assert_eq!(quoted("yes"), "\"yes\"");
        assert_eq!(quoted("a: \"b\"\n- c\\"), "\"a: \\\"b\\\"\\n- c\\\\\"");
        assert_eq!(quoted("---\n\u{0}\u{85}"), "\"---\\n\\n\"");
        let mut matter = FrontMatter::default();
        matter.text("title", "").list("tags", []).plain("price", "1.5");
        assert_eq!(matter.into_text(), "---\nprice: 1.5\n---\n");
    }
}
