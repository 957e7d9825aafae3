//! A JSON Feed, version 1.1: for feed readers, static sites and scripts. <https://www.jsonfeed.org/version/1.1/>

use serde_json::{Map, Value, json};

use super::{
    csv::word,
    escape::{clean, link::Link},
    set::{ExportPin, ExportSet},
};

/// Writes the feed.
pub fn feed(set: &ExportSet<'_>) -> String {
    let mut feed = Map::new();
    put(&mut feed, "version", Some("https://jsonfeed.org/version/1.1"));
    put(&mut feed, "title", Some(&set.title));
    put(&mut feed, "description", set.description);
    let items = set.pins().map(item).collect();
    feed.insert("items".to_owned(), Value::Array(items));
    format!("{:#}\n", Value::Object(feed))
}

/// Puts a text in, where there is one.
fn put(object: &mut Map<String, Value>, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        object.insert(name.to_owned(), Value::String(clean(text)));
    }
}

fn item(export: &ExportPin<'_>) -> Value {
    let (pin, content) = (export.pin, &export.pin.content);
    let mut item = Map::new();
    put(&mut item, "id", Some(&format!("pin:{}", pin.id)));
    put(&mut item, "url", export.link().as_ref().map(Link::as_str));
    put(&mut item, "title", export.title());
    // A feed must have words for every item, if only empty ones.
    put(&mut item, "content_text", Some(content.text.as_deref().unwrap_or_default()));
    let pictures = content.media.iter().filter_map(|media| Link::new(media.url.as_deref()?));
    put(&mut item, "image", pictures.map(|link| link.as_str().to_owned()).next().as_deref());
    put(&mut item, "date_published", content.published.map(|at| at.to_rfc3339()).as_deref());
    put(&mut item, "date_modified", Some(&pin.changed.to_rfc3339()));
    put(&mut item, "language", content.lang.as_deref());
    if let Some(name) = export.author() {
        let mut author = Map::new();
        put(&mut author, "name", Some(&name));
        let profile = content.author.as_ref().and_then(|author| Link::new(author.url.as_deref()?));
        put(&mut author, "url", profile.as_ref().map(Link::as_str));
        item.insert("authors".to_owned(), json!([author]));
    }
    if !export.tags.is_empty() {
        let tags: Vec<&str> = export.tags.iter().map(|(tag, _)| tag.as_str()).collect();
        item.insert("tags".to_owned(), json!(tags));
    }
    item.insert("_pinfold".to_owned(), Value::Object(more(export)));
    Value::Object(item)
}

/// What a feed has no name for.
fn more(export: &ExportPin<'_>) -> Map<String, Value> {
    let pin = export.pin;
    let mut more = Map::new();
    put(&mut more, "kind", Some(&word(pin.content.kind)));
    put(&mut more, "site", Some(&pin.content.source.site));
    put(&mut more, "pinned", Some(&pin.created.to_rfc3339()));
    put(&mut more, "credit", Some(&export.credit()));
    put(&mut more, "rights", Some(&word(pin.rights.status)));
    put(&mut more, "section", export.section);
    put(&mut more, "customer", export.customer.map(|customer| customer.name.as_str()));
    put(&mut more, "price", export.price().as_deref());
    let mut list = |name: &str, texts: Vec<String>| {
        if !texts.is_empty() {
            more.insert(name.to_owned(), json!(texts));
        }
    };
    list("notes", export.notes_said().iter().map(|note| clean(note)).collect());
    list("quoted", export.quoted().iter().map(|quote| clean(quote)).collect());
    list("boards", export.boards.iter().map(|board| clean(board)).collect());
    more
}
