//! A board as a file, and back: into nothing, into what it came from, and among pins of the same things.

use pinfold::{
    export::{
        self,
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    import::{self, Backup},
    model::{
        annotation::Target,
        id::{ChangeId, MediaId, PinId},
        media::MediaState,
        pin::Pin,
        record::{Record, RecordKey, RecordKind},
        stored::Stored,
        time::Instant,
        workspace::Workspace,
    },
    schema::base64,
    view::Library,
};

use crate::sample;

fn now() -> Instant {
    Instant::from_rfc3339("2026-11-23T10:00:00Z").unwrap()
}

/// The sample's board as a file.
fn bundle(workspace: &Workspace) -> String {
    let (_, pictures) = sample::workspace();
    let of = ExportScope::Board(sample::board(workspace).id);
    let pins = Library::open(workspace.iter().map(|(_, stored)| stored.clone())).pins_of(&of);
    let file =
        export::file(workspace, &ExportRequest::new(of, ExportFormat::Bundle, "en"), &pins, now()).unwrap();
    let part = |part: &export::file::Part| match part {
        export::file::Part::Text(text) => text.clone(),
        export::file::Part::PictureBase64(id) => base64::encode(&pictures[id]),
    };
    file.parts.iter().map(part).collect()
}

/// Takes a bundle in; how many records that changed.
fn take(workspace: &mut Workspace, text: &str, number: u32) -> usize {
    let backup = import::among(workspace, Backup::read(text).unwrap());
    let change = ChangeId::try_from(format!("{number:026}")).unwrap();
    let batch = import::restore(workspace, &backup, &change, now());
    workspace.commit(&batch).unwrap();
    batch.writes.iter().filter(|write| write.key.kind != RecordKind::Change).count()
}

fn put(workspace: &mut Workspace, record: Record) {
    workspace.put(Stored { revision: 1, record });
}

#[test]
fn it_comes_into_nothing_as_it_was_without_what_is_ones_own() {
    let (workspace, _) = sample::workspace();
    let board = sample::board(&workspace);
    let mut other = Workspace::default();
    assert!(take(&mut other, &bundle(&workspace), 1) > 13);
    assert_eq!(other.board(&board.id), Some(&board));
    let on_board = workspace.pins().filter(|pin| pin.placements.contains_key(&board.id));
    let expected: Vec<Pin> = on_board
        .map(|pin| {
            let placements = pin.placements.iter().filter(|(id, _)| *id == board.id);
            let placements = placements.map(|(id, place)| (id.clone(), place.clone())).collect();
            Pin { placements, customer: None, case: None, ..pin.clone() }
        })
        .collect();
    assert_eq!(other.pins().cloned().collect::<Vec<_>>(), expected);
    for kind in [RecordKind::Annotation, RecordKind::Tag] {
        assert!(other.of_kind(kind).count() > 0);
        for stored in other.of_kind(kind) {
            assert_eq!(
                Some(&stored.record),
                workspace.get(&stored.record.key()).map(|stored| &stored.record)
            );
        }
    }
    assert!(
        other.of_kind(RecordKind::Customer).next().is_none()
            && other.of_kind(RecordKind::Settings).next().is_none()
    );
    assert_eq!(take(&mut other, &bundle(&workspace), 2), 0);
}

#[test]
fn where_it_came_from_it_changes_nothing() {
    let (mut workspace, _) = sample::workspace();
    let text = bundle(&workspace);
    assert_eq!(take(&mut workspace, &text, 1), 0);
}

#[test]
fn what_is_pinned_already_becomes_one_with_it() {
    let (workspace, _) = sample::workspace();
    let board = sample::board(&workspace);
    let noted = workspace.of_kind(RecordKind::Annotation).find_map(|stored| match &stored.record {
        Record::Annotation(note)
            if workspace.pin(&note.pin).is_some_and(|pin| {
                pin.content.source.url.is_some() && pin.placements.contains_key(&board.id)
            }) =>
        {
            Some(note.clone())
        }
        _ => None,
    });
    let note = noted.unwrap();
    let theirs = workspace.pin(&note.pin).unwrap();
    // The same thing, pinned by somebody else under another name, with tags and a later look of their own.
    let own = PinId::try_from(format!("{:026}", 7)).unwrap();
    let mut other = Workspace::default();
    let mut pin = Pin {
        id: own.clone(),
        tags: ["mine".to_owned().try_into().unwrap()].into(),
        placements: Default::default(),
        ..theirs.clone()
    };
    pin.changed = now();
    pin.content.title = Some("As it is called today".to_owned());
    put(&mut other, Record::Pin(Box::new(pin)));
    take(&mut other, &bundle(&workspace), 1);

    assert!(other.pin(&theirs.id).is_none(), "it is pinned twice");
    let pin = other.pin(&own).unwrap();
    assert_eq!(pin.content.title.as_deref(), Some("As it is called today"));
    assert_eq!(pin.placements.get(&board.id), theirs.placements.get(&board.id));
    for tag in theirs.tags.iter().map(|tag| tag.as_str()).chain(["mine"]) {
        assert!(pin.tags.iter().any(|own| own.as_str() == tag), "{tag}");
    }
    let notes: Vec<&str> = other.annotations_of(&own).into_iter().map(|note| note.body.as_str()).collect();
    let expected: Vec<&str> =
        workspace.annotations_of(&theirs.id).into_iter().map(|note| note.body.as_str()).collect();
    assert_eq!(notes, expected);
    assert_eq!(pin.content.media.len(), theirs.content.media.len());
    assert_eq!(take(&mut other, &bundle(&workspace), 2), 0, "a second time");
}

#[test]
fn a_picture_that_both_have_is_called_as_it_is_here() {
    let (workspace, pictures) = sample::workspace();
    let marked = workspace.of_kind(RecordKind::Annotation).find_map(|stored| match &stored.record {
        Record::Annotation(note) => match &note.target {
            Target::Region { media, .. } => Some((note.clone(), media.clone())),
            _ => None,
        },
        _ => None,
    });
    let (note, theirs) = marked.unwrap();
    let pin = workspace.pin(&note.pin).unwrap();
    let text = bundle(&workspace);
    let mine: PinId = format!("{:026}", 7).try_into().unwrap();
    let own = MediaId::of(&mine, 0);
    // Here it came from elsewhere, and only its bytes tell that it is the same; or it could not be fetched, from the same address.
    for stored in [true, false] {
        let mut mine = Pin { id: mine.clone(), ..pin.clone() };
        let media = mine.content.media.iter_mut().find(|media| media.id == theirs).unwrap();
        media.id = own.clone();
        if stored {
            media.url = None;
        } else {
            media.url = Some("https://pictures.example/dent.jpg".to_owned());
            media.state = MediaState::Pending;
        }
        let url = media.url.clone();
        let mut other = Workspace::default();
        put(&mut other, Record::Pin(Box::new(mine.clone())));
        let mut file = Backup::read(&text).unwrap();
        for record in &mut file.records {
            match record {
                Record::Pin(pin) => {
                    let media = pin.content.media.iter_mut().filter(|media| media.id == theirs);
                    media.for_each(|media| media.url = url.clone());
                }
                Record::Board(board) => board.cover = Some(theirs.clone()),
                _ => {}
            }
        }
        let file = import::among(&other, file);
        let bytes = file.pictures.iter().find(|picture| picture.id == own);
        assert!(file.pictures.iter().all(|picture| picture.id != theirs), "its bytes come twice");
        assert_eq!(bytes.is_some(), !stored, "its bytes come where they are missing");
        assert_eq!(file.pictures.len(), pictures.len() - usize::from(stored));
        let change = ChangeId::try_from(format!("{:026}", 1)).unwrap();
        other.commit(&import::restore(&other, &file, &change, now())).unwrap();
        let joined = other.pin(&mine.id).unwrap();
        assert_eq!(joined.content.media.len(), pin.content.media.len());
        let media = joined.content.media.iter().find(|media| media.id == own).unwrap();
        assert!(matches!(media.state, MediaState::Stored { .. }));
        assert!(
            other
                .annotations_of(&mine.id)
                .iter()
                .any(|own_note| matches!(&own_note.target, Target::Region { media, .. } if *media == own))
        );
        assert_eq!(sample::board(&other).cover, Some(own.clone()));
    }
}

#[test]
fn pictures_keep_their_regions_and_sections_join() {
    let (workspace, _) = sample::workspace();
    let board = sample::board(&workspace);
    let mut other = Workspace::default();
    let mut mine = board.clone();
    let first = mine.sections.remove(0);
    mine.sections.push(pinfold::model::board::Section {
        id: format!("{:026}", 9).try_into().unwrap(),
        name: "Mine".to_owned(),
    });
    put(&mut other, Record::Board(mine));
    take(&mut other, &bundle(&workspace), 1);
    let names: Vec<&str> =
        other.board(&board.id).unwrap().sections.iter().map(|section| section.name.as_str()).collect();
    assert!(
        names.contains(&"Mine")
            && names.contains(&first.name.as_str())
            && names.len() == board.sections.len() + 1,
        "{names:?}"
    );
    for stored in other.of_kind(RecordKind::Annotation) {
        if let Record::Annotation(note) = &stored.record
            && let Target::Region { media, .. } = &note.target
        {
            assert!(other.pin(&note.pin).unwrap().content.media.iter().any(|own| own.id == *media));
        }
    }
}

#[test]
fn it_is_one_change_and_a_bad_file_is_refused_whole() {
    let (workspace, _) = sample::workspace();
    let text = bundle(&workspace);
    let mut other = Workspace::default();
    take(&mut other, &text, 1);
    let change = RecordKey::new(RecordKind::Change, format!("{:026}", 1));
    assert!(other.get(&change).is_some());
    for cut in [1, text.len() / 3, text.len() / 2, text.len() - 3] {
        let cut = (0..=cut).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        assert!(Backup::read(text.get(..cut).unwrap()).is_err(), "{cut}");
    }
    assert!(Backup::read(&text.replacen("\"of\":\"board\"", "\"of\":7", 1)).is_err());
}
