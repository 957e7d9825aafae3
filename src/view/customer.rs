//! All that is shown of one customer, or of an author who is none yet: accounts, reach, what there was, and who may be the
//! same. It changes nothing, and says nothing that is not stored.
//!
//! What to load depends on what was loaded: a plan is asked for round by round, from 0, until there is none.

use pinfold_kernels::sorting::sort_by_key;
use serde::{Deserialize, Serialize};

use super::{card::PinCard, records::Records, surfaces::cards_plan};
use crate::{
    customers::{
        account::{Account, accounts, is_one},
        link::{CrmLink, links},
        owner::{holder, owner},
        reach::{Reach, reach},
        suggest::{Person, Suggestion, Who, suggest},
        timeline::{Timeline, timeline},
    },
    model::{
        annotation::Annotation,
        customer::{Customer, IdentityKey, Standing, email_key, phone_key},
        delivery::Delivery,
        id::{AnnotationId, ConnectionId, CustomerId, PinId},
        pin::Pin,
        record::{IndexKey, Record, RecordKey, RecordKind},
        stored::{Loaded, Plan},
    },
};

/// Most pins of one customer that are looked at more closely, the latest of them.
const MAX_PINS: usize = 200;
/// Most answers of others that are shown, the latest of them.
const MAX_ANSWERS: usize = 100;
/// Most accounts and names that others are looked for by.
const MAX_TRAITS: usize = 60;
/// Longest beginning of a note in a timeline, in characters.
const MAX_NOTE: usize = 400;

/// Who is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CustomerOf {
    /// A customer.
    Customer(CustomerId),
    /// Whoever a pin is by.
    Pin(PinId),
}

impl CustomerOf {
    /// What is missing where there is nobody.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Customer(_) => RecordKind::Customer,
            Self::Pin(_) => RecordKind::Pin,
        }
    }

    fn key(&self) -> RecordKey {
        match self {
            Self::Customer(id) => customer_key(id),
            Self::Pin(id) => RecordKey::pin(id),
        }
    }
}

/// Why a pin is a customer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Its author's account is the customer's.
    Account,
    /// A person said so.
    Said,
}

/// Somebody who may be the same, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SuggestionView {
    /// Who, how likely, and why.
    pub suggestion: Suggestion,
    /// What they are called.
    pub name: String,
    /// What they are to us.
    pub standing: Standing,
    /// Their accounts.
    pub accounts: Vec<Account>,
}

/// A note in a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct NoteView {
    /// Which.
    pub id: AnnotationId,
    /// Its beginning.
    pub text: String,
    /// Who wrote it; absent: the person whose workspace this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
}

/// A customer, or an author who is none yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct CustomerView {
    /// The customer; absent: the author belongs to none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Customer>,
    /// Why the pin that was asked about is the customer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
    /// What to call them; absent where nothing is known of the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their accounts; those no pin shows have a key and nothing else.
    pub accounts: Vec<Account>,
    /// How many pins are theirs.
    pub pins: u32,
    /// How far they are heard.
    pub reach: Reach,
    /// What there was.
    pub timeline: Timeline,
    /// The pins in the timeline.
    pub cards: Vec<PinCard>,
    /// The notes in the timeline.
    pub notes: Vec<NoteView>,
    /// Where other systems have them.
    pub links: Vec<CrmLink>,
    /// The destinations in the timeline and in the links, with their names.
    pub connections: Vec<(ConnectionId, String)>,
    /// Who may be the same, what says most first.
    pub suggestions: Vec<SuggestionView>,
}

fn customer_key(id: &CustomerId) -> RecordKey {
    RecordKey::new(RecordKind::Customer, id.as_str())
}

/// Who is asked about, as far as it is loaded.
struct Subject<'a> {
    customer: Option<&'a Customer>,
    pin: Option<&'a Pin>,
    keys: Vec<IdentityKey>,
}

impl<'a> Subject<'a> {
    fn of(of: &CustomerOf, loaded: &'a Loaded) -> Option<Self> {
        match of {
            CustomerOf::Customer(id) => {
                let customer = customer_of(id, loaded)?;
                Some(Self { customer: Some(customer), pin: None, keys: all(customer) })
            }
            CustomerOf::Pin(id) => {
                let pin = loaded.pin_of(id)?;
                let customer = owner(pin, &customers(loaded));
                let keys = customer.map_or_else(|| pin.content.author_keys(), all);
                Some(Self { customer, pin: Some(pin), keys })
            }
        }
    }

