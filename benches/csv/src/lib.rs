//! The core's own writer and reader of tables as a Wasm module, so that both are measured as they are shipped: the library's module
//! takes pins out of IndexedDB, and no rows. It adds nothing to how they write and read, and ships nowhere.

use std::{borrow::Cow, cell::RefCell};

use pinfold::{
    import::{encoding, file},
    model::time::Instant,
    pack::row::{self, Cell},
};
use pinfold_kernels::{
    csv::read::{Row, Rows},
    csv::table::{Csv, CsvField},
};
use wasm_bindgen::prelude::*;

const COLUMNS: [&str; 12] = [
    "Title",
    "Text",
    "Tags",
    "Brand",
    "Price",
    "Currency",
    "Author",
    "Site",
    "Source",
    "Published",
    "Likes",
    "Notes",
];

/// What a pin says in a cell, as records hold it.
enum Said {
    Text(String),
    Number(String),
    At(Instant),
}

thread_local! {
    static HELD: RefCell<Vec<Vec<Said>>> = const { RefCell::new(Vec::new()) };
    static KEPT: RefCell<Vec<Vec<Cow<'static, str>>>> = const { RefCell::new(Vec::new()) };
}

/// Takes rows, as they cross to the office's module, and holds them as an export has them.
///
/// # Errors
/// Where they are no rows.
#[wasm_bindgen]
pub fn hold(rows: &str) -> Result<(), JsError> {
    for cells in row::rows(rows) {
        let cells = cells.map(|cell| {
            Ok(match cell? {
                Cell::Number(number) => Said::Number(number.to_owned()),
                Cell::Moment(at) => Said::At(Instant::from_milliseconds(at)),
                Cell::Text(text) => Said::Text(text.to_owned()),
                _ => Said::Text(String::new()),
            })
        });
        let cells: Vec<Said> = cells.collect::<Result<_, JsError>>()?;
        HELD.with_borrow_mut(|held| held.push(cells));
    }
    Ok(())
}

/// Writes the rows that are held as a table, and gives it as the library's module does: its bytes.
#[wasm_bindgen]
pub fn write() -> Vec<u8> {
    HELD.with_borrow(|held| {
        let mut table = Csv::new(&COLUMNS, held.len());
        for cells in held {
            table.row(cells.iter().map(|cell| match cell {
                Said::Text(text) => CsvField::text(text),
                Said::Number(number) => CsvField::decimal(number),
                Said::At(at) => CsvField::text(at.to_rfc3339()),
            }));
        }
        table.into_text().into_bytes()
    })
}

/// Reads a table as an import does, row by row, each in the room of the one before, and says how many rows, cells and bytes of
/// cells there were.
#[wasm_bindgen]
pub fn read(bytes: &[u8]) -> Vec<u32> {
    let text = encoding::text(bytes);
    let (mut rows, mut row, mut found) = (Rows::new(&text), Row::default(), [0, 0, 0]);
    while rows.read(&mut row) {
        let [count, cells, length] = &mut found;
        *count += 1;
        *cells += row.cells.len();
        *length += row.cells.iter().map(|cell| cell.len()).sum::<usize>();
    }
    counts(found)
}

/// Reads a table and keeps all of its rows, which no import does.
#[wasm_bindgen]
pub fn keep(bytes: Vec<u8>) {
    // Rows borrow from the file, and both stay until the process ends.
    let text: &str = match encoding::text(bytes.leak()) {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.leak(),
    };
    let (mut rows, mut row, mut all) = (Rows::new(text), Row::default(), Vec::new());
    while rows.read(&mut row) {
        all.push(row.cells.drain(..).collect());
    }
    KEPT.set(all);
}

/// How many rows, cells and bytes of cells are kept.
#[wasm_bindgen]
pub fn kept() -> Vec<u32> {
    KEPT.with_borrow(|rows| {
        let cells = || rows.iter().flatten();
        counts([rows.len(), cells().count(), cells().map(|cell| cell.len()).sum()])
    })
}

fn counts(found: [usize; 3]) -> Vec<u32> {
    found.map(|count| u32::try_from(count).unwrap_or(u32::MAX)).into()
}

/// Reads a table as an import does, up to what would be brought in, and says how many pins that would be.
///
/// # Errors
/// Where it is no table.
#[wasm_bindgen]
pub fn gather(bytes: &[u8]) -> Result<usize, JsError> {
    Ok(file::open(bytes, None)?.gathered.found.len())
}
