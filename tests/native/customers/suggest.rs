//! Who may be the same person, and why; and who is never suggested.

use pinfold::{
    customers::{
        account::{Account, accounts},
        suggest::{Person, Reason, Strength, Suggestion, Who, suggest},
    },
    model::{
        customer::{Customer, Standing},
        pin::Pin,
    },
};
use proptest::prelude::*;

use super::{customer, key, pin};

/// Somebody, with the pins that show their accounts.
struct Somebody {
    customer: Option<Customer>,
    accounts: Vec<Account>,
}

impl Somebody {
    fn known(customer: Customer, pins: &[Pin]) -> Self {
        Self { customer: Some(customer), accounts: accounts(pins) }
    }

    fn seen(pins: &[Pin]) -> Self {
        Self { customer: None, accounts: accounts(pins) }
    }

    fn person(&self) -> Person<'_> {
        Person { customer: self.customer.as_ref(), accounts: &self.accounts }
    }
}

fn suggested(subject: &Somebody, others: &[&Somebody]) -> Vec<Suggestion> {
    suggest(subject.person(), &others.iter().map(|other| other.person()).collect::<Vec<_>>())
}

fn only(subject: &Somebody, other: &Somebody) -> Option<(Strength, Vec<Reason>)> {
    let mut found = suggested(subject, &[other]);
    assert!(found.len() < 2);
    found.pop().map(|one| (one.strength, one.reasons))
}

fn reached(mut customer: Customer, email: &str, phone: &str) -> Customer {
    customer.email = (email != "-").then(|| email.to_owned());
    customer.phones = (phone != "-").then(|| phone.to_owned()).into_iter().collect();
    customer
}

#[test]
fn every_suggestion_says_why_and_how_much_that_is() {
    use Strength::{Fair, Strong, Weak};
    let text = |text: &str| text.to_owned();
    let mara = || {
        reached(customer(1, "Mara Thiel", &["x:#7", "x:mara.thiel"]), "Mara@thiel.example", "+49 30 90182012")
    };
    let home = "https://thiel.example/";
    let subject = Somebody::known(mara(), &[pin(1, "x", "7", "mara.thiel", "Mara", home)]);
    let cases = [
        (
            Somebody::known(reached(customer(2, "M", &[]), "mara@THIEL.example", "-"), &[]),
            Some((Strong, vec![Reason::Email(text("Mara@thiel.example"))])),
        ),
        (
            Somebody::known(reached(customer(2, "M", &[]), "-", "030/90182012"), &[]),
            Some((Strong, vec![Reason::Phone(text("+49 30 90182012"))])),
        ),
        (
            Somebody::seen(&[pin(2, "forum", "3", "m17", "-", home)]),
            Some((Strong, vec![Reason::Profile(text(home))])),
        ),
        (
            Somebody::seen(&[pin(2, "forum", "3", "Mara.Thiel", "-", "-")]),
            Some((Fair, vec![Reason::Handle(text("mara.thiel"))])),
        ),
        (
            Somebody::seen(&[pin(2, "forum", "3", "-", "MARA  thiel", "-")]),
            Some((Weak, vec![Reason::Name(text("Mara Thiel"))])),
        ),
        (
            Somebody::seen(&[pin(2, "forum", "3", "mara.thiel", "Mara Thiel", "-")]),
            Some((Strong, vec![Reason::Handle(text("mara.thiel")), Reason::Name(text("Mara Thiel"))])),
        ),
        (
            Somebody::known(customer(2, "M", &["x:#7"]), &[]),
            Some((Strong, vec![Reason::Account(key("x:#7"))])),
        ),
        // The handle is another account's by now.
        (
            Somebody::seen(&[pin(2, "x", "8", "mara.thiel", "-", "-")]),
            Some((Weak, vec![Reason::PassedOn(key("x:mara.thiel"))])),
        ),
        // The same account is nobody else.
        (Somebody::seen(&[pin(2, "x", "7", "mara.thiel", "Mara Thiel", home)]), None),
        (Somebody::seen(&[pin(2, "forum", "3", "somebody", "Some Body", "-")]), None),
        // Without the site's own id, the handle says which account it is.
        (Somebody::seen(&[pin(2, "x", "-", "mara.thiel", "-", "-")]), None),
    ];
    for (other, expected) in cases {
        assert_eq!(only(&subject, &other), expected, "{:?} {:?}", other.customer, other.accounts);
    }
}

