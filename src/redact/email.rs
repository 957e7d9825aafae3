//! E-mail addresses, also those written so that a machine should not find them: `jane (at) example (dot) com`. Names of
//! picture files, versions and accounts on networks are none.

use super::view::View;

/// Longest part before the sign, and longest name of a host (RFC 5321, section 4.5.3.1).
const MAX_LOCAL: usize = 64;
/// Longest name of a host.
const MAX_HOST: usize = 253;
/// Longest part of a host's name (RFC 1035, section 2.3.4).
const MAX_LABEL: usize = 63;
/// Longest word for the sign, with its brackets.
const MAX_SIGN: usize = 12;

/// Words for the sign, as people write them between brackets.
const AT: [&str; 9] = ["at", "ät", "a", "@", "arroba", "arobase", "chiocciola", "małpa", "собака"];
/// Words for the point.
const DOT: [&str; 7] = ["dot", "punkt", "point", "punto", "ponto", "kropka", "."];
/// Endings of files, which no address ends with.
const FILES: [&str; 12] =
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "css", "js", "pdf", "html", "mp4"];
/// Hosts that people have their addresses with: enough to take `jane at gmail.com` for one.
const HOSTS: [&str; 16] = [
    "gmail",
    "googlemail",
    "gmx",
    "web",
    "yahoo",
    "outlook",
    "hotmail",
    "live",
    "icloud",
    "aol",
    "proton",
    "protonmail",
    "t-online",
    "freenet",
    "mail",
    "posteo",
];

/// The address around the sign at a place; or the one whose bracket, space or word for the sign begins there.
pub fn around(view: &View, place: usize) -> Option<(usize, usize)> {
    if view.at(place)? == '@'
        && let Some(found) = plain(view, place)
    {
        return Some(found);
    }
    spelled(view, place)
}

fn plain(view: &View, sign: usize) -> Option<(usize, usize)> {
    let from = local(view, sign)?;
    let (to, _) = host(view, sign + 1, Points::Plain)?;
    // `@user@host` is an account on a network.
    (view.before(from) != Some('@')).then_some((from, to))
}

/// The beginning of the part before the sign, which ends at a place.
fn local(view: &View, end: usize) -> Option<usize> {
    let mut from = end;
    // Scripts without spaces set the sentence's words right before the address.
    let latin = view.before(end).is_some_and(is_latin);
    let sign = |c: char| (c.is_alphanumeric() && is_latin(c) == latin) || is_local_sign(c);
    while end - from < MAX_LOCAL && view.before(from).is_some_and(sign) {
        from -= 1;
    }
    // What begins it is a letter or a digit: quotes, brackets and marks before it are the sentence's.
    while from < end && !view.is_word(from) {
        from += 1;
    }
    // In an address of a page only what stands after its last sign is the name.
    let parts = |place: &usize| matches!(view.at(*place), Some('/' | '?' | '=' | '&'));
    if let Some(last) = (from..end).rev().find(parts) {
        from = last + 1;
    }
    (from < end && view.before(end).is_some_and(|c| c != '.')).then_some(from)
}

/// Whether it is a sign that may stand before the sign (RFC 5322, section 3.2.3).
fn is_local_sign(c: char) -> bool {
    matches!(
        c,
        '.' | '_'
            | '%'
            | '+'
            | '-'
            | '\''
            | '!'
            | '#'
            | '$'
            | '&'
            | '*'
            | '/'
            | '='
            | '?'
            | '^'
            | '`'
            | '{'
            | '|'
            | '}'
            | '~'
    )
}

/// Whether it is a digit or a letter of the Latin script.
fn is_latin(c: char) -> bool {
    c < '\u{250}'
}

/// Whether points may be spelled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Points {
    Plain,
    Spelled,
}

/// The end of a host's name that begins here, and whether one of its points is spelled.
fn host(view: &View, from: usize, points: Points) -> Option<(usize, bool)> {
    let mut at = from;
    let mut labels: Vec<(usize, usize)> = Vec::new();
    let mut spelled = false;
    while at - from < MAX_HOST {
        let latin = view.at(at).is_some_and(is_latin);
        let letter = |c: char| c.is_alphanumeric() && is_latin(c) == latin;
        let limit = (from + MAX_HOST).min(at + MAX_LABEL);
        let to = view.while_at(at, limit, |c| letter(c) || c == '-' || c == '_');
        let to = (at..to).rev().find(|place| view.is_word(*place)).map_or(at, |last| last + 1);
        if to == at || !view.is_word(at) {
            break;
        }
        labels.push((at, to));
        if view.at(to) == Some('.') && view.is_word(to + 1) {
            at = to + 1;
            continue;
        }
        match (points, worded(view, to, &DOT)) {
            (Points::Spelled, Some(next)) if view.is_word(next) => {
                at = next;
                spelled = true;
            }
            _ => break,
        }
    }
    // The last label that can be a country's or another registry's.
    while labels.len() >= 2
        && let Some((start, end)) = labels.last().copied()
    {
        let ending = view.lowered(start, end);
        let letters = ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic);
        let registered = ending.starts_with("xn--") || letters;
        if registered {
            return (!FILES.contains(&ending.as_str())).then_some((end, spelled));
        }
        labels.pop();
    }
    None
}

/// The place after a sign that is spelled between brackets, or between spaces where the word alone may be one.
fn worded(view: &View, at: usize, words: &[&str]) -> Option<usize> {
    let start = view.while_at(at, at + 2, |c| c == ' ');
    let open = view.at(start)?;
    if !matches!(
        open,
        '(' | '[' | '{' | '<' | '_' | '-' | 'a' | 'A' | 'ä' | 'Ä' | 'd' | 'D' | 'p' | 'P' | 'k'
    ) {
        return None;
    }
    let close = match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        '_' | '-' if start == at => open,
        _ => {
            let end = view.while_at(start, start + MAX_SIGN, |c| c != ' ' && c != '\n');
            let apart = start > at && end - start > 1 && view.at(end) == Some(' ');
            return (apart && view.is_one_of(start, end, words)).then_some(end + 1);
        }
    };
    let end = view.while_at(start + 1, start + MAX_SIGN, |c| c != close);
    let known = || words.contains(&view.lowered(start + 1, end).trim());
    (view.at(end) == Some(close) && known()).then(|| view.while_at(end + 1, end + 3, |c| c == ' '))
}

/// `jane (at) example.com`, `jane @ example . com`, `jane.roe at gmail dot com`.
fn spelled(view: &View, at: usize) -> Option<(usize, usize)> {
    let after = if view.at(at)? == '@' {
        view.while_at(at + 1, at + 3, |c| c == ' ')
    } else {
        worded(view, at, &AT)?
    };
    let mut end = at;
    while end > at.saturating_sub(2) && view.before(end) == Some(' ') {
        end -= 1;
    }
    let (to, dotted) = host(view, after, Points::Spelled)?;
    let from = local(view, end)?;
    let opening = view.at(view.while_at(at, at + 2, |c| c == ' ')).unwrap_or(' ');
    let name = view.lowered(from, end);
    let first = view.lowered(after, view.while_at(after, to, |c| c != '.' && c != ' '));
    // Without brackets "meet me at example.com" would be one: the name or the host has to speak for it.
    let certain = matches!(opening, '(' | '[' | '{' | '<' | '_')
        || dotted
        || (name.contains(char::is_alphabetic)
            && name.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | '-')))
        || (opening == '@' && HOSTS.contains(&first.as_str()));
    (certain && !(opening == '<' && view.at(at + 1) == Some('/'))).then_some((from, to))
}
