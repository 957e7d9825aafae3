//! What packing costs beside other programs that pack, each in a process of its own, all in one run.
//! It never judges: a ratio that falls short is printed as such.
use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{
    build,
    figure::Figure,
    peers,
    run::{command, output},
    wasm,
};

/// How often every program is asked, in turn: a busy moment of the machine must not fall on one of them alone.
const ROUNDS: usize = 3;
/// Who does what.
const TASKS: [(&str, &[&str]); 4] = [
    ("csv", &["pinfold", "papaparse", "pinfold-crossing", "papaparse-guarded"]),
    ("csv-read", &["pinfold", "papaparse", "pinfold-kept", "pinfold-import"]),
    ("xlsx", &["pinfold", "exceljs", "exceljs-stream"]),
    ("zip", &["pinfold", "fflate", "fflate-fastest"]),
];
/// What Pinfold may need, as a share of what another program does.
const MOST: [(&str, &str, Cost, f64); 6] = [
    ("csv", "papaparse", Cost::Time, 1.0 / 3.0),
    ("csv-read", "papaparse", Cost::Time, 1.0 / 3.0),
    ("xlsx", "exceljs", Cost::Time, 0.2),
    ("xlsx", "exceljs", Cost::Memory, 0.2),
    ("zip", "fflate", Cost::Time, 1.0),
    ("zip", "fflate-fastest", Cost::Time, 1.0),
];

/// What is paid.
#[derive(Clone, Copy, Debug)]
enum Cost {
    Time,
    Memory,
}

/// The least that a program ever took, in milliseconds, megabytes and bytes.
#[derive(Clone, Copy, Debug)]
struct Took {
    ms: f64,
    mb: f64,
    bytes: f64,
}

impl Took {
    fn of(self, cost: Cost) -> f64 {
        match cost {
            Cost::Time => self.ms,
            Cost::Memory => self.mb,
        }
    }
}

/// Asks everybody in turn, and prints what they took and the ratios.
///
/// # Errors
/// When something cannot be installed or measured.
pub fn exports(root: &Path) -> Result<()> {
    build::build(root)?;
    let here = root.join("target/peers");
    peers::in_javascript(root, &here)?;
    let csv = here.join("pkg");
    fs::create_dir_all(&csv).with_context(|| format!("cannot make {}", csv.display()))?;
    wasm::build_csv(root, &csv)?;
    let mut all: BTreeMap<(&str, &str), Took> = BTreeMap::new();
    for round in 1..=ROUNDS {
        println!("… round {round} of {ROUNDS}");
        for (task, programs) in TASKS {
            let mut found = None;
            for peer in programs {
                let (took, finds) = asked(root, &here, task, peer)?;
                if let Some(finds) = finds {
                    let other = found.get_or_insert_with(|| finds.clone());
                    ensure!(*other == finds, "{task}: {peer} found {finds}, another {other}");
                }
                let best = all.entry((task, *peer)).or_insert(took);
                *best = Took { ms: best.ms.min(took.ms), mb: best.mb.min(took.mb), ..took };
            }
        }
    }
    for ((task, peer), Took { ms, mb, bytes }) in &all {
        println!(
            "note export-{task}-{peer} = {ms:.0} ms, {mb:.0} MB of memory, a file of {:.1} MB",
            bytes / 1e6
        );
    }
    for (task, peer, cost, most) in MOST {
        let of = |who| all.get(&(task, who)).map(|took| took.of(cost));
        let (ours, theirs) = of("pinfold").zip(of(peer)).context("somebody was not asked")?;
        let name = format!("export-{task}-{}-to-{peer}", format!("{cost:?}").to_lowercase());
        Figure::new(name, ours / theirs, "times", most).print();
    }
    Ok(())
}

/// What a program took, and what it found where it reads.
fn asked(root: &Path, here: &Path, task: &str, peer: &str) -> Result<(Took, Option<Value>)> {
    let mut node = command("node", root);
    let said = output(
        node.arg("--expose-gc").arg(here.join("exports.mjs")).args([task, peer]).arg(root.join("pkg")),
    )?;
    let said: Value = serde_json::from_str(said.trim()).with_context(|| format!("no figure: {said}"))?;
    let number =
        |key: &str| said.get(key).and_then(Value::as_f64).with_context(|| format!("no {key}: {said}"));
    let took = Took { ms: number("ms")?, mb: number("mb")?, bytes: number("bytes")? };
    Ok((took, said.get("found").cloned()))
}
