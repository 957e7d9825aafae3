//! Who may be the same person as somebody, and why. Every suggestion says its reasons; nobody is merged here, and our own
//! staff and competitors are never suggested.

use pinfold_kernels::sorting::sort_by;
use serde::{Deserialize, Serialize};

use super::account::{Account, is_one};
use crate::model::{
    customer::{Customer, IdentityKey, email_key, phone_key},
    id::CustomerId,
    letters,
    text::folded,
};

/// Most suggestions at once: more is not read.
const MAX_SUGGESTIONS: usize = 10;
/// Most different accounts with one name for the name to say something.
const RARE: usize = 3;
/// Fewest characters of a handle that says something: shorter ones are taken on every network, by different people.
const MIN_HANDLE: usize = 4;
/// From here on a handle is hardly ever anybody else's by chance.
const LONG_HANDLE: usize = 9;
/// Fewest letters of a name that says something.
const MIN_NAME: usize = 6;
/// Fewest characters of a name in a script without spaces.
const MIN_UNSPACED: usize = 3;
/// The first character of the scripts without spaces between words.
const UNSPACED: char = '\u{2e80}';
/// Names and handles that say nothing: services give them to those who give none, or offices share them.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "amazon customer",
    "amazon-kunde",
    "anonym",
    "anonymous",
    "anonymous user",
    "contact",
    "customer",
    "deleted",
    "deleted user",
    "former user",
    "google user",
    "a google user",
    "ein google-nutzer",
    "guest",
    "guest user",
    "hello",
    "info",
    "kunde",
    "moderator",
    "office",
    "service",
    "support",
    "test user",
    "unknown",
    "user",
    "verified buyer",
    "verified customer",
];

/// Why two may be one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Both have this account, which a backup can bring about.
    Account(IdentityKey),
    /// Both have this handle on one network, but the site's own ids differ: it may have passed on to somebody else.
    PassedOn(IdentityKey),
    /// Both have this e-mail address.
    Email(String),
    /// Both have this telephone number.
    Phone(String),
    /// Both name this address as theirs.
    Profile(String),
    /// Both have this handle, on different networks.
    Handle(String),
    /// Both go by this name, which few have here.
    Name(String),
}

/// How much a suggestion says. It is the strongest of its reasons, and one more where two of them come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Worth a look: a name alone, a short handle, or a handle that may have passed on.
    Weak,
    /// Likely: a long handle, or a handle and a name.
    Fair,
    /// Almost certain: something that one person has.
    Strong,
}

/// Who may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A customer.
    Customer(CustomerId),
    /// An account that is no customer's, by its keys.
    Account(Vec<IdentityKey>),
}

/// Somebody who may be the same, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Suggestion {
    /// Who.
    pub who: Who,
    /// How much it says.
    pub strength: Strength,
    /// Why, what says most first.
    pub reasons: Vec<Reason>,
}

/// Somebody to compare: a customer with the accounts its pins show, or one account.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// The customer.
    pub customer: Option<&'a Customer>,
    /// The accounts, as pins show them.
    pub accounts: &'a [Account],
}

