//! A typed item of structured data, wherever it was written: properties with texts and further items.
//! It keeps what was written and decides nothing.

/// Deepest item in an item that is kept.
pub const MAX_ITEM_DEPTH: usize = 8;
/// Most items of a page that are kept: a product page with 200 reviews has about 1,500.
pub const MAX_ITEMS: usize = 5_000;
/// The property under which an item without any keeps its own text or address.
pub const OWN: &str = "@value";

/// A typed item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// Types as written, as in `https://schema.org/Product`, `Product` or `h-product`.
    pub types: Vec<String>,
    /// Its own identifier or address (`@id`, `itemid`, `resource`).
    pub id: Option<String>,
    /// Properties in order, as written.
    pub properties: Vec<(String, Value)>,
    /// Where in the page it is written, for those who print it.
    #[cfg(feature = "html")]
    pub row: u32,
}

/// A property's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text or a number, as written; JSON-LD writes addresses as texts too.
    Text(String),
    /// What an attribute that holds an address says.
    Address(String),
    /// An item.
    Item(Item),
}

/// The name of a type or property without the namespace of a vocabulary.
pub fn bare(name: &str) -> &str {
    let name = name.trim().trim_end_matches('/');
    let last = name.rsplit(['/', '#']).next().unwrap_or(name);
    last.strip_prefix("schema:").unwrap_or(last)
}

impl Item {
    /// Whether it has one of the types.
    pub fn is(&self, types: &[&str]) -> bool {
        self.types.iter().any(|one| types.contains(&bare(one)))
    }

    /// All values of a property.
    pub fn all<'i, 'n>(&'i self, name: &'n str) -> impl Iterator<Item = &'i Value> + use<'i, 'n> {
        self.properties.iter().filter(move |(key, _)| bare(key) == name).map(|(_, value)| value)
    }

    /// The first text of the first property that has one; an item counts by its name or address.
    pub fn text(&self, names: &[&str]) -> Option<&str> {
        let filled = |text: &&str| !text.trim().is_empty();
        names.iter().find_map(|name| self.all(name).filter_map(Value::text).find(filled))
    }

    /// The first item of a property.
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items(name).next()
    }

    /// The items of a property.
    pub fn items<'i, 'n>(&'i self, name: &'n str) -> impl Iterator<Item = &'i Item> + use<'i, 'n> {
        self.all(name).filter_map(|value| match value {
            Value::Item(item) => Some(item),
            Value::Text(_) | Value::Address(_) => None,
        })
    }

    /// Its own addresses, best first.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let own = ["url", "mainEntityOfPage"].into_iter().flat_map(|name| self.all(name));
        // A bare fragment names the item within the page, whatever the page's address is.
        own.filter_map(Value::address).chain(self.id.as_deref()).filter(|own| !own.starts_with('#'))
    }
}

impl Value {
    /// The text; of an item its name, value or address.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Address(text) => Some(text.as_str()),
            Self::Item(item) => item.plain(&["name", OWN, "url", "contentUrl"]),
        }
    }

    /// The address; of an item its own.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Address(text) => Some(text.as_str()),
            Self::Item(item) => item.id.as_deref().or_else(|| item.plain(&["url", "contentUrl"])),
        }
    }
}

impl Item {
    /// The first of the properties that is no item, else the identifier.
    fn plain(&self, names: &[&str]) -> Option<&str> {
        let named = names.iter().find_map(|name| {
            self.all(name).find_map(|value| match value {
                Value::Text(text) | Value::Address(text) => Some(text.as_str()),
                Value::Item(_) => None,
            })
        });
        named.or(self.id.as_deref())
    }
}
