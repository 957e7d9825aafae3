//! The neutral table for imports into a CRM: one row a pin, the same columns for every system. A preset for
//! one system renames or splits columns and does nothing else.

use super::{
    csv::word,
    escape::csv::{Csv, CsvField},
    set::{ExportPin, ExportSet},
    words::Words,
};

/// The columns, in order.
pub const COLUMNS: [&str; 14] = [
    "pin_id",
    "network",
    "handle",
    "display_name",
    "email",
    "profile_url",
    "source_url",
    "captured_at",
    "text",
    "note",
    "tags",
    "screenshot_file",
    "author",
    "status",
];

/// Writes the table. `screenshot_file` names a file only where one goes along with the table; none does here.
pub fn table(set: &ExportSet<'_>, words: &Words) -> String {
    let mut table = Csv::new(&COLUMNS);
    for pin in set.pins() {
        table.row(row(pin, words));
    }
    table.into_text()
}

fn row(export: &ExportPin<'_>, words: &Words) -> [CsvField; COLUMNS.len()] {
    let pin = export.pin;
    let (content, source) = (&pin.content, &pin.content.source);
    let author = content.author.as_ref();
    // Who wrote the note, not who wrote the post: that is `display_name`.
    let creator = export.notes.iter().find_map(|note| note.creator.as_deref());
    [
        CsvField::text(pin.id.as_str()),
        CsvField::text(source.network.as_deref().unwrap_or(&source.site)),
        CsvField::maybe(author.and_then(|author| author.handle.as_deref())),
        CsvField::maybe(author.and_then(|author| author.label())),
        CsvField::maybe(export.customer.and_then(|customer| customer.email.as_deref())),
        CsvField::maybe(author.and_then(|author| author.url.as_deref())),
        CsvField::text(export.address()),
        CsvField::text(&pin.created.to_rfc3339()),
        CsvField::maybe(content.text.as_deref().or(export.title())),
        CsvField::text(&note(export, words)),
        CsvField::text(&export.tags_text(";")),
        CsvField::text(""),
        CsvField::maybe(creator),
        CsvField::text(&pin.case.as_ref().map(|case| word(case.status)).unwrap_or_default()),
    ]
}

/// What people wrote, then the rights and the marker that finds the pin again.
fn note(export: &ExportPin<'_>, words: &Words) -> String {
    let rights = &export.pin.rights;
    let mut lines = vec![export.notes_text()];
    lines.push(format!("{}: {}", words.credit, export.credit()));
    let owner =
        rights.owner.as_deref().map(|owner| format!(" ({}: {owner})", words.owner)).unwrap_or_default();
    lines.push(format!("{}: {}{owner}", words.rights, words.status(rights.status)));
    lines.push(format!("pin:{}", export.pin.id));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
