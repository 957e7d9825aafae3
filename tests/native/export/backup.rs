//! A backup restores without loss, and a file that is not whole restores nothing.

use std::collections::BTreeMap;

use pinfold::{
    export::{
        self,
        file::Part,
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    import::{self, Backup, BackupError, backup::PictureBytes},
    model::{
        batch::Write,
        id::{ChangeId, MediaId},
        media::MediaState,
        record::{Record, RecordKey, RecordKind},
        stored::Stored,
        time::Instant,
        workspace::Workspace,
    },
    schema::{base64, checksum},
};
use proptest::prelude::*;

use crate::{
    sample,
    strategies::{Filled, workspace},
};

const NOW: i64 = 1_795_340_000_000;

fn now() -> Instant {
    Instant::from_milliseconds(NOW)
}

fn change() -> ChangeId {
    ChangeId::try_from("01ARZ3NDEKTSV4RRFFQ69G5FAX".to_owned()).unwrap()
}

/// The file as a shell writes it: text as it is, pictures in base 64.
pub fn written(workspace: &Workspace, pictures: &BTreeMap<MediaId, Vec<u8>>) -> String {
    let request = ExportRequest::new(ExportScope::All, ExportFormat::Json, "");
    let file = export::file(workspace, &request, &[], now()).unwrap();
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::PictureBase64(id) => pictures.get(id).map(|bytes| base64::encode(bytes)).unwrap_or_default(),
    };
    file.parts.iter().map(part).collect()
}

fn records(workspace: &Workspace) -> Vec<Record> {
    workspace.iter().map(|(_, stored)| stored.record.clone()).collect()
}

fn without_changes(workspace: &Workspace) -> Vec<Record> {
    records(workspace).into_iter().filter(|record| record.key().kind != RecordKind::Change).collect()
}

fn restored(into: &Workspace, backup: &Backup) -> Workspace {
    let mut workspace = into.clone();
    workspace.commit(&import::restore(into, backup, &change(), now())).unwrap();
    workspace
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_restored_is_what_was_there(Filled { workspace, pictures } in workspace()) {
        let text = written(&workspace, &pictures);
        let backup = Backup::read(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let fresh = restored(&Workspace::default(), &backup);
        prop_assert_eq!(without_changes(&fresh), records(&workspace));
        let bytes: BTreeMap<MediaId, Vec<u8>> = backup
            .pictures
            .iter()
            .map(|picture| match &picture.bytes {
                PictureBytes::Here(bytes) => (picture.id.clone(), bytes.clone()),
                PictureBytes::Elsewhere => panic!("nobody took them out"),
            })
            .collect();
        prop_assert_eq!(&bytes, &pictures);
        // Writing it again gives the same bytes.
        prop_assert_eq!(written(&fresh, &pictures), text.clone());
        // Restoring it again writes nothing.
        prop_assert!(import::restore(&fresh, &backup, &change(), now()).writes.is_empty());
        // Any JSON reader reads it.
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    }

    #[test]
    fn a_backup_that_is_cut_anywhere_restores_nothing(
        Filled { workspace, pictures } in workspace(),
        at in any::<prop::sample::Index>(),
    ) {
        let text = written(&workspace, &pictures);
        let whole = text.trim_end().len();
        let cut: String = text.char_indices().take_while(|(place, _)| *place < at.index(whole)).map(|(_, c)| c).collect();
        let error = Backup::read(&cut).unwrap_err();
        prop_assert!(matches!(error, BackupError::Truncated | BackupError::Foreign), "{error:?}");
        prop_assert!(cut.len() < 40 || error == BackupError::Truncated, "{error:?} at {}", cut.len());
    }

    #[test]
    fn a_backup_with_another_byte_is_refused_or_the_same(
        Filled { workspace, pictures } in workspace(),
        at in any::<prop::sample::Index>(),
        with in any::<char>(),
    ) {
        let text = written(&workspace, &pictures);
        let mut characters: Vec<char> = text.chars().collect();
        let place = at.index(characters.len());
        characters[place] = with;
        let changed: String = characters.into_iter().collect();
        // Between the lines, a space for a line break changes nothing, and the date of the file proves nothing.
        if let Ok(backup) = Backup::read(&changed) {
            let fresh = restored(&Workspace::default(), &backup);
            prop_assert_eq!(without_changes(&fresh), records(&workspace), "{:?} at {}", with, place);
        }
    }
}

#[test]
fn the_sample_is_written_as_it_was() {
    let (workspace, pictures) = sample::workspace();
    let made = Backup::read(&sample::text()).unwrap().made;
    let request = ExportRequest::new(ExportScope::All, ExportFormat::Json, "");
    let file = export::file(&workspace, &request, &[], made).unwrap();
    assert_eq!(file.name, "pinfold-backup-2026-11-21.json");
    let text: String = file
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::PictureBase64(id) => base64::encode(&pictures[id]),
        })
        .collect();
    assert!(text == sample::text(), "the format of backups moved: older ones must stay readable");
}

