//! Capture on our own small pages: adapters by their cases, conventions, aims, and hostile input.

use pinfold::{
    capture::{html, snapshot::Snapshot},
    model::{id::PinId, time::Instant},
};

#[cfg(feature = "cli")]
mod adapters;
mod aims;
mod damaged;
mod followers;
mod fresh;
mod generalise;
mod generic;
mod hostile;
mod looks;
mod moments;
mod own;
mod palettes;
mod pictures;
mod saved;
mod social;
mod teach;
mod threads;
mod wording;

pub fn pin() -> PinId {
    PinId::try_from("01J00000000000000000000000".to_owned()).unwrap()
}

pub fn now() -> Instant {
    Instant::from_rfc3339("2026-11-22T12:00:00Z").unwrap()
}

pub fn fixture(name: &str, url: &str) -> Snapshot {
    let path = std::path::Path::new("tests/fixtures/capture").join(name);
    html::snapshot(&std::fs::read_to_string(&path).unwrap(), url)
}
