//! What stands on a slide: panels, pictures and texts at their places, with the links and pictures they need. It never decides
//! where anything stands.

use crate::pack::{office, picture::PictureFacts, xml::Xml};

/// Units of a point.
const POINT: f64 = 12_700.0;

/// A place on a slide, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Place {
    pub(super) fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The same with a margin inside.
    pub(super) fn inside(self, margin: f64) -> Self {
        Self::new(self.x + margin, self.y + margin, self.width - 2.0 * margin, self.height - 2.0 * margin)
    }
}

/// Colours of the deck, as its theme names them: text, quiet text, accent, panels.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ink {
    Text,
    Quiet,
    Accent,
    Panel,
}

impl Ink {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "tx1",
            Self::Quiet => "tx2",
            Self::Accent => "accent1",
            Self::Panel => "bg2",
        }
    }
}

/// A text of one look; line breaks begin paragraphs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    pub text: &'a str,
    /// In points.
    pub size: u32,
    pub bold: bool,
    pub ink: Ink,
    /// Where it leads.
    pub link: &'a str,
}

impl<'a> Said<'a> {
    pub(super) fn new(text: &'a str, size: u32, ink: Ink) -> Self {
        Self { text, size, bold: false, ink, link: "" }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn to(self, link: &'a str) -> Self {
        Self { link, ..self }
    }
}

/// What a text is on its slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The slide's name, as outlines and screen readers know it.
    Title,
    /// Anything else.
    Body,
}

/// A slide in the making.
#[derive(Debug, Default)]
pub(super) struct Slide {
    shapes: Xml,
    relations: Xml,
    /// Numbers of shapes and of relations, from 2 and from 3 on: those before are the slide's own.
    shape: u32,
    relation: u32,
    /// What stands beside it.
    pub notes: String,
}

impl Slide {
    /// A plain area.
    pub(super) fn panel(&mut self, place: Place, ink: Ink) {
        self.open("<p:sp><p:nvSpPr><p:cNvPr id=\"", "\" name=\"Panel ");
        self.shapes.markup("\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>");
        self.at(place);
        self.shapes
            .markup("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val=\"")
            .markup(ink.name());
        self.shapes.markup("\"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>");
    }

    /// A picture, as large as its place has room for, in the middle of it.
    pub(super) fn picture(&mut self, place: Place, (number, facts, shows): &(u32, PictureFacts, String)) {
        let (width, height) = facts.within(units(place.width), units(place.height));
        let (width, height) = (f64::from(width) / POINT, f64::from(height) / POINT);
        let (x, y) = (place.x + (place.width - width) / 2.0, place.y + (place.height - height) / 2.0);
        let relation = self.next_relation();
        office::picture_relation(&mut self.relations, relation, *number, facts.format);
        self.open("<p:pic><p:nvPicPr><p:cNvPr id=\"", "\" name=\"Picture ");
        self.shapes.markup("\" descr=\"").text(shows);
        self.shapes.markup("\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId");
        self.shapes.number(relation).markup("\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>");
        self.at(Place::new(x, y, width, height));
        self.shapes.markup("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>");
    }

    /// Texts, one below the other.
    pub(super) fn text(&mut self, place: Place, role: Role, said: &[Said<'_>]) {
        let name = if role == Role::Title { "\" name=\"Title " } else { "\" name=\"Text " };
        self.open("<p:sp><p:nvSpPr><p:cNvPr id=\"", name);
        self.shapes.markup(if role == Role::Title {
            "\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>"
        } else {
            "\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>"
        });
        self.at(place);
        self.shapes.markup("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:noAutofit/></a:bodyPr><a:lstStyle/>");
        let mut written = false;
        for one in said.iter().filter(|one| !one.text.is_empty()) {
            let link = if one.link.is_empty() { None } else { Some(self.link(one.link)) };
            for line in one.text.split('\n') {
                self.paragraph(one, line, link);
                written = true;
            }
        }
        if !written {
            self.shapes.markup("<a:p/>");
        }
        self.shapes.markup("</p:txBody></p:sp>");
    }

    fn paragraph(&mut self, said: &Said<'_>, line: &str, link: Option<u32>) {
        let xml = &mut self.shapes;
        xml.markup("<a:p>");
        xml.markup(if runs_left(line) { "<a:pPr algn=\"r\" rtl=\"1\">" } else { "<a:pPr>" });
        xml.markup("<a:lnSpc><a:spcPct val=\"110000\"/></a:lnSpc></a:pPr>");
        if !line.is_empty() {
            xml.markup("<a:r><a:rPr sz=\"")
                .number(said.size * 100)
                .markup("\" b=\"")
                .number(u32::from(said.bold));
            xml.markup("\"><a:solidFill><a:schemeClr val=\"")
                .markup(said.ink.name())
                .markup("\"/></a:solidFill>");
            if let Some(link) = link {
                xml.markup("<a:hlinkClick r:id=\"rId").number(link).markup("\"/>");
            }
            xml.markup("</a:rPr><a:t>").text(line).markup("</a:t></a:r>");
        }
        xml.markup("</a:p>");
    }

    fn link(&mut self, address: &str) -> u32 {
        let relation = self.next_relation();
        self.relations.markup("<Relationship Id=\"rId").number(relation);
        self.relations.markup("\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"");
        self.relations.text(address).markup("\" TargetMode=\"External\"/>");
        relation
    }

    fn next_relation(&mut self) -> u32 {
        self.relation = self.relation.saturating_add(1);
        self.relation.saturating_add(2)
    }

    fn open(&mut self, before: &'static str, between: &'static str) {
        self.shape = self.shape.saturating_add(1);
        self.shapes.markup(before).number(self.shape.saturating_add(1)).markup(between).number(self.shape);
    }

    fn at(&mut self, place: Place) {
        let xml = &mut self.shapes;
        xml.markup("<a:xfrm><a:off x=\"").number(units(place.x)).markup("\" y=\"").number(units(place.y));
        xml.markup("\"/><a:ext cx=\"")
            .number(units(place.width))
            .markup("\" cy=\"")
            .number(units(place.height));
        xml.markup("\"/></a:xfrm>");
    }

    /// The shapes as they were added.
    pub(super) fn shapes(&self) -> &[u8] {
        self.shapes.bytes()
    }

    /// What they need.
    pub(super) fn relations(&self) -> &[u8] {
        self.relations.bytes()
    }
}

fn units(points: f64) -> u32 {
    (points.max(0.0) * POINT).round() as u32
}

/// Whether a line is written from right to left: whether its first letter is.
fn runs_left(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphabetic());
    first.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'),
    )
}
