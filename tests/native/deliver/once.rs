//! Exactly once: many seeded worlds for every destination, each with mishaps of its own, and worlds where the runner forgets what
//! makes it so, which have to fail.

use pinfold::{
    deliver::{job::Task, progress::Sight},
    model::{
        connection::{Audience, ConnectorKind},
        id::{ConnectionId, PinId},
    },
};

use super::{
    seen::Seen,
    world::{EMAIL, PIN, Sabotage, World, files},
};

/// Another pin than the one that worlds are about.
const OTHER_PIN: &str = "01KAFT2M0R000000000000000Q";
/// Worlds for each destination.
const WORLDS: u64 = 500;
/// Destinations whose own means keep them from making anything twice, even where nothing is looked for.
const STRONG: [ConnectorKind; 5] = [
    ConnectorKind::Salesforce,
    ConnectorKind::Dataverse,
    ConnectorKind::Oracle,
    ConnectorKind::Zendesk,
    ConnectorKind::Webhook,
];

/// Destinations that are asked for the e-mail address where nobody has the key, and whether who is found so is given the key: elsewhere
/// it would stand where people write, or be somebody's name.
const BY_ADDRESS: [(ConnectorKind, bool); 9] = [
    (ConnectorKind::RequestTracker, false),
    (ConnectorKind::Tryton, true),
    (ConnectorKind::Hubspot, true),
    (ConnectorKind::Dataverse, false),
    (ConnectorKind::Intercom, true),
    (ConnectorKind::Chatwoot, true),
    (ConnectorKind::Espocrm, false),
    (ConnectorKind::Odoo, false),
    (ConnectorKind::Freshdesk, false),
];

/// Destinations that have no customers.
const WITHOUT_PEOPLE: [ConnectorKind; 5] = [
    ConnectorKind::Trello,
    ConnectorKind::Notion,
    ConnectorKind::Miro,
    ConnectorKind::Pinterest,
    ConnectorKind::Webhook,
];

/// How many worlds end with a note too many.
fn doubled(kind: ConnectorKind, sabotage: Sabotage, runs: u64) -> u64 {
    let is_doubled = |seed: &u64| {
        let mut world = World::new(kind, *seed + 1, sabotage);
        drop(world.deliver());
        world.fake.notes(&format!("pin:{PIN}")).len() > 1
    };
    (0..runs).filter(is_doubled).count() as u64
}

/// The files that a destination takes, in order of their bytes.
fn sent(kind: ConnectorKind) -> Vec<Vec<u8>> {
    let most = usize::try_from(pinfold::deliver::limits(kind).files).unwrap();
    let mut sent: Vec<Vec<u8>> = files().into_iter().take(most).collect();
    sent.sort();
    sent
}

#[test]
fn whoever_sends_tags_is_given_some_by_the_composer() {
    for kind in ConnectorKind::ALL {
        let mut world = World::calm(kind);
        world.log = Some(Vec::new());
        if let Task::Deliver(job) = &mut world.errand.task {
            job.note.tags = vec!["zebra".to_owned()];
        }
        world.deliver().unwrap();
        let sends = format!("{:?}", world.log).contains("zebra");
        assert_eq!(sends, pinfold::deliver::limits(kind).tags, "{kind:?}");
    }
}

#[test]
fn who_comes_by_another_connection_finds_the_note() {
    let looks = |kind: &ConnectorKind| *kind != ConnectorKind::Webhook;
    for kind in ConnectorKind::ALL.into_iter().filter(looks) {
        let mut world = World::calm(kind);
        world.deliver().unwrap();
        world.errand.connection.id = ConnectionId::try_from("01KAFT2M0R0000000000000C1N".to_owned()).unwrap();
        assert!(world.deliver().unwrap().found, "{kind:?}");
        assert_eq!(world.fake.notes(&format!("pin:{PIN}")).len(), 1, "{kind:?}");
    }
}

#[test]
fn a_calm_world_takes_the_whole_note_and_a_second_run_changes_nothing() {
    for kind in ConnectorKind::ALL {
        let mut world = World::calm(kind);
        let first = world.deliver().unwrap_or_else(|stop| panic!("{kind:?}: {stop:?}"));
        let calls = world.calls;
        assert_eq!(first.receipt.dropped, Vec::<String>::new(), "{kind:?}");
        assert!(!first.found && first.receipt.twins == 0, "{kind:?}: {first:?}");
        if kind != ConnectorKind::Webhook {
            assert_eq!(first.seen.text, Sight::Same, "{kind:?}");
        }
        assert_eq!(first.receipt.customer.is_none(), WITHOUT_PEOPLE.contains(&kind), "{kind:?}");
        let mut kept = world.fake.files();
        kept.sort();
        assert_eq!(kept, sent(kind), "{kind:?}: byte for byte");
        let before = world.fake.writes();
        let second = world.deliver().unwrap();
        assert_eq!(world.fake.writes(), before, "{kind:?}: nothing is written twice");
        assert!(second.found || kind == ConnectorKind::Webhook, "{kind:?}");
        assert_eq!(second.receipt.note, first.receipt.note, "{kind:?}");
        assert!(calls <= 20, "{kind:?}: {calls} calls");
    }
}

/// Where a text that was sent before is found, it stays as it is, and nobody is told that the new one stands there.
#[test]
fn another_text_that_stands_there_is_said() {
    for kind in ConnectorKind::ALL.into_iter().filter(|kind| *kind != ConnectorKind::Webhook) {
        let mut world = World::calm(kind);
        assert!(!world.deliver().unwrap().receipt.differs, "{kind:?}");
        let Task::Deliver(job) = &mut world.errand.task else { panic!("{kind:?}") };
        job.note.body = format!("Masked since. pin:{PIN}");
        let again = world.deliver().unwrap();
        let there = world.fake.notes(&format!("pin:{PIN}"));
        assert_eq!(again.receipt.differs, !there[0].contains("Masked since."), "{kind:?}: {there:?}");
        println!("{kind:?}: {}", if again.receipt.differs { "kept, and said" } else { "replaced" });
    }
}

