//! Makes the one text that ships beside the code: words for dates, and the adapters as JSON. The build script embeds it
//! natively, the build task lays it beside the Wasm. It checks nothing: the adapter format is validated where it is defined, in
//! `capture::adapter`.
use std::{error::Error, fs, path::Path};

use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// The texts that are taken as they are, in the order of `capture::texts::Text`, before the adapters.
pub const WORDS: [&str; 4] = [
    "src/capture/parse/date/relative.txt",
    "src/capture/parse/date/everyday.txt",
    "src/capture/parse/date/months.txt",
    "src/capture/parse/languages.txt",
];

/// The texts of the project at `root` with a NUL between.
///
/// # Errors
/// When a file cannot be read, or an adapter is no TOML.
pub fn texts(root: &Path) -> Result<String, Box<dyn Error + Send + Sync>> {
    let words = WORDS.iter().map(|file| fs::read_to_string(root.join(file)));
    let mut texts = words.collect::<Result<Vec<_>, _>>()?;
    texts.push(serde_json::to_string(&adapters(root)?)?);
    Ok(texts.join("\0"))
}

/// The adapters in the order of their files, without their cases: those are for `pinfold adapter check`.
///
/// # Errors
/// When a file cannot be read, or an adapter is no TOML.
pub fn adapters(root: &Path) -> Result<Vec<Object>, Box<dyn Error + Send + Sync>> {
    let mut adapters = Vec::new();
    let mut files: Vec<_> = fs::read_dir(root.join("adapters"))?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        if file.path().extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(file.path())?;
            let mut adapter: Object =
                toml::from_str(&text).map_err(|error| format!("{}: {error}", file.path().display()))?;
            adapter.remove("case");
            adapters.push(adapter);
        }
    }
    Ok(adapters)
}