    /// Their pins among the loaded ones, the last published first.
    fn pins(&self, loaded: &'a Loaded) -> Vec<&'a Pin> {
        let known = customers(loaded);
        let theirs = |pin: &&Pin| match self.customer {
            Some(customer) => is_theirs(pin, customer, loaded),
            None => is_one(&pin.content.author_keys(), &self.keys) && owner(pin, &known).is_none(),
        };
        let mut pins: Vec<&Pin> = pins(loaded).filter(theirs).chain(self.pin).collect();
        latest_first(&mut pins);
        pins
    }
}

fn pins(loaded: &Loaded) -> impl Iterator<Item = &Pin> {
    loaded.records(RecordKind::Pin).filter_map(Record::as_pin)
}

fn all(customer: &Customer) -> Vec<IdentityKey> {
    customer.identities.iter().cloned().collect()
}

fn customers(loaded: &Loaded) -> Vec<&Customer> {
    let all = loaded.records(RecordKind::Customer).filter_map(|record| match record {
        Record::Customer(customer) => Some(&**customer),
        _ => None,
    });
    all.collect()
}

fn customer_of<'a>(id: &CustomerId, records: &'a impl Records) -> Option<&'a Customer> {
    match records.record(&customer_key(id))? {
        Record::Customer(customer) => Some(customer),
        _ => None,
    }
}

fn latest_first(pins: &mut Vec<&Pin>) {
    let when = |pin: &Pin| pin.content.published.map_or(pin.created, |published| published.instant);
    sort_by_key(pins, |pin| std::cmp::Reverse((when(pin), &pin.id)));
    pins.dedup_by_key(|pin| &pin.id);
}

/// Whether a pin is a customer's: a person said so, or its author's account is theirs and no person gave it to another.
fn is_theirs(pin: &Pin, customer: &Customer, records: &impl Records) -> bool {
    match &pin.customer {
        Some(id) if *id == customer.id => true,
        Some(id) if customer_of(id, records).is_some() => false,
        _ => holder(&pin.content.author_keys(), &[customer]).is_some(),
    }
}

/// The pins of a customer, each once.
pub(super) fn pins_of_customer<'a>(customer: &Customer, records: &'a impl Records) -> Vec<&'a Pin> {
    let mut pins = records.pins_by(&IndexKey::customer(&customer.id));
    for key in &customer.identities {
        pins.extend(records.pins_by(&IndexKey::author(&key.0)));
    }
    pins.retain(|pin| is_theirs(pin, customer, records));
    sort_by_key(&mut pins, |pin| &pin.id);
    pins.dedup_by_key(|pin| &pin.id);
    pins
}

/// What the view of a customer needs.
pub fn plan(of: &CustomerOf, round: u32, loaded: &Loaded) -> Option<Plan> {
    let mut plan = Plan::default();
    if round == 0 {
        plan.keys.push(of.key());
        plan.all_of.push(RecordKind::Connection);
        return Some(plan);
    }
    let subject = Subject::of(of, loaded)?;
    match round {
        // Whose the pin is, then what else is theirs.
        1 | 2 => {
            plan.keys.extend(subject.pin.and_then(|pin| pin.customer.as_ref()).map(customer_key));
            plan.found_by.extend(subject.keys.iter().map(|key| IndexKey::author(&key.0)));
            plan.found_by.extend(subject.customer.map(|customer| IndexKey::customer(&customer.id)));
        }
        // What stands on their pins, to whom some of them were given, and who else goes by their names.
        3 => {
            let pins = subject.pins(loaded);
            let closer = || pins.iter().copied().take(MAX_PINS);
            plan = cards_plan(closer()).unwrap_or_default();
            plan.found_by.extend(closer().map(|pin| IndexKey::deliveries_of(&pin.id)));
            plan.some_by.extend(closer().flat_map(names).map(IndexKey::answers));
            plan.keys.extend(self::pins(loaded).filter_map(|pin| pin.customer.as_ref()).map(customer_key));
            plan.some_by.extend(traits(&subject, &accounts(pins.iter().copied())));
        }
        // Whose those accounts are, and what else theirs are.
        4 => {
            let own = subject.pins(loaded);
            let closer: Vec<&Pin> = own.iter().copied().take(MAX_PINS).collect();
            plan = cards_plan(answers(&closer, &own, loaded).into_iter()).unwrap_or_default();
            plan.keys.extend(deliveries(&closer, loaded).into_iter().filter_map(handed_as));
            let others = accounts(strangers(&own, loaded));
            let keys = others.iter().flat_map(|account| &account.keys);
            plan.some_by.extend(keys.take(MAX_TRAITS).map(|key| IndexKey::author(&key.0)));
        }
        5 => {
            let others = customers(loaded).into_iter().filter(|other| !is_subject(&subject, other));
            let keys = others.flat_map(|other| &other.identities);
            plan.some_by.extend(keys.take(MAX_TRAITS).map(|key| IndexKey::author(&key.0)));
        }
        _ => return None,
    }
    Some(plan)
}

