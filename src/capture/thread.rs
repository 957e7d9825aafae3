//! Which of the posts seen on a page are one author's thread: each answers the one before it. It goes by addresses and by
//! what joins two cards in the page's markup, and by nothing where an author or an address is not certain.

use serde::{Deserialize, Serialize};

use crate::model::{
    pin::PinKind,
    provenance::{Certainty, Field},
    thread::Position,
};

use super::draft::Draft;

/// The side on which a card is joined to another, so that the lower one answers the upper one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// To the card before it.
    Above,
    /// To the card after it.
    Below,
}

/// Fills in what the cards of one page, in document order, say about each other: what a joined card answers, and for the
/// posts of a thread its root and their places. What a card says of itself stays.
pub fn link(drafts: &mut [Draft]) {
    answer(drafts);
    let before = before(drafts);
    let mut after: Vec<Option<usize>> = vec![None; drafts.len()];
    for (place, before) in before.iter().enumerate() {
        // Of two answers to one post, the first goes on with the thread.
        if let Some(next) = before.and_then(|before| after.get_mut(before))
            && next.is_none()
        {
            *next = Some(place);
        }
    }
    let goes_on = |from: usize, to: usize| after.get(from).copied().flatten() == Some(to);
    for (first, before) in before.iter().enumerate() {
        if before.is_some_and(|before| goes_on(before, first)) {
            continue;
        }
        let next = |place: &usize| after.get(*place).copied().flatten();
        // No post stands twice in it: each has one before it, and the first has none.
        let thread: Vec<usize> = std::iter::successors(Some(first), next).collect();
        if thread.len() > 1 {
            number(drafts, &thread);
        }
    }
}

/// Says what joined and nested cards answer.
fn answer(drafts: &mut [Draft]) {
    for lower in 1..drafts.len() {
        let Some([above, below]) = drafts.get(lower - 1..=lower) else { continue };
        let joined = above.joins.contains(&Side::Below) && below.joins.contains(&Side::Above);
        let url = above.content.source.url.clone().filter(|_| joined && is_sure(above, Field::Url));
        let url = url.or_else(|| around(drafts, lower));
        if let (Some(url), Some(below)) = (url, drafts.get_mut(lower)) {
            below.content.thread.parent.get_or_insert(url);
        }
    }
}

/// The address of the nearest card that a card stands in as an answer.
fn around(drafts: &[Draft], lower: usize) -> Option<String> {
    let (above, rest) = drafts.split_at_checked(lower)?;
    let draft = rest.first().filter(|draft| is_sure(draft, Field::Url))?;
    let own = draft.content.source.url.as_ref()?;
    let around = above.iter().rfind(|above| above.answers.contains(own))?;
    around.content.source.url.clone().filter(|url| url != own && is_sure(around, Field::Url))
}

/// For each post the one it answers, where that is the same author's.
fn before(drafts: &[Draft]) -> Vec<Option<usize>> {
    let whose = |draft: &Draft| {
        let named = is_sure(draft, Field::Author) && is_sure(draft, Field::Url);
        let post = matches!(draft.content.kind, PinKind::Post | PinKind::Comment);
        // A profile names one person too; a name alone does not.
        let profile = draft.content.author.iter().filter_map(|author| author.url.clone());
        let keys = draft.content.author_keys().into_iter().map(|key| key.0).chain(profile);
        keys.filter(|_| named && post).collect::<Vec<String>>()
    };
    let found = drafts.iter().enumerate().map(|(place, draft)| {
        let parent = draft.content.thread.parent.as_deref()?;
        let authors = whose(draft);
        // A post that is shown twice counts where it is shown first; an answer stands below what it answers.
        let own = draft.content.source.url.as_deref();
        let is_first =
            || drafts.iter().position(|other| other.content.source.url.as_deref() == own) == Some(place);
        let before = drafts.iter().position(|other| other.content.source.url.as_deref() == Some(parent))?;
        let theirs = whose(drafts.get(before)?);
        let same = authors.first().is_some_and(|key| theirs.contains(key));
        (same && before < place && is_first()).then_some(before)
    });
    found.collect()
}

fn number(drafts: &mut [Draft], thread: &[usize]) {
    let Some(first) = thread.first().and_then(|first| drafts.get(*first)) else { return };
    // What answers somebody else's post belongs to that one's thread.
    let root = first.content.thread.root.clone().or_else(|| first.content.source.url.clone());
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    for (place, at) in thread.iter().enumerate() {
        if let Some(draft) = drafts.get_mut(*at) {
            let thread_of = &mut draft.content.thread;
            thread_of.root.clone_from(&root);
            thread_of.position = Some(Position { place: count(place + 1), of: count(thread.len()) });
        }
    }
}

fn is_sure(draft: &Draft, field: Field) -> bool {
    draft.content.provenance.get(&field).is_some_and(|one| one.certainty == Certainty::Sure)
}
