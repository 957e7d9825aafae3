//! Destinations and what is handed over to them.

use pinfold::{
    deliver::job::Task,
    edit::{
        care::{CareCommand, command::NewDelivery},
        command::Command,
        error::EditError,
    },
    model::{
        connection::{Audience, Connection, ConnectorKind, MAX_CONNECTIONS},
        delivery::{Delivery, DeliveryState, MAX_DELIVERIES, Note, Receipt, SETTLES_MS},
        id::{ConnectionId, DeliveryId},
        record::{IndexKey, Record, RecordKey, RecordKind},
        stored::Loaded,
        template::NoteSyntax,
        time::Instant,
    },
    view::outbox::{self, DueView, outbox, outbox_plan},
};

use super::{Office, pin_id, ulid};

fn connection_id(n: usize) -> ConnectionId {
    ConnectionId::try_from(ulid(n)).unwrap()
}

fn write(n: usize, base_url: &str) -> CareCommand {
    CareCommand::ConnectionWrite {
        connection: Connection {
            id: connection_id(n),
            kind: ConnectorKind::RequestTracker,
            name: format!("desk {n}"),
            base_url: base_url.to_owned(),
            settings: Default::default(),
            audience: Audience::Internal,
            created: Instant::from_milliseconds(0),
            changed: Instant::from_milliseconds(0),
        },
    }
}

fn note(body: &str) -> Note {
    Note {
        subject: "a parcel".to_owned(),
        body: body.to_owned(),
        syntax: NoteSyntax::Plain,
        tags: Vec::new(),
        masked: pinfold::model::redaction::Kinds::default(),
        attachments: Vec::new(),
    }
}

fn queue(pin: usize, body: &str) -> CareCommand {
    let new =
        NewDelivery { pin: pin_id(pin), connection: connection_id(0), customer: None, note: note(body) };
    CareCommand::DeliveriesQueue { deliveries: vec![new] }
}

fn id(pin: usize) -> DeliveryId {
    DeliveryId::of(&pin_id(pin), &connection_id(0))
}

fn stored(office: &Office, pin: usize) -> &Delivery {
    let key = RecordKey::new(RecordKind::Delivery, id(pin).as_str());
    match &office.workspace.get(&key).unwrap().record {
        Record::Delivery(delivery) => delivery,
        other => panic!("{other:?}"),
    }
}

fn waiting(office: &Office) -> usize {
    office.workspace.found_by(&IndexKey::outbox()).count()
}

fn begin(pin: usize) -> CareCommand {
    CareCommand::DeliveryBegin { id: id(pin), known_as: Some("social:mara".to_owned()) }
}

/// An office with a pin, a destination, and the pin on its way there.
fn sending() -> Office {
    let mut office = Office::with_pins(1);
    office.run(write(0, "https://crm.example")).unwrap();
    office.run(queue(0, "first")).unwrap();
    office.run(begin(0)).unwrap();
    office
}

fn ended(state: DeliveryState) -> CareCommand {
    CareCommand::DeliveryEnd { id: id(0), state }
}

fn sent() -> DeliveryState {
    let receipt = Receipt { note: "7".to_owned(), ..Receipt::default() };
    DeliveryState::Sent { at: Instant::from_milliseconds(1), receipt }
}

#[test]
fn what_is_queued_is_sent_once_and_what_arrived_stays_so() {
    let mut office = sending();
    assert_eq!((stored(&office, 0).attempts, waiting(&office)), (1, 1));
    assert!(matches!(office.run(begin(0)), Err(EditError::Invalid("state"))));
    office.run(queue(0, "while it is on its way")).unwrap();
    assert_eq!(stored(&office, 0).note.body, "first");

    office.run(ended(sent())).unwrap();
    assert_eq!(waiting(&office), 0);
    for again in [queue(0, "again"), begin(0), ended(DeliveryState::Queued)] {
        let _ = office.run(again);
        assert_eq!((&stored(&office, 0).state, stored(&office, 0).note.body.as_str()), (&sent(), "first"));
    }
    assert_eq!(office.workspace.found_by(&IndexKey::deliveries_of(&pin_id(0))).count(), 1);
}

