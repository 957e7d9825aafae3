//! Words that stand out: said here more often than anywhere else.

use pinfold_kernels::sorting::sort_by;

use super::{MAX_NAMED, Said, material::is_material};
use crate::{
    model::pin::Pin,
    search::{
        Index,
        token::{Shape, tokens},
    },
};

/// Shortest word that stands out, in characters: shorter ones join others.
const MIN_WORD: usize = 3;
/// How much more often than elsewhere a word is said here.
const MIN_LIFT: f64 = 2.0;
/// Fewest pins that say it.
const MIN_PINS: usize = 2;

/// Words that stand out, and materials that are named, each with the number of pins.
pub(super) fn words(pins: &[&Pin], index: &Index) -> (Vec<Said>, Vec<Said>) {
    let mut said: Vec<String> = Vec::new();
    for pin in pins {
        let from = said.len();
        let content = &pin.content;
        let product = content.product.as_ref();
        let texts =
            [content.title.as_deref(), product.and_then(|p| p.name.as_deref()), content.text.as_deref()];
        for text in texts.into_iter().flatten() {
            tokens(text, |token| {
                let is_word = matches!(token.shape, Shape::Word | Shape::Pair);
                if is_word
                    && token.term.chars().count() >= MIN_WORD
                    && !token.term.chars().any(char::is_numeric)
                {
                    said.push(token.term.to_owned());
                }
            });
        }
        // Each word counts once for a pin.
        if let Some(own) = said.get_mut(from..) {
            sort_by(own, Ord::cmp);
        }
        let mut own = said.split_off(from);
        own.dedup();
        said.append(&mut own);
    }
    sort_by(&mut said, Ord::cmp);
    let (mut standing, mut materials) = (Vec::new(), Vec::new());
    for same in said.chunk_by(|one, other| one == other) {
        let Some(word) = same.first() else { continue };
        let here = Said { name: word.clone(), count: super::count(same.len()) };
        if is_material(word) {
            materials.push(here);
        } else if same.len() >= MIN_PINS {
            let share = same.len() as f64 / pins.len().max(1) as f64;
            let everywhere = f64::from(index.said_by(word)) / f64::from(index.len().max(1));
            let lift = share / everywhere.max(f64::EPSILON);
            if lift >= MIN_LIFT {
                standing.push((share * lift.ln(), here));
            }
        }
    }
    sort_by(&mut standing, |a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    sort_by(&mut materials, |a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    materials.truncate(MAX_NAMED);
    (standing.into_iter().take(MAX_NAMED).map(|(_, said)| said).collect(), materials)
}
