//! The front door: a request and pins in their order become a file, or the beginning of one. It does not
//! choose pins and does not fetch pictures.

use thiserror::Error;

use super::{
    annotations,
    backup::{self, BackupWriteError},
    bookmarks, bundle, crm_csv, csv, feed,
    fields::{self, ExportField},
    file::{ExportFile, ExportPreview, Part, Warning},
    html, markdown,
    note::{self, NoteLength, TemplateError, TooLong},
    pinterest,
    preset::CrmPreset,
    raindrop,
    request::{ExportFormat, ExportRequest, ExportScope},
    save_links,
    set::{ExportPin, ExportSet},
    vocabulary,
    words::Words,
};
use crate::model::{
    id::{PinId, TemplateId},
    letters::lower,
    record::{Record, RecordKey, RecordKind},
    template::{NoteSyntax, Template},
    time::Instant,
    workspace::Workspace,
};

/// Longest beginning that a preview shows, in characters.
const MAX_BEGINNING: usize = 20_000;
/// Longest part of a file's name that comes from a title, in characters.
const MAX_NAME: usize = 60;

/// Why nothing was exported.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExportError {
    /// The board does not exist (any more).
    #[error("there is no board {0}")]
    NoSuchBoard(String),
    /// The template does not exist (any more).
    #[error("there is no template {0}")]
    NoSuchTemplate(String),
    /// The template cannot be read.
    #[error("the template cannot be read, {0}")]
    Template(#[from] TemplateError),
    /// A note does not fit its destination.
    #[error(transparent)]
    NoteTooLong(#[from] TooLong),
    /// The backup could not be written.
    #[error(transparent)]
    Backup(#[from] BackupWriteError),
}

/// Writes an export of `pins` in the order given. A backup is always the whole workspace.
///
/// # Errors
/// [`ExportError`], whose variants say what to do; nothing is written then.
pub fn file(
    workspace: &Workspace,
    request: &ExportRequest,
    pins: &[PinId],
    now: Instant,
) -> Result<ExportFile, ExportError> {
    board_of(workspace, &request.of)?;
    let words = Words::of(&request.language);
    // Of tags alone no pin is looked at.
    let pins = if request.format.is_vocabulary() { &[] } else { pins };
    let pins = fields::thinned(workspace, pins, &request.without);
    let set = ExportSet::without(workspace, &request.of, &pins, &request.without, words);
    // Which board it is is not said either where boards are left out.
    let folders =
        if request.without.contains(&ExportField::Boards) { &ExportScope::All } else { &request.of };
    let mut warnings = Vec::new();
    if request.format != ExportFormat::Json {
        warn(&mut warnings, Warning::RightsNotGranted, set.without_rights());
    }
    let name = |ending: &str| format!("{}-{}.{ending}", slug(&set.title), day(now));
    let text = |text: String| vec![Part::Text(text)];
    let mut written = None;
    let (name, mime, parts) = match &request.format {
        ExportFormat::Html => {
            let missing = set.pins().map(|pin| pin.missing_pictures().count()).sum();
            warn(&mut warnings, Warning::PicturesMissing, missing);
            (name("html"), "text/html;charset=utf-8", html::board(&set, now, words))
        }
        ExportFormat::Csv => {
            (name("csv"), "text/csv;charset=utf-8", text(csv::table(&set, &request.without)))
        }
        ExportFormat::JsonFeed => (name("feed.json"), "application/feed+json", text(feed::feed(&set))),
        ExportFormat::Annotations => {
            // A pin that nobody noted or tagged anything on is in no annotation.
            written = Some(set.pins().filter(|pin| annotations::count(pin) > 0).count());
            let mime = "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"";
            (name("annotations.json"), mime, text(annotations::collection(&set, now)))
        }
        ExportFormat::Pinterest => {
            let (table, stand) = pinterest::table(&set);
            warn(&mut warnings, Warning::PinsLeft, set.count() - stand);
            written = Some(stand);
            (name("pinterest.csv"), "text/csv;charset=utf-8", text(table))
        }
        ExportFormat::SaveLinks => {
            let (page, stand) = save_links::page(&set, now, words);
            warn(&mut warnings, Warning::PinsLeft, set.count() - stand);
            written = Some(stand);
            (name("save-links.html"), "text/html;charset=utf-8", page)
        }
        ExportFormat::Markdown => {
            (name("md"), "text/markdown;charset=utf-8", text(markdown::document(&set, now, words)))
        }
        ExportFormat::Bookmarks => {
            (name("bookmarks.html"), "text/html;charset=utf-8", bookmarks::file(&set, folders))
        }
        ExportFormat::Raindrop => {
            (name("raindrop.csv"), "text/csv;charset=utf-8", text(raindrop::table(&set, folders)))
        }
        ExportFormat::Json => {
            warn(&mut warnings, Warning::PicturesMissing, backup::missing_pictures(workspace));
            let name = format!("pinfold-backup-{}.json", day(now));
            (name, "application/json", backup::backup(workspace, now)?)
        }
        ExportFormat::Bundle => {
            let board = match &request.of {
                ExportScope::Board(id) => workspace.board(id),
                _ => None,
            };
            warn(
                &mut warnings,
                Warning::PicturesMissing,
                set.pins().map(|pin| pin.missing_pictures().count()).sum(),
            );
            (
                name("pinfold.json"),
                "application/json",
                bundle::bundle(workspace, board, set.pins().map(|pin| pin.pin), now)?,
            )
        }
        ExportFormat::VocabularyCsv => {
            let name = format!("vocabulary-{}.csv", day(now));
            (name, "text/csv;charset=utf-8", text(vocabulary::table(workspace)))
        }
        ExportFormat::VocabularySkos => {
            let name = format!("vocabulary-{}.skos.json", day(now));
            (name, "application/ld+json", text(vocabulary::skos(workspace)))
        }
        ExportFormat::CrmCsv(preset) => {
            let (table, stand) = crm_csv::table(&set, *preset, words);
            written = Some(stand);
            let ending = match preset {
                CrmPreset::Neutral => "crm.csv".to_owned(),
                preset => format!("{}.csv", preset.name()),
            };
            (name(&ending), "text/csv;charset=utf-8", text(table))
        }
        ExportFormat::CrmNote { template, syntax } => {
            let (notes, cut) = notes(&set, &template_of(workspace, template.as_ref())?, *syntax, words)?;
            warn(&mut warnings, Warning::NotesCut, cut);
            let (ending, mime) = note_file(*syntax);
            (name(ending), mime, text(notes))
        }
        ExportFormat::CrmWording { wording, syntax } => {
            let (notes, cut) = notes(&set, wording, *syntax, words)?;
            warn(&mut warnings, Warning::NotesCut, cut);
            let (ending, mime) = note_file(*syntax);
            (name(ending), mime, text(notes))
        }
    };
    let pins = match request.format {
        ExportFormat::Json => backup::pins(workspace),
        _ => written.unwrap_or_else(|| set.count()),
    };
    Ok(ExportFile { name, mime: mime.to_owned(), parts, pins: count(pins), warnings })
}

/// What an export would write: its beginning, how many pins, what to know. Pictures are left out of it.
///
/// # Errors
/// The same as [`file`].
pub fn preview(
    workspace: &Workspace,
    request: &ExportRequest,
    pins: &[PinId],
    now: Instant,
) -> Result<ExportPreview, ExportError> {
    let file = file(workspace, request, pins, now)?;
    let mut beginning = String::new();
    let mut left = MAX_BEGINNING;
    for part in &file.parts {
        if let Part::Text(text) = part {
            beginning.extend(text.chars().take(left));
            left = left.saturating_sub(text.chars().take(left).count());
        }
        if left == 0 {
            break;
        }
    }
    Ok(ExportPreview { pins: file.pins, beginning, warnings: file.warnings })
}

/// Whether the board is there, where one is asked for.
pub(super) fn board_of(workspace: &Workspace, scope: &ExportScope) -> Result<(), ExportError> {
    match scope {
        ExportScope::Board(id) if workspace.board(id).is_none() => {
            Err(ExportError::NoSuchBoard(id.to_string()))
        }
        _ => Ok(()),
    }
}

/// The notes of all pins, one after the other, and how many had to be cut.
fn notes(
    set: &ExportSet<'_>,
    template: &Template,
    syntax: NoteSyntax,
    words: &Words,
) -> Result<(String, usize), ExportError> {
    let parsed = note::parse(&template.body)?;
    let write = |pin: &ExportPin<'_>| note::note(&parsed, pin, syntax, template.max_length, words);
    let notes = set.pins().map(write).collect::<Result<Vec<_>, TooLong>>()?;
    let cut = notes.iter().filter(|note| note.length == NoteLength::Cut).count();
    let between = match syntax {
        NoteSyntax::Plain => "\n\n----------------------------------------\n\n",
        NoteSyntax::Markdown => "\n\n---\n\n",
        NoteSyntax::Html => "\n<hr>\n",
    };
    let bodies: Vec<&str> = notes.iter().map(|note| note.body.trim_end()).collect();
    let mut text = bodies.join(between);
    text.push('\n');
    Ok((text, cut))
}

/// The ending and the media type of notes.
fn note_file(syntax: NoteSyntax) -> (&'static str, &'static str) {
    match syntax {
        NoteSyntax::Plain => ("note.txt", "text/plain;charset=utf-8"),
        NoteSyntax::Markdown => ("note.md", "text/markdown;charset=utf-8"),
        NoteSyntax::Html => ("note.html", "text/html;charset=utf-8"),
    }
}

fn template_of(workspace: &Workspace, id: Option<&TemplateId>) -> Result<Template, ExportError> {
    let built_in = note::built_in_template();
    let Some(id) = id.filter(|id| **id != built_in.id) else { return Ok(built_in) };
    match workspace.get(&RecordKey::new(RecordKind::Template, id.as_str())).map(|stored| &stored.record) {
        Some(Record::Template(template)) => Ok(template.clone()),
        _ => Err(ExportError::NoSuchTemplate(id.to_string())),
    }
}

pub(super) fn warn(warnings: &mut Vec<Warning>, warning: fn(u32) -> Warning, number: usize) {
    if number > 0 {
        warnings.push(warning(count(number)));
    }
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(super) fn day(now: Instant) -> String {
    now.to_rfc3339().chars().take("2026-11-22".len()).collect()
}

/// A title as part of a file's name: letters and digits of any script in lower case, everything else a dash.
pub(super) fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars().map(lower) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.chars().count() >= MAX_NAME {
            break;
        }
    }
    let kept = out.trim_end_matches('-');
    if kept.is_empty() { "pins".to_owned() } else { kept.to_owned() }
}
