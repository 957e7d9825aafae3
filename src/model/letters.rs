//! Letters in lower case, as the standard library has them, in a tenth of the size: its tables and code are 16 KB of Wasm
//! in every module. It never looks at the letters around one, and knows no language.

/// Letters and their distance to the lower-case one: the first, how many, the step between them, the distance. Made by
/// the build script from the standard library's table, first letters ascending.
const RUNS: &[(u32, u8, u8, i32)] = include!(concat!(env!("OUT_DIR"), "/lower.rs"));

/// The letter in lower case; `İ`, which has two characters there, is a plain `i`.
pub fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if c == 'İ' {
        return 'i';
    }
    let code = u32::from(c);
    let run = RUNS.get(..RUNS.partition_point(|(first, ..)| *first <= code)).and_then(<[_]>::last);
    let Some(&(first, count, step, distance)) = run else { return c };
    let (away, step) = (code - first, u32::from(step));
    if away % step != 0 || away / step >= u32::from(count) {
        return c;
    }
    code.checked_add_signed(distance).and_then(char::from_u32).unwrap_or(c)
}

/// The text in lower case.
pub fn lowered(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// The text as one name is told from another: letter case does not count, nor that a Greek word ends with another sigma.
pub fn key(text: &str) -> String {
    keyed(text).collect()
}

/// Whether two texts have the same key.
pub fn same(one: &str, other: &str) -> bool {
    keyed(one).eq(keyed(other))
}

fn keyed(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| if c == 'ς' { 'σ' } else { lower(c) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_as_the_standard_library_has_it() {
        for c in '\0'..=char::MAX {
            let mut expected = c.to_lowercase();
            let first = expected.next();
            assert_eq!(Some(lower(c)), first, "{c}");
            assert!(c == 'İ' || expected.next().is_none(), "{c} has two characters");
        }
    }

    #[test]
    fn names_that_differ_in_case_alone_have_one_key() {
        for (one, other) in [("ÄRGER", "ärger"), ("ΟΔΟΣ", "οδος"), ("İade", "iade"), ("ЁЛКА", "ёлка")]
        {
            assert_eq!(key(one), key(other));
            assert!(same(one, other));
        }
        assert_ne!(key("ıade"), key("iade"));
        assert!(!same("ıade", "iade") && !same("iade", "iad"));
        assert_eq!(lowered("Χθες, ΤΩΡΑ"), "χθες, τωρα");
    }
}
