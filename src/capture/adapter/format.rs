//! The adapter format as it is written: plain data with a closed vocabulary.
//! It decides nothing; unknown keys are refused, and everything else is checked when it is compiled. What says nothing is
//! not written.

use serde::{Deserialize, Serialize};

use crate::{
    capture::slot::{Slot, Slots},
    model::{pin::PinKind, provenance::Field, sorted_map::SortedMap},
};

/// One adapter: how cards of one site, or of one kind of forum software, are read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adapter {
    /// Its name, as in `reddit`.
    pub id: String,
    /// The network's short name; the same on all its hosts. Absent for software that many sites run:
    /// there each host is its own network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// The site's one name for all its hosts, as in `x.com`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Hosts it is for, each matching exactly or by suffix at a dot. Empty: any host, known by its cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Its cards stand in a frame of their own on other sites' pages: the shell looks for it there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub framed: bool,
    /// What `meta[name=generator]` begins with on such sites, in any letter case; only without hosts. Custom domains
    /// often hide it, so that the cards alone must be enough too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub generator: Vec<String>,
    /// Hosts its pictures come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub image_hosts: Vec<String>,
    /// The day of its last change, `YYYY-MM-DD`: its version.
    pub updated: String,
    /// The day after which its health is to be looked at.
    pub expires: String,
    /// How a picture's address becomes that of its full size.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub image: Vec<ImageRule>,
    /// The kinds of card, the most specific first.
    pub card: Vec<Card>,
}

/// How a picture's address becomes that of its full size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageRule {
    /// The host it is for.
    pub host: String,
    /// Queries to set.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub set: SortedMap<String, String>,
    /// Another host to ask, without any query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub move_to: Option<String>,
    /// Parts of the path to replace, each once.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub replace: SortedMap<String, String>,
    /// Two marks in the path: from the last place of the one to the next of the other, all goes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<String>,
    /// What comes in its place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub put: String,
    /// Addresses whose path begins so are no pictures of a post.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reject: Vec<String>,
}

/// One kind of card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What it is.
    pub kind: PinKind,
    /// Its root.
    pub root: String,
    /// What must be in it, each of them, for roots that could be anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
    /// Parts that are other cards: nothing in them is this card's. Nested roots and quotes always are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boundary: Vec<String>,
    /// Parts that are no text of the author's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skip: Vec<String>,
    /// Parts a card has one of: with two of one, somebody else's card is in it unmarked, and neither author nor
    /// permalink is certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub once: Vec<String>,
    /// Page addresses it is found on; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
    /// Whether what structured data says of the card's own address comes before the fields, or after.
    #[serde(default, skip_serializing_if = "Structured::is_ignored")]
    pub structured: Structured,
    /// Fields without which a person is asked.
    pub required: Vec<Field>,
    /// `network:id`, as in `x:{post}`.
    pub identity: String,
    /// The canonical address; absent: the permalink as found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// Where values are found, in order of trust.
    pub fields: Slots<Vec<Candidate>>,
    /// The value without which the author is not certain, where a name alone names nobody: `handle`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author_by: Option<Slot>,
    /// What must not differ from what the permalink says, as in `handle = "{user}"`; only `handle` and
    /// `native_id` can be compared.
    #[serde(default, skip_serializing_if = "Slots::is_empty")]
    pub agree: Slots<String>,
    /// The parts of it that quote others; absent: what stands in it is its author's own, or nothing tells it apart. Nothing in
    /// a quote is the card's own, as if it were a boundary; what is quoted in it is a quote of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where in such a part `name`, `url` and `text` are found; `text` has to be. The address is what the card quotes.
    #[serde(default, skip_serializing_if = "Slots::is_empty")]
    pub quoting: Slots<Vec<Candidate>>,
    /// What joins cards that answer each other; absent: cards say what they answer, or nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadRule>,
}

/// How the page shows what answers what, where no card says it: by the line between two posts, drawn on both of them
/// (`above` and `below`), or by standing in what it answers (`nested`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreadRule {
    /// What a card holds where it answers the card before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// What a card holds where the card after it answers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<String>,
    /// The part of a card that holds the cards that answer it, and those that answer these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nested: Option<String>,
}

