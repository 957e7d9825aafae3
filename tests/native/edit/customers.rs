//! Customers: made, changed, merged, split, and whose a pin is.

use std::collections::{BTreeMap, BTreeSet};

use pinfold::{
    edit::{
        Edit,
        care::command::{CareCommand, CustomerEdit},
        command::Command,
        error::EditError,
    },
    model::{
        customer::{Consent, ConsentState, Customer, IdentityKey, MAX_IDENTITIES, Standing},
        id::CustomerId,
        record::{IndexKey, Record, RecordKey, RecordKind},
        time::Instant,
    },
};
use proptest::prelude::*;

use super::{Office, create, draft, pin_id, ulid};

fn customer_id(n: usize) -> CustomerId {
    CustomerId::try_from(ulid(500 + n)).unwrap()
}

fn key(text: &str) -> IdentityKey {
    IdentityKey(text.to_owned())
}

fn keys(texts: &[&str]) -> Vec<IdentityKey> {
    texts.iter().map(|text| key(text)).collect()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn write(n: usize, edits: Vec<CustomerEdit>) -> CareCommand {
    CareCommand::CustomerWrite { id: customer_id(n), edits }
}

fn named(n: usize, name: &str, identities: &[&str]) -> CareCommand {
    write(n, vec![CustomerEdit::Name(name.to_owned()), CustomerEdit::Identify(keys(identities))])
}

fn merge(stays: usize, goes: usize) -> CareCommand {
    CareCommand::CustomerMerge { stays: customer_id(stays), goes: customer_id(goes) }
}

fn split(from: usize, new: usize, identities: &[&str], contacts: &[&str]) -> CareCommand {
    CareCommand::CustomerSplit {
        from: customer_id(from),
        new: customer_id(new),
        name: format!("Customer {new}"),
        identities: keys(identities),
        contacts: texts(contacts),
    }
}

fn give(pins: &[usize], to: Option<usize>) -> CareCommand {
    CareCommand::PinsCustomer {
        pins: pins.iter().map(|n| pin_id(*n)).collect(),
        customer: to.map(customer_id),
    }
}

fn customer(office: &Office, n: usize) -> Option<Customer> {
    let key = RecordKey::new(RecordKind::Customer, customer_id(n).as_str());
    match &office.workspace.get(&key)?.record {
        Record::Customer(customer) => Some((**customer).clone()),
        _ => None,
    }
}

fn found(office: &Office, by: &IndexKey) -> Vec<RecordKey> {
    office.workspace.found_by(by).map(|stored| stored.record.key()).collect()
}

#[test]
fn a_customer_is_made_changed_and_found() {
    let mut office = Office::with_pins(1);
    office.run(named(0, "  Mara \n Thiel ", &["social:#7", "social:mara"])).unwrap();
    let made = customer(&office, 0).unwrap();
    assert_eq!((made.name.as_str(), made.identities.len()), ("Mara Thiel", 2));
    assert_eq!(made.created, made.changed);

    let edits = vec![
        CustomerEdit::Names(texts(&["Mara T.", " ", "mara t."])),
        CustomerEdit::Emails(texts(&["mara@thiel.example", "MARA@thiel.example", "m.thiel@work.example"])),
        CustomerEdit::Phones(texts(&["+49 30 90182012", "030 90182012", "112"])),
        CustomerEdit::Standing(Standing::Vip),
        CustomerEdit::Consent(Consent {
            state: ConsentState::Given,
            at: None,
            note: Some(" by mail ".to_owned()),
        }),
        CustomerEdit::Notes(" wants a call\n".to_owned()),
        CustomerEdit::Apart(texts(&["social:other", customer_id(0).as_str(), "social:mara", "social:other"])),
    ];
    office.run(write(0, edits)).unwrap();
    let now = customer(&office, 0).unwrap();
    assert_eq!(now.names, ["Mara T."]);
    assert_eq!(now.all_emails().collect::<Vec<_>>(), ["mara@thiel.example", "m.thiel@work.example"]);
    assert_eq!(now.all_phones().collect::<Vec<_>>(), ["+49 30 90182012", "112"]);
    assert_eq!((now.standing, now.notes.as_str()), (Standing::Vip, "wants a call"));
    assert_eq!(now.consent.at, Some(now.changed));
    assert_eq!(now.consent.note.as_deref(), Some("by mail"));
    assert_eq!(now.apart, ["social:other"]);

    // One look-up finds the customer beside the pins of its account.
    let own = RecordKey::new(RecordKind::Customer, customer_id(0).as_str());
    assert_eq!(found(&office, &IndexKey::author("social:mara")), [own.clone(), RecordKey::pin(&pin_id(0))]);
    assert_eq!(found(&office, &IndexKey::contact("m.thiel@work.example")), std::slice::from_ref(&own));
    assert_eq!(found(&office, &IndexKey::contact("090182012")), std::slice::from_ref(&own));
    assert_eq!(found(&office, &IndexKey::called("MARA  THIEL")), [own]);
}

#[test]
fn what_is_no_customer_is_refused_and_nothing_written() {
    let long = "x".repeat(300);
    let many: Vec<IdentityKey> = (0..=MAX_IDENTITIES).map(|n| key(&format!("social:{n}"))).collect();
    let mut office = Office::with_pins(1);
    office.run(named(0, "Mara", &["social:mara"])).unwrap();
    let before = office.records();
    let cases = [
        (write(1, vec![]), EditError::Invalid("name")),
        (write(1, vec![CustomerEdit::Name(" \n".to_owned())]), EditError::Invalid("name")),
        (named(1, "A", &["mara"]), EditError::Invalid("identity")),
        (named(1, "A", &["social: "]), EditError::Invalid("identity")),
        (named(1, "A", &[&long]), EditError::Invalid("identity")),
        (write(0, vec![CustomerEdit::Emails(texts(&["mara"]))]), EditError::Invalid("email")),
        (write(0, vec![CustomerEdit::Emails(texts(&["mara@localhost"]))]), EditError::Invalid("email")),
        (write(0, vec![CustomerEdit::Emails(texts(&["a b@c.example"]))]), EditError::Invalid("email")),
        (write(0, vec![CustomerEdit::Emails(texts(&["a@b@c.example"]))]), EditError::Invalid("email")),
        (write(0, vec![CustomerEdit::Phones(texts(&["call me"]))]), EditError::Invalid("phone")),
        (
            write(0, vec![CustomerEdit::Identify(many)]),
            EditError::TooMany { what: "identities", limit: MAX_IDENTITIES },
        ),
        (merge(0, 0), EditError::Invalid("customer")),
        (split(0, 1, &[], &[]), EditError::Invalid("identities")),
        (split(0, 0, &["social:mara"], &[]), EditError::Invalid("identities")),
        (split(0, 1, &["social:other"], &[]), EditError::Invalid("identity")),
        (
            named(1, "Other", &["social:mara"]),
            EditError::Taken {
                identity: "social:mara".to_owned(),
                customer: customer_id(0),
                name: "Mara".to_owned(),
            },
        ),
    ];
    for (command, error) in cases {
        assert_eq!(office.run(command.clone()), Err(error), "{command:?}");
    }
    for missing in [merge(0, 7), merge(7, 0), split(7, 1, &["social:mara"], &[]), give(&[0], Some(7))] {
        assert!(matches!(office.run(missing.clone()), Err(EditError::NotFound(_))), "{missing:?}");
    }
    assert_eq!(office.records(), before);
}

#[test]
fn merging_brings_everything_together_and_undo_takes_it_apart() {
    let mut office = Office::with_pins(2);
    office.run(named(0, "Mara", &["social:mara"])).unwrap();
    office
        .run(write(
            0,
            vec![
                CustomerEdit::Emails(texts(&["mara@thiel.example"])),
                CustomerEdit::Notes("likes oak".to_owned()),
                CustomerEdit::Apart(texts(&["forum:mara"])),
                CustomerEdit::Consent(Consent { state: ConsentState::Given, ..Consent::default() }),
            ],
        ))
        .unwrap();
    office.run(named(1, "Mara Thiel", &["forum:mara", "plaza:#9"])).unwrap();
    let withdrawn = Instant::from_milliseconds(5);
    office
        .run(write(
            1,
            vec![
                CustomerEdit::Emails(texts(&["MARA@thiel.example", "m@work.example"])),
                CustomerEdit::Phones(texts(&["030 90182012"])),
                CustomerEdit::Notes("call only".to_owned()),
                CustomerEdit::Standing(Standing::Vip),
                CustomerEdit::Consent(Consent {
                    state: ConsentState::Withdrawn,
                    at: Some(withdrawn),
                    note: Some("letter".to_owned()),
                }),
            ],
        ))
        .unwrap();
    office.run(give(&[1], Some(1))).unwrap();
    let before = office.records();

    office.run(merge(0, 1)).unwrap();
    let merged = office.last_change();
    assert_eq!(customer(&office, 1), None);
    let one = customer(&office, 0).unwrap();
    assert_eq!((one.name.as_str(), one.names.as_slice()), ("Mara", &texts(&["Mara Thiel"])[..]));
    assert_eq!(one.identities, keys(&["forum:mara", "plaza:#9", "social:mara"]).into_iter().collect());
    assert_eq!(one.all_emails().collect::<Vec<_>>(), ["mara@thiel.example", "m@work.example"]);
    assert_eq!(one.phone.as_deref(), Some("030 90182012"));
    assert_eq!(one.notes, "likes oak\n\ncall only");
    assert_eq!(one.standing, Standing::Vip);
    // What was taken back stays so, whoever of the two said it, and however long ago.
    assert_eq!((one.consent.state, one.consent.at), (ConsentState::Withdrawn, Some(withdrawn)));
    assert_eq!(one.consent.note.as_deref(), Some("letter"));
    assert!(one.apart.is_empty(), "an account it now has is not somebody else's");
    assert_eq!(office.pin(1).customer, Some(customer_id(0)));

    office.run(Command::Undo { change: merged }).unwrap();
    assert_eq!(office.records(), before);
}

#[test]
fn splitting_takes_accounts_contacts_and_pins_along() {
    let mut office = Office::with_pins(1);
    let other = Command::PinCreate {
        id: pin_id(1),
        draft: Box::new(draft("x", "thiel", "post")),
        tags: Default::default(),
        board: None,
        highlight: None,
    };
    office.run(other).unwrap();
    office.run(named(0, "Both", &["social:mara", "social:thiel"])).unwrap();
    let emails = texts(&["a@a.example", "b@b.example", "c@c.example"]);
    office.run(write(0, vec![CustomerEdit::Emails(emails)])).unwrap();
    office.run(give(&[0, 1], Some(0))).unwrap();
    let before = office.records();

    office.run(split(0, 1, &["social:thiel"], &["a@a.example", "z@z.example"])).unwrap();
    let parted = office.last_change();
    let (old, new) = (customer(&office, 0).unwrap(), customer(&office, 1).unwrap());
    assert_eq!(old.identities, keys(&["social:mara"]).into_iter().collect());
    assert_eq!(new.identities, keys(&["social:thiel"]).into_iter().collect());
    assert_eq!(old.all_emails().collect::<Vec<_>>(), ["b@b.example", "c@c.example"]);
    assert_eq!((new.email.as_deref(), new.emails.len()), (Some("a@a.example"), 0));
    assert_eq!((old.apart, new.apart), (vec![new.id.to_string()], vec![old.id.to_string()]));
    assert_eq!(office.pin(0).customer, Some(customer_id(0)));
    assert_eq!(office.pin(1).customer, Some(customer_id(1)));

    office.run(Command::Undo { change: parted }).unwrap();
    assert_eq!(office.records(), before);
}

#[test]
fn a_customer_keeps_what_other_systems_find_it_by() {
    let mut office = Office::default();
    let known = |office: &Office, n: usize| customer(office, n).unwrap().key();
    let emails = |emails: &[&str]| CustomerEdit::Emails(texts(emails));
    office.run(named(0, "Mara", &["social:#7", "social:mara"])).unwrap();
    assert_eq!(known(&office, 0), "social:mara", "as while nobody had said who it is");
    // Accounts that stand before it, and another customer's, change nothing.
    office
        .run(write(0, vec![CustomerEdit::Identify(keys(&["atlas:mara"])), emails(&["a@a.example"])]))
        .unwrap();
    office.run(named(1, "Mara T.", &["forum:thiel"])).unwrap();
    office.run(merge(0, 1)).unwrap();
    assert_eq!(known(&office, 0), "social:mara");
    // Who is split off with it takes it along: never do two have one.
    office.run(split(0, 1, &["atlas:mara", "social:#7", "social:mara"], &[])).unwrap();
    assert_eq!((known(&office, 0), known(&office, 1)), ("forum:thiel".to_owned(), "social:mara".to_owned()));
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(known(&office, 0), "social:mara");

    office.run(write(2, vec![CustomerEdit::Name("Tom".to_owned())])).unwrap();
    assert_eq!(known(&office, 2), format!("customer:{}", customer_id(2)));
    office.run(write(2, vec![emails(&["tom@t.example"])])).unwrap();
    office
        .run(write(
            2,
            vec![CustomerEdit::Identify(keys(&["a:tom"])), emails(&["t@work.example", "Tom@t.example"])],
        ))
        .unwrap();
    assert_eq!(known(&office, 2), "tom@t.example");
    office.run(write(2, vec![emails(&["t@work.example"])])).unwrap();
    assert_eq!(known(&office, 2), "a:tom", "what was taken away finds nobody");
}

#[test]
fn deleting_a_customer_keeps_its_pins() {
    let mut office = Office::with_pins(2);
    office.run(named(0, "Mara", &["social:mara"])).unwrap();
    office.run(give(&[0], Some(0))).unwrap();
    let before = office.records();
    office.run(CareCommand::CustomerDelete { id: customer_id(0) }).unwrap();
    assert_eq!((customer(&office, 0), office.pin(0).customer.clone()), (None, None));
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.records(), before);
}

