//! Pinterest: what exactly is posted, what never is, and that a pin is found wherever on its board it stands.

use pinfold::{
    deliver::{
        self, Step,
        http::{Answer, Call, Piece, Reply},
        job::{Errand, Job, Secret, Task},
        problem::Problem,
        progress::Finding,
    },
    model::{connection::ConnectorKind, time::Instant},
};
use serde_json::{Value, json};

use super::{
    fakes::pinterest::{BOARD, SECTION},
    seen::{Seen, answer},
    world::{PIN, START, TOKEN, World, connection, files, job},
};

const KIND: ConnectorKind = ConnectorKind::Pinterest;

/// What is done to a job before it is sent.
type Change = fn(&mut Job);

fn now() -> Instant {
    Instant::from_milliseconds(START)
}

fn changed(world: &mut World, change: impl FnOnce(&mut Job)) {
    let Task::Deliver(job) = &mut world.errand.task else { panic!() };
    change(job);
}

fn set(world: &mut World, name: &str, value: &str) {
    world.errand.connection.settings.insert(name.to_owned(), value.to_owned());
}

/// What a world posts.
fn posted(mut world: World) -> (Value, Vec<String>) {
    world.log = Some(Vec::new());
    let delivered = world.deliver().unwrap();
    let calls = world.log.unwrap();
    let posts: Vec<&Seen> = calls.iter().filter(|call| call.url.ends_with("/base/pins")).collect();
    assert_eq!(posts.len(), 1);
    (posts[0].json.clone(), delivered.receipt.dropped)
}

#[test]
fn a_pin_is_posted_with_its_picture_and_where_it_leads() {
    let mut world = World::calm(KIND);
    changed(&mut world, |job| job.alt = Some("A lamp. ".repeat(100)));
    let (pin, dropped) = posted(world);
    let alt = "A lamp. ".repeat(100).chars().take(500).collect::<String>();
    let data = pinfold::schema::base64::encode(&files()[0]);
    let expected = json!({
        "board_id": BOARD, "board_section_id": SECTION, "title": "[x.com] @jane_roe: parcel broken",
        "description": format!("Parcel broken again. pin:{PIN}"), "alt_text": alt.trim_end(),
        "link": "https://x.com/jane_roe/status/1",
        "media_source": {"source_type": "image_base64", "content_type": "image/png", "data": data},
    });
    assert_eq!((pin, dropped), (expected, Vec::new()));
}

#[test]
fn what_has_no_place_there_is_left_out() {
    for source in ["about:blank".to_owned(), format!("https://x.com/{}", "a".repeat(2_048))] {
        let mut world = World::calm(KIND);
        set(&mut world, "section", "");
        changed(&mut world, |job| {
            (job.source_url, job.note.subject) = (source.clone(), String::new());
        });
        let (pin, dropped) = posted(world);
        let mut fields: Vec<&String> = pin.as_object().unwrap().keys().collect();
        fields.sort();
        assert_eq!(fields, ["board_id", "description", "media_source"], "{source}");
        assert_eq!(dropped, ["link"]);
    }
}

#[test]
fn what_is_not_ones_own_never_leaves() {
    let changes: [(Change, Problem); 4] = [
        (|job| job.granted = false, Problem::NotGranted),
        (|job| job.note.attachments.clear(), Problem::NoPicture),
        (|job| job.note.attachments[0].mime = "image/webp".to_owned(), Problem::NoPicture),
        (|job| job.note.attachments[0].mime = "text/html".to_owned(), Problem::NoPicture),
    ];
    for (change, problem) in changes {
        let mut world = World::calm(KIND);
        changed(&mut world, change);
        let stop = world.deliver().unwrap_err();
        assert_eq!((stop.problem, stop.open, world.calls), (problem, false, 0));
    }
}

#[test]
fn a_board_is_known_by_its_number_alone() {
    for (setting, value) in
        [("board", "my-board"), ("board", "../1"), ("section", "chairs"), ("section", "1/2")]
    {
        let mut world = World::calm(KIND);
        set(&mut world, setting, value);
        assert_eq!(world.deliver().unwrap_err().problem, Problem::NotThere, "{value}");
        assert_eq!(world.fake.writes(), 0);
    }
}

#[test]
fn a_pin_is_found_in_its_section_and_on_its_board_behind_a_thousand() {
    for (first, second) in [(SECTION, SECTION), ("", ""), ("", SECTION)] {
        let mut world = World::calm(KIND);
        set(&mut world, "section", first);
        // The list begins with the oldest.
        world.fake.fill("pin", 1_000, now().after(-60_000_000_000), "somebody else");
        let made = world.deliver().unwrap();
        assert!(!made.found);
        set(&mut world, "section", second);
        let again = world.deliver().unwrap();
        assert_eq!((again.found, &again.receipt.note), (true, &made.receipt.note), "{first:?}, {second:?}");
        assert_eq!(world.fake.notes(&format!("pin:{PIN}")).len(), 1);
        let link = format!("https://www.pinterest.com/pin/{}/", made.receipt.note);
        assert_eq!([made.receipt.link, again.receipt.link], [Some(link.clone()), Some(link)]);
    }
}

