//! A typed item of structured data, wherever it was written: properties with texts and further items.
//! It keeps what was written and decides nothing.

/// Deepest item in an item that is kept.
pub const MAX_ITEM_DEPTH: usize = 8;
/// Most items of a page that are kept: a product page with 200 reviews has about 1,500.
pub const MAX_ITEMS: usize = 5_000;

/// A typed item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// Types without their namespace, as in `Product`.
    pub types: Vec<String>,
    /// Its own identifier or address (`@id`, `itemid`).
    pub id: Option<String>,
    /// Properties in order.
    pub properties: Vec<(String, Value)>,
}

/// A property's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, a number or an address, as written.
    Text(String),
    /// An item.
    Item(Item),
}

impl Item {
    /// Whether it has one of the types.
    pub fn is(&self, types: &[&str]) -> bool {
        self.types.iter().any(|one| types.contains(&one.as_str()))
    }

    /// All values of a property.
    pub fn all<'i, 'n>(&'i self, name: &'n str) -> impl Iterator<Item = &'i Value> + use<'i, 'n> {
        self.properties.iter().filter(move |(key, _)| key == name).map(|(_, value)| value)
    }

    /// The first text of the first property that has one; an item counts by its name or address.
    pub fn text(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.all(name).find_map(Value::text))
            .filter(|text| !text.trim().is_empty())
    }

    /// The first item of a property.
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.properties.iter().filter(|(key, _)| key == name).find_map(|(_, value)| match value {
            Value::Item(item) => Some(item),
            Value::Text(_) => None,
        })
    }

    /// Its own addresses, best first.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let own = ["url", "mainEntityOfPage"]
            .into_iter()
            .flat_map(|name| self.all(name))
            .filter_map(Value::address);
        own.chain(self.id.as_deref())
    }
}

impl Value {
    /// The text; of an item its name, value or address.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.as_str()),
            Self::Item(item) => {
                let named = ["name", "@value", "url", "contentUrl"].into_iter().find_map(|key| {
                    item.properties.iter().find_map(|(name, value)| match value {
                        Self::Text(text) if name == key => Some(text.as_str()),
                        _ => None,
                    })
                });
                named.or(item.id.as_deref())
            }
        }
    }

    /// The address; of an item its own.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.as_str()),
            Self::Item(item) => item.id.as_deref().or_else(|| {
                item.properties.iter().find_map(|(name, value)| match value {
                    Self::Text(text) if matches!(name.as_str(), "url" | "contentUrl") => Some(text.as_str()),
                    _ => None,
                })
            }),
        }
    }
}
