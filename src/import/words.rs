//! Tables of a vocabulary, ours and anybody's: a tag a row, told by their headings in English and German. A table with a
//! column of addresses is never one.

use pinfold_kernels::csv::{
    read::{Row, Rows},
    write::unguarded,
};
use serde_json::Value;

use super::{
    encoding::Text,
    entries::{Concept, Known, entries},
    gathered::{Gathered, UnreadReason},
    headings::folded,
};
use crate::{export::vocabulary::COLUMNS, json, model::pin::PinKind};

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Tag,
    Above,
    Colour,
    Synonyms,
    Description,
    Before,
    Apart,
    Needed,
}

/// What headings say.
const KNOWN: [(Says, &[&str]); 8] = [
    (
        Says::Tag,
        &[
            "tag",
            "path",
            "preflabel",
            "pref_label",
            "preferred_label",
            "label",
            "term",
            "concept",
            "schlagwort",
            "begriff",
        ],
    ),
    (Says::Above, &["broader", "parent", "above", "oberbegriff"]),
    (Says::Colour, &["colour", "color", "farbe"]),
    (Says::Synonyms, &["synonyms", "synonym", "altlabel", "alt_label", "alternative_labels", "synonyme"]),
    (
        Says::Description,
        &[
            "description",
            "definition",
            "scopenote",
            "scope_note",
            "note",
            "notes",
            "beschreibung",
            "erläuterung",
        ],
    ),
    (Says::Before, &["called_before"]),
    (Says::Apart, &["told_apart_from"]),
    (Says::Needed, &["needed_on"]),
];

/// What the columns of a table say, where it is a vocabulary: its headings name tags and something about them.
fn columns(first: Row<'_>) -> Option<Vec<Option<Says>>> {
    let says = |cell: &str| {
        let heading = folded(cell);
        KNOWN.iter().find(|(_, words)| words.contains(&heading.as_str())).map(|(says, _)| *says)
    };
    let columns: Vec<Option<Says>> = first.cells().map(says).collect();
    let known = columns.iter().flatten().count();
    (columns.contains(&Some(Says::Tag)) && known > 1).then_some(columns)
}

/// Whether a text is a table of ours, by its first line.
pub fn is_own(text: &str) -> bool {
    text.lines().next().is_some_and(|first| first == COLUMNS.join(","))
}

/// Whether a table without addresses is a vocabulary.
pub fn is_one(text: Text<'_>) -> bool {
    Rows::new(text.pieces()).read().and_then(columns).is_some()
}

/// Reads the tags.
pub fn read(text: Text<'_>) -> Gathered {
    let mut gathered = Gathered::default();
    let mut rows = Rows::new(text.pieces());
    let Some(columns) = rows.read().and_then(columns) else { return gathered };
    let is_own = is_own(&text.head());
    let mut concepts = Vec::new();
    while let Some(row) = rows.read() {
        if row.is_cut {
            gathered.miss(row.line, row.cell(0), UnreadReason::CutShort);
        } else if !row.is_blank() {
            concepts.push(concept(row, &columns, is_own));
        }
    }
    entries(concepts, &mut gathered);
    gathered
}

fn concept(row: Row<'_>, columns: &[Option<Says>], is_own: bool) -> Concept {
    let mut concept = Concept { place: row.line, ..Concept::default() };
    let Known { colour, synonyms, description, aliases, apart, kinds } = &mut concept.known;
    for (cell, says) in row.cells().zip(columns) {
        let cell = unguarded(cell.trim());
        let Some(says) = says.filter(|_| !cell.is_empty()) else { continue };
        let lines = || cell.lines().map(str::to_owned);
        match says {
            Says::Tag if concept.name.is_empty() => concept.name = cell.to_owned(),
            Says::Tag => {}
            Says::Above => concept.above = Some(cell.to_owned()),
            Says::Colour => *colour = json::read(&Value::from(cell)).unwrap_or_default(),
            // Ours stand on lines; what others put between them is no part of any.
            Says::Synonyms if is_own => synonyms.extend(lines()),
            Says::Synonyms => synonyms.extend(cell.split(['\n', ';', '|', ',']).map(str::to_owned)),
            Says::Description => *description = Some(cell.to_owned()),
            Says::Before => aliases.extend(lines()),
            Says::Apart => apart.extend(lines()),
            Says::Needed => {
                kinds.extend(cell.lines().filter_map(|kind| json::read::<PinKind>(&Value::from(kind)).ok()))
            }
        }
    }
    concept.id.clone_from(&concept.name);
    concept
}
