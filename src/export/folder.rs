//! A note for each pin, as Markdown with front matter: for Obsidian and others that keep a folder of texts. Sections are folders, and
//! pictures lie beside them. It packs nothing.

use pinfold_kernels::csv::decimal::is_decimal;

use super::{
    deck::shows,
    escape::{markdown::escaped, one_line, yaml::FrontMatter},
    markdown,
    set::{ExportPin, ExportSet},
    words::Words,
};
use crate::{
    model::{media::Media, time::Precision},
    pack::row::{Cell, Rows},
};

/// The rows of all pins: a name, a folder, a text.
pub fn write(set: &ExportSet<'_>, words: &Words) -> String {
    let mut out = Rows::default();
    for pin in set.pins() {
        let name = pin.title().map(str::to_owned).or_else(|| pin.author());
        out.cell(&Cell::Text(&one_line(name.as_deref().unwrap_or(words.kind(pin.pin.content.kind)))));
        out.cell(&pin.section.map_or(Cell::Empty, Cell::Text));
        out.cell(&Cell::Text(&note(pin, words)));
        out.end();
    }
    out.into_text()
}

/// The name of a picture's file: ours, so that it is the same wherever it is named.
pub fn picture_name(media: &Media, mime: &str) -> String {
    let ending = match mime {
        "image/jpeg" => "jpg",
        mime => mime.strip_prefix("image/").unwrap_or("bin"),
    };
    format!("{}.{ending}", media.id.as_str().replace('.', "-"))
}

fn note(export: &ExportPin<'_>, words: &Words) -> String {
    let mut out = matter(export, words);
    let up = if export.section.is_some() { "../" } else { "" };
    for (media, mime) in export.pictures() {
        let (name, shows) = (picture_name(media, mime), escaped(&shows(export, media, words)));
        out.push_str(&format!("\n![{shows}]({up}pictures/{name})\n"));
    }
    out.push_str(&markdown::note(export, words));
    out
}

/// What programs read: keys that stay the same in every language.
fn matter(export: &ExportPin<'_>, words: &Words) -> String {
    let (pin, content) = (export.pin, &export.pin.content);
    let product = content.product.as_ref();
    let price = product.and_then(|product| product.price.as_ref());
    let mut out = FrontMatter::default();
    out.text("title", export.title().unwrap_or_default());
    out.text("source", export.address()).text("site", &content.source.site);
    out.text("kind", words.kind(content.kind)).text("author", &export.author().unwrap_or_default());
    if let Some(published) = &content.published {
        match published.precision {
            Precision::Year | Precision::Month => out.text("published", &words.published(published)),
            _ => out.plain(
                "published",
                &published.to_rfc3339().chars().take("2026-11-22".len()).collect::<String>(),
            ),
        };
    }
    out.plain("pinned", &pin.created.to_rfc3339());
    let tags: Vec<String> = export.tags.iter().map(|(tag, _)| obsidian(tag.as_str())).collect();
    out.list("tags", tags.iter().map(String::as_str));
    out.list("boards", export.boards.iter().copied());
    out.text("section", export.section.unwrap_or_default());
    out.text("brand", product.and_then(|product| product.brand.as_deref()).unwrap_or_default());
    if let Some(price) = price {
        if is_decimal(&price.amount) {
            out.plain("price", &price.amount)
        } else {
            out.text("price", &price.amount)
        };
        out.text("currency", price.currency.as_deref().unwrap_or_default());
    }
    out.text("credit", &export.credit()).text("rights", words.status(pin.rights.status));
    out.text("pin", pin.id.as_str());
    out.into_text()
}

/// A tag as Obsidian takes one: letters, digits, `_`, `-` and the slash between levels, and not digits alone.
fn obsidian(tag: &str) -> String {
    let sign = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-' | '/') { c } else { '-' };
    let tag: String = tag.chars().map(sign).collect();
    if tag.chars().all(|c| c.is_ascii_digit()) { format!("_{tag}") } else { tag }
}
