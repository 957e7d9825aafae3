//! Two customers become one, or one becomes two. Whatever the two have, the one has, and the other way round.

use super::{
    customers::{customer, move_pins, name_of, put},
    plan::customer_key,
};
use crate::{
    edit::{
        desk::{Desk, Title},
        error::EditError,
    },
    model::{
        change::Deed,
        customer::{
            Consent, ConsentState, Customer, IdentityKey, MAX_CONSENT_NOTE, Standing, email_key, phone_key,
        },
        id::CustomerId,
        letters,
        text::MAX_NOTE,
    },
};

pub(super) fn merge(desk: &mut Desk, stays: &CustomerId, goes: &CustomerId) -> Result<Title, EditError> {
    if stays == goes {
        return Err(EditError::Invalid("customer"));
    }
    let (mut one, other) = (customer(desk, stays)?, customer(desk, goes)?);
    let name = one.name.clone();
    add_all(&mut one, other)?;
    move_pins(desk, goes, Some(stays), |_| true);
    desk.delete(customer_key(goes));
    put(desk, one)?;
    Ok(Title::of(Deed::CustomersMerged, name))
}

/// Adds everything another customer has.
fn add_all(one: &mut Customer, other: Customer) -> Result<(), EditError> {
    let known = |names: &Customer, name: &str| names.all_names().any(|own| letters::same(own, name));
    for name in std::iter::once(other.name).chain(other.names) {
        if !known(one, &name) {
            one.names.push(name);
        }
    }
    one.identities.extend(other.identities);
    for email in other.email.into_iter().chain(other.emails) {
        if one.email.is_none() {
            one.email = Some(email);
        } else if !one.all_emails().any(|own| email_key(own) == email_key(&email)) {
            one.emails.push(email);
        }
    }
    for phone in other.phone.into_iter().chain(other.phones) {
        if one.phone.is_none() {
            one.phone = Some(phone);
        } else if !one.all_phones().any(|own| own == phone || same_number(own, &phone)) {
            one.phones.push(phone);
        }
    }
    if one.standing == Standing::Ordinary {
        one.standing = other.standing;
    }
    one.consent = consent_of_both(std::mem::take(&mut one.consent), other.consent)?;
    one.notes = joined(&one.notes, &other.notes, "\n\n", MAX_NOTE).ok_or(EditError::Invalid("notes"))?;
    for apart in other.apart {
        if !one.apart.contains(&apart) {
            one.apart.push(apart);
        }
    }
    let (ids, accounts) = ([one.id.as_str(), other.id.as_str()], &one.identities);
    one.apart.retain(|apart| {
        !ids.contains(&apart.as_str()) && !accounts.iter().any(|identity| identity.0 == *apart)
    });
    one.created = one.created.min(other.created);
    Ok(())
}

fn same_number(one: &str, other: &str) -> bool {
    phone_key(one).is_some_and(|key| phone_key(other) == Some(key))
}

/// What two people who are one agreed to: what was taken back stays so, else the later word counts. Both notes are kept.
fn consent_of_both(one: Consent, other: Consent) -> Result<Consent, EditError> {
    let rank = |consent: &Consent| {
        let known = consent.state != ConsentState::Unknown;
        (consent.state == ConsentState::Withdrawn, known, consent.at)
    };
    let (first, second) = if rank(&other) > rank(&one) { (other, one) } else { (one, other) };
    let notes = |consent: &Consent| consent.note.clone().unwrap_or_default();
    let note = joined(&notes(&first), &notes(&second), "\n", MAX_CONSENT_NOTE);
    let note = note.ok_or(EditError::Invalid("consent"))?;
    Ok(Consent { note: Some(note).filter(|note| !note.is_empty()), ..first })
}

/// Two texts in one; `None` where that is longer than `most` characters, so that nothing is cut.
fn joined(one: &str, other: &str, between: &str, most: usize) -> Option<String> {
    let text = match (one, other) {
        (one, other) if other.is_empty() || one == other => one.to_owned(),
        ("", other) => other.to_owned(),
        (one, other) => [one, between, other].concat(),
    };
    (text.chars().take(most + 1).count() <= most).then_some(text)
}

pub(super) fn split(
    desk: &mut Desk,
    from: &CustomerId,
    new: &CustomerId,
    name: &str,
    identities: &[IdentityKey],
    contacts: &[String],
) -> Result<Title, EditError> {
    let mut old = customer(desk, from)?;
    if desk.get(&customer_key(new)).is_some() || identities.is_empty() {
        return Err(EditError::Invalid("identities"));
    }
    let mut own = Customer::new(new.clone(), name_of(name)?, desk.now);
    own.known_as = Some(old.key());
    for identity in identities {
        if !old.identities.remove(identity) {
            return Err(EditError::Invalid("identity"));
        }
        own.identities.insert(identity.clone());
    }
    let goes = |contact: &String| contacts.contains(contact);
    (own.emails, old.emails) = old.email.take().into_iter().chain(old.emails).partition(goes);
    (own.phones, old.phones) = old.phone.take().into_iter().chain(old.phones).partition(goes);
    for customer in [&mut own, &mut old] {
        customer.email = (!customer.emails.is_empty()).then(|| customer.emails.remove(0));
        customer.phone = (!customer.phones.is_empty()).then(|| customer.phones.remove(0));
    }
    // They were told apart by a person: nobody is to suggest again that they are one.
    old.apart.push(own.id.to_string());
    own.apart.push(old.id.to_string());
    let theirs = own.identities.clone();
    move_pins(desk, from, Some(new), |pin| pin.content.author_keys().iter().any(|key| theirs.contains(key)));
    let title = Title::of(Deed::CustomerSplit, old.name.clone());
    put(desk, old)?;
    put(desk, own)?;
    Ok(title)
}
