//! Microdata in a card: the element that is an item, and the items in it.
//! `itemref` is not followed: what it names lies outside the card.

use super::{
    super::{adapter::run::picture_address, text, tree::Tree},
    item::{Item, MAX_ITEM_DEPTH, MAX_ITEMS, Value},
    schema,
};

/// Whether the element is an item of a type that is a card.
pub fn is_card(tree: &Tree, row: u32) -> bool {
    tree.attribute(row, "itemscope").is_some()
        && tree.attribute(row, "itemtype").is_some_and(|types| {
            types.split_ascii_whitespace().any(|one| schema::kind_of(&[schema::bare(one)]).is_some())
        })
}

/// The item an element is. Items in it that are cards themselves are left out, unless they are a property.
pub fn item(tree: &Tree, root: u32) -> Option<Item> {
    tree.attribute(root, "itemscope")?;
    let mut left = MAX_ITEMS;
    Some(read(tree, root, 0, &mut left))
}

fn read(tree: &Tree, root: u32, depth: usize, left: &mut usize) -> Item {
    *left = left.saturating_sub(1);
    let types = tree.attribute(root, "itemtype").unwrap_or("");
    let mut item = Item {
        types: types.split_ascii_whitespace().map(schema::bare).collect(),
        id: tree.attribute(root, "itemid").map(str::to_owned),
        properties: Vec::new(),
    };
    let end = tree.end(root);
    let mut row = root + 1;
    while row < end {
        let names = tree.attribute(row, "itemprop");
        let nested = tree.attribute(row, "itemscope").is_some();
        if let Some(names) = names {
            let value = if nested {
                (depth < MAX_ITEM_DEPTH && *left > 0).then(|| Value::Item(read(tree, row, depth + 1, left)))
            } else {
                plain(tree, row).map(Value::Text)
            };
            if let Some(value) = value {
                let names = names.split_ascii_whitespace().map(schema::bare);
                item.properties.extend(names.map(|name| (name, value.clone())));
            }
        }
        row = if nested { tree.end(row) } else { row + 1 };
    }
    item
}

/// A property's value by its element, after the HTML standard.
fn plain(tree: &Tree, row: u32) -> Option<String> {
    let attribute = |name| tree.attribute(row, name).map(str::to_owned);
    let value = match tree.name(row) {
        "meta" => attribute("content"),
        "img" => picture_address(tree, row).map(|(url, _)| url),
        "audio" | "embed" | "iframe" | "source" | "track" | "video" => attribute("src"),
        "a" | "area" | "link" => attribute("href"),
        "object" => attribute("data"),
        "data" | "meter" => attribute("value"),
        "time" => attribute("datetime"),
        _ => attribute("content"),
    };
    value.or_else(|| Some(text::rich(tree, row, &|_| false))).filter(|value| !value.trim().is_empty())
}
