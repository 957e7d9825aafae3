//! Text into HTML. Our own markup is constant; everything else goes through [`escaped`], which is safe in
//! text and in double-quoted attributes. It knows no other place: nothing is ever written into a script, a
//! style or an attribute without quotes.

use super::{clean, link::Link};
use crate::{
    export::file::Part,
    model::{id::MediaId, measure::written},
};

/// `text` with the five characters that mean something in HTML as references.
pub fn escaped(text: &str) -> String {
    let clean = clean(text);
    let mut out = String::with_capacity(clean.len() + clean.len() / 8);
    let mut rest = clean.as_str();
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let (before, sign) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        out.push_str(match sign.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            // The five that Chromium's reader of bookmarks knows; it takes any other reference for a part of the title.
            _ => "&#39;",
        });
        rest = sign.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// An HTML text in the making, in parts.
#[derive(Debug, Default)]
pub struct Html {
    parts: Vec<Part>,
    text: String,
}

impl Html {
    /// Markup of our own.
    pub fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// Text of anybody, for a text node or within double quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.text.push_str(&escaped(text));
        self
    }

    /// A number.
    pub fn number(&mut self, number: impl Into<i64>) -> &mut Self {
        self.text.push_str(&number.into().to_string());
        self
    }

    /// A measure with at most two digits after the point; what is no number becomes 0.
    pub fn measure(&mut self, measure: f64) -> &mut Self {
        self.text.push_str(&written((measure * 100.0).round() / 100.0));
        self
    }

    /// An element with text.
    pub fn element(&mut self, open: &'static str, text: &str, close: &'static str) -> &mut Self {
        self.markup(open).text(text).markup(close)
    }

    /// A link to another page.
    pub fn link(&mut self, link: &Link, text: &str) -> &mut Self {
        self.markup("<a href=\"")
            .text(link.as_str())
            .markup("\" rel=\"noopener noreferrer\">")
            .text(text)
            .markup("</a>")
    }

    /// The bytes of a stored picture in base 64, written by whoever holds them.
    pub fn picture(&mut self, id: &MediaId) -> &mut Self {
        self.parts.push(Part::Text(std::mem::take(&mut self.text)));
        self.parts.push(Part::PictureBase64(id.clone()));
        self
    }

    /// The finished parts.
    pub fn into_parts(mut self) -> Vec<Part> {
        self.parts.push(Part::Text(self.text));
        self.parts
    }
}
