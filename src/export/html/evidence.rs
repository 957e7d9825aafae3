//! One pin as a page that proves what was seen: the pin as on a board, and below it where it was found, when, where each value
//! came from, every later look, and what texts and pictures hash to. It never says more than was stored.

use xxhash_rust::xxh3::xxh3_64;

use super::card;
use crate::{
    export::{
        escape::{html::Html, link::Link},
        file::Part,
        set::{ExportPin, ExportSection, ExportSet},
        words::Words,
    },
    model::{
        media::MediaState,
        observation::{Observation, Sighting},
        provenance::{Certainty, Field, Origin},
        text::folded,
        time::Instant,
    },
};

/// Most later looks that are listed, the last ones: a page of hundreds is read by nobody.
const MAX_LOOKS: usize = 100;

/// Writes the page.
pub fn evidence(export: &ExportPin<'_>, now: Instant, words: &Words) -> Vec<Part> {
    let title = export.title().map_or_else(|| export.credit(), str::to_owned);
    let set = ExportSet { title, description: None, sections: Vec::<ExportSection<'_>>::new() };
    let mut out = Html::default();
    super::head(&mut out, &set, words);
    out.element("<header>\n<h1 dir=\"auto\">", &set.title, "</h1>\n<p class=\"sum\">")
        .text(&format!("pin:{}", export.pin.id))
        .markup(" · ")
        .text(words.exported)
        .markup(" <time datetime=\"")
        .text(&now.to_rfc3339())
        .markup("\">")
        .text(&words.day(now))
        .markup("</time></p>\n</header>\n<main>\n<section>\n<ol class=\"pins\" role=\"list\">\n");
    card::card(&mut out, export, words, card::BELOW_SECTION - 1);
    out.markup("</ol>\n</section>\n<section>\n").element(
        "<h2>",
        words.evidence,
        "</h2>\n<ul class=\"notes\">\n",
    );
    found(&mut out, export, words);
    came_from(&mut out, export, words);
    hashes(&mut out, export, words);
    looks(&mut out, export, words);
    out.markup("</ul>\n</section>\n</main>\n<footer>")
        .markup(super::style::WORDMARK)
        .markup("Pinfold</footer>\n</body>\n</html>\n");
    out.into_parts()
}

/// One line: what, and what it is.
fn fact(out: &mut Html, name: &str, says: &str) {
    out.element("<li>", name, ": ").element("<span class=\"note\" dir=\"auto\">", says, "</span></li>\n");
}

fn address(out: &mut Html, name: &str, address: &str) {
    match Link::new(address) {
        Some(link) => {
            out.element("<li>", name, ": ").link(&link, address).markup("</li>\n");
        }
        None => fact(out, name, address),
    }
}

fn found(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let (source, said) = (&export.pin.content.source, labels(words));
    address(out, words.source, export.address());
    if source.url.as_deref().is_some_and(|url| url != source.page_url) {
        address(out, said.page, &source.page_url);
    }
    if let Some(title) = &source.page_title {
        fact(out, said.page, title);
    }
    if let Some(id) = &source.native_id {
        let network = source.network.as_deref().unwrap_or(&source.site);
        fact(out, said.id, &format!("{network}:{id}"));
    }
    if let Some(adapter) = &source.adapter {
        fact(out, said.reader, &format!("{} {}", adapter.id, adapter.version));
    }
    fact(out, words.pinned, &export.pin.created.to_rfc3339());
    if let Some(published) = &export.pin.content.published {
        fact(out, said.published, &published.to_rfc3339());
    }
}

fn came_from(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    for (field, provenance) in &export.pin.content.provenance {
        let sure = match (provenance.certainty, words.lang) {
            (Certainty::Sure, _) => "",
            (Certainty::Unsure, "de") => " (unsicher)",
            (Certainty::Unsure, _) => " (unsure)",
        };
        fact(out, named(*field, words), &format!("{}{sure}", origin(provenance.origin, words)));
    }
}

fn hashes(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let said = labels(words);
    if let Some(text) = &export.pin.content.text {
        fact(out, &format!("{} (XXH3-64)", said.text), &format!("{:016x}", xxh3_64(folded(text).as_bytes())));
    }
    for media in &export.pin.content.media {
        let MediaState::Stored { digest, bytes, mime } = &media.state else { continue };
        let seen = media.url.as_deref().unwrap_or(said.screen);
        fact(
            out,
            &format!("{} (XXH3-64)", words.picture),
            &format!("{digest} · {mime} · {bytes} B · {seen}"),
        );
    }
}

fn looks(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let looks = &export.pin.observations;
    for look in looks.iter().skip(looks.len().saturating_sub(MAX_LOOKS)) {
        fact(out, &look.at.to_rfc3339(), &sighting(look, words));
    }
}

fn sighting(look: &Observation, words: &Words) -> String {
    let became = match (look.sighting, words.lang) {
        (Sighting::Unchanged, "de") => "unverändert",
        (Sighting::Edited, "de") => "geändert",
        (Sighting::Gone, "de") => "nicht mehr da",
        (Sighting::Unchanged, _) => "unchanged",
        (Sighting::Edited, _) => "edited",
        (Sighting::Gone, _) => "gone",
    };
    let mut parts = vec![became.to_owned()];
    parts.extend(look.engagement.iter().map(|(count, number)| format!("{number} {}", words.count(*count))));
    parts.extend(look.text_hash.iter().cloned());
    parts.extend(look.text.iter().map(|text| format!("“{text}”")));
    parts.join(" · ")
}

/// The words of this page alone.
struct Labels {
    page: &'static str,
    id: &'static str,
    reader: &'static str,
    published: &'static str,
    text: &'static str,
    screen: &'static str,
}

fn labels(words: &Words) -> Labels {
    match words.lang {
        "de" => Labels {
            page: "Seite",
            id: "Kennung",
            reader: "Gelesen mit",
            published: "Veröffentlicht",
            text: "Text",
            screen: "Bildschirm",
        },
        _ => Labels {
            page: "Page",
            id: "Id",
            reader: "Read with",
            published: "Published",
            text: "Text",
            screen: "screen",
        },
    }
}

fn origin(origin: Origin, words: &Words) -> &'static str {
    match (origin, words.lang) {
        (Origin::StructuredData, "de") => "strukturierte Daten der Seite",
        (Origin::Attribute, "de") => "Attribut im Beitrag",
        (Origin::Text, "de") => "sichtbarer Text",
        (Origin::Metadata, "de") => "Kopfdaten der Seite",
        (Origin::Address, "de") => "Adresse der Seite",
        (Origin::Selection, "de") => "Auswahl einer Person",
        (Origin::Person, "de") => "von einer Person eingegeben",
        (Origin::StructuredData, _) => "structured data of the page",
        (Origin::Attribute, _) => "attribute of the post",
        (Origin::Text, _) => "text shown",
        (Origin::Metadata, _) => "head of the page",
        (Origin::Address, _) => "address of the page",
        (Origin::Selection, _) => "selection of a person",
        (Origin::Person, _) => "typed by a person",
    }
}

fn named(field: Field, words: &Words) -> &'static str {
    let (english, german) = match field {
        Field::Url => ("Address", "Adresse"),
        Field::NativeId => ("Id", "Kennung"),
        Field::Author => ("Author", "Verfasser"),
        Field::Published => ("Published", "Veröffentlicht"),
        Field::Title => ("Title", "Titel"),
        Field::Text => ("Text", "Text"),
        Field::Lang => ("Language", "Sprache"),
        Field::Media => ("Pictures", "Bilder"),
        Field::Engagement => ("Counts", "Zahlen"),
        Field::Thread => ("Thread", "Thread"),
        Field::Rating => ("Rating", "Bewertung"),
        Field::ProductName => ("Product", "Produkt"),
        Field::Brand => ("Brand", "Marke"),
        Field::Category => ("Category", "Kategorie"),
        Field::Price => ("Price", "Preis"),
        Field::Availability => ("Availability", "Verfügbarkeit"),
        Field::Identifiers => ("Identifiers", "Kennungen"),
        Field::ProductRating => ("Product's rating", "Bewertung des Produkts"),
    };
    if words.lang == "de" { german } else { english }
}
