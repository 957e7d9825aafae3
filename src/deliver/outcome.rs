//! What came of a delivery. It never says more than was read back.

use serde::{Deserialize, Serialize};

use super::progress::{Known, Seen, Sight};
use crate::model::{
    delivery::{DeliveryState, Receipt},
    time::Instant,
};

/// A note that stands at its destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Delivered {
    /// What the destination made of it.
    pub receipt: Receipt,
    /// What was read back.
    pub seen: Seen,
    /// Whether it stood there before this run.
    pub found: bool,
}

impl Delivered {
    pub(super) fn of(known: Known) -> Self {
        let receipt = Receipt {
            note: known.note.unwrap_or_default(),
            link: known.note_link,
            customer: known.customer,
            customer_link: known.customer_link,
            dropped: known.dropped,
            differs: known.seen.text == Sight::Other,
            twins: known.twins,
        };
        Self { receipt, seen: known.seen, found: known.found }
    }

    /// The delivery's state.
    pub fn state(&self, now: Instant) -> DeliveryState {
        DeliveryState::Sent { at: now, receipt: self.receipt.clone() }
    }
}
