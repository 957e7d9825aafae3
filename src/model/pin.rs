//! One captured thing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    author::Author,
    board::Placement,
    case::Case,
    customer::IdentityKey,
    engagement::Engagement,
    id::{BoardId, CustomerId, PinId},
    media::Media,
    observation::Observation,
    product::{Product, Rating},
    provenance::Provenances,
    rights::Rights,
    source::Source,
    tag::TagPath,
    thread::Thread,
    time::{Instant, Published},
};

/// Most tags on one pin: more is a mistake of a script, not of a person.
pub const MAX_TAGS: usize = 100;
/// Most boards one pin stands on.
pub const MAX_PLACEMENTS: usize = 200;

/// What kind of thing was pinned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum PinKind {
    /// A post of its own.
    Post,
    /// An answer to a post or article.
    Comment,
    /// A review with or without a rating.
    Review,
    /// A product.
    Product,
    /// A picture.
    Image,
    /// Words somebody selected.
    Selection,
    /// A page as a whole.
    Page,
    /// A picture of the screen.
    Screenshot,
}

/// What was read off the page, before and after it is stored: everything but what people add.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Content {
    /// What kind of thing it is.
    pub kind: PinKind,
    /// Where it was found.
    pub source: Source,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// A headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The text, as plain text with line breaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// BCP 47 language of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// Counts when it was pinned.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub engagement: Engagement,
    /// Place in its thread.
    #[serde(default, skip_serializing_if = "Thread::is_unknown")]
    pub thread: Thread,
    /// What it says about a product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
    /// The rating a review gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Where each value came from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub provenance: Provenances,
}

impl Content {
    /// The keys under which this is the same thing as another: `network:native id`, and the permalink.
    /// A product, picture or page without an id of its own is known by its permalink alone.
    pub fn identities(&self) -> Vec<String> {
        let source = &self.source;
        let native = source.network.as_deref().zip(source.native_id.as_deref());
        native.map(|(network, id)| format!("{network}:{id}")).into_iter().chain(source.url.clone()).collect()
    }

    /// The accounts the author is known by: `network:#native id` first, then `network:handle`.
    pub fn author_keys(&self) -> Vec<IdentityKey> {
        let network = self.source.network.as_deref().unwrap_or(&self.source.site);
        let Some(author) = &self.author else { return Vec::new() };
        let id = author.native_id.as_deref().map(|id| format!("{network}:#{id}"));
        let handle = author.handle.as_deref().map(|handle| format!("{network}:{}", handle.to_lowercase()));
        id.into_iter().chain(handle).map(IdentityKey).collect()
    }
}

/// One captured thing with what people added to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Pin {
    /// Its name.
    pub id: PinId,
    /// When it was pinned.
    pub created: Instant,
    /// When it last changed.
    pub changed: Instant,
    /// What was read off the page.
    #[serde(flatten)]
    pub content: Content,
    /// Its tags.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<TagPath>,
    /// The boards it stands on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub placements: BTreeMap<BoardId, Placement>,
    /// Later looks at the same thing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Observation>,
    /// Rights in its text and pictures.
    #[serde(default)]
    pub rights: Rights,
    /// The customer it belongs to, once a person said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// Its care side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
}
