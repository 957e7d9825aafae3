//! Finds links, with a protocol or known by their top-level domain. It never says whether a link leads anywhere.

use super::{
    Link,
    characters::{
        is_accented, is_at, is_directional, is_hash, is_invalid, is_label, is_path, is_path_end, is_query,
        is_query_end,
    },
    run,
};
use std::sync::LazyLock;

use pinfold_kernels::sorting::sort_by;

/// Top-level domains; the source stands in the file.
const TOP_LEVEL: &str = include_str!("tlds.txt");

/// The longest label of a domain, in its ASCII form (RFC 1035).
const MAX_LABEL: usize = 63;
/// The longest link that is one: what servers accept.
const MAX_LINK: usize = 4_096;
/// The longest part of a t.co link after its slash.
const MAX_SHORT: usize = 40;
/// Labels of a domain that are looked at: real names have fewer than ten.
const MAX_LABELS: usize = 32;
/// Characters of a label that are looked at; a longer one fits into no name, whatever its script.
const MAX_WRITTEN: usize = 4 * MAX_LABEL;

/// The names of the table, sorted for searching.
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = TOP_LEVEL.lines().filter(|line| !line.starts_with('#'));
    let mut names: Vec<&str> = lines.flat_map(|line| line.split(' ')).collect();
    sort_by(&mut names, Ord::cmp);
    names
});

/// The characters of the longest protocol.
const MAX_PROTOCOL: usize = 8;

/// All links of a text, in order.
pub(super) fn links(chars: &[char]) -> Vec<Link> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut dot = 0;
    while at < chars.len() {
        // Every link has a point within reach of its beginning, so what lies before that is passed over.
        if dot < at || dot == 0 {
            let Some(next) = (at..chars.len()).find(|&i| chars.get(i) == Some(&'.')) else { break };
            dot = next;
        }
        at = at.max(dot.saturating_sub(MAX_WRITTEN + MAX_PROTOCOL));
        let Some(start) = start_at(chars, at) else {
            at += 1;
            continue;
        };
        let Some(address) =
            Address::at(chars, start).or_else(|| (at == 0).then(|| Address::at(chars, 0)).flatten())
        else {
            at += 1;
            continue;
        };
        at = address.end.max(at + 1);
        address.push_links(chars, &mut found);
    }
    found
}

/// Where a link may begin whose preceding character stands at `at`, or which stands at the text's beginning.
fn start_at(chars: &[char], at: usize) -> Option<usize> {
    let c = *chars.get(at)?;
    let joins = c.is_ascii_alphanumeric() || is_at(c) || c == '$' || is_hash(c) || is_invalid(c);
    if !joins || is_directional(c) { Some(at + 1) } else { (at == 0).then_some(0) }
}

/// What was recognised as an address.
struct Address {
    start: usize,
    end: usize,
    domain: (usize, usize),
    has_protocol: bool,
    has_path: bool,
}

impl Address {
    fn at(chars: &[char], start: usize) -> Option<Self> {
        let protocol = protocol_end(chars, start);
        let with = protocol.and_then(|from| Some((from, domain_end(chars, from)?)));
        let (from, domain_end) = match with {
            Some(found) => found,
            None => (start, domain_end(chars, start)?),
        };
        let mut end = domain_end;
        if chars.get(end) == Some(&':') {
            let port = run(chars, end + 1, |c| c.is_ascii_digit());
            end = if port > end + 1 { port } else { end };
        }
        let has_path = chars.get(end) == Some(&'/');
        if has_path {
            end = path_end(chars, end + 1);
        }
        if chars.get(end) == Some(&'?') {
            end = query_end(chars, end).unwrap_or(end);
        }
        Some(Address { start, end, domain: (from, domain_end), has_protocol: with.is_some(), has_path })
    }

