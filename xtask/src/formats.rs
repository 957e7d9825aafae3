//! What is exported, read back by other people's programs, and drawn by LibreOffice to be looked at.
//! It never judges how a page looks: the pictures in `target/formats` are for eyes.
use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{
    e2e, peers,
    run::{command, find, native, run},
};

/// The test that writes what is read here.
const WRITES: &str = "export::packed::files_for_other_programs";
/// Where it is told to write.
const FOLDER: &str = "PINFOLD_FORMATS";
/// What is drawn.
const DRAWN: [&str; 3] = ["board.xlsx", "board.pptx", "grid.pptx"];

/// Writes, reads back, draws.
///
/// # Errors
/// When something cannot be installed, or does not come back as it was.
pub fn formats(root: &Path) -> Result<()> {
    let folder = root.join("target/formats");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    run("files of every format", native(root, WRITES).args(["--", "--ignored"]).env(FOLDER, &folder))?;
    if find(&["python3"]).is_none() {
        println!("SKIPPED: python3 absent: nothing was read back");
    } else {
        let check = root.join("tests/formats");
        let python = peers::python(&folder, &check.join("requirements.txt"))?;
        run(
            "openpyxl, python-pptx, PyYAML, zipfile and csv",
            command(&python, root).arg(check.join("check.py")).arg(&folder),
        )?;
        annotations(root, &python, &folder)?;
    }
    e2e::program(root, "bookmarks", &[folder.display().to_string()])?;
    draw(&folder)
}

/// Annotations, by the W3C's schemas and context, which stand beside the project where there are any.
fn annotations(root: &Path, python: &Path, folder: &Path) -> Result<()> {
    let shared = root.join("../shared");
    if !shared.join("suites/web-annotation").is_dir() || !shared.join("specs/w3c/anno.jsonld").is_file() {
        println!("SKIPPED: ../shared absent: no annotation was looked at");
        return Ok(());
    }
    let check = root.join("tests/formats/annotations.py");
    run("the W3C's schemas and a JSON-LD processor", command(python, root).arg(check).arg(folder).arg(shared))
}

/// Each page as a picture.
fn draw(folder: &Path) -> Result<()> {
    let (Some(office), Some(pages)) = (find(&["soffice", "libreoffice"]), find(&["pdftoppm"])) else {
        println!(
            "SKIPPED: LibreOffice or pdftoppm absent: nothing was drawn (Debian: libreoffice-calc libreoffice-impress poppler-utils)"
        );
        return Ok(());
    };
    for file in DRAWN {
        // A profile of its own: one that a person has open would take the file instead.
        let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
        let pdf = folder.join(format!("{file}.pdf"));
        run(
            &format!("LibreOffice draws {file}"),
            command(&office, folder).arg(profile).args(["--headless", "--convert-to", "pdf", file]),
        )?;
        let made = folder.join(file).with_extension("pdf");
        fs::rename(&made, &pdf).with_context(|| format!("LibreOffice drew no {}", made.display()))?;
        run(
            "its pages",
            command(&pages, folder).args(["-r", "60", "-png"]).arg(&pdf).arg(folder.join(file)),
        )?;
    }
    Ok(())
}
