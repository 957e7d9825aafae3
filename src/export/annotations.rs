//! What people noted and tagged as a W3C Web Annotation collection, for programs that share annotations.
//! <https://www.w3.org/TR/annotation-model/>

use serde_json::{Value, json};

use super::{
    csv::word,
    escape::clean,
    set::{ExportPin, ExportSet},
};
use crate::model::{
    address,
    annotation::{Annotation, Quote, Target},
    measure,
    time::Instant,
};

/// What the names in it mean.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What the percentages of a region are written after.
const FRAGMENTS: &str = "http://www.w3.org/TR/media-frags/";

/// Writes the collection: for each pin its tags as one annotation, then its notes.
pub fn collection(set: &ExportSet<'_>, now: Instant) -> String {
    let items: Vec<Value> = set.pins().flat_map(|pin| tags(pin).into_iter().chain(notes(pin))).collect();
    let collection = json!({
        "@context": CONTEXT,
        "id": format!("urn:pinfold:collection:{}", now.milliseconds()),
        "type": "AnnotationCollection",
        "label": clean(&set.title),
        "created": now.to_rfc3339(),
        "total": items.len(),
        "first": {
            "id": format!("urn:pinfold:page:{}", now.milliseconds()),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    format!("{collection:#}\n")
}

/// How many annotations it would hold.
pub fn count(pin: &ExportPin<'_>) -> usize {
    pin.notes.len() + usize::from(!pin.tags.is_empty())
}

fn tags(export: &ExportPin<'_>) -> Option<Value> {
    let pin = export.pin;
    let body = |tag: &str| json!({"type": "TextualBody", "value": tag, "purpose": "tagging"});
    let bodies: Vec<Value> = export.tags.iter().map(|(tag, _)| body(tag.as_str())).collect();
    (!bodies.is_empty()).then(|| {
        json!({
            "@context": CONTEXT,
            "id": format!("urn:pinfold:pin:{}", pin.id),
            "type": "Annotation",
            "motivation": "tagging",
            "created": pin.created.to_rfc3339(),
            "modified": pin.changed.to_rfc3339(),
            "body": bodies,
            "target": source(export),
        })
    })
}

fn notes(export: &ExportPin<'_>) -> impl Iterator<Item = Value> {
    export.notes.iter().map(|note| written(note, export))
}

fn written(note: &Annotation, export: &ExportPin<'_>) -> Value {
    let mut annotation = json!({
        "@context": CONTEXT,
        "id": format!("urn:pinfold:annotation:{}", note.id),
        "type": "Annotation",
        "motivation": word(note.motivation),
        "created": note.created.to_rfc3339(),
        "modified": note.changed.to_rfc3339(),
        "target": target(note, export),
    });
    let Some(fields) = annotation.as_object_mut() else { return annotation };
    if !note.body.trim().is_empty() {
        let body = json!({
            "type": "TextualBody",
            "value": clean(&note.body),
            "format": "text/markdown",
            "purpose": word(note.motivation),
        });
        fields.insert("body".to_owned(), body);
    }
    if let Some(creator) = &note.creator {
        fields.insert("creator".to_owned(), json!({"type": "Person", "name": clean(creator)}));
    }
    annotation
}

fn target(note: &Annotation, export: &ExportPin<'_>) -> Value {
    match &note.target {
        Target::Whole => Value::String(source(export)),
        Target::Quote(quote) => json!({"source": source(export), "selector": words(quote)}),
        Target::Region { media, region } => {
            let picture = export.pin.content.media.iter().find(|own| own.id == *media);
            let found = picture.and_then(|own| web(own.url.as_deref()?));
            let sides = [region.x, region.y, region.width, region.height].map(measure::written);
            let value = format!("xywh=percent:{}", sides.join(","));
            json!({
                "source": found.unwrap_or_else(|| format!("urn:pinfold:picture:{}", media.as_str())),
                "selector": {"type": "FragmentSelector", "conformsTo": FRAGMENTS, "value": value},
            })
        }
    }
}

/// The words with what stands around them. Where they stand in the pin's text is left out: a position counts from the
/// beginning of the page, which is another text.
fn words(quote: &Quote) -> Value {
    json!({"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix})
}

/// What it is about, as an address that every program can read.
fn source(export: &ExportPin<'_>) -> String {
    web(export.address()).unwrap_or_else(|| format!("urn:pinfold:pin:{}", export.pin.id))
}

fn web(written: &str) -> Option<String> {
    address::web(written, None).map(String::from)
}
