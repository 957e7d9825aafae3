//! How often the tag that people gave is among those suggested, on texts that people tagged: Debian's packages with their
//! debtags, read from the lists of the system's own `apt`. Packages of some maintainers are learned, those of others asked
//! about, beside what is most frequent and beside a kept library. Nothing of it is kept in the repository.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::run::{cargo, command, find, output, run};

/// Prints a list whatever it is packed with.
const HELPER: &str = "/usr/lib/apt/apt-helper";
/// Maintainers are split in so many parts, each of which is asked about once, with the others learned: of one split alone the
/// figure depends on where the largest teams fall.
const PARTS: u8 = 4;
/// The share of packages of which a right tag must be among the first three.
const LEAST: f64 = 0.8;
/// Facets that say what a package is made as, not what it is about: most packages have one of a handful of values, so that
/// naming the most frequent ones is right most of the time.
const MADE_AS: [&str; 10] = [
    "role",
    "devel",
    "implemented-in",
    "interface",
    "scope",
    "suite",
    "uitoolkit",
    "x11",
    "special",
    "junior",
];
/// The two questions: all tags, and those that say what a package is about.
const QUESTIONS: [(&str, bool); 2] = [("about", true), ("all", false)];

/// Fetches the lists, writes both halves below `target/tags`, and asks everybody.
///
/// # Errors
/// When something cannot be written, installed or measured. Without `apt` and its lists it says so and skips.
pub fn tags(root: &Path) -> Result<()> {
    let here = root.join("target/tags");
    fs::create_dir_all(here.join("lists/partial")).context("cannot make target/tags")?;
    let packages = packages(&here)?;
    if packages.is_empty() {
        println!("SKIPPED: no packages with tags in the lists of apt: no suggestion was measured");
        return Ok(());
    }
    let python = peer(root, &here)?;
    for (question, about) in QUESTIONS {
        let mut all = Vec::new();
        for part in 0..PARTS {
            let files = ["learned", "asked"].map(|half| here.join(format!("{question}-{part}-{half}.jsonl")));
            let [learned, asked] = halves(&packages, about, part, &files)?;
            println!(
                "… {question}, part {part}: {learned} packages learned, {asked} of other maintainers asked about"
            );
            let mut bench = cargo(root);
            bench.args(["bench", "--quiet", "--bench", "tags", "--"]).args(&files);
            // Times, and what is left at each threshold, are much the same in every part.
            let notes = if part == 0 { Notes::Shown } else { Notes::Left };
            all.extend(said(&output(&mut bench)?, notes)?);
            // What takes ten minutes for one part is asked about one.
            let pace = if about && part == 0 { "slow" } else { "quick" };
            let script = root.join("benches/peers/tags.py");
            let printed = output(command(&python, root).arg(script).args(&files).arg(pace))?;
            all.extend(said(&printed, Notes::Shown)?);
        }
        report(question, &all)?;
    }
    Ok(())
}

/// Whether what a program prints beside its figures is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Notes {
    Shown,
    Left,
}

/// One package: the text, where it comes from, who looks after it, and its tags.
struct Package {
    pin: Map<String, Value>,
    maintainer: String,
    tags: Vec<String>,
}

