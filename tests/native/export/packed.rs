//! Workbooks, decks and folders: what is in their files, on the sample and on hostile text. What strangers' programs make of
//! them is looked at by `cargo xtask formats`, which the last test here writes for.

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use pinfold::{
    export::{
        fields::ExportField,
        packing::{self, PackFormat, PackRequest, Packing},
        request::{ExportFormat, ExportScope},
    },
    model::{
        id::{MediaId, PinId},
        time::Instant,
        workspace::Workspace,
    },
    pack::{
        PackError,
        deck::DeckLayout,
        job::{Job, PackPlan},
        sheet::{SheetColumn, SheetPlan},
        zip::{Method, Zip},
    },
};
use proptest::prelude::*;

use super::{bookmarks, hostile, now, shared::full};
use crate::{
    sample,
    unzipped::{Entry, unzipped},
};

/// Packed as the shell does it: pictures, then rows in batches, with what is ready taken away in between.
fn packed(
    workspace: &Workspace,
    request: &PackRequest,
    pins: &[PinId],
    pictures: &BTreeMap<MediaId, Vec<u8>>,
) -> (Packing, Vec<u8>) {
    let packing = packing::packing(workspace, request, pins, now()).unwrap();
    let mut job = Job::new(packing.plan.clone());
    let mut bytes = Vec::new();
    for picture in &packing.pictures {
        if let Some(stored) = pictures.get(&picture.media) {
            job.picture(&picture.name, stored).unwrap();
            bytes.extend(job.take());
        }
    }
    for some in packing.pins.chunks(7) {
        job.rows(&packing::rows(workspace, request, some, &packing.columns)).unwrap();
        bytes.extend(job.take());
    }
    job.finish().unwrap();
    bytes.extend(job.take());
    (packing, bytes)
}

fn request(of: ExportScope, format: PackFormat, language: &str) -> PackRequest {
    PackRequest { of, format, language: language.to_owned(), without: Vec::new() }
}

fn all_of(
    workspace: &Workspace,
    format: PackFormat,
    pictures: &BTreeMap<MediaId, Vec<u8>>,
) -> (Packing, Vec<u8>) {
    let pins: Vec<PinId> = workspace.pins().map(|pin| pin.id.clone()).collect();
    let request = request(ExportScope::All, format, "en");
    packed(workspace, &request, &pins, pictures)
}

/// The sample's board, with pictures of ours in the formats that office programs show.
fn board(format: PackFormat, language: &str) -> (Packing, Vec<u8>) {
    let (workspace, pictures) = sample::workspace();
    let board = sample::board(&workspace).id;
    let on_board = workspace.pins().filter(|pin| pin.placements.contains_key(&board));
    let pins: Vec<PinId> = on_board.map(|pin| pin.id.clone()).collect();
    let request = request(ExportScope::Board(board), format, language);
    let drawn = (0u32..).zip(pictures.into_keys()).map(|(place, id)| (id, drawn(place)));
    packed(&workspace, &request, &pins, &drawn.collect())
}

/// A picture of any proportions.
fn drawn(place: u32) -> Vec<u8> {
    let (width, height) = [(640, 420), (300, 700), (900, 200), (512, 512)][place as usize % 4];
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let edge = x < 6 || y < 6 || x + 6 >= width || y + 6 >= height;
        let shade = |by: u32, of: u32| u8::try_from(70 + 150 * by / of).unwrap();
        if edge { image::Rgb([200, 40, 40]) } else { image::Rgb([shade(x, width), shade(y, height), 150]) }
    });
    let format = if place.is_multiple_of(2) { image::ImageFormat::Png } else { image::ImageFormat::Jpeg };
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn text(entries: &BTreeMap<String, Entry>, name: &str) -> String {
    String::from_utf8(entries.get(name).unwrap_or_else(|| panic!("no {name}")).bytes.clone()).unwrap()
}

/// Every part is XML, and every relation leads to a part that is there or out of the file.
fn is_whole(entries: &BTreeMap<String, Entry>) {
    for (name, entry) in entries {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let xml = std::str::from_utf8(&entry.bytes).unwrap();
            assert!(xml.starts_with("<?xml "), "{name}");
            let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
            assert!(!xml.contains(forbidden), "{name}");
        }
    }
    for (name, entry) in entries.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels/").next().unwrap();
        let xml = std::str::from_utf8(&entry.bytes).unwrap();
        for relation in
            xml.split("<Relationship ").skip(1).filter(|one| !one.contains("TargetMode=\"External\""))
        {
            let target = relation.split("Target=\"").nth(1).unwrap().split('"').next().unwrap();
            let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in target.split('/') {
                if part == ".." {
                    path.pop();
                } else {
                    path.push(part)
                }
            }
            assert!(entries.contains_key(&path.join("/")), "{name}: {target}");
        }
    }
}

