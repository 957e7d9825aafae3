//! What a post quotes of somebody else's words: kept apart from its own, so that nobody is held to have said what they
//! only quoted. It never decides who that was: a name is what the page wrote.

use serde::{Deserialize, Serialize};

use super::text::{MAX_LABEL, MAX_URL, bounded};

/// Most quotes of one post: an answer point by point has a dozen.
pub const MAX_QUOTED: usize = 20;
/// The longest quoted text in characters: what is quoted to be answered is shorter, and the whole is where it was written.
pub const MAX_QUOTED_TEXT: usize = 10_000;

/// Words of somebody else in a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Quoted {
    /// Whose they are, as the page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where they were written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The words.
    pub text: String,
}

impl Quoted {
    /// Cuts it to what is stored of a quote; without words it is none.
    pub fn bound(&mut self) {
        self.author = self.author.as_deref().and_then(|author| bounded(author, MAX_LABEL));
        self.url = self.url.as_deref().and_then(|url| bounded(url, MAX_URL));
        self.text = bounded(&self.text, MAX_QUOTED_TEXT).unwrap_or_default();
    }
}
