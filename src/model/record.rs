//! What is stored: one record per noun, under a key, with keys to find it by.

use pinfold_kernels::sorting::sort_by;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    adapter::UserAdapter,
    annotation::Annotation,
    board::Board,
    change::Change,
    connection::Connection,
    customer::{Customer, email_key, phone_key},
    delivery::Delivery,
    health::Health,
    id::{CustomerId, PinId},
    letters,
    media::{Media, MediaState},
    pin::Pin,
    rule::Rule,
    settings::Settings,
    site::Site,
    tag::Tag,
    template::Template,
    text,
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
    /// A destination.
    Connection,
    /// A delivery.
    Delivery,
    /// A rule.
    Rule,
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
            Self::Connection => "connection",
            Self::Delivery => "delivery",
            Self::Rule => "rule",
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
    /// Pins that answer a post, by what they say it is: its address or the site's own id.
    pub fn answers(parent: &str) -> Self {
        Self(format!("answers:{parent}"))
    }
    /// Pins of one page, by the page's canonical URL.
    pub fn page(url: &str) -> Self {
        Self(format!("page:{url}"))
    }
    /// Pins of one author and the customer who has that account, by identity key.
    pub fn author(value: &str) -> Self {
        Self(format!("author:{value}"))
    }
    /// Pins with a tag or one below it; by the tag's key.
    pub fn tag(key: &str) -> Self {
        Self(format!("tag:{key}"))
    }
    /// The vocabulary's entry that had this path before, by its key.
    pub fn alias(key: &str) -> Self {
        Self(format!("alias:{key}"))
    }
    /// Tags that pins of some kind or board need.
    pub fn needed() -> Self {
        Self("needed:tag".to_owned())
    }
    /// Pins on a board.
    pub fn board(id: &str) -> Self {
        Self(format!("board:{id}"))
    }
    /// Annotations of a pin.
    pub fn annotations_of(pin: &PinId) -> Self {
        Self(format!("on:{pin}"))
    }
    /// Deliveries of a pin.
    pub fn deliveries_of(pin: &PinId) -> Self {
        Self(format!("sent:{pin}"))
    }
    /// Deliveries that have not come to an end.
    pub fn outbox() -> Self {
        Self("outbox:waiting".to_owned())
    }
    /// Rules that are switched on.
    pub fn rule_on() -> Self {
        Self("rule:on".to_owned())
    }
    /// Pins with a medium that waits to be fetched.
    pub fn media_pending() -> Self {
        Self("media:pending".to_owned())
    }
    /// Pins with a medium whose host needs a permission.
    pub fn media_blocked() -> Self {
        Self("media:blocked".to_owned())
    }
    /// Pins with a stored picture that this version has not looked at.
    pub fn media_unseen() -> Self {
        Self("media:unseen".to_owned())
    }
    /// Pins that a person said are this customer's.
    pub fn customer(id: &CustomerId) -> Self {
        Self(format!("customer:{id}"))
    }
    /// Pins of authors and customers that go by a name or handle, letter case and spaces aside.
    pub fn called(name: &str) -> Self {
        Self(format!("called:{}", letters::key(&text::folded(name))))
    }
    /// Pins whose author's profile is at this address.
    pub fn profile(url: &str) -> Self {
        Self(format!("profile:{url}"))
    }
    /// Customers with an e-mail address or telephone number, by its key.
    pub fn contact(key: &str) -> Self {
        Self(format!("contact:{key}"))
    }
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A stored record.
#[derive(Debug, Clone, PartialEq)]
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
    Customer(Box<Customer>),
    /// A pin.
    Pin(Box<Pin>),
    /// An annotation.
    Annotation(Annotation),
    /// A destination.
    Connection(Connection),
    /// A delivery.
    Delivery(Box<Delivery>),
    /// A rule.
    Rule(Box<Rule>),
    /// A change.
    Change(Change),
    /// A record of a kind that this module does not work with, as it is.
    Kept(Kept),
}

/// A record of a kind that a module does not work with: the ones that a wake-up loads know nothing of customers, of rules and
/// of what is handed over. It is found and passed on, and never written.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// What kind it is.
    pub kind: RecordKind,
    /// The record.
    pub body: Value,
}

