//! Every page of `extruct` with microdata, JSON-LD or Open Graph reads as it reads there: the items that pins are made of,
//! printed in its words.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use pinfold::capture::{
    html, link,
    snapshot::Snapshot,
    structured::{
        item::{Item, OWN, Value},
        json_ld, markup, open_graph,
    },
    text,
    tree::Tree,
};
use serde_json::{Map, Value as Json, json};

use super::{note, read, saved};

/// How `extruct` was asked to print.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// One value stands alone.
    Plain,
    /// All values in lists.
    Strict,
    /// All values in lists, and the items numbered.
    Numbered,
    /// With the text of each item.
    WithText,
    /// With the ids of the elements.
    WithIds,
    /// In the words of JSON-LD.
    Uniform,
    /// The same with ids.
    UniformWithIds,
}
use Style::{Numbered, Plain, Strict, Uniform, UniformWithIds, WithIds, WithText};

/// Page, expectation, style, and what addresses are resolved against.
const MICRODATA: &[(&str, &str, Style, &str)] = &[
    ("schema.org/CreativeWork.001", "schema.org/CreativeWork.001", Plain, ""),
    ("schema.org/CreativeWork.001", "schema.org/CreativeWork_flat.001", Uniform, ""),
    ("schema.org/CreativeWork.001", "schema.org/CreativeWork_flat_with_node_id.001", UniformWithIds, ""),
    ("schema.org/Event.001", "schema.org/Event.001", Plain, ""),
    ("schema.org/Event.002", "schema.org/Event.002", Plain, ""),
    ("schema.org/Event.003", "schema.org/Event.003", Plain, ""),
    ("schema.org/Event.004", "schema.org/Event.004", Plain, ""),
    ("schema.org/Event.008", "schema.org/Event.008", Plain, ""),
    ("schema.org/LocalBusiness.002", "schema.org/LocalBusiness.002", Plain, ""),
    ("schema.org/LocalBusiness.003", "schema.org/LocalBusiness.003", Plain, ""),
    ("schema.org/MusicRecording.001", "schema.org/MusicRecording.001", Plain, ""),
    ("schema.org/SearchAction.001", "schema.org/SearchAction.001", Plain, ""),
    ("schema.org/product", "schema.org/product", Plain, ""),
    ("schema.org/product", "schema.org/product_custom_url", Plain, "http://some-example.com"),
    ("schema.org/product", "schema.org/product_custom_url_and_node_id", WithIds, "http://some-example.com"),
    ("schema.org/product-ref", "schema.org/product-ref", Plain, ""),
    ("w3c/microdata.5.2", "w3c/microdata.5.2", Strict, ""),
    ("w3c/microdata.5.2", "w3c/microdata.5.2.flat", Numbered, ""),
    ("w3c/microdata.5.2", "w3c/microdata.5.2.withtext", WithText, ""),
    ("w3c/microdata.5.3", "w3c/microdata.5.3", Strict, ""),
    ("w3c/microdata.5.5", "w3c/microdata.5.5", Strict, ""),
    ("w3c/microdata.object", "w3c/microdata.object", Strict, "http://www.example.com/microdata/test"),
];

const OPEN_GRAPH: &[(&str, &str, Style)] = &[
    ("misc/opengraph_test", "misc/opengraph_test", Plain),
    ("misc/opengraph_test", "misc/opengraph_flat_test", Uniform),
    ("misc/opengraph_ns_product_test", "misc/opengraph_ns_product_test", Plain),
];

/// Pages with expectations of other syntaxes: RDFa as triples, Dublin Core, microformats.
const OTHERS: &[&str] = &[
    "Portfolio_Niels_Lubberman",
    "dublincore_test",
    "expanded_OG_support_test",
    "microformat_test",
    "microformat_flat_test",
];

#[test]
fn microdata_reads_as_extruct_reads_it() {
    let Some(root) = saved("extruct/tests/samples") else { return };
    let mut wrong = Vec::new();
    for (page, expected, style, base) in MICRODATA {
        let page = html::snapshot(&read(&root.join(page).with_added_extension("html")), "https://a.example/");
        let expected_json: Json = json_at(&root, &format!("{expected}.json"));
        let expected_json = match expected_json.get("microdata") {
            Some(inner) => inner.clone(),
            None => expected_json,
        };
        compare(expected, &microdata(&page, *style, base), &expected_json, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), MICRODATA.len(), wrong.join("\n"));
}

#[test]
fn json_ld_reads_as_extruct_reads_it() {
    let Some(root) = saved("extruct/tests/samples") else { return };
    let mut wrong = Vec::new();
    let mut compared = 0;
    for expected in files(&root).iter().filter(|name| name.ends_with(".jsonld")) {
        compared += 1;
        let html = read(&root.join(expected.replace(".jsonld", ".html")));
        let page = html::snapshot(&html, "https://a.example/");
        let all = json_ld::blocks(&page.head).flat_map(|block| match block {
            Json::Array(list) => list,
            Json::Object(_) => vec![block],
            _ => Vec::new(),
        });
        compare(expected, &Json::Array(all.collect()), &json_at(&root, expected), &mut wrong);
    }
    assert!(compared >= 4, "only {compared} pages");
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn open_graph_reads_as_extruct_reads_it() {
    let Some(root) = saved("extruct/tests/samples") else { return };
    let mut wrong = Vec::new();
    for (page, expected, style) in OPEN_GRAPH {
        let page = html::snapshot(&read(&root.join(page).with_added_extension("html")), "https://a.example/");
        let all: Vec<(&str, &str)> = open_graph::properties(&page.head).collect();
        let namespaces: Map<String, Json> = all
            .iter()
            .filter_map(|(name, _)| name.split_once(':'))
            .map(|(prefix, _)| (prefix.to_owned(), open_graph::namespace(prefix).unwrap_or_default().into()))
            .collect();
        let printed = if *style == Uniform {
            let mut flat: Map<String, Json> =
                all.iter().rev().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
            if let Some(kind) = flat.remove("og:type") {
                flat.insert("@type".to_owned(), kind);
            }
            flat.insert("@context".to_owned(), namespaces.into());
            Json::Object(flat)
        } else {
            json!({"namespace": namespaces, "properties": all})
        };
        compare(expected, &json!([printed]), &json_at(&root, &format!("{expected}.json")), &mut wrong);
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), OPEN_GRAPH.len(), wrong.join("\n"));
}

