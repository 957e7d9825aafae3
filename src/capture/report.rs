//! A draft as the command line prints it: one plain object, unknown values absent, never empty text.
//! It never prints an author nobody is sure of.

use serde_json::{Map, Value, json};

use crate::model::provenance::{Certainty, Field};

use super::draft::Draft;

/// The object for one draft.
pub fn object(draft: &Draft) -> Value {
    let content = &draft.content;
    let source = &content.source;
    let sure =
        |field: Field| content.provenance.get(&field).is_some_and(|one| one.certainty == Certainty::Sure);
    let author = content.author.as_ref().filter(|_| sure(Field::Author));
    let mut out = Map::new();
    put(&mut out, "kind", json!(content.kind));
    put(&mut out, "adapter", json!(source.adapter.as_ref().map(|adapter| &adapter.id)));
    put(&mut out, "url", json!(source.url.as_ref().filter(|_| sure(Field::Url))));
    put(&mut out, "native_id", json!(source.native_id));
    put(
        &mut out,
        "author",
        json!(author.map(|author| parts([
            ("handle", json!(author.handle)),
            ("name", json!(author.name)),
            ("url", json!(author.url)),
            ("native_id", json!(author.native_id)),
            ("followers", json!(author.followers)),
        ]))),
    );
    put(&mut out, "published", json!(content.published.map(|at| at.to_rfc3339())));
    put(&mut out, "published_precision", json!(content.published.map(|at| at.precision)));
    put(&mut out, "title", json!(content.title));
    put(&mut out, "quotes", json!(content.quotes));
    // What the page shows, and, where that is more, what of it is the author's own.
    let shown = draft.shown.as_ref();
    put(&mut out, "text", json!(shown.or(content.text.as_ref())));
    if shown.is_some() {
        // Empty where all of it is quoted: nothing would say that the text is one's own.
        out.insert("own_text".to_owned(), json!(content.text.as_deref().unwrap_or_default()));
    }
    put(&mut out, "lang", json!(content.lang));
    let media = content.media.iter().map(|one| {
        parts([
            ("url", json!(one.url)),
            ("alt", json!(one.alt)),
            ("width", json!(one.width)),
            ("height", json!(one.height)),
            ("kind", json!(one.kind)),
        ])
    });
    put(&mut out, "media", Value::Array(media.collect()));
    put(&mut out, "engagement", json!(content.engagement));
    put(&mut out, "thread", json!(content.thread));
    put(
        &mut out,
        "product",
        json!(content.product.as_ref().map(|product| parts([
            ("name", json!(product.name)),
            ("brand", json!(product.brand)),
            ("category", json!(product.category)),
            ("price", json!(product.price.as_ref().map(|price| &price.amount))),
            ("currency", json!(product.price.as_ref().and_then(|price| price.currency.as_ref()))),
            ("availability", json!(product.availability)),
            ("gtin", json!(product.gtin)),
            ("sku", json!(product.sku)),
            ("mpn", json!(product.mpn)),
            ("rating", json!(product.rating.map(|rating| rating.value))),
            ("rating_best", json!(product.rating.map(|rating| rating.best))),
            ("rating_count", json!(product.rating_count)),
        ]))),
    );
    put(&mut out, "rating", json!(content.rating.map(|rating| rating.value)));
    put(&mut out, "rating_best", json!(content.rating.map(|rating| rating.best)));
    let provenance =
        content.provenance.iter().filter(|(field, _)| *field != Field::Author || author.is_some());
    put(
        &mut out,
        "provenance",
        provenance.map(|(field, one)| (name(field), json!(one.origin))).collect::<Map<_, _>>().into(),
    );
    put(&mut out, "missing", json!(draft.missing));
    Value::Object(out)
}

fn name(field: &Field) -> String {
    json!(field).as_str().unwrap_or_default().to_owned()
}

fn parts<const N: usize>(all: [(&str, Value); N]) -> Value {
    let mut out = Map::new();
    for (key, value) in all {
        put(&mut out, key, value);
    }
    Value::Object(out)
}

fn put(out: &mut Map<String, Value>, key: &str, value: Value) {
    let empty = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    if !empty {
        out.insert(key.to_owned(), value);
    }
}
