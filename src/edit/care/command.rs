//! What can be asked for. Ids come from the caller, so that asking again after a lost answer doubles nothing.

use serde::{Deserialize, Serialize};

use crate::model::{
    connection::Connection,
    customer::{Consent, IdentityKey, Standing},
    delivery::{DeliveryState, Note},
    id::{ChangeId, ConnectionId, CustomerId, DeliveryId, PinId},
};

/// A pin to be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct NewDelivery {
    /// The pin.
    pub pin: PinId,
    /// Where to.
    pub connection: ConnectionId,
    /// Whose it is, where a person said so.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// What is sent.
    pub note: Note,
}

/// One change to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CustomerEdit {
    /// Another name.
    Name(String),
    /// These other names, and no more.
    Names(Vec<String>),
    /// These accounts too.
    Identify(Vec<IdentityKey>),
    /// These accounts no longer.
    Release(Vec<IdentityKey>),
    /// These e-mail addresses and no more; the first is the one other systems know.
    Emails(Vec<String>),
    /// These telephone numbers and no more; the first is the one other systems know.
    Phones(Vec<String>),
    /// Another standing.
    Standing(Standing),
    /// Another consent; without a time it is from now.
    Consent(Consent),
    /// Another note; empty: none.
    Notes(String),
    /// These accounts and customers are somebody else.
    Apart(Vec<String>),
}

/// A command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CareCommand {
    /// Changes a customer, or makes one, which takes a name.
    CustomerWrite {
        /// Its id.
        id: CustomerId,
        /// What to change, in this order.
        edits: Vec<CustomerEdit>,
    },
    /// Makes two customers one: everything the other has comes to the one that stays.
    CustomerMerge {
        /// The one that stays.
        stays: CustomerId,
        /// The one that becomes part of it.
        goes: CustomerId,
    },
    /// Makes a customer of its own out of some accounts and contact points of another.
    CustomerSplit {
        /// Whose they are.
        from: CustomerId,
        /// The new customer's id, made by the caller.
        new: CustomerId,
        /// The new customer's name.
        name: String,
        /// The accounts that go to the new one, at least one.
        identities: Vec<IdentityKey>,
        /// E-mail addresses and telephone numbers that go to the new one.
        #[serde(default)]
        contacts: Vec<String>,
    },
    /// Deletes a customer; its pins stay.
    CustomerDelete {
        /// Which.
        id: CustomerId,
    },
    /// Says whose pins these are, whatever their author's accounts say; absent: their author's accounts decide.
    PinsCustomer {
        /// Which.
        pins: Vec<PinId>,
        /// Whose.
        #[serde(default)]
        customer: Option<CustomerId>,
    },
    /// Undoes a change, as the other commands' `Undo` does, where customers or destinations are among what it touched.
    Undo {
        /// Which.
        change: ChangeId,
    },
    /// Writes a destination, new or changed.
    ConnectionWrite {
        /// The destination.
        connection: Connection,
    },
    /// Deletes a destination. What was handed over there stays in the history.
    ConnectionDelete {
        /// Which.
        id: ConnectionId,
    },
    /// Puts pins into the outbox. What has arrived or is on its way stays as it is; what failed, was called off or still waits
    /// is what it now says.
    DeliveriesQueue {
        /// Which pins, where to, and the notes.
        deliveries: Vec<NewDelivery>,
    },
    /// Calls deliveries off. One that may have arrived is not looked for any more, one that has arrived or is on its way stays
    /// as it is.
    DeliveriesCancel {
        /// Which.
        ids: Vec<DeliveryId>,
    },
    /// Has deliveries tried again now. One that has arrived or is on its way stays as it is.
    DeliveriesRetry {
        /// Which.
        ids: Vec<DeliveryId>,
    },
    /// Says that a delivery is on its way: stored before the first request leaves.
    DeliveryBegin {
        /// Which.
        id: DeliveryId,
        /// By what its customer is found there; kept from the first time on.
        #[serde(default)]
        known_as: Option<String>,
    },
    /// Says what came of a delivery that was on its way.
    DeliveryEnd {
        /// Which.
        id: DeliveryId,
        /// What it is now.
        state: DeliveryState,
    },
}