#[test]
fn every_expectation_is_compared_or_of_another_syntax() {
    let Some(root) = saved("extruct/tests/samples") else { return };
    let compared: BTreeSet<String> = MICRODATA
        .iter()
        .map(|case| format!("{}.json", case.1))
        .chain(OPEN_GRAPH.iter().map(|case| format!("{}.json", case.1)))
        .collect();
    let other = |name: &String| {
        name.starts_with("w3crdfa/")
            || name.starts_with("wikipedia/")
            || OTHERS.iter().any(|one| name.contains(one))
    };
    let files = files(&root);
    let missed: Vec<_> = files
        .iter()
        .filter(|name| name.ends_with(".json") && !compared.contains(*name) && !other(name))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}

fn compare(name: &str, printed: &Json, expected: &Json, wrong: &mut Vec<String>) {
    if printed != expected {
        wrong.push(format!("== {name}\n-- read\n{printed:#}\n-- expected\n{expected:#}"));
    }
}

fn json_at(root: &Path, name: &str) -> Json {
    serde_json::from_str(&read(&root.join(name))).unwrap()
}

/// All files below, by their names from there.
fn files(root: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in fs::read_dir(root).unwrap().map(|one| one.unwrap().path()) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        for file in fs::read_dir(&folder).unwrap() {
            found.insert(format!("{name}/{}", file.unwrap().file_name().to_string_lossy()));
        }
    }
    found
}

/// The items of a page in order, each where it first stands: alone or in another.
fn microdata(page: &Snapshot, style: Style, base: &str) -> Json {
    let tree = Tree::new(page).unwrap();
    let scopes: Vec<u32> =
        (0..tree.len()).filter(|row| tree.attribute(*row, "itemscope").is_some()).collect();
    let printer = Printer { tree: &tree, style, base, scopes: &scopes };
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for row in &scopes {
        if seen.contains(row) {
            continue;
        }
        let item = markup::item(&tree, *row).unwrap();
        note(&item, &mut seen);
        out.push(printer.item(&item, true));
    }
    out.into()
}

struct Printer<'p, 'a> {
    tree: &'p Tree<'a>,
    style: Style,
    base: &'p str,
    scopes: &'p [u32],
}

impl Printer<'_, '_> {
    fn item(&self, item: &Item, outer: bool) -> Json {
        let is_uniform = matches!(self.style, Uniform | UniformWithIds);
        let mut out = Map::new();
        let mut set = |name: &str, value: Json| out.insert(name.to_owned(), value);
        let types: Vec<Json> = item.types.iter().map(|one| one.as_str().into()).collect();
        if let (true, Some(whole)) = (is_uniform, item.types.first()) {
            let (context, name) = whole.rsplit_once('/').unwrap();
            set("@type", name.into());
            if outer {
                set("@context", context.into());
            }
        } else if !types.is_empty() {
            set("type", self.few(types));
        }
        if let (Some(id), false) = (&item.id, item.types.is_empty()) {
            set("id", id.as_str().into());
        }
        if let (WithIds | UniformWithIds, Some(id)) = (self.style, self.tree.attribute(item.row, "id")) {
            set("_nodeId_", id.into());
        }
        if self.style == Numbered {
            set("iid", (self.scopes.iter().position(|row| *row == item.row).unwrap() + 1).into());
        }
        if self.style == WithText {
            set("textContent", text::rich(self.tree, item.row, &|_| false).into());
        }
        if let [(name, value)] = item.properties.as_slice()
            && name == OWN
        {
            set("value", self.value("", value));
            return out.into();
        }
        let mut grouped: BTreeMap<&str, Vec<Json>> = BTreeMap::new();
        for (name, value) in &item.properties {
            grouped.entry(name).or_default().push(self.value(name, value));
        }
        let properties: Map<String, Json> =
            grouped.into_iter().map(|(name, values)| (name.to_owned(), self.few(values))).collect();
        if is_uniform {
            out.extend(properties)
        } else {
            drop(out.insert("properties".to_owned(), properties.into()))
        }
        out.into()
    }

    fn few(&self, mut values: Vec<Json>) -> Json {
        let alone = values.len() == 1 && !matches!(self.style, Strict | Numbered);
        if alone { values.remove(0) } else { values.into() }
    }

    fn value(&self, name: &str, value: &Value) -> Json {
        match value {
            Value::Text(text) => text.as_str().into(),
            Value::Address(address) => {
                let resolved = link::absolute(self.base).and_then(|base| link::resolve(&base, address));
                resolved.unwrap_or_else(|| address.clone()).into()
            }
            // What an action asks for is no item there but a plain object.
            Value::Item(item) if name.ends_with("-input") || name.ends_with("-output") => {
                let fields =
                    item.properties.iter().map(|(name, value)| match (name.as_str(), value.text()) {
                        ("valueRequired", _) => (name.clone(), true.into()),
                        (_, text) => (name.clone(), text.into()),
                    });
                Json::Object(fields.collect())
            }
            Value::Item(item) => self.item(item, false),
        }
    }
}
