//! Patterns of addresses: `/{user}/status/{post:digits}`. They name the parts an adapter needs, and what `**` at the
//! beginning stood for, with the origin, is `{before}`. There is no backtracking and no regular expression: one pass over
//! the segments.

use thiserror::Error;
use url::Url;

use crate::model::sorted_map::SortedMap;

/// Values by name, captured from addresses and used in rules.
pub type Variables = SortedMap<String, String>;

/// The name of what comes before a pattern that may begin anywhere: `https://a.example/forum`.
const BEFORE: &str = "before";

/// A pattern that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no address pattern: `/segment/{{name}}/{{name:digits}}-{{name}}/**?key={{name}}&{{name}}#part-{{name}}`"
)]
pub struct PatternError(String);

/// A compiled pattern of a path, with the queries and the fragment it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    segments: Vec<Piece>,
    /// `**` at the beginning: any segments may come first.
    anywhere: bool,
    /// `**` at the end: any segments may follow.
    open: bool,
    /// Each with its key; without one, a query that is a key alone.
    queries: Vec<(Option<String>, Piece)>,
    fragment: Option<Piece>,
}

/// One segment: text with names in it, and text between any two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    before: String,
    names: Vec<Name>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    name: String,
    charset: Charset,
    after: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    Any,
    Digits,
    /// Letters, digits and `_`: what a handle is made of.
    Word,
}

impl Charset {
    fn has(self, c: char) -> bool {
        match self {
            Self::Any => true,
            Self::Digits => c.is_ascii_digit(),
            Self::Word => c.is_ascii_alphanumeric() || c == '_',
        }
    }
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// When it does not begin with `/`, or a name in braces is not plain.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        let fail = || PatternError(source.to_owned());
        let (rest, fragment) = match source.split_once('#') {
            Some((rest, fragment)) => (rest, Some(Piece::new(fragment).ok_or_else(fail)?)),
            None => (source, None),
        };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path = path.strip_prefix('/').ok_or_else(fail)?;
        let (anywhere, path) = match path.strip_prefix("**/") {
            Some(rest) => (true, rest),
            None => (false, path),
        };
        let (open, path) = match path.strip_suffix("**") {
            Some(rest) => (true, rest),
            None => (false, path),
        };
        let mut segments = Vec::new();
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            segments.push(Piece::new(segment).ok_or_else(fail)?);
        }
        let mut queries = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) =
                pair.split_once('=').map_or((None, pair), |(key, value)| (Some(key.to_owned()), value));
            queries.push((key, Piece::new(value).ok_or_else(fail)?));
        }
        Ok(Self { segments, anywhere, open, queries, fragment })
    }

    /// The names in the address, when it fits.
    pub fn captures(&self, url: &Url) -> Option<Variables> {
        let path: Vec<&str> = url.path().split('/').filter(|segment| !segment.is_empty()).collect();
        let mut found = Variables::default();
        let spare = path.len().checked_sub(self.segments.len())?;
        let starts = if self.anywhere { 0..=spare } else { 0..=0 };
        let start = starts.into_iter().find(|start| {
            let fits_end = self.open || start + self.segments.len() == path.len();
            fits_end && path.iter().skip(*start).zip(&self.segments).all(|(part, piece)| piece.fits(part))
        })?;
        if self.anywhere {
            let mut before = url.origin().ascii_serialization();
            for part in path.iter().take(start) {
                before.push('/');
                before.push_str(part);
            }
            found.insert(BEFORE.to_owned(), before);
        }
        for (part, piece) in path.iter().skip(start).zip(&self.segments) {
            piece.read(part, &mut |name, value| keep(&mut found, name, value));
        }
        for (key, piece) in &self.queries {
            let mut pairs = url.query_pairs();
            let (name, value) = match key {
                Some(key) => pairs.find(|(name, _)| name == key)?,
                None => pairs.find(|(name, value)| value.is_empty() && piece.fits(name))?,
            };
            let text = if key.is_some() { value } else { name };
            let fits = piece.read(&text, &mut |name, value| keep(&mut found, name, value));
            fits.then_some(())?;
        }
        if let Some(piece) = &self.fragment {
            let fits = piece.read(url.fragment()?, &mut |name, value| keep(&mut found, name, value));
            fits.then_some(())?;
        }
        Some(found)
    }
}

fn keep(found: &mut Variables, name: &str, value: &str) {
    found.keep(name.to_owned(), value.to_owned());
}

impl Piece {
    fn new(source: &str) -> Option<Self> {
        let (before, mut rest) = source.split_once('{').map_or((source, None), |(b, rest)| (b, Some(rest)));
        let is_text = |text: &str| !text.contains(['}', '*']);
        let mut names: Vec<Name> = Vec::new();
        while let Some(inner) = rest {
            let (name, after) = inner.split_once('}')?;
            let after = match after.split_once('{') {
                // Where one name ends and the next begins could not be told.
                Some(("", _)) => return None,
                Some((after, next)) => {
                    rest = Some(next);
                    after
                }
                None => {
                    rest = None;
                    after
                }
            };
            let (name, charset) = match name.split_once(':') {
                None => (name, Charset::Any),
                Some((name, "digits")) => (name, Charset::Digits),
                Some((name, "word")) => (name, Charset::Word),
                Some(_) => return None,
            };
            let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if !plain || !is_text(after) {
                return None;
            }
            names.push(Name { name: name.to_owned(), charset, after: after.to_owned() });
        }
        is_text(before).then(|| Self { before: before.to_owned(), names })
    }

