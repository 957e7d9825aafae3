//! Which names in a page's markup its authors chose, and which a build tool made up: only the first stay the same.
//! It never takes a name for stable because it is there today.

/// Longest name that somebody wrote: longer ones are generated, or are sentences.
const MAX_NAME: usize = 40;
/// Most digits a written name has, as in `col-12` or `h2`.
const MAX_DIGITS: usize = 2;
/// Longest run of consonants in a written name: `flexwrpngs` is none, `lightschm…` is rare enough.
const MAX_CONSONANTS: usize = 5;
/// Names of a moment or a place in a row, not of a thing.
const STATES: &[&str] = &[
    "active",
    "selected",
    "current",
    "hover",
    "focus",
    "open",
    "closed",
    "visible",
    "hidden",
    "odd",
    "even",
    "first",
    "last",
    "alt",
    "new",
    "unread",
    "read",
    "loaded",
    "lazy",
    "lazyload",
    "lazyloaded",
    "loading",
    "is",
    "has",
    "js",
    "no",
    "row1",
    "row2",
    "bg1",
    "bg2",
    "bg3",
];

/// Whether a class, an id's beginning or an attribute's value was written by a person and names a thing.
pub fn is_stable(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut parts = name.split(['-', '_']).filter(|part| !part.is_empty());
    (2..=MAX_NAME).contains(&name.len())
        && name.chars().all(plain)
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !parts.clone().any(|part| STATES.contains(&part))
        && parts.all(is_word)
}

/// Whether a part of a name reads like a word: letters in one case or in camel case, with vowels, and few digits, at its end.
fn is_word(part: &str) -> bool {
    let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = part.len() - word.len();
    if digits > MAX_DIGITS || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // Short parts are abbreviations: `td`, `msg`. With digits they are what build tools make: `x1a`.
    if word.len() <= 3 {
        return digits == 0 || word.len() == 1 && word != "x" || word.is_empty();
    }
    let bytes = word.as_bytes();
    let turns = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()))
        .count();
    let capitals = bytes.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let upper = capitals == bytes.len();
    // In camel case a capital begins a word, and words have three letters or more, taken together.
    let camel = upper || (capitals <= turns + 1 && word.len() >= 3 * (turns + 1));
    let mut run = 0;
    let mut longest = 0;
    let mut vowels = 0;
    for byte in bytes {
        let vowel = matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        run = if vowel { 0 } else { run + 1 };
        vowels += usize::from(vowel);
        longest = longest.max(run);
    }
    camel && vowels > 0 && longest <= MAX_CONSONANTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_write_are_kept() {
        for name in [
            "comment",
            "message-body",
            "postbody",
            "bbWrapper",
            "a-profile-name",
            "u-url",
            "h-entry",
            "tweetText",
            "User-Name",
            "review-text-content",
            "thing",
            "tagline",
            "usertext-body",
            "md",
            "feed_item",
            "PostHeader",
        ] {
            assert!(is_stable(name), "{name}");
        }
    }

    #[test]
    fn names_that_tools_make_and_states_are_refused() {
        for name in [
            "css-1x2y3z",
            "x1abc",
            "x193iq5w",
            "Button_root__a1B2c",
            "gLFyf",
            "sc-bdVaJa",
            "_3xYz9",
            "jsx-2871293847",
            "r-1awozwy",
            "style__Card-sc-1tjxw9-0",
            "odd",
            "is-active",
            "post-12345",
            "comment--unread",
            "a",
            "",
            "kvwxzbt",
            "data-v-7ba5bd90",
            "lg:flex",
            "schön",
            "ember1234",
        ] {
            assert!(!is_stable(name), "{name}");
        }
    }
}
