//! Pinboard's export as JSON: a list of bookmarks, as its API gives them too. Its other export is a Netscape file.

use serde_json::Value;

use super::{
    gathered::{Found, Gathered, Remark, UnreadReason},
    moment,
};

/// Reads the list.
pub fn read(items: &[Value]) -> Gathered {
    let mut gathered = Gathered::default();
    for (place, item) in items.iter().enumerate() {
        let Some(object) = item.as_object() else {
            gathered.miss(place + 1, &item.to_string(), UnreadReason::Form);
            continue;
        };
        // Pinboard has wrongly written `false` for a title that is not there.
        let text = |name: &str| {
            let text = object.get(name).and_then(Value::as_str).map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let tags = text("tags").unwrap_or_default();
        let found = Found {
            title: text("description"),
            remarks: text("extended").and_then(|note| Remark::whole(&note)).into_iter().collect(),
            tags: tags.split_whitespace().map(str::to_owned).collect(),
            created: text("time").and_then(|time| moment::read(&time)),
            ..Found::default()
        };
        gathered.take(place + 1, &text("href").unwrap_or_default(), found);
    }
    gathered
}
