//! The table that Pinterest creates many pins from. It is for one's own pictures, which is why only those go in whose rights are
//! granted; what others made is saved through Pinterest's own button.

use pinfold_kernels::csv::table::{Csv, CsvField};

use super::{
    escape::link::Link,
    set::{ExportPin, ExportSet},
};
use crate::model::{letters, text::bounded};

/// The columns, in Pinterest's order and words.
const COLUMNS: [&str; 8] =
    ["Title", "Media URL", "Pinterest board", "Thumbnail", "Description", "Link", "Publish date", "Keywords"];
/// Most rows that are taken at once.
const MAX_ROWS: usize = 100;
/// Longest title, in characters.
const MAX_TITLE: usize = 100;
/// Longest description, in characters.
const MAX_DESCRIPTION: usize = 500;

/// Writes the table, and says how many pins stand in it.
pub fn table(set: &ExportSet<'_>) -> (String, usize) {
    let mut table = Csv::new(&COLUMNS, set.count().min(MAX_ROWS));
    let mut titles: Vec<String> = Vec::new();
    for (export, picture) in set.pins().filter_map(|pin| Some((pin, own_picture(pin)?))).take(MAX_ROWS) {
        let title = title(export, &titles);
        let board = export.boards.first().copied().unwrap_or(&set.title);
        let text = bounded(export.pin.content.text.as_deref().unwrap_or_default(), MAX_DESCRIPTION);
        let steps = export.tags.iter().filter_map(|(tag, _)| tag.as_str().rsplit('/').next());
        table.row([
            CsvField::text(title.as_str()),
            CsvField::text(picture.as_str()),
            CsvField::text(board),
            // Of videos alone.
            CsvField::text(""),
            CsvField::maybe(text.as_deref()),
            CsvField::maybe(export.link().as_ref().map(Link::as_str)),
            // None: at once.
            CsvField::text(""),
            CsvField::text(steps.collect::<Vec<_>>().join(", ")),
        ]);
        titles.push(letters::key(&title));
    }
    (table.into_text(), titles.len())
}

/// The first picture that may be shown and that Pinterest can fetch.
fn own_picture(export: &ExportPin<'_>) -> Option<Link> {
    let pin = export.pin;
    let mut granted = pin.content.media.iter().filter(|media| pin.grants(media));
    granted.find_map(|media| Link::new(media.url.as_deref()?))
}

/// A title that no row before it has: two of one name are refused.
fn title(export: &ExportPin<'_>, taken: &[String]) -> String {
    let written =
        export.title().or(export.pin.content.text.as_deref()).unwrap_or(&export.pin.content.source.site);
    let first = bounded(written.lines().next().unwrap_or_default(), MAX_TITLE).unwrap_or_default();
    let mut title = first.clone();
    let mut number = 1;
    while taken.contains(&letters::key(&title)) {
        number += 1;
        let ending = format!(" ({number})");
        let kept: String = first.chars().take(MAX_TITLE - ending.len()).collect();
        title = kept + &ending;
    }
    title
}
