//! The parts that every deck has: its theme, its one layout, the page of notes, and the lists of all slides.

use super::{plan::DeckPlan, shapes::Slide};
use crate::pack::{
    PackError,
    office::{self, RELATIONS, RELATIONS_END},
    xml::Xml,
    zip::{Method, Zip},
};

/// The three vocabularies of every part.
const NAMES: &str = " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
/// What a list of shapes begins with.
const TREE: &str =
    "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";
/// Which colour of the theme is which.
const COLOURS: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";
const TITLE: &str = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"508000\" y=\"381000\"/><a:ext cx=\"11176000\" cy=\"889000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"/><a:lstStyle/><a:p/></p:txBody></p:sp>";
/// Links keep the colour of their text: every title is one.
const THEME: &str = "<a:themeElements><a:clrScheme name=\"Pinfold\"><a:dk1><a:srgbClr val=\"1F2933\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1><a:dk2><a:srgbClr val=\"52606D\"/></a:dk2><a:lt2><a:srgbClr val=\"F1F3F5\"/></a:lt2><a:accent1><a:srgbClr val=\"0F766E\"/></a:accent1><a:accent2><a:srgbClr val=\"2563EB\"/></a:accent2><a:accent3><a:srgbClr val=\"B45309\"/></a:accent3><a:accent4><a:srgbClr val=\"BE123C\"/></a:accent4><a:accent5><a:srgbClr val=\"7C3AED\"/></a:accent5><a:accent6><a:srgbClr val=\"4D7C0F\"/></a:accent6><a:hlink><a:srgbClr val=\"1F2933\"/></a:hlink><a:folHlink><a:srgbClr val=\"1F2933\"/></a:folHlink></a:clrScheme><a:fontScheme name=\"Pinfold\"><a:majorFont><a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:majorFont><a:minorFont><a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:minorFont></a:fontScheme><a:fmtScheme name=\"Pinfold\"><a:fillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:fillStyleLst><a:lnStyleLst><a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln><a:ln w=\"12700\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln><a:ln w=\"19050\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln></a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst><a:bgFillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements>";
const BACKGROUND: &str = "<p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg>";
const NOTES_SHAPES: &str = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"3\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"4400550\"/><a:ext cx=\"5486400\" cy=\"3600450\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>";

