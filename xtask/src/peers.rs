//! What reading whole pages costs beside other programs that extract, all on the same pages in one run.
//! It never judges: a ratio that falls short is printed as such.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    build,
    figure::Figure,
    run::{cargo, command, output, run},
};

/// Pages that are read, in even steps over all collections of saved ones.
const PAGES: &str = "24";
/// How often every program is asked, in turn: a busy moment of the machine must not fall on one of them alone.
const ROUNDS: usize = 3;
/// Readings of a page in a round; the fastest of all counts.
const PASSES: &str = "3";
/// Readings of a card.
const CARD_PASSES: &str = "20";
/// How many times faster than each peer the median page is to be read.
const FASTER: [(&str, f64); 3] =
    [("defuddle-jsdom", 50.0), ("defuddle-linkedom", 10.0), ("metascraper", 5.0)];
/// How many times as long as extruct a page may take: it only reads what is written for machines.
const AS_LONG_AS_EXTRUCT: f64 = 2.0;
/// What one card may take, in milliseconds.
const CARD_MS: f64 = 5.0;
/// Milliseconds by program and page.
type Times = BTreeMap<String, BTreeMap<String, f64>>;

/// Installs the peers below `target/peers`, asks everybody in turn, and prints the ratios.
///
/// # Errors
/// When something cannot be installed or measured.
pub fn peers(root: &Path) -> Result<()> {
    build::build(root)?;
    let here = root.join("target/peers");
    let cards = here.join("cards");
    fs::create_dir_all(&cards).context("cannot make target/peers")?;
    let peers = installed(root, &here)?;
    let list = here.join("pages.jsonl");
    let chosen = lines(pages(root).args(["choose", PAGES]))?;
    if chosen.is_empty() {
        println!("SKIPPED: ../shared absent: nothing was compared");
        return Ok(());
    }
    fs::write(&list, chosen.join("\n") + "\n").context("cannot write the list of pages")?;
    let mut times = Times::new();
    for round in 1..=ROUNDS {
        println!("… round {round} of {ROUNDS}");
        note(&mut times, &lines(pages(root).arg("time").arg(&list).arg(PASSES).arg(&cards))?)?;
        note(&mut times, &lines(command("node", root).arg(here.join("peers.mjs")).arg(&list).arg(PASSES))?)?;
        note(
            &mut times,
            &lines(command(&peers, root).arg(here.join("extruct_times.py")).arg(&list).arg(PASSES))?,
        )?;
    }
    let wasm = root.join("benches/peers/wasm.mjs");
    note(
        &mut times,
        &lines(command("node", root).arg(wasm).arg(root.join("pkg")).arg(&cards).arg(CARD_PASSES))?,
    )?;
    report(&times)
}

/// Other people's programs, in the versions their lockfiles name; gives the Python that has extruct.
fn installed(root: &Path, here: &Path) -> Result<PathBuf> {
    in_javascript(root, here)?;
    for name in ["requirements.txt", "extruct_times.py"] {
        copied(root, here, name)?;
    }
    python(here, &here.join("requirements.txt"))
}

/// Those in JavaScript, with the programs that ask them.
///
/// # Errors
/// When they cannot be installed.
pub fn in_javascript(root: &Path, here: &Path) -> Result<()> {
    fs::create_dir_all(here).with_context(|| format!("cannot make {}", here.display()))?;
    for name in ["package.json", "package-lock.json", "peers.mjs", "exports.mjs", "rows.mjs", "tables.mjs"] {
        copied(root, here, name)?;
    }
    run(
        "the peers in JavaScript",
        command("npm", here).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]),
    )
}

fn copied(root: &Path, here: &Path, name: &str) -> Result<()> {
    let from = root.join("benches/peers").join(name);
    fs::copy(from, here.join(name)).map(drop).with_context(|| format!("cannot copy {name}"))
}

/// A Python of its own in a folder, with the packages that a list names.
///
/// # Errors
/// When it cannot be made, or they cannot be installed.
pub fn python(here: &Path, requirements: &Path) -> Result<PathBuf> {
    let python = here.join("venv/bin/python");
    if !python.is_file() {
        run("a Python of their own", command("python3", here).args(["-m", "venv", "venv"]))?;
    }
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    run("the packages in Python", command(&python, here).args(pip).arg(requirements))?;
    Ok(python)
}

