//! The parts of a workbook around its cells: their constant markup, and the few values in it.

use super::{SheetPlan, cells::letters, drawing::Drawing, links::Links};
use crate::pack::{
    PackError,
    office::{self, RELATIONS, RELATIONS_END},
    pictures::Pictures,
    xml::Xml,
    zip::{Method, Zip},
};

/// Where the rows are.
pub(super) const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Fonts, fills and formats; the formats' order is `cells::style`. 14 and 22 are a day and a moment as the reader's own
/// system writes them, 3 and 4 numbers with the reader's own signs.
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
<fonts count=\"3\"><font><sz val=\"11\"/><color rgb=\"FF1F2933\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
<font><b/><sz val=\"11\"/><color rgb=\"FFFFFFFF\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
<font><u/><sz val=\"11\"/><color rgb=\"FF0F766E\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>\
<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF0F766E\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
<cellXfs count=\"8\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\"/></xf>\
<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"3\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"4\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment horizontal=\"left\" vertical=\"top\"/></xf>\
<xf numFmtId=\"22\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment horizontal=\"left\" vertical=\"top\"/></xf>\
<xf numFmtId=\"49\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs>\
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

/// The sheet up to its first row: what stays in view, and how wide columns are.
pub(super) fn open_rows(xml: &mut Xml, plan: &SheetPlan) {
    *xml = Xml::file();
    xml.markup("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">");
    if plan.held > 0 {
        xml.markup("<pane xSplit=\"")
            .number(plan.held)
            .markup("\" ySplit=\"1\" topLeftCell=\"")
            .text(&letters(plan.held));
        xml.markup("2\" activePane=\"bottomRight\" state=\"frozen\"/>");
    } else {
        xml.markup("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
    }
    xml.markup("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
    if !plan.columns.is_empty() {
        xml.markup("<cols>");
        for (column, width) in (1u32..).zip(plan.columns.iter().map(|column| column.width)) {
            xml.markup("<col min=\"").number(column).markup("\" max=\"").number(column);
            // What programs add around the digits.
            xml.markup("\" width=\"").number(width).markup(".7109375\" customWidth=\"1\"/>");
        }
        xml.markup("</cols>");
    }
    xml.markup("<sheetData>");
}

/// The sheet from its last row on.
pub(super) fn close_rows(xml: &mut Xml, plan: &SheetPlan, rows: u32, links: &Links, without_drawing: bool) {
    xml.markup("</sheetData>");
    if let Some(last) = last_column(plan) {
        xml.markup("<autoFilter ref=\"A1:").text(&last).number(rows).markup("\"/>");
    }
    links.cells(xml);
    xml.markup("<printOptions gridLines=\"1\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\"/>");
    if let Some(last) = last_column(plan) {
        // Numbers of articles are text on purpose: they begin with zeros and are not counted with.
        xml.markup("<ignoredErrors><ignoredError sqref=\"A1:").text(&last).number(rows);
        xml.markup("\" numberStoredAsText=\"1\"/></ignoredErrors>");
    }
    if !without_drawing {
        xml.markup("<drawing r:id=\"drawing1\"/>");
    }
    xml.markup("</worksheet>");
}

fn last_column(plan: &SheetPlan) -> Option<String> {
    let last = plan.columns.len().checked_sub(1)?;
    u32::try_from(last).ok().map(letters)
}

/// Every other part.
///
/// # Errors
/// [`PackError`].
pub(super) fn rest(
    zip: &mut Zip,
    plan: &SheetPlan,
    rows: u32,
    links: &Links,
    drawing: &Drawing,
    pictures: &Pictures,
) -> Result<(), PackError> {
    let mut xml = Xml::file();
    xml.markup(RELATIONS);
    links.addresses(&mut xml);
    if !drawing.is_empty() {
        xml.markup("<Relationship Id=\"drawing1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing\" Target=\"../drawings/drawing1.xml\"/>");
    }
    xml.markup(RELATIONS_END);
    zip.file("xl/worksheets/_rels/sheet1.xml.rels", xml.bytes(), Method::Deflated)?;
    if !drawing.is_empty() {
        zip.begin("xl/drawings/drawing1.xml")?;
        let mut xml = Xml::file();
        xml.markup("<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
        zip.add(xml.bytes())?;
        zip.add(drawing.anchors())?;
        zip.add(b"</xdr:wsDr>")?;
        zip.end()?;
        let mut xml = Xml::file();
        xml.markup(RELATIONS);
        Drawing::files(&mut xml, pictures.iter());
        xml.markup(RELATIONS_END);
        zip.file("xl/drawings/_rels/drawing1.xml.rels", xml.bytes(), Method::Deflated)?;
    }
    workbook(zip, plan, rows)?;
    let mut xml = Xml::file();
    zip.file("xl/styles.xml", xml.markup(STYLES).bytes(), Method::Deflated)?;
    let mut xml = Xml::file();
    office::kinds(&mut xml).markup("<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>");
    if !drawing.is_empty() {
        xml.markup("<Override PartName=\"/xl/drawings/drawing1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawing+xml\"/>");
    }
    xml.markup("</Types>");
    zip.file("[Content_Types].xml", xml.bytes(), Method::Deflated)?;
    office::document(zip, "xl/workbook.xml", &plan.title, plan.at)
}

/// The book, with the header repeated on every printed page.
fn workbook(zip: &mut Zip, plan: &SheetPlan, rows: u32) -> Result<(), PackError> {
    let name = plan.sheet_name();
    let mut xml = Xml::file();
    xml.markup("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><bookViews><workbookView/></bookViews><sheets><sheet name=\"");
    xml.text(&name).markup("\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>");
    if let Some(last) = last_column(plan) {
        xml.markup("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">'")
            .text(&name);
        xml.markup("'!$A$1:$").text(&last).markup("$").number(rows).markup("</definedName>");
    }
    xml.markup("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'").text(&name);
    xml.markup("'!$1:$1</definedName></definedNames></workbook>");
    zip.file("xl/workbook.xml", xml.bytes(), Method::Deflated)?;
    let mut xml = Xml::file();
    xml.markup(RELATIONS);
    xml.markup("<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>");
    xml.markup(RELATIONS_END);
    zip.file("xl/_rels/workbook.xml.rels", xml.bytes(), Method::Deflated)
}
