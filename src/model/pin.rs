//! One captured thing.

use serde::{Deserialize, Serialize};

use super::{
    author::Author,
    board::Placement,
    case::Case,
    customer::IdentityKey,
    engagement::Engagement,
    id::{BoardId, CustomerId, PinId},
    letters,
    media::Media,
    observation::Observation,
    prints::{self, Prints},
    product::{Product, Rating},
    provenance::Provenances,
    quoted::Quoted,
    record::IndexKey,
    rights::{Rights, RightsStatus},
    sorted_map::SortedMap,
    sorted_set::SortedSet,
    source::Source,
    tag::TagPath,
    thread::Thread,
    tie::Tie,
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
    /// What it quotes of others, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quoted>,
    /// The author's own text, as plain text with line breaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// BCP 47 language of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// Counts when it was pinned.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
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
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub provenance: Provenances,
    /// By what it is known again, once it is pinned.
    #[serde(default, skip_serializing_if = "Prints::is_unknown")]
    pub prints: Prints,
}

impl Content {
    /// A thing of which nothing is known yet but what it is and where.
    pub fn new(kind: PinKind, source: Source) -> Self {
        Self {
            kind,
            source,
            author: None,
            published: None,
            title: None,
            quotes: Vec::new(),
            text: None,
            lang: None,
            media: Vec::new(),
            engagement: Engagement::default(),
            thread: Thread::default(),
            product: None,
            rating: None,
            provenance: Provenances::default(),
            prints: Prints::default(),
        }
    }

    /// The keys under which this is the same thing as another: `network:native id`, and the permalink.
    /// A product, picture or page without an id of its own is known by its permalink alone; what was read with neither,
    /// by author and text, behind a `~`, also once a person has said what its address is.
    pub fn identities(&self) -> Vec<String> {
        let source = &self.source;
        let native = source.network.as_deref().zip(source.native_id.as_deref());
        let print = self.prints.same.clone().or_else(|| prints::same(self));
        let named = native.map(|(network, id)| format!("{network}:{id}"));
        named.into_iter().chain(source.url.clone()).chain(print.map(|print| format!("~{print}"))).collect()
    }

    /// Whether another reading is of the same thing. Equal words of one author at two times are two things.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let theirs = other.identities();
        let common = |own: &String| {
            theirs.contains(own)
                && (!own.starts_with('~') || prints::may_be_one(self.published, other.published))
        };
        self.identities().iter().any(common)
    }

    /// The index keys of things that may be alike: in words, or in a picture.
    pub fn likenesses(&self) -> impl Iterator<Item = IndexKey> {
        let looks = self.media.iter().flat_map(|media| media.looks.bands());
        let looks = looks.map(|band| IndexKey::looks(&band));
        prints::bands(self).map(|band| IndexKey::alike(&band)).chain(looks)
    }

    /// The accounts the author is known by: `network:#native id` first, then `network:handle`.
    pub fn author_keys(&self) -> Vec<IdentityKey> {
        let network = self.source.network.as_deref().unwrap_or(&self.source.site);
        let Some(author) = &self.author else { return Vec::new() };
        let id = author.native_id.as_deref().map(|id| format!("{network}:#{id}"));
        let handle = author.handle.as_deref().map(|handle| format!("{network}:{}", letters::key(handle)));
        id.into_iter().chain(handle).map(IdentityKey).collect()
    }
}

/// One captured thing with what people added to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(from = "PinRead")]
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
    #[serde(default, skip_serializing_if = "SortedSet::is_empty")]
    pub tags: SortedSet<TagPath>,
    /// The boards it stands on.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub placements: SortedMap<BoardId, Placement>,
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
    /// What was said of it and pins that look alike.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub ties: SortedMap<PinId, Tie>,
}

/// A pin as it is read. Reading `flatten` buffers every value and makes serde's readers a second time, which
/// costs twice the time and 100 KB of Wasm; writing it costs nothing.
#[derive(Deserialize)]
struct PinRead {
    id: PinId,
    created: Instant,
    changed: Instant,
    kind: PinKind,
    source: Source,
    #[serde(default)]
    author: Option<Author>,
    #[serde(default)]
    published: Option<Published>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    quotes: Vec<Quoted>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    media: Vec<Media>,
    #[serde(default)]
    engagement: Engagement,
    #[serde(default)]
    thread: Thread,
    #[serde(default)]
    product: Option<Product>,
    #[serde(default)]
    rating: Option<Rating>,
    #[serde(default)]
    provenance: Provenances,
    #[serde(default)]
    prints: Prints,
    #[serde(default)]
    tags: SortedSet<TagPath>,
    #[serde(default)]
    placements: SortedMap<BoardId, Placement>,
    #[serde(default)]
    observations: Vec<Observation>,
    #[serde(default)]
    rights: Rights,
    #[serde(default)]
    customer: Option<CustomerId>,
    #[serde(default)]
    case: Option<Case>,
    #[serde(default)]
    ties: SortedMap<PinId, Tie>,
}

impl Pin {
    /// Whether the rights in one of its pictures are granted: those of the picture, else the pin's.
    pub fn grants(&self, media: &Media) -> bool {
        media.rights.as_ref().unwrap_or(&self.rights).status == RightsStatus::Granted
    }
}

impl From<PinRead> for Pin {
    fn from(read: PinRead) -> Self {
        let content = Content {
            kind: read.kind,
            source: read.source,
            author: read.author,
            published: read.published,
            title: read.title,
            quotes: read.quotes,
            text: read.text,
            lang: read.lang,
            media: read.media,
            engagement: read.engagement,
            thread: read.thread,
            product: read.product,
            rating: read.rating,
            provenance: read.provenance,
            prints: read.prints,
        };
        Self {
            id: read.id,
            created: read.created,
            changed: read.changed,
            content,
            tags: read.tags,
            placements: read.placements,
            observations: read.observations,
            rights: read.rights,
            customer: read.customer,
            case: read.case,
            ties: read.ties,
        }
    }
}
