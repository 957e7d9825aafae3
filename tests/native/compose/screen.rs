//! The composer's screen over a workspace: what it loads, round by round, and what it offers.

use pinfold::{
    model::{
        connection::{Audience, Connection, ConnectorKind},
        customer::Customer,
        id::ConnectionId,
        record::Record,
        stored::{Loaded, Stored},
        template::NoteSyntax,
        time::Instant,
        workspace::Workspace,
    },
    view::compose::{ComposeAsk, compose, plan},
};

use crate::sample;

fn loaded(ask: &ComposeAsk, workspace: &Workspace) -> Loaded {
    let mut loaded = Loaded::default();
    let mut round = 0;
    while let Some(plan) = plan(ask, round, &loaded) {
        loaded.0.extend(workspace.load(&plan).0);
        round += 1;
    }
    assert!(round <= 3);
    loaded
}

#[test]
fn the_screen_of_a_pin_with_its_customer_and_destination() {
    let (mut workspace, _) = sample::workspace();
    let mut pin = workspace.pins().next().unwrap().clone();
    // Nobody said whose it is: it is whose the author's account is.
    pin.customer = None;
    workspace.put(Stored { revision: 2, record: Record::Pin(Box::new(pin.clone())) });
    let id: ConnectionId = "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned().try_into().unwrap();
    let at = Instant::from_milliseconds(0);
    let connection = Connection {
        id: id.clone(),
        kind: ConnectorKind::RequestTracker,
        name: "Desk".to_owned(),
        base_url: "https://desk.example".to_owned(),
        settings: Default::default(),
        audience: Audience::Internal,
        created: at,
        changed: at,
    };
    workspace.put(Stored { revision: 1, record: Record::Connection(connection) });
    let customer = "01ARZ3NDEKTSV4RRFFQ69G5FAX".to_owned().try_into().unwrap();
    let mut customer = Customer::new(customer, "Mara Thalberg".to_owned(), at);
    customer.identities.extend(pin.content.author_keys());
    workspace.put(Stored { revision: 1, record: Record::Customer(Box::new(customer.clone())) });

    let mut ask = ComposeAsk {
        pin: pin.id.clone(),
        connection: Some(id.clone()),
        syntax: NoteSyntax::Plain,
        template: None,
        masked: None,
        chosen: None,
        edited: None,
        language: "de".to_owned(),
    };
    let view = compose(&ask, &loaded(&ask, &workspace)).unwrap();
    assert_eq!(view.customer, Some(customer.id));
    assert_eq!(view.connections.len(), 1);
    assert!(!view.connections[0].reaches_customer && view.earlier.is_none());
    let note = &view.composed.note;
    assert_eq!(note.syntax, pinfold::deliver::limits(ConnectorKind::RequestTracker).syntax);
    assert!(view.composed.ready && note.body.contains("Mara Thalberg"), "{}", note.body);
    // Notes of the pin are there, and so are its boards.
    assert!(
        workspace
            .annotations_of(&pin.id)
            .iter()
            .all(|own| own.body.trim().is_empty() || !note.body.is_empty())
    );

    ask.connection = None;
    ask.syntax = NoteSyntax::Markdown;
    let copied = compose(&ask, &loaded(&ask, &workspace)).unwrap().composed;
    assert!(copied.note.syntax == NoteSyntax::Markdown && copied.note.attachments.is_empty());
    ask.connection = Some("01ARZ3NDEKTSV4RRFFQ69G5FAW".to_owned().try_into().unwrap());
    assert!(compose(&ask, &loaded(&ask, &workspace)).is_none());
}
