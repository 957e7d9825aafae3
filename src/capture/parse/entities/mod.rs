//! Finds hashtags, mentions, cashtags and links in a text, after the rules of twitter-text. It never fetches,
//! never expands a short link, and never changes the text.
//!
//! Positions are counted in code points, from the sign to after the last character.
//!
//! * `characters`: which characters names, tags and links are made of
//! * `link`: links with and without a protocol

mod characters;
mod link;

use characters::{is_accented, is_at, is_handle, is_hash, is_letter, is_punctuation, is_space, is_tag};
use pinfold_kernels::sorting::sort_by_key;
use serde::Serialize;

/// Characters of a text that are looked at: a hundred long posts.
pub const MAX_CHARS: usize = 100_000;
/// The longest handle.
const MAX_HANDLE: usize = 20;
/// The longest name of a list after its first letter.
const MAX_LIST: usize = 24;
/// The longest cashtag before its suffix.
const MAX_CASHTAG: usize = 6;

/// Where an entity stands: its first code point and the one after its last.
pub type Indices = (usize, usize);

/// `#hashtag`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hashtag {
    /// The tag without its sign.
    pub hashtag: String,
    /// Where it stands, sign included.
    pub indices: Indices,
}

/// `@name` or `@name/list`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// The handle without its sign.
    pub screen_name: String,
    /// The list with its slash, empty where none is named.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub list_slug: String,
    /// Where it stands, sign and list included.
    pub indices: Indices,
}

/// `$CASH`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cashtag {
    /// The symbol without its sign.
    pub cashtag: String,
    /// Where it stands, sign included.
    pub indices: Indices,
}

/// A link as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The address as written, with or without a protocol.
    pub url: String,
    /// Where it stands.
    pub indices: Indices,
}

/// The entities of a text, in order; of two that overlap the one that begins first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entities {
    /// Hashtags.
    pub hashtags: Vec<Hashtag>,
    /// Mentions of people and lists.
    pub mentions: Vec<Mention>,
    /// Cashtags.
    pub cashtags: Vec<Cashtag>,
    /// Links.
    pub urls: Vec<Link>,
}

/// Finds all entities of a text.
///
/// ```
/// use pinfold::capture::parse::entities;
/// let found = entities::find("@pinfold see example.com/a #praise");
/// assert_eq!(found.mentions[0].screen_name, "pinfold");
/// assert_eq!(found.urls[0].indices, (13, 26));
/// assert_eq!(found.hashtags[0].hashtag, "praise");
/// ```
pub fn find(text: &str) -> Entities {
    let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
    let mut found = Entities {
        hashtags: hashtags(&chars),
        mentions: mentions(&chars),
        cashtags: cashtags(&chars),
        urls: link::links(&chars),
    };
    found.remove_overlaps();
    found
}

impl Entities {
    /// Keeps of two that overlap the one that begins first.
    fn remove_overlaps(&mut self) {
        let places = self
            .urls
            .iter()
            .map(|link| link.indices)
            .chain(self.mentions.iter().map(|mention| mention.indices));
        let places = places
            .chain(self.hashtags.iter().map(|tag| tag.indices))
            .chain(self.cashtags.iter().map(|tag| tag.indices));
        let mut places: Vec<Indices> = places.collect();
        sort_by_key(&mut places, |(start, _)| *start);
        let mut end = 0;
        places.retain(|(start, stop)| {
            let free = *start >= end;
            if free {
                end = *stop;
            }
            free
        });
        let kept = |indices: &Indices| {
            places
                .binary_search_by_key(&indices.0, |(start, _)| *start)
                .is_ok_and(|at| places.get(at) == Some(indices))
        };
        self.urls.retain(|link| kept(&link.indices));
        self.mentions.retain(|mention| kept(&mention.indices));
        self.hashtags.retain(|tag| kept(&tag.indices));
        self.cashtags.retain(|tag| kept(&tag.indices));
    }
}