#[test]
fn a_board_with_more_than_is_looked_through_is_sent_nothing() {
    let mut world = World::calm(KIND);
    world.fake.fill("pin", 3_000, now(), "somebody else");
    let stop = world.deliver().unwrap_err();
    assert_eq!((stop.problem, stop.open, world.fake.writes()), (Problem::TooManyNotes, false, 0));
}

/// The first call of a run, and what comes of an answer to it.
fn first(answered: &Answer) -> (Call, Step) {
    let errand = Errand { connection: connection(KIND), task: Task::Deliver(Box::new(job(KIND))) };
    let secret = Secret::new(TOKEN);
    let Step::Call { progress, call } = deliver::begin(&errand, &secret, now()) else { panic!() };
    let reply = Reply { to: call.number, answer: Some(answered.clone()) };
    (*call, deliver::step(&errand, &secret, progress, &reply, now()))
}

#[test]
fn a_list_goes_on_where_it_says_however_long_the_word_for_that_is() {
    let page = |bookmark: &str| answer(200, &json!({"items": [], "bookmark": bookmark}));
    let long = "LT4=|*".repeat(100);
    let (call, next) = first(&page(&long));
    assert!(
        call.url.ends_with(&format!("/boards/{BOARD}/sections/{SECTION}/pins?page_size=50")),
        "{}",
        call.url
    );
    let Step::Call { call, .. } = next else { panic!("{next:?}") };
    let asked = Seen::of(&call, &[], 1);
    assert_eq!(asked.asked("bookmark"), long, "an empty page is not the last");
    // One that cannot be gone on with is no end either.
    let (_, next) = first(&page(&"x".repeat(5_000)));
    assert!(matches!(next, Step::Stopped(stop) if stop.problem == Problem::Unreadable));
}

#[test]
fn what_it_answers_is_said() {
    for (status, problem) in [
        (401, Problem::Unauthorised),
        (403, Problem::Forbidden),
        (404, Problem::NotThere),
        (429, Problem::Busy),
    ] {
        let (_, next) = first(&answer(status, &json!({"code": 1, "message": "no"})));
        let Step::Stopped(stop) = next else { panic!("{next:?}") };
        // It names no time: a minute, which is what its limits are counted by.
        let again = (status == 429).then(|| now().after(60_000));
        assert_eq!((stop.problem, stop.retry_at), (problem, again));
    }
}

fn tested(section: Option<&str>, answers: &[(u16, Value)]) -> Vec<Finding> {
    let mut connection = connection(KIND);
    connection.settings.insert("section".to_owned(), section.unwrap_or_default().to_owned());
    let (errand, secret) = (Errand { connection, task: Task::Test }, Secret::new(TOKEN));
    let mut step = deliver::begin(&errand, &secret, now());
    let mut answers = answers.iter();
    while let Step::Call { progress, call } = step {
        assert!(
            call.body.iter().all(|piece| !matches!(piece, Piece::Base64(_))) && call.method.as_str() == "GET"
        );
        let (status, body) = answers.next().unwrap();
        let reply = Reply { to: call.number, answer: Some(answer(*status, body)) };
        step = deliver::step(&errand, &secret, progress, &reply, now());
    }
    assert_eq!(answers.count(), 0);
    match step {
        Step::Tested(findings) => findings,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_test_looks_for_the_board_and_its_section() {
    let (user, board) = ((200, json!({"username": "jane"})), (200, json!({"id": BOARD})));
    let sections = |id: &str, more: Value| (200, json!({"items": [{"id": id}], "bookmark": more}));
    let gone = (404, json!({"code": 40, "message": "Board not found."}));
    let signed = Finding::new("sign_in", None, true);
    let on = |there| Finding::new("board", Some(BOARD), there);
    let within = |there| Finding::new("section", Some(SECTION), there);
    assert_eq!(tested(None, &[user.clone(), board.clone()]), [signed.clone(), on(true)]);
    assert_eq!(tested(Some(SECTION), &[user.clone(), gone]), [signed.clone(), on(false)]);
    for (answer, expected) in [
        (sections(SECTION, Value::Null), vec![signed.clone(), on(true), within(true)]),
        (sections("1", Value::Null), vec![signed.clone(), on(true), within(false)]),
        // There are more than it says at once.
        (sections("1", "more".into()), vec![signed.clone(), on(true)]),
    ] {
        assert_eq!(tested(Some(SECTION), &[user.clone(), board.clone(), answer]), expected);
    }
}
