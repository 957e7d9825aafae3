//! Turns `adapters/*.toml` into one JSON text that the core embeds. It checks nothing: the adapter
//! format is validated where it is defined, in `capture::adapter`.
use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=adapters");
    let mut adapters = Vec::new();
    let mut files: Vec<_> = fs::read_dir("adapters")?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        if file.path().extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(file.path())?;
            let value: serde_json::Value =
                toml::from_str(&text).map_err(|error| format!("{}: {error}", file.path().display()))?;
            adapters.push(value);
        }
    }
    let out = Path::new(&env::var("OUT_DIR")?).join("adapters.json");
    fs::write(out, serde_json::to_string(&adapters)?)?;
    Ok(())
}
