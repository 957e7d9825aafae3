//! By what a thing is known again besides its address: one print that says "the same", and one that says "look, these
//! are alike". They are made once, when it is pinned. It never joins two things: what is alike is only found.

use pinfold_kernels::sorting::sort_by;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    letters,
    pin::Content,
    text::folded,
    time::{Precision, Published},
};

/// Most pairs of words that are looked at: past them a text is a book, and its beginning tells it from others.
const MAX_PAIRS: usize = 2_000;
/// Fewest pairs of words that tell a text from others: "Thank you so much!" is everybody's.
const MIN_PAIRS: usize = 5;
/// Bands of the print. A text finds another when one band is the same.
const BANDS: usize = 4;
/// Smallest pairs in a band. With two, texts of which four fifths are the same share a band in 98 of 100 cases, and texts
/// of which a fifth is, in 15.
const ROWS: u64 = 2;
/// Hexadecimal digits of a band: 16 million values, so that a band is shared by hardly anything else.
const DIGITS: usize = 6;

/// The prints of one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Prints {
    /// Of author and text, where the site names neither an address nor an id: XXH3-64 in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same: Option<String>,
    /// Of the text's pairs of words: four bands of six hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alike: Option<String>,
}

impl Prints {
    /// The prints of what was read.
    pub fn of(content: &Content) -> Self {
        Self { same: same(content), alike: content.text.as_deref().and_then(alike) }
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// The bands of a text's print, each with its place: texts that are alike share one. What was pinned before there were
/// prints has them all the same.
pub(super) fn bands(content: &Content) -> impl Iterator<Item = String> {
    let print = content.prints.alike.clone().or_else(|| alike(content.text.as_deref()?)).unwrap_or_default();
    (0..BANDS).filter_map(move |place| {
        print.get(place * DIGITS..(place + 1) * DIGITS).map(|band| format!("{place}{band}"))
    })
}

/// The print of what has neither address nor id, but an author and words.
pub(super) fn same(content: &Content) -> Option<String> {
    let source = &content.source;
    if source.url.is_some() || source.native_id.is_some() {
        return None;
    }
    let key = content.author_keys().into_iter().next().map(|key| key.0);
    let who = key.or_else(|| Some(format!("{} {}", source.site, content.author.as_ref()?.label()?)))?;
    let words = folded(content.text.as_deref().or(content.title.as_deref())?);
    (!words.is_empty()).then(|| format!("{:016x}", xxh3_64(format!("{who}\n{words}").as_bytes())))
}

/// Whether two times may be one, read at two moments: "5 minutes ago" is not exact.
pub(super) fn may_be_one(one: Option<Published>, other: Option<Published>) -> bool {
    let Some((one, other)) = one.zip(other) else { return true };
    let slack = slack(one.precision).max(slack(other.precision));
    (one.instant.milliseconds() - other.instant.milliseconds()).abs() <= slack
}

/// What a time may be off by, in milliseconds: twice its last digit.
fn slack(precision: Precision) -> i64 {
    const MINUTE: i64 = 60_000;
    const DAY: i64 = 24 * 60 * MINUTE;
    match precision {
        Precision::Year => 2 * 366 * DAY,
        Precision::Month => 2 * 31 * DAY,
        Precision::Day => 2 * DAY,
        Precision::Hour => 2 * 60 * MINUTE,
        Precision::Minute => 2 * MINUTE,
        Precision::Second | Precision::Local => 1_000,
    }
}

/// The bands of a text; `None` where it has too few words. This is min-hashing (Broder, 1997): a post has some twenty
/// words, and one that was changed moves a dozen bits of a simhash, which no band of it survives.
fn alike(text: &str) -> Option<String> {
    let pairs = pairs(text);
    if pairs.len() < MIN_PAIRS {
        return None;
    }
    let mut print = String::with_capacity(BANDS * DIGITS);
    for band in 0..BANDS as u64 {
        let rows = (0..ROWS).map(|row| {
            let salt = (band * ROWS + row + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            pairs.iter().map(|pair| mixed(pair ^ salt)).min().unwrap_or(0)
        });
        let band = rows.fold(0, |all: u64, row| mixed(all.rotate_left(1) ^ row)) & 0xff_ffff;
        print.push_str(&format!("{band:06x}"));
    }
    Some(print)
}

/// How much of two texts is the same, in percent of all pairs of words that either has, or of those of the shorter one,
/// where that is long enough to mean something. A hundred says that both have the same.
pub fn share(one: &str, other: &str) -> u32 {
    let (one, other) = (pairs(one), pairs(other));
    let both = one.iter().filter(|pair| other.binary_search(pair).is_ok()).count();
    let (all, less) = (one.len() + other.len() - both, one.len().min(other.len()));
    let percent = |of: usize| u32::try_from(both * 100 / of.max(1)).unwrap_or(0);
    // A repost with words of one's own holds the other one whole.
    let within = if less >= 2 * MIN_PAIRS { percent(less).min(99) } else { 0 };
    if less < MIN_PAIRS { 0 } else { percent(all).max(within) }
}

/// The pairs of words, as numbers in ascending order, each once. Letter case, marks, addresses and who is spoken to do not
/// count; where words are not kept apart, each sign is one.
fn pairs(text: &str) -> Vec<u64> {
    let mut pairs: Vec<u64> = Vec::new();
    let mut last = None;
    let mut word = String::new();
    let mut end = |word: &mut String, pairs: &mut Vec<u64>| {
        if !word.is_empty() {
            let hash = xxh3_64(word.as_bytes());
            if let Some(before) = last.replace(hash) {
                pairs.push(mixed(u64::rotate_left(before, 1) ^ hash));
            }
            word.clear();
        }
    };
    for part in text.split_whitespace() {
        if pairs.len() >= MAX_PAIRS {
            break;
        }
        if part.starts_with('@') || part.contains("://") || part.starts_with("www.") {
            continue;
        }
        for c in part.chars() {
            let alone = is_alone(c);
            if alone || !is_letter(c) {
                end(&mut word, &mut pairs);
            }
            if is_letter(c) {
                word.push(letters::lower(c));
            }
            if alone {
                end(&mut word, &mut pairs);
            }
        }
        end(&mut word, &mut pairs);
    }
    sort_by(&mut pairs, Ord::cmp);
    pairs.dedup();
    pairs
}

/// Letters and digits, without a table: marks, and what pictures are made of, stand in a few places of their own.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{A9}' | '\u{AB}'..='\u{B4}' | '\u{B6}'..='\u{B9}' | '\u{BB}'..='\u{BF}' => false,
        '\u{2000}'..='\u{2BFF}' | '\u{2E00}'..='\u{2E7F}' | '\u{3000}'..='\u{3004}' => false,
        '\u{3007}'..='\u{3030}' | '\u{FE00}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF0F}' => false,
        '\u{FF1A}'..='\u{FF20}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E000}'..='\u{F8FF}' => false,
        _ => true,
    }
}

/// Signs of writings that put no space between words.
fn is_alone(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        && is_letter(c)
}

/// The last step of SplitMix64: every bit of what comes in moves half of what goes out.
fn mixed(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}
