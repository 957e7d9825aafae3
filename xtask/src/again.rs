//! The packages made again in another folder, to be the same byte for byte, and what must not be in them.
//! It never trusts a file of the first folder that the second could have made itself.
use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::{
    build::{self, Built, copy_tree, read},
    package::{self, Packages, zipped},
    run::files_below,
    scratch::Scratch,
};

/// What is made, or belongs to a tool; everything else in the workspace is source.
const MADE: [&str; 4] = [".git", "node_modules", "pkg", "target"];

/// Whether the packages are what the same scripts and the same Wasm give in another folder, and hold no path of
/// this machine. The Wasm is taken as it is: [`whole`] builds that again too.
///
/// # Errors
/// When they differ, or hold a path.
pub fn check(root: &Path) -> Result<()> {
    let other = with_sources(root)?;
    copy_tree(&root.join("pkg"), &other.path().join("pkg"), |_| true)?;
    let built = build::assemble(other.path())?;
    let packages = Packages::below(root);
    for (folder, file) in [(&built.chrome, &packages.chrome), (&built.firefox, &packages.firefox)] {
        ensure!(
            zipped(folder)? == read(file)?,
            "{} is another one when made in another folder",
            file.display()
        );
    }
    without_paths(root)
}

/// Builds all of it in another folder with a target of its own, and says the hashes of both.
///
/// # Errors
/// When building fails, or a package differs.
pub fn whole(root: &Path) -> Result<()> {
    let here = package::package(root)?;
    let other = with_sources(root)?;
    let there = package::package(other.path())?;
    let mut same = true;
    for (one, two) in [(here.chrome, there.chrome), (here.firefox, there.firefox)] {
        let [first, second] = [hash(&one)?, hash(&two)?];
        println!("{} {first}", one.display());
        println!("{} {second}", two.display());
        same &= first == second;
    }
    ensure!(same, "the packages differ");
    without_paths(root)
}

/// Panic messages hold paths, and so do careless bundles: they would tell of this machine and differ on others.
fn without_paths(root: &Path) -> Result<()> {
    let home = env::home_dir();
    let of_home = |name: &str| home.as_ref().map(|home| home.join(name));
    let told = |variable: &str| env::var_os(variable).map(PathBuf::from);
    let paths = [
        Some(root.to_owned()),
        told("CARGO_HOME").or_else(|| of_home(".cargo")),
        told("RUSTUP_HOME").or_else(|| of_home(".rustup")),
        Some(Scratch::prefix()),
    ];
    let built = Built::below(root);
    for file in files_below(&built.chrome)?.into_iter().chain(files_below(&built.firefox)?) {
        let bytes = read(&file)?;
        for path in paths.iter().flatten() {
            let path = path.to_str().context("a path is no UTF-8")?.as_bytes();
            if bytes.windows(path.len()).any(|window| window == path) {
                bail!("{} holds the path {}", file.display(), String::from_utf8_lossy(path));
            }
        }
    }
    Ok(())
}

/// A folder with the sources alone. Packages of npm are data here: what they are is fixed by their lockfile.
fn with_sources(root: &Path) -> Result<Scratch> {
    let folder = Scratch::new("again")?;
    for entry in fs::read_dir(root)? {
        let from = entry?.path();
        let to = folder.path().join(from.file_name().unwrap_or_default());
        if MADE.iter().any(|made| from.ends_with(made)) {
            continue;
        }
        if from.is_dir() {
            copy_tree(&from, &to, |_| true)?;
        } else {
            build::write(&to, &read(&from)?)?;
        }
    }
    std::os::unix::fs::symlink(root.join("node_modules"), folder.path().join("node_modules"))?;
    Ok(folder)
}

fn hash(file: &Path) -> Result<String> {
    Ok(Sha256::digest(read(file)?).iter().map(|byte| format!("{byte:02x}")).collect())
}
