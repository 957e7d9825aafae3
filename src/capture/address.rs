//! Addresses as adapters see them: resolved, with a host that can be compared.
//! It never fetches, and it never takes anything but `http` and `https` for an address.

use url::Url;

use crate::model::text::MAX_URL;

/// `reference` against `base`, when the result is a web address of acceptable length.
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    parse(base, reference).map(String::from)
}

/// As [`resolve`], kept apart in its parts. Bidirectional controls, which can make a link read as another,
/// and user names in front of the host are refused.
pub fn parse(base: &str, reference: &str) -> Option<Url> {
    let reference = reference.trim();
    if reference.is_empty() || reference.len() > MAX_URL || reference.chars().any(is_deceptive) {
        return None;
    }
    let url = match Url::parse(base) {
        Ok(base) => base.join(reference).ok()?,
        Err(_) => Url::parse(reference).ok()?,
    };
    let plain =
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    (plain && url.host_str().is_some() && url.as_str().len() <= MAX_URL).then_some(url)
}

/// Characters that reorder or hide text.
pub fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// The host in lower case without a final dot; `None` where there is none.
pub fn host(url: &str) -> Option<String> {
    parse(url, url).and_then(|url| url.host_str().map(|host| host.trim_end_matches('.').to_ascii_lowercase()))
}

/// The host without `www.`: the name of a site that has no other.
pub fn site(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The one form of a resolved address under which the same thing is found again.
pub fn canonical(url: &str) -> String {
    super::canonical::canonical(url, None).unwrap_or_else(|| url.to_owned())
}
