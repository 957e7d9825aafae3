//! What workbooks and decks have in common: relations between parts, kinds of parts, what a document says of itself.

use super::{
    PackError,
    picture::PictureFormat,
    xml::Xml,
    zip::{Method, Zip},
};
use crate::model::time::Instant;

/// Begins the relations of a part.
pub(super) const RELATIONS: &str =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
/// Ends them.
pub(super) const RELATIONS_END: &str = "</Relationships>";

/// Where a picture lies.
pub(super) fn media(folder: &'static str, number: u32, format: PictureFormat) -> String {
    format!("{folder}/media/image{number}.{}", format.ending())
}

/// A relation to a picture, as a part in a folder beside `media` has it.
pub(super) fn picture_relation(xml: &mut Xml, id: u32, number: u32, format: PictureFormat) {
    xml.markup("<Relationship Id=\"rId").number(id);
    xml.markup("\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"../media/image");
    xml.number(number).markup(".").markup(format.ending()).markup("\"/>");
}

/// Begins the list of the kinds of all parts, with those that are told by their ending.
pub(super) fn kinds(xml: &mut Xml) -> &mut Xml {
    xml.markup("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>")
}

/// The document's own relations, and what it says of itself: its title, and when it was made.
///
/// # Errors
/// [`PackError`].
pub(super) fn document(zip: &mut Zip, main: &'static str, title: &str, at: Instant) -> Result<(), PackError> {
    let mut xml = Xml::file();
    xml.markup(RELATIONS);
    xml.markup("<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"");
    xml.markup(main);
    xml.markup("\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>");
    xml.markup(RELATIONS_END);
    zip.file("_rels/.rels", xml.bytes(), Method::Deflated)?;
    let mut xml = Xml::file();
    xml.markup("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    xml.text(title).markup("</dc:title><dc:creator>Pinfold</dc:creator>");
    for (open, close) in
        [("<dcterms:created", "</dcterms:created>"), ("<dcterms:modified", "</dcterms:modified>")]
    {
        xml.markup(open).markup(" xsi:type=\"dcterms:W3CDTF\">").text(&at.to_rfc3339()).markup(close);
    }
    xml.markup("</cp:coreProperties>");
    zip.file("docProps/core.xml", xml.bytes(), Method::Deflated)
}
