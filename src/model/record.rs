//! What is stored: one record per noun, under a key, with keys to find it by.

use serde::{Deserialize, Serialize};

use super::sorting::sort_by;
use super::{
    adapter::UserAdapter, annotation::Annotation, board::Board, change::Change, customer::Customer,
    health::Health, id::PinId, media::MediaState, pin::Pin, settings::Settings, site::Site, tag::Tag,
    template::Template,
};

/// The kinds of record, in the order a backup lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// Settings.
    Settings,
    /// A site's switch.
    Site,
    /// A person's own adapter.
    Adapter,
    /// How well an adapter reads.
    Health,
    /// A template.
    Template,
    /// An entry of the vocabulary.
    Tag,
    /// A board.
    Board,
    /// A customer.
    Customer,
    /// A pin.
    Pin,
    /// An annotation.
    Annotation,
    /// A change.
    Change,
}

impl RecordKind {
    /// The kind's name in storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Site => "site",
            Self::Adapter => "adapter",
            Self::Health => "health",
            Self::Template => "template",
            Self::Tag => "tag",
            Self::Board => "board",
            Self::Customer => "customer",
            Self::Pin => "pin",
            Self::Annotation => "annotation",
            Self::Change => "change",
        }
    }
}

/// Names a record: its kind and its name within the kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RecordKey {
    /// Its kind.
    pub kind: RecordKind,
    /// Its name within the kind.
    pub id: String,
}

impl RecordKey {
    /// The key of `id` among `kind`.
    pub fn new(kind: RecordKind, id: impl Into<String>) -> Self {
        Self { kind, id: id.into() }
    }

    /// The key of a pin.
    pub fn pin(id: &PinId) -> Self {
        Self::new(RecordKind::Pin, id.as_str())
    }

    /// The key of the one record of settings.
    pub fn settings() -> Self {
        Self::new(RecordKind::Settings, "settings")
    }
}

/// A key that a record is found by, besides its own: a word, a colon, and a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(transparent)]
pub struct IndexKey(String);

impl IndexKey {
    /// Pins that are the same thing: `network:native id` or a canonical URL.
    pub fn identity(value: &str) -> Self {
        Self(format!("identity:{value}"))
    }
    /// Pins whose text is alike in one band of its print.
    pub fn alike(band: &str) -> Self {
        Self(format!("alike:{band}"))
    }
    /// Pins with a picture alike in one part of its fingerprint.
    pub fn looks(band: &str) -> Self {
        Self(format!("looks:{band}"))
    }
    /// Pins of one thread, by the address of its first post.
    pub fn thread(root: &str) -> Self {
        Self(format!("thread:{root}"))
    }
    /// Pins of one page, by the page's canonical URL.
    pub fn page(url: &str) -> Self {
        Self(format!("page:{url}"))
    }
    /// Pins of one author, by identity key.
    pub fn author(value: &str) -> Self {
        Self(format!("author:{value}"))
    }
    /// Pins with a tag or one below it; by the tag's key.
    pub fn tag(key: &str) -> Self {
        Self(format!("tag:{key}"))
    }
    /// Pins on a board.
    pub fn board(id: &str) -> Self {
        Self(format!("board:{id}"))
    }
    /// Annotations of a pin.
    pub fn annotations_of(pin: &PinId) -> Self {
        Self(format!("on:{pin}"))
    }
    /// Pins with a medium that waits to be fetched.
    pub fn media_pending() -> Self {
        Self("media:pending".to_owned())
    }
    /// Pins with a medium whose host needs a permission.
    pub fn media_blocked() -> Self {
        Self("media:blocked".to_owned())
    }
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A stored record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// Settings.
    Settings(Settings),
    /// A site's switch.
    Site(Site),
    /// A person's own adapter.
    Adapter(UserAdapter),
    /// How well an adapter reads.
    Health(Health),
    /// A template.
    Template(Template),
    /// An entry of the vocabulary.
    Tag(Tag),
    /// A board.
    Board(Board),
    /// A customer.
    Customer(Customer),
    /// A pin.
    Pin(Box<Pin>),
    /// An annotation.
    Annotation(Annotation),
    /// A change.
    Change(Change),
}

impl Record {
    /// The key it is stored under.
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Settings(_) => RecordKey::settings(),
            Self::Site(site) => RecordKey::new(RecordKind::Site, site.host.as_str()),
            Self::Adapter(adapter) => RecordKey::new(RecordKind::Adapter, adapter.host.as_str()),
            Self::Health(health) => RecordKey::new(RecordKind::Health, health.adapter.as_str()),
            Self::Template(template) => RecordKey::new(RecordKind::Template, template.id.as_str()),
            Self::Tag(tag) => RecordKey::new(RecordKind::Tag, tag.path.key()),
            Self::Board(board) => RecordKey::new(RecordKind::Board, board.id.as_str()),
            Self::Customer(customer) => RecordKey::new(RecordKind::Customer, customer.id.as_str()),
            Self::Pin(pin) => RecordKey::pin(&pin.id),
            Self::Annotation(note) => RecordKey::new(RecordKind::Annotation, note.id.as_str()),
            Self::Change(change) => RecordKey::new(RecordKind::Change, change.id.as_str()),
        }
    }

    /// The keys it is found by, in order and without doubles.
    pub fn index_keys(&self) -> Vec<IndexKey> {
        let mut keys = match self {
            Self::Pin(pin) => pin_keys(pin),
            Self::Annotation(note) => vec![IndexKey::annotations_of(&note.pin)],
            _ => Vec::new(),
        };
        sort_by(&mut keys, Ord::cmp);
        keys.dedup();
        keys
    }
}

fn pin_keys(pin: &Pin) -> Vec<IndexKey> {
    let content = &pin.content;
    let mut keys = vec![IndexKey::page(&content.source.page_url)];
    keys.extend(content.identities().iter().map(|identity| IndexKey::identity(identity)));
    keys.extend(content.author_keys().iter().map(|key| IndexKey::author(&key.0)));
    // Of what many people say below one post, only an author's own thread belongs together.
    let root = content.thread.root.iter().filter(|_| content.thread.position.is_some());
    keys.extend(root.map(|root| IndexKey::thread(root)));
    keys.extend(content.likenesses());
    for tag in &pin.tags {
        let key = tag.key();
        let above = key.match_indices('/').filter_map(|(at, _)| key.get(..at));
        keys.extend(above.map(IndexKey::tag));
        keys.push(IndexKey::tag(&key));
    }
    keys.extend(pin.placements.keys().map(|board| IndexKey::board(board.as_str())));
    if content.media.iter().any(|media| media.state.waits()) {
        keys.push(IndexKey::media_pending());
    }
    if content.media.iter().any(|media| matches!(media.state, MediaState::Blocked { .. })) {
        keys.push(IndexKey::media_blocked());
    }
    keys
}
