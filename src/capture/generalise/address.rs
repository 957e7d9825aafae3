//! What the addresses of one kind have in common, as a pattern: `/threads/{thread}/#post-{post:digits}`. It takes words for
//! fixed and numbers for names, and never makes a pattern that the example's own address does not fit.

use url::Url;

use crate::capture::adapter::pattern::Pattern;

/// Most addresses that are compared.
const MAX_COMPARED: usize = 60;
/// Longest beginning of a number that is a word of the site's, as in `comment-12`.
const MAX_START: usize = 12;
/// Path segments after which a name comes, whatever it looks like: `/r/technology/`, `/user/ada`.
const BEFORE_NAMES: &[&str] = &[
    "r",
    "u",
    "c",
    "t",
    "user",
    "users",
    "member",
    "members",
    "profile",
    "people",
    "author",
    "group",
    "groups",
    "community",
    "communities",
    "topic",
    "topics",
    "thread",
    "threads",
    "forum",
    "forums",
    "board",
    "tag",
    "tags",
    "category",
    "channel",
];

/// One place of an address: a segment, a query's value, or the fragment.
struct Place<'u> {
    /// What comes before it in the pattern.
    lead: String,
    /// The segment or key before it, for a name.
    after: &'u str,
    /// Its text in the example, and in the other addresses of the same form.
    own: String,
    others: Vec<String>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Segment,
    Query,
    Fragment,
}

/// The pattern that `own` fits, and the others of its form; `name` is what the part that tells them apart is called.
/// `None` where nothing in the address could tell one thing from another.
pub fn pattern(own: &Url, others: &[Url], name: &str) -> Option<String> {
    let mut places = places(own);
    let alike: Vec<&Url> = others
        .iter()
        .filter(|other| segments(other).count() == segments(own).count())
        .take(MAX_COMPARED)
        .collect();
    for (at, place) in places.iter_mut().enumerate() {
        place.others = alike
            .iter()
            .filter_map(|other| match place.kind {
                Kind::Segment => segments(other).nth(at).map(ToOwned::to_owned),
                Kind::Query => {
                    let key = place.after;
                    other.query_pairs().find(|(other, _)| other == key).map(|(_, value)| value.into_owned())
                }
                Kind::Fragment => other.fragment().map(ToOwned::to_owned),
            })
            .collect();
    }
    let varies = |place: &Place| place.others.iter().any(|other| *other != place.own);
    let has_number = |place: &Place| place.own.bytes().any(|byte| byte.is_ascii_digit());
    // The part that tells them apart: the last that differs, one with a number before one without.
    let key = places
        .iter()
        .rposition(|place| varies(place) && has_number(place))
        .or_else(|| places.iter().rposition(varies))
        .or_else(|| places.iter().rposition(has_number))
        .or_else(|| {
            places
                .iter()
                .rposition(|place| place.kind == Kind::Segment && BEFORE_NAMES.contains(&place.after))
        })?;
    let mut out = String::new();
    let mut names: Vec<String> = vec![name.to_owned()];
    let mut queries = 0;
    for (at, place) in places.iter().enumerate() {
        let open = at == key
            || varies(place)
            || has_number(place)
            || !is_word(&place.own)
            || BEFORE_NAMES.contains(&place.after);
        // Of queries and fragments only what names something counts: the rest comes and goes.
        if place.kind != Kind::Segment && at != key && !(place.kind == Kind::Query && varies(place)) {
            continue;
        }
        match place.kind {
            Kind::Query => {
                out.push(if queries == 0 { '?' } else { '&' });
                queries += 1;
            }
            Kind::Segment | Kind::Fragment => {}
        }
        out.push_str(&place.lead);
        if !open {
            out.push_str(&place.own);
            continue;
        }
        let called = if at == key { name.to_owned() } else { free_name(place.after, &mut names) };
        out.push_str(&piece(place, &called));
    }
    if places.first().is_none_or(|place| place.kind != Kind::Segment) {
        out.insert(0, '/');
    }
    let fits = Pattern::new(&out).is_ok_and(|pattern| pattern.captures(own).is_some());
    fits.then_some(out)
}

fn segments(url: &Url) -> impl Iterator<Item = &str> {
    url.path().split('/').filter(|segment| !segment.is_empty())
}

