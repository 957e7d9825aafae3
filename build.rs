//! Makes what the core embeds out of what people write: `adapters/*.toml` as JSON, packed together with the words for
//! dates, and the adapters' cases, which only the tests read. It checks nothing: the adapter format is validated where
//! it is defined, in `capture::adapter`.
use std::{env, error::Error, fs, path::Path};

use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// The texts that are packed as they are, in the order of `capture::packed::Text`, before the adapters.
const TEXTS: [&str; 3] = [
    "src/capture/parse/date/relative.txt",
    "src/capture/parse/date/everyday.txt",
    "src/capture/parse/date/months.txt",
];
/// The best compression there is: it is done once, here.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=adapters");
    let (adapters, cases) = adapters()?;
    let mut texts = Vec::new();
    for file in TEXTS {
        println!("cargo:rerun-if-changed={file}");
        texts.push(fs::read_to_string(file)?);
    }
    texts.push(serde_json::to_string(&adapters)?);
    let out = env::var("OUT_DIR")?;
    let packed = miniz_oxide::deflate::compress_to_vec(texts.join("\0").as_bytes(), LEVEL);
    fs::write(Path::new(&out).join("texts.deflate"), packed)?;
    fs::write(Path::new(&out).join("cases.json"), serde_json::to_string(&cases)?)?;
    Ok(())
}

/// The adapters in the order of their files, and their cases by their names.
fn adapters() -> Result<(Vec<Object>, Object), Box<dyn Error>> {
    let mut adapters = Vec::new();
    let mut cases = Map::new();
    let mut files: Vec<_> = fs::read_dir("adapters")?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        if file.path().extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(file.path())?;
            let mut adapter: Object =
                toml::from_str(&text).map_err(|error| format!("{}: {error}", file.path().display()))?;
            if let (Some(Value::String(id)), Some(own)) = (adapter.get("id").cloned(), adapter.remove("case"))
            {
                cases.insert(id, own);
            }
            adapters.push(adapter);
        }
    }
    Ok((adapters, cases))
}