    fn fits(&self, text: &str) -> bool {
        self.read(text, &mut |_, _| ())
    }

    /// Whether the text fits; its names are handed on as far as it does. A name of digits or word characters takes all
    /// there are; any other takes all up to the last place of what comes after it.
    fn read<'t>(&self, text: &'t str, hand: &mut dyn FnMut(&str, &'t str)) -> bool {
        let Some(mut rest) = text.strip_prefix(self.before.as_str()) else { return false };
        for (place, one) in self.names.iter().enumerate() {
            let after = one.after.as_str();
            let split = if place + 1 == self.names.len() {
                rest.strip_suffix(after).map(|value| (value, ""))
            } else if one.charset == Charset::Any {
                rest.rsplit_once(after)
            } else {
                let end = rest.find(|c| !one.charset.has(c)).unwrap_or(rest.len());
                rest.split_at_checked(end).and_then(|(value, next)| Some((value, next.strip_prefix(after)?)))
            };
            let Some((value, next)) = split else { return false };
            if value.is_empty() || !value.chars().all(|c| one.charset.has(c)) {
                return false;
            }
            hand(&one.name, value);
            rest = next;
        }
        rest.is_empty()
    }
}

/// `template` with each `{name}` replaced; `None` when one is not known.
pub fn fill(template: &str, variables: &Variables) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        out.push_str(before);
        out.push_str(variables.get(name)?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may panic

    use super::*;

    fn check(pattern: &str, url: &str, expected: Option<&[(&str, &str)]>) {
        let found = Pattern::new(pattern).unwrap().captures(&Url::parse(url).unwrap());
        let expected = expected
            .map(|pairs| pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect());
        assert_eq!(found, expected, "{pattern} on {url}");
    }

    #[test]
    fn names_parts_of_addresses() {
        let status = "/{user:word}/status/{post:digits}";
        check(status, "https://x.com/ada/status/12", Some(&[("post", "12"), ("user", "ada")]));
        check(status, "https://x.com/ada/status/12/", Some(&[("post", "12"), ("user", "ada")]));
        check(status, "https://x.com/ada/status/12/photo/1", None);
        check(status, "https://x.com/ada/status/twelve", None);
        check(
            "/{user}/status/{post}/**",
            "https://x.com/a/status/12/photo/1",
            Some(&[("post", "12"), ("user", "a")]),
        );
        check(
            "/**/threads/{t}/#post-{p:digits}",
            "https://f.example/c/threads/a.1/#post-7",
            Some(&[("before", "https://f.example/c"), ("p", "7"), ("t", "a.1")]),
        );
        check(
            "/**/viewtopic.php?p={p:digits}",
            "https://f.example/b/viewtopic.php?f=1&p=7",
            Some(&[("before", "https://f.example/b"), ("p", "7")]),
        );
        check("/**/viewtopic.php?p={p:digits}", "https://f.example/b/viewtopic.php?f=1", None);
    }

    #[test]
    fn several_names_in_one_part() {
        let post = "/thread-{t:digits}-post-{p:digits}.html";
        check(post, "https://f.example/thread-12-post-31.html", Some(&[("p", "31"), ("t", "12")]));
        check(post, "https://f.example/thread-12a-post-31.html", None);
        check(post, "https://f.example/thread-12-post-.html", None);
        check(post, "https://f.example/thread-12.html", None);
        let titled = "/{slug}-t{t:digits}-{start:digits}.html";
        check(
            titled,
            "https://f.example/ask-the-team-t190-10.html",
            Some(&[("slug", "ask-the-team"), ("start", "10"), ("t", "190")]),
        );
        check(titled, "https://f.example/ask-the-team.html", None);
        check(
            "/{a}.{t:digits}",
            "https://f.example/mixer-v1.2-é.77",
            Some(&[("a", "mixer-v1.2-%C3%A9"), ("t", "77")]),
        );
        check("/{t:digits}-{slug}", "https://f.example/é", None);
    }

    #[test]
    fn a_query_may_be_a_key_alone() {
        let pattern = "/**/showthread.php?{t:digits}-{slug}";
        let found = [("before", "https://f.example"), ("slug", "A-B"), ("t", "12")];
        check(pattern, "https://f.example/showthread.php?12-A-B&p=31", Some(&found));
        check(pattern, "https://f.example/showthread.php?p=12-A", None);
        check(pattern, "https://f.example/showthread.php?s=1&A", None);
    }

    #[test]
    fn refuses_what_is_no_pattern() {
        for source in ["user", "/{user", "/{User}", "/{a:regex}", "/{a}{b}", "/a*b"] {
            assert!(Pattern::new(source).is_err(), "{source}");
        }
    }

    #[test]
    fn fills_templates_only_with_what_is_known() {
        let variables = Variables::from_iter([("post".to_owned(), "12".to_owned())]);
        assert_eq!(fill("x:{post}", &variables).as_deref(), Some("x:12"));
        assert_eq!(fill("x:{user}", &variables), None);
    }
}