#[test]
fn the_sample_as_a_workbook() {
    let (packing, bytes) = board(PackFormat::Sheet, "en");
    assert_eq!(packing.name, "home-furnishings-2026-11-22.xlsx");
    let entries = unzipped(&bytes);
    is_whole(&entries);
    insta::assert_snapshot!(
        "sheet_rows",
        text(&entries, "xl/worksheets/sheet1.xml").replace("<row", "\n<row")
    );
    insta::assert_snapshot!("sheet_book", text(&entries, "xl/workbook.xml"));
    let drawing = text(&entries, "xl/drawings/drawing1.xml");
    let media = entries.keys().filter(|name| name.starts_with("xl/media/")).count();
    assert_eq!((drawing.matches("<xdr:pic>").count(), media), (7, 7));
    assert!(entries.iter().filter(|(name, _)| name.contains("/media/")).all(|(_, entry)| entry.stored));
    // The words of ours are in the language asked for; those of people are as they are.
    let (_, bytes) = board(PackFormat::Sheet, "de-AT");
    assert!(text(&unzipped(&bytes), "xl/worksheets/sheet1.xml").contains(">Quelle</t>"));
}

#[test]
fn the_sample_as_decks() {
    for (layout, slides) in [(DeckLayout::One, 14), (DeckLayout::Grid, 5)] {
        let (packing, bytes) = board(PackFormat::Deck(layout), "en");
        assert_eq!(packing.name, "home-furnishings-2026-11-22.pptx");
        let entries = unzipped(&bytes);
        is_whole(&entries);
        let of = |name: &str| entries.keys().filter(|key| key.starts_with(name)).count();
        assert_eq!((of("ppt/slides/slide"), of("ppt/media/")), (slides, 7));
        let all: String =
            (1..=slides).map(|number| text(&entries, &format!("ppt/slides/slide{number}.xml"))).collect();
        assert_eq!((all.matches("<p:pic>").count(), all.matches("type=\"title\"").count()), (7, slides));
    }
    let (_, bytes) = board(PackFormat::Deck(DeckLayout::One), "en");
    let entries = unzipped(&bytes);
    insta::assert_snapshot!(
        "deck_slide",
        text(&entries, "ppt/slides/slide3.xml").replace("<p:sp", "\n<p:sp")
    );
    insta::assert_snapshot!("deck_notes", text(&entries, "ppt/notesSlides/notesSlide10.xml"));
}

#[test]
fn the_sample_as_a_folder() {
    let (packing, bytes) = board(PackFormat::Folder, "en");
    assert_eq!(packing.name, "home-furnishings-2026-11-22.zip");
    let entries = unzipped(&bytes);
    insta::assert_snapshot!("folder_names", entries.keys().cloned().collect::<Vec<_>>().join("\n"));
    let note = text(&entries, "Desks/Ridge writing desk, oak.md");
    // Every picture that a note shows is there.
    let shown = note.matches("](../pictures/").count();
    assert_eq!(
        shown,
        note.split("](../")
            .skip(1)
            .filter(|rest| entries.contains_key(rest.split(')').next().unwrap()))
            .count()
    );
    assert_eq!(shown, 3);
    insta::assert_snapshot!("folder_note", note);
}

#[test]
fn whatever_pins_are_called_their_files_are_told_apart_and_stay_in_the_folder() {
    let strings = hostile::strings();
    let (packing, bytes) = all_of(&hostile::workspace_of(&strings), PackFormat::Folder, &BTreeMap::new());
    let entries = unzipped(&bytes);
    assert_eq!(entries.len(), packing.pins.len());
    for name in entries.keys() {
        let bad = |c: char| c.is_control() || "\\:*?\"<>|/".contains(c);
        assert!(
            !name.contains(bad) && !name.starts_with('.') && name.ends_with(".md") && name.len() < 255,
            "{name:?}"
        );
    }
    assert!(entries.values().all(|entry| entry.bytes.starts_with(b"---\n")));
}

#[test]
fn what_no_pin_says_has_no_column_and_one_without_pictures_no_drawing() {
    let workspace = hostile::workspace_of(&["=1+1".to_owned()]);
    let (packing, bytes) = all_of(&workspace, PackFormat::Sheet, &BTreeMap::new());
    let PackPlan::Sheet(plan) = &packing.plan else { panic!() };
    let names: Vec<&str> = plan.columns.iter().map(|column| column.name.as_str()).collect();
    assert!(
        names.contains(&"Title") && !names.contains(&"Likes") && !names.contains(&"Picture"),
        "{names:?}"
    );
    let entries = unzipped(&bytes);
    is_whole(&entries);
    assert!(!entries.keys().any(|name| name.contains("drawing")));
    // What begins like a formula is text in its place, and there are no formulas.
    let sheet = text(&entries, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<t xml:space=\"preserve\">=1+1</t>") && !sheet.contains("<f"));
}

