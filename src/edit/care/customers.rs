//! Commands on one customer: making, changing, deleting, and saying whose a pin is.

use super::{command::CustomerEdit, plan::customer_key};
use crate::{
    edit::{
        desk::{Desk, Title},
        error::EditError,
    },
    model::{
        change::Deed,
        customer::{
            Consent, ConsentState, Customer, IdentityKey, MAX_CONSENT_NOTE, MAX_EMAIL, MAX_IDENTITY,
            MAX_PHONE, email_key, overfull, phone_key,
        },
        id::{CustomerId, PinId},
        letters,
        record::{Record, RecordKind},
        text::{MAX_LABEL, MAX_NOTE, bounded, folded},
    },
};

/// A customer.
///
/// # Errors
/// [`EditError::NotFound`] where there is none.
pub(super) fn customer(desk: &Desk, id: &CustomerId) -> Result<Customer, EditError> {
    let key = customer_key(id);
    match desk.get(&key) {
        Some(Record::Customer(customer)) => Ok((**customer).clone()),
        _ => Err(EditError::NotFound(key)),
    }
}

/// Writes a customer, changed now, unless it is as it was.
///
/// # Errors
/// [`EditError::TooMany`] where it holds more than a customer may.
pub(super) fn put(desk: &mut Desk, mut customer: Customer) -> Result<(), EditError> {
    if let Some((what, limit)) = overfull(&customer) {
        return Err(EditError::TooMany { what, limit });
    }
    let before = match desk.get(&customer_key(&customer.id)) {
        Some(Record::Customer(own)) => Some(own),
        _ => None,
    };
    if before.is_none_or(|own| **own != customer) {
        customer.known_as = before.map(|own| own.key()).or(customer.known_as);
        customer.known_as = Some(customer.key());
        customer.changed = desk.now;
        desk.put(Record::Customer(Box::new(customer)));
    }
    Ok(())
}

pub(super) fn write(desk: &mut Desk, id: &CustomerId, edits: &[CustomerEdit]) -> Result<Title, EditError> {
    let mut customer = match customer(desk, id) {
        Ok(customer) => customer,
        Err(_) => Customer::new(id.clone(), String::new(), desk.now),
    };
    for edit in edits {
        set(desk, &mut customer, edit)?;
    }
    if customer.name.is_empty() {
        return Err(EditError::Invalid("name"));
    }
    let title = Title::of(Deed::CustomerChanged, customer.name.clone());
    put(desk, customer)?;
    Ok(title)
}

fn set(desk: &Desk, customer: &mut Customer, edit: &CustomerEdit) -> Result<(), EditError> {
    match edit {
        CustomerEdit::Name(name) => customer.name = name_of(name)?,
        CustomerEdit::Names(names) => {
            let key = |name: &str| Some(letters::key(name));
            customer.names = listed(names, key, |name| name_of(name).ok(), "name")?;
        }
        CustomerEdit::Identify(identities) => {
            for identity in identities {
                check_free(desk, identity, &customer.id)?;
                customer.identities.insert(identity.clone());
                customer.apart.retain(|other| *other != identity.0);
            }
        }
        CustomerEdit::Release(identities) => {
            customer.identities.retain(|own| !identities.contains(own));
        }
        CustomerEdit::Emails(emails) => {
            let mut emails = listed(emails, |email| Some(email_key(email)), email_of, "email")?.into_iter();
            (customer.email, customer.emails) = (emails.next(), emails.collect());
        }
        CustomerEdit::Phones(phones) => {
            let key = |phone: &str| phone_key(phone).or_else(|| Some(phone.to_owned()));
            let mut phones = listed(phones, key, phone_of, "phone")?.into_iter();
            (customer.phone, customer.phones) = (phones.next(), phones.collect());
        }
        CustomerEdit::Standing(standing) => customer.standing = *standing,
        CustomerEdit::Consent(consent) => {
            let known = consent.state != ConsentState::Unknown;
            customer.consent = Consent {
                state: consent.state,
                at: consent.at.or(Some(desk.now)).filter(|_| known),
                note: consent.note.as_deref().and_then(|note| bounded(note, MAX_CONSENT_NOTE)),
            };
        }
        CustomerEdit::Notes(notes) => customer.notes = bounded(notes, MAX_NOTE).unwrap_or_default(),
        CustomerEdit::Apart(others) => {
            for other in others {
                let fits = other.chars().take(MAX_IDENTITY + 1).count() <= MAX_IDENTITY;
                if !fits || other.is_empty() {
                    return Err(EditError::Invalid("identity"));
                }
                let own =
                    other == customer.id.as_str() || customer.identities.iter().any(|key| key.0 == *other);
                if !own && !customer.apart.contains(other) {
                    customer.apart.push(other.clone());
                }
            }
        }
    }
    Ok(())
}

