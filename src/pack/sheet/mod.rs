//! A workbook of one sheet, after ECMA-376: typed cells, links, pictures in their cells, a header that stays. Text is never a
//! formula, since nothing but numbers, days and text in place is written. It never decides which columns there are.
//!
//! Pictures come first and rows after them, and both go where they belong as they come: only links and the places of
//! pictures are kept until the end.

mod cells;
mod drawing;
mod links;
mod parts;
mod plan;

pub use plan::{PICTURE_DIGITS, SheetColumn, SheetPlan};

use self::{cells::Cells, drawing::Drawing, links::Links};
use super::{
    PackError,
    pictures::Pictures,
    row::{self, Cell},
    xml::Xml,
    zip::Zip,
};

/// Rows of a sheet, its header among them.
const MAX_ROWS: u32 = 1_048_576;
/// Bytes of rows that are made smaller together.
const SOME: usize = 1 << 16;

/// A workbook in the making.
pub struct Sheet {
    plan: SheetPlan,
    cells: Cells,
    xml: Xml,
    rows: u32,
    begun: bool,
    links: Links,
    drawing: Drawing,
    pictures: Pictures,
}

impl Sheet {
    /// A workbook without rows.
    pub fn new(plan: SheetPlan) -> Self {
        Self {
            cells: Cells::of(&plan),
            plan,
            xml: Xml::default(),
            rows: 0,
            begun: false,
            links: Links::default(),
            drawing: Drawing::default(),
            pictures: Pictures::default(),
        }
    }

    /// Puts a picture in, for the row that will name it; `false` where it is none that office programs show.
    ///
    /// # Errors
    /// [`PackError`]; after rows there can be no more.
    pub fn picture(&mut self, zip: &mut Zip, name: &str, bytes: &[u8]) -> Result<bool, PackError> {
        if self.begun {
            return Err(PackError::OutOfOrder);
        }
        self.pictures.put(zip, "xl", name, bytes)
    }

    /// Adds rows.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn rows(&mut self, zip: &mut Zip, rows: &str) -> Result<(), PackError> {
        self.begin(zip)?;
        for row in row::rows(rows) {
            self.rows = self.rows.saturating_add(1);
            if self.rows > MAX_ROWS {
                return Err(PackError::TooManyRows);
            }
            self.cells.begin(&mut self.xml, self.rows, self.plan.height());
            for (column, cell) in (0u32..).zip(row) {
                let cell = cell?;
                self.cells.cell(&mut self.xml, column, self.rows, &cell);
                match cell {
                    Cell::Link(address, _) => self.links.add(column, self.rows, address),
                    Cell::Picture(name, shows) => {
                        if let Some((number, facts)) = self.pictures.get(name) {
                            self.drawing.add(column, self.rows, number, facts, shows);
                        }
                    }
                    _ => {}
                }
            }
            self.xml.markup("</row>");
            if self.xml.bytes().len() >= SOME {
                zip.add(self.xml.bytes())?;
                self.xml.clear();
            }
        }
        Ok(())
    }

    /// Everything that follows the rows.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn finish(&mut self, zip: &mut Zip) -> Result<(), PackError> {
        self.begin(zip)?;
        parts::close_rows(&mut self.xml, &self.plan, self.rows, &self.links, self.drawing.is_empty());
        zip.add(self.xml.bytes())?;
        self.xml.clear();
        zip.end()?;
        parts::rest(zip, &self.plan, self.rows, &self.links, &self.drawing, &self.pictures)
    }

    /// The header row, once.
    fn begin(&mut self, zip: &mut Zip) -> Result<(), PackError> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        self.rows = 1;
        zip.begin(parts::SHEET)?;
        parts::open_rows(&mut self.xml, &self.plan);
        self.cells.header(&mut self.xml, &self.plan);
        Ok(())
    }
}