#[test]
fn notes_that_stand_there_twice_are_said() {
    for kind in ConnectorKind::ALL.into_iter().filter(|kind| !STRONG.contains(kind)) {
        let mut world = World::calm(kind);
        world.fake.blind(true);
        world.deliver().unwrap();
        world.deliver().unwrap();
        assert_eq!(world.fake.notes(&format!("pin:{PIN}")).len(), 2, "{kind:?}");
        world.fake.blind(false);
        assert_eq!(world.deliver().unwrap().receipt.twins, 1, "{kind:?}");
    }
}

#[test]
fn every_world_ends_with_one_note_one_customer_and_each_file_once() {
    for kind in ConnectorKind::ALL {
        let mut calls = 0;
        for seed in 0..WORLDS {
            let mut world = World::new(kind, seed + 1, Sabotage::None);
            let delivered = world.deliver();
            let context = format!("{kind:?}, seed {seed}");
            let delivered = delivered.unwrap_or_else(|stop| panic!("{context}: {stop:?}"));
            assert_eq!(world.fake.notes(&format!("pin:{PIN}")).len(), 1, "{context}");
            if kind != ConnectorKind::Webhook {
                let people = usize::from(!WITHOUT_PEOPLE.contains(&kind));
                assert_eq!(world.fake.customers("x:jane_roe"), people, "{context}");
            }
            let mut kept = world.fake.files();
            kept.sort();
            assert_eq!(kept, sent(kind), "{context}");
            assert_eq!(delivered.receipt.twins, 0, "{context}");
            calls += world.calls;
        }
        println!("{kind:?}: {WORLDS} worlds, {calls} calls");
    }
}

/// Whoever stands there with the address and without the key is the customer: nobody is made beside them, whatever goes wrong.
#[test]
fn who_is_known_by_address_is_not_made_again() {
    for (kind, is_keyed) in BY_ADDRESS {
        for seed in 0..50 {
            let world = if seed == 0 { World::calm(kind) } else { World::new(kind, seed, Sabotage::None) };
            let mut world = world.with_somebody(EMAIL);
            // It asks for addresses only where the customer may be told.
            if kind == ConnectorKind::Freshdesk {
                world.errand.connection.audience = Audience::Customer;
            }
            let delivered = world.deliver().unwrap_or_else(|stop| panic!("{kind:?}, seed {seed}: {stop:?}"));
            assert!(delivered.receipt.customer.is_some(), "{kind:?}, seed {seed}");
            assert_eq!(world.fake.people(), 1, "{kind:?}, seed {seed}");
            assert_eq!(world.fake.customers("x:jane_roe"), usize::from(is_keyed), "{kind:?}, seed {seed}");
            assert_eq!(world.fake.notes(&format!("pin:{PIN}")).len(), 1, "{kind:?}, seed {seed}");
        }
    }
}

#[test]
fn every_other_destination_asks_for_no_address() {
    let others = |kind: &ConnectorKind| !BY_ADDRESS.iter().any(|(own, _)| own == kind);
    for kind in ConnectorKind::ALL.into_iter().filter(others) {
        let mut world = World::calm(kind).with_somebody(EMAIL);
        world.log = Some(Vec::new());
        world.deliver().unwrap();
        let asks = |seen: &Seen| seen.url.contains("jane%40") || seen.url.contains(EMAIL);
        assert!(!world.log.unwrap().iter().any(asks), "{kind:?} is to be among those that do");
    }
}

#[test]
fn notes_on_two_accounts_of_a_customer_stand_with_one() {
    for kind in ConnectorKind::ALL.into_iter().filter(|kind| !WITHOUT_PEOPLE.contains(kind)) {
        let mut world = World::calm(kind);
        let mut said = Vec::new();
        for (pin, network, handle) in [(PIN, "x", "Jane_Roe"), (OTHER_PIN, "mastodon", "jane@m.example")] {
            let Task::Deliver(job) = &mut world.errand.task else { panic!("{kind:?}") };
            job.pin = PinId::try_from(pin.to_owned()).unwrap();
            job.note.body = format!("Parcel broken again. pin:{pin}");
            (job.person.network, job.person.handle) = (network.to_owned(), Some(handle.to_owned()));
            job.person.known_as = Some("x:jane_roe".to_owned());
            job.person.profile = Some(format!("https://{network}.example/jane"));
            let delivered = world.deliver().unwrap_or_else(|stop| panic!("{kind:?}: {stop:?}"));
            assert!(!delivered.found, "{kind:?}: two pins are two notes");
            said.push(delivered.receipt.customer.unwrap());
        }
        assert_eq!(said[0], said[1], "{kind:?}");
    }
}

#[test]
fn without_the_search_notes_are_doubled() {
    for kind in ConnectorKind::ALL {
        let doubled = doubled(kind, Sabotage::NoSearch, 100);
        if STRONG.contains(&kind) {
            assert_eq!(doubled, 0, "{kind:?} keeps itself from it");
        } else {
            assert!(doubled >= 10, "{kind:?}: only {doubled} of 100 worlds show it");
        }
    }
}

#[test]
fn without_patience_what_comes_late_is_doubled() {
    let doubled = doubled(ConnectorKind::Tryton, Sabotage::NoPatience, 500);
    assert!(doubled >= 5, "only {doubled} of 500 worlds show it");
}
