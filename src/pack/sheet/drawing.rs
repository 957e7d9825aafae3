//! Where pictures lie on a sheet: each within one cell, so that it goes where its row goes when rows are sorted or hidden.

use super::plan::{PICTURE_HEIGHT, PICTURE_WIDTH};
use crate::pack::{office, picture::PictureFacts, xml::Xml};

/// Units of a point, of which all drawings are made.
const POINT: u32 = 12_700;
/// Between a picture and the lines around it.
const MARGIN: u32 = 3 * POINT;
/// The cell.
const WIDTH: u32 = PICTURE_WIDTH * POINT;
const HEIGHT: u32 = PICTURE_HEIGHT * POINT;

/// The drawing of a sheet.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    xml: Xml,
    pictures: u32,
}

impl Drawing {
    /// Lays a picture into a cell; rows count from 1, columns from 0.
    pub(super) fn add(&mut self, column: u32, row: u32, number: u32, facts: PictureFacts, shows: &str) {
        let (width, height) = facts.within(WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN);
        let (left, top) = ((WIDTH - width) / 2, (HEIGHT - height) / 2);
        self.pictures = self.pictures.saturating_add(1);
        let xml = &mut self.xml;
        xml.markup("<xdr:twoCellAnchor editAs=\"twoCell\">");
        for (open, x, y, close) in
            [("<xdr:from>", left, top, "</xdr:from>"), ("<xdr:to>", left + width, top + height, "</xdr:to>")]
        {
            xml.markup(open).markup("<xdr:col>").number(column).markup("</xdr:col><xdr:colOff>").number(x);
            xml.markup("</xdr:colOff><xdr:row>")
                .number(row.saturating_sub(1))
                .markup("</xdr:row><xdr:rowOff>");
            xml.number(y).markup("</xdr:rowOff>").markup(close);
        }
        xml.markup("<xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"").number(self.pictures.saturating_add(1));
        xml.markup("\" name=\"Picture ").number(self.pictures).markup("\" descr=\"").text(shows);
        xml.markup("\"/><xdr:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed=\"rId");
        xml.number(number).markup("\"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"");
        xml.number(width).markup("\" cy=\"").number(height);
        xml.markup("\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>");
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pictures == 0
    }

    /// The pictures, as they were laid.
    pub(super) fn anchors(&self) -> &[u8] {
        self.xml.bytes()
    }

    /// Which files they are.
    pub(super) fn files(xml: &mut Xml, pictures: impl Iterator<Item = (u32, PictureFacts)>) {
        for (number, facts) in pictures {
            office::picture_relation(xml, number, number, facts.format);
        }
    }
}
