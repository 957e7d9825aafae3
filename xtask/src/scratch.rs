//! A folder for what is needed for a moment: gone with its value, after a failure too.
//! It never holds what somebody asked for.
use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// How the names of all of them begin.
const PREFIX: &str = "pinfold-";

/// A folder of this process, below the system's for such things.
#[derive(Debug)]
pub struct Scratch(PathBuf);

impl Scratch {
    /// An empty one. `what` tells apart those of one process.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(what: &str) -> Result<Self> {
        let folder = env::temp_dir().join(format!("{PREFIX}{what}-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(folder))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What the paths of all of them begin with.
    pub fn prefix() -> PathBuf {
        env::temp_dir().join(PREFIX)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left of it is in the system's folder for such things.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a failing file operation is a failing test")]
    use super::Scratch;
    use std::{fs, panic::catch_unwind, path::PathBuf};

    #[test]
    fn a_folder_goes_with_its_value_and_with_a_panic() {
        let made = |what: &str| -> (Scratch, PathBuf) {
            let folder = Scratch::new(what).unwrap();
            fs::write(folder.path().join("file"), "words").unwrap();
            let path = folder.path().to_owned();
            (folder, path)
        };
        let (folder, path) = made("scratch-kept");
        assert!(path.join("file").is_file());
        drop(folder);
        assert!(!path.exists());
        let (folder, path) = made("scratch-lost");
        let failed = catch_unwind(move || {
            let _held = folder;
            panic!("as a test that fails does");
        });
        assert!(failed.is_err() && !path.exists());
    }
}