/// Refuses an account that is none, or another customer's.
fn check_free(desk: &Desk, identity: &IdentityKey, id: &CustomerId) -> Result<(), EditError> {
    if !identity.is_valid() {
        return Err(EditError::Invalid("identity"));
    }
    let mut others = desk.loaded_of(RecordKind::Customer).filter_map(|record| match record {
        Record::Customer(other) if other.id != *id => Some(other),
        _ => None,
    });
    match others.find(|other| other.identities.contains(identity)) {
        None => Ok(()),
        Some(other) => Err(EditError::taken(identity, other)),
    }
}

pub(super) fn name_of(written: &str) -> Result<String, EditError> {
    bounded(&folded(written), MAX_LABEL).ok_or(EditError::Invalid("name"))
}

/// An address that mail can be sent to, as far as its form says: one `@`, something before it, a host with a dot after it.
fn email_of(written: &str) -> Option<String> {
    let email = bounded(written, MAX_EMAIL + 1)?;
    let (before, host) = email.rsplit_once('@')?;
    let inside =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control());
    let plain = inside(before) && inside(host) && !before.contains(['@', '<', '>', ',', ';']);
    let dotted = host.split('.').count() > 1 && host.split('.').all(|label| !label.is_empty());
    let fits = email.chars().count() <= MAX_EMAIL;
    (plain && dotted && fits && !host.contains(['<', '>', ',', ';'])).then_some(email)
}

/// A telephone number as it was written: digits and the signs between them.
fn phone_of(written: &str) -> Option<String> {
    let phone = bounded(&folded(written), MAX_PHONE + 1)?;
    let fits = phone.chars().count() <= MAX_PHONE && phone.chars().any(|c| c.is_ascii_digit());
    let sign = |c: char| {
        c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '/' | '.' | '#' | 'x' | '*')
    };
    (fits && phone.chars().all(sign)).then_some(phone)
}

/// What was written, each once, empty lines aside.
fn listed(
    written: &[String],
    key: impl Fn(&str) -> Option<String>,
    read: impl Fn(&str) -> Option<String>,
    what: &'static str,
) -> Result<Vec<String>, EditError> {
    let mut kept: Vec<String> = Vec::new();
    for one in written.iter().filter(|one| !one.trim().is_empty()) {
        let one = read(one).ok_or(EditError::Invalid(what))?;
        if !kept.iter().any(|other| key(other) == key(&one)) {
            kept.push(one);
        }
    }
    Ok(kept)
}

pub(super) fn delete(desk: &mut Desk, id: &CustomerId) -> Result<Title, EditError> {
    let gone = customer(desk, id)?;
    move_pins(desk, id, None, |_| true);
    desk.delete(customer_key(id));
    Ok(Title::of(Deed::CustomerDeleted, gone.name))
}

/// Gives loaded pins that name one customer to another, or to nobody.
pub(super) fn move_pins(
    desk: &mut Desk,
    from: &CustomerId,
    to: Option<&CustomerId>,
    which: impl Fn(&crate::model::pin::Pin) -> bool,
) {
    let theirs = desk.loaded_pins().filter(|pin| pin.customer.as_ref() == Some(from) && which(pin));
    let moved: Vec<_> = theirs.cloned().collect();
    for mut pin in moved {
        pin.customer = to.cloned();
        desk.put_pin(pin);
    }
}

pub(super) fn assign(desk: &mut Desk, pins: &[PinId], to: Option<&CustomerId>) -> Result<Title, EditError> {
    let name = to.map(|id| customer(desk, id)).transpose()?.map(|customer| customer.name);
    for id in pins {
        let mut pin = desk.pin(id)?;
        pin.customer = to.cloned();
        desk.put_pin(pin);
    }
    Ok(Title { deed: Deed::CustomerChanged, label: name })
}
