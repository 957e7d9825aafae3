//! The table that Raindrop takes, in the columns that its own export has of it. One row a pin: Raindrop knows one folder for
//! each, so of several boards the one that is exported counts, or the first.

use pinfold_kernels::csv::table::{Csv, CsvField};

use super::{
    escape::one_line,
    request::ExportScope,
    set::{ExportPin, ExportSet, quote_of},
};

/// The columns.
const COLUMNS: [&str; 9] =
    ["url", "folder", "title", "note", "excerpt", "tags", "created", "cover", "highlights"];
/// How Raindrop writes a folder in a folder.
const BETWEEN_FOLDERS: &str = " / ";

/// Writes the table.
pub fn table(set: &ExportSet<'_>, scope: &ExportScope) -> String {
    let board = matches!(scope, ExportScope::Board(_)).then_some(set.title.as_str());
    let mut table = Csv::new(&COLUMNS, set.count());
    for section in &set.sections {
        for pin in &section.pins {
            let board = board.or(pin.boards.first().copied());
            let folder: Vec<&str> = board.into_iter().chain(section.name).collect();
            table.row(row(pin, &folder.join(BETWEEN_FOLDERS)));
        }
    }
    table.into_text()
}

fn row<'a>(export: &'a ExportPin<'_>, folder: &'a str) -> [CsvField<'a>; 9] {
    let content = &export.pin.content;
    let tags: Vec<String> = export.tags.iter().map(|(tag, _)| tag.as_str().replace(',', " ")).collect();
    let cover = content.media.iter().find_map(|media| media.url.as_deref());
    [
        CsvField::text(export.address()),
        CsvField::text(folder),
        CsvField::maybe(export.title()),
        CsvField::text(export.whole_notes()),
        CsvField::maybe(content.text.as_deref()),
        CsvField::text(tags.join(", ")),
        CsvField::text(export.pin.created.to_rfc3339()),
        CsvField::maybe(cover),
        CsvField::text(highlights(export)),
    ]
}

/// Words that were marked, a line each, and what was said of them on the next.
fn highlights(export: &ExportPin<'_>) -> String {
    let mut lines = Vec::new();
    for note in &export.notes {
        let Some(quote) = quote_of(note) else { continue };
        lines.push(format!("Highlight:{}", one_line(quote)));
        if !note.body.trim().is_empty() {
            lines.push(format!("Note:{}", one_line(&note.body)));
        }
    }
    lines.join("\n")
}
