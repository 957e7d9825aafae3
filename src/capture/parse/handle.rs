//! Reads the handle of an author out of what a page prints. It never changes a character of a name, and
//! refuses names that hide what they are.

/// The longest handle of a network we know, in characters; federated ones carry their server.
const MAX_CHARS: usize = 128;

/// What stands before a handle on some pages, in lower case.
const PREFIXES: [&str; 8] = ["/u/", "u/", "/user/", "user/", "/r/", "r/", "@", "＠"];

/// A handle without its sign or prefix, in the case it is printed in; `None` where the text is none.
///
/// Refused are spaces, control and direction characters, and anything longer than a handle: a display name
/// is no handle, and a mark that turns the direction of writing could show another name than the one stored.
///
/// ```
/// use pinfold::capture::parse::handle;
/// assert_eq!(handle::read(" @pinfold "), Some("pinfold".to_owned()));
/// assert_eq!(handle::read("u/some_one"), Some("some_one".to_owned()));
/// assert_eq!(handle::read("Jane Doe"), None);
/// ```
pub fn read(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = PREFIXES.iter().find_map(|prefix| strip(text, prefix)).unwrap_or(text);
    let fits = bare.chars().count() <= MAX_CHARS && bare.chars().any(char::is_alphanumeric);
    (fits && !bare.chars().any(is_refused)).then(|| bare.to_owned())
}

/// What follows a prefix, whatever its case.
fn strip<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Whether no handle has the character: space, control, direction, invisible, or a sign of a path or address.
fn is_refused(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '/' | '\\' | '?' | '#' | '<' | '>' | '"' | ',' | ';')
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_of_many_networks() {
        for (text, expected) in [
            ("@name", Some("name")),
            ("＠name", Some("name")),
            ("/u/Some-One_1", Some("Some-One_1")),
            ("U/Name", Some("Name")),
            ("name.bsky.social", Some("name.bsky.social")),
            ("@user@mastodon.social", Some("user@mastodon.social")),
            ("имя", Some("имя")),
            ("", None),
            ("@", None),
            ("two words", None),
            ("ab\u{202E}dcba", None),
            ("zero\u{200B}width", None),
            ("a/b", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text:?}");
        }
        assert_eq!(read(&"a".repeat(200)), None);
    }
}
