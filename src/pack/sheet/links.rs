//! The links of a sheet, which its format keeps apart from its cells. It never checks an address: whoever writes rows did.

use super::cells::letters;
use crate::pack::xml::Xml;

/// Most links of a sheet; with more Excel calls a file broken.
const MAX_LINKS: usize = 65_530;
/// Longest address of one, in UTF-16 units; the same.
const MAX_ADDRESS: usize = 2_079;

/// Links in the order of their cells.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// All addresses, one after the other.
    addresses: String,
    /// Column, row, and where its address ends.
    places: Vec<(u32, u32, usize)>,
}

impl Links {
    /// Adds one; a sheet that has enough, or too long an address, shows it as text alone.
    pub(super) fn add(&mut self, column: u32, row: u32, address: &str) {
        if self.places.len() >= MAX_LINKS
            || address.is_empty()
            || address.encode_utf16().count() > MAX_ADDRESS
        {
            return;
        }
        self.addresses.push_str(address);
        self.places.push((column, row, self.addresses.len()));
    }

    /// Which cells are links.
    pub(super) fn cells(&self, xml: &mut Xml) {
        if self.places.is_empty() {
            return;
        }
        xml.markup("<hyperlinks>");
        for (number, (column, row, _)) in (1u32..).zip(&self.places) {
            xml.markup("<hyperlink ref=\"").text(&letters(*column)).number(*row);
            xml.markup("\" r:id=\"rId").number(number).markup("\"/>");
        }
        xml.markup("</hyperlinks>");
    }

    /// Where they lead.
    pub(super) fn addresses(&self, xml: &mut Xml) {
        let mut from = 0;
        for (number, (_, _, to)) in (1u32..).zip(&self.places) {
            xml.markup("<Relationship Id=\"rId").number(number);
            xml.markup("\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"");
            xml.text(self.addresses.get(from..*to).unwrap_or_default())
                .markup("\" TargetMode=\"External\"/>");
            from = *to;
        }
    }
}