/// The index keys of all that others may share with somebody.
fn traits(subject: &Subject<'_>, accounts: &[Account]) -> Vec<IndexKey> {
    let mut keys: Vec<IndexKey> = Vec::new();
    if let Some(customer) = subject.customer {
        keys.extend(customer.all_emails().map(|email| IndexKey::contact(&email_key(email))));
        keys.extend(customer.all_phones().filter_map(phone_key).map(|key| IndexKey::contact(&key)));
        keys.extend(customer.all_names().map(IndexKey::called));
    }
    keys.extend(subject.keys.iter().filter_map(IdentityKey::handle).map(IndexKey::called));
    for account in accounts {
        keys.extend(account.name.iter().chain(&account.handle).map(|name| IndexKey::called(name)));
        keys.extend(account.url.iter().map(|url| IndexKey::profile(url)));
    }
    keys.truncate(MAX_TRAITS);
    keys
}

/// The loaded pins that are not among `own`, the latest first.
fn strangers<'a>(own: &[&Pin], loaded: &'a Loaded) -> Vec<&'a Pin> {
    let mut others: Vec<&Pin> =
        pins(loaded).filter(|pin| !own.iter().any(|known| known.id == pin.id)).collect();
    latest_first(&mut others);
    others
}

/// What others call a pin by that they answer: its address, and the site's own id.
fn names(pin: &Pin) -> impl Iterator<Item = &str> {
    let source = &pin.content.source;
    source.url.iter().chain(&source.native_id).map(String::as_str)
}

/// The loaded pins that answer these and are not among `own`, the latest first.
fn answers<'a>(pins: &[&Pin], own: &[&Pin], loaded: &'a Loaded) -> Vec<&'a Pin> {
    let mut answered: Vec<(&str, Option<&str>)> = Vec::new();
    for pin in pins {
        let source = &pin.content.source;
        answered.extend(source.url.as_deref().map(|url| (url, None)));
        // An id of one network is somebody else's on another.
        answered.extend(source.native_id.as_deref().map(|id| (id, source.network.as_deref())));
    }
    sort_by_key(&mut answered, |name| *name);
    let is_answer = |pin: &&Pin| {
        let (parent, network) = (pin.content.thread.parent.as_deref(), pin.content.source.network.as_deref());
        let known = |name: (&str, Option<&str>)| answered.binary_search(&name).is_ok();
        parent.is_some_and(|parent| known((parent, None)) || (network.is_some() && known((parent, network))))
    };
    let mut found = strangers(own, loaded);
    found.retain(is_answer);
    found.truncate(MAX_ANSWERS);
    found
}

fn is_subject(subject: &Subject<'_>, other: &Customer) -> bool {
    subject.customer.is_some_and(|customer| customer.id == other.id)
}

/// The view of a customer, or of the author of a pin; `None` where there is no such customer or pin.
pub fn view(of: &CustomerOf, loaded: &Loaded) -> Option<CustomerView> {
    let subject = Subject::of(of, loaded)?;
    let pins = subject.pins(loaded);
    let total = u32::try_from(pins.len()).unwrap_or(u32::MAX);
    let closer: Vec<&Pin> = pins.iter().copied().take(MAX_PINS).collect();
    let notes: Vec<&Annotation> = closer.iter().flat_map(|pin| loaded.notes(&pin.id)).collect();
    let deliveries = deliveries(&closer, loaded);
    let answers = answers(&closer, &pins, loaded);
    let timeline = timeline(&closer, &answers, &notes, &deliveries);
    let shown = |pin: &&&Pin| timeline.entries.iter().any(|entry| entry.pin == pin.id);
    let own = own_accounts(&subject, &closer);
    let author = subject.pin.and_then(|pin| pin.content.author.as_ref());
    let name = match subject.customer {
        Some(customer) => Some(customer.name.clone()),
        None => author.and_then(|author| author.label()).map(str::to_owned),
    };
    Some(CustomerView {
        because: because(&subject),
        name,
        pins: total,
        reach: reach(&closer),
        cards: closer.iter().chain(&answers).filter(shown).map(|pin| PinCard::of(pin, loaded)).collect(),
        notes: notes.iter().filter(|note| !note.body.is_empty()).map(|note| note_view(note)).collect(),
        links: links(deliveries.iter().copied().filter(|delivery| is_of(delivery, &subject, loaded))),
        connections: connections(loaded),
        suggestions: suggestions(&subject, &own, &pins, loaded),
        customer: subject.customer.cloned(),
        accounts: own,
        timeline,
    })
}

