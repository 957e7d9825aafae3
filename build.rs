//! Makes what the core embeds out of what people write: the texts that ship beside it, and the table of letters in lower
//! case.
use std::{env, error::Error, fs, path::Path};

#[path = "build/texts.rs"]
mod texts;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    for source in ["adapters", "build"].iter().chain(&texts::WORDS) {
        println!("cargo:rerun-if-changed={source}");
    }
    let texts = texts::texts(Path::new(""))?;
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("texts.txt"), texts)?;
    fs::write(out.join("lower.rs"), lower())?;
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