    fn push_links(&self, chars: &[char], found: &mut Vec<Link>) {
        let text =
            |from: usize, to: usize| -> String { chars.get(from..to).unwrap_or_default().iter().collect() };
        let domain = chars.get(self.domain.0..self.domain.1).unwrap_or_default();
        if self.end - self.start > MAX_LINK || !is_valid(domain) {
            return;
        }
        if self.has_protocol {
            if let Some(end) = self.short_end(chars) {
                found.push(Link { url: text(self.start, end), indices: (self.start, end) });
            }
            return;
        }
        let before = self.start.checked_sub(1).and_then(|at| chars.get(at));
        if matches!(before, Some('-' | '_' | '.' | '/')) {
            return;
        }
        // Among other scripts only the Latin domains are links: "twitter.comこれは".
        let mut at = 0;
        let mut last = None;
        while let Some((from, to)) = latin_domain(domain, at) {
            at = to;
            let indices = (self.domain.0 + from, self.domain.0 + to);
            last = Some(found.len());
            found.push(Link { url: text(indices.0, indices.1), indices });
        }
        let last = last.and_then(|at| found.get_mut(at));
        // The path belongs to the last domain alone, and only where nothing stands between the two.
        if let Some(link) = last.filter(|link| self.has_path && link.indices.1 == self.domain.1) {
            link.url = format!("{}{}", link.url, text(self.domain.1, self.end));
            link.indices.1 = self.end;
        }
    }

    /// Where the link ends: a t.co link has letters, digits and a query alone; `None` where it is too long.
    fn short_end(&self, chars: &[char]) -> Option<usize> {
        let host: String = chars.get(self.domain.0..self.domain.1).unwrap_or_default().iter().collect();
        let slug = self.domain.1 + 1;
        let end = run(chars, slug, |c| c.is_ascii_alphanumeric());
        if !host.eq_ignore_ascii_case("t.co") || chars.get(self.domain.1) != Some(&'/') || end == slug {
            return Some(self.end);
        }
        if end - slug > MAX_SHORT {
            return None;
        }
        let query = (chars.get(end) == Some(&'?')).then(|| query_end(chars, end)).flatten();
        Some(query.unwrap_or(end))
    }
}

/// The position after `http://` or `https://`.
fn protocol_end(chars: &[char], start: usize) -> Option<usize> {
    ["https://", "http://"].iter().find_map(|protocol| {
        let end = start + protocol.len();
        let same = chars
            .get(start..end)?
            .iter()
            .zip(protocol.chars())
            .all(|(c, other)| c.eq_ignore_ascii_case(&other));
        same.then_some(end)
    })
}

/// The end of the longest domain that begins at `start`: labels, of which the last is a top-level domain.
fn domain_end(chars: &[char], start: usize) -> Option<usize> {
    let mut best = None;
    let mut at = start;
    for _ in 0..MAX_LABELS {
        let rest = chars.get(at..chars.len().min(at + MAX_WRITTEN)).unwrap_or_default();
        let end = at + run(rest, 0, |c| is_label(c) || matches!(c, '-' | '_'));
        let label = chars.get(at..end).unwrap_or_default();
        let edges = |label: &[char]| {
            label.first().is_some_and(|&c| is_label(c)) && label.last().is_some_and(|&c| is_label(c))
        };
        if chars.get(end) != Some(&'.') || !edges(label) {
            break;
        }
        // The name before the top-level domain has no underscore, a subdomain may.
        if !label.contains(&'_') {
            best = top_level_end(chars, end + 1, chars.len()).or(best);
        }
        at = end + 1;
    }
    best
}

