//! Tables of anybody: which column says what is known of the programs that write such tables, guessed from the headings of
//! others, and corrected by a person. It takes nothing from a column that nobody named.

use pinfold_kernels::csv::{
    read::{Row, Rows},
    write::unguarded,
};
use serde::{Deserialize, Serialize};

use super::{
    encoding::Text,
    gathered::{Found, Gathered, Remark, UnreadReason},
    headings::{self, TableKind},
    moment,
};
use crate::model::text::bounded;

/// How many rows a preview shows.
const MAX_SAMPLES: usize = 5;
/// Most columns a preview shows: past these nobody looks for an address.
const MAX_COLUMNS: usize = 60;
/// How much of a cell a preview shows, in characters.
const MAX_SAMPLE: usize = 120;

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The address. Without one nothing is taken.
    Address,
    /// The title.
    Title,
    /// Words of the page.
    Text,
    /// What a person wrote about it.
    Note,
    /// Tags.
    Tags,
    /// The folder it lies in.
    Folder,
    /// When it was kept.
    Created,
    /// A picture's address.
    Picture,
    /// Words that were marked, a line each.
    Highlights,
}

/// What each column of a table says, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Mapping {
    /// Whether the first row holds headings.
    pub headings: bool,
    /// What each column says; a column without is passed over.
    pub columns: Vec<Option<Column>>,
}

/// A column as a person is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ColumnView {
    /// Its heading; empty where the table has none.
    pub heading: String,
    /// The beginnings of its first cells.
    pub samples: Vec<String>,
}

/// A table that was looked at.
pub struct Table<'a> {
    text: Text<'a>,
    first: Vec<String>,
    /// Whether there is more than one row.
    pub has_rows: bool,
    /// Whose it is.
    pub kind: TableKind,
    /// What its columns say, as far as they say it themselves.
    pub mapping: Mapping,
}

impl<'a> Table<'a> {
    /// Looks at a table.
    pub fn new(text: Text<'a>) -> Self {
        let mut rows = Rows::new(text.pieces());
        let mut row = || Some(rows.read()?.cells().map(str::to_owned).collect::<Vec<String>>());
        let (first, second) = (row().unwrap_or_default(), row());
        let (kind, mapping) = headings::guess(&first, second.as_deref().unwrap_or_default());
        Self { text, first, has_rows: second.is_some(), kind, mapping }
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.first.len()
    }

    /// Its columns as a person is shown them, by what is said of its headings.
    pub fn columns(&self, mapping: &Mapping) -> Vec<ColumnView> {
        let shown = |cell: &str| bounded(cell, MAX_SAMPLE).unwrap_or_default();
        let heading = |cell: &String| if mapping.headings { shown(cell) } else { String::new() };
        let first = self.first.iter().take(MAX_COLUMNS);
        let mut columns: Vec<ColumnView> =
            first.map(|cell| ColumnView { heading: heading(cell), samples: Vec::new() }).collect();
        let mut rows = self.rows(mapping);
        for _ in 0..MAX_SAMPLES {
            let Some(row) = rows.read() else { break };
            for (place, column) in columns.iter_mut().enumerate() {
                column.samples.push(shown(row.cell(place)));
            }
        }
        columns
    }

    /// The rows below the headings.
    fn rows(&self, mapping: &Mapping) -> Rows<'a> {
        let mut rows = Rows::new(self.text.pieces());
        if mapping.headings {
            rows.read();
        }
        rows
    }

    /// Reads the rows by what is said of the columns.
    pub fn read(&self, mapping: &Mapping) -> Gathered {
        let mut gathered = Gathered::default();
        let mut rows = self.rows(mapping);
        while let Some(row) = rows.read() {
            if row.is_cut {
                gathered.miss(row.line, row.cell(0), UnreadReason::CutShort);
            } else if !row.is_blank() {
                self.take(&mut gathered, row, mapping);
            }
        }
        gathered
    }

    fn take(&self, gathered: &mut Gathered, row: Row<'_>, mapping: &Mapping) {
        let mut found = Found::default();
        let mut address = "";
        for (cell, column) in row.cells().zip(&mapping.columns) {
            let cell = unguarded(cell.trim());
            let Some(column) = column.filter(|_| !cell.is_empty()) else { continue };
            match column {
                Column::Address if address.is_empty() => address = cell,
                Column::Address => {}
                Column::Title => found.title = Some(cell.to_owned()),
                Column::Text => found.text = Some(cell.to_owned()),
                Column::Note => found.remarks.extend(Remark::whole(cell)),
                Column::Tags => found.tags.extend(self.tags(cell)),
                Column::Folder => found.folders.extend(self.folders(cell)),
                Column::Created => found.created = moment::read(cell),
                Column::Picture => found.pictures.extend(cell.lines().map(str::to_owned)),
                Column::Highlights => found.remarks.extend(highlights(cell)),
            }
        }
        gathered.take(row.line, address, found);
    }

    fn tags(&self, cell: &str) -> Vec<String> {
        // Instapaper writes a list as JSON has it.
        let listed = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let separator = match self.kind {
            _ if listed.is_some() => ',',
            TableKind::Pinfold => ';',
            TableKind::Raindrop => ',',
            _ => [';', '|'].into_iter().find(|sign| cell.contains(*sign)).unwrap_or(','),
        };
        let tags = listed.unwrap_or(cell).split(separator).map(|tag| tag.trim().trim_matches('"'));
        tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
    }

    fn folders(&self, cell: &str) -> Vec<String> {
        match self.kind {
            TableKind::Pinfold => cell.split("; ").map(str::to_owned).collect(),
            // What lies in no folder; for Instapaper, whether it was read.
            TableKind::Raindrop if cell == "Unsorted" => Vec::new(),
            TableKind::Instapaper if matches!(cell, "Unread" | "Archive") => Vec::new(),
            _ => vec![cell.to_owned()],
        }
    }
}

/// Words that were marked, a line each; Raindrop has written `Highlight:` before them, and `Note:` before what was said.
fn highlights(cell: &str) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    for line in cell.lines() {
        match (line.trim().strip_prefix("Note:"), remarks.last_mut()) {
            (Some(note), Some(last)) => note.trim().clone_into(&mut last.note),
            _ => remarks.extend(Remark::marked(line.trim().strip_prefix("Highlight:").unwrap_or(line))),
        }
    }
    remarks
}
