//! Kinds of personal data, and which of them are masked in what is handed over. It never looks for them: see `redact`.

use serde::{Deserialize, Serialize};

/// A kind of personal data. Where two kinds overlap the earlier one names the mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A bank account, with its check digits right.
    Iban,
    /// A payment card, with its check digit right.
    Card,
    /// An e-mail address.
    Email,
    /// The number of an order, an invoice, a parcel, a contract or a customer.
    Order,
    /// A telephone number.
    Phone,
    /// An account on a network.
    Handle,
    /// The name of somebody who was named to us.
    Name,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Iban, Self::Card, Self::Email, Self::Order, Self::Phone, Self::Handle, Self::Name];
}

/// Which kinds are masked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Kinds {
    /// Bank accounts.
    pub iban: bool,
    /// Payment cards.
    pub card: bool,
    /// E-mail addresses.
    pub email: bool,
    /// Numbers of orders and the like.
    pub order: bool,
    /// Telephone numbers.
    pub phone: bool,
    /// Accounts on networks.
    pub handle: bool,
    /// Names.
    pub name: bool,
}

impl Kinds {
    /// What no colleague needs in a note: ways to pay, and ways to reach somebody. Who wrote it and which order it is about
    /// stay: a note on a customer is for that.
    pub const USUAL: Self =
        Self { iban: true, card: true, email: true, order: false, phone: true, handle: false, name: false };
    /// Everything is masked.
    pub const EVERY: Self =
        Self { iban: true, card: true, email: true, order: true, phone: true, handle: true, name: true };

    /// Whether a kind is masked.
    pub fn has(self, kind: Kind) -> bool {
        match kind {
            Kind::Iban => self.iban,
            Kind::Card => self.card,
            Kind::Email => self.email,
            Kind::Order => self.order,
            Kind::Phone => self.phone,
            Kind::Handle => self.handle,
            Kind::Name => self.name,
        }
    }
}