#[test]
fn a_change_that_queued_cannot_be_undone_into_sending_twice() {
    let mut office = sending();
    let queued = Office::change(2);
    assert!(matches!(office.run(Command::Undo { change: queued }), Err(EditError::MovedOn(_))));
    assert!(matches!(stored(&office, 0).state, DeliveryState::Sending { .. }));
}

#[test]
fn what_failed_waits_for_its_time_and_what_is_unclear_is_looked_for() {
    let mut office = sending();
    let later = Instant::from_milliseconds(office.now().milliseconds() + 3_500);
    office
        .run(ended(DeliveryState::Failed { code: "busy".to_owned(), detail: None, retry_at: Some(later) }))
        .unwrap();
    assert_eq!(waiting(&office), 1);
    assert!(office.run(begin(0)).is_err(), "too early");
    assert!(office.run(begin(0)).is_err(), "still too early");
    office.run(begin(0)).unwrap();
    let since = office.now();
    let settles = since.after(20_000);
    office.run(ended(DeliveryState::Unknown { since, retry_at: settles })).unwrap();
    assert!(
        matches!(stored(&office, 0).state, DeliveryState::Unknown { retry_at, .. } if retry_at > settles)
    );
    office.run(CareCommand::DeliveriesRetry { ids: vec![id(0)] }).unwrap();
    let brought_forward = DeliveryState::Unknown { since, retry_at: settles };
    assert_eq!(stored(&office, 0).state, brought_forward, "no sooner than its destination is done with it");
    assert!(office.run(begin(0)).is_err(), "not at once");
    office.pass(20_000);
    office.run(begin(0)).unwrap();
    assert_eq!((stored(&office, 0).attempts, stored(&office, 0).settles), (3, None));
}

#[test]
fn a_customer_is_looked_for_by_what_the_first_try_found_it_by() {
    let mut office = sending();
    let known = |office: &Office| stored(office, 0).known_as.clone();
    assert_eq!(known(&office).as_deref(), Some("social:mara"));
    office
        .run(ended(DeliveryState::Failed { code: "refused".to_owned(), detail: None, retry_at: None }))
        .unwrap();
    office.run(queue(0, "again")).unwrap();
    office.run(CareCommand::DeliveryBegin { id: id(0), known_as: Some("atlas:mara".to_owned()) }).unwrap();
    assert_eq!(known(&office).as_deref(), Some("social:mara"), "whoever she was joined to meanwhile");
    let loaded = Loaded(office.workspace.iter().map(|(key, stored)| (key.clone(), stored.clone())).collect());
    let errand = pinfold::view::errand::errand(&id(0), &loaded).unwrap();
    let Task::Deliver(job) = errand.task else { panic!() };
    assert_eq!(job.person.key().as_deref(), Some("social:mara"));
}

#[test]
fn what_a_record_from_elsewhere_says_keeps_nobody_waiting_for_ever() {
    let mut office = sending();
    let century = office.now().after(100 * 365 * 86_400_000);
    office.run(ended(DeliveryState::Unknown { since: century, retry_at: century })).unwrap();
    office.run(CareCommand::DeliveriesRetry { ids: vec![id(0)] }).unwrap();
    office.pass(SETTLES_MS);
    office.run(begin(0)).unwrap();
}

#[test]
fn what_a_death_left_behind_is_never_begun_again_unseen() {
    let mut office = sending();
    let due = |office: &Office, later: i64| {
        let waiting = IndexKey::outbox();
        let found = office.workspace.found_by(&waiting);
        let loaded = Loaded(found.map(|stored| (stored.record.key(), stored.clone())).collect());
        outbox::due(&loaded, office.now().after(later))
    };
    let day = 86_400_000;
    assert_eq!(due(&office, day), DueView { left: vec![id(0)], ..DueView::default() });
    assert!(office.run(begin(0)).is_err(), "however long it is ago");
    let (since, retry_at) = (office.now(), office.now().after(60_000));
    office.run(ended(DeliveryState::Unknown { since, retry_at })).unwrap();
    assert_eq!(due(&office, 0), DueView { next: Some(retry_at), ..DueView::default() });
    assert_eq!(due(&office, day), DueView { now: vec![id(0)], ..DueView::default() });
}

