//! Tag paths: their order, and moving them from one place of the vocabulary to another.

use crate::{
    model::tag::{TagError, TagPath},
    search::fold::folded,
};

/// Where a tag stands in a list: parents before children, siblings side by side.
pub fn place(path: &TagPath) -> (Vec<String>, TagPath) {
    (path.as_str().split('/').map(folded).collect(), path.clone())
}

/// `path` with its beginning `from` replaced by `to`; `None` where it does not stand within `from`.
///
/// # Errors
/// [`TagError::TooDeep`] when the path would become too deep.
pub fn moved(path: &TagPath, from: &TagPath, to: &TagPath) -> Result<Option<TagPath>, TagError> {
    if !path.is_within(from) {
        return Ok(None);
    }
    // Steps, not bytes: a letter may change its length with its case.
    let depth = from.as_str().split('/').count();
    let below = path.as_str().split('/').skip(depth);
    let steps: Vec<&str> = to.as_str().split('/').chain(below).collect();
    TagPath::try_from(steps.join("/")).map(Some)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn tag(text: &str) -> TagPath {
        TagPath::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn what_stands_below_moves_along() {
        let check = |path: &str, from: &str, to: &str| {
            moved(&tag(path), &tag(from), &tag(to)).map(|path| path.map(String::from))
        };
        assert_eq!(check("complaint/late", "Complaint", "issue"), Ok(Some("issue/late".to_owned())));
        assert_eq!(check("complaints/late", "complaint", "issue"), Ok(None));
        assert_eq!(check("İ/x", "İ", "i/j"), Ok(Some("i/j/x".to_owned())));
        assert_eq!(check("a/b/c/d", "a", "1/2/3/4"), Err(TagError::TooDeep));
    }
}