#[test]
fn what_is_left_out_is_in_no_row_and_has_no_column() {
    use ExportField::{Author, Boards, Case, Counts, Notes, Product, Quotes, Tags};
    let mut workspace = sample::workspace().0;
    let pins = [full(&mut workspace)];
    let thinned = |format, without: &[ExportField]| {
        let request = PackRequest { without: without.to_vec(), ..request(ExportScope::All, format, "en") };
        let packing = packing::packing(&workspace, &request, &pins, now()).unwrap();
        let rows = packing::rows(&workspace, &request, &packing.pins, &packing.columns);
        (packing.columns.len(), rows)
    };
    for (field, said, columns) in [
        (Author, "Authorine", 1),
        (Quotes, "Quotesaid", 1),
        (Counts, "765432", 1),
        (Product, "Productname", 9),
        (Tags, "tagword", 1),
        (Notes, "noteword", 1),
        (Boards, "Home furnishings", 1),
        (Case, "Casereason", 2),
    ] {
        for format in [PackFormat::Deck(DeckLayout::One), PackFormat::Folder, PackFormat::Sheet] {
            assert!(!thinned(format, &[field]).1.contains(said), "{field:?} in {format:?}");
        }
        let ((all, whole), (left, _)) =
            (thinned(PackFormat::Sheet, &[]), thinned(PackFormat::Sheet, &[field]));
        assert!(whole.contains(said), "{field:?}");
        assert_eq!(all - left, columns, "{field:?}");
    }
}

#[test]
fn pictures_that_are_left_out_are_not_packed() {
    let (workspace, _) = sample::workspace();
    let pins: Vec<PinId> = workspace.pins().map(|pin| pin.id.clone()).collect();
    for format in [PackFormat::Sheet, PackFormat::Deck(DeckLayout::Grid), PackFormat::Folder] {
        let whole = request(ExportScope::All, format, "en");
        let thin = PackRequest { without: vec![ExportField::Pictures], ..whole.clone() };
        let pictures = |request| packing::packing(&workspace, request, &pins, now()).unwrap().pictures.len();
        assert!(pictures(&whole) > 0 && pictures(&thin) == 0, "{format:?}");
        assert!(!packing::rows(&workspace, &thin, &pins, &[0]).contains("pictures/"), "{format:?}");
    }
}

#[test]
fn a_picture_that_is_none_is_left_out_and_its_row_stays() {
    let (workspace, pictures) = sample::workspace();
    // As they are stored: none of them is of a format that office programs show.
    let (packing, bytes) = all_of(&workspace, PackFormat::Sheet, &pictures);
    let entries = unzipped(&bytes);
    is_whole(&entries);
    assert!(!entries.keys().any(|name| name.contains("/media/")));
    assert_eq!(text(&entries, "xl/worksheets/sheet1.xml").matches("<row ").count(), packing.pins.len() + 1);
}

#[test]
fn nothing_is_packed_out_of_order_or_after_the_end() {
    let plan = PackPlan::Sheet(SheetPlan {
        title: String::new(),
        at: now(),
        columns: Vec::new(),
        held: 0,
        pictures: false,
    });
    let mut job = Job::new(plan);
    job.rows("ta\u{1f}\u{1e}").unwrap();
    assert_eq!(job.picture("late", &drawn(0)), Err(PackError::OutOfOrder));
    assert_eq!(job.rows("x\u{1f}\u{1e}"), Err(PackError::BadRow));
    job.finish().unwrap();
    assert_eq!(job.rows(""), Err(PackError::OutOfOrder));
    assert_eq!(job.finish(), Err(PackError::OutOfOrder));
    is_whole(&unzipped(&job.take()));
}

#[test]
fn a_sheet_has_as_many_rows_as_programs_open_and_no_more() {
    let column = SheetColumn { name: "A".to_owned(), width: 9 };
    let plan =
        SheetPlan { title: "x".to_owned(), at: now(), columns: vec![column], held: 0, pictures: false };
    let mut job = Job::new(PackPlan::Sheet(plan));
    let some = "\u{1e}".repeat(1 << 16);
    for _ in 0..15 {
        job.rows(&some).unwrap();
        job.take();
    }
    // The header is a row too.
    job.rows(&"\u{1e}".repeat((1 << 16) - 1)).unwrap();
    assert_eq!(job.rows("\u{1e}"), Err(PackError::TooManyRows));
}

