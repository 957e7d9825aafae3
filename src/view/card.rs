//! A pin in a list or on a board.

use serde::{Deserialize, Serialize};

use super::records::Records;
use crate::model::{
    id::{BoardId, MediaId, PinId, SectionId},
    media::{Media, MediaState},
    pin::{Pin, PinKind},
    product::Money,
    rights::RightsStatus,
    tag::{TagColour, TagPath},
    time::{Instant, Published},
};

/// Longest beginning of a text on a card, in characters.
pub const MAX_CARD_TEXT: usize = 400;

/// A tag as a chip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TagChip {
    /// Its path.
    pub path: TagPath,
    /// Its colour in the vocabulary.
    pub colour: TagColour,
}

/// The picture of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct CardPicture {
    /// Its bytes' name.
    pub id: MediaId,
    /// Its description.
    pub alt: String,
    /// Natural width, or 0.
    pub width: u32,
    /// Natural height, or 0.
    pub height: u32,
    /// Whether its bytes are there.
    pub state: PictureState,
    /// Its largest colour, for its place until it is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
}

/// Whether a picture can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum PictureState {
    /// It is stored.
    Stored,
    /// It is still being fetched.
    Pending,
    /// Its host needs a permission.
    Blocked,
    /// It could not be had.
    Failed,
}

/// A pin in a list or on a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PinCard {
    /// Which pin.
    pub id: PinId,
    /// What kind of thing.
    pub kind: PinKind,
    /// The product's name or the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The beginning of the text, at most 400 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Spans of `text` that the query found, as code-point starts and ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(u32, u32)>,
    /// The author's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The author's handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The site.
    pub site: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// When it was pinned.
    pub created: Instant,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<CardPicture>,
    /// How many pictures it has.
    pub pictures: u32,
    /// The price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagChip>,
    /// The boards it stands on.
    pub boards: Vec<BoardId>,
    /// Its section on the board shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionId>,
    /// How many annotations it has.
    pub annotations: u32,
    /// Rights in it.
    pub rights: RightsStatus,
}

impl TagChip {
    /// The chip of a path.
    pub fn of(path: &TagPath, records: &impl Records) -> Self {
        Self { path: path.clone(), colour: records.colour_of(path) }
    }
}

impl PinCard {
    /// The card of a pin, with nothing marked and no section.
    pub fn of(pin: &Pin, records: &impl Records) -> Self {
        let content = &pin.content;
        let product = content.product.as_ref();
        let name = product.and_then(|product| product.name.as_ref());
        let title = match content.kind {
            PinKind::Product => name.or(content.title.as_ref()),
            _ => content.title.as_ref().or(name),
        };
        let author = content.author.as_ref();
        Self {
            id: pin.id.clone(),
            kind: content.kind,
            title: title.cloned(),
            text: content.text.as_ref().map(|text| text.chars().take(MAX_CARD_TEXT).collect()),
            marks: Vec::new(),
            author: author.and_then(|author| author.name.clone()),
            handle: author.and_then(|author| author.handle.clone()),
            site: content.source.site.clone(),
            published: content.published,
            created: pin.created,
            picture: content.media.first().map(picture),
            pictures: u32::try_from(content.media.len()).unwrap_or(u32::MAX),
            price: product.and_then(|product| product.price.clone()),
            tags: pin.tags.iter().map(|tag| TagChip::of(tag, records)).collect(),
            boards: pin.placements.keys().cloned().collect(),
            section: None,
            annotations: u32::try_from(records.notes(&pin.id).len()).unwrap_or(u32::MAX),
            rights: pin.rights.status,
        }
    }
}

fn picture(media: &Media) -> CardPicture {
    CardPicture {
        id: media.id.clone(),
        alt: media.alt.clone().unwrap_or_default(),
        width: media.width.unwrap_or(0),
        height: media.height.unwrap_or(0),
        state: match media.state {
            MediaState::Pending => PictureState::Pending,
            MediaState::Blocked { .. } => PictureState::Blocked,
            MediaState::Stored { .. } => PictureState::Stored,
            MediaState::Failed { .. } => PictureState::Failed,
        },
        colour: media.looks.colours.first().map(|colour| colour.rgb.clone()),
    }
}
