//! Completing a tag while it is typed. It invents no tag.

use pinfold_kernels::sorting::{sort_by, sort_by_cached_key};

use super::page::TagSuggestion;
use crate::{
    model::tag::Tag,
    search::{fold::folded, query::value_key},
    tags::{distance, path::place},
};

/// Most tags that are offered: what fits on a screen.
pub const MAX_SUGGESTIONS: usize = 20;
/// Most characters of a word that is compared with mistakes allowed: longer ones are hardly typed wrong twice.
const MAX_FUZZY: usize = 24;
/// Fewest characters typed before mistakes are allowed.
const MIN_FUZZY: usize = 3;

/// How a tag answers what was typed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the path, one of its steps, or a synonym.
    Whole,
    /// The path begins so.
    Beginning,
    /// A step begins so.
    Step,
    /// A synonym begins so.
    Synonym,
    /// A word inside a step or synonym begins so.
    Word,
    /// A step or synonym begins so but for a typing mistake.
    Mistake,
}

/// Tags that complete what was typed, best first, at most [`MAX_SUGGESTIONS`].
pub(super) fn complete<'a>(typed: &str, tags: impl Iterator<Item = &'a Tag>) -> Vec<TagSuggestion> {
    let typed = value_key(typed);
    let steps: Vec<&str> = typed.split('/').map(str::trim).collect();
    let mut found: Vec<(Fit, usize, &Tag, Option<&str>)> = tags
        .filter_map(|tag| {
            let (fit, synonym) = fit(&typed, &steps, tag)?;
            Some((fit, tag.path.as_str().chars().count(), tag, synonym))
        })
        .collect();
    if typed.is_empty() {
        sort_by_cached_key(&mut found, |(_, _, tag, _)| place(&tag.path));
    } else {
        sort_by(&mut found, |a, b| (a.0, a.1, &a.2.path).cmp(&(b.0, b.1, &b.2.path)));
    }
    let offered = found.into_iter().take(MAX_SUGGESTIONS);
    offered
        .map(|(_, _, tag, synonym)| TagSuggestion {
            path: tag.path.clone(),
            synonym: synonym.map(str::to_owned),
        })
        .collect()
}

fn fit<'a>(typed: &str, typed_steps: &[&str], tag: &'a Tag) -> Option<(Fit, Option<&'a str>)> {
    let path = folded(tag.path.as_str());
    if typed.is_empty() || path.starts_with(typed) {
        return Some((if path == typed { Fit::Whole } else { Fit::Beginning }, None));
    }
    let steps: Vec<&str> = path.split('/').collect();
    // "comp/la" means a step that begins with "comp" and right below it one that begins with "la".
    let in_a_row = |row: &[&str]| row.iter().zip(typed_steps).all(|(step, typed)| step.starts_with(typed));
    if let Some(row) = steps.windows(typed_steps.len()).find(|row| in_a_row(row)) {
        return Some((if row == typed_steps { Fit::Whole } else { Fit::Step }, None));
    }
    for synonym in &tag.synonyms {
        let known = value_key(synonym);
        if known.starts_with(typed) {
            return Some((if known == typed { Fit::Whole } else { Fit::Synonym }, Some(synonym)));
        }
    }
    let begins = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(typed));
    if steps.iter().any(|step| begins(step)) {
        return Some((Fit::Word, None));
    }
    if let Some(synonym) = tag.synonyms.iter().find(|synonym| begins(&value_key(synonym))) {
        return Some((Fit::Word, Some(synonym)));
    }
    if steps.iter().any(|step| nearly_begins(step, typed)) {
        return Some((Fit::Mistake, None));
    }
    let synonym = tag.synonyms.iter().find(|synonym| nearly_begins(&value_key(synonym), typed))?;
    Some((Fit::Mistake, Some(synonym)))
}

/// Whether `word` begins as `typed` but for one mistake, from six characters on two: a letter left out, added,
/// wrong, or swapped with its neighbour.
fn nearly_begins(word: &str, typed: &str) -> bool {
    let typed: Vec<char> = typed.chars().take(MAX_FUZZY).collect();
    let allowed = match typed.len() {
        0..MIN_FUZZY => return false,
        MIN_FUZZY..6 => 1,
        _ => 2,
    };
    let word: Vec<char> = word.chars().take(typed.len() + allowed).collect();
    distance::to_beginning(&typed, &word, allowed).is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use crate::model::tag::TagPath;

    fn vocabulary() -> Vec<Tag> {
        let entry = |path: &str, synonyms: &[&str]| Tag {
            synonyms: synonyms.iter().map(|s| (*s).to_owned()).collect(),
            ..Tag::new(TagPath::try_from(path.to_owned()).unwrap())
        };
        vec![
            entry("complaint", &["Beschwerde"]),
            entry("complaint/delivery", &["Lieferung"]),
            entry("complaint/delivery/late", &["zu spät"]),
            entry("complaint/Größe", &[]),
            entry("late night", &[]),
            entry("praise", &[]),
        ]
    }

    #[test]
    fn what_is_typed_finds_tags() {
        for (typed, expected) in [
            ("comp", vec!["complaint", "complaint/Größe", "complaint/delivery", "complaint/delivery/late"]),
            ("late", vec!["complaint/delivery/late", "late night"]),
            ("del/la", vec!["complaint/delivery/late"]),
            ("deliv", vec!["complaint/delivery", "complaint/delivery/late"]),
            ("grosse", vec!["complaint/Größe"]),
            ("liefer", vec!["complaint/delivery"]),
            ("spät", vec!["complaint/delivery/late"]),
            ("night", vec!["late night"]),
            ("priase", vec!["praise"]),
            ("dlivery", vec!["complaint/delivery", "complaint/delivery/late"]),
            ("xyz", vec![]),
        ] {
            let vocabulary = vocabulary();
            let found: Vec<String> =
                complete(typed, vocabulary.iter()).into_iter().map(|s| s.path.into()).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn the_synonym_that_matched_is_named() {
        let vocabulary = vocabulary();
        let found = complete("besch", vocabulary.iter());
        assert_eq!(found.first().and_then(|s| s.synonym.as_deref()), Some("Beschwerde"));
        assert_eq!(complete("", vocabulary.iter()).len(), 6);
    }
}
