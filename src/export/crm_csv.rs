//! The tables for imports into a CRM: the neutral one, a row for a pin, and those of single systems, which choose, rename and
//! split its columns. Nobody gets a row in a table of customers whose account and e-mail address are unknown.

use pinfold_kernels::{
    csv::table::{Csv, CsvField},
    sorting::sort_by_key,
};

use super::{
    csv::word,
    escape::one_line,
    preset::{Cell, CrmPreset, Rows},
    set::{ExportPin, ExportSet},
    words::Words,
};
use crate::model::{person::Person, sorted_map::SortedMap};

/// Longest subject, in characters: the shortest limit of all systems.
const MAX_SUBJECT: usize = 120;

/// Writes a system's table, and says how many pins stand in it.
pub fn table(set: &ExportSet<'_>, preset: CrmPreset, words: &Words) -> (String, usize) {
    let columns = preset.columns();
    let names: Vec<&'static str> = columns.cells.iter().map(|(name, _)| *name).collect();
    let rows = match columns.rows {
        Rows::Pins => set.pins().map(|pin| vec![pin]).collect(),
        Rows::People => people(set),
    };
    let mut table = Csv::new(&names, rows.len());
    let mut pins = 0;
    for row in rows {
        pins += row.len();
        table.row(columns.cells.iter().map(|(_, cell)| CsvField::text(said(*cell, &row, words))));
    }
    (table.into_text(), pins)
}

/// The pins of each customer, in the order of the first of each.
fn people<'a, 'b>(set: &'b ExportSet<'a>) -> Vec<Vec<&'b ExportPin<'a>>> {
    let keyed = set.pins().enumerate().filter_map(|(place, pin)| {
        let key = match pin.customer {
            Some(customer) => Some(format!("customer {}", customer.id)),
            None => person(pin).key(),
        };
        Some((key?, (place, pin)))
    });
    let mut rows: Vec<Vec<(usize, &ExportPin<'_>)>> = SortedMap::gathered(keyed).into_values().collect();
    sort_by_key(&mut rows, |row| row.first().map(|(place, _)| *place));
    rows.into_iter().map(|row| row.into_iter().map(|(_, pin)| pin).collect()).collect()
}

fn person(pin: &ExportPin<'_>) -> Person {
    Person::of(pin.pin, pin.customer)
}

/// What stands in a cell of a row: what the first of its pins says that says anything, and of texts what they all say.
fn said(cell: Cell, row: &[&ExportPin<'_>], words: &Words) -> String {
    if matches!(cell, Cell::Name | Cell::Given | Cell::Family) {
        // The parts of a name are parts of one name.
        let named = row.iter().find(|pin| person(pin).name.is_some()).or_else(|| row.first());
        return named.map(|pin| of_pin(cell, pin, words)).unwrap_or_default();
    }
    let mut all = row.iter().map(|pin| of_pin(cell, pin, words)).filter(|text| !text.is_empty());
    match cell {
        Cell::Body => all.collect::<Vec<_>>().join("\n\n"),
        _ => all.next().unwrap_or_default(),
    }
}

fn of_pin(cell: Cell, export: &ExportPin<'_>, words: &Words) -> String {
    let pin = export.pin;
    let (content, source) = (&pin.content, &pin.content.source);
    let author = content.author.as_ref();
    let maybe = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let text = || maybe(content.text.as_deref().or(export.title()));
    match cell {
        Cell::PinId => pin.id.to_string(),
        Cell::Network => source.network.clone().unwrap_or_else(|| source.site.clone()),
        Cell::Handle => maybe(author.and_then(|author| author.handle.as_deref())),
        Cell::Label => maybe(author.and_then(|author| author.label())),
        Cell::Email => maybe(export.customer.and_then(|customer| customer.email.as_deref())),
        Cell::Profile => maybe(author.and_then(|author| author.url.as_deref())),
        Cell::Source => export.address().to_owned(),
        Cell::Captured => pin.created.to_rfc3339(),
        Cell::Day => pin.created.to_rfc3339().chars().take("2026-11-22".len()).collect(),
        Cell::Text => text(),
        Cell::Note => note(export, words),
        Cell::Tags => export.tags_text(";"),
        Cell::Screenshot => String::new(),
        // Who wrote the note, not who wrote the post: that is the label.
        Cell::Author => maybe(export.notes.iter().find_map(|note| note.creator.as_deref())),
        Cell::Status => pin.case.as_ref().map(|case| word(case.status)).unwrap_or_default(),
        Cell::Key => person(export).key().unwrap_or_default(),
        Cell::KeyNetwork => person(export).key_network().to_owned(),
        Cell::Name => person(export).label(),
        Cell::Given => person(export).two_names().0.unwrap_or_default(),
        Cell::Family => person(export).two_names().1,
        Cell::Phone => {
            let phone = person(export).phone.unwrap_or_default();
            phone.strip_prefix('+').map_or_else(|| phone.clone(), |rest| format!("00{rest}"))
        }
        Cell::Subject => {
            let line = format!("[{}] {}: {}", source.site, person(export).label(), text());
            one_line(&line).chars().take(MAX_SUBJECT).collect()
        }
        Cell::Body => {
            let parts = [text(), export.address().to_owned(), note(export, words)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
        }
        Cell::Marker => format!("pin:{}", pin.id),
        Cell::Fixed(text) => text.to_owned(),
    }
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
