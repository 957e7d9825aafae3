//! The document: a board as Markdown, to read and to paste. Pictures are named, not included.

use super::{
    escape::{link::Link, markdown::Markdown},
    set::{self, ExportPin, ExportSet},
    words::Words,
};
use crate::model::time::Instant;

/// Writes the document.
pub fn document(set: &ExportSet<'_>, now: Instant, words: &Words) -> String {
    let mut out = Markdown::default();
    out.markup("# ").text(&set.title).markup("\n\n");
    if let Some(description) = set.description {
        out.lines(description, "").markup("\n");
    }
    out.text(&words.counted(set.count(), words.pin, words.pins))
        .markup(", ")
        .text(words.exported)
        .markup(" ")
        .text(&words.day(now))
        .markup("\n");
    for section in &set.sections {
        if let Some(name) = section.name {
            out.markup("\n## ").text(name).markup("\n");
        }
        for pin in &section.pins {
            entry(&mut out, pin, words);
        }
    }
    if set.count() == 0 {
        out.markup("\n").text(words.nothing).markup("\n");
    }
    out.into_text()
}

/// A pin as a document of its own.
pub fn note(export: &ExportPin<'_>, words: &Words) -> String {
    let mut out = Markdown::default();
    out.markup("\n# ").text(&heading(export, words)).markup("\n\n");
    body(&mut out, export, words);
    out.into_text()
}

fn entry(out: &mut Markdown, export: &ExportPin<'_>, words: &Words) {
    out.markup("\n### ").text(&heading(export, words)).markup("\n\n");
    body(out, export, words);
}

fn heading(export: &ExportPin<'_>, words: &Words) -> String {
    let named = export.title().map(str::to_owned).or_else(|| export.author());
    named.unwrap_or_else(|| words.kind(export.pin.content.kind).to_owned())
}

fn body(out: &mut Markdown, export: &ExportPin<'_>, words: &Words) {
    let content = &export.pin.content;
    // What others said stands one quote deeper than what its author did.
    for quoted in &content.quotes {
        if let Some(author) = &quoted.author {
            out.markup("> > **").text(author).markup("**:\\\n");
        }
        out.lines(&quoted.text, "> > ").markup(">\n");
    }
    if let Some(text) = &content.text {
        out.lines(text, "> ");
    }
    if content.text.is_some() || !content.quotes.is_empty() {
        out.markup("\n");
    }
    origin(out, export, words);
    product(out, export, words);
    if let Some(rating) = &content.rating {
        out.markup("- ").text(&set::rating(rating, words)).markup("\n");
    }
    if !content.engagement.is_empty() {
        let counts = content.engagement.iter().map(|(count, n)| format!("{n} {}", words.count(*count)));
        out.markup("- ").text(&counts.collect::<Vec<_>>().join(", ")).markup("\n");
    }
    if let Some(followers) = words.followers(content) {
        out.markup("- ").text(&followers).markup("\n");
    }
    if !export.tags.is_empty() {
        out.markup("- ").text(words.tags).markup(": ").text(&export.tags_text(", ")).markup("\n");
    }
    for media in &content.media {
        let description = media.alt.as_deref().unwrap_or(media.url.as_deref().unwrap_or(words.picture));
        out.markup("- ").text(words.picture).markup(": ").text(description);
        if let Some(rights) = &media.rights {
            let line = format!(" ({}, {})", set::credit(rights, export), words.status(rights.status));
            out.text(" ").markup(" ").text(&line);
        }
        out.markup("\n");
    }
    rights(out, export, words);
    for note in &export.notes {
        let quote = set::quote_of(note).map(|quote| format!("“{quote}”"));
        let said: Vec<&str> = quote.as_deref().into_iter().chain(Some(note.body.trim())).collect();
        let said = said.join(" ");
        if !said.trim().is_empty() {
            out.markup("- ").markup("*").text(words.notes).markup("*: ").text(&said).markup("\n");
        }
    }
}

fn origin(out: &mut Markdown, export: &ExportPin<'_>, words: &Words) {
    let content = &export.pin.content;
    out.markup("- ");
    if let Some(author) = export.author() {
        out.text(&author).markup(" · ");
    }
    out.text(&content.source.site);
    if let Some(published) = &content.published {
        out.markup(" · ").text(&words.published(published));
    }
    out.markup("\n- ").text(words.source).markup(": ");
    match export.link() {
        Some(link) => out.address(&link),
        None => out.text(export.address()),
    };
    out.markup("\n");
    // What it answers, or what it all began with.
    let thread = &content.thread;
    let above = thread.parent.as_deref().or(thread.root.as_deref()).and_then(Link::new);
    if let Some(above) = above {
        let place = thread.position.map(|position| format!(" {}/{}", position.place, position.of));
        out.markup("- ").text(words.thread).text(&place.unwrap_or_default()).markup(": ").address(&above);
        out.markup("\n");
    }
}

fn product(out: &mut Markdown, export: &ExportPin<'_>, words: &Words) {
    let Some(product) = &export.pin.content.product else { return };
    let facts = [
        product.brand.clone(),
        export.price(),
        product.availability.map(|availability| words.availability(availability).to_owned()),
        product.rating.as_ref().map(|rating| set::rating(rating, words)),
        product.gtin.as_ref().map(|gtin| format!("GTIN {gtin}")),
        product.sku.as_ref().map(|sku| format!("SKU {sku}")),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        out.markup("- ").text(&facts.join(", ")).markup("\n");
    }
}

fn rights(out: &mut Markdown, export: &ExportPin<'_>, words: &Words) {
    let rights = &export.pin.rights;
    out.markup("- ").text(words.credit).markup(": ").text(&export.credit());
    out.markup(" · ").text(words.rights).markup(": ").text(words.status(rights.status));
    for (word, value) in [(words.owner, &rights.owner), (words.evidence, &rights.evidence)] {
        if let Some(value) = value {
            out.markup(" · ").text(word).markup(": ").text(value);
        }
    }
    out.markup("\n");
}
