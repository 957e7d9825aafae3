//! Microformats in a card: what `h-…` classes say, and the classic ones (hentry, hreview, hproduct, vcard) in the
//! words of the newer, after <https://microformats.org/wiki/microformats2-parsing>.
//! It reads no format that is no card, person or thing reviewed.

use super::{
    super::{text, tree::Tree},
    item::{Item, MAX_ITEM_DEPTH, MAX_ITEMS, Value},
};

/// Classes of roots, and what the classic ones are called now.
const ROOTS: &[(&str, &str)] = &[
    ("h-entry", "h-entry"),
    ("h-cite", "h-cite"),
    ("h-review", "h-review"),
    ("h-review-aggregate", "h-review-aggregate"),
    ("h-product", "h-product"),
    ("h-card", "h-card"),
    ("h-item", "h-item"),
    ("h-rating", "h-rating"),
    ("h-event", "h-event"),
    ("h-adr", "h-adr"),
    ("h-feed", "h-feed"),
    ("hentry", "h-entry"),
    ("hreview", "h-review"),
    ("hreview-aggregate", "h-review-aggregate"),
    ("hproduct", "h-product"),
    ("vcard", "h-card"),
    ("vevent", "h-event"),
    ("adr", "h-adr"),
];

/// Classic classes with what they are now. `summary` and `description` mean something else in each format.
const CLASSIC: &[(&str, &str)] = &[
    ("fn", "p-name"),
    ("entry-title", "p-name"),
    ("entry-summary", "p-summary"),
    ("entry-content", "e-content"),
    ("published", "dt-published"),
    ("dtreviewed", "dt-published"),
    ("updated", "dt-updated"),
    ("author", "p-author"),
    ("reviewer", "p-author"),
    ("rating", "p-rating"),
    ("best", "p-best"),
    ("worst", "p-worst"),
    ("average", "p-average"),
    ("count", "p-count"),
    ("votes", "p-votes"),
    ("url", "u-url"),
    ("photo", "u-photo"),
    ("brand", "p-brand"),
    ("category", "p-category"),
    ("identifier", "u-identifier"),
    ("price", "p-price"),
    ("item", "p-item"),
    ("review", "p-review"),
    ("nickname", "p-nickname"),
    ("adr", "p-adr"),
];

#[derive(Debug, Clone, Copy)]
struct Root {
    kind: &'static str,
    classic: bool,
}

/// Whether the element is a card. Blogs write the classic `hentry` around whatever they show, so that it says less.
pub fn is_card(tree: &Tree, row: u32) -> bool {
    root(tree, row).is_some_and(|root| match root.kind {
        "h-entry" => !root.classic,
        "h-review" | "h-product" => true,
        // What is cited is a card of its own only as a comment.
        "h-cite" => ["p-comment", "u-comment"].iter().any(|class| tree.has_class(row, class)),
        _ => false,
    })
}

/// The item an element is.
pub fn item(tree: &Tree, row: u32) -> Option<Item> {
    let root = root(tree, row)?;
    let mut left = MAX_ITEMS;
    Some(read(tree, row, root, 0, &mut left))
}

fn classes<'a>(tree: &Tree<'a>, row: u32) -> impl Iterator<Item = &'a str> + use<'a> {
    tree.attribute(row, "class").unwrap_or("").split_ascii_whitespace()
}

/// The format the element is the root of; the new classes win over the classic beside them.
fn root(tree: &Tree, row: u32) -> Option<Root> {
    let known = |class| ROOTS.iter().find(|(name, _)| *name == class);
    let all = || classes(tree, row).filter_map(known);
    let kind = all().find(|(name, kind)| name == kind).or_else(|| all().next())?;
    Some(Root { kind: kind.1, classic: kind.0 != kind.1 })
}

fn read(tree: &Tree, at: u32, root: Root, depth: usize, left: &mut usize) -> Item {
    *left = left.saturating_sub(1);
    let mut item = Item {
        types: vec![root.kind.to_owned()],
        #[cfg(feature = "html")]
        row: at,
        ..Item::default()
    };
    // Words of the element's own, and no item or text in it that has a name, are its name.
    let mut named = false;
    let mut row = at + 1;
    while row < tree.end(at) {
        let properties = properties(tree, row, root);
        let classic_item = root.classic && tree.has_class(row, "item");
        let inner =
            self::root(tree, row).or_else(|| classic_item.then_some(Root { kind: "h-item", classic: true }));
        named |= inner.is_some();
        if let (Some(inner), true) = (inner, !properties.is_empty() && depth < MAX_ITEM_DEPTH && *left > 0) {
            let value = Value::Item(read(tree, row, inner, depth + 1, left));
            item.properties.extend(properties.iter().map(|(_, name)| ((*name).to_owned(), value.clone())));
        } else if inner.is_none() {
            for (kind, name) in properties {
                named |= matches!(kind, "p" | "e");
                item.properties.push((name.to_owned(), value(tree, row, kind)));
            }
        }
        row = if inner.is_some() { tree.end(row) } else { row + 1 };
    }
    if !root.classic {
        imply(tree, at, named, &mut item);
    }
    item
}

