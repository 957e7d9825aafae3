//! The fields a note's template may name, and what each says of a pin. It never formats: see `render`.

use std::collections::BTreeMap;

use crate::export::{
    escape::link::Link,
    set::{self, ExportPin},
    words::Words,
};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// A field of a template.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {$(
            $(#[$doc])*
            $name,
        )*}

        impl Field {
            /// All fields, in the order the template editor lists them.
            pub const ALL: &'static [Field] = &[$(Self::$name),*];

            /// The field's name in a template.
            pub fn name(self) -> &'static str {
                match self {$(Self::$name => $word),*}
            }
        }
    };
}

fields! {
    /// Who wrote it: the name, else the handle.
    Author = "author",
    /// The handle, without `@`.
    Handle = "handle",
    /// The author's profile.
    Profile = "profile",
    /// The site.
    Site = "site",
    /// The permalink.
    Url = "url",
    /// When it was published.
    Published = "published",
    /// What kind of thing it is.
    Kind = "kind",
    /// The headline.
    Title = "title",
    /// What it quotes of others, each with the name.
    Quoted = "quoted",
    /// The text.
    Text = "text",
    /// What people wrote about it.
    Note = "note",
    /// Its tags.
    Tags = "tags",
    /// The rating it gives.
    Rating = "rating",
    /// The product's name.
    Product = "product",
    /// The product's brand.
    Brand = "brand",
    /// The product's price.
    Price = "price",
    /// Counts of reactions.
    Engagement = "engagement",
    /// The credit line and whether it may be used.
    Rights = "rights",
    /// The marker that finds the pin again, as in `pin:01ARZ3NDEKTSV4RRFFQ69G5FAV`.
    PinId = "pin_id",
}

impl Field {
    /// The field of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }
}

/// Which fields are cut when a note is too long, the first one first. The link and the marker are not among
/// them: without them nobody finds the post or the pin again. Nor are names, dates and rights.
pub const CUT_ORDER: [Field; 6] =
    [Field::Quoted, Field::Text, Field::Note, Field::Engagement, Field::Tags, Field::Title];

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The text.
    pub text: String,
    /// The same as a link, where it may be one.
    pub link: Option<Link>,
}

/// What the fields say of a pin; those that say nothing are absent.
pub type Values = BTreeMap<Field, Value>;

/// What the fields say of a pin.
pub fn values(export: &ExportPin<'_>, words: &Words) -> Values {
    let content = &export.pin.content;
    let (author, product) = (content.author.as_ref(), content.product.as_ref());
    let address = |address: &str| Value { text: address.to_owned(), link: Link::new(address) };
    let plain = |text: String| Value { text, link: None };
    let engagement =
        content.engagement.iter().map(|(count, number)| format!("{number} {}", words.count(*count)));
    let of = |field: Field| match field {
        Field::Author => author?.label().map(str::to_owned).map(plain),
        Field::Handle => author?.handle.clone().map(plain),
        Field::Profile => author?.url.as_deref().map(address),
        Field::Site => Some(plain(content.source.site.clone())),
        Field::Url => Some(address(export.address())),
        Field::Published => content.published.as_ref().map(|at| plain(words.published(at))),
        Field::Kind => Some(plain(words.kind(content.kind).to_owned())),
        Field::Title => content.title.clone().map(plain),
        Field::Quoted => Some(plain(export.quoted_text())),
        Field::Text => content.text.clone().map(plain),
        Field::Note => Some(plain(export.notes_text())),
        Field::Tags => Some(plain(export.tags_text(", "))),
        Field::Rating => content.rating.as_ref().map(|rating| plain(set::rating(rating, words))),
        Field::Product => product?.name.clone().map(plain),
        Field::Brand => product?.brand.clone().map(plain),
        Field::Price => export.price().map(plain),
        Field::Engagement => Some(plain(engagement.clone().collect::<Vec<_>>().join(", "))),
        Field::Rights => Some(plain(rights(export, words))),
        Field::PinId => Some(plain(format!("pin:{}", export.pin.id))),
    };
    let said = Field::ALL.iter().filter_map(|field| Some((*field, of(*field)?)));
    said.filter(|(_, value)| !value.text.trim().is_empty()).collect()
}

/// The rights in one line.
fn rights(export: &ExportPin<'_>, words: &Words) -> String {
    let rights = &export.pin.rights;
    let owner = rights.owner.as_deref().filter(|_| rights.credit.is_some());
    let owner = owner.map(|owner| format!(" · {}: {owner}", words.owner)).unwrap_or_default();
    let (credit, status) = (export.credit(), words.status(rights.status));
    format!("{}: {credit}{owner} · {}: {status}", words.credit, words.rights)
}
