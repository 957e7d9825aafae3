//! The one line that says what a note is about: the site, who, and the headline, the product or the first words. It never
//! says what the note does not.

use crate::{
    deliver::limits::Takes,
    export::{
        escape::one_line,
        note::{field::Field, values::Values},
    },
};

/// Longest subject of ours, in characters: what a list of notes shows.
const MAX_SUBJECT: usize = 120;

/// The subject of what the fields say; of one's own picture no more than what it is about.
pub fn of(said: &Values, limit: u32, takes: Takes) -> String {
    let text =
        |field: Field| said.get(&field).map(|value| one_line(&value.text)).filter(|text| !text.is_empty());
    let who = text(Field::Author).or_else(|| text(Field::Customer));
    let what = text(Field::Title).or_else(|| text(Field::Product)).or_else(|| text(Field::Text));
    let site = text(Field::Site).map(|site| format!("[{site}]"));
    let before = if takes == Takes::OwnPictures { [None, None] } else { [site, who] };
    let before = before.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let whole = match what {
        Some(what) if before.is_empty() => what,
        Some(what) => format!("{before}: {what}"),
        None => before,
    };
    bounded(&whole, limit.min(u32::try_from(MAX_SUBJECT).unwrap_or(limit)))
}

/// A subject in one line that is no longer than the destination takes.
pub fn bounded(subject: &str, limit: u32) -> String {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let line = one_line(subject);
    if line.chars().count() <= limit {
        return line;
    }
    let kept: String = line.chars().take(limit.saturating_sub(1)).collect();
    if limit == 0 { String::new() } else { format!("{}…", kept.trim_end()) }
}
