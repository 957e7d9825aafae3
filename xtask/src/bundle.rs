//! The scripts and style sheets of the extension, bundled by esbuild. They lose white space, a tenth of their size, and keep
//! their names: what an error report says can be found in the sources.
use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path, PathBuf},
};

use anyhow::{Context, Error, Result};
use serde_json::Value;

use crate::{
    build::has_ending,
    run::{files_below, npm_program, run},
    texts,
};

/// The background's own script: one file, so that a wake-up reads one file.
const BACKGROUND: &str = "background/main.ts";
/// Dedicated workers of pages.
const WORKERS: [&str; 1] = ["library/worker.ts"];
/// What runs in pages of the web: classic scripts. `site` where a site is switched on, `once` after a click on Pinfold,
/// `teach` after one on "Teach this site".
const CONTENT: [&str; 3] = ["content/site.ts", "content/once.ts", "content/teach.ts"];

/// Bundles every script that is there, and every style sheet that a page links to, into `out`.
///
/// # Errors
/// When esbuild fails.
pub fn bundle(root: &Path, out: &Path) -> Result<()> {
    let source = root.join("extension");
    let there = |names: &[&str]| -> Vec<PathBuf> {
        names.iter().map(|name| source.join(name)).filter(|file| file.is_file()).collect()
    };
    let alone: Vec<PathBuf> = there(&[BACKGROUND]).into_iter().chain(there(&WORKERS)).collect();
    let framed = format!("--define:FRAMED_HOSTS={}", framed(root)?);
    esbuild(root, out, "the background and workers", &alone, &["--format=esm", &framed])?;
    esbuild(root, out, "the content scripts", &there(&CONTENT), &["--format=iife", &framed])?;
    let pages = pages(&source)?;
    esbuild(
        root,
        out,
        "the pages",
        &pages,
        &["--format=esm", "--splitting", "--chunk-names=lib/[name]-[hash]"],
    )?;
    esbuild(root, out, "the style sheets", &sheets(&source)?, &[])
}

/// The style sheets that pages link to. What a sheet imports comes with it; those of the content scripts stand in the scripts.
fn sheets(source: &Path) -> Result<Vec<PathBuf>> {
    let mut sheets = BTreeSet::new();
    for page in files_below(source)?.into_iter().filter(|file| has_ending(file, &["html"])) {
        let text = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
        let links = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.map(Path::new).filter(|link| has_ending(link, &["css"])) {
            let mut sheet = page.parent().unwrap_or(source).to_owned();
            for step in link.components() {
                match step {
                    Component::ParentDir => drop(sheet.pop()),
                    step => sheet.push(step),
                }
            }
            sheets.insert(sheet);
        }
    }
    Ok(sheets.into_iter().collect())
}

/// The hosts of the adapters whose cards stand in frames on other sites' pages.
fn framed(root: &Path) -> Result<Value> {
    let adapters = texts::adapters(root).map_err(Error::from_boxed)?;
    let framed = adapters.iter().filter(|adapter| adapter.get("framed") == Some(&Value::Bool(true)));
    let hosts = framed.filter_map(|adapter| adapter.get("hosts")?.as_array()).flatten();
    Ok(hosts.cloned().collect())
}

/// A page's script stands beside it under its name: `popup/index.html`, `popup/index.ts`.
fn pages(source: &Path) -> Result<Vec<PathBuf>> {
    let html = files_below(source)?.into_iter().filter(|file| has_ending(file, &["html"]));
    Ok(html.map(|file| file.with_extension("ts")).filter(|file| file.is_file()).collect())
}

fn esbuild(root: &Path, out: &Path, what: &str, entries: &[PathBuf], form: &[&str]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let base = root.join("extension");
    let out = out.to_str().context("the workspace's path is no UTF-8")?;
    let base = base.to_str().context("the workspace's path is no UTF-8")?;
    run(
        &format!("bundling {what}"),
        npm_program(root, "esbuild")
            .args(entries)
            .args(["--bundle", "--platform=browser", "--target=chrome120,firefox140", "--charset=utf8"])
            // Names are a tenth of what a script weighs zipped; the structure stays as it was written.
            .args(["--minify-whitespace", "--minify-identifiers", "--minify-syntax"])
            .args(["--legal-comments=inline", "--log-level=warning", "--preserve-symlinks"])
            .args([format!("--outbase={base}"), format!("--outdir={out}")])
            .args(form),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing file operation is a failing test")]
    use super::sheets;
    use crate::{build::write, scratch::Scratch};

    #[test]
    fn a_sheet_that_pages_link_to_is_found_once() {
        let base = Scratch::new("sheets").unwrap();
        let page =
            br#"<link rel="stylesheet" href="../lib/base.css" /><link rel="stylesheet" href="own.css" />"#;
        write(&base.path().join("one/index.html"), page).unwrap();
        write(&base.path().join("two/index.html"), page).unwrap();
        write(&base.path().join("content/unlinked.css"), b"").unwrap();
        let expected = ["lib/base.css", "one/own.css", "two/own.css"].map(|name| base.path().join(name));
        assert_eq!(sheets(base.path()).unwrap(), expected);
    }
}
