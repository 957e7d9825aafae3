//! `pinfold import`: backups, clipped cards and files of other programs into a workspace file. All files go in, or nothing is
//! written.

use std::{io::Write, path::Path};

use serde_json::json;

use super::{
    CliError, Import, Named, clipping,
    clipping::Clipping,
    line,
    store::{self, Shelf},
    time,
};
use crate::{
    edit::{self, command::Command},
    import::{self, Backup, bring::ImportChoice, file::Opened, table::Mapping},
    model::{id::ChangeId, time::Instant},
};

pub(super) fn run(asked: &Import, out: &mut dyn Write) -> Result<(), CliError> {
    let now = time(asked.now);
    let mut shelf = Shelf::open_or_new(&asked.into)?;
    let mut done = Vec::new();
    for path in &asked.files {
        let bytes = store::bytes(path)?;
        let text = String::from_utf8_lossy(&bytes);
        done.push(if is_lines(&text) {
            lines(&mut shelf, path, &text, now)?
        } else if import::file::is_backup(text.trim_start_matches('\u{feff}').trim_start()) {
            backup(&mut shelf, path, &text, now)?
        } else {
            foreign(&mut shelf, asked, path, &bytes, now)?
        });
    }
    shelf.save(&asked.into, now)?;
    done.iter().try_for_each(|done| line(out, done))
}

/// Whether a text is lines that `clip` printed: its first line is an object of its own that says what kind of card it is.
fn is_lines(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(first);
    object.is_ok_and(|object| object.contains_key("kind"))
}

/// A file of another program.
fn foreign(
    shelf: &mut Shelf,
    asked: &Import,
    path: &Path,
    bytes: &[u8],
    now: Instant,
) -> Result<serde_json::Value, CliError> {
    let columns: Vec<_> = asked.columns.iter().map(|Named(column)| *column).collect();
    let mapping = (!columns.is_empty()).then_some(Mapping { headings: !asked.no_headings, columns });
    let refused = |error| CliError::Import { path: path.to_owned(), error };
    let Opened { source, mut gathered, .. } = import::open(&bytes, mapping.as_ref()).map_err(refused)?;
    let choice = ImportChoice {
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()),
        board: asked.board.clone(),
        folders: !asked.no_folders,
        tags: !asked.no_tags,
    };
    let change = change(&String::from_utf8_lossy(bytes), path, now)?;
    let (batch, brought) = import::bring(&shelf.workspace, &mut gathered, &choice, &change, now);
    shelf.workspace.commit(&batch)?;
    Ok(json!({
        "file": path.display().to_string(),
        "source": source,
        "pins": brought.new + brought.known,
        "adds": brought.new,
        "enriched": brought.enriched,
        "boards": brought.boards,
        "tags": brought.tags,
        "tags_enriched": brought.tags_enriched,
        "notes": brought.notes,
        "unarchived": brought.unarchived,
        "missed": gathered.missed,
        "unread": gathered.unread,
    }))
}

/// The change of one file's import.
fn change(text: &str, path: &Path, now: Instant) -> Result<ChangeId, CliError> {
    let refused = |reason: String| CliError::Line { path: path.to_owned(), line: 1, reason };
    clipping::change_id(text, now).map_err(|error| refused(error.to_string()))
}

fn backup(shelf: &mut Shelf, path: &Path, text: &str, now: Instant) -> Result<serde_json::Value, CliError> {
    let refused = |error| CliError::Backup { path: path.to_owned(), error };
    let backup = import::among(&shelf.workspace, Backup::read(text).map_err(refused)?);
    let preview = import::preview(&shelf.workspace, &backup);
    let change = change(text, path, now)?;
    let batch = import::restore(&shelf.workspace, &backup, &change, now);
    shelf.workspace.commit(&batch)?;
    shelf.take_pictures(backup);
    Ok(json!({
        "file": path.display().to_string(),
        "pins": preview.pins,
        "adds": preview.adds,
        "replaces": preview.replaces,
        "pictures": preview.pictures,
    }))
}

fn lines(shelf: &mut Shelf, path: &Path, text: &str, now: Instant) -> Result<serde_json::Value, CliError> {
    let (mut new, mut again) = (0, 0);
    for (place, written) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = place + 1;
        let refused = |reason: String| CliError::Line { path: path.to_owned(), line: number, reason };
        let clipping: Clipping = serde_json::from_str(written).map_err(|error| refused(error.to_string()))?;
        let (id, change) = clipping::ids(written, now).map_err(|error| refused(error.to_string()))?;
        let draft = clipping.draft(&id).ok_or_else(|| refused("it names no page".to_owned()))?;
        let before = shelf.workspace.pins().count();
        let command = Command::PinCreate {
            id,
            draft: Box::new(draft),
            tags: Default::default(),
            board: None,
            highlight: None,
        };
        let mut loaded = shelf.workspace.load(&edit::plan(&command, &change));
        if let Some(more) = edit::follow_up(&command, &loaded) {
            loaded.0.extend(shelf.workspace.load(&more).0);
        }
        let outcome = edit::apply(&command, &change, &loaded, now).map_err(|error| CliError::Edit {
            path: path.to_owned(),
            line: number,
            error,
        })?;
        shelf.workspace.commit(&outcome.batch)?;
        if shelf.workspace.pins().count() > before { new += 1 } else { again += 1 }
    }
    Ok(json!({"file": path.display().to_string(), "pins": new + again, "adds": new, "again": again}))
}