impl Record {
    /// Its kind.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Settings(_) => RecordKind::Settings,
            Self::Site(_) => RecordKind::Site,
            Self::Adapter(_) => RecordKind::Adapter,
            Self::Health(_) => RecordKind::Health,
            Self::Template(_) => RecordKind::Template,
            Self::Tag(_) => RecordKind::Tag,
            Self::Board(_) => RecordKind::Board,
            Self::Customer(_) => RecordKind::Customer,
            Self::Pin(_) => RecordKind::Pin,
            Self::Annotation(_) => RecordKind::Annotation,
            Self::Connection(_) => RecordKind::Connection,
            Self::Delivery(_) => RecordKind::Delivery,
            Self::Rule(_) => RecordKind::Rule,
            Self::Change(_) => RecordKind::Change,
            Self::Kept(kept) => kept.kind,
        }
    }

    /// The pin that it is.
    pub fn as_pin(&self) -> Option<&Pin> {
        if let Self::Pin(pin) = self { Some(pin) } else { None }
    }

    /// The board that it is.
    pub fn as_board(&self) -> Option<&Board> {
        if let Self::Board(board) = self { Some(board) } else { None }
    }

    /// The entry of the vocabulary that it is.
    pub fn as_tag(&self) -> Option<&Tag> {
        if let Self::Tag(tag) = self { Some(tag) } else { None }
    }

    /// The rule that it is.
    pub fn as_rule(&self) -> Option<&Rule> {
        if let Self::Rule(rule) = self { Some(rule) } else { None }
    }

    /// The key it is stored under.
    pub fn key(&self) -> RecordKey {
        let tag;
        let id = match self {
            Self::Settings(_) => return RecordKey::settings(),
            Self::Site(site) => site.host.as_str(),
            Self::Adapter(adapter) => adapter.host.as_str(),
            Self::Health(health) => health.adapter.as_str(),
            Self::Template(template) => template.id.as_str(),
            Self::Tag(entry) => {
                tag = entry.path.key();
                tag.as_str()
            }
            Self::Board(board) => board.id.as_str(),
            Self::Customer(customer) => customer.id.as_str(),
            Self::Pin(pin) => pin.id.as_str(),
            Self::Annotation(note) => note.id.as_str(),
            Self::Connection(connection) => connection.id.as_str(),
            Self::Delivery(delivery) => delivery.id.as_str(),
            Self::Rule(rule) => rule.id.as_str(),
            Self::Change(change) => change.id.as_str(),
            Self::Kept(kept) => kept.body.get("id").and_then(Value::as_str).unwrap_or_default(),
        };
        RecordKey::new(self.kind(), id)
    }

    /// The keys it is found by, in order and without doubles.
    pub fn index_keys(&self) -> Vec<IndexKey> {
        let mut keys = match self {
            Self::Pin(pin) => pin_keys(pin),
            Self::Annotation(note) => vec![IndexKey::annotations_of(&note.pin)],
            Self::Delivery(delivery) => delivery_keys(delivery),
            Self::Customer(customer) => customer_keys(customer),
            Self::Tag(tag) => tag_keys(tag),
            Self::Rule(rule) => rule.says.on.then(IndexKey::rule_on).into_iter().collect(),
            _ => Vec::new(),
        };
        sort_by(&mut keys, Ord::cmp);
        keys.dedup();
        keys
    }
}

fn tag_keys(tag: &Tag) -> Vec<IndexKey> {
    let needed = (!tag.needed.is_nowhere()).then(IndexKey::needed);
    tag.aliases.iter().map(|path| IndexKey::alias(&path.key())).chain(needed).collect()
}

fn delivery_keys(delivery: &Delivery) -> Vec<IndexKey> {
    let waiting = delivery.state.waits().then(IndexKey::outbox);
    [IndexKey::deliveries_of(&delivery.id.pin())].into_iter().chain(waiting).collect()
}

fn pin_keys(pin: &Pin) -> Vec<IndexKey> {
    let content = &pin.content;
    let mut keys = vec![IndexKey::page(&content.source.page_url)];
    keys.extend(content.identities().iter().map(|identity| IndexKey::identity(identity)));
    keys.extend(content.author_keys().iter().map(|key| IndexKey::author(&key.0)));
    if let Some(author) = &content.author {
        keys.extend(author.name.iter().chain(&author.handle).map(|name| IndexKey::called(name)));
        keys.extend(author.url.iter().map(|url| IndexKey::profile(url)));
    }
    keys.extend(pin.customer.iter().map(IndexKey::customer));
    // Of what many people say below one post, only an author's own thread belongs together.
    let root = content.thread.root.iter().filter(|_| content.thread.position.is_some());
    keys.extend(root.map(|root| IndexKey::thread(root)));
    keys.extend(content.thread.parent.iter().map(|parent| IndexKey::answers(parent)));
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
    if content.media.iter().any(Media::is_unseen) {
        keys.push(IndexKey::media_unseen());
    }
    keys
}

fn customer_keys(customer: &Customer) -> Vec<IndexKey> {
    let mut keys = Vec::new();
    for identity in &customer.identities {
        keys.push(IndexKey::author(&identity.0));
        keys.extend(identity.handle().map(IndexKey::called));
    }
    keys.extend(customer.all_names().map(IndexKey::called));
    keys.extend(customer.all_emails().map(|email| IndexKey::contact(&email_key(email))));
    keys.extend(customer.all_phones().filter_map(phone_key).map(|key| IndexKey::contact(&key)));
    keys
}
