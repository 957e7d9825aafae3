//! There and back: what a format can carry comes back from it, and nothing is new in the workspace it came from.

use std::collections::{BTreeMap, BTreeSet};

use pinfold::{
    capture::canonical::canonical,
    export::{
        self,
        file::Part,
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    import::{self, bring::Brought},
    model::{annotation::Target, id::PinId, text::folded, time::Instant, workspace::Workspace},
};
use proptest::prelude::*;

use super::{all, bring, change, now};
use crate::sample;

/// A thing with all that both formats carry.
#[derive(Debug, Clone)]
struct Thing {
    path: u32,
    title: String,
    tags: BTreeSet<String>,
    folders: BTreeSet<String>,
    note: String,
    seconds: i64,
}

/// Words with the signs that formats are made of.
pub fn words(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9äßЖ語🦊 .!?-]{1,8}",
        prop::sample::select(vec![
            "<b>", "&amp;", "&", "\"", "'", "=1+1", "'=1", ",", ";", "|", "</A>", "<DT>", "\t", "@", "+",
            "`", "-5", "<!--", "#",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..most).prop_map(|pieces| folded(&pieces.concat()))
}

fn things() -> impl Strategy<Value = Vec<Thing>> {
    let named = |most| {
        words(most).prop_map(|name| name.replace([',', '/', '#'], "").chars().take(50).collect::<String>())
    };
    // A board is called no number, and what Raindrop calls "no folder".
    let names =
        |most| named(most).prop_map(|name| folded(&name)).prop_filter("a name", |name| !name.is_empty());
    let note = prop::collection::vec(words(5), 0..4).prop_map(|lines| lines.join("\n").trim().to_owned());
    let sets = |most| prop::collection::btree_set(names(4), 0..most);
    let thing = (0..12_u32, words(6), sets(4), sets(3), note, 1_000_000_i64..1_700_000_000);
    let thing = thing.prop_map(|(path, title, tags, folders, note, seconds)| Thing {
        path,
        title,
        tags,
        folders,
        note,
        seconds,
    });
    prop::collection::vec(thing, 0..8).prop_map(|things| {
        let mut paths = BTreeSet::new();
        things.into_iter().filter(|thing| paths.insert(thing.path)).collect()
    })
}

/// A workspace of things, made as an import makes it, out of a table.
fn workspace(things: &[Thing]) -> Workspace {
    let mut table = String::from("pin_id\tsource_url\ttitle\ttags\tboards\tnotes\tcreated\n");
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    for thing in things {
        let list = |set: &BTreeSet<String>| {
            cell(&set.iter().map(|one| one.replace(';', "")).collect::<Vec<_>>().join("; "))
        };
        table.push_str(&format!(
            "1\thttps://a.example/{}\t{}\t{}\t{}\t{}\t{}\n",
            thing.path,
            cell(&thing.title),
            list(&thing.tags),
            list(&thing.folders),
            cell(&thing.note),
            thing.seconds
        ));
    }
    let mut workspace = Workspace::default();
    bring(&mut workspace, &table, &all(), 1);
    workspace
}

pub fn exported(workspace: &Workspace, format: ExportFormat) -> String {
    let pins: Vec<PinId> = workspace.pins().map(|pin| pin.id.clone()).collect();
    let request =
        ExportRequest { of: ExportScope::All, format, language: "en".to_owned(), without: Vec::new() };
    let file = export::file(workspace, &request, &pins, now()).unwrap();
    let text = |part| match part {
        Part::Text(text) => text,
        Part::PictureBase64(id) => panic!("{id:?}"),
    };
    file.parts.into_iter().map(text).collect()
}

/// What a workspace knows of each address, as far as a format carries it.
type Known = BTreeMap<String, (Option<String>, Vec<String>, Vec<String>, String, Instant)>;

fn known(workspace: &Workspace, boards: usize) -> Known {
    let of = |pin: &pinfold::model::pin::Pin| {
        let mut on: Vec<String> =
            pin.placements.keys().map(|id| workspace.board(id).unwrap().name.clone()).collect();
        on.sort();
        let notes = workspace.annotations_of(&pin.id);
        let whole = notes.iter().filter(|note| note.target == Target::Whole).map(|note| note.body.as_str());
        let tags = pin.tags.iter().map(|tag| tag.as_str().to_owned()).collect();
        let created = Instant::from_milliseconds(pin.created.milliseconds() / 1000 * 1000);
        let notes = whole.collect::<Vec<_>>().join("\n\n");
        (pin.content.title.clone(), tags, on.into_iter().take(boards).collect(), notes, created)
    };
    workspace.pins().map(|pin| (pin.content.source.url.clone().unwrap(), of(pin))).collect()
}

proptest! {
    #[test]
    fn bookmarks_there_and_back(things in things()) {
        let here = workspace(&things);
        let file = exported(&here, ExportFormat::Bookmarks);
        let mut there = Workspace::default();
        bring(&mut there, &file, &all(), 2);
        prop_assert_eq!(known(&there, 9), known(&here, 9), "{}", file);
        let mut gathered = super::opened(&file).gathered;
        let (batch, _) = import::bring(&here, &mut gathered, &all(), &change(3), now());
        prop_assert!(batch.writes.is_empty(), "{:?}", batch);
    }

    #[test]
    fn raindrop_there_and_back(things in things()) {
        // One folder for each.
        let things: Vec<Thing> = things.into_iter().map(|mut thing| {
            thing.folders = thing.folders.into_iter().take(1).collect();
            thing
        }).collect();
        let here = workspace(&things);
        let file = exported(&here, ExportFormat::Raindrop);
        let mut there = Workspace::default();
        bring(&mut there, &file, &all(), 2);
        prop_assert_eq!(known(&there, 1), known(&here, 1), "{}", file);
        let mut gathered = super::opened(&file).gathered;
        let (batch, _) = import::bring(&here, &mut gathered, &all(), &change(3), now());
        prop_assert!(batch.writes.is_empty(), "{:?}", batch);
    }
}

/// The addresses of pins that are written as an import writes them.
fn usual(workspace: &Workspace) -> BTreeSet<String> {
    let addresses = workspace.pins().filter_map(|pin| pin.content.source.url.clone());
    addresses.filter(|address| canonical(address, None).as_ref() == Some(address)).collect()
}

#[test]
fn the_sample_is_known_again_whatever_form_it_went_out_in() {
    for format in [ExportFormat::Bookmarks, ExportFormat::Raindrop, ExportFormat::Csv] {
        let (workspace, _) = sample::workspace();
        let file = exported(&workspace, format.clone());
        let mut gathered = super::opened(&file).gathered;
        // The sample has an address that no browser writes that way; what is pinned has canonical ones.
        let usual = usual(&workspace);
        let found: BTreeSet<&str> = gathered.found.iter().map(|found| found.address.as_str()).collect();
        assert!(usual.iter().all(|address| found.contains(address.as_str())), "{format:?}");
        gathered.found.retain(|found| usual.contains(&found.address));
        let (_, brought) = import::bring(&workspace, &mut gathered, &all(), &change(1), now());
        assert_eq!((brought.new, brought.boards, brought.tags), (0, 0, 0), "{format:?}");
        if format != ExportFormat::Csv {
            // Our table has highlights and notes in one cell, so they are not told apart.
            assert_eq!(brought, Brought { known: brought.known, ..Brought::default() }, "{format:?}");
        }
    }
}

#[test]
fn a_section_of_a_board_is_a_folder_in_its_folder() {
    let (workspace, _) = sample::workspace();
    let board = sample::board(&workspace);
    let pins: Vec<PinId> = workspace
        .pins()
        .filter(|pin| pin.placements.contains_key(&board.id))
        .map(|pin| pin.id.clone())
        .collect();
    let request = |format| ExportRequest {
        of: ExportScope::Board(board.id.clone()),
        format,
        language: "en".to_owned(),
        without: Vec::new(),
    };
    for format in [ExportFormat::Bookmarks, ExportFormat::Raindrop] {
        let file = export::file(&workspace, &request(format), &pins, now()).unwrap();
        let Part::Text(text) = &file.parts[0] else { panic!() };
        let mut there = Workspace::default();
        bring(&mut there, text, &all(), 1);
        let names: BTreeSet<String> = there.boards().map(|board| board.name.clone()).collect();
        let section = format!("{} / {}", board.name, board.sections[0].name);
        assert!(names.contains(&section), "{names:?}");
        let mut gathered = super::opened(text).gathered;
        gathered.found.retain(|found| usual(&workspace).contains(&found.address));
        let (_, brought) = import::bring(&workspace, &mut gathered, &all(), &change(2), now());
        assert_eq!((brought.boards, brought.new), (0, 0));
    }
}