fn pages(root: &Path) -> Command {
    let mut cargo = cargo(root);
    cargo.args(["bench", "--quiet", "--features", "html", "--bench", "pages", "--"]);
    cargo
}

/// The JSON objects a program prints.
fn lines(program: &mut Command) -> Result<Vec<String>> {
    Ok(output(program)?.lines().filter(|line| line.starts_with('{')).map(str::to_owned).collect())
}

/// Keeps the fastest reading of every page by every program.
fn note(times: &mut Times, lines: &[String]) -> Result<()> {
    for line in lines {
        let said: Value = serde_json::from_str(line).with_context(|| format!("no figure: {line}"))?;
        let text = |key: &str| said.get(key).and_then(Value::as_str).map(str::to_owned);
        let (Some(peer), Some(page)) = (text("peer"), text("page")) else { bail!("no figure: {line}") };
        let ms = said.get("ms").and_then(Value::as_f64).with_context(|| format!("no time: {line}"))?;
        let best = times.entry(peer).or_default().entry(page).or_insert(ms);
        *best = best.min(ms);
    }
    Ok(())
}

fn report(times: &Times) -> Result<()> {
    let own = times.get("pinfold").context("Pinfold read nothing")?;
    let mut all: Vec<f64> = own.values().copied().collect();
    println!(
        "note extract-page-p50 = {:.2} ms, p95 = {:.2} ms, {} pages",
        quantile(&mut all, 0.5),
        quantile(&mut all, 0.95),
        own.len()
    );
    for (peer, least) in FASTER {
        let mut ratios = ratios(times, peer, own);
        let worst = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let median = quantile(&mut ratios, 0.5);
        let verdict = if median >= least { "holds" } else { "short" };
        println!("figure extract-page-faster-than-{peer} = {median:.1} times, target >= {least}: {verdict}");
        println!("note on the page where it is least: {worst:.1} times; {} pages compared", ratios.len());
    }
    let mut slower: Vec<f64> = ratios(times, "extruct", own).into_iter().map(|ratio| 1.0 / ratio).collect();
    let worst = slower.iter().copied().fold(0.0, f64::max);
    let median = quantile(&mut slower, 0.5);
    Figure::new("extract-page-as-long-as-extruct", median, "times", AS_LONG_AS_EXTRUCT).print();
    println!(
        "note on the page where it is most: {worst:.2} times; extruct read {} of {} pages",
        slower.len(),
        own.len()
    );
    if let Some(wasm) = times.get("pinfold-wasm-card") {
        Figure::new(
            "extract-slowest-card-in-wasm",
            wasm.values().copied().fold(0.0, f64::max),
            "ms",
            CARD_MS,
        )
        .print();
    }
    Ok(())
}

/// How many times as long as Pinfold a peer takes, page by page, where both read it.
fn ratios(times: &Times, peer: &str, own: &BTreeMap<String, f64>) -> Vec<f64> {
    let theirs = times.get(peer).into_iter().flatten();
    theirs.filter_map(|(page, ms)| own.get(page).map(|own| ms / own)).collect()
}

/// The value below which this share of all lies; not a number where there are none.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::{Times, note, quantile, ratios};

    #[test]
    fn the_fastest_reading_counts_and_pages_are_compared_with_themselves() {
        let mut times = Times::new();
        let line =
            |peer: &str, page: &str, ms: f64| format!(r#"{{"peer":"{peer}","page":"{page}","ms":{ms}}}"#);
        let said = [
            line("pinfold", "a", 2.0),
            line("pinfold", "a", 1.0),
            line("slow", "a", 30.0),
            line("slow", "b", 1.0),
        ];
        assert!(note(&mut times, &said).is_ok());
        let own = times.get("pinfold").cloned().unwrap_or_default();
        assert_eq!(ratios(&times, "slow", &own), [30.0]);
        assert!(note(&mut times, &["{}".to_owned()]).is_err());
    }

    #[test]
    fn a_quantile_of_nothing_meets_no_target() {
        assert!(quantile(&mut [], 0.5).is_nan());
        assert_eq!(quantile(&mut [3.0, 1.0, 2.0], 0.5), 2.0);
    }
}
