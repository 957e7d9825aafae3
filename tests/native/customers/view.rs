//! What is shown of a customer, from the records the plan names and from no others.

use pinfold::{
    customers::{
        owner::owner_in,
        suggest::{Reason, Strength, Who},
        timeline::{Entry, Event},
    },
    edit::{Edit, care::command::CareCommand},
    model::{
        annotation::{Annotation, Motivation, Target},
        customer::{Customer, Standing},
        delivery::{Delivery, DeliveryState, Receipt},
        id::{AnnotationId, ChangeId, CustomerId, PinId},
        pin::Pin,
        record::Record,
        stored::{Loaded, Stored},
        workspace::Workspace,
    },
    view::{
        Library,
        customer::{self, Because, CustomerOf, CustomerView},
        customers::{self, CustomersQuery},
        list::ListQuery,
    },
};

use super::{at, customer as made, key, pin, timeline::delivery, ulid};

fn office(customers: &[Customer], pins: &[Pin]) -> Workspace {
    let mut workspace = Workspace::default();
    let pins = pins.iter().map(|pin| Record::Pin(Box::new(pin.clone())));
    let customers = customers.iter().map(|customer| Record::Customer(Box::new(customer.clone())));
    for record in pins.chain(customers) {
        workspace.put(Stored { revision: 1, record });
    }
    workspace
}

fn seen(workspace: &Workspace, of: &CustomerOf) -> Option<CustomerView> {
    let mut loaded = Loaded::default();
    for round in 0..10 {
        let Some(plan) = customer::plan(of, round, &loaded) else { return customer::view(of, &loaded) };
        loaded.0.extend(workspace.load(&plan).0);
    }
    panic!("a plan without end");
}

fn of_pin(n: usize) -> CustomerOf {
    CustomerOf::Pin(PinId::try_from(ulid(n)).unwrap())
}

fn cards(view: &CustomerView) -> Vec<String> {
    view.cards.iter().map(|card| card.id.as_str().trim_start_matches('0').to_owned()).collect()
}

fn numbers(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|n| ulid(*n).trim_start_matches('0').to_owned()).collect()
}

#[test]
fn an_author_who_is_no_customer_is_all_pins_of_one_account() {
    let pins = [
        pin(1, "x", "7", "mara", "Mara", "https://x.example/mara"),
        pin(2, "x", "7", "mara.t", "Mara T.", "-"),
        pin(3, "x", "8", "mara", "Another", "-"),
        pin(4, "forum", "-", "-", "-", "-"),
    ];
    let workspace = office(&[], &pins);
    let view = seen(&workspace, &of_pin(1)).unwrap();
    assert_eq!(cards(&view), numbers(&[2, 1]));
    assert_eq!((view.customer, view.because, view.name.as_deref()), (None, None, Some("Mara")));
    let account = &view.accounts[0];
    assert_eq!((view.accounts.len(), account.pins, account.name.as_deref()), (1, 2, Some("Mara T.")));
    assert_eq!(account.keys, [key("x:#7"), key("x:mara.t"), key("x:mara")]);
    // An author of whom nothing is known is nobody, with this one pin.
    let nobody = seen(&workspace, &of_pin(4)).unwrap();
    assert_eq!((nobody.name.as_deref(), nobody.accounts.len(), cards(&nobody)), (None, 0, numbers(&[4])));
    assert!(seen(&workspace, &of_pin(99)).is_none());
}

#[test]
fn a_customer_is_the_pins_of_its_accounts_and_those_a_person_gave_it() {
    let mara = made(1, "Mara Thiel", &["x:#7", "forum:mara"]);
    let tom = made(2, "Tom", &[]);
    let mut given = pin(4, "plaza", "1", "somebody", "Some Body", "-");
    given.customer = Some(mara.id.clone());
    let mut taken = pin(5, "x", "7", "mara", "Mara", "-");
    taken.customer = Some(tom.id.clone());
    let pins = [
        pin(1, "x", "7", "mara", "Mara", "-"),
        pin(2, "forum", "-", "Mara", "-", "-"),
        pin(3, "x", "8", "other", "-", "-"),
        given,
        taken,
    ];
    let mut workspace = office(&[mara.clone(), tom.clone()], &pins);
    let note = Annotation {
        id: AnnotationId::try_from(ulid(700)).unwrap(),
        pin: pins[1].id.clone(),
        target: Target::Whole,
        body: "called back".to_owned(),
        motivation: Motivation::Commenting,
        creator: None,
        created: at(5),
        changed: at(5),
    };
    workspace.put(Stored { revision: 1, record: Record::Annotation(note) });

    let whole = seen(&workspace, &CustomerOf::Customer(mara.id.clone())).unwrap();
    assert_eq!((whole.pins, cards(&whole)), (3, numbers(&[4, 2, 1])));
    assert_eq!(whole.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["called back"]);
    // A pin that was given to somebody does not make its author's account theirs.
    let keys: Vec<_> = whole.accounts.iter().map(|account| account.keys.clone()).collect();
    assert_eq!(keys, [vec![key("forum:mara")], vec![key("x:#7"), key("x:mara")]]);
    for (n, because) in [(1, Because::Account), (2, Because::Account), (4, Because::Said)] {
        let by_pin = seen(&workspace, &of_pin(n)).unwrap();
        assert_eq!((by_pin.because, cards(&by_pin)), (Some(because), cards(&whole)), "pin {n}");
    }
    let toms = seen(&workspace, &of_pin(5)).unwrap();
    assert_eq!((toms.customer.map(|customer| customer.id), toms.pins), (Some(tom.id), 1));
    // The list counts the same.
    let rows = customers::list(&CustomersQuery { limit: 10, ..CustomersQuery::default() }, &workspace).rows;
    assert_eq!(
        rows.iter().map(|row| (row.name.as_str(), row.pins)).collect::<Vec<_>>(),
        [("Mara Thiel", 3), ("Tom", 1)]
    );
}