#[test]
fn undo_gives_no_account_to_two_customers() {
    let mut office = Office::default();
    office.run(named(0, "Mara", &["social:mara"])).unwrap();
    office.run(CareCommand::CustomerDelete { id: customer_id(0) }).unwrap();
    let deleted = office.last_change();
    office.run(named(1, "Other", &["social:mara"])).unwrap();
    let made = office.last_change();
    let refused = office.run(Command::Undo { change: deleted.clone() });
    assert!(matches!(refused, Err(EditError::Taken { .. })), "{refused:?}");
    office.run(Command::Undo { change: made }).unwrap();
    office.run(Command::Undo { change: deleted }).unwrap();
    assert!(customer(&office, 0).is_some());
}

#[test]
fn asking_again_doubles_nothing() {
    let mut office = Office::default();
    let command = named(0, "Mara", &["social:mara"]);
    let change = Office::change(7);
    let now = Instant::from_milliseconds(9);
    for _ in 0..2 {
        let loaded = office.workspace.load(&command.plan(&change));
        let outcome = command.apply(&change, &loaded, now).unwrap();
        office.workspace.commit(&outcome.batch).unwrap();
        assert_eq!(outcome.touched.len(), 1);
    }
    assert_eq!(office.workspace.changes().count(), 1);
}