fn places(url: &Url) -> Vec<Place<'_>> {
    let mut all: Vec<Place> = Vec::new();
    let mut after = "";
    for segment in segments(url) {
        all.push(Place {
            lead: "/".to_owned(),
            after,
            own: segment.to_owned(),
            others: Vec::new(),
            kind: Kind::Segment,
        });
        after = segment;
    }
    for pair in url.query().unwrap_or("").split('&') {
        if let Some((key, value)) =
            pair.split_once('=').filter(|(key, value)| is_word(key) && !value.contains('%'))
        {
            all.push(Place {
                lead: format!("{key}="),
                after: key,
                own: value.to_owned(),
                others: Vec::new(),
                kind: Kind::Query,
            });
        }
    }
    if let Some(fragment) = url.fragment().filter(|fragment| !fragment.is_empty()) {
        all.push(Place {
            lead: "#".to_owned(),
            after: "",
            own: fragment.to_owned(),
            others: Vec::new(),
            kind: Kind::Fragment,
        });
    }
    all
}

/// A name in braces, with what all values have before and after it.
fn piece(place: &Place, name: &str) -> String {
    let values = || place.others.iter().chain([&place.own]).map(String::as_str);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (start, _) =
        place.own.split_at_checked(place.own.len() - number(&place.own)).unwrap_or((&place.own, ""));
    let differ = values().any(|value| value != place.own);
    // Where all are the same, a long beginning is the name of one thing: `/threads/broken-mixer.77/`.
    let plain = !start.contains(['{', '}', '*'])
        && (differ
            || start.trim_end_matches(['-', '_']).bytes().all(|byte| byte.is_ascii_lowercase())
                && start.len() <= MAX_START);
    // `post-123`: the same beginning everywhere, and a number.
    if plain && values().all(|value| value.strip_prefix(start).is_some_and(digits)) {
        return format!("{start}{{{name}:digits}}");
    }
    let ending = place.own.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| is_word(ending));
    let ending = ending
        .map(|ending| format!(".{ending}"))
        .filter(|ending| values().all(|value| value.ends_with(ending.as_str())));
    let ending = ending.unwrap_or_default();
    let word = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let cut = |text: &'_ str| text.strip_suffix(ending.as_str()).is_some_and(word);
    let charset = if values().all(cut) { ":word" } else { "" };
    format!("{{{name}{charset}}}{ending}")
}

/// Whether a part of an address is a word of the site's own, not a name: lower-case letters alone, perhaps joined.
fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 20
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'.'))
}

/// A name that is not taken: that of the segment before, else `part`.
fn free_name(after: &str, taken: &mut Vec<String>) -> String {
    let plain = !after.is_empty() && after.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let mut name = if plain { after.to_owned() } else { "part".to_owned() };
    while taken.contains(&name) {
        name.push_str("_b");
    }
    taken.push(name.clone());
    name
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may panic

    use super::*;

    fn check(own: &str, others: &[&str], expected: Option<&str>) {
        let others: Vec<Url> = others.iter().map(|url| Url::parse(url).unwrap()).collect();
        assert_eq!(pattern(&Url::parse(own).unwrap(), &others, "post").as_deref(), expected, "{own}");
    }

    #[test]
    fn numbers_become_names_and_words_stay() {
        check("https://a.example/post/12", &["https://a.example/post/13"], Some("/post/{post:digits}"));
        check("https://a.example/post/12", &[], Some("/post/{post:digits}"));
        check(
            "https://a.example/ada/status/12",
            &["https://a.example/bo/status/13"],
            Some("/{part:word}/status/{post:digits}"),
        );
        check(
            "https://a.example/threads/mixer-leckt.77/#post-12",
            &["https://a.example/threads/mixer-leckt.77/#post-13"],
            Some("/threads/{threads}#post-{post:digits}"),
        );
        check(
            "https://a.example/r/technology/comments/1lqa2hj/title_of_it/n12abc/",
            &["https://a.example/r/technology/comments/1lqa2hj/title_of_it/n13xyz/"],
            Some("/r/{r:word}/comments/{comments:word}/title_of_it/{post:word}"),
        );
        check(
            "https://a.example/b/viewtopic.php?f=1&p=7#p7",
            &["https://a.example/b/viewtopic.php?f=1&p=8#p8"],
            Some("/b/viewtopic.php?p={p:digits}#p{post:digits}"),
        );
        check(
            "https://a.example/item?id=7",
            &["https://a.example/item?id=8"],
            Some("/item?id={post:digits}"),
        );
        check("https://a.example/thing-a.html", &["https://a.example/other.html"], Some("/{post}.html"));
    }

    #[test]
    fn an_address_of_words_alone_tells_nothing_apart() {
        check("https://a.example/about", &[], None);
        check("https://a.example/", &[], None);
    }
}
