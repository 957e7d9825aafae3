//! Vocabularies as files: there and back in both forms, those of other programs, and what is here already.

use std::collections::BTreeSet;

use pinfold::{
    export::request::ExportFormat,
    import::{self, file::ImportSource, gathered::UnreadReason},
    model::{
        pin::PinKind,
        record::Record,
        settings::Settings,
        stored::Stored,
        tag::{MAX_SYNONYMS, Tag, TagColour, TagPath},
        workspace::Workspace,
    },
    view::Library,
};
use proptest::prelude::*;

use super::{
    all, bring, change, gathered, now, reasons,
    round::{exported, words},
};
use crate::strategies;

fn path(text: &str) -> TagPath {
    TagPath::try_from(text.to_owned()).unwrap()
}

fn put(workspace: &mut Workspace, record: Record) {
    workspace.put(Stored { revision: 1, record });
}

/// The entries, by path.
fn entries(workspace: &Workspace) -> Vec<Tag> {
    let mut tags: Vec<Tag> = workspace.tags().cloned().collect();
    tags.sort_by_key(|tag| tag.path.key());
    tags
}

fn tags() -> impl Strategy<Value = Vec<Tag>> {
    let word = || words(4).prop_filter("a word", |word| !word.is_empty());
    let colour = prop::sample::select(vec![TagColour::Neutral, TagColour::Good, TagColour::Bad]);
    let kinds = prop::sample::subsequence(vec![PinKind::Review, PinKind::Product], 0..=2);
    let text = prop::collection::vec(word(), 0..3).prop_map(|lines| lines.join("\n"));
    let synonyms = prop::collection::btree_set(word(), 0..4);
    let apart = prop::collection::btree_set(strategies::tag_path(), 0..3);
    let tag = (strategies::tag_path(), colour, synonyms, text, apart, kinds);
    prop::collection::vec(tag, 0..8).prop_map(|all| {
        let mut keys = BTreeSet::new();
        let mut tags = Vec::new();
        for (number, (path, colour, synonyms, text, apart, kinds)) in all.into_iter().enumerate() {
            for above in path.ancestry() {
                let mut tag = Tag::new(TagPath::try_from(above.to_owned()).unwrap());
                if !keys.insert(tag.path.key()) {
                    continue;
                }
                if above == path.as_str() {
                    tag.colour = colour;
                    tag.synonyms = synonyms.iter().cloned().collect();
                    tag.description = (!text.trim().is_empty()).then(|| text.trim().to_owned());
                    tag.aliases =
                        [TagPath::try_from(format!("once/{number}")).unwrap()].into_iter().collect();
                    tag.apart = apart.iter().cloned().collect();
                    tag.needed.kinds.clone_from(&kinds);
                }
                tags.push(tag);
            }
        }
        tags
    })
}

proptest! {
    #[test]
    fn there_and_back(tags in tags()) {
        let mut here = Workspace::default();
        tags.iter().for_each(|tag| put(&mut here, Record::Tag(tag.clone())));
        for format in [ExportFormat::VocabularyCsv, ExportFormat::VocabularySkos] {
            let file = exported(&here, format);
            let mut there = Workspace::default();
            if !tags.is_empty() {
                let brought = bring(&mut there, &file, &all(), 1);
                prop_assert_eq!(brought.tags as usize, tags.len());
                prop_assert_eq!(entries(&there), entries(&here), "{}", file);
                let mut again = super::opened(&file).gathered;
                let (batch, _) = import::bring(&here, &mut again, &all(), &change(2), now());
                prop_assert!(batch.writes.is_empty(), "{:?}", batch);
                prop_assert_eq!(again.missed, 0);
            }
        }
    }
}

#[test]
fn every_tag_that_pins_carry_is_in_the_file() {
    let (workspace, _) = crate::sample::workspace();
    let file = exported(&workspace, ExportFormat::VocabularyCsv);
    let read = gathered(&file, ImportSource::Vocabulary);
    let library = Library::open(workspace.iter().map(|(_, stored)| stored.clone()));
    let used: Vec<String> = library.vocabulary().tags.iter().map(|one| one.tag.path.key()).collect();
    let mut saved: Vec<String> = read.entries.iter().map(|entry| entry.tag.path.key()).collect();
    assert!(workspace.tags().count() < used.len(), "some have no entry");
    saved.sort();
    let mut used = used;
    used.sort();
    assert_eq!(saved, used);
}