#[test]
fn every_bad_file_says_what_to_do() {
    let text = sample::text();
    let check = |what: &str, text: &str, expected: &str| {
        let error = Backup::read(text).map(|_| ()).unwrap_err();
        let said = format!("{error:?}");
        assert!(said.starts_with(expected), "{what}: {said}");
        assert!(error.to_string().contains(':'), "{what} does not say what to do: {error}");
    };
    check("empty", "", "Foreign");
    check("a picture", "\u{fffd}PNG\r\n", "Foreign");
    check("a web page", "<!doctype html><title>pinfold-backup</title>", "Foreign");
    check("another program's JSON", "{\"bookmarks\":[]}", "Foreign");
    check("another program's, with a body", "{\"kind\":1,\"body\":[]}", "Foreign");
    check("a list", "[{\"format\":\"pinfold-backup\"}]", "Foreign");
    check("cut in its first line", text.get(..60).unwrap(), "Truncated");
    check("cut in the middle", &text.chars().take(text.chars().count() / 2).collect::<String>(), "Truncated");
    check("without its last line", text.trim_end().rsplit_once('\n').unwrap().0, "Truncated");
    check("another end", &text.replace("\"end\":\"pinfold-backup\"", "\"end\":\"x\""), "Truncated");
    check("newer", &text.replacen("\"version\":1", "\"version\":2", 1), "Newer { found: 2 }");
    check("newer records", &text.replacen("\"schema\":1", "\"schema\":2", 1), "NewerRecord");
    check("broken", &text.replacen("\"schema\":1", "\"schema\":,", 1), "Damaged { line: 2 }");
    check("fewer records than it says", &text.replacen("\"records\":", "\"records\":1", 1), "Inconsistent");
    check("a changed word", &text.replacen("Hartwell", "Hartwelk", 1), "Record(Damaged");
    check("garbage behind it", &format!("{text}{{}}"), "Damaged");
    check(
        "bombs of brackets",
        &format!("{{\"format\":\"pinfold-backup\",\"version\":1,\"body\":{}", "[".repeat(100_000)),
        "Truncated",
    );
}

/// The sample with its records or pictures changed and everything else made right again.
fn forged(change: impl Fn(&mut Vec<serde_json::Value>, &mut Vec<serde_json::Value>)) -> String {
    let mut file: serde_json::Value = serde_json::from_str(&sample::text()).unwrap();
    let mut body = file["body"].as_array().unwrap().clone();
    let mut media = file["media"].as_array().unwrap().clone();
    change(&mut body, &mut media);
    let mut sums = Vec::new();
    for line in &mut body {
        let sum = checksum::of(line["record"].to_string().as_bytes());
        line["checksum"] = sum.clone().into();
        sums.push(sum);
    }
    file["digest"] = checksum::of_lines(sums.iter().map(String::as_str)).into();
    (file["records"], file["pictures"]) = (body.len().into(), media.len().into());
    (file["body"], file["media"]) = (body.into(), media.into());
    // The header has to come first.
    let mut rest = file.as_object().unwrap().clone();
    let mut text = String::from("{");
    for key in ["format", "version", "made", "records", "pictures", "digest", "body", "media", "end"] {
        let value = rest.remove(key).unwrap();
        text.push_str(&format!("{}\"{key}\":{value}", if key == "format" { "" } else { "," }));
    }
    text + "}"
}

