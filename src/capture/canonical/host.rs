//! Says whether a host belongs to a site. It never looks inside a label.

/// Whether `host` is `pattern` or one of its subdomains: equal, or ending in it at a dot, whatever the case.
///
/// ```
/// use pinfold::capture::canonical::host_matches;
/// assert!(host_matches("old.reddit.com", "reddit.com"));
/// assert!(!host_matches("notreddit.com", "reddit.com"));
/// assert!(!host_matches("reddit.com.evil.example", "reddit.com"));
/// ```
pub fn host_matches(host: &str, pattern: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let Some(start) = host.len().checked_sub(pattern.len()) else { return false };
    let Some((head, tail)) = host.split_at_checked(start) else { return false };
    !pattern.is_empty() && tail.eq_ignore_ascii_case(pattern) && (head.is_empty() || head.ends_with('.'))
}

/// Whether `host` is `name` under a public suffix, with or without subdomains: `www.amazon.co.uk` for
/// `amazon`. Only suffixes of one country or `com` count, so that `amazon.evil.example` is none.
pub(super) fn is_brand(host: &str, name: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let Some(at) = labels.iter().position(|label| *label == name) else { return false };
    match labels.get(at + 1..).unwrap_or_default() {
        [suffix] => *suffix == "com" || suffix.len() == 2,
        [second, country] => matches!(*second, "co" | "com") && country.len() == 2,
        _ => false,
    }
}