/// The same three concepts as programs write them: compact, expanded, and with names of their own.
const SKOS: [&str; 3] = [
    r#"{"@context":{"skos":"http://www.w3.org/2004/02/skos/core#"},"@graph":[
        {"@id":"ex:1","@type":"skos:Concept","skos:prefLabel":[{"@value":"Möbel","@language":"de"},{"@value":"Furniture","@language":"en"}],"skos:narrower":{"@id":"ex:2"}},
        {"@id":"ex:2","@type":"skos:Concept","skos:prefLabel":{"@value":"Desks and/or tables","@language":"en"},"skos:altLabel":"bureau","skos:definition":"To write at."},
        {"@id":"ex:3","@type":["skos:Concept"],"skos:prefLabel":"oak","skos:broader":[{"@id":"ex:2"}]}]}"#,
    r#"[{"@id":"https://v.example/1","@type":["http://www.w3.org/2004/02/skos/core#Concept"],"http://www.w3.org/2004/02/skos/core#prefLabel":[{"@value":"Furniture"},{"@value":"Möbel","@language":"de"}]},
        {"@id":"https://v.example/2","@type":["http://www.w3.org/2004/02/skos/core#Concept"],"http://www.w3.org/2004/02/skos/core#prefLabel":[{"@value":"Desks and/or tables"}],"http://www.w3.org/2004/02/skos/core#altLabel":[{"@value":"bureau"}],"http://www.w3.org/2004/02/skos/core#scopeNote":[{"@value":"To write at."}],"http://www.w3.org/2004/02/skos/core#broader":[{"@id":"https://v.example/1"}]},
        {"@id":"https://v.example/3","@type":["http://www.w3.org/2004/02/skos/core#Concept"],"http://www.w3.org/2004/02/skos/core#prefLabel":[{"@value":"oak"}],"http://www.w3.org/2004/02/skos/core#broader":[{"@id":"https://v.example/2"}]}]"#,
    r#"{"@context":"https://v.example/context.json","graph":[
        {"id":"1","type":"Concept","prefLabel":{"en":"Furniture","de":"Möbel"}},
        {"id":"2","type":"Concept","prefLabel":{"en":"Desks and/or tables"},"altLabel":{"en":["bureau"]},"definition":{"en":"To write at."},"broader":["1"]},
        {"id":"3","type":"Concept","prefLabel":"oak","broader":"2"}]}"#,
];

#[test]
fn skos_of_other_programs() {
    for file in SKOS {
        let read = gathered(file, ImportSource::Vocabulary);
        let paths: Vec<&str> = read.entries.iter().map(|entry| entry.tag.path.as_str()).collect();
        assert_eq!(
            paths,
            ["Furniture", "Furniture/Desks and-or tables", "Furniture/Desks and-or tables/oak"],
            "{file}"
        );
        let tag = |place: usize| &read.entries[place].tag;
        assert_eq!(tag(0).synonyms.iter().collect::<Vec<_>>(), ["Möbel"], "{file}");
        assert_eq!(tag(1).synonyms.iter().collect::<Vec<_>>(), ["bureau"], "{file}");
        assert_eq!(tag(1).description.as_deref(), Some("To write at."), "{file}");
    }
}

