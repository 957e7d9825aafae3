//! The core's own writer and reader of tables as a Wasm module, so that both are measured as they are shipped: the library's module
//! takes pins out of IndexedDB, and no rows. It adds nothing to how they write and read, and ships nowhere.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;

use js_sys::Uint8Array;
use pinfold::{
    import::{encoding::Text, file},
    model::time::Instant,
    pack::row::{self, Cell},
};
use pinfold_kernels::{
    csv::read::Rows,
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
    static KEPT: RefCell<Vec<Vec<String>>> = const { RefCell::new(Vec::new()) };
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
pub fn read(bytes: Uint8Array) -> Vec<u32> {
    let (mut rows, mut found) = (Rows::new(Text::new(&bytes).pieces()), [0, 0, 0]);
    while let Some(row) = rows.read() {
        let [count, cells, length] = &mut found;
        *count += 1;
        *cells += row.width();
        *length += row.cells().map(str::len).sum::<usize>();
    }
    counts(found)
}

/// Reads a table and keeps all of its rows, which no import does.
#[wasm_bindgen]
pub fn keep(bytes: Uint8Array) {
    let mut rows = Rows::new(Text::new(&bytes).pieces());
    while let Some(row) = rows.read() {
        KEPT.with_borrow_mut(|kept| kept.push(row.cells().map(str::to_owned).collect()));
    }
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
pub fn gather(bytes: Uint8Array) -> Result<usize, JsError> {
    Ok(file::open(&bytes, None)?.gathered.found.len())
}
