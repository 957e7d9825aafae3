//! JSON-LD blocks as items. It follows no context and no reference: types and names as schema.org has them.

use serde_json::Value as Json;

use super::{
    super::snapshot::Head,
    is_same,
    item::{Item, MAX_ITEM_DEPTH, MAX_ITEMS, Value},
    schema,
};
use crate::{json, model::pin::PinKind};

/// The typed items of all blocks: the outer ones first, and those inside them after.
pub fn items(head: &Head) -> Vec<Item> {
    let mut found = Vec::new();
    let mut left = MAX_ITEMS;
    for block in &head.json_ld {
        let Some(json) = parse(block) else { continue };
        let mut waiting = vec![&json];
        while let Some(json) = waiting.pop() {
            match json {
                Json::Array(list) => waiting.extend(list.iter().rev()),
                Json::Object(object) => {
                    if object.contains_key("@type")
                        && let Some(item) = item(json, 0, &mut left)
                    {
                        found.push(item);
                    }
                    waiting.extend(object.values().filter(|value| value.is_object() || value.is_array()));
                }
                _ => {}
            }
            if left == 0 {
                return found;
            }
        }
    }
    found
}

/// The items that say themselves that they are about `url`.
pub fn about(head: &Head, url: &str) -> Vec<Item> {
    let own = |item: &Item| item.addresses().any(|own| is_same(own, url));
    items(head).into_iter().filter(own).collect()
}

/// The one product that the page speaks of, where it does not say of which address it is.
pub fn only_product(head: &Head) -> Option<Item> {
    let is_product = |item: &Item| schema::kind_of(&item.types) == Some(PinKind::Product);
    let mut products =
        items(head).into_iter().filter(|item| is_product(item) && item.text(&["name"]).is_some());
    let product = products.next()?;
    // Variants repeat the name of their group; anything else is a second product.
    let others = products.any(|other| other.text(&["name"]) != product.text(&["name"]));
    (!others && product.addresses().next().is_none()).then_some(product)
}

/// The text at `path` (as in `author.name`) of the first item about `url` that has one.
pub fn value_about(head: &Head, url: &str, path: &str) -> Option<String> {
    about(head, url).iter().find_map(|item| {
        let (last, through) = match path.rsplit_once('.') {
            Some((through, last)) => (last, through.split('.').collect()),
            None => (path, Vec::new()),
        };
        let inner = through.into_iter().try_fold(item, |item, name| item.item(name))?;
        inner.text(&[last]).map(str::to_owned)
    })
}

/// Blocks as pages write them: in CDATA or comments, with raw line breaks inside strings.
fn parse(block: &str) -> Option<Json> {
    let text = block.trim();
    let text = text.strip_prefix("<!--").unwrap_or(text);
    let text = text.strip_suffix("-->").unwrap_or(text).trim();
    let text = text.strip_prefix("//<![CDATA[").or_else(|| text.strip_prefix("<![CDATA[")).unwrap_or(text);
    let text = text.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    json::parse(text).ok().or_else(|| {
        let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        json::parse(&plain).ok()
    })
}

fn item(json: &Json, depth: usize, left: &mut usize) -> Option<Item> {
    let object = json.as_object()?;
    if depth > MAX_ITEM_DEPTH || *left == 0 {
        return None;
    }
    *left -= 1;
    let mut item = Item::default();
    for (key, value) in object {
        match key.as_str() {
            "@type" => item.types = words(value).into_iter().map(|one| schema::bare(&one)).collect(),
            "@id" => item.id = value.as_str().map(str::to_owned),
            _ => {
                let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                let name = schema::bare(key);
                let values = list.iter().filter_map(|one| self::value(one, depth, left));
                item.properties.extend(values.map(|value| (name.clone(), value)));
            }
        }
    }
    Some(item)
}

fn value(json: &Json, depth: usize, left: &mut usize) -> Option<Value> {
    match json {
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Number(number) => Some(Value::Text(number.to_string())),
        Json::Bool(flag) => Some(Value::Text(flag.to_string())),
        Json::Object(object) => match object.get("@value") {
            Some(inner) => value(inner, depth + 1, left).filter(|_| depth < MAX_ITEM_DEPTH),
            None => item(json, depth + 1, left).map(Value::Item),
        },
        _ => None,
    }
}

fn words(json: &Json) -> Vec<String> {
    match json {
        Json::String(text) => vec![text.clone()],
        Json::Array(list) => list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}