#[test]
fn what_goes_wrong_again_and_again_is_given_more_time() {
    let mut office = sending();
    for (attempts, seconds) in [(1, 60), (2, 60), (3, 120), (4, 240)] {
        assert_eq!(stored(&office, 0).attempts, attempts);
        let soon = office.now().after(60_000);
        office.run(ended(DeliveryState::Unknown { since: office.now(), retry_at: soon })).unwrap();
        let DeliveryState::Unknown { since, retry_at } = stored(&office, 0).state else { panic!() };
        let wait = (retry_at.milliseconds() - since.milliseconds()) / 1_000;
        assert!((seconds..=seconds + 5).contains(&wait), "{attempts}: {wait}");
        office.pass(wait * 1_000);
        office.run(begin(0)).unwrap();
    }
    let busy = DeliveryState::Failed {
        code: "busy".to_owned(),
        detail: None,
        retry_at: Some(office.now().after(7_000)),
    };
    office.run(ended(busy.clone())).unwrap();
    assert_eq!(stored(&office, 0).state, busy, "who asks to wait says how long");
}

#[test]
fn what_waits_can_be_called_off_and_tried_again() {
    let mut office = Office::with_pins(1);
    office.run(write(0, "https://crm.example")).unwrap();
    office.run(queue(0, "first")).unwrap();
    office.run(CareCommand::DeliveriesCancel { ids: vec![id(0)] }).unwrap();
    assert_eq!((&stored(&office, 0).state, waiting(&office)), (&DeliveryState::Cancelled, 0));
    office.run(queue(0, "second")).unwrap();
    assert_eq!(
        (&stored(&office, 0).state, stored(&office, 0).note.body.as_str()),
        (&DeliveryState::Queued, "second")
    );
    office.run(CareCommand::DeliveriesCancel { ids: vec![id(0)] }).unwrap();
    office.run(CareCommand::DeliveriesRetry { ids: vec![id(0)] }).unwrap();
    assert_eq!(stored(&office, 0).state, DeliveryState::Queued);

    office.run(begin(0)).unwrap();
    assert!(office.run(CareCommand::DeliveriesCancel { ids: vec![id(0)] }).is_err(), "it is on its way");
    let settles = office.now().after(60_000);
    office.run(ended(DeliveryState::Unknown { since: office.now(), retry_at: settles })).unwrap();
    office.run(CareCommand::DeliveriesCancel { ids: vec![id(0)] }).unwrap();
    let given_up = matches!(&stored(&office, 0).state, DeliveryState::Failed { code, retry_at: None, .. } if code == "given_up");
    assert!(given_up, "nobody says that it did not arrive");
    // However it is asked for again, it is looked for, and not before its destination is done with it.
    let retry = || CareCommand::DeliveriesRetry { ids: vec![id(0)] };
    for (calls, again) in [(0, retry()), (1, queue(0, "third")), (2, retry())] {
        (0..calls)
            .for_each(|_| drop(office.run(CareCommand::DeliveriesCancel { ids: vec![id(0)] }).unwrap()));
        office.run(again).unwrap();
        let looked_for = matches!(stored(&office, 0).state, DeliveryState::Unknown { retry_at, .. } if retry_at == settles);
        assert!(looked_for, "{:?}", stored(&office, 0).state);
        assert!(office.run(begin(0)).is_err(), "too early");
    }
    // What surely did not arrive is sent at once.
    office.pass(60_000);
    office.run(begin(0)).unwrap();
    office
        .run(ended(DeliveryState::Failed { code: "refused".to_owned(), detail: None, retry_at: None }))
        .unwrap();
    office.run(CareCommand::DeliveriesCancel { ids: vec![id(0)] }).unwrap();
    office.run(retry()).unwrap();
    assert_eq!(stored(&office, 0).state, DeliveryState::Queued);
}