/// One place where a value may be found. Exactly one of `attr`, `jsonld`, `meta`, `address`, `is`, `fill` says
/// what is read; none of them: the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The element; absent: the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
    /// Then up to the nearest ancestor in the card that matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closest: Option<String>,
    /// Only what is in a link to this address, names filled in, as in `/profile/{handle}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Look in the parts beyond the boundary only.
    #[serde(default, skip_serializing_if = "Beyond::is_card")]
    pub beyond: Beyond,
    /// Addresses on hosts that are not the site's count too.
    #[serde(default, skip_serializing_if = "Abroad::is_home")]
    pub abroad: Abroad,
    /// An attribute of the element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attr: Option<String>,
    /// A path in JSON-LD about this card's own address, as in `author.name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jsonld: Option<String>,
    /// A `meta` of the head, when the head is about this card's own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<String>,
    /// The page's address, `page`, or the one its head gives it, `canonical`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Whole>,
    /// The value itself, where the element is there: what pages say by a class, as `InStock`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
    /// Names filled in, as in `{origin}/posts/{post}/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<String>,
    /// Names filled in, the value being `{value}`, as in `{page}#comment-{value}`: for sites that write an id where others
    /// write an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put: Option<String>,
    /// Only addresses that fit; their names become known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The value, made of the names in the pattern: `{user}`, `https://x.com/{user}/status/{post}`; `{before}` is what `**`
    /// at its beginning stood for, origin and all; of a permalink, of all names, instead of the card's `canonical`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<String>,
    /// Only values that begin so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    /// Only values that begin so; the beginning is taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Only values that end so; the end is taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Only values with this in them; all up to its last place is taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behind: Option<String>,
    /// Only values with this in them; all from its first place on is taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<String>,
    /// The value is a number, and so many of its last bits are taken off: ids of some sites begin with the time
    /// they were given at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<u32>,
    /// Values that are none, whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reject: Vec<String>,
    /// A value from here has to be looked at by a person.
    #[serde(default, skip_serializing_if = "Unsure::is_no")]
    pub unsure: Unsure,
}

/// Where a candidate looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum Beyond {
    /// In the card.
    #[default]
    Card,
    /// In the cards nested in it.
    Nested,
}

impl Beyond {
    fn is_card(&self) -> bool {
        *self == Self::Card
    }
}

impl From<Beyond> for bool {
    fn from(beyond: Beyond) -> Self {
        beyond == Beyond::Nested
    }
}

impl From<bool> for Beyond {
    fn from(nested: bool) -> Self {
        if nested { Self::Nested } else { Self::Card }
    }
}

/// When structured data about the card's own address is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structured {
    /// Never: the markup says more.
    #[default]
    Ignored,
    /// Before the fields.
    First,
    /// For what the fields leave open.
    Last,
}

impl Structured {
    fn is_ignored(&self) -> bool {
        *self == Self::Ignored
    }
}

/// On which hosts an address may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum Abroad {
    /// On the site's.
    #[default]
    Home,
    /// On any: a service in a frame links to the page around it.
    Anywhere,
}

impl Abroad {
    fn is_home(&self) -> bool {
        *self == Self::Home
    }
}

impl From<Abroad> for bool {
    fn from(value: Abroad) -> Self {
        value == Abroad::Anywhere
    }
}

impl From<bool> for Abroad {
    fn from(abroad: bool) -> Self {
        if abroad { Self::Anywhere } else { Self::Home }
    }
}

/// Whether a value stands unasked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum Unsure {
    /// It does.
    #[default]
    No,
    /// It does not.
    Yes,
}

impl Unsure {
    fn is_no(&self) -> bool {
        *self == Self::No
    }
}

impl From<Unsure> for bool {
    fn from(unsure: Unsure) -> Self {
        unsure == Unsure::Yes
    }
}

impl From<bool> for Unsure {
    fn from(unsure: bool) -> Self {
        if unsure { Self::Yes } else { Self::No }
    }
}

/// The page's address, all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whole {
    /// As the page was opened.
    Page,
    /// As its head says, which may name the topic where the page was opened by a post: `viewtopic.php?t=12` for
    /// `viewtopic.php?p=31`. It counts where only the query is another: a head may be left over from the page before.
    Canonical,
}
