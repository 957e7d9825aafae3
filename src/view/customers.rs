//! Customers in a list: those that fit what was typed, by name, each with what it takes to tell one from another.

use pinfold_kernels::sorting::sort_by_cached_key;
use serde::{Deserialize, Serialize};

use super::{customer::pins_of_customer, records::Records};
use crate::model::{
    customer::{ConsentState, Customer, IdentityKey, Standing},
    id::CustomerId,
    letters,
    record::{Record, RecordKind},
    time::Instant,
};

/// Most customers in one window.
pub const MAX_ROWS: u32 = 200;
/// Most accounts named in a row.
const MAX_ACCOUNTS: usize = 4;

/// Which customers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct CustomersQuery {
    /// What was typed: each word stands in a name, a handle, an e-mail address or a telephone number.
    #[serde(default)]
    pub text: String,
    /// Those of this standing alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// The first row of the window, from zero.
    #[serde(default)]
    pub offset: u32,
    /// How many rows, at most [`MAX_ROWS`].
    pub limit: u32,
}

/// A customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct CustomerRow {
    /// Which.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// What it is to us.
    pub standing: Standing,
    /// Whether it agreed to be kept and written to.
    pub consent: ConsentState,
    /// Some of its accounts, those with a handle first.
    pub accounts: Vec<IdentityKey>,
    /// How many accounts it has besides.
    pub more: u32,
    /// Its e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// How many pins are its, where all pins are at hand.
    pub pins: u32,
    /// When it last changed.
    pub changed: Instant,
}

/// A window of customers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct CustomersView {
    /// How many fit.
    pub total: u32,
    /// How many there are.
    pub of: u32,
    /// The rows, by name.
    pub rows: Vec<CustomerRow>,
}

/// The customers that fit, a window of them.
pub fn list(query: &CustomersQuery, records: &impl Records) -> CustomersView {
    let typed = letters::key(&query.text);
    let words: Vec<&str> = typed.split_whitespace().map(|word| word.trim_start_matches('@')).collect();
    let all = records.records(RecordKind::Customer).filter_map(|record| match record {
        Record::Customer(customer) => Some(&**customer),
        _ => None,
    });
    let mut of = 0;
    let mut fitting: Vec<&Customer> = Vec::new();
    for customer in all {
        of += 1;
        if query.standing.is_none_or(|standing| standing == customer.standing) && fits(customer, &words) {
            fitting.push(customer);
        }
    }
    sort_by_cached_key(&mut fitting, |customer| (letters::key(&customer.name), customer.id.clone()));
    let window = fitting.iter().skip(query.offset as usize).take(query.limit.min(MAX_ROWS) as usize);
    CustomersView {
        total: u32::try_from(fitting.len()).unwrap_or(u32::MAX),
        of,
        rows: window.map(|customer| row(customer, records)).collect(),
    }
}

fn fits(customer: &Customer, words: &[&str]) -> bool {
    let handles = customer.identities.iter().map(|identity| identity.0.as_str());
    let said = customer.all_names().chain(customer.all_emails()).chain(customer.all_phones()).chain(handles);
    let said: Vec<String> = said.map(letters::key).collect();
    words.iter().all(|word| said.iter().any(|text| text.contains(word)))
}

fn row(customer: &Customer, records: &impl Records) -> CustomerRow {
    let handles = customer.identities.iter().filter(|key| key.handle().is_some());
    let others = customer.identities.iter().filter(|key| key.handle().is_none());
    let accounts = handles.chain(others).take(MAX_ACCOUNTS).cloned().collect::<Vec<_>>();
    CustomerRow {
        id: customer.id.clone(),
        name: customer.name.clone(),
        standing: customer.standing,
        consent: customer.consent.state,
        more: u32::try_from(customer.identities.len() - accounts.len()).unwrap_or(u32::MAX),
        accounts,
        email: customer.email.clone(),
        pins: u32::try_from(pins_of_customer(customer, records).len()).unwrap_or(u32::MAX),
        changed: customer.changed,
    }
}
