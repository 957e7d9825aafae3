//! The accounts of authors: keys that name one account, and what its pages called it. It never says whose it is.

use serde::{Deserialize, Serialize};

use crate::model::{customer::IdentityKey, pin::Pin};

/// Most accounts told apart among pins; past that the others are left out.
const MAX_ACCOUNTS: usize = 500;

/// One account, as pins show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Account {
    /// Its keys: the site's own id first, where a page showed it.
    pub keys: Vec<IdentityKey>,
    /// The handle as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The name shown, as it was last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How many of the pins are by it.
    pub pins: u32,
}

impl Account {
    /// An account of which nothing is known but a key.
    pub fn bare(key: &IdentityKey) -> Self {
        let handle = key.handle().map(str::to_owned);
        Self { keys: vec![key.clone()], handle, name: None, url: None, pins: 0 }
    }
}

/// The accounts that wrote these pins, each once, in the order the pins are given: the newest first makes the last name the
/// one that counts. Two pins are of one account where they have a key in common.
pub fn accounts<'a>(pins: impl IntoIterator<Item = &'a Pin>) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    for pin in pins {
        let keys = pin.content.author_keys();
        let Some(author) = pin.content.author.as_ref().filter(|_| !keys.is_empty()) else { continue };
        let same = |known: &Account| is_one(&known.keys, &keys);
        if let Some(account) = accounts.iter_mut().find(|known| same(known)) {
            account.pins += 1;
            for key in keys.into_iter().filter(|key| !account.keys.contains(key)).collect::<Vec<_>>() {
                let place = if key.native_id().is_some() { 0 } else { account.keys.len() };
                account.keys.insert(place, key);
            }
            account.handle = account.handle.take().or_else(|| author.handle.clone());
            account.name = account.name.take().or_else(|| author.name.clone());
            account.url = account.url.take().or_else(|| author.url.clone());
        } else if accounts.len() < MAX_ACCOUNTS {
            let (handle, name, url) = (author.handle.clone(), author.name.clone(), author.url.clone());
            accounts.push(Account { keys, handle, name, url, pins: 1 });
        }
    }
    accounts
}

/// Whether two sets of keys name one account: a site's own id decides, where both have one.
pub fn is_one(one: &[IdentityKey], other: &[IdentityKey]) -> bool {
    let ids = |keys: &[IdentityKey]| keys.iter().find(|key| key.native_id().is_some()).cloned();
    match (ids(one), ids(other)) {
        (Some(own), Some(their)) if own.network() == their.network() => own == their,
        _ => one.iter().any(|key| other.contains(key)),
    }
}