/// The end of the top-level domain that begins at `start`; `limit` is where the text ends for it.
fn top_level_end(chars: &[char], start: usize, limit: usize) -> Option<usize> {
    let rest = chars.get(start..limit)?;
    let bounded = |length: usize| {
        rest.get(length).is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '@' | '+' | '-'))
    };
    let ascii: String = rest
        .iter()
        .take_while(|c| c.is_ascii_alphanumeric())
        .take(MAX_LABEL + 1)
        .map(char::to_ascii_lowercase)
        .collect();
    if bounded(ascii.len()) && !ascii.is_empty() && NAMES.binary_search(&ascii.as_str()).is_ok() {
        return Some(start + ascii.len());
    }
    if ascii == "xn" && rest.get(2..4) == Some(&['-', '-']) {
        let length = rest.iter().take_while(|&&c| c.is_ascii_alphanumeric() || c == '-').count();
        return (length > 4).then_some(start + length);
    }
    if rest.first().is_none_or(char::is_ascii) {
        return None;
    }
    // Other scripts write no space after it, so it may be followed by any letter.
    let fits = |name: &str| {
        let length = name.chars().count();
        let same = rest.get(..length).is_some_and(|part| part.iter().copied().eq(name.chars()));
        (same && bounded(length)).then_some(length)
    };
    NAMES
        .iter()
        .filter(|name| !name.is_ascii())
        .filter_map(|name| fits(name))
        .max()
        .map(|length| start + length)
}

/// The next domain of Latin letters, digits and dashes within a domain.
fn latin_domain(domain: &[char], from: usize) -> Option<(usize, usize)> {
    let latin = |c: char| c.is_ascii_alphanumeric() || c == '-' || is_accented(c);
    let mut start = from;
    while start < domain.len() {
        let mut best = None;
        let mut at = start;
        for _ in 0..MAX_LABELS {
            let end = run(domain, at, latin);
            if end == at || domain.get(end) != Some(&'.') {
                break;
            }
            best = top_level_end(domain, end + 1, domain.len()).or(best);
            at = end + 1;
        }
        if let Some(end) = best {
            return Some((start, end));
        }
        start += 1;
    }
    None
}

/// Where a path ends that begins at `start`, right after its slash.
fn path_end(chars: &[char], start: usize) -> usize {
    let mut at = start;
    let mut end = start;
    while let Some(&c) = chars.get(at) {
        if is_path(c) {
            at += 1;
            if is_path_end(c) {
                end = at;
            }
        } else if let Some(after) = parentheses_end(chars, at, 1) {
            at = after;
            end = at;
        } else {
            break;
        }
    }
    end
}

/// The position after balanced parentheses, which may hold one more pair: `/wiki/Primer_(film)`.
fn parentheses_end(chars: &[char], at: usize, nested: usize) -> Option<usize> {
    if chars.get(at) != Some(&'(') {
        return None;
    }
    let inner = run(chars, at + 1, is_path);
    let inner = match nested {
        0 => inner,
        _ => parentheses_end(chars, inner, 0).map_or(inner, |after| run(chars, after, is_path)),
    };
    (inner > at + 1 && chars.get(inner) == Some(&')')).then_some(inner + 1)
}

/// Where a query ends that begins with the question mark at `at`.
fn query_end(chars: &[char], at: usize) -> Option<usize> {
    let limit = run(chars, at + 1, is_query);
    (at + 1..limit).rev().find(|&i| chars.get(i).is_some_and(|&c| is_query_end(c))).map(|last| last + 1)
}

/// Whether every label fits into a domain name, in its ASCII form.
fn is_valid(domain: &[char]) -> bool {
    let puny = domain.get(..4).is_some_and(|start| start == ['x', 'n', '-', '-']);
    if puny && latin_domain(domain, 0).is_none() {
        return false;
    }
    domain.split(|&c| c == '.').all(|label| (1..=MAX_LABEL).contains(&ascii_length(label)))
}

/// How long a label is in its ASCII form (RFC 3492).
fn ascii_length(label: &[char]) -> usize {
    if label.iter().all(char::is_ascii) {
        return label.len();
    }
    if label.len() > MAX_LABEL {
        return usize::MAX;
    }
    let text: String = label.iter().collect();
    idna::punycode::encode_str(&text).map_or(usize::MAX, |encoded| encoded.len() + 4)
}
