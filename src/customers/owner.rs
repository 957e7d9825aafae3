//! Whose a pin is: the customer a person said, else the one who has its author's account. It writes nothing.

use crate::model::{
    customer::{Customer, IdentityKey},
    pin::Pin,
    record::{IndexKey, Record, RecordKey, RecordKind},
    workspace::Workspace,
};

/// The customer a pin of a workspace belongs to.
pub fn owner_in<'a>(pin: &Pin, workspace: &'a Workspace) -> Option<&'a Customer> {
    let said = pin.customer.iter().map(|id| RecordKey::new(RecordKind::Customer, id.as_str()));
    let said = said.filter_map(|key| workspace.get(&key));
    let keys = pin.content.author_keys().iter().map(|key| IndexKey::author(&key.0)).collect::<Vec<_>>();
    let by_account = keys.iter().flat_map(|key| workspace.found_by(key));
    let found = said.chain(by_account).filter_map(|stored| match &stored.record {
        Record::Customer(customer) => Some(&**customer),
        _ => None,
    });
    owner(pin, &found.collect::<Vec<_>>())
}

/// The customer a pin belongs to, among these. What a person said wins; a customer that is not there any more is nobody.
pub fn owner<'a>(pin: &Pin, among: &[&'a Customer]) -> Option<&'a Customer> {
    let said = among.iter().find(|customer| pin.customer.as_ref() == Some(&customer.id));
    said.copied().or_else(|| holder(&pin.content.author_keys(), among))
}

/// The customer who has an author's account, among these: by the site's own id first, by handle second.
pub fn holder<'a>(keys: &[IdentityKey], among: &[&'a Customer]) -> Option<&'a Customer> {
    let by = |key: &IdentityKey| among.iter().find(|customer| customer.identities.contains(key)).copied();
    let native = keys.iter().filter(|key| key.native_id().is_some());
    let certain = native.clone().find_map(by);
    certain.or_else(|| {
        let handles = keys.iter().filter(|key| key.native_id().is_none());
        // A handle is free again once its owner leaves it: where the ids differ, it is somebody else's by now.
        let passed_on = |customer: &Customer| {
            native.clone().any(|id| {
                let others = customer.identities.iter().filter(|own| own.network() == id.network());
                others.filter_map(IdentityKey::native_id).any(|own| Some(own) != id.native_id())
            })
        };
        handles.filter_map(by).find(|customer| !passed_on(customer))
    })
}