const ACCOUNTS: [&str; 6] = ["a:#1", "a:one", "b:one", "b:#2", "c:two", "d:#3"];

fn account() -> impl Strategy<Value = &'static str> {
    prop::sample::select(ACCOUNTS.to_vec())
}

/// Any command on four customers, three pins and six accounts.
fn command() -> impl Strategy<Value = CareCommand> {
    let who = || 0_usize..4;
    let accounts = || prop::collection::vec(account(), 1..4);
    let contact = || prop::sample::select(vec!["a@a.example", "b@b.example", "030 1234567", "+1 555 0100"]);
    let contacts = move || prop::collection::vec(contact(), 0..3);
    prop_oneof![
        4 => (who(), accounts()).prop_map(|(n, accounts)| named(n, &format!("Customer {n}"), &accounts)),
        2 => (who(), contacts()).prop_map(|(n, contacts)| {
            let (emails, phones): (Vec<_>, Vec<_>) = contacts.iter().partition(|contact| contact.contains('@'));
            write(n, vec![
                CustomerEdit::Name(format!("Customer {n}")),
                CustomerEdit::Emails(texts(&emails)),
                CustomerEdit::Phones(texts(&phones)),
            ])
        }),
        1 => (who(), accounts()).prop_map(|(n, accounts)| write(n, vec![CustomerEdit::Release(keys(&accounts))])),
        3 => (who(), who()).prop_map(|(stays, goes)| merge(stays, goes)),
        3 => (who(), who(), accounts(), contacts())
            .prop_map(|(from, new, accounts, contacts)| split(from, new, &accounts, &contacts)),
        1 => who().prop_map(|n| CareCommand::CustomerDelete { id: customer_id(n) }),
        2 => (prop::collection::vec(0_usize..3, 1..3), prop::option::of(who()))
            .prop_map(|(pins, to)| give(&pins, to)),
    ]
}

