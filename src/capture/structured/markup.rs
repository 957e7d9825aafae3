//! Items that a page writes into its elements: microdata and RDFa Lite, which differ in the names of their attributes
//! and in how a value is found, and otherwise say the same; and microformats by their classes.
//! It reads no element outside the item, except those that `itemref` names.

use super::{
    super::{picture, text, tree::Tree},
    item::{Item, MAX_ITEM_DEPTH, MAX_ITEMS, OWN, Value},
    microformats, schema,
};

/// Most rows that are read because an `itemref` names them: as many as the largest card has.
const MAX_REFERRED: usize = 20_000;

/// Attributes by which RDFa tells a card; those of microdata are looked at everywhere.
pub const SIGNS: [&str; 2] = ["typeof", "prefix"];

/// Whether the element is an item of a type that is a card.
pub fn is_card(tree: &Tree, row: u32) -> bool {
    let Some(syntax) = Syntax::of(tree, row) else { return microformats::is_card(tree, row) };
    let types = tree.attribute(row, syntax.types()).unwrap_or("");
    types.split_ascii_whitespace().any(|name| schema::is_card(&expanded(tree, row, syntax, name)))
}

/// Whether the element says in attributes that it is an item of some type.
pub fn is_typed(tree: &Tree, row: u32) -> bool {
    Syntax::of(tree, row).is_some_and(|syntax| tree.attribute(row, syntax.types()).is_some())
}

/// The item an element is. Items in it that are cards themselves are left out, unless they are a property.
pub fn item(tree: &Tree, root: u32) -> Option<Item> {
    let Some(syntax) = Syntax::of(tree, root) else { return microformats::item(tree, root) };
    let mut reader = Reader { tree, syntax, items: MAX_ITEMS, referred: MAX_REFERRED };
    Some(reader.item(root, 0))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Microdata,
    Rdfa,
}

impl Syntax {
    /// How the element writes that it is an item, if it does.
    fn of(tree: &Tree, row: u32) -> Option<Self> {
        [Self::Microdata, Self::Rdfa].into_iter().find(|syntax| tree.attribute(row, syntax.scope()).is_some())
    }

    fn scope(self) -> &'static str {
        if self == Self::Microdata { "itemscope" } else { "typeof" }
    }

    fn types(self) -> &'static str {
        if self == Self::Microdata { "itemtype" } else { "typeof" }
    }

    fn property(self) -> &'static str {
        if self == Self::Microdata { "itemprop" } else { "property" }
    }

    fn ids(self) -> &'static [&'static str] {
        if self == Self::Microdata { &["itemid"] } else { &["about", "resource", "href", "src"] }
    }
}

struct Reader<'r, 'a> {
    tree: &'r Tree<'a>,
    syntax: Syntax,
    /// Items that may still be read.
    items: usize,
    /// Rows that may still be read because they are referred to.
    referred: usize,
}

