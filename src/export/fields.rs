//! What an export leaves out of pins: whoever hands a board to a supplier need not hand over who complained.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::set::ExportPin;
use crate::model::{id::PinId, pin::Pin, workspace::Workspace};

/// Something a pin has that an export may leave out. What it is, where it was found and its rights always go along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ExportField {
    /// Who wrote it.
    Author,
    /// Its pictures.
    Pictures,
    /// What it quotes of others.
    Quotes,
    /// Likes, replies and their like, with later looks at them.
    Counts,
    /// The product with its price.
    Product,
    /// Tags.
    Tags,
    /// Notes and highlights.
    Notes,
    /// The boards it stands on.
    Boards,
    /// The customer it belongs to.
    Customer,
    /// Its care side.
    Case,
}

/// Pins without what of them is to be left out; they are copied only where something is.
pub(super) fn thinned<'w>(
    workspace: &'w Workspace,
    pins: &[PinId],
    without: &[ExportField],
) -> Vec<Cow<'w, Pin>> {
    let mut thinned: Vec<Cow<'w, Pin>> =
        pins.iter().filter_map(|id| workspace.pin(id)).map(Cow::Borrowed).collect();
    for field in without {
        thinned.iter_mut().for_each(|pin| field.drop_from(pin.to_mut()));
    }
    thinned
}

impl ExportField {
    /// The field that a column of the table is of; columns of none are always there.
    pub(super) fn of_column(column: &str) -> Option<Self> {
        let field = match column {
            "likes" | "replies" | "reposts" | "quotes" | "views" | "bookmarks" | "score" | "helpful"
            | "observations" => Self::Counts,
            "brand" | "category" | "price" | "currency" | "availability" | "gtin" | "sku" | "mpn" => {
                Self::Product
            }
            "tags" => Self::Tags,
            "notes" => Self::Notes,
            "boards" | "section" => Self::Boards,
            "customer" => Self::Customer,
            "quoted" => Self::Quotes,
            _ => match column.split('_').next() {
                Some("author") => Self::Author,
                Some("picture" | "pictures") => Self::Pictures,
                Some("product") => Self::Product,
                Some("case") => Self::Case,
                _ => return None,
            },
        };
        Some(field)
    }

    /// The pin without it.
    fn drop_from(self, pin: &mut Pin) {
        let content = &mut pin.content;
        match self {
            Self::Author => content.author = None,
            Self::Pictures => content.media.clear(),
            Self::Quotes => content.quotes.clear(),
            Self::Counts => {
                content.engagement = Default::default();
                pin.observations.clear();
            }
            Self::Product => content.product = None,
            Self::Case => pin.case = None,
            Self::Tags | Self::Notes | Self::Boards | Self::Customer => {}
        }
    }

    /// What belongs to the pin without it.
    pub(super) fn drop_beside(self, export: &mut ExportPin<'_>) {
        match self {
            Self::Tags => export.tags.clear(),
            Self::Notes => export.notes.clear(),
            Self::Boards => {
                export.boards.clear();
                export.section = None;
            }
            Self::Customer => export.customer = None,
            Self::Author | Self::Pictures | Self::Quotes | Self::Counts | Self::Product | Self::Case => {}
        }
    }
}
