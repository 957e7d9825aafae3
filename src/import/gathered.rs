//! What was found in another program's file, whatever that program was: things with an address, and what could not be read.
//! It knows nothing of the workspace and decides nothing about it.

use serde::{Deserialize, Serialize};

use crate::{
    capture::canonical::canonical,
    model::{
        tag::{MAX_VOCABULARY, Tag},
        text::bounded,
        time::Instant,
    },
};

/// Most things of one file: twenty times the largest collection of bookmarks that people show, and a batch that a browser
/// still commits at once.
pub const MAX_FOUND: usize = 200_000;
/// Most of what was not read that is listed; the rest is counted. Nobody reads more of them.
pub const MAX_LISTED: usize = 100;
/// How much of something that was not read is shown, in characters.
const MAX_SHOWN: usize = 80;

/// Why something of a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum UnreadReason {
    /// It names no address.
    NoAddress,
    /// Its address is none of the web: a browser's own page, a script, a file.
    NotWeb,
    /// It has another form than its place in the file should have.
    Form,
    /// The file ends within it.
    CutShort,
    /// A word that is no tag: too long, or too many steps. The thing itself was taken.
    Tag,
    /// A tag that is not in the vocabulary, which takes no new ones. The thing itself was taken.
    TagLocked,
    /// Past the most that one thing or one file may have.
    TooMany,
}

/// Something that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Unread {
    /// Where: the line of a text or table, from 1; in JSON the place in its list, from 1.
    pub place: u32,
    /// Its beginning.
    pub what: String,
    /// Why.
    pub reason: UnreadReason,
}

/// What was said about a page or of words that were marked in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remark {
    /// The words; empty: the page as a whole.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// What was said; empty for a bare highlight.
    pub note: String,
    /// Who said it, where it was somebody else.
    pub creator: Option<String>,
    /// When.
    pub created: Option<Instant>,
}

impl Remark {
    /// A note on a page as a whole; none where nothing is written.
    pub fn whole(note: &str) -> Option<Self> {
        let note = note.trim();
        (!note.is_empty()).then(|| Self { note: note.to_owned(), ..Self::default() })
    }

    /// Words that were marked; none where there are no words.
    pub fn marked(exact: &str) -> Option<Self> {
        let exact = exact.trim();
        (!exact.is_empty()).then(|| Self { exact: exact.to_owned(), ..Self::default() })
    }
}

/// A thing that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its canonical address.
    pub address: String,
    /// Where it stands in the file: see [`Unread::place`].
    pub place: usize,
    /// Its title.
    pub title: Option<String>,
    /// Words of the page.
    pub text: Option<String>,
    /// What was said about it.
    pub remarks: Vec<Remark>,
    /// Its tags, as written.
    pub tags: Vec<String>,
    /// The folders it lies in: the names of nested ones joined by [`super::BETWEEN_FOLDERS`].
    pub folders: Vec<String>,
    /// When it was kept.
    pub created: Option<Instant>,
    /// Addresses of its pictures.
    pub pictures: Vec<String>,
}

/// A tag of a vocabulary that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands in the file: see [`Unread::place`].
    pub place: usize,
    /// What the file says of it.
    pub tag: Tag,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gathered {
    /// What was found, in the file's order.
    pub found: Vec<Found>,
    /// Of a vocabulary, its tags, in the file's order.
    pub entries: Vec<Entry>,
    /// What was not taken: the first [`MAX_LISTED`].
    pub unread: Vec<Unread>,
    /// How much was not taken.
    pub missed: u32,
}

impl Gathered {
    /// Takes a thing whose address is `written` that way in the file, unless that is none of the web.
    pub fn take(&mut self, place: usize, written: &str, mut found: Found) {
        let written = written.trim();
        if written.is_empty() {
            return self.miss(place, found.title.as_deref().unwrap_or_default(), UnreadReason::NoAddress);
        }
        // As people write it into tables.
        let whole = written.starts_with("www.").then(|| format!("https://{written}"));
        let Some(address) = canonical(whole.as_deref().unwrap_or(written), None) else {
            return self.miss(place, written, UnreadReason::NotWeb);
        };
        if self.found.len() >= MAX_FOUND {
            return self.miss(place, written, UnreadReason::TooMany);
        }
        // Programs give what has no title its address for one.
        found.title.take_if(|title| title.trim() == written || title.trim() == address);
        found.address = address;
        found.place = place;
        self.found.push(found);
    }

    /// Takes a tag of a vocabulary.
    pub fn learn(&mut self, entry: Entry) {
        if self.entries.len() < MAX_VOCABULARY {
            self.entries.push(entry);
        } else {
            self.miss(entry.place, entry.tag.path.as_str(), UnreadReason::TooMany);
        }
    }

    /// Notes that something was not taken.
    pub fn miss(&mut self, place: usize, what: &str, reason: UnreadReason) {
        self.missed = self.missed.saturating_add(1);
        if self.unread.len() < MAX_LISTED {
            let what = bounded(what, MAX_SHOWN).unwrap_or_default();
            self.unread.push(Unread { place: u32::try_from(place).unwrap_or(u32::MAX), what, reason });
        }
    }
}
