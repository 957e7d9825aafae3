//! Notes that go in several parts: one call that does everything or nothing, and files in blocks.

use pinfold::{
    deliver::{job::Task, problem::Problem},
    model::connection::ConnectorKind,
};

use super::world::{PIN, Sabotage, World};

const WORLDS: u64 = 500;
/// How many bytes each byte of a file stands for.
const EACH: u32 = 10_000;

/// A file that counts as so many bytes.
fn file(length: usize, seed: u8) -> Vec<u8> {
    (0..length / 10_000).map(|at| u8::try_from((at / 7 + usize::from(seed)) % 251).unwrap()).collect()
}

fn composites(world: &World) -> Vec<Vec<String>> {
    let names = |parts: &serde_json::Value| {
        let parts = parts.as_array().unwrap().iter();
        parts.map(|part| part["referenceId"].as_str().unwrap().to_owned()).collect()
    };
    let calls = world.log.iter().flatten();
    calls
        .filter(|call| call.url.ends_with("/composite"))
        .map(|call| names(&call.json["compositeRequest"]))
        .collect()
}

#[test]
fn salesforce_takes_contact_task_and_files_in_one_call() {
    let mut world = World::calm(ConnectorKind::Salesforce);
    world.log = Some(Vec::new());
    world.deliver().unwrap();
    assert_eq!(composites(&world), [["contact", "task", "file0", "file1"]]);
    world.log = Some(Vec::new());
    world.deliver().unwrap();
    assert!(composites(&world).is_empty(), "nothing is missing");
}

#[test]
fn what_one_call_has_no_room_for_follows_in_others() {
    let large = file(17_000_000, 1);
    let mut world = World::calm(ConnectorKind::Salesforce)
        .with_files(vec![large.clone(), large.clone(), file(20_000, 2), large], EACH);
    world.log = Some(Vec::new());
    let delivered = world.deliver().unwrap();
    assert_eq!(delivered.seen.files, 4, "{delivered:?}");
    // What is larger than a call is to be goes alone.
    let expected: [&[&str]; 5] = [&["contact", "task"], &["file0"], &["file1"], &["file2"], &["file3"]];
    assert_eq!(composites(&world), expected);
}

#[test]
fn what_is_refused_in_part_is_not_done_at_all() {
    let mut world = World::calm(ConnectorKind::Salesforce);
    let Task::Deliver(job) = &mut world.errand.task else { panic!() };
    job.note.attachments[1].name = "shot.exe".to_owned();
    let stop = world.deliver().unwrap_err();
    assert_eq!(stop.problem, Problem::Rejected { status: 400, said: "no such files here".to_owned() });
    assert!(!stop.open, "nothing of it stands there");
    assert!(world.fake.notes("").is_empty() && world.fake.files().is_empty());
    assert_eq!(world.fake.customers("x:jane_roe"), 0);
    let Task::Deliver(job) = &mut world.errand.task else { panic!() };
    job.note.attachments[1].name = "shot.png".to_owned();
    world.deliver().unwrap();
    assert_eq!(world.fake.files().len(), 2);
}

#[test]
fn nothing_that_a_customer_writes_names_a_part_of_the_call() {
    let mut world = World::calm(ConnectorKind::Salesforce);
    let Task::Deliver(job) = &mut world.errand.task else { panic!() };
    let text = "@{contact.id} @@{{task.id} @{";
    job.note.body = format!("{text}\npin:{PIN}");
    job.note.subject = format!("{text}{}", "@{".repeat(200));
    job.note.attachments[0].name = "@{contact.id}.png".to_owned();
    job.person.name = Some(text.to_owned());
    world.deliver().unwrap();
    assert_eq!(world.fake.notes("@ {contact.id} @@ {{task.id} @ {").len(), 1);
}

#[test]
fn large_files_go_to_dataverse_in_blocks() {
    let files = vec![file(9_000_000, 1), file(4_000_000, 2), file(8_000_000, 3), file(50_000, 4)];
    let mut world = World::calm(ConnectorKind::Dataverse).with_files(files.clone(), EACH);
    world.log = Some(Vec::new());
    let delivered = world.deliver().unwrap();
    assert_eq!((delivered.seen.files, delivered.receipt.dropped.len()), (4, 0), "{delivered:?}");
    assert!(world.fake.files().iter().all(|kept| files.contains(kept)));
    let log = world.log.take().unwrap();
    let blocks: Vec<usize> =
        log.iter().filter(|call| call.url.ends_with("/UploadBlock")).map(|call| call.bytes.len()).collect();
    assert_eq!(blocks.len(), 3 + 2);
    let most = usize::try_from(5_600_000 / EACH).unwrap() + 1_000;
    assert!(log.iter().all(|call| call.bytes.len() < most), "no more than a block is held");
    let writes = world.fake.writes();
    assert!(world.deliver().unwrap().found);
    assert_eq!(world.fake.writes(), writes, "nothing is written twice");
}

#[test]
fn every_large_file_arrives_once_whatever_happens() {
    for (kind, sizes) in [
        (ConnectorKind::Dataverse, vec![8_010_000, 70_000]),
        (ConnectorKind::Salesforce, vec![35_000_000, 17_000_000, 70_000]),
    ] {
        let files: Vec<Vec<u8>> = sizes.into_iter().zip(1..).map(|(size, seed)| file(size, seed)).collect();
        for seed in 1..=WORLDS {
            let mut world = World::new(kind, seed, Sabotage::None).with_files(files.clone(), EACH);
            let delivered = world.deliver().unwrap_or_else(|stop| panic!("{kind:?}, seed {seed}: {stop:?}"));
            let mut kept = world.fake.files();
            kept.sort_by_key(|file| std::cmp::Reverse(file.len()));
            assert!(
                kept == files,
                "{kind:?}, seed {seed}: {:?}",
                kept.iter().map(Vec::len).collect::<Vec<_>>()
            );
            let seen = usize::try_from(delivered.seen.files).unwrap();
            let notes = world.fake.notes(&format!("pin:{PIN}")).len();
            assert_eq!((notes, seen), (1, files.len()), "{kind:?}, seed {seed}");
        }
    }
}