#[test]
fn a_zip_of_very_many_files_says_so_as_readers_expect() {
    let mut zip = Zip::new(Instant::from_rfc3339("1931-01-01T00:00:00Z").unwrap());
    let mut bytes = Vec::new();
    for number in 0..70_000u32 {
        zip.file(&format!("{number}.txt"), &number.to_le_bytes(), Method::Deflated).unwrap();
        bytes.extend(zip.take());
    }
    zip.finish().unwrap();
    bytes.extend(zip.take());
    let entries = unzipped(&bytes);
    assert_eq!(entries.len(), 70_000);
    // What only grows when it is made smaller is stored as it is, and every name is UTF-8.
    assert!(entries.values().all(|entry| entry.stored && entry.flags & 0x800 != 0));
}

proptest! {
    /// Whatever is put in comes out, whole or in pieces, taken away early or late.
    #[test]
    fn a_zip_gives_back_what_was_put_in(files in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..3_000), any::<bool>(), any::<bool>()), 0..8)) {
        let mut zip = Zip::new(now());
        let mut bytes = Vec::new();
        for (number, (file, grows, early)) in files.iter().enumerate() {
            let name = format!("ä/{number}");
            if *grows {
                zip.begin(&name).unwrap();
                for piece in file.chunks(700) {
                    zip.add(piece).unwrap();
                    zip.add(piece).unwrap();
                }
                zip.end().unwrap();
            } else {
                zip.file(&name, &file.repeat(3), Method::Deflated).unwrap();
            }
            if *early {
                bytes.extend(zip.take());
            }
        }
        zip.finish().unwrap();
        bytes.extend(zip.take());
        let entries = unzipped(&bytes);
        prop_assert_eq!(entries.len(), files.len());
        for (number, (file, grows, _)) in files.iter().enumerate() {
            let twice = |piece: &[u8]| [piece, piece].concat();
            let whole = if *grows { file.chunks(700).flat_map(twice).collect() } else { file.repeat(3) };
            prop_assert_eq!(&entries[&format!("ä/{number}")].bytes, &whole);
        }
    }

    /// Rows that are none of ours end in an error, never in a panic.
    #[test]
    fn any_text_is_rows_or_refused(rows in "[\\u{1d}-\\u{1f}tnmdlpx0-9.<é-]{0,60}") {
        let column = SheetColumn { name: "A".to_owned(), width: 9 };
        let sheet = SheetPlan { title: "x".to_owned(), at: now(), columns: vec![column], held: 0, pictures: false };
        for plan in [PackPlan::Sheet(sheet), PackPlan::Folder { at: now() }] {
            let mut job = Job::new(plan);
            if job.rows(&rows).is_ok() {
                job.finish().unwrap();
                is_whole(&unzipped(&job.take()));
            }
        }
    }
}

/// Writes what `cargo xtask formats` shows to other people's programs, with what they should find there.
#[test]
#[ignore = "for `cargo xtask formats`, which names the folder"]
fn files_for_other_programs() {
    let folder = PathBuf::from(env::var_os("PINFOLD_FORMATS").expect("the folder"));
    let (_, bytes) = board(PackFormat::Sheet, "en");
    fs::write(folder.join("board.xlsx"), bytes).unwrap();
    for (name, layout) in [("board.pptx", DeckLayout::One), ("grid.pptx", DeckLayout::Grid)] {
        fs::write(folder.join(name), board(PackFormat::Deck(layout), "en").1).unwrap();
    }
    fs::write(folder.join("board.zip"), board(PackFormat::Folder, "en").1).unwrap();
    let strings = hostile::strings();
    let workspace = hostile::workspace_of(&strings);
    for (name, format) in [
        ("hostile.xlsx", PackFormat::Sheet),
        ("hostile.pptx", PackFormat::Deck(DeckLayout::One)),
        ("hostile.zip", PackFormat::Folder),
    ] {
        fs::write(folder.join(name), all_of(&workspace, format, &BTreeMap::new()).1).unwrap();
    }
    for (stem, workspace) in [("board", &sample::workspace().0), ("hostile", &workspace)] {
        for (ending, format) in [("jsonld", ExportFormat::Annotations), ("csv", ExportFormat::Csv)] {
            let file = super::all_of(workspace, format, "en");
            fs::write(folder.join(stem).with_extension(ending), super::text_of(&file, |_| String::new()))
                .unwrap();
        }
    }
    bookmarks::for_browsers(&folder, &sample::workspace().0, &workspace);
    let expected: Vec<String> = strings.iter().map(|text| pinfold::export::escape::clean(text)).collect();
    fs::write(folder.join("hostile.json"), serde_json::to_vec(&expected).unwrap()).unwrap();
}