/// What the element says of its root: the sort of value and its name.
fn properties<'a>(tree: &Tree<'a>, row: u32, root: Root) -> Vec<(&'a str, &'a str)> {
    if !root.classic {
        let known = |class: &'a str| {
            let (kind, name) = class.split_once('-')?;
            let plain =
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            (matches!(kind, "p" | "u" | "dt" | "e") && plain).then_some((kind, name))
        };
        return classes(tree, row).filter_map(known).collect();
    }
    let now = |class: &str| match (class, root.kind) {
        ("summary", "h-review" | "h-review-aggregate" | "h-event") => Some("p-name"),
        ("description", "h-review") => Some("e-content"),
        ("description", _) => Some("p-description"),
        _ => CLASSIC.iter().find(|(old, _)| *old == class).map(|(_, new)| *new),
    };
    let rels = tree.attribute(row, "rel").into_iter().flat_map(str::split_ascii_whitespace);
    let rels = rels.filter_map(|rel| match rel {
        "bookmark" => Some("u-url"),
        "tag" if !tree.has_class(row, "category") => Some("p-category"),
        _ => None,
    });
    classes(tree, row).filter_map(now).chain(rels).filter_map(|name| name.split_once('-')).collect()
}

/// The value of a property of this sort.
fn value(tree: &Tree, row: u32, kind: &str) -> Value {
    let get = |name| tree.attribute(row, name).map(|value| value.trim().to_owned());
    if kind == "u" {
        let address = match tree.name(row) {
            "a" | "area" | "link" => get("href"),
            "img" | "audio" | "source" | "iframe" => get("src"),
            "video" => get("src").or_else(|| get("poster")),
            "object" => get("data"),
            _ => None,
        };
        if let Some(address) = address {
            return Value::Address(address);
        }
    }
    let written = match tree.name(row) {
        "time" | "ins" | "del" if kind == "dt" => get("datetime"),
        "abbr" => get("title"),
        "data" | "input" => get("value"),
        "img" | "area" if kind == "p" => get("alt"),
        _ => None,
    };
    let said = written.or_else(|| parts(tree, row, kind)).unwrap_or_else(|| words(tree, row));
    if kind == "u" { Value::Address(said) } else { Value::Text(said) }
}

/// The parts that are the value, where elements in it say so.
fn parts(tree: &Tree, row: u32, kind: &str) -> Option<String> {
    if kind == "e" {
        return None;
    }
    let said = (row + 1..tree.end(row)).filter_map(|inner| {
        if tree.has_class(inner, "value-title") {
            return tree.attribute(inner, "title").map(str::to_owned);
        }
        let Value::Text(value) = tree.has_class(inner, "value").then(|| value(tree, inner, "dt"))? else {
            return None;
        };
        Some(value)
    });
    let said: Vec<String> = said.take(MAX_PARTS).collect();
    (!said.is_empty()).then(|| said.join(if kind == "dt" { " " } else { "" }))
}

/// Most parts of a value: a date, a time, a zone, or the digits of a number.
const MAX_PARTS: usize = 8;

fn words(tree: &Tree, row: u32) -> String {
    text::rich(tree, row, &|_| false)
}

/// What an element says without a class: its own name, address and picture, or those of the one element in it.
fn imply(tree: &Tree, at: u32, named: bool, item: &mut Item) {
    let mut children = tree.children(at).filter(|row| tree.is_element(*row));
    let only = children.next().filter(|_| children.next().is_none());
    let places = || std::iter::once(at).chain(only);
    let of = |names: &[&str], attribute| {
        let row = places().find(|row| names.contains(&tree.name(*row)))?;
        tree.attribute(row, attribute).map(|value| value.trim().to_owned())
    };
    if !named {
        let name = of(&["img", "area"], "alt").or_else(|| of(&["abbr"], "title"));
        let name = name.unwrap_or_else(|| words(tree, at));
        item.properties.push(("name".to_owned(), Value::Text(name)));
    }
    for (name, address) in [("url", of(&["a", "area"], "href")), ("photo", of(&["img"], "src"))] {
        if let Some(address) = address.filter(|_| item.all(name).next().is_none()) {
            item.properties.push((name.to_owned(), Value::Address(address)));
        }
    }
}
