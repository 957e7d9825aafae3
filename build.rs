//! Makes what the core embeds out of what people write: `adapters/*.toml` as JSON, packed together with the words for
//! dates, and the table of letters in lower case. It checks nothing: the adapter format is validated where it is defined, in
//! `capture::adapter`, and adapters are tried on their cases by `pinfold adapter check`.
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
    let adapters = adapters()?;
    let mut texts = Vec::new();
    for file in TEXTS {
        println!("cargo:rerun-if-changed={file}");
        texts.push(fs::read_to_string(file)?);
    }
    texts.push(serde_json::to_string(&adapters)?);
    let out = env::var("OUT_DIR")?;
    let packed = miniz_oxide::deflate::compress_to_vec(texts.join("\0").as_bytes(), LEVEL);
    fs::write(Path::new(&out).join("texts.deflate"), packed)?;
    fs::write(Path::new(&out).join("lower.rs"), lower())?;
    Ok(())
}

/// The standard library's lower case, in runs of letters that stand in one step from each other and have the same distance
/// to their lower-case ones: first, count, step, distance.
fn lower() -> String {
    let mut runs: Vec<(u32, u8, u8, i64)> = Vec::new();
    // ASCII needs no table, and the one capital with two small characters (`İ`) none of these.
    for c in '\u{80}'..=char::MAX {
        let small: Vec<char> = c.to_lowercase().collect();
        let [small] = small.as_slice() else { continue };
        let (code, distance) = (u32::from(c), i64::from(u32::from(*small)) - i64::from(u32::from(c)));
        if distance == 0 {
            continue;
        }
        if let Some((first, count, step, same)) = runs.last_mut()
            && *same == distance
            && *count < u8::MAX
        {
            let next = code - (*first + u32::from(*step) * u32::from(*count - 1));
            if *count == 1 && next <= 2 {
                *step = if next == 1 { 1 } else { 2 };
            }
            if next == u32::from(*step) {
                *count += 1;
                continue;
            }
        }
        runs.push((code, 1, 1, distance));
    }
    format!("&{runs:?}")
}

/// The adapters in the order of their files, without their cases.
fn adapters() -> Result<Vec<Object>, Box<dyn Error>> {
    let mut adapters = Vec::new();
    let mut files: Vec<_> = fs::read_dir("adapters")?.collect::<Result<Vec<_>, _>>()?;
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