#[test]
fn a_forged_backup_is_refused_by_name() {
    let check = |text: &str, expected: &str| {
        let said = Backup::read(text).map(|_| ()).unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
    };
    assert!(Backup::read(&forged(|_, _| ())).is_ok());
    check(&forged(|body, _| body.push(body[0].clone())), "twice");
    check(&forged(|body, _| body[0]["id"] = "elsewhere".into()), "holds the record");
    check(&forged(|body, _| body[0]["record"] = serde_json::json!([])), "cannot be read");
    fn pin(body: &mut [serde_json::Value]) -> &mut serde_json::Value {
        let line = body.iter_mut().find(|line| line["kind"] == "pin").unwrap();
        &mut line["record"]
    }
    check(&forged(|body, _| pin(body)["kind"] = "spell".into()), "cannot be read");
    check(&forged(|body, _| pin(body)["tags"] = serde_json::json!([""])), "cannot be read");
    let foreign = serde_json::json!([{"id": "00000000000000000000000000.0"}]);
    check(&forged(|body, _| pin(body)["media"] = foreign.clone()), "another pin's picture");
    let note =
        |body: &[serde_json::Value]| body.iter().position(|line| line["kind"] == "annotation").unwrap();
    let region = |id: &serde_json::Value| {
        let region = serde_json::json!({"x": 90.0, "y": 0.0, "width": 20.0, "height": 5.0});
        serde_json::json!({"region": {"media": format!("{}.0", id.as_str().unwrap()), "region": region}})
    };
    check(
        &forged(|body, _| {
            let note = note(body);
            body[note]["record"]["target"] = region(&body[note]["record"]["pin"]);
        }),
        "outside the picture",
    );
    let change = serde_json::json!({"kind": "change", "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "schema": 1, "checksum": "",
        "record": {"id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "at": 0, "deed": "pinned", "count": 0}});
    check(&forged(|body, _| body.push(change.clone())), "does not belong into a backup");
    check(&forged(|_, media| media[0]["base64"] = "\"><script>".into()), "not base 64");
    check(&forged(|_, media| media[0]["base64"] = "AAAA".into()), "not those that were stored");
    let other_bytes = |media: &mut Vec<serde_json::Value>| {
        let bytes = media[0]["base64"].as_str().unwrap().to_owned();
        media[0]["base64"] = format!("AAAA{}", bytes.get(4..).unwrap()).into();
    };
    check(&forged(|_, media| other_bytes(media)), "not those that were stored");
    check(&forged(|_, media| media[0]["mime"] = "image/svg+xml".into()), "no picture");
    check(&forged(|_, media| media[0]["mime"] = "image/gif".into()), "not the record's");
    check(&forged(|_, media| media.push(media[0].clone())), "twice");
    check(
        &forged(|_, media| {
            let mut other = media[0].clone();
            other["id"] = "00000000000000000000000000.0".into();
            media.push(other);
        }),
        "belongs to no pin",
    );
}

#[test]
fn a_picture_without_bytes_waits_to_be_fetched_again() {
    let text = forged(|_, media| media[0]["base64"] = "".into());
    let backup = Backup::read(&text).unwrap();
    let whole = Backup::read(&sample::text()).unwrap();
    assert_eq!(backup.pictures.len() + 1, whole.pictures.len());
    let pending = |backup: &Backup| {
        let pins = backup.records.iter().filter_map(|record| match record {
            Record::Pin(pin) => Some(pin),
            _ => None,
        });
        pins.flat_map(|pin| &pin.content.media).filter(|media| media.state == MediaState::Pending).count()
    };
    assert_eq!(pending(&backup), pending(&whole) + 1);
}

#[test]
fn pictures_may_be_taken_out_on_the_way() {
    let text = forged(|_, media| {
        for picture in media {
            picture.as_object_mut().unwrap().remove("base64");
        }
    });
    let backup = Backup::read(&text).unwrap();
    assert_eq!(backup.records, Backup::read(&sample::text()).unwrap().records);
    assert!(backup.pictures.iter().all(|picture| picture.bytes == PictureBytes::Elsewhere));
}

#[test]
fn a_newer_record_here_stays_and_the_rest_is_restored_in_one_change() {
    let (workspace, pictures) = sample::workspace();
    let backup = Backup::read(&written(&workspace, &pictures)).unwrap();
    let mut here = workspace.clone();
    let pins: Vec<_> = workspace.pins().cloned().collect();
    let edit = |here: &mut Workspace, place: usize, title: &str, later: i64| {
        let mut pin = pins[place].clone();
        pin.content.title = Some(title.to_owned());
        pin.changed = Instant::from_milliseconds(pin.changed.milliseconds() + later);
        here.put(Stored { revision: 9, record: Record::Pin(Box::new(pin)) });
    };
    edit(&mut here, 0, "newer", 1);
    edit(&mut here, 1, "older", -1);
    here.remove(&RecordKey::pin(&pins[2].id));
    let mut alone = pins[3].clone();
    alone.id = pinfold::model::id::PinId::nil();
    alone.content.media.clear();
    here.put(Stored { revision: 1, record: Record::Pin(Box::new(alone.clone())) });

    let preview = import::preview(&here, &backup);
    assert_eq!((preview.adds, preview.replaces), (1, 1));
    assert_eq!(preview.replaced_pins, [pins[1].id.clone()]);
    assert_eq!(preview.pins as usize, pins.len());
    assert_eq!(preview.pictures as usize, pictures.len());

    let batch = import::restore(&here, &backup, &change(), now());
    let keys: Vec<RecordKind> = batch.writes.iter().map(|write| write.key.kind).collect();
    assert_eq!(keys, [RecordKind::Pin, RecordKind::Pin, RecordKind::Change]);
    let replaced = batch.writes.iter().find(|write: &&Write| write.expected == 9).unwrap();
    assert!(replaced.revision > 9);
    let after = restored(&here, &backup);
    assert_eq!(after.pin(&pins[0].id).unwrap().content.title.as_deref(), Some("newer"));
    assert_eq!(after.pin(&pins[1].id).unwrap(), &pins[1]);
    assert_eq!(after.pin(&pins[2].id).unwrap(), &pins[2]);
    assert_eq!(after.pin(&alone.id).unwrap(), &alone);
    // The same change again is a retry and writes nothing.
    assert!(import::restore(&after, &backup, &change(), now()).writes.is_empty());
}

/// A version that sees more in pictures has looked at them since: the file says nothing else than what is here.
#[test]
fn what_was_seen_in_pictures_since_is_no_difference() {
    let (workspace, pictures) = sample::workspace();
    let backup = Backup::read(&written(&workspace, &pictures)).unwrap();
    let mut here = workspace.clone();
    let mut pin = workspace.pins().find(|pin| !pin.content.media.is_empty()).unwrap().clone();
    pin.content.media[0].looks.colours.clear();
    pin.content.media[0].looks.by = 7;
    here.put(Stored { revision: 9, record: Record::Pin(Box::new(pin.clone())) });
    assert!(import::restore(&here, &backup, &change(), now()).writes.is_empty());
    pin.content.title = Some("another".to_owned());
    here.put(Stored { revision: 9, record: Record::Pin(Box::new(pin)) });
    assert_eq!(import::preview(&here, &backup).replaces, 1, "what else differs does");
}

#[test]
fn a_restore_can_be_undone() {
    use pinfold::edit;
    let (workspace, pictures) = sample::workspace();
    let backup = Backup::read(&written(&workspace, &pictures)).unwrap();
    let mut here = Workspace::default();
    let first = workspace.pins().next().unwrap();
    let mut older = first.clone();
    older.content.title = Some("as it was".to_owned());
    older.changed = Instant::from_milliseconds(0);
    here.put(Stored { revision: 3, record: Record::Pin(Box::new(older.clone())) });
    let mut after = restored(&here, &backup);
    let undo = edit::command::Command::Undo { change: change() };
    let by = ChangeId::try_from("01ARZ3NDEKTSV4RRFFQ69G5FAW".to_owned()).unwrap();
    let mut loaded = after.load(&edit::plan(&undo, &by));
    if let Some(more) = edit::follow_up(&undo, &loaded) {
        loaded.0.extend(after.load(&more).0);
    }
    let outcome = edit::apply(&undo, &by, &loaded, now()).unwrap();
    after.commit(&outcome.batch).unwrap();
    let pins: Vec<_> = after.pins().cloned().collect();
    assert_eq!(pins, [older]);
    assert_eq!(after.boards().count(), 0);
}
