//! Checking that an annotation's target is really there when it is written, and where.

use crate::model::{
    annotation::{MAX_QUOTE, Quote, Target},
    pin::Content,
    text::bounded,
};

/// How much of the text around a quote is kept, in characters: what the W3C examples and Hypothesis keep.
pub const CONTEXT: usize = 32;

/// The target with its quote completed from the pin's text: position, prefix and suffix. `None` when it is not
/// there: the quote is not in the text, the picture is not the pin's, or the region is not within it.
pub fn anchored(target: &Target, content: &Content) -> Option<Target> {
    match target {
        Target::Whole => Some(Target::Whole),
        Target::Region { media, region } => {
            (region.is_valid() && content.media.iter().any(|own| own.id == *media)).then(|| target.clone())
        }
        Target::Quote(quote) => quote_in(quote, content.text.as_deref()?).map(Target::Quote),
    }
}

fn quote_in(quote: &Quote, text: &str) -> Option<Quote> {
    let exact = bounded(&quote.exact, MAX_QUOTE)?;
    let place = best_place(text, &exact, quote)?;
    let (before, rest) = text.split_at_checked(place)?;
    let after = rest.strip_prefix(exact.as_str())?;
    let start = before.chars().count();
    let prefix = before.chars().skip(start.saturating_sub(CONTEXT)).collect();
    let suffix = after.chars().take(CONTEXT).collect();
    let end = start + exact.chars().count();
    Some(Quote { exact, prefix, suffix, start: u32::try_from(start).ok(), end: u32::try_from(end).ok() })
}

/// The byte offset of the occurrence whose surroundings fit best; among equals the one nearest to the position.
fn best_place(text: &str, exact: &str, quote: &Quote) -> Option<usize> {
    let mut counted = (0, 0);
    text.match_indices(exact)
        .map(|(place, _)| {
            // Counts on from the last occurrence, so that many occurrences cost one pass over the text.
            counted.1 += text.get(counted.0..place).map_or(0, |between| between.chars().count());
            counted.0 = place;
            let before = text.get(..place).unwrap_or_default();
            let after = text.get(place + exact.len()..).unwrap_or_default();
            let fit = common(before.chars().rev(), quote.prefix.chars().rev())
                + common(after.chars(), quote.suffix.chars());
            let distance = quote.start.map_or(0, |start| (start as usize).abs_diff(counted.1));
            (std::cmp::Reverse(fit), distance, place)
        })
        .min()
        .map(|(_, _, place)| place)
}

fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn quote(exact: &str, prefix: &str, start: Option<u32>) -> Quote {
        Quote { exact: exact.to_owned(), prefix: prefix.to_owned(), suffix: String::new(), start, end: None }
    }

    #[test]
    fn a_quote_is_completed_where_its_surroundings_fit() {
        let text = "late again, and „late“ once more: late";
        let check = |quote: &Quote| quote_in(quote, text).and_then(|found| found.start);
        assert_eq!(check(&quote("late", "", None)), Some(0));
        assert_eq!(check(&quote("late", "„", None)), Some(17));
        assert_eq!(check(&quote("late", "", Some(30))), Some(34));
        assert_eq!(check(&quote("early", "", None)), None);
        let found = quote_in(&quote("late", "„", None), text).unwrap();
        assert_eq!(
            (found.prefix.as_str(), found.suffix.as_str()),
            ("late again, and „", "“ once more: late")
        );
        assert_eq!(found.end, Some(21));
    }
}
