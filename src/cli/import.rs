//! `pinfold import`: backups and clipped cards into a workspace file. All files go in, or nothing is written.

use std::{io::Write, path::Path};

use serde_json::json;

use super::{
    CliError, Import, clipping,
    clipping::Clipping,
    line,
    store::{self, Shelf},
    time,
};
use crate::{
    edit::{self, command::Command},
    import::{self, Backup},
    model::time::Instant,
};

pub(super) fn run(asked: &Import, out: &mut dyn Write) -> Result<(), CliError> {
    let now = time(asked.now);
    let mut shelf = Shelf::open_or_new(&asked.into)?;
    let mut done = Vec::new();
    for path in &asked.files {
        let text = store::read(path)?;
        done.push(if is_lines(&text) {
            lines(&mut shelf, path, &text, now)?
        } else {
            backup(&mut shelf, path, &text, now)?
        });
    }
    shelf.save(&asked.into, now)?;
    done.iter().try_for_each(|done| line(out, done))
}

/// Whether a text is lines that `clip` printed: its first line is an object of its own, and no backup's.
fn is_lines(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(first);
    object.is_ok_and(|object| !object.contains_key("format"))
}

fn backup(shelf: &mut Shelf, path: &Path, text: &str, now: Instant) -> Result<serde_json::Value, CliError> {
    let refused = |error| CliError::Backup { path: path.to_owned(), error };
    let backup = Backup::read(text).map_err(refused)?;
    let preview = import::preview(&shelf.workspace, &backup);
    let change = clipping::change_id(text, now).map_err(|error| CliError::Line {
        path: path.to_owned(),
        line: 1,
        reason: error.to_string(),
    })?;
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
