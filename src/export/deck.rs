//! The deck's rows: the parts of each pin that a slide has places for, in the order in which `pack::deck` reads them. It
//! packs nothing.

use super::{
    escape::{clean, one_line},
    set::{self, ExportPin, ExportSet},
    words::Words,
};
use crate::{
    model::{media::Media, time::Instant},
    pack::{
        deck::{DeckLayout, DeckPlan},
        row::{Cell, Rows},
    },
};

/// The deck.
pub fn plan(set: &ExportSet<'_>, layout: DeckLayout, now: Instant, words: &Words) -> DeckPlan {
    let pins = words.counted(set.count(), words.pin, words.pins);
    DeckPlan {
        title: one_line(&set.title),
        description: clean(set.description.unwrap_or_default()),
        facts: format!("{pins}  ·  {}", words.day(now)),
        at: now,
        layout,
    }
}

/// The rows of all pins.
pub fn write(set: &ExportSet<'_>, words: &Words) -> String {
    let mut out = Rows::default();
    for pin in set.pins() {
        row(pin, words, &mut out);
    }
    out.into_text()
}

fn row(export: &ExportPin<'_>, words: &Words, out: &mut Rows) {
    let content = &export.pin.content;
    match export.pictures().next() {
        Some((media, _)) => out.cell(&Cell::Picture(media.id.as_str(), &shows(export, media, words))),
        None => out.cell(&Cell::Empty),
    }
    let between = |parts: &[Option<String>]| {
        let said: Vec<&str> =
            parts.iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
        one_line(&said.join("  ·  "))
    };
    let product = content.product.as_ref();
    let rating = content.rating.or(product.and_then(|product| product.rating));
    let facts = between(&[
        product.and_then(|product| product.brand.clone()),
        product
            .and_then(|product| product.availability)
            .map(|availability| words.availability(availability).to_owned()),
        rating.map(|rating| set::rating(&rating, words)),
    ]);
    let published = content.published.as_ref().map(|published| words.published(published));
    let kind = between(&[Some(words.kind(content.kind).to_owned()), Some(content.source.site.clone())]);
    let tags = one_line(&export.tags_text(" · "));
    let credit = between(&[
        Some(export.credit()),
        Some(format!("{}: {}", words.rights, words.status(export.pin.rights.status))),
    ]);
    for text in [
        &one_line(export.title().unwrap_or_default()),
        &one_line(export.section.unwrap_or_default()),
        &kind,
        &one_line(&export.price().unwrap_or_default()),
        &facts,
        &clean(&said(export)),
        &one_line(&export.author().unwrap_or_default()),
        &published.unwrap_or_default(),
        &tags,
    ] {
        out.cell(&Cell::Text(text));
    }
    match export.link() {
        Some(link) => out.cell(&Cell::Link(link.as_str(), "")),
        None => out.cell(&Cell::Empty),
    }
    out.cell(&Cell::Text(&credit));
    out.cell(&Cell::Text(&clean(&export.notes_text())));
    out.end();
}

/// What it says, with what it quotes before it.
fn said(export: &ExportPin<'_>) -> String {
    let quoted = export.quoted_text();
    let text = export.pin.content.text.as_deref().unwrap_or_default();
    if quoted.is_empty() { text.to_owned() } else { format!("{quoted}\n{text}") }
}

/// What a picture shows, for who cannot see it.
pub(super) fn shows(export: &ExportPin<'_>, media: &Media, words: &Words) -> String {
    one_line(media.alt.as_deref().or(export.title()).unwrap_or(words.picture))
}