#[test]
fn many_are_called_off_at_once_but_what_has_gone_stays_gone() {
    let mut office = Office::with_pins(4);
    office.run(write(0, "https://crm.example")).unwrap();
    (0..4).for_each(|pin| drop(office.run(queue(pin, "a note")).unwrap()));
    office.run(begin(0)).unwrap();
    office.run(ended(sent())).unwrap();
    office.run(begin(1)).unwrap();
    let all: Vec<DeliveryId> = (0..4).map(id).collect();
    office.run(CareCommand::DeliveriesCancel { ids: all.clone() }).unwrap();
    let states = |office: &Office| (0..4).map(|pin| stored(office, pin).state.clone()).collect::<Vec<_>>();
    let off = DeliveryState::Cancelled;
    assert!(
        matches!(&states(&office)[..], [DeliveryState::Sent { .. }, DeliveryState::Sending { .. }, a, b] if *a == off && *b == off)
    );
    office.run(CareCommand::DeliveriesRetry { ids: all }).unwrap();
    assert!(matches!(
        &states(&office)[..],
        [
            DeliveryState::Sent { .. },
            DeliveryState::Sending { .. },
            DeliveryState::Queued,
            DeliveryState::Queued
        ]
    ));
    let too_many = vec![id(0); MAX_DELIVERIES + 1];
    assert!(matches!(
        office.run(CareCommand::DeliveriesRetry { ids: too_many }),
        Err(EditError::TooMany { limit: MAX_DELIVERIES, .. })
    ));
}

#[test]
fn what_was_sent_together_is_followed_apart_from_the_rest() {
    let mut office = Office::with_pins(3);
    office.run(write(0, "https://crm.example")).unwrap();
    (0..3).for_each(|pin| drop(office.run(queue(pin, "a note")).unwrap()));
    office.run(begin(0)).unwrap();
    office.run(ended(sent())).unwrap();
    let seen = |only: &[DeliveryId]| {
        let view = outbox(&office.workspace.load(&outbox_plan(only)));
        let rows: Vec<DeliveryId> = view.rows.iter().map(|row| row.id.clone()).collect();
        (rows, view.waiting, view.sent, view.connections.len())
    };
    assert_eq!(
        seen(&[]),
        (vec![id(2), id(1), id(0)], 2, 1, 1),
        "what waits comes first, the latest of it first"
    );
    assert_eq!(seen(&[id(0), id(1)]), (vec![id(1), id(0)], 1, 1, 1));
}

#[test]
fn only_what_there_is_goes_and_only_there() {
    let mut office = Office::with_pins(1);
    assert!(matches!(office.run(queue(0, "a")), Err(EditError::NotFound(_))), "no destination");
    office.run(write(0, "https://crm.example")).unwrap();
    assert!(matches!(office.run(queue(1, "a")), Err(EditError::NotFound(_))), "no pin");
    assert!(matches!(office.run(queue(0, "")), Err(EditError::Invalid("note"))));
    assert!(matches!(office.run(write(1, "http://crm.example")), Err(EditError::Invalid("base_url"))));
}

#[test]
fn destinations_are_bounded_changed_and_deleted_and_each_undone() {
    let mut office = Office::default();
    for n in 0..MAX_CONNECTIONS {
        office.run(write(n, "https://crm.example")).unwrap();
    }
    assert!(matches!(
        office.run(write(MAX_CONNECTIONS, "https://crm.example")),
        Err(EditError::TooMany { what: "connections", .. })
    ));
    office.run(write(3, "https://other.example/")).unwrap();
    let address = |office: &Office| {
        let key = RecordKey::new(RecordKind::Connection, connection_id(3).as_str());
        office.workspace.get(&key).map(|stored| match &stored.record {
            Record::Connection(connection) => connection.base_url.clone(),
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(address(&office).as_deref(), Some("https://other.example"));
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(address(&office).as_deref(), Some("https://crm.example"));
    office.run(CareCommand::ConnectionDelete { id: connection_id(3) }).unwrap();
    assert_eq!(address(&office), None);
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(address(&office).as_deref(), Some("https://crm.example"));
}
