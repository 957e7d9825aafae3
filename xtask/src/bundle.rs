//! The scripts of the extension, bundled by esbuild. They lose white space, a tenth of their size, and keep their names: what
//! an error report says can be found in the sources.
use std::path::{Path, PathBuf};

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

/// Bundles every script that is there into `out`.
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
    )
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
            .arg("--minify-whitespace")
            .args(["--legal-comments=inline", "--log-level=warning", "--preserve-symlinks"])
            .args([format!("--outbase={base}"), format!("--outdir={out}")])
            .args(form),
    )
}
