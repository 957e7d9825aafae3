//! Bounded text: what people and pages write, cut at a stated length, never inside a character.

/// The longest text of a pin in characters: ten times the longest post any site allows.
pub const MAX_PIN_TEXT: usize = 200_000;
/// The longest name, title or label in characters.
pub const MAX_LABEL: usize = 500;
/// The longest note in characters.
pub const MAX_NOTE: usize = 50_000;
/// The longest URL in characters: what browsers accept in practice.
pub const MAX_URL: usize = 8_192;

/// `text` without surrounding white space and NUL, cut after `limit` characters; `None` when nothing is left.
pub fn bounded(text: &str, limit: usize) -> Option<String> {
    let kept: String = text.trim().chars().filter(|c| *c != '\0').take(limit).collect();
    let kept = kept.trim_end();
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// `text` with every run of white space folded into one space, and trimmed.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
