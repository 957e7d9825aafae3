//! The tags and texts of an HTML file of another program, one after another. It builds no tree, so no nesting costs
//! anything, and it renders and runs nothing.

use crate::capture::structured::plain::entity;

/// A piece of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A tag that begins an element: its name as written, and its attributes.
    Open(&'a str, &'a str),
    /// A tag that ends one.
    Close(&'a str),
    /// Text between tags, its entities as written.
    Text(&'a str),
}

/// The pieces of a text.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// Where the piece last given begins, and its line: counted on from there, so that the text is gone through once.
    counted: (usize, usize),
    begun: usize,
    /// Whether the text ends within a tag.
    pub is_cut: bool,
}

impl<'a> Pieces<'a> {
    /// The pieces of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, counted: (0, 1), begun: 0, is_cut: false }
    }

    /// The line on which the piece last given begins, from 1.
    pub fn line(&mut self) -> usize {
        let (from, line) = self.counted;
        let between = self.text.as_bytes().get(from..self.begun).unwrap_or_default();
        self.counted = (self.begun, line + between.iter().filter(|byte| **byte == b'\n').count());
        self.counted.1
    }

    /// The tag that begins here, if one does; comments and declarations are passed over as text of nobody.
    fn tag(&mut self, rest: &'a str) -> Option<Option<Piece<'a>>> {
        let inner = rest.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            self.at += comment.find("-->").map_or(rest.len(), |end| "<!--".len() + end + "-->".len());
            return Some(None);
        }
        let is_end = inner.starts_with('/');
        let inner = inner.strip_prefix(['/', '!', '?']).unwrap_or(inner);
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let Some(length) = tag_end(inner) else {
            self.is_cut = true;
            self.at = self.text.len();
            return Some(None);
        };
        let tag = inner.get(..length).unwrap_or_default();
        self.at += (rest.len() - inner.len()) + length + 1;
        let named = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, attributes) = tag.split_at_checked(named).unwrap_or((tag, ""));
        Some(match rest.as_bytes().get(1) {
            Some(b'!' | b'?') => None,
            _ if is_end => Some(Piece::Close(name)),
            _ => Some(Piece::Open(name, attributes)),
        })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            self.begun = self.at;
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            match self.tag(rest) {
                Some(Some(piece)) => return Some(piece),
                Some(None) => {}
                None => {
                    // The first sign may be a `<` that begins no tag.
                    let length =
                        rest.bytes().skip(1).position(|byte| byte == b'<').map_or(rest.len(), |at| at + 1);
                    self.at += length;
                    return rest.get(..length).map(Piece::Text);
                }
            }
        }
    }
}

/// How far a tag goes: to the first `>` outside quotes.
fn tag_end(inner: &str) -> Option<usize> {
    let mut quote = None;
    let mut valued = false;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            // A quote is one where a value begins, and nowhere else.
            (None, b'"' | b'\'') if valued => quote = Some(byte),
            (None, b'>') => return Some(at),
            (None, _) => {}
        }
        valued = quote.is_none() && (byte == b'=' || (valued && byte.is_ascii_whitespace()));
    }
    None
}

/// The value of an attribute, letter case of its name aside.
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let length = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (own, after) = rest.split_at_checked(length).filter(|_| !rest.is_empty())?;
        let after = after.trim_start();
        let value = match after.strip_prefix('=').map(str::trim_start) {
            None => {
                rest = after;
                ""
            }
            Some(after) => {
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (value, more) = match quote {
                    Some(quote) => {
                        let inner = after.strip_prefix(quote).unwrap_or_default();
                        inner.split_once(quote).unwrap_or((inner, ""))
                    }
                    None => after.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((after, "")),
                };
                rest = more;
                value
            }
        };
        if own.eq_ignore_ascii_case(name) {
            return Some(decoded(value));
        }
        if own.is_empty() && value.is_empty() {
            return None;
        }
    }
}

/// A text with its entities as characters.
pub fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _)) = rest.split_once('&') {
        out.push_str(before);
        let sign = rest.get(before.len()..).unwrap_or_default();
        match entity(sign) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = sign.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_as_browsers_read_them() {
        let pieces = |text| Pieces::new(text).collect::<Vec<_>>();
        use Piece::{Close, Open, Text};
        assert_eq!(
            pieces("<!DOCTYPE x><!-- <a> --><DT><A HREF=\"a>b\" X='\"'>1 < 2 & 3</A\n>x"),
            [
                Open("DT", ""),
                Open("A", " HREF=\"a>b\" X='\"'"),
                Text("1 "),
                Text("< 2 & 3"),
                Close("A"),
                Text("x")
            ]
        );
        let mut cut = Pieces::new("a\n\n<b href=\"x");
        assert_eq!((cut.next(), cut.line(), cut.next(), cut.is_cut), (Some(Text("a\n\n")), 1, None, true));
    }

    #[test]
    fn attributes_in_any_form() {
        let all = " HREF=\"a&amp;b\" description=\"two\nlines\" Private=0 folded tags='x,y'/";
        for (name, value) in [
            ("href", Some("a&b")),
            ("DESCRIPTION", Some("two\nlines")),
            ("private", Some("0")),
            ("folded", Some("")),
            ("tags", Some("x,y")),
            ("absent", None),
        ] {
            assert_eq!(attribute(all, name).as_deref(), value, "{name}");
        }
        assert_eq!(attribute("=\"x\" = y", "z"), None);
    }
}
