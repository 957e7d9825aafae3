//! What the core lets pass because it harms nobody, and an adapter's author wants to know: rules that name what nothing gives,
//! and required fields that nothing fills.

use std::collections::BTreeSet;

use crate::{
    capture::{
        adapter::{
            Place,
            format::{Adapter, Card},
        },
        slot::Slot,
    },
    model::provenance::Field,
};

/// Names that every rule of a card may use.
const ALWAYS: &[&str] = &["host", "origin", "page", "handle", "native_id"];

/// What does not hold together, and where.
pub fn problems(adapter: &Adapter) -> Vec<(Place, String)> {
    let mut all = Vec::new();
    for (number, card) in adapter.card.iter().enumerate() {
        let place = Place { card: Some(number), ..Place::default() };
        required(card, &place, &mut all);
        rules(card, &place, &mut all);
        let root = card.root.trim();
        if card.holds.is_empty()
            && root.split(',').any(|one| matches!(one.trim(), "*" | "html" | "body" | "div" | "span"))
        {
            all.push((
                place.at("root"),
                format!("`{root}` is any block of a page: say what the cards have that others lack"),
            ));
        }
    }
    all
}

fn required(card: &Card, place: &Place, all: &mut Vec<(Place, String)>) {
    for (number, field) in card.required.iter().enumerate() {
        // `handle = []` says so on purpose: then a person is always asked.
        let given = card.fields.iter().any(|(slot, _)| slot.field() == *field);
        // The identity rule gives an id of its own.
        let given = given || *field == Field::NativeId;
        if !given {
            let name = serde_json::to_value(field).unwrap_or_default();
            all.push((
                place.item("required", number),
                format!("{name} is required, and no candidate gives it"),
            ));
        }
    }
}

fn rules(card: &Card, place: &Place, all: &mut Vec<(Place, String)>) {
    let mut known: BTreeSet<String> = ALWAYS.iter().map(|name| (*name).to_owned()).collect();
    known.extend(card.pages.iter().flat_map(|page| names(page)).map(|name| format!("page_{name}")));
    let links = card.fields.get(&Slot::Url).into_iter().flatten();
    known.extend(links.filter_map(|one| one.pattern.as_deref()).flat_map(names));
    let mut check = |rule: Option<&str>, known: &BTreeSet<String>, place: Place| {
        for name in names(rule.unwrap_or("")) {
            if !known.contains(&name) {
                all.push((place.clone(), format!("`{{{name}}}` is given by no pattern of the card")));
            }
        }
    };
    check(Some(&card.identity), &known, place.at("identity"));
    check(card.canonical.as_deref(), &known, place.at("canonical"));
    for (_, template) in card.agree.iter() {
        check(Some(template), &known, place.at("agree"));
    }
    let put: BTreeSet<String> = known.iter().cloned().chain(["value".to_owned()]).collect();
    for (slot, candidates) in card.fields.iter() {
        for (number, one) in candidates.iter().enumerate() {
            let place = place.candidate(*slot, number);
            check(one.fill.as_deref(), &known, place.at("fill"));
            check(one.to.as_deref(), &known, place.at("to"));
            check(one.put.as_deref(), &put, place.at("put"));
            let mut own: BTreeSet<String> = names(one.pattern.as_deref().unwrap_or("")).collect();
            if *slot == Slot::Url {
                own.extend(known.iter().cloned());
            }
            check(one.take.as_deref(), &own, place.at("take"));
        }
    }
}

/// The names in braces, and the one that a pattern gives which may begin anywhere.
fn names(rule: &str) -> impl Iterator<Item = String> {
    let parts = rule.split('{').skip(1).filter_map(|part| part.split_once('}'));
    let named = parts.map(|(name, _)| name.split(':').next().unwrap_or(name).to_owned());
    named.chain(rule.starts_with("/**/").then(|| "before".to_owned()))
}
