//! Somebody as a CRM knows them: the account, the name, the ways to reach them, and the key by which they are found again. It
//! never says who they are to us: see `customer`.

use serde::{Deserialize, Serialize};

use super::{customer::Customer, letters, pin::Pin, text::folded};

/// The customer a note is about, as far as the person who sends it lets it be known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Person {
    /// The network's short name, as in `x`.
    pub network: String,
    /// The handle without `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The network's own id for the account, after `#` as in the account's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native_id: Option<String>,
    /// By what the customer whom a person made of the account is found again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The profile's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
}

impl Person {
    /// Who wrote a pin, with what is known of the customer that a person linked it to.
    pub fn of(pin: &Pin, customer: Option<&Customer>) -> Self {
        let content = &pin.content;
        let source = &content.source;
        let author = content.author.clone().unwrap_or_default();
        let mut person = Self {
            network: source.network.clone().unwrap_or_else(|| source.site.clone()),
            handle: author.handle,
            native_id: author.native_id.map(|id| format!("#{id}")),
            known_as: customer.map(Customer::key),
            name: author.name,
            email: None,
            phone: None,
            profile: author.url,
        };
        if let Some(customer) = customer {
            person.name = Some(customer.name.clone()).filter(|name| !name.is_empty()).or(person.name);
            person.email.clone_from(&customer.email);
            person.phone.clone_from(&customer.phone);
            let account = || customer.identities.iter().next();
            if person.handle.is_none()
                && person.native_id.is_none()
                && let Some(account) = account()
            {
                account.network().clone_into(&mut person.network);
                person.handle = account.handle().map(str::to_owned);
                person.native_id = account.native_id().map(|id| format!("#{id}"));
            }
        }
        person
    }

    /// The name by which the customer is found again: the same for all pins of a customer whom a person made; of others
    /// `network:handle` as an account's own key has it, else `network:native id`, else the e-mail address. `None` where nobody is known.
    pub fn key(&self) -> Option<String> {
        if let Some(known) = &self.known_as {
            return Some(letters::key(known));
        }
        let of_network = |name: &str| format!("{}:{}", self.network, letters::key(name));
        let account = self.handle.as_deref().or(self.native_id.as_deref()).map(of_network);
        account.or_else(|| self.email.as_deref().map(letters::key))
    }

    /// The network that the key is of.
    pub fn key_network(&self) -> &str {
        let known = self.known_as.as_deref().and_then(|known| known.split_once(':'));
        known.map_or(&self.network, |(network, _)| network)
    }

    /// What to call them: the name, else the handle, else the key.
    pub fn label(&self) -> String {
        let handle = || self.handle.as_ref().map(|handle| format!("@{handle}"));
        let name = self.name.as_deref().map(folded).filter(|name| !name.is_empty());
        name.or_else(handle).or_else(|| self.key()).unwrap_or_default()
    }

    /// The name as given and family name; the family name is never empty.
    pub fn two_names(&self) -> (Option<String>, String) {
        let whole = self.label();
        match whole.rsplit_once(' ') {
            Some((given, family)) if self.name.is_some() => (Some(given.to_owned()), family.to_owned()),
            _ => (None, whole),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_has_one_key_whatever_its_letters_case() {
        let of = |handle: &str| Person {
            network: "x".to_owned(),
            handle: Some(handle.to_owned()),
            ..Person::default()
        };
        for (one, other) in [("Jane_Roe", "jane_roe"), ("ΟΔΟΣ", "οδος"), ("ΟΔΟΣ", "οδοσ")] {
            let key = of(one).key();
            assert_eq!(key, of(other).key());
            // As the customer's own account has it, whom a person made of it.
            let known = |known: &str| Person { known_as: Some(format!("x:{known}")), ..Person::default() };
            assert_eq!(known(one).key(), key);
            assert_eq!(known(other).key(), key);
            let mail =
                |name: &str| Person { email: Some(format!("{name}@Shop.example")), ..Person::default() };
            assert_eq!(mail(one).key(), mail(other).key());
        }
        assert_eq!(of("Jane_Roe").key().as_deref(), Some("x:jane_roe"));
    }
}
