//! JSON-LD blocks as items, read once for a page. It follows references within the page and contexts that rename,
//! and fetches nothing.

use pinfold_kernels::sorting;
use serde_json::{Map, Value as Json};
use url::Url;

use super::{
    super::{link, snapshot::Head},
    item::{Item, MAX_ITEM_DEPTH, MAX_ITEMS, Value, bare},
    key,
    plain::plain,
    schema,
};
use crate::{json, model::pin::PinKind};

/// How often a reference is followed from inside another: an article's author has a picture.
const MAX_REFERENCES: usize = 2;

/// What the blocks of a page say.
#[derive(Debug, Default)]
pub struct Data {
    items: Vec<Item>,
    /// The addresses that items say they are about, in order, each with the place of its item.
    about: Vec<(String, usize)>,
}

/// The blocks as values: each what is in one script.
pub fn blocks(head: &Head) -> impl Iterator<Item = Json> + '_ {
    head.json_ld.iter().filter_map(|block| parse(block))
}

impl Data {
    /// Reads all blocks: the outer items first, and those inside them after. What they say of themselves is
    /// resolved against `base`.
    pub fn read(head: &Head, base: &Url) -> Self {
        let blocks: Vec<Json> = blocks(head).collect();
        let named = named(&blocks);
        let mut reader = Reader { named, left: MAX_ITEMS };
        let mut data = Self::default();
        for block in &blocks {
            // What is still to be read, in which context, and the item that says it is what its page is about.
            let mut waiting: Vec<(&Json, Context, Option<usize>)> = vec![(block, Vec::new(), None)];
            while let Some((json, mut context, page)) = waiting.pop() {
                match json {
                    Json::Array(list) => {
                        waiting.extend(list.iter().rev().map(|one| (one, context.clone(), page)));
                    }
                    Json::Object(object) => {
                        enter(object, &mut context);
                        let mut place = None;
                        if is_typed(object)
                            && let Some(item) = reader.item(object, &context, 0, 0)
                        {
                            let at = data.items.len();
                            data.note(&item, at, base, page);
                            data.items.push(item);
                            place = Some(at);
                        }
                        let inner = object.iter().filter(|(name, value)| {
                            *name != "@context" && (value.is_object() || value.is_array())
                        });
                        waiting.extend(inner.map(|(name, value)| {
                            let page = place.filter(|_| bare(name) == "mainEntity");
                            (value, context.clone(), page)
                        }));
                    }
                    _ => {}
                }
                if reader.left == 0 {
                    break;
                }
            }
        }
        sorting::sort_by(&mut data.about, |one, other| one.0.cmp(&other.0));
        data
    }

    /// Notes which addresses an item is about: its own, else those of the page whose main entity it is.
    fn note(&mut self, item: &Item, at: usize, base: &Url, page: Option<usize>) {
        let own: Vec<String> = item.addresses().filter_map(|own| link::resolve(base, own)).collect();
        let mut keys: Vec<String> = own.iter().map(|own| key(own)).collect();
        if let Some(page) = page.filter(|_| keys.is_empty()) {
            keys = self.about.iter().filter(|(_, of)| *of == page).map(|(key, _)| key.clone()).collect();
        }
        self.about.extend(keys.into_iter().map(|key| (key, at)));
    }

    /// All items.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The items that say themselves that they are about `url`, in the order of the page.
    pub fn about(&self, url: &str) -> Vec<&Item> {
        if self.about.is_empty() {
            return Vec::new();
        }
        let url = key(url);
        let start = self.about.partition_point(|(key, _)| *key < url);
        let places = self.about.iter().skip(start).take_while(|(key, _)| *key == url);
        let mut last = None;
        let mut found: Vec<&Item> = Vec::new();
        for (_, place) in places {
            // One that says it twice is one; equal keys keep the order of the page.
            if last != Some(place) {
                found.extend(self.items.get(*place));
            }
            last = Some(place);
        }
        found
    }

    /// The one product that the page speaks of, where it does not say of which address it is.
    pub fn only_product(&self) -> Option<&Item> {
        let is_product = |item: &&Item| schema::kind_of(item) == Some(PinKind::Product);
        let named = |item: &&Item| item.text(&["name"]).is_some();
        let mut products = self.items.iter().filter(is_product).filter(named);
        let product = products.next()?;
        // Variants repeat the name of their group; anything else is a second product.
        let others = products.any(|other| other.text(&["name"]) != product.text(&["name"]));
        (!others && product.addresses().next().is_none()).then_some(product)
    }

    /// The text at `path` (as in `author.name`) of the first item about `url` that has one.
    pub fn value_about(&self, url: &str, path: &str) -> Option<String> {
        self.about(url).into_iter().find_map(|item| {
            let (last, through) = match path.rsplit_once('.') {
                Some((through, last)) => (last, through.split('.').collect()),
                None => (path, Vec::new()),
            };
            let inner = through.into_iter().try_fold(item, |item, name| item.item(name))?;
            inner.text(&[last]).map(str::to_owned)
        })
    }
}

/// Objects with what their context renames, outermost first.
type Context<'j> = Vec<&'j Map<String, Json>>;

fn enter<'j>(object: &'j Map<String, Json>, context: &mut Context<'j>) {
    match object.get("@context") {
        Some(Json::Object(names)) => context.push(names),
        Some(Json::Array(list)) => context.extend(list.iter().filter_map(Json::as_object)),
        _ => {}
    }
}

fn is_typed(object: &Map<String, Json>) -> bool {
    object.contains_key("@type") || object.contains_key("type")
}