/// What the lists say, each package once. The lists lie below `target`, fetched as the system is told to fetch its own, with
/// the descriptions in full, which a small system leaves out.
fn packages(here: &Path) -> Result<Vec<Package>> {
    if find(&["apt-get"]).is_none() || !Path::new(HELPER).is_file() {
        println!("SKIPPED: apt is not here");
        return Ok(Vec::new());
    }
    let apt = |what: &[&str]| {
        let mut apt = command("apt-get", here);
        apt.arg("-q").arg("-o").arg(format!("Dir::State::Lists={}/", here.join("lists").display()));
        apt.arg("-o").arg(format!("Dir::Cache={}", here.join("cache").display()));
        // What runs as root would otherwise give up its rights to write here.
        apt.args(["-o", "Acquire::Languages=en", "-o", "APT::Sandbox::User=root"]).args(what);
        apt
    };
    if let Err(error) = run("the lists of packages", &mut apt(&["update"])) {
        println!("not fetched anew: {error:#}");
    }
    let list = |kind: &str| -> Result<Vec<String>> {
        let by = format!("Created-By: {kind}");
        let files = output(&mut apt(&["indextargets", "--format", "$(FILENAME)", &by]))?;
        let files = files.lines().map(Path::new).filter(|file| file.is_file());
        files.map(|file| output(command(HELPER, here).arg("cat-file").arg(file))).collect()
    };
    let mut descriptions: BTreeMap<String, String> = BTreeMap::new();
    for text in list("Translations")? {
        for fields in text.split("\n\n").map(fields) {
            if let (Some(name), Some(text)) = (fields.get("Description-md5"), fields.get("Description-en")) {
                descriptions.insert(name.clone(), text.clone());
            }
        }
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut packages = Vec::new();
    for text in list("Packages")? {
        for fields in text.split("\n\n").map(fields) {
            let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
            let (name, tags) = (field("Package"), field("Tag"));
            if tags.is_empty() || !seen.insert(name.to_owned()) {
                continue;
            }
            let description = descriptions.get(field("Description-md5"));
            let description = description.map_or(field("Description"), String::as_str);
            let site = field("Homepage").split('/').nth(2).unwrap_or_default();
            packages.push(Package {
                pin: [
                    ("title", name),
                    ("text", description),
                    ("site", site.strip_prefix("www.").unwrap_or(site)),
                    ("author", field("Maintainer")),
                ]
                .map(|(name, value)| (name.to_owned(), value.into()))
                .into_iter()
                .collect(),
                maintainer: field("Maintainer").to_owned(),
                tags: tags.split([',', ' ', '\n']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
            });
        }
    }
    Ok(packages)
}

/// The fields of one entry of a list; lines that go on begin with a space.
fn fields(entry: &str) -> BTreeMap<String, String> {
    let mut fields: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in entry.lines() {
        if line.starts_with(' ') {
            let value = fields.entry(last.clone()).or_default();
            value.push('\n');
            value.push_str(line.trim_start());
        } else if let Some((name, value)) = line.split_once(':') {
            name.clone_into(&mut last);
            fields.insert(last.clone(), value.trim().to_owned());
        }
    }
    fields
}

/// Writes both halves, and says how many packages each has. Tags become paths; what is yet to be said is none.
fn halves(packages: &[Package], about: bool, part: u8, files: &[PathBuf; 2]) -> Result<[usize; 2]> {
    let mut lines = [String::new(), String::new()];
    for package in packages {
        let facet = |tag: &str| tag.split("::").next().is_some_and(|facet| MADE_AS.contains(&facet));
        let left_out = |tag: &str| tag.contains("TODO") || (about && facet(tag));
        let tags = package.tags.iter().filter(|tag| !left_out(tag));
        let tags: Vec<String> = tags.map(|tag| tag.replace("::", "/").replace(':', "/")).collect();
        if tags.is_empty() {
            continue;
        }
        let mut pin = package.pin.clone();
        pin.insert("tags".to_owned(), tags.into());
        let digest = Sha256::digest(package.maintainer.as_bytes());
        let asked = digest.first().is_some_and(|byte| byte % PARTS == part);
        let [learned, other] = &mut lines;
        let half = if asked { other } else { learned };
        half.push_str(&format!("{}\n", Value::Object(pin)));
    }
    for (file, text) in files.iter().zip(&lines) {
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(lines.map(|text| text.lines().count()))
}

/// A Python of its own with the library beside which the core is measured.
fn peer(root: &Path, here: &Path) -> Result<PathBuf> {
    let python = here.join("venv/bin/python");
    if !python.is_file() {
        run("a Python of its own", command("python3", here).args(["-m", "venv", "venv"]))?;
    }
    let wanted = root.join("benches/peers/tags.txt");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    run("the peer in Python", command(&python, here).args(pip).arg(wanted))?;
    Ok(python)
}

/// What a program found for one part: its name, and its figures.
type Said = (String, BTreeMap<String, f64>);

fn said(printed: &str, notes: Notes) -> Result<Vec<Said>> {
    let (figures, others): (Vec<&str>, Vec<&str>) = printed.lines().partition(|line| line.starts_with('{'));
    if notes == Notes::Shown {
        others.iter().for_each(|line| println!("{line}"));
    }
    let said = figures.into_iter().map(|line| {
        let said: BTreeMap<String, Value> =
            serde_json::from_str(line).with_context(|| format!("no figure: {line}"))?;
        let who = said.get("who").and_then(Value::as_str).context("nobody said this")?.to_owned();
        Ok((who, said.into_iter().filter_map(|(name, value)| Some((name, value.as_f64()?))).collect()))
    });
    said.collect()
}

/// A figure over the first parts, as many as are wanted, each counting as many times as packages were asked about.
fn mean(said: &[Said], who: &str, name: &str, parts: usize) -> f64 {
    let own = said.iter().filter(|(own, _)| own == who).take(parts);
    let (mut sum, mut asked) = (0.0, 0.0);
    for (_, figures) in own {
        let figure = |name: &str| figures.get(name).copied().unwrap_or(f64::NAN);
        sum += figure(name) * figure("asked");
        asked += figure("asked");
    }
    sum / asked
}

fn report(question: &str, said: &[Said]) -> Result<()> {
    const NAMES: [&str; 3] = ["top1", "top3", "precision3"];
    if said.iter().all(|(who, _)| who != "pinfold") {
        bail!("Pinfold suggested nothing");
    }
    let everybody: BTreeSet<&str> = said.iter().map(|(who, _)| who.as_str()).collect();
    for who in everybody {
        let parts = said.iter().filter(|(own, _)| own == who).count();
        let figures = NAMES.map(|name| format!("{name} {:.3}", mean(said, who, name, parts)));
        println!("note tags-{question}-{who}: {}, over {parts} parts", figures.join(", "));
        let times = NAMES.map(|name| {
            let [own, theirs] = ["pinfold", who].map(|who| mean(said, who, name, parts));
            format!("{name} {:.2}", own / theirs)
        });
        if who != "pinfold" {
            println!("note tags-{question}-pinfold-times-{who}: {}, over the same parts", times.join(", "));
        }
    }
    let own = mean(said, "pinfold", "top3", PARTS.into());
    let verdict = if own >= LEAST { "holds" } else { "short" };
    println!("figure tags-{question}-right-in-first-three = {own:.3}, target >= {LEAST}: {verdict}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Notes, fields, mean, said};

    #[test]
    fn a_part_counts_as_much_as_it_was_asked() {
        let line = |asked: f64, top3: f64| format!(r#"{{"who":"pinfold","asked":{asked},"top3":{top3}}}"#);
        let printed = format!("{}\nnote\n{}", line(30.0, 0.9), line(10.0, 0.5));
        let all = said(&printed, Notes::Left).unwrap_or_default();
        assert_eq!(mean(&all, "pinfold", "top3", 2), 0.8);
        assert_eq!(mean(&all, "pinfold", "top3", 1), 0.9);
        assert!(mean(&all, "nobody", "top3", 2).is_nan());
    }

    #[test]
    fn an_entry_is_read_with_the_lines_that_go_on() {
        let read = fields("Package: x\nTag: a::b,\n c::d\nHomepage: https://x.example/");
        assert_eq!(read.get("Tag").map(String::as_str), Some("a::b,\nc::d"));
        assert_eq!(read.get("Homepage").map(String::as_str), Some("https://x.example/"));
    }
}
