//! A customer: a person or company with identities on several networks. Made, merged and split by people only.

use serde::{Deserialize, Serialize};

use super::{id::CustomerId, letters, sorted_set::SortedSet, time::Instant};

/// Most accounts of one customer: a company with a page in every country has fewer.
pub const MAX_IDENTITIES: usize = 200;
/// Longest account key in characters: a network's short name and an id.
pub const MAX_IDENTITY: usize = 300;
/// Most other names.
pub const MAX_NAMES: usize = 50;
/// Most e-mail addresses, and most telephone numbers.
pub const MAX_CONTACTS: usize = 50;
/// Longest e-mail address in characters (RFC 5321, 4.5.3.1.3, without its brackets).
pub const MAX_EMAIL: usize = 254;
/// Longest telephone number in characters: 15 digits (ITU-T E.164), signs between them and an extension.
pub const MAX_PHONE: usize = 40;
/// Fewest digits that tell one telephone number from another: shorter ones are extensions and service numbers.
const MIN_PHONE_DIGITS: usize = 7;
/// Digits at the end of two telephone numbers that are compared: one is written with the country's number, one without.
const PHONE_DIGITS: usize = 9;
/// Longest note beside a consent in characters: a few sentences of evidence.
pub const MAX_CONSENT_NOTE: usize = 2_000;
/// Most accounts and customers that are said to be somebody else.
pub const MAX_APART: usize = 1_000;

/// An account on a site: `network:#native id`, or `network:handle` in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(transparent)]
pub struct IdentityKey(pub String);

impl IdentityKey {
    /// The network's short name, or the site.
    pub fn network(&self) -> &str {
        self.0.split_once(':').map_or("", |(network, _)| network)
    }

    /// The site's own id of the account, where the key is made of it.
    pub fn native_id(&self) -> Option<&str> {
        self.name().strip_prefix('#')
    }

    /// The handle in lower case, where the key is made of it.
    pub fn handle(&self) -> Option<&str> {
        Some(self.name()).filter(|name| !name.starts_with('#'))
    }

    /// Whether it has a network and something after it, and is no longer than any account.
    pub fn is_valid(&self) -> bool {
        let whole = self.0.trim() == self.0 && self.0.chars().take(MAX_IDENTITY + 1).count() <= MAX_IDENTITY;
        whole && !self.network().is_empty() && !self.name().trim_start_matches('#').is_empty()
    }

    fn name(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, name)| name)
    }
}

/// What a customer is to us.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A customer like others.
    #[default]
    Ordinary,
    /// To be served first.
    Vip,
    /// One of our own staff.
    Staff,
    /// A competitor.
    Competitor,
}

impl Standing {
    /// Whether they may be a customer at all: our own staff and competitors never are.
    pub fn is_customer(self) -> bool {
        matches!(self, Self::Ordinary | Self::Vip)
    }

    fn is_ordinary(&self) -> bool {
        *self == Self::Ordinary
    }
}

/// Whether a customer agreed to be kept and written to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Nobody asked, or nobody wrote it down.
    #[default]
    Unknown,
    /// They agreed.
    Given,
    /// They took it back, or never agreed.
    Withdrawn,
}

/// A consent, with when and how it came about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Consent {
    /// What they said.
    pub state: ConsentState,
    /// When they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
    /// Where it can be seen, or how it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Consent {
    fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Customer {
    /// Its name to the program.
    pub id: CustomerId,
    /// Its name to people.
    pub name: String,
    /// Other names it goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Its accounts. One account belongs to one customer at most.
    #[serde(default, skip_serializing_if = "SortedSet::is_empty")]
    pub identities: SortedSet<IdentityKey>,
    /// The account or e-mail address by which other systems found it first: see [`Customer::key`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<String>,
    /// The e-mail address other systems know it by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Further e-mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// The telephone number other systems know it by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Further telephone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// What it is to us.
    #[serde(default, skip_serializing_if = "Standing::is_ordinary")]
    pub standing: Standing,
    /// Whether it agreed to be kept and written to.
    #[serde(default, skip_serializing_if = "Consent::is_unknown")]
    pub consent: Consent,
    /// What colleagues should know, as Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Account keys and customers' ids that a person said are somebody else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<String>,
    /// When it was made.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
}

