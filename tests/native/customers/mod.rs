//! Who is who: whose a pin is, who may be the same person and why, how far somebody is heard, and what there was.

mod suggest;
mod timeline;
mod view;

use pinfold::{
    customers::owner::{owner, owner_in},
    model::{
        author::Author,
        customer::{Customer, IdentityKey},
        id::{CustomerId, PinId},
        pin::{Content, Pin, PinKind},
        record::Record,
        source::Source,
        stored::Stored,
        time::Instant,
        workspace::Workspace,
    },
};

pub fn ulid(n: usize) -> String {
    format!("01{n:024}")
}

pub fn at(milliseconds: i64) -> Instant {
    Instant::from_milliseconds(milliseconds)
}

pub fn key(text: &str) -> IdentityKey {
    IdentityKey(text.to_owned())
}

pub fn customer(n: usize, name: &str, identities: &[&str]) -> Customer {
    let id = CustomerId::try_from(ulid(500 + n)).unwrap();
    Customer {
        identities: identities.iter().map(|text| key(text)).collect(),
        ..Customer::new(id, name.to_owned(), at(0))
    }
}

/// A pin by an author: `x:#7 mara "Mara Thiel" https://…`, every part but the network may be missing (`-`).
pub fn pin(n: usize, network: &str, native: &str, handle: &str, name: &str, url: &str) -> Pin {
    let some = |text: &str| (text != "-").then(|| text.to_owned());
    let source = Source {
        page_url: format!("https://{network}.example/feed"),
        url: Some(format!("https://{network}.example/{n}")),
        site: format!("{network}.example"),
        network: Some(network.to_owned()),
        native_id: Some(n.to_string()),
        ..Source::default()
    };
    let author = Author {
        handle: some(handle),
        name: some(name),
        url: some(url),
        native_id: some(native),
        ..Author::default()
    };
    Pin {
        id: PinId::try_from(ulid(n)).unwrap(),
        created: at(1_000),
        changed: at(1_000),
        content: Content { author: Some(author), ..Content::new(PinKind::Post, source) },
        tags: Default::default(),
        placements: Default::default(),
        observations: Vec::new(),
        rights: Default::default(),
        customer: None,
        case: None,
        ties: Default::default(),
    }
}

#[test]
fn a_pin_belongs_to_whoever_has_its_authors_account() {
    let by_id = customer(1, "By id", &["x:#7", "x:mara"]);
    let by_handle = customer(2, "By handle", &["x:tom", "forum:mara"]);
    let cases: [(&str, &str, &str, Option<&str>); 8] = [
        ("x", "7", "mara", Some("By id")),
        // The account has a new handle: its own id still says whose it is.
        ("x", "7", "mara.new", Some("By id")),
        ("x", "-", "Mara", Some("By id")),
        // The handle has passed on to another account.
        ("x", "8", "mara", None),
        ("x", "9", "tom", Some("By handle")),
        ("forum", "3", "mara", Some("By handle")),
        ("plaza", "-", "mara", None),
        ("x", "-", "-", None),
    ];
    for (network, native, handle, expected) in cases {
        let pin = pin(1, network, native, handle, "Mara", "-");
        let found = owner(&pin, &[&by_id, &by_handle]).map(|customer| customer.name.as_str());
        assert_eq!(found, expected, "{network}:#{native} {handle}");
    }
}

#[test]
fn what_a_person_said_wins_and_a_customer_that_is_gone_is_nobody() {
    let (own, other) = (customer(1, "Account", &["x:#7"]), customer(2, "Said", &[]));
    let mut pin = pin(1, "x", "7", "mara", "-", "-");
    let mut workspace = Workspace::default();
    for customer in [&own, &other] {
        workspace.put(Stored { revision: 1, record: Record::Customer(Box::new(customer.clone())) });
    }
    assert_eq!(owner_in(&pin, &workspace), Some(&own));
    pin.customer = Some(other.id.clone());
    assert_eq!(owner_in(&pin, &workspace), Some(&other));
    pin.customer = Some(CustomerId::nil());
    assert_eq!(owner_in(&pin, &workspace), Some(&own));
}