/// Who among `others` may be the same as `subject`, what says most first. `others` are all that was found by the same
/// contact points, handles, names and profiles: how many of them have one name is what makes it rare.
pub fn suggest(subject: Person<'_>, others: &[Person<'_>]) -> Vec<Suggestion> {
    if subject.customer.is_some_and(|customer| !customer.standing.is_customer()) {
        return Vec::new();
    }
    let own = Traits::of(subject);
    let traits: Vec<(Person<'_>, Traits)> = others.iter().map(|other| (*other, Traits::of(*other))).collect();
    let mut found: Vec<(String, Suggestion)> = Vec::new();
    for (other, theirs) in &traits {
        if is_out(subject, &own, *other, theirs) {
            continue;
        }
        let rare = |name: &str| {
            let having = traits.iter().filter(|(_, traits)| traits.names.iter().any(|(key, _)| key == name));
            having.count() <= RARE
        };
        let reasons = reasons(&own, theirs, rare);
        let Some(strength) = strength(&reasons) else { continue };
        let (key, who) = match other.customer {
            Some(customer) => (customer.id.to_string(), Who::Customer(customer.id.clone())),
            None => {
                let keys = other.accounts.iter().flat_map(|account| account.keys.clone()).collect::<Vec<_>>();
                (keys.first().map(|key| key.0.clone()).unwrap_or_default(), Who::Account(keys))
            }
        };
        found.push((key, Suggestion { who, strength, reasons }));
    }
    sort_by(&mut found, |(a, one), (b, other)| (other.strength, a).cmp(&(one.strength, b)));
    found.into_iter().take(MAX_SUGGESTIONS).map(|(_, suggestion)| suggestion).collect()
}

/// What somebody can be told by.
#[derive(Debug, Default)]
struct Traits {
    keys: Vec<IdentityKey>,
    emails: Vec<(String, String)>,
    phones: Vec<(String, String)>,
    profiles: Vec<String>,
    /// Handles with their networks.
    handles: Vec<(String, String)>,
    /// Names, as they are compared and as they are written.
    names: Vec<(String, String)>,
}

impl Traits {
    fn of(person: Person<'_>) -> Self {
        let mut own = Self::default();
        let mut keys: Vec<IdentityKey> =
            person.accounts.iter().flat_map(|account| account.keys.clone()).collect();
        if let Some(customer) = person.customer {
            keys.extend(customer.identities.iter().cloned());
            own.emails = customer.all_emails().map(|email| (email_key(email), email.to_owned())).collect();
            let phones =
                customer.all_phones().filter_map(|phone| Some((phone_key(phone)?, phone.to_owned())));
            own.phones = phones.collect();
            own.names = customer.all_names().filter_map(name).collect();
        }
        own.names.extend(person.accounts.iter().filter_map(|account| name(account.name.as_deref()?)));
        own.profiles = person.accounts.iter().filter_map(|account| account.url.clone()).collect();
        own.handles = keys.iter().filter_map(handle).collect();
        own.keys = keys;
        own
    }
}

/// A handle that says something, with its network.
fn handle(key: &IdentityKey) -> Option<(String, String)> {
    let handle = key.handle()?;
    let says = handle.chars().take(MIN_HANDLE).count() >= MIN_HANDLE && !NOBODY.contains(&handle);
    says.then(|| (handle.to_owned(), key.network().to_owned()))
}

/// A name that says something: two words, or a few characters of a script that has no spaces.
fn name(written: &str) -> Option<(String, String)> {
    let written = folded(written);
    let key = letters::key(&written);
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    let whole = key.contains(' ') && letters >= MIN_NAME;
    let unspaced = key.chars().filter(|c| *c >= UNSPACED && c.is_alphabetic()).count() >= MIN_UNSPACED;
    ((whole || unspaced) && !NOBODY.contains(&key.as_str())).then_some((key, written))
}

/// Whether somebody is not to be suggested: it is the subject itself, staff, a competitor, or was said to be somebody else.
fn is_out(subject: Person<'_>, own: &Traits, other: Person<'_>, theirs: &Traits) -> bool {
    let (one, two) = (subject.customer, other.customer);
    let same = one.is_some() && one.map(|customer| &customer.id) == two.map(|customer| &customer.id);
    let is_account = |accounts: &[Account], keys: &[IdentityKey]| {
        !keys.is_empty() && accounts.iter().any(|account| is_one(&account.keys, keys))
    };
    let itself = same || (two.is_none() && is_account(subject.accounts, &theirs.keys));
    let strange = two.is_some_and(|customer| !customer.standing.is_customer());
    let says_no = |customer: Option<&Customer>, id: Option<&Customer>, keys: &[IdentityKey]| {
        customer.is_some_and(|customer| {
            let named = |name: &str| customer.apart.iter().any(|apart| apart == name);
            id.is_some_and(|other| named(other.id.as_str())) || keys.iter().any(|key| named(&key.0))
        })
    };
    itself || strange || says_no(one, two, &theirs.keys) || says_no(two, one, &own.keys)
}

fn reasons(own: &Traits, theirs: &Traits, rare: impl Fn(&str) -> bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let both = own.keys.iter().find(|key| theirs.keys.contains(key));
    reasons.extend(both.map(|key| account(key, own, theirs)));
    let common = |one: &[(String, String)], other: &[(String, String)]| {
        let both = one.iter().find(|(key, _)| other.iter().any(|(their, _)| their == key));
        both.map(|(_, written)| written.clone())
    };
    reasons.extend(common(&own.emails, &theirs.emails).map(Reason::Email));
    reasons.extend(common(&own.phones, &theirs.phones).map(Reason::Phone));
    let profile = own.profiles.iter().find(|url| theirs.profiles.contains(url));
    reasons.extend(profile.cloned().map(Reason::Profile));
    let elsewhere = |(handle, network): &&(String, String)| {
        theirs.handles.iter().any(|(other, place)| other == handle && place != network)
    };
    let handle = own.handles.iter().find(elsewhere);
    reasons.extend(handle.map(|(handle, _)| Reason::Handle(handle.clone())));
    let name =
        own.names.iter().find(|(key, _)| theirs.names.iter().any(|(their, _)| their == key) && rare(key));
    reasons.extend(name.map(|(_, written)| Reason::Name(written.clone())));
    reasons
}

/// An account both have: by a handle alone it is only the same one where the site's own ids do not differ.
fn account(key: &IdentityKey, own: &Traits, theirs: &Traits) -> Reason {
    let ids = |traits: &Traits| {
        let here = traits.keys.iter().filter(|other| other.network() == key.network());
        here.filter(|other| other.native_id().is_some()).cloned().collect::<Vec<_>>()
    };
    let (own, theirs) = (ids(own), ids(theirs));
    let differ = !own.is_empty() && !theirs.is_empty() && !own.iter().any(|id| theirs.contains(id));
    let certain = key.native_id().is_some() || !differ;
    if certain { Reason::Account(key.clone()) } else { Reason::PassedOn(key.clone()) }
}

/// How much reasons say together; `None` where there are none.
fn strength(reasons: &[Reason]) -> Option<Strength> {
    let each = reasons.iter().map(|reason| match reason {
        Reason::Account(_) | Reason::Email(_) | Reason::Phone(_) | Reason::Profile(_) => Strength::Strong,
        Reason::Handle(handle) if handle.chars().count() >= LONG_HANDLE => Strength::Fair,
        Reason::PassedOn(_) | Reason::Handle(_) | Reason::Name(_) => Strength::Weak,
    });
    let best = each.max()?;
    Some(match (best, reasons.len()) {
        (Strength::Weak, 2..) => Strength::Fair,
        (Strength::Fair, 2..) => Strength::Strong,
        (best, _) => best,
    })
}