/// A slide, and the page of its notes where there are any.
///
/// # Errors
/// [`PackError`].
pub(super) fn slide(zip: &mut Zip, number: u32, slide: &Slide) -> Result<(), PackError> {
    let mut xml = Xml::file();
    xml.markup("<p:sld").markup(NAMES).markup("><p:cSld>").markup(TREE).raw(slide.shapes());
    xml.markup("</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>");
    zip.file(&format!("ppt/slides/slide{number}.xml"), xml.bytes(), Method::Deflated)?;
    let mut xml = Xml::file();
    xml.markup(RELATIONS);
    relation(&mut xml, 1, "slideLayout", "../slideLayouts/slideLayout1.xml");
    if !slide.notes.is_empty() {
        relation(&mut xml, 2, "notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
    }
    xml.raw(slide.relations()).markup(RELATIONS_END);
    zip.file(&format!("ppt/slides/_rels/slide{number}.xml.rels"), xml.bytes(), Method::Deflated)?;
    if slide.notes.is_empty() { Ok(()) } else { notes(zip, number, &slide.notes) }
}

fn notes(zip: &mut Zip, number: u32, notes: &str) -> Result<(), PackError> {
    let mut xml = Xml::file();
    xml.markup("<p:notes").markup(NAMES).markup("><p:cSld>").markup(TREE);
    xml.markup("<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>");
    for line in notes.split('\n') {
        xml.markup("<a:p>");
        if !line.is_empty() {
            xml.markup("<a:r><a:t>").text(line).markup("</a:t></a:r>");
        }
        xml.markup("</a:p>");
    }
    xml.markup(
        "</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
    );
    zip.file(&format!("ppt/notesSlides/notesSlide{number}.xml"), xml.bytes(), Method::Deflated)?;
    let mut xml = Xml::file();
    xml.markup(RELATIONS);
    relation(&mut xml, 1, "notesMaster", "../notesMasters/notesMaster1.xml");
    relation(&mut xml, 2, "slide", &format!("../slides/slide{number}.xml"));
    xml.markup(RELATIONS_END);
    zip.file(&format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"), xml.bytes(), Method::Deflated)
}

/// Everything but the slides. `with_notes` are the numbers of those that have notes.
///
/// # Errors
/// [`PackError`].
pub(super) fn rest(zip: &mut Zip, plan: &DeckPlan, slides: u32, with_notes: &[u32]) -> Result<(), PackError> {
    for number in [1, 2] {
        let mut xml = Xml::file();
        xml.markup(
            "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Pinfold\">",
        );
        xml.markup(THEME).markup("</a:theme>");
        zip.file(&format!("ppt/theme/theme{number}.xml"), xml.bytes(), Method::Deflated)?;
    }
    masters(zip)?;
    let mut xml = Xml::file();
    xml.markup("<p:presentation").markup(NAMES).markup("><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>");
    for number in 1..=slides {
        xml.markup("<p:sldId id=\"")
            .number(number + 255)
            .markup("\" r:id=\"rId")
            .number(number + 3)
            .markup("\"/>");
    }
    xml.markup("</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>");
    zip.file("ppt/presentation.xml", xml.bytes(), Method::Deflated)?;
    let mut xml = Xml::file();
    xml.markup(RELATIONS);
    relation(&mut xml, 1, "slideMaster", "slideMasters/slideMaster1.xml");
    relation(&mut xml, 2, "notesMaster", "notesMasters/notesMaster1.xml");
    relation(&mut xml, 3, "theme", "theme/theme1.xml");
    for number in 1..=slides {
        relation(&mut xml, number + 3, "slide", &format!("slides/slide{number}.xml"));
    }
    xml.markup(RELATIONS_END);
    zip.file("ppt/_rels/presentation.xml.rels", xml.bytes(), Method::Deflated)?;
    let mut xml = Xml::file();
    office::kinds(&mut xml);
    for (name, kind) in [
        ("presentation.xml", "presentation.main"),
        ("slideMasters/slideMaster1.xml", "slideMaster"),
        ("slideLayouts/slideLayout1.xml", "slideLayout"),
        ("notesMasters/notesMaster1.xml", "notesMaster"),
    ] {
        part(&mut xml, name, kind);
    }
    for theme in ["<Override PartName=\"/ppt/theme/theme1", "<Override PartName=\"/ppt/theme/theme2"] {
        xml.markup(theme)
            .markup(".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/>");
    }
    for number in 1..=slides {
        part(&mut xml, &format!("slides/slide{number}.xml"), "slide");
    }
    for number in with_notes {
        part(&mut xml, &format!("notesSlides/notesSlide{number}.xml"), "notesSlide");
    }
    xml.markup("</Types>");
    zip.file("[Content_Types].xml", xml.bytes(), Method::Deflated)?;
    office::document(zip, "ppt/presentation.xml", &plan.title, plan.at)
}

fn masters(zip: &mut Zip) -> Result<(), PackError> {
    let mut xml = Xml::file();
    xml.markup("<p:sldMaster")
        .markup(NAMES)
        .markup("><p:cSld>")
        .markup(BACKGROUND)
        .markup(TREE)
        .markup(TITLE);
    xml.markup("</p:spTree></p:cSld>").markup(COLOURS);
    xml.markup("<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"2800\" b=\"1\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mj-lt\"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>");
    zip.file("ppt/slideMasters/slideMaster1.xml", xml.bytes(), Method::Deflated)?;
    related(
        zip,
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        &[("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")],
    )?;
    let mut xml = Xml::file();
    xml.markup("<p:sldLayout")
        .markup(NAMES)
        .markup(" type=\"titleOnly\"><p:cSld name=\"Pin\">")
        .markup(TREE)
        .markup(TITLE);
    xml.markup("</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>");
    zip.file("ppt/slideLayouts/slideLayout1.xml", xml.bytes(), Method::Deflated)?;
    related(
        zip,
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        &[("slideMaster", "../slideMasters/slideMaster1.xml")],
    )?;
    let mut xml = Xml::file();
    xml.markup("<p:notesMaster")
        .markup(NAMES)
        .markup("><p:cSld>")
        .markup(BACKGROUND)
        .markup(TREE)
        .markup(NOTES_SHAPES);
    xml.markup("</p:spTree></p:cSld>").markup(COLOURS).markup("</p:notesMaster>");
    zip.file("ppt/notesMasters/notesMaster1.xml", xml.bytes(), Method::Deflated)?;
    related(zip, "ppt/notesMasters/_rels/notesMaster1.xml.rels", &[("theme", "../theme/theme2.xml")])
}

fn related(zip: &mut Zip, name: &str, to: &[(&'static str, &str)]) -> Result<(), PackError> {
    let mut xml = Xml::file();
    xml.markup(RELATIONS);
    for (number, (kind, target)) in (1u32..).zip(to) {
        relation(&mut xml, number, kind, target);
    }
    xml.markup(RELATIONS_END);
    zip.file(name, xml.bytes(), Method::Deflated)
}

fn relation(xml: &mut Xml, number: u32, kind: &'static str, target: &str) {
    xml.markup("<Relationship Id=\"rId").number(number);
    xml.markup("\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/").markup(kind);
    xml.markup("\" Target=\"").text(target).markup("\"/>");
}

fn part(xml: &mut Xml, name: &str, kind: &'static str) {
    xml.markup("<Override PartName=\"/ppt/").text(name);
    xml.markup("\" ContentType=\"application/vnd.openxmlformats-officedocument.presentationml.")
        .markup(kind)
        .markup("+xml\"/>");
}
