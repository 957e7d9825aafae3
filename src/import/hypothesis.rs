//! Annotations of Hypothesis: as its client exports them, as its API lists them, or a bare list. Each becomes a note on its
//! page, with the words it marks. Answers to annotations are notes too; who wrote one is kept where it was somebody else.

use serde_json::Value;

use super::{
    gathered::{Found, Gathered, Remark, UnreadReason},
    moment,
};

/// The annotations of a value, where it has any.
pub fn annotations(value: &Value) -> Option<&[Value]> {
    let list = match value {
        Value::Array(list) => list,
        Value::Object(object) => {
            ["rows", "annotations"].iter().find_map(|name| object.get(*name)?.as_array())?
        }
        _ => return None,
    };
    let is_one = |item: &Value| item.get("uri").is_some() && item.get("target").is_some();
    list.iter().any(is_one).then_some(list)
}

/// Reads annotations; `own` is who exported them, where the file says so. Where it does not, it is whoever wrote all of them.
pub fn read(items: &[Value], own: Option<&str>) -> Gathered {
    let mut gathered = Gathered::default();
    let mut users = items.iter().filter_map(|item| item.get("user")?.as_str());
    let first = users.next().filter(|first| users.all(|user| user == *first));
    let own = own.or(first);
    for (place, item) in items.iter().enumerate() {
        if !item.is_object() {
            gathered.miss(place + 1, &item.to_string(), UnreadReason::Form);
            continue;
        }
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
        let tags = item.get("tags").and_then(Value::as_array).into_iter().flatten();
        let created = moment::read(text("created"));
        let creator = Some(text("user")).filter(|user| !user.is_empty() && own != Some(*user));
        let (exact, prefix, suffix) = selected(item).unwrap_or_default();
        let remark = Remark {
            exact: exact.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            note: text("text").trim().to_owned(),
            creator: creator.map(account),
            created,
        };
        let title = item.get("document").and_then(|document| document.get("title"));
        let title = title.and_then(|title| title.get(0).unwrap_or(title).as_str());
        let found = Found {
            title: title.map(str::to_owned),
            remarks: vec![remark],
            tags: tags.filter_map(Value::as_str).map(str::to_owned).collect(),
            created,
            ..Found::default()
        };
        gathered.take(place + 1, text("uri"), found);
    }
    gathered
}

/// The words an annotation marks, with what stands before and after them.
fn selected(item: &Value) -> Option<(&str, &str, &str)> {
    let targets = item.get("target")?.as_array()?;
    let mut selectors = targets.iter().filter_map(|target| target.get("selector")?.as_array()).flatten();
    let quote = selectors.find(|one| one.get("type").and_then(Value::as_str) == Some("TextQuoteSelector"))?;
    let text = |name: &str| quote.get(name).and_then(Value::as_str).unwrap_or_default();
    Some((text("exact"), text("prefix"), text("suffix"))).filter(|(exact, ..)| !exact.trim().is_empty())
}

/// An account as people call it: `acct:ada@hypothes.is` is `ada`.
fn account(user: &str) -> String {
    let name = user.strip_prefix("acct:").unwrap_or(user);
    name.split('@').next().unwrap_or(name).to_owned()
}