#[test]
fn suggestions_are_found_by_look_ups_alone() {
    let mut mara = made(1, "Mara Thiel", &["x:#7"]);
    mara.email = Some("mara@thiel.example".to_owned());
    let mut twin = made(2, "M. Thiel", &["plaza:#1"]);
    twin.emails = vec!["Mara@Thiel.example".to_owned()];
    let staff = Customer { standing: Standing::Staff, ..made(3, "Mara Thiel", &[]) };
    let home = "https://thiel.example/";
    let pins = [
        pin(1, "x", "7", "mara.thiel.berlin", "Mara", home),
        pin(2, "forum", "2", "Mara.Thiel.Berlin", "-", "-"),
        pin(3, "shop", "3", "-", "Somebody Else", home),
        // By an account of the twin: it is suggested once, as the twin.
        pin(4, "plaza", "1", "-", "Mara Thiel", "-"),
        pin(5, "shop", "5", "nobody", "Nobody Knows", "-"),
    ];
    let workspace = office(&[mara.clone(), twin.clone(), staff], &pins);
    let view = seen(&workspace, &CustomerOf::Customer(mara.id.clone())).unwrap();
    let found: Vec<_> = view
        .suggestions
        .iter()
        .map(|one| (one.name.as_str(), one.suggestion.strength, one.suggestion.reasons.clone()))
        .collect();
    assert_eq!(
        found,
        [
            (
                "M. Thiel",
                Strength::Strong,
                vec![Reason::Email("mara@thiel.example".to_owned()), Reason::Name("Mara Thiel".to_owned())]
            ),
            ("Somebody Else", Strength::Strong, vec![Reason::Profile(home.to_owned())]),
            ("Mara.Thiel.Berlin", Strength::Fair, vec![Reason::Handle("mara.thiel.berlin".to_owned())]),
        ]
    );
    assert_eq!(view.suggestions[0].suggestion.who, Who::Customer(twin.id));
    // The other way round, for an author who is no customer.
    let author = seen(&workspace, &of_pin(3)).unwrap();
    assert_eq!(author.suggestions[0].suggestion.who, Who::Customer(mara.id));
}

