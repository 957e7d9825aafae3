//! SKOS concept schemes as JSON-LD, in any of the forms that programs write: compact, expanded or with names of their own, told
//! by the ends of the names alone. Nothing is fetched: a context that lies elsewhere is not needed to know these names.

use serde_json::{Map, Value};

use super::{
    bring::Places,
    entries::{Concept, Known, entries},
    gathered::Gathered,
};
use crate::{export::vocabulary::TAG, json};

/// Reads the concepts; `None` where the file holds none.
pub fn read(value: &Value) -> Option<Gathered> {
    let mut concepts: Vec<Concept> = Vec::new();
    // The places of those that say that they stand above others, in place of the others saying so.
    let mut above = Places::new();
    each(value, &mut |object| {
        for below in ids(object, "narrower") {
            above.entry(below).or_insert(concepts.len());
        }
        concepts.push(concept(object, concepts.len() + 1));
    });
    for at in 0..concepts.len() {
        let own = concepts.get(at).filter(|concept| concept.above.is_none());
        let id = own.and_then(|own| concepts.get(*above.get(&own.id)?)).map(|above| above.id.clone());
        if let (Some(concept), Some(id)) = (concepts.get_mut(at), id) {
            concept.above = Some(id);
        }
    }
    (!concepts.is_empty()).then(|| {
        let mut gathered = Gathered::default();
        entries(concepts, &mut gathered);
        gathered
    })
}

/// Hands on every concept, wherever it stands.
fn each<'a>(value: &'a Value, hand_on: &mut dyn FnMut(&'a Map<String, Value>)) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| each(one, hand_on)),
        Value::Object(object) => {
            let types = of(object, "type").flat_map(listed);
            // One that is only named says nothing of itself.
            if types.filter_map(Value::as_str).any(|kind| local(kind) == "Concept") {
                hand_on(object);
            }
            object
                .values()
                .filter(|value| value.is_array() || value.is_object())
                .for_each(|value| each(value, hand_on));
        }
        _ => {}
    }
}

fn concept(object: &Map<String, Value>, place: usize) -> Concept {
    let id = of(object, "id").find_map(Value::as_str).unwrap_or_default().to_owned();
    let mut labels = texts(object, "prefLabel");
    let notation = texts(object, "notation").into_iter().next().map(|(_, path)| path);
    let own = notation.filter(|_| id.starts_with(TAG));
    // Of several languages that of none, else English, else the first; the others are other words for it.
    let bare = labels.iter().position(|(lang, _)| lang.is_empty());
    let main = bare.or_else(|| labels.iter().position(|(lang, _)| lang.starts_with("en")));
    let name = if labels.is_empty() { String::new() } else { labels.remove(main.unwrap_or_default()).1 };
    let plain = |name: &str| texts(object, name).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    let mut synonyms: Vec<String> = labels.into_iter().map(|(_, text)| text).collect();
    synonyms.extend(plain("altLabel"));
    let description =
        ["scopeNote", "definition", "note"].into_iter().find_map(|name| plain(name).into_iter().next());
    let known = Known {
        colour: plain("colour")
            .first()
            .and_then(|name| json::read(&Value::from(name.as_str())).ok())
            .unwrap_or_default(),
        synonyms,
        description,
        aliases: if own.is_some() { plain("hiddenLabel") } else { Vec::new() },
        apart: plain("toldApartFrom"),
        kinds: plain("neededOn")
            .iter()
            .filter_map(|name| json::read(&Value::from(name.as_str())).ok())
            .collect(),
    };
    let above = if own.is_some() { None } else { ids(object, "broader").into_iter().next() };
    // Of others, a stroke in a name is no step.
    let name = own.unwrap_or_else(|| name.replace('/', "-"));
    Concept { place, id, name, above, known }
}

/// The values of a property, by the end of its name.
fn of<'a>(object: &'a Map<String, Value>, name: &'a str) -> impl Iterator<Item = &'a Value> {
    object.iter().filter(move |(own, _)| local(own) == name).map(|(_, value)| value)
}

/// The end of a name: `prefLabel` of `skos:prefLabel` and of the whole address.
fn local(name: &str) -> &str {
    name.rsplit(['#', '/', ':', '@']).next().unwrap_or_default()
}

/// A list's values; what is no list is one.
fn listed(value: &Value) -> impl Iterator<Item = &Value> {
    let (list, one) = match value {
        Value::Array(list) => (list.as_slice(), None),
        one => (&[][..], Some(one)),
    };
    list.iter().chain(one)
}

/// The texts of a property with their languages, empty where none is said.
fn texts(object: &Map<String, Value>, name: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for value in of(object, name).flat_map(listed) {
        match value {
            Value::String(text) => texts.push((String::new(), text.clone())),
            Value::Object(literal) => match literal.get("@value").or_else(|| literal.get("value")) {
                Some(text) => {
                    let lang = literal.get("@language").or_else(|| literal.get("lang"));
                    let lang = lang.and_then(Value::as_str).unwrap_or_default().to_owned();
                    texts.extend(text.as_str().map(|text| (lang, text.to_owned())));
                }
                // A list of languages.
                None => {
                    for (lang, all) in literal {
                        let all = listed(all).filter_map(Value::as_str);
                        texts.extend(all.map(|text| (lang.clone(), text.to_owned())));
                    }
                }
            },
            _ => {}
        }
    }
    texts
}

/// What a property names.
fn ids(object: &Map<String, Value>, name: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for value in of(object, name).flat_map(listed) {
        let id = value.as_str().or_else(|| of(value.as_object()?, "id").find_map(Value::as_str));
        ids.extend(id.map(str::to_owned));
    }
    ids
}