#[test]
fn names_that_many_have_or_that_say_nothing_are_no_reason() {
    for (name, handle) in [
        ("Amazon Customer", "-"),
        ("Anonymous User", "-"),
        ("Mara", "-"),
        ("Li Wu", "-"),
        ("-", "info"),
        ("-", "max"),
    ] {
        let one = Somebody::seen(&[pin(1, "x", "1", handle, name, "-")]);
        let other = Somebody::seen(&[pin(2, "forum", "2", handle, name, "-")]);
        assert_eq!(only(&one, &other), None, "{name} {handle}");
    }
    let named = |n: usize| Somebody::seen(&[pin(n, "forum", &n.to_string(), "-", "Anna Schmidt", "-")]);
    let subject = Somebody::seen(&[pin(1, "x", "1", "-", "Anna Schmidt", "-")]);
    for count in [1, 3, 4, 9] {
        let others: Vec<Somebody> = (2..2 + count).map(named).collect();
        let others: Vec<&Somebody> = others.iter().collect();
        let expected = if count <= 3 { count } else { 0 };
        assert_eq!(suggested(&subject, &others).len(), expected, "of {count}");
    }
    // A name needs no spaces where its script has none.
    let one = Somebody::seen(&[pin(1, "x", "1", "-", "山田太郎", "-")]);
    let other = Somebody::seen(&[pin(2, "forum", "2", "-", "山田太郎", "-")]);
    assert!(only(&one, &other).is_some());
}

#[test]
fn staff_competitors_and_those_told_apart_are_never_suggested() {
    let subject = || reached(customer(1, "Mara Thiel", &["x:#7"]), "m@thiel.example", "-");
    let other = || reached(customer(2, "Mara Thiel", &["forum:#9"]), "m@thiel.example", "-");
    let suggests =
        |one: Customer, two: Customer| only(&Somebody::known(one, &[]), &Somebody::known(two, &[])).is_some();
    assert!(suggests(subject(), other()));
    for standing in [Standing::Staff, Standing::Competitor] {
        assert!(!suggests(subject(), Customer { standing, ..other() }));
        assert!(!suggests(Customer { standing, ..subject() }, other()));
    }
    assert!(suggests(subject(), Customer { standing: Standing::Vip, ..other() }));
    for (one, two) in [
        (vec![other().id.to_string()], vec![]),
        (vec![], vec![subject().id.to_string()]),
        (vec!["forum:#9".to_owned()], vec![]),
        (vec![], vec!["x:#7".to_owned()]),
    ] {
        assert!(!suggests(Customer { apart: one, ..subject() }, Customer { apart: two, ..other() }));
    }
}

#[test]
fn an_account_is_suggested_by_all_its_keys_and_what_says_most_comes_first() {
    let subject =
        Somebody::known(reached(customer(1, "Mara Thiel", &["x:mara.thiel"]), "m@thiel.example", "-"), &[]);
    let weak = Somebody::seen(&[pin(2, "plaza", "3", "-", "Mara Thiel", "-")]);
    let fair = Somebody::seen(&[
        pin(4, "forum", "-", "mara.thiel", "-", "-"),
        pin(3, "forum", "9", "mara.thiel", "-", "-"),
    ]);
    let strong = Somebody::known(reached(customer(2, "M", &[]), "m@thiel.example", "-"), &[]);
    let found = suggested(&subject, &[&weak, &fair, &strong]);
    let who: Vec<Who> = found.into_iter().map(|one| one.who).collect();
    assert_eq!(
        who,
        [
            Who::Customer(strong.customer.as_ref().unwrap().id.clone()),
            Who::Account(vec![key("forum:#9"), key("forum:mara.thiel")]),
            Who::Account(vec![key("plaza:#3")]),
        ]
    );
}

proptest! {
    #[test]
    fn whoever_is_suggested_shares_what_is_said_and_it_goes_both_ways(
        texts in prop::collection::vec("[a-c ]{0,12}", 8),
        handles in prop::collection::vec("[ab]{1,10}", 2),
    ) {
        let somebody = |n: usize, network: &str| {
            let (name, phone) = (texts[n].as_str(), texts[n + 2].as_str());
            let known = reached(customer(n, name, &[&format!("{network}:{}", handles[n])]), &texts[n + 4], phone);
            Somebody::known(known, &[pin(n, network, "-", &handles[n], &texts[n + 6], "-")])
        };
        let (one, two) = (somebody(0, "x"), somebody(1, "forum"));
        let there = only(&one, &two);
        let back = only(&two, &one);
        prop_assert_eq!(there.as_ref().map(|found| found.0), back.map(|found| found.0));
        for reason in there.into_iter().flat_map(|found| found.1) {
            let shared = match reason {
                Reason::Handle(handle) => handles.iter().all(|own| *own == handle),
                Reason::Email(_) | Reason::Phone(_) | Reason::Name(_) => true,
                other => panic!("{other:?} cannot be shared here"),
            };
            prop_assert!(shared);
        }
    }
}
