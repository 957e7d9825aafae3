//! Customers with more notes than a list shows at once: the note is found behind a thousand others, nothing older than the pin is
//! read, and where there are more than are looked through nothing is sent.

use pinfold::{
    deliver::{
        self, MAX_CALLS, Step,
        http::{Answer, MAX_ANSWER, Reply},
        job::{Errand, Secret, Task},
        problem::Problem,
    },
    model::{connection::ConnectorKind, time::Instant},
};
use serde_json::{Value, json};

use super::world::{PIN, START, TOKEN, World, connection, job};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Destinations that only list notes, and what their fakes call what they list.
const LISTING: [(ConnectorKind, &str); 5] = [
    (ConnectorKind::Hubspot, "note"),
    (ConnectorKind::Intercom, "note"),
    (ConnectorKind::Espocrm, "note"),
    (ConnectorKind::Zoho, "note"),
    (ConnectorKind::Freshdesk, "ticket"),
];

fn at(milliseconds: i64) -> Instant {
    Instant::from_milliseconds(START + milliseconds)
}

fn count(world: &World) -> usize {
    world.fake.notes(&format!("pin:{PIN}")).len()
}

#[test]
fn a_note_is_found_behind_a_thousand_younger_ones() {
    for (kind, name) in LISTING {
        let mut world = World::calm(kind);
        let first = world.deliver().unwrap();
        world.fake.fill(name, 1_000, at(MINUTE), "somebody else");
        let (writes, calls) = (world.fake.writes(), world.calls);
        let second = world.deliver().unwrap_or_else(|stop| panic!("{kind:?}: {stop:?}"));
        assert!(second.found && second.receipt.note == first.receipt.note, "{kind:?}: {second:?}");
        assert_eq!((world.fake.writes(), count(&world)), (writes, 1), "{kind:?}");
        assert!(world.calls - calls >= 20, "{kind:?}: the fake gives a thousand at once");
    }
}

#[test]
fn what_is_older_than_the_pin_is_not_read() {
    for (kind, name) in LISTING {
        let mut calm = World::calm(kind);
        calm.deliver().unwrap();
        let mut world = World::calm(kind);
        world.fake.fill(name, 10_000, at(-20 * DAY), "somebody else");
        world.deliver().unwrap_or_else(|stop| panic!("{kind:?}: {stop:?}"));
        assert_eq!(count(&world), 1, "{kind:?}");
        // HubSpot lists the ids of all of them, and then reads one page.
        let more = if kind == ConnectorKind::Hubspot { 20 } else { 1 };
        assert!(world.calls <= calm.calls + more, "{kind:?}: {} and {} calls", world.calls, calm.calls);
    }
}

#[test]
fn where_there_are_more_than_are_looked_through_nothing_is_sent() {
    for (kind, name) in LISTING {
        for there in [true, false] {
            let mut world = World::calm(kind);
            if there {
                world.deliver().unwrap();
            }
            world.fake.fill(name, 5_000, at(MINUTE), "somebody else");
            let (before, calls) = (count(&world), world.calls);
            let stop = world.deliver().unwrap_err();
            assert_eq!(stop.problem, Problem::TooManyNotes, "{kind:?}");
            assert!(!stop.open && stop.retry_at.is_none(), "{kind:?}: a person has to look");
            assert_eq!(count(&world), before, "{kind:?}");
            // Where the customer was made, a second run looks whether more was.
            assert!(world.calls - calls < 2 * MAX_CALLS, "{kind:?}");
        }
    }
}

/// The longest notes that a destination takes fill an answer long before they fill a page.
#[test]
fn a_note_is_found_behind_the_longest_notes() {
    for (kind, name) in LISTING {
        let most = usize::try_from(deliver::limits(kind).note).unwrap();
        // As JSON writes it, a control character is six bytes.
        for (letter, notes) in [("x", 120), ("ж", 60), ("\u{1}", 60)] {
            for there in [true, false] {
                let mut world = World::calm(kind);
                let first = there.then(|| world.deliver().unwrap());
                world.fake.fill(name, notes, at(MINUTE), &letter.repeat(most));
                let delivered =
                    world.deliver().unwrap_or_else(|stop| panic!("{kind:?} {letter:?}: {stop:?}"));
                assert_eq!((delivered.found, count(&world)), (there, 1), "{kind:?} {letter:?}");
                assert!(first.is_none_or(|first| first.receipt.note == delivered.receipt.note), "{kind:?}");
            }
        }
    }
}

/// A note that is longer than an answer is read hides what stands beside it: a person has to look.
#[test]
fn beside_a_note_that_nobody_can_read_nothing_is_sent() {
    for (kind, name) in LISTING.into_iter().filter(|(_, name)| *name == "note") {
        for there in [true, false] {
            let mut world = World::calm(kind);
            if there {
                world.deliver().unwrap();
            }
            world.fake.fill(name, 1, at(MINUTE), &"x".repeat(MAX_ANSWER));
            let stop = world.deliver().unwrap_err();
            assert_eq!(stop.problem, Problem::TooManyNotes, "{kind:?}");
            assert!(!stop.open && stop.retry_at.is_none(), "{kind:?}: a person has to look");
            assert_eq!(count(&world), usize::from(there), "{kind:?}");
        }
    }
}

/// A server is asked for five hundred ids a page, and may send what it wants: what is kept of it has an end, and one id is kept once.
#[test]
fn ids_that_hubspot_lists_have_an_end() {
    let listed = |page: Vec<usize>| {
        let rows: Vec<Value> = page.iter().map(|id| json!({"id": id.to_string()})).collect();
        let secret = Secret::new(TOKEN);
        let kind = ConnectorKind::Hubspot;
        let errand = Errand { connection: connection(kind), task: Task::Deliver(Box::new(job(kind))) };
        let mut step = deliver::begin(&errand, &secret, at(0));
        for answer in [json!({"id": "1"}), json!({"results": rows})] {
            let Step::Call { progress, call } = step else { panic!("{step:?}") };
            let answer = Answer { status: 200, headers: Vec::new(), body: answer.to_string(), cut: false };
            let reply = Reply { to: call.number, answer: Some(answer) };
            step = deliver::step(&errand, &secret, progress, &reply, at(0));
        }
        step
    };
    let most = 20_000;
    // Thrice the same: once for each kind of association.
    let thrice = (1..=most).flat_map(|id| [id, id, id]).collect();
    let Step::Call { progress, .. } = listed(thrice) else {
        panic!("not more notes than are looked through")
    };
    let kept = serde_json::to_value(&progress).unwrap();
    assert_eq!(kept["known"]["others"].as_array().map(Vec::len), Some(most));
    match listed((1..=most + 1).collect()) {
        Step::Stopped(stop) => assert_eq!(stop.problem, Problem::TooManyNotes),
        other => panic!("{other:?}"),
    }
}

#[test]
fn chatwoot_lists_twenty_conversations_and_no_more() {
    let kind = ConnectorKind::Chatwoot;
    let mut world = World::calm(kind);
    world.fake.fill("thread", 1_000, at(-20 * DAY), "somebody else");
    world.deliver().unwrap();
    let second = world.deliver().unwrap();
    assert!(second.found);
    world.fake.fill("thread", 19, at(MINUTE), "somebody else");
    assert!(world.deliver().unwrap().found);
    world.fake.fill("thread", 1, at(MINUTE), "somebody else");
    assert_eq!(world.deliver().unwrap_err().problem, Problem::TooManyNotes);
    assert_eq!(count(&world), 1);
}
