//! Patterns of addresses: `/{user}/status/{post:digits}`. They name the parts an adapter needs.
//! There is no backtracking and no regular expression: one pass over the segments.

use std::collections::BTreeMap;

use thiserror::Error;
use url::Url;

/// Values by name, captured from addresses and used in rules.
pub type Variables = BTreeMap<String, String>;

/// A pattern that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no address pattern: `/segment/{{name}}/{{name:digits}}/**?key={{name}}#part-{{name}}`")]
pub struct PatternError(String);

/// A compiled pattern of a path, with the queries and the fragment it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    segments: Vec<Piece>,
    /// `**` at the beginning: any segments may come first.
    anywhere: bool,
    /// `**` at the end: any segments may follow.
    open: bool,
    queries: Vec<(String, Piece)>,
    fragment: Option<Piece>,
}

/// One segment: text around at most one name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    before: String,
    name: Option<(String, Charset)>,
    after: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    Any,
    Digits,
    /// Letters, digits and `_`: what a handle is made of.
    Word,
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
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        let segments = segments.map(Piece::new).collect::<Option<Vec<_>>>().ok_or_else(fail)?;
        let queries = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=')?;
            Some((key.to_owned(), Piece::new(value)?))
        });
        let queries = queries.collect::<Option<Vec<_>>>().ok_or_else(fail)?;
        Ok(Self { segments, anywhere, open, queries, fragment })
    }

    /// The names in the address, when it fits.
    pub fn captures(&self, url: &Url) -> Option<Variables> {
        let path: Vec<&str> = url.path().split('/').filter(|segment| !segment.is_empty()).collect();
        let mut found = Variables::new();
        let spare = path.len().checked_sub(self.segments.len())?;
        let starts = if self.anywhere { 0..=spare } else { 0..=0 };
        let start = starts.into_iter().find(|start| {
            let fits_end = self.open || start + self.segments.len() == path.len();
            fits_end
                && path
                    .iter()
                    .skip(*start)
                    .zip(&self.segments)
                    .all(|(part, piece)| piece.fits(part).is_some())
        })?;
        for (part, piece) in path.iter().skip(start).zip(&self.segments) {
            piece.keep(part, &mut found);
        }
        for (key, piece) in &self.queries {
            let (_, value) = url.query_pairs().find(|(name, _)| name == key)?;
            piece.fits(&value)?;
            piece.keep(&value, &mut found);
        }
        if let Some(piece) = &self.fragment {
            let value = url.fragment()?;
            piece.fits(value)?;
            piece.keep(value, &mut found);
        }
        Some(found)
    }
}

impl Piece {
    fn new(source: &str) -> Option<Self> {
        let Some((before, rest)) = source.split_once('{') else {
            let plain = !source.contains(['}', '*']);
            return plain.then(|| Self { before: source.to_owned(), name: None, after: String::new() });
        };
        let (name, after) = rest.split_once('}')?;
        let (name, charset) = match name.split_once(':') {
            None => (name, Charset::Any),
            Some((name, "digits")) => (name, Charset::Digits),
            Some((name, "word")) => (name, Charset::Word),
            Some(_) => return None,
        };
        let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let plain = plain && !after.contains(['{', '}', '*']) && !before.contains(['}', '*']);
        plain.then(|| Self {
            before: before.to_owned(),
            name: Some((name.to_owned(), charset)),
            after: after.to_owned(),
        })
    }

    /// The named part, when the text fits; the empty text where there is no name.
    fn fits<'t>(&self, text: &'t str) -> Option<&'t str> {
        let Some((_, charset)) = &self.name else { return (text == self.before).then_some("") };
        let inner = text.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str())?;
        let fits = match charset {
            Charset::Any => true,
            Charset::Digits => inner.chars().all(|c| c.is_ascii_digit()),
            Charset::Word => inner.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
        };
        (fits && !inner.is_empty()).then_some(inner)
    }

    fn keep(&self, text: &str, found: &mut Variables) {
        if let Some((name, _)) = &self.name
            && let Some(value) = self.fits(text)
        {
            found.entry(name.clone()).or_insert_with(|| value.to_owned());
        }
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
            Some(&[("p", "7"), ("t", "a.1")]),
        );
        check(
            "/**/viewtopic.php?p={p:digits}",
            "https://f.example/b/viewtopic.php?f=1&p=7",
            Some(&[("p", "7")]),
        );
        check("/**/viewtopic.php?p={p:digits}", "https://f.example/b/viewtopic.php?f=1", None);
    }

    #[test]
    fn refuses_what_is_no_pattern() {
        for source in ["user", "/{user", "/{User}", "/{a:regex}", "/{a}{b}", "/a*b"] {
            assert!(Pattern::new(source).is_err(), "{source}");
        }
    }

    #[test]
    fn fills_templates_only_with_what_is_known() {
        let variables = Variables::from([("post".to_owned(), "12".to_owned())]);
        assert_eq!(fill("x:{post}", &variables).as_deref(), Some("x:12"));
        assert_eq!(fill("x:{user}", &variables), None);
    }
}