impl<'a> Reader<'_, 'a> {
    fn item(&mut self, root: u32, depth: usize) -> Item {
        self.items = self.items.saturating_sub(1);
        let types = self.tree.attribute(root, self.syntax.types()).unwrap_or("");
        let id = self.syntax.ids().iter().find_map(|name| self.tree.attribute(root, name));
        let mut item = Item {
            types: types
                .split_ascii_whitespace()
                .map(|name| expanded(self.tree, root, self.syntax, name))
                .collect(),
            id: id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
            properties: Vec::new(),
            #[cfg(feature = "html")]
            row: root,
        };
        self.properties(root + 1, self.tree.end(root), depth, &mut item);
        if let Some(ids) = self.tree.attribute(root, "itemref").filter(|_| self.syntax == Syntax::Microdata) {
            for id in ids.split_ascii_whitespace() {
                let Some(row) = self.tree.by_id(id).filter(|row| !self.tree.contains(*row, root)) else {
                    continue;
                };
                let end = self.tree.end(row);
                self.referred = self.referred.saturating_sub((end - row) as usize);
                if self.referred > 0 {
                    // An item that is no property lends what it says.
                    let lends = self.tree.attribute(row, "itemprop").is_none();
                    self.properties(row + u32::from(lends), end, depth, &mut item);
                }
            }
        }
        if item.properties.is_empty() {
            item.properties.push((OWN.to_owned(), self.value(root)));
        }
        item
    }

    /// Adds what the rows say of the item, and nothing that they say of another.
    fn properties(&mut self, start: u32, end: u32, depth: usize, item: &mut Item) {
        let mut row = start;
        while row < end {
            let nested = self.tree.attribute(row, self.syntax.scope()).is_some();
            // RDFa also leads to an item by `rel`.
            let rel = || self.tree.attribute(row, "rel").filter(|_| nested && self.syntax == Syntax::Rdfa);
            let names = self.tree.attribute(row, self.syntax.property()).or_else(rel);
            if let Some(names) = names {
                let value = match nested {
                    true if depth >= MAX_ITEM_DEPTH || self.items == 0 => None,
                    true => Some(Value::Item(self.item(row, depth + 1))),
                    false => Some(self.value(row)),
                };
                if let Some(value) = value {
                    let names = names
                        .split_ascii_whitespace()
                        .map(|name| expanded(self.tree, row, self.syntax, name));
                    item.properties.extend(names.map(|name| (name, value.clone())));
                }
            }
            // In RDFa, `resource` without a property begins to speak of something else.
            let other = self.syntax == Syntax::Rdfa
                && names.is_none()
                && ["about", "resource"].iter().any(|name| self.tree.attribute(row, name).is_some());
            row = if nested || other { self.tree.end(row) } else { row + 1 };
        }
    }

    /// A property's value by its element, after the HTML standard and HTML+RDFa.
    fn value(&self, row: u32) -> Value {
        let get = |name| self.tree.attribute(row, name).map(str::trim).filter(|value| !value.is_empty());
        let name = self.tree.name(row);
        let is_rdfa = self.syntax == Syntax::Rdfa;
        if is_rdfa && let Some(content) = get("content") {
            return Value::Text(content.to_owned());
        }
        let address = match name {
            "audio" | "embed" | "iframe" | "img" | "source" | "track" | "video" => Some("src"),
            "a" | "area" | "link" => Some("href"),
            "object" => Some("data"),
            _ => None,
        };
        if is_rdfa && let Some(resource) = get("resource").or_else(|| get("href")) {
            return Value::Address(resource.to_owned());
        }
        if let Some(attribute) = address {
            let shown =
                if name == "img" { picture::address(self.tree, row).map(|(url, _)| url) } else { None };
            let url = shown.or_else(|| get(attribute).or_else(|| get("content")).map(str::to_owned));
            return Value::Address(url.map(|url| url.trim().to_owned()).unwrap_or_default());
        }
        let written = match name {
            "meta" => Some(self.tree.attribute(row, "content").unwrap_or("")),
            "data" | "meter" => get("value"),
            "time" => get("datetime").or_else(|| get("content")),
            _ => get("content"),
        };
        #[cfg(feature = "html")]
        if written.is_none()
            && let Some(item) = self.action(row)
        {
            return Value::Item(item);
        }
        Value::Text(written.map_or_else(|| text::rich(self.tree, row, &|_| false), str::to_owned))
    }

    /// What a field of a form asks for, in the words of schema.org's actions; no pin needs it.
    #[cfg(feature = "html")]
    fn action(&self, row: u32) -> Option<Item> {
        let named = self.tree.attribute(row, self.syntax.property())?;
        (named.ends_with("-input") || named.ends_with("-output")).then(|| {
            let required = self.tree.attribute(row, "required").map(|_| ("valueRequired", "true"));
            let name = self.tree.attribute(row, "name").map(|name| ("valueName", name));
            let all = required.into_iter().chain(name);
            let properties = all.map(|(name, value)| (name.to_owned(), Value::Text(value.to_owned())));
            Item { properties: properties.collect(), row, ..Item::default() }
        })
    }
}

/// A name with the prefix that RDFa declares for it in full.
fn expanded(tree: &Tree, row: u32, syntax: Syntax, name: &str) -> String {
    if syntax == Syntax::Rdfa
        && let Some((prefix, rest)) = name.split_once(':')
    {
        let declared = tree.upward(row).filter_map(|above| tree.attribute(above, "prefix"));
        if let Some((_, full)) = declared.flat_map(pairs).find(|(known, _)| *known == prefix) {
            return full.to_owned() + rest;
        }
    }
    name.to_owned()
}

/// Prefixes and what they stand for, as RDFa's `prefix` lists them.
fn pairs(declared: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut words = declared.split_ascii_whitespace();
    std::iter::from_fn(move || Some((words.next()?.trim_end_matches(':'), words.next()?)))
}