fn hashtags(chars: &[char]) -> Vec<Hashtag> {
    let mut found = Vec::new();
    // The character before a tag belongs to its match, so two tags cannot share one.
    let mut free = 0;
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| is_hash(**c)) {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let bounded = match before {
            None => true,
            Some(c) => at > free && (matches!(c, '\u{FE0E}' | '\u{FE0F}') || !is_tag(*c) && *c != '&'),
        };
        let end = run(chars, at + 1, is_tag);
        let tag = chars.get(at + 1..end).unwrap_or_default();
        // A keycap or an emoji's number sign is no tag.
        let keycap = matches!(tag.first(), Some('\u{FE0F}' | '\u{20E3}'));
        if !bounded || keycap || at < free || !tag.iter().any(|&c| is_letter(c)) {
            continue;
        }
        free = end;
        if !chars.get(end).is_some_and(|&c| is_hash(c)) && !begins_address(chars, end) {
            found.push(Hashtag { hashtag: tag.iter().collect(), indices: (at, end) });
        }
    }
    found
}

fn mentions(chars: &[char]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut free = 0;
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| is_at(**c)) {
        let name_end = run(chars, at + 1, is_handle).min(at + 1 + MAX_HANDLE);
        if at < free || name_end == at + 1 || !may_mention(chars, at, free) {
            continue;
        }
        let list = chars.get(name_end) == Some(&'/')
            && chars.get(name_end + 1).is_some_and(char::is_ascii_alphabetic);
        let end = if list {
            run(chars, name_end + 2, |c| is_handle(c) || c == '-').min(name_end + 2 + MAX_LIST)
        } else {
            name_end
        };
        free = end;
        // "@user@example.com" and "@http://" are no mentions.
        if chars.get(end).is_some_and(|&c| is_at(c) || is_accented(c)) || begins_address(chars, end) {
            continue;
        }
        let text = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect();
        found.push(Mention {
            screen_name: text(at + 1, name_end),
            list_slug: text(name_end, end),
            indices: (at, end),
        });
    }
    found
}

/// Whether what stands before an at sign lets it begin a mention.
fn may_mention(chars: &[char], at: usize, free: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| chars.get(at)) else { return true };
    let joins = is_handle(*before) || is_at(*before) || "!#$%&*".contains(*before);
    if !joins {
        return at > free;
    }
    // "RT@name": the old way to pass a post on.
    let is_retweet = at.checked_sub(2).and_then(|from| chars.get(from..at)).is_some_and(|pair| {
        matches!(pair, [first, second] if first.eq_ignore_ascii_case(&'r') && second.eq_ignore_ascii_case(&'t'))
    });
    let apart = match at.checked_sub(3).and_then(|at| chars.get(at)) {
        None => true,
        Some(c) => at - 3 >= free && !is_handle(*c) && !"+~.-".contains(*c),
    };
    is_retweet && apart
}

fn cashtags(chars: &[char]) -> Vec<Cashtag> {
    let mut found = Vec::new();
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| **c == '$') {
        if at > 0 && !chars.get(at - 1).is_some_and(|&c| is_space(c)) {
            continue;
        }
        let end = run(chars, at + 1, |c| c.is_ascii_alphabetic());
        if end == at + 1 || end > at + 1 + MAX_CASHTAG {
            continue;
        }
        let bounded = |end: usize| chars.get(end).is_none_or(|&c| is_space(c) || is_punctuation(c));
        let suffix = matches!(chars.get(end), Some('.' | '_'))
            .then(|| run(chars, end + 1, |c| c.is_ascii_alphabetic()));
        let suffixed = suffix.filter(|&to| (1..=2).contains(&(to - end - 1)) && bounded(to));
        if let Some(end) = suffixed.or_else(|| bounded(end).then_some(end)) {
            found.push(Cashtag {
                cashtag: chars.get(at + 1..end).unwrap_or_default().iter().collect(),
                indices: (at, end),
            });
        }
    }
    found
}

/// The position after the characters from `at` on that hold.
fn run(chars: &[char], at: usize, holds: impl Fn(char) -> bool) -> usize {
    at + chars.iter().skip(at).take_while(|&&c| holds(c)).count()
}

/// Whether `://` stands there: what came before is a protocol, not a name.
fn begins_address(chars: &[char], at: usize) -> bool {
    chars.get(at..at + 3).is_some_and(|next| next == [':', '/', '/'])
}
