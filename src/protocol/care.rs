//! What is asked about customers, destinations, notes and what is handed over, and what is answered. A module of its own answers
//! it, which is loaded for nothing else. It holds no logic.

use serde::{Deserialize, Serialize};

use super::{failure::Failure, response::Acknowledgement};
use crate::{
    deliver::job::Errand,
    edit::care::CareCommand,
    export::file::Part,
    model::{
        connection::Connection,
        id::{ChangeId, DeliveryId, PinId},
        redaction::Kinds,
    },
    view::{
        compose::{ComposeAsk, ComposeView},
        customer::{CustomerOf, CustomerView},
        customers::{CustomersQuery, CustomersView},
        outbox::{DueView, OutboxView},
    },
};

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CareRequest {
    /// Change something.
    Edit {
        /// The change's id, made by the caller.
        change: ChangeId,
        /// What to change.
        command: Box<CareCommand>,
    },
    /// Who is it, and what was there between us?
    Customer {
        /// The customer, or the author of a pin.
        of: CustomerOf,
    },
    /// Customers that fit.
    Customers {
        /// Which.
        query: CustomersQuery,
    },
    /// Which destinations are there?
    Connections,
    /// What was handed over, and what waits?
    Outbox {
        /// These deliveries only, to follow them; empty: all there are.
        #[serde(default)]
        only: Vec<DeliveryId>,
    },
    /// Which deliveries are to be carried out now, and when is the next one?
    Due,
    /// What does carrying out a delivery take?
    Errand {
        /// Which.
        delivery: DeliveryId,
    },
    /// What note would a destination get of this pin?
    Compose(Box<ComposeAsk>),
    /// What does the page that goes with a note say?
    Evidence {
        /// The pin.
        pin: PinId,
        /// What is masked in it.
        masked: Kinds,
        /// The language of the few words of ours, as BCP 47.
        #[serde(default)]
        language: String,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CareResponse {
    /// It went wrong, and nothing was changed.
    Failed(Failure),
    /// To `Edit`: it is stored.
    Stored(Acknowledgement),
    /// To `Customer`.
    Customer(Box<CustomerView>),
    /// To `Customers`, without how many pins they have.
    Customers(CustomersView),
    /// To `Connections`, by name.
    Connections(Vec<Connection>),
    /// To `Outbox`.
    Outbox(OutboxView),
    /// To `Due`.
    Due(DueView),
    /// To `Errand`; absent: the delivery, its pin or its destination is not there any more.
    Errand(Option<Box<Errand>>),
    /// To `Compose`.
    Composed(Box<ComposeView>),
    /// To `Evidence`, in parts: text, and pictures that the shell writes in their place.
    Evidence(Vec<Part>),
}
