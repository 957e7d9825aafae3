//! The vocabulary as a file of its own: a table for spreadsheets, and SKOS for programs that keep thesauri. On which boards a
//! tag is needed is left out: they are nobody else's. <https://www.w3.org/TR/skos-reference/>

use pinfold_kernels::{
    csv::table::{Csv, CsvField},
    sorting::sort_by,
};
use serde_json::{Map, Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::{csv::word, escape::clean};
use crate::model::{
    letters,
    tag::{Tag, TagPath},
    workspace::Workspace,
};

/// What tags of ours are called in SKOS, before a hash of their keys.
pub const TAG: &str = "urn:pinfold:tag:";
/// The columns of the table. Where a cell holds several things, each stands on a line of its own.
pub const COLUMNS: [&str; 7] =
    ["tag", "colour", "synonyms", "description", "called_before", "told_apart_from", "needed_on"];

/// Writes the table.
pub fn table(workspace: &Workspace) -> String {
    let tags = tags(workspace);
    let mut table = Csv::new(&COLUMNS, tags.len());
    for tag in tags {
        let lines = |all: Vec<String>| CsvField::text(all.join("\n"));
        table.row([
            CsvField::text(tag.path.as_str()),
            CsvField::text(word(tag.colour)),
            lines(tag.synonyms.iter().cloned().collect()),
            CsvField::maybe(tag.description.as_deref()),
            lines(paths(&tag.aliases)),
            lines(paths(&tag.apart)),
            lines(tag.needed.kinds.iter().map(word).collect()),
        ]);
    }
    table.into_text()
}

/// Writes a SKOS concept scheme as JSON-LD.
pub fn skos(workspace: &Workspace) -> String {
    let tags = tags(workspace);
    let top = tags.iter().filter(|tag| above(tag).is_none());
    let mut graph = vec![json!({
        "@id": SCHEME,
        "@type": "skos:ConceptScheme",
        "skos:hasTopConcept": Value::Array(top.map(|tag| named(&tag.path.key())).collect()),
    })];
    graph.extend(tags.iter().map(concept));
    let file = json!({
        "@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "pinfold": "urn:pinfold:vocabulary#"},
        "@graph": graph,
    });
    format!("{file:#}\n")
}

const SCHEME: &str = "urn:pinfold:vocabulary";

fn concept(tag: &Tag) -> Value {
    let mut concept = Map::new();
    let mut put = |name: &str, value: Value| {
        concept.insert(name.to_owned(), value);
    };
    put("@id", name(&tag.path.key()));
    put("@type", "skos:Concept".into());
    put("skos:inScheme", json!({"@id": SCHEME}));
    put("skos:prefLabel", clean(tag.path.as_str().rsplit('/').next().unwrap_or_default()).into());
    // The path itself, so that it need not be put together again.
    put("skos:notation", clean(tag.path.as_str()).into());
    match above(tag) {
        Some(above) => put("skos:broader", named(&above)),
        None => put("skos:topConceptOf", json!({"@id": SCHEME})),
    }
    let lists = [
        ("skos:altLabel", tag.synonyms.iter().cloned().collect()),
        ("skos:hiddenLabel", paths(&tag.aliases)),
        ("pinfold:toldApartFrom", paths(&tag.apart)),
        ("pinfold:neededOn", tag.needed.kinds.iter().map(word).collect()),
    ];
    for (name, all) in lists {
        if !all.is_empty() {
            let all: Vec<String> = all.iter().map(|text| clean(text)).collect();
            put(name, json!(all));
        }
    }
    if let Some(description) = &tag.description {
        put("skos:scopeNote", clean(description).into());
    }
    put("pinfold:colour", word(tag.colour).into());
    Value::Object(concept)
}

/// Every tag by its path: those with an entry, those that pins carry without one, and what these stand below.
fn tags(workspace: &Workspace) -> Vec<Tag> {
    let mut tags: Vec<(String, Tag)> = workspace.tags().map(|tag| (tag.path.key(), tag.clone())).collect();
    let carried = workspace.pins().flat_map(|pin| &pin.tags);
    for path in workspace.tags().map(|tag| &tag.path).chain(carried).flat_map(TagPath::ancestry) {
        if let Ok(path) = TagPath::try_from(path.to_owned()) {
            tags.push((path.key(), Tag::new(path)));
        }
    }
    // Of one key the entry stands first, and what was written first.
    sort_by(&mut tags, |a, b| a.0.cmp(&b.0));
    tags.dedup_by(|next, first| next.0 == first.0);
    tags.into_iter().map(|(_, tag)| tag).collect()
}

/// The key of what a tag stands below.
fn above(tag: &Tag) -> Option<String> {
    tag.path.as_str().rsplit_once('/').map(|(above, _)| letters::key(above))
}

fn name(key: &str) -> Value {
    format!("{TAG}{:016x}", xxh3_64(key.as_bytes())).into()
}

fn named(key: &str) -> Value {
    json!({"@id": name(key)})
}

fn paths<'a>(paths: impl IntoIterator<Item = &'a TagPath>) -> Vec<String> {
    paths.into_iter().map(|path| path.as_str().to_owned()).collect()
}