#[test]
fn a_circle_and_a_tower_are_listed() {
    let concept = |number: usize, above: usize| {
        format!(
            r#"{{"@id":"{number}","@type":"skos:Concept","skos:prefLabel":"n{number}","skos:broader":"{above}"}}"#
        )
    };
    // 0 and 1 stand below each other; 2 stands below nothing, and each further one below the last.
    let mut all = vec![concept(0, 1), concept(1, 0)];
    all.extend((2..10).map(|number| concept(number, if number == 2 { 99 } else { number - 1 })));
    let read = gathered(&format!(r#"{{"@graph":[{}]}}"#, all.join(",")), ImportSource::Vocabulary);
    assert_eq!(read.entries.len(), 6);
    assert_eq!(
        reasons(&read),
        [(1, UnreadReason::Form), (2, UnreadReason::Form), (9, UnreadReason::Tag), (10, UnreadReason::Tag)]
    );
}

#[test]
fn tables_of_anybody() {
    let english = "Term,Broader Term,Parent,Alt Label,Definition\nFurniture,,,,\nDesk,,Furniture,\"bureau; table | board\",To write at.\n";
    let german = "Schlagwort;Oberbegriff;Synonyme;Beschreibung\nFurniture;;;\nDesk;Furniture;bureau, table, board;To write at.\n";
    for file in [english, german] {
        let read = gathered(file, ImportSource::Vocabulary);
        let desk = &read.entries[1].tag;
        assert_eq!(desk.path, path("Furniture/Desk"), "{file}");
        assert_eq!(desk.synonyms.iter().collect::<Vec<_>>(), ["board", "bureau", "table"], "{file}");
        assert_eq!(desk.description.as_deref(), Some("To write at."));
    }
    let pages = "tag,description,url\nlamp,Good,https://a.example/\n";
    assert_eq!(gathered(pages, ImportSource::Table).found.len(), 1, "a table of pages stays one");
}

#[test]
fn what_is_here_keeps_its_own_and_learns_more() {
    let mut here = Workspace::default();
    let mut lamp = Tag::new(path("light/Lamp"));
    lamp.colour = TagColour::Good;
    lamp.aliases = [path("bulb")].into_iter().collect();
    lamp.synonyms = ["torch".to_owned()].into_iter().collect();
    put(&mut here, Record::Tag(Tag::new(path("light"))));
    put(&mut here, Record::Tag(lamp));
    let file = "tag,colour,synonyms,description\nBULB,bad,lantern,Hangs.\nlight/lamp,bad,torch,Stands.\n";
    let brought = bring(&mut here, file, &all(), 1);
    assert_eq!((brought.tags, brought.tags_enriched), (0, 1));
    let lamp = here.tag(&path("light/lamp")).unwrap();
    assert_eq!((lamp.path.as_str(), lamp.colour), ("light/Lamp", TagColour::Good));
    assert_eq!(lamp.synonyms.iter().collect::<Vec<_>>(), ["lantern", "torch"]);
    assert_eq!(lamp.description.as_deref(), Some("Hangs."), "what was said first stands");
    super::undo(&mut here, 1, 2);
    assert_eq!(here.tag(&path("light/lamp")).unwrap().synonyms.len(), 1, "one undo takes all of it back");
}

#[test]
fn a_locked_vocabulary_takes_no_new_tags_but_learns_more_of_those_it_has() {
    let mut here = Workspace::default();
    put(&mut here, Record::Settings(Settings { vocabulary_locked: true, ..Settings::default() }));
    put(&mut here, Record::Tag(Tag::new(path("lamp"))));
    let file = "tag,synonyms\nlamp,torch\ndesk,bureau\n";
    let mut read = gathered(file, ImportSource::Vocabulary);
    let (batch, brought) = import::bring(&here, &mut read, &all(), &change(1), now());
    here.commit(&batch).unwrap();
    assert_eq!((brought.tags, brought.tags_enriched), (0, 1));
    assert_eq!(reasons(&read), [(3, UnreadReason::TagLocked)]);
}

#[test]
fn past_the_limits_it_is_cut_and_listed() {
    let words: Vec<String> = (0..MAX_SYNONYMS + 5).map(|number| format!("word {number}")).collect();
    let file = format!("tag,synonyms\nlamp,\"{}\"\n{},x\n", words.join(";"), "x".repeat(70));
    let mut read = gathered(&file, ImportSource::Vocabulary);
    let mut here = Workspace::default();
    let (batch, _) = import::bring(&here, &mut read, &all(), &change(1), now());
    here.commit(&batch).unwrap();
    assert_eq!(here.tag(&path("lamp")).unwrap().synonyms.len(), MAX_SYNONYMS);
    assert_eq!(reasons(&read), [(3, UnreadReason::Tag), (2, UnreadReason::TooMany)]);
}
