//! The words a template knows the few values of a field by: the same in every language, as they are stored. It never shows
//! them: what a note says is in the words of its language.

use crate::model::{
    case::{CaseStatus, Severity},
    customer::{ConsentState, Standing},
    pin::PinKind,
    product::Availability,
};

/// Fields with few values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// Kinds of pins.
    Kind,
    /// Whether a product can be had.
    Availability,
    /// What a customer is to us.
    Standing,
    /// Whether a customer agreed.
    Consent,
    /// How far a case has come.
    Status,
    /// How bad a case is.
    Severity,
}

impl Choices {
    /// All words of a field.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Kind => {
                &["post", "comment", "review", "product", "image", "selection", "page", "screenshot"]
            }
            Self::Availability => &[
                "in_stock",
                "out_of_stock",
                "pre_order",
                "back_order",
                "discontinued",
                "in_store_only",
                "online_only",
                "limited_availability",
            ],
            Self::Standing => &["ordinary", "vip", "staff", "competitor"],
            Self::Consent => &["unknown", "given", "withdrawn"],
            Self::Status => &["new", "triaged", "waiting", "answered", "escalated", "resolved"],
            Self::Severity => &["low", "normal", "high", "critical"],
        }
    }
}

/// The word of a kind.
pub fn kind(kind: PinKind) -> &'static str {
    match kind {
        PinKind::Post => "post",
        PinKind::Comment => "comment",
        PinKind::Review => "review",
        PinKind::Product => "product",
        PinKind::Image => "image",
        PinKind::Selection => "selection",
        PinKind::Page => "page",
        PinKind::Screenshot => "screenshot",
    }
}

/// The word of an availability.
pub fn availability(availability: Availability) -> &'static str {
    match availability {
        Availability::InStock => "in_stock",
        Availability::OutOfStock => "out_of_stock",
        Availability::PreOrder => "pre_order",
        Availability::BackOrder => "back_order",
        Availability::Discontinued => "discontinued",
        Availability::InStoreOnly => "in_store_only",
        Availability::OnlineOnly => "online_only",
        Availability::LimitedAvailability => "limited_availability",
    }
}

/// The word of a standing.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Ordinary => "ordinary",
        Standing::Vip => "vip",
        Standing::Staff => "staff",
        Standing::Competitor => "competitor",
    }
}

/// The word of a consent.
pub fn consent(state: ConsentState) -> &'static str {
    match state {
        ConsentState::Unknown => "unknown",
        ConsentState::Given => "given",
        ConsentState::Withdrawn => "withdrawn",
    }
}

/// The word of a status.
pub fn status(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::New => "new",
        CaseStatus::Triaged => "triaged",
        CaseStatus::Waiting => "waiting",
        CaseStatus::Answered => "answered",
        CaseStatus::Escalated => "escalated",
        CaseStatus::Resolved => "resolved",
    }
}

/// The word of a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "low",
        Severity::Normal => "normal",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}
