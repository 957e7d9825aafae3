//! Addresses as cards name them: resolved against their page, and refused where they deceive. It never fetches.

use url::Url;

use crate::model::{address, text::MAX_URL};

/// `reference` against `base`, when the result is a web address of acceptable length.
pub fn resolve(base: &Url, reference: &str) -> Option<String> {
    parse(base, reference).map(String::from)
}

/// As [`resolve`], kept apart in its parts. Bidirectional controls, which can make a link read as another,
/// and user names in front of the host are refused.
pub fn parse(base: &Url, reference: &str) -> Option<Url> {
    plain(reference, Some(base))
}

/// A web address that stands for itself, refused as in [`parse`].
pub fn absolute(address: &str) -> Option<Url> {
    plain(address, None)
}

fn plain(reference: &str, base: Option<&Url>) -> Option<Url> {
    let reference = reference.trim();
    if reference.is_empty() || reference.len() > MAX_URL || reference.chars().any(is_deceptive) {
        return None;
    }
    let url = address::web(reference, base)?;
    let plain = url.username().is_empty() && url.password().is_none();
    (plain && url.as_str().len() <= MAX_URL).then_some(url)
}

/// Characters that reorder or hide text.
pub fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// The one form of a resolved address under which the same thing is found again.
pub fn canonical(url: &str) -> String {
    super::canonical::canonical(url, None).unwrap_or_else(|| url.to_owned())
}