#[test]
fn customers_are_found_by_name_handle_address_and_number() {
    let mut mara = made(1, "Mara Thiel", &["x:#7", "x:mara.t"]);
    mara.email = Some("mara@thiel.example".to_owned());
    mara.phone = Some("+49 30 1234567".to_owned());
    mara.names = vec!["ΜΆΡΑ".to_owned()];
    let tom = Customer { standing: Standing::Vip, ..made(2, "ärger Tom", &["forum:tom"]) };
    let workspace = office(&[mara, tom], &[]);
    let found = |text: &str, standing: Option<Standing>| {
        let query = CustomersQuery { text: text.to_owned(), standing, offset: 0, limit: 10 };
        let view = customers::list(&query, &workspace);
        assert_eq!((view.of, view.total as usize), (2, view.rows.len()));
        view.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    for (text, expected) in [
        ("", &["Mara Thiel", "ärger Tom"][..]),
        ("MARA", &["Mara Thiel"]),
        ("thiel mara", &["Mara Thiel"]),
        ("mara tom", &[]),
        ("@mara.t", &["Mara Thiel"]),
        ("thiel.example", &["Mara Thiel"]),
        ("1234567", &["Mara Thiel"]),
        ("μάρα", &["Mara Thiel"]),
        ("ÄRGER", &["ärger Tom"]),
        ("forum:tom", &["ärger Tom"]),
    ] {
        assert_eq!(found(text, None), expected, "{text}");
    }
    assert_eq!(found("", Some(Standing::Vip)), ["ärger Tom"]);
    let window = CustomersQuery { offset: 1, limit: 1, ..CustomersQuery::default() };
    assert_eq!(customers::list(&window, &workspace).rows[0].name, "ärger Tom");
}

#[test]
fn the_library_searches_by_customer() {
    let mara = made(1, "Mara Thiel", &["x:#7", "forum:mara"]);
    let tom = made(2, "Tom Thielen", &["shop:tom"]);
    let mut given = pin(3, "plaza", "1", "somebody", "Some Body", "-");
    given.customer = Some(mara.id.clone());
    let mut taken = pin(4, "x", "7", "mara", "Mara", "-");
    taken.customer = Some(tom.id.clone());
    let pins = [pin(1, "x", "7", "mara", "Mara", "-"), pin(2, "forum", "-", "Mara", "-", "-"), given, taken];
    let stored = |record| Stored { revision: 1, record };
    let customers = [&mara, &tom].map(|customer| stored(Record::Customer(Box::new(customer.clone()))));
    let pins = pins.map(|pin| stored(Record::Pin(Box::new(pin))));
    let mut library = Library::open(pins.into_iter().chain(customers));
    let found = |library: &mut Library, text: &str| {
        let query = ListQuery { text: text.to_owned(), limit: 9, ..ListQuery::default() };
        let cards = library.list(&query).cards;
        let mut ids: Vec<usize> =
            cards.iter().map(|card| card.id.as_str().trim_start_matches("01").parse().unwrap()).collect();
        ids.sort_unstable();
        ids
    };
    for (text, expected) in [
        ("customer:\"Mara Thiel\"", vec![1, 2, 3]),
        ("customer:mara ", vec![1, 2, 3]),
        ("customer:\"thiel mara\"", vec![1, 2, 3]),
        ("customer:tom ", vec![4]),
        ("customer:thiel ", vec![1, 2, 3, 4]),
        (&format!("customer:{} ", mara.id), vec![1, 2, 3]),
        ("-customer:mara ", vec![4]),
        ("customer:nobody ", vec![]),
    ] {
        assert_eq!(found(&mut library, text), expected, "{text}");
    }
    // A customer that changes is found by what it is now.
    let renamed = Customer { name: "Ada".to_owned(), ..mara };
    let record = Record::Customer(Box::new(renamed));
    library.refresh([(record.key(), Some(stored(record)))]);
    assert_eq!(found(&mut library, "customer:ada "), [1, 2, 3]);
    assert!(found(&mut library, "customer:mara ").is_empty());
}

/// What others say below a customer's posts stands in the timeline, and is not the customer's.
#[test]
fn answers_of_others_stand_in_the_timeline() {
    let answer = |n: usize, native: &str, parent: &str| {
        let mut pin = pin(n, "x", native, "another", "Another", "-");
        pin.content.thread.parent = Some(parent.to_owned());
        pin
    };
    let mut elsewhere = answer(5, "9", "1");
    elsewhere.content.source.network = Some("y".to_owned());
    let pins = [
        pin(1, "x", "7", "mara", "Mara", "-"),
        answer(2, "8", "https://x.example/1"),
        answer(3, "8", "1"),
        // The same id on another network, another post, and her own answer.
        elsewhere,
        answer(6, "8", "https://x.example/99"),
        answer(7, "7", "https://x.example/1"),
    ];
    let workspace = office(&[made(1, "Mara", &["x:#7"])], &pins);
    let view = seen(&workspace, &CustomerOf::Customer(made(1, "Mara", &[]).id)).unwrap();
    let answered = |entry: &&Entry| matches!(entry.event, Event::Answered { .. });
    let mut found: Vec<String> =
        view.timeline.entries.iter().filter(answered).map(|entry| entry.pin.to_string()).collect();
    found.sort();
    assert_eq!(found, [ulid(2), ulid(3)]);
    assert_eq!(view.pins, 2);
    let mut shown = cards(&view);
    shown.sort();
    let mut wanted = numbers(&[1, 2, 3, 7]);
    wanted.sort();
    assert_eq!(shown, wanted);
}

/// What was handed over for either of two who were merged is found by their pins, and still is when the merge is undone.
#[test]
fn deliveries_of_both_who_were_merged_stand_in_the_timeline() {
    let (one, other) = (made(1, "Mara", &["x:#7"]), made(2, "Mara at y", &["y:#4"]));
    let pins = [pin(1, "x", "7", "-", "-", "-"), pin(2, "y", "4", "-", "-", "-")];
    let mut workspace = office(&[one.clone(), other.clone()], &pins);
    for (pin, customer) in pins.iter().zip([&one, &other]) {
        let delivery =
            Delivery { customer: Some(customer.id.clone()), ..delivery(&pin.id, DeliveryState::Queued) };
        workspace.put(Stored { revision: 1, record: Record::Delivery(Box::new(delivery)) });
    }
    let carried_out = |workspace: &mut Workspace, command: &CareCommand, change: &ChangeId| {
        let mut loaded = workspace.load(&command.plan(change));
        if let Some(more) = command.follow_up(&loaded) {
            loaded.0.extend(workspace.load(&more).0);
        }
        let outcome = command.apply(change, &loaded, at(9_000)).unwrap();
        workspace.commit(&outcome.batch).unwrap();
    };
    let handed = |workspace: &Workspace, id: &CustomerId| {
        let view = seen(workspace, &CustomerOf::Customer(id.clone())).unwrap();
        let is_handed = |entry: &&Entry| matches!(entry.event, Event::HandedOver { .. });
        view.timeline.entries.iter().filter(is_handed).count()
    };
    assert_eq!((handed(&workspace, &one.id), handed(&workspace, &other.id)), (1, 1));
    let merge = CareCommand::CustomerMerge { stays: one.id.clone(), goes: other.id.clone() };
    let change = ChangeId::try_from(ulid(901)).unwrap();
    carried_out(&mut workspace, &merge, &change);
    assert_eq!(handed(&workspace, &one.id), 2);
    let undo = ChangeId::try_from(ulid(902)).unwrap();
    carried_out(&mut workspace, &CareCommand::Undo { change }, &undo);
    assert_eq!((handed(&workspace, &one.id), handed(&workspace, &other.id)), (1, 1));
}

/// Where another system has somebody is what its latest receipt says, and is said of whom it was handed over for.
#[test]
fn where_other_systems_have_a_customer_follows_the_receipts() {
    let (mara, other) = (made(1, "Mara", &["x:#7"]), made(2, "Odd", &["y:#4"]));
    let pins = [1, 2, 3].map(|n| pin(n, "x", "7", "-", "-", "-"));
    let mut workspace = office(&[mara.clone(), other.clone()], &pins);
    let put =
        |workspace: &mut Workspace, pin: &Pin, of: Option<&Customer>, sent: i64, remote: &str, url: &str| {
            let (name, link) = (Some(remote.to_owned()), Some(url.to_owned()));
            let receipt = Receipt { customer: name, customer_link: link, ..Receipt::default() };
            let customer = of.map(|of| of.id.clone());
            let delivery =
                Delivery { customer, ..delivery(&pin.id, DeliveryState::Sent { at: at(sent), receipt }) };
            workspace.put(Stored { revision: 1, record: Record::Delivery(Box::new(delivery)) });
        };
    let linked = |workspace: &Workspace| {
        let view = seen(workspace, &CustomerOf::Customer(mara.id.clone())).unwrap();
        view.links.into_iter().map(|link| (link.remote, link.url)).collect::<Vec<_>>()
    };
    put(&mut workspace, &pins[0], Some(&mara), 65, "17", "https://crm.example/17");
    put(&mut workspace, &pins[1], None, 64, "16", "https://crm.example/16");
    // Its author is Mara's, and it went out as somebody else's.
    put(&mut workspace, &pins[2], Some(&other), 66, "99", "https://crm.example/99");
    assert_eq!(linked(&workspace), [("17".to_owned(), Some("https://crm.example/17".to_owned()))]);
    put(&mut workspace, &pins[1], None, 67, "18", "javascript:alert(1)");
    assert_eq!(linked(&workspace), [("18".to_owned(), None)], "what is no address is not shown as one");
}

/// Searching for a customer finds the pins that are theirs, by the same rule: a handle somebody else has by now finds nothing.
#[test]
fn a_search_for_a_customer_follows_whose_pins_they_are() {
    let mara = made(1, "Mara", &["x:#7", "x:mara", "y:mara"]);
    let pins = [
        pin(1, "x", "7", "mara", "-", "-"),
        pin(2, "x", "8", "mara", "-", "-"),
        pin(3, "x", "-", "mara", "-", "-"),
        pin(4, "x", "7", "renamed", "-", "-"),
        // No id of hers is known on this network.
        pin(5, "y", "9", "mara", "-", "-"),
    ];
    let workspace = office(std::slice::from_ref(&mara), &pins);
    let theirs: Vec<String> = workspace
        .pins()
        .filter(|pin| owner_in(pin, &workspace).is_some())
        .map(|pin| pin.id.to_string())
        .collect();
    let mut library = Library::open(workspace.iter().map(|(_, stored)| stored.clone()));
    let query = ListQuery { text: "customer:mara ".to_owned(), limit: 9, ..ListQuery::default() };
    let mut found: Vec<String> = library.list(&query).cards.iter().map(|card| card.id.to_string()).collect();
    found.sort();
    assert_eq!(found, [1, 3, 4, 5].map(ulid));
    assert_eq!(found, theirs);
}