/// What all customers have together: accounts, contact points, names.
fn held(office: &Office) -> BTreeMap<String, usize> {
    let mut held = BTreeMap::new();
    for customer in office.workspace.customers() {
        let identities = customer.identities.iter().map(|identity| identity.0.clone());
        for what in identities {
            *held.entry(what).or_insert(0) += 1;
        }
    }
    held
}

fn contacts(office: &Office) -> BTreeSet<String> {
    let all =
        office.workspace.customers().flat_map(|customer| customer.all_emails().chain(customer.all_phones()));
    all.map(str::to_owned).collect()
}

proptest! {
    #[test]
    fn nobody_shares_an_account_nothing_is_lost_and_all_can_be_undone(
        commands in prop::collection::vec(command(), 1..30),
    ) {
        let mut office = Office::with_pins(0);
        for (n, handle) in ["one", "two", "three"].into_iter().enumerate() {
            let mut made = create(n);
            if let Command::PinCreate { draft: read, .. } = &mut made {
                **read = draft(&n.to_string(), handle, "post");
            }
            office.run(made).unwrap();
        }
        let mut states = Vec::new();
        for command in commands {
            let (before, had, reached) = (office.records(), held(&office), contacts(&office));
            if office.run(command.clone()).is_err() || office.records() == before {
                prop_assert_eq!(office.records(), before);
                continue;
            }
            if matches!(command, CareCommand::CustomerMerge { .. } | CareCommand::CustomerSplit { .. }) {
                prop_assert_eq!(held(&office), had, "every account is where exactly one customer is");
                prop_assert_eq!(contacts(&office), reached);
            }
            prop_assert!(held(&office).values().all(|count| *count == 1));
            // Whose a pin is, is somebody there is.
            for pin in office.workspace.pins() {
                let there = pin.customer.as_ref().is_none_or(|id| office.has(RecordKind::Customer, id.as_str()));
                prop_assert!(there);
            }
            states.push((office.last_change(), before));
        }
        while let Some((change, before)) = states.pop() {
            office.run(Command::Undo { change }).unwrap();
            prop_assert_eq!(office.records(), before);
        }
    }
}