impl Customer {
    /// A customer of whom nothing is known yet but a name.
    pub fn new(id: CustomerId, name: String, now: Instant) -> Self {
        Self {
            id,
            name,
            names: Vec::new(),
            identities: SortedSet::default(),
            known_as: None,
            email: None,
            emails: Vec::new(),
            phone: None,
            phones: Vec::new(),
            standing: Standing::default(),
            consent: Consent::default(),
            notes: String::new(),
            apart: Vec::new(),
            created: now,
            changed: now,
        }
    }

    /// By what other systems find it again, whichever of its pins they get: what they found it by first, as long as it is still
    /// its own; else an account, by handle as who belongs to nobody is known too, or an e-mail address; else its name to the
    /// program. Who gains accounts is not somebody else.
    pub fn key(&self) -> String {
        let accounts = || self.identities.iter();
        let own = |key: &&String| {
            accounts().any(|own| own.0 == **key)
                || self.all_emails().any(|own| email_key(own) == email_key(key))
        };
        let account = || accounts().find(|own| own.handle().is_some()).or_else(|| accounts().next());
        let first = || account().map(|own| &own.0).or(self.email.as_ref());
        let known = self.known_as.as_ref().filter(own).or_else(first);
        known.cloned().unwrap_or_else(|| format!("customer:{}", self.id))
    }

    /// All its names, the one people see first.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.names).map(String::as_str)
    }

    /// All its e-mail addresses, the one other systems know first.
    pub fn all_emails(&self) -> impl Iterator<Item = &str> {
        self.email.iter().chain(&self.emails).map(String::as_str)
    }

    /// All its telephone numbers, the one other systems know first.
    pub fn all_phones(&self) -> impl Iterator<Item = &str> {
        self.phone.iter().chain(&self.phones).map(String::as_str)
    }
}

/// Of what a customer holds more than it may, with the limit.
pub fn overfull(customer: &Customer) -> Option<(&'static str, usize)> {
    let counts = [
        ("identities", customer.identities.len(), MAX_IDENTITIES),
        ("names", customer.names.len(), MAX_NAMES),
        ("emails", customer.all_emails().count(), MAX_CONTACTS),
        ("phones", customer.all_phones().count(), MAX_CONTACTS),
        ("apart", customer.apart.len(), MAX_APART),
    ];
    counts.into_iter().find(|(_, count, limit)| count > limit).map(|(what, _, limit)| (what, limit))
}

/// By what one e-mail address is told from another: letter case does not count.
pub fn email_key(email: &str) -> String {
    letters::key(email.trim())
}

/// By what one telephone number is told from another: its last digits; `None` where it has too few.
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(PHONE_DIGITS);
    (digits.len() >= MIN_PHONE_DIGITS).then(|| digits.get(from..).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_apart_by_their_last_digits() {
        let key = |phone: &str| phone_key(phone);
        assert_eq!(key("+49 (0)30 901820-12"), key("03090182012"));
        assert_eq!(key("0049 30 90182012"), key("030/90182012"));
        assert_ne!(key("030 90182012"), key("030 90182013"));
        assert_eq!(key("110"), None);
    }

    #[test]
    fn an_account_has_a_network_and_a_name() {
        for (key, valid) in [
            ("x:#17", true),
            ("forum.example:mara.t", true),
            ("x:", false),
            ("x:#", false),
            (":mara", false),
            ("mara", false),
            (" x:mara", false),
        ] {
            assert_eq!(IdentityKey(key.to_owned()).is_valid(), valid, "{key}");
        }
    }
}
