//! The manifest of each browser: the base with the browser's overlay on top.
//! It never names a file that is not in the package.
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::build::read;

/// The manifest of `browser` for the package in `folder`, with the workspace's version.
///
/// # Errors
/// When a manifest is no JSON object, or names a file that is not in `folder`.
pub fn merged(source: &Path, browser: &str, folder: &Path) -> Result<String> {
    let mut manifest = object(&source.join("manifest.base.json"))?;
    let overlay = object(&source.join(format!("manifest.{browser}.json")))?;
    lay(&mut manifest, overlay);
    manifest.insert("version".to_owned(), Value::from(env!("CARGO_PKG_VERSION")));
    let manifest = Value::Object(manifest);
    let missing: Vec<&str> =
        files(&manifest).into_iter().filter(|file| !folder.join(file).is_file()).collect();
    if !missing.is_empty() {
        bail!("the manifest of {browser} names what is not there: {}", missing.join(", "));
    }
    Ok(serde_json::to_string_pretty(&manifest)?)
}

fn object(file: &Path) -> Result<Map<String, Value>> {
    serde_json::from_slice(&read(file)?).with_context(|| format!("{} is no object", file.display()))
}

/// Objects are merged, lists are joined, anything else is replaced.
fn lay(base: &mut Map<String, Value>, overlay: Map<String, Value>) {
    for (key, above) in overlay {
        match (base.get_mut(&key), above) {
            (Some(Value::Object(below)), Value::Object(above)) => lay(below, above),
            (Some(Value::Array(below)), Value::Array(above)) => below.extend(above),
            (_, above) => {
                base.insert(key, above);
            }
        }
    }
}

/// Every text in the manifest that is a packaged file's name: one with an ending of ours and no space.
fn files(value: &Value) -> Vec<&str> {
    let is_file = |text: &str| {
        let ending = text.rsplit_once('.').map(|(_, ending)| ending);
        matches!(ending, Some("html" | "js" | "png" | "svg")) && !text.contains([' ', ':'])
    };
    match value {
        Value::String(text) if is_file(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(files).collect(),
        Value::Object(fields) => fields.values().flat_map(files).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::{files, lay};
    use serde_json::{Map, Value, json};

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn an_overlay_adds_to_lists_and_objects_and_replaces_the_rest() {
        let mut base = object(json!({"permissions": ["storage"], "action": {"a": 1, "b": 2}, "x": 1}));
        lay(&mut base, object(json!({"permissions": ["sidePanel"], "action": {"b": 3}, "x": 2, "y": 4})));
        let expected =
            json!({"permissions": ["storage", "sidePanel"], "action": {"a": 1, "b": 3}, "x": 2, "y": 4});
        assert_eq!(Value::Object(base), expected);
    }

    #[test]
    fn files_of_the_package_are_told_from_other_texts() {
        let manifest =
            json!({"a": {"b": "popup/index.html"}, "c": ["x.js", "https://*/*"], "d": "Pin it.", "e": "1.0"});
        assert_eq!(files(&manifest), ["popup/index.html", "x.js"]);
    }
}