fn because(subject: &Subject<'_>) -> Option<Because> {
    let (pin, customer) = (subject.pin?, subject.customer?);
    let said = pin.customer.as_ref() == Some(&customer.id);
    Some(if said { Because::Said } else { Because::Account })
}

/// The accounts pins show, then those of the customer that none shows.
fn own_accounts(subject: &Subject<'_>, pins: &[&Pin]) -> Vec<Account> {
    // A pin that a person gave to the customer does not make its author's account the customer's.
    let theirs = |pin: &&Pin| {
        let keys = pin.content.author_keys();
        subject.customer.is_none_or(|customer| holder(&keys, &[customer]).is_some())
    };
    let mut own = accounts(pins.iter().copied().filter(theirs));
    let unseen: Vec<&IdentityKey> =
        subject.keys.iter().filter(|key| !own.iter().any(|account| account.keys.contains(key))).collect();
    own.extend(unseen.into_iter().map(Account::bare));
    own
}

fn note_view(note: &Annotation) -> NoteView {
    NoteView {
        id: note.id.clone(),
        text: note.body.chars().take(MAX_NOTE).collect(),
        creator: note.creator.clone(),
    }
}

fn deliveries<'a>(pins: &[&Pin], loaded: &'a Loaded) -> Vec<&'a Delivery> {
    let all = loaded.records(RecordKind::Delivery).filter_map(|record| match record {
        Record::Delivery(delivery) => Some(&**delivery),
        _ => None,
    });
    all.filter(|delivery| pins.iter().any(|pin| pin.id == delivery.id.pin())).collect()
}

/// Whose a delivery was when it was handed over, as far as that was said.
fn handed_as(delivery: &Delivery) -> Option<RecordKey> {
    delivery.customer.as_ref().map(customer_key)
}

/// Whether what a delivery's receipt says of its customer is said of this one: its pin may have been given to another since. Who is
/// not there any more was merged into them.
fn is_of(delivery: &Delivery, subject: &Subject<'_>, loaded: &Loaded) -> bool {
    delivery.customer.as_ref().and_then(|id| customer_of(id, loaded)).is_none_or(|of| is_subject(subject, of))
}

fn connections(loaded: &Loaded) -> Vec<(ConnectionId, String)> {
    let all = loaded.records(RecordKind::Connection).filter_map(|record| match record {
        Record::Connection(connection) => Some((connection.id.clone(), connection.name.clone())),
        _ => None,
    });
    all.collect()
}

fn suggestions(
    subject: &Subject<'_>,
    own: &[Account],
    pins: &[&Pin],
    loaded: &Loaded,
) -> Vec<SuggestionView> {
    let others: Vec<&Customer> =
        customers(loaded).into_iter().filter(|other| !is_subject(subject, other)).collect();
    let mut people: Vec<(Option<&Customer>, Vec<Account>)> =
        others.iter().map(|other| (Some(*other), Vec::new())).collect();
    let strangers = strangers(pins, loaded);
    let free = strangers.iter().copied().filter(|pin| owner(pin, &others).is_none());
    for (customer, seen) in &mut people {
        let Some(customer) = customer else { continue };
        let theirs = strangers.iter().copied().filter(|pin| owner(pin, &[customer]).is_some());
        *seen = accounts(theirs);
        let bare = customer.identities.iter().filter(|key| !seen.iter().any(|one| one.keys.contains(key)));
        let bare: Vec<Account> = bare.map(Account::bare).collect();
        seen.extend(bare);
    }
    let free = accounts(free);
    people.extend(free.into_iter().map(|account| (None, vec![account])));
    let persons: Vec<Person<'_>> =
        people.iter().map(|(customer, accounts)| Person { customer: *customer, accounts }).collect();
    let found = suggest(Person { customer: subject.customer, accounts: own }, &persons);
    let shown = found.into_iter().filter_map(|suggestion| {
        let (customer, accounts) = people.iter().find(|(customer, accounts)| match &suggestion.who {
            Who::Customer(id) => customer.is_some_and(|customer| customer.id == *id),
            Who::Account(keys) => customer.is_none() && accounts.iter().any(|account| account.keys == *keys),
        })?;
        Some(SuggestionView {
            name: called(*customer, accounts),
            standing: customer.map(|customer| customer.standing).unwrap_or_default(),
            accounts: accounts.clone(),
            suggestion,
        })
    });
    shown.collect()
}

fn called(customer: Option<&Customer>, accounts: &[Account]) -> String {
    let account =
        || accounts.iter().find_map(|account| account.name.clone().or_else(|| account.handle.clone()));
    customer.map(|customer| customer.name.clone()).or_else(account).unwrap_or_default()
}