/// The typed objects that carry an identifier, in its order: others refer to them by it.
fn named(blocks: &[Json]) -> Vec<(&str, &Map<String, Json>)> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Json> = blocks.iter().rev().collect();
    while let Some(json) = waiting.pop() {
        match json {
            Json::Array(list) => waiting.extend(list.iter().rev()),
            Json::Object(object) => {
                if let Some(id) = object.get("@id").and_then(Json::as_str).filter(|_| is_typed(object)) {
                    found.push((id, object));
                }
                waiting.extend(object.values().filter(|value| value.is_object() || value.is_array()));
            }
            _ => {}
        }
        if found.len() >= MAX_ITEMS {
            break;
        }
    }
    sorting::sort_by(&mut found, |one, other| one.0.cmp(other.0));
    found
}

struct Reader<'j> {
    named: Vec<(&'j str, &'j Map<String, Json>)>,
    /// Items that may still be read.
    left: usize,
}

impl<'j> Reader<'j> {
    fn item(
        &mut self,
        object: &'j Map<String, Json>,
        context: &Context<'j>,
        depth: usize,
        references: usize,
    ) -> Option<Item> {
        if depth > MAX_ITEM_DEPTH || self.left == 0 {
            return None;
        }
        let id = object.get("@id").or_else(|| object.get("id")).and_then(Json::as_str);
        if object.len() == 1
            && let Some(id) = id.filter(|_| references < MAX_REFERENCES)
        {
            let place = self.named.partition_point(|(known, _)| *known < id);
            if let Some((_, meant)) = self.named.get(place).filter(|(known, _)| *known == id) {
                return self.item(meant, context, depth, references + 1);
            }
        }
        self.left -= 1;
        let mut item = Item { id: id.map(str::to_owned), ..Item::default() };
        for (name, json) in object {
            let list = json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice);
            match name.as_str() {
                "@context" | "@id" => {}
                "@type" | "type" => {
                    let types = list.iter().filter_map(Json::as_str);
                    item.types.extend(types.map(|one| expanded(one, context)));
                }
                _ => {
                    let name = expanded(name, context);
                    let values = list.iter().filter_map(|one| self.value(one, context, depth, references));
                    let values: Vec<Value> = values.collect();
                    item.properties.extend(values.into_iter().map(|value| (name.clone(), value)));
                }
            }
        }
        Some(item)
    }

    fn value(
        &mut self,
        json: &'j Json,
        context: &Context<'j>,
        depth: usize,
        references: usize,
    ) -> Option<Value> {
        match json {
            // Bodies and descriptions are written as HTML as often as not.
            Json::String(text) => Some(Value::Text(plain(text))),
            Json::Number(number) => Some(Value::Text(number.to_string())),
            Json::Bool(flag) => Some(Value::Text(flag.to_string())),
            Json::Object(object) => match object.get("@value") {
                Some(inner) if depth < MAX_ITEM_DEPTH => self.value(inner, context, depth + 1, references),
                Some(_) => None,
                None => self.item(object, context, depth + 1, references).map(Value::Item),
            },
            _ => None,
        }
    }
}

/// A name as the context has it: another name, or a prefix in full.
fn expanded(name: &str, context: &Context) -> String {
    let lookup = |name: &str| {
        let meant = context.iter().rev().find_map(|names| names.get(name))?;
        meant.as_str().or_else(|| meant.get("@id").and_then(Json::as_str))
    };
    let name = lookup(name).unwrap_or(name);
    match name.split_once(':') {
        Some((prefix, rest)) if !rest.starts_with("//") => match lookup(prefix) {
            Some(full) => full.to_owned() + rest,
            None => name.to_owned(),
        },
        _ => name.to_owned(),
    }
}

/// A block as pages write it: inside CDATA or comments, with comments, with line breaks inside strings, with a
/// comma too many, or with its quotes as entities.
fn parse(block: &str) -> Option<Json> {
    json::parse(block.trim()).ok().or_else(|| {
        let plain = if block.contains('"') {
            None
        } else {
            Some(block.replace("&quot;", "\"").replace("&amp;", "&"))
        };
        json::parse(tidied(plain.as_deref().unwrap_or(block)).trim()).ok()
    })
}

/// What opens something that is no JSON, and what closes it; a line's end closes what has no close.
const ASIDES: &[(&str, &str)] =
    &[("<!--", "-->"), ("/*", "*/"), ("//", "\n"), ("<![CDATA[", ""), ("]]>", ""), (";", "")];

fn tidied(block: &str) -> String {
    let mut out = String::with_capacity(block.len());
    let block = block.trim();
    // Around the whole block, the marks of a comment hide it from old browsers.
    let hidden = block.strip_prefix("<!--").filter(|rest| rest.trim_start().starts_with(['{', '[']));
    let block = hidden.map_or(block, |rest| rest.trim_end().trim_end_matches("-->"));
    let mut rest = block;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        if !in_string && let Some((open, close)) = ASIDES.iter().find(|(open, _)| rest.starts_with(open)) {
            rest = rest.get(open.len()..).unwrap_or("");
            if let Some(after) = rest.strip_prefix("<![CDATA[").filter(|_| *open == "//") {
                rest = after;
            } else if !close.is_empty() {
                rest = rest.split_once(close).map_or("", |(_, after)| after);
            }
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '"' => in_string = !in_string,
            '\\' if in_string => {
                let next = rest.chars().next();
                // JavaScript escapes single quotes, JSON does not.
                if next != Some('\'') {
                    out.push(c);
                }
                out.extend(next);
                rest = rest.get(next.map_or(0, char::len_utf8)..).unwrap_or("");
                continue;
            }
            '\n' if in_string => {
                out.push_str("\\n");
                continue;
            }
            '}' | ']' if !in_string => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            _ => {}
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}
