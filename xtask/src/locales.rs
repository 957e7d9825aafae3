//! The texts of the extension: one file per surface and language, merged into what browsers read.
//! It never translates and never falls back from one language to another.
use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    build::{read, write},
    run::files_below,
};

/// Merges `from/<language>/*.json` into `to/<language>/messages.json`.
///
/// # Errors
/// When a file is no JSON object, or two files of one language have the same key.
pub fn merge(from: &Path, to: &Path) -> Result<()> {
    let languages = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for language in languages {
        let language = language?;
        let mut messages: BTreeMap<String, Value> = BTreeMap::new();
        for file in files_below(&language.path())? {
            let there: BTreeMap<String, Value> = serde_json::from_slice(&read(&file)?)
                .with_context(|| format!("{} is no object", file.display()))?;
            for (key, message) in there {
                if messages.insert(key.clone(), message).is_some() {
                    bail!("{}: `{key}` stands in another file too", file.display());
                }
            }
        }
        let text = serde_json::to_string(&messages)?;
        write(&to.join(language.file_name()).join("messages.json"), text.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing file operation is a failing test")]
    use super::merge;
    use crate::{build::write, scratch::Scratch};

    #[test]
    fn files_are_merged_and_the_same_key_twice_is_refused() {
        let base = Scratch::new("locales").unwrap();
        let (from, to) = (base.path().join("from"), base.path().join("to"));
        write(&from.join("en/a.json"), br#"{"b": {"message": "B"}}"#).unwrap();
        write(&from.join("en/c.json"), br#"{"a": {"message": "A"}}"#).unwrap();
        merge(&from, &to).unwrap();
        let merged = std::fs::read_to_string(to.join("en/messages.json")).unwrap();
        assert!(merged.find("\"a\"").unwrap() < merged.find("\"b\"").unwrap());
        write(&from.join("en/d.json"), br#"{"a": {"message": "again"}}"#).unwrap();
        let refused = merge(&from, &to).unwrap_err().to_string();
        assert!(refused.contains("`a`"), "{refused}");
    }
}
