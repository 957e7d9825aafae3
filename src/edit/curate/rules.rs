//! Commands on rules: writing, ordering, deleting. Whether a query can be read and what it finds is not looked at here.

use crate::{
    boards::order,
    edit::{
        desk::{Desk, Title},
        error::EditError,
        vocabulary::known,
    },
    model::{
        board::OrderKey,
        change::Deed,
        id::RuleId,
        record::{Record, RecordKey, RecordKind},
        rule::{MAX_RULE_TAGS, MAX_RULES, Rule, Saying, in_order},
        sorted_set::SortedSet,
        text::{MAX_LABEL, bounded},
    },
};

/// The rules as they stand now, in order.
fn standing(desk: &Desk) -> Vec<Rule> {
    in_order(desk.now_of(RecordKind::Rule)).into_iter().cloned().collect()
}

pub(super) fn write(desk: &mut Desk, id: &RuleId, says: &Saying) -> Result<Title, EditError> {
    let says = tidied(desk, says)?;
    let rules = standing(desk);
    let order = match rules.iter().find(|rule| rule.id == *id) {
        Some(rule) => rule.order.clone(),
        None if rules.len() >= MAX_RULES => {
            return Err(EditError::TooMany { what: "rules", limit: MAX_RULES });
        }
        None => {
            let last = rules.last().map(|rule| &rule.order);
            order::spread(last, None, 1).into_iter().flatten().next().ok_or(EditError::Invalid("rule"))?
        }
    };
    let title = Title::of(Deed::RulesChanged, says.name.clone());
    desk.put(Record::Rule(Box::new(Rule { id: id.clone(), order, says, changed: desk.now })));
    Ok(title)
}

/// What a rule says within its limits. Its tags are as the vocabulary has them, and in it from now on: one that is not there
/// when the rule is followed was taken out of it.
fn tidied(desk: &mut Desk, says: &Saying) -> Result<Saying, EditError> {
    if says.tags.len() > MAX_RULE_TAGS {
        return Err(EditError::TooMany { what: "tags", limit: MAX_RULE_TAGS });
    }
    let query = bounded(&says.query, MAX_LABEL).ok_or(EditError::Invalid("query"))?;
    let says = Saying {
        name: bounded(&says.name, MAX_LABEL).unwrap_or_else(|| query.clone()),
        query,
        owner: says.owner.as_deref().and_then(|owner| bounded(owner, MAX_LABEL)),
        section: says.section.clone().filter(|_| says.board.is_some()),
        ..says.clone()
    };
    if says.gives_nothing() {
        return Err(EditError::Invalid("rule"));
    }
    let mut tags = SortedSet::default();
    for path in &says.tags {
        tags.insert(known(desk, path)?);
    }
    Ok(Saying { tags, ..says })
}

pub(super) fn place(desk: &mut Desk, id: &RuleId, place: u32) -> Result<Title, EditError> {
    let moved = rule(desk, id)?;
    let mut others = standing(desk);
    others.retain(|rule| rule.id != *id);
    let place = (place as usize).min(others.len());
    let before = place.checked_sub(1).and_then(|place| others.get(place)).map(|rule| &rule.order);
    let after = others.get(place).map(|rule| &rule.order);
    let title = Title::of(Deed::RulesChanged, moved.says.name.clone());
    match order::spread(before, after, 1).into_iter().flatten().next() {
        Some(order) => put(desk, moved, order),
        None => {
            // No room at this spot, or two stand at the same: all are given new keys.
            others.insert(place, moved);
            let keys = order::spread(None, None, others.len()).unwrap_or_default();
            others.into_iter().zip(keys).for_each(|(rule, order)| put(desk, rule, order));
        }
    }
    Ok(title)
}

fn put(desk: &mut Desk, rule: Rule, order: OrderKey) {
    let changed = desk.now;
    desk.put(Record::Rule(Box::new(Rule { order, changed, ..rule })));
}

fn key(id: &RuleId) -> RecordKey {
    RecordKey::new(RecordKind::Rule, id.as_str())
}

fn rule(desk: &Desk, id: &RuleId) -> Result<Rule, EditError> {
    let found = desk.get(&key(id)).and_then(Record::as_rule);
    found.cloned().ok_or_else(|| EditError::NotFound(key(id)))
}

pub(super) fn delete(desk: &mut Desk, id: &RuleId) -> Result<Title, EditError> {
    let gone = rule(desk, id)?;
    desk.delete(key(id));
    Ok(Title::of(Deed::RulesChanged, gone.says.name))
}
