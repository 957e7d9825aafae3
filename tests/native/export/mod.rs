//! Exports: every format on a sample of ours and on hostile text, and backups there and back.

mod backup;
mod board;
mod bookmarks;
mod formats;
pub mod hostile;
mod note;
mod packed;
mod shared;
mod template;

use std::collections::BTreeMap;

use pinfold::{
    export::{
        self,
        file::{ExportFile, Part},
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    model::{
        id::{MediaId, PinId},
        time::Instant,
        workspace::Workspace,
    },
};

use crate::sample;

fn now() -> Instant {
    Instant::from_rfc3339("2026-11-22T10:00:00Z").unwrap()
}

/// All pins of a workspace as an export, in the order of their ids.
fn all_of(workspace: &Workspace, format: ExportFormat, language: &str) -> ExportFile {
    let pins: Vec<PinId> = workspace.pins().map(|pin| pin.id.clone()).collect();
    let request = ExportRequest::new(ExportScope::All, format, language);
    export::file(workspace, &request, &pins, now()).unwrap()
}

/// The sample's board as an export, with the bytes of the sample's pictures.
fn exported(format: ExportFormat, language: &str) -> (ExportFile, BTreeMap<MediaId, Vec<u8>>) {
    let (workspace, pictures) = sample::workspace();
    let board = sample::board(&workspace).id;
    let on_board = workspace.pins().filter(|pin| pin.placements.contains_key(&board));
    let pins: Vec<PinId> = on_board.map(|pin| pin.id.clone()).collect();
    let request = ExportRequest::new(ExportScope::Board(board), format, language);
    (export::file(&workspace, &request, &pins, now()).unwrap(), pictures)
}

/// The text of a file, with pictures as `picture` writes them.
fn text_of(file: &ExportFile, picture: impl Fn(&MediaId) -> String) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::PictureBase64(id) => picture(id),
    };
    file.parts.iter().map(part).collect()
}
