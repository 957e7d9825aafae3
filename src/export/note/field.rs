//! The fields a note's template may name, and of what type each is. It never says what a field says of a pin: see `values`.

use super::choice::Choices;

/// What a field says is of a type, which decides what it may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Words: `=`, `!=`, `has`.
    Text,
    /// One of a few words: `=`, `!=`.
    Choice(Choices),
    /// A number: `=`, `!=`, `<`, `<=`, `>`, `>=`.
    Number,
    /// A day: `=`, `!=`, `<`, `<=`, `>`, `>=`.
    Date,
    /// Several words, in order: `has`. It may be gone through with `{{#each field}}`.
    List,
    /// Yes, or absent.
    YesNo,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $type:expr, $word:literal;)*) => {
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

            /// Of what type it is.
            pub fn of_type(self) -> FieldType {
                match self {$(Self::$name => $type),*}
            }
        }
    };
}

fields! {
    /// Who wrote it: the name, else the handle.
    Author: FieldType::Text, "author";
    /// The handle, without `@`.
    Handle: FieldType::Text, "handle";
    /// The author's profile.
    Profile: FieldType::Text, "profile";
    /// The site.
    Site: FieldType::Text, "site";
    /// The permalink.
    Url: FieldType::Text, "url";
    /// When it was published.
    Published: FieldType::Date, "published";
    /// When it was pinned.
    Pinned: FieldType::Date, "pinned";
    /// What kind of thing it is.
    Kind: FieldType::Choice(Choices::Kind), "kind";
    /// The language of its text, as BCP 47.
    Language: FieldType::Text, "language";
    /// The headline.
    Title: FieldType::Text, "title";
    /// What it quotes of others, each with the name.
    Quoted: FieldType::List, "quoted";
    /// The text.
    Text: FieldType::Text, "text";
    /// What people wrote about it.
    Note: FieldType::List, "note";
    /// Its tags.
    Tags: FieldType::List, "tags";
    /// The boards it stands on.
    Boards: FieldType::List, "boards";
    /// The rating it gives.
    Rating: FieldType::Number, "rating";
    /// The product's name.
    Product: FieldType::Text, "product";
    /// The product's brand.
    Brand: FieldType::Text, "brand";
    /// The product's price.
    Price: FieldType::Number, "price";
    /// Whether the product can be had.
    Availability: FieldType::Choice(Choices::Availability), "availability";
    /// Counts of reactions.
    Engagement: FieldType::Text, "engagement";
    /// How many like it.
    Likes: FieldType::Number, "likes";
    /// How many answered.
    Replies: FieldType::Number, "replies";
    /// How many passed it on.
    Reposts: FieldType::Number, "reposts";
    /// How many saw it.
    Views: FieldType::Number, "views";
    /// How many follow the author.
    Followers: FieldType::Number, "followers";
    /// Its place in its thread, with a link to the beginning.
    Thread: FieldType::Text, "thread";
    /// What it answers: an address or an id.
    Answers: FieldType::Text, "answers";
    /// Whether its text was another at a later look.
    Edited: FieldType::YesNo, "edited";
    /// Whether it was gone at the last look.
    Gone: FieldType::YesNo, "gone";
    /// How many pictures it has.
    Pictures: FieldType::Number, "pictures";
    /// How many pictures of the screen were taken.
    Screenshots: FieldType::Number, "screenshots";
    /// The customer's name.
    Customer: FieldType::Text, "customer";
    /// The customer's e-mail address.
    CustomerEmail: FieldType::Text, "customer_email";
    /// The customer's telephone number.
    CustomerPhone: FieldType::Text, "customer_phone";
    /// What colleagues should know of the customer.
    CustomerNotes: FieldType::Text, "customer_notes";
    /// Since when the customer is known here.
    CustomerSince: FieldType::Date, "customer_since";
    /// What the customer is to us.
    Standing: FieldType::Choice(Choices::Standing), "standing";
    /// Whether the customer agreed to be kept and written to.
    Consent: FieldType::Choice(Choices::Consent), "consent";
    /// How many other pins of the customer there are.
    EarlierPins: FieldType::Number, "earlier_pins";
    /// How far the case has come.
    Status: FieldType::Choice(Choices::Status), "status";
    /// How bad it is.
    Severity: FieldType::Choice(Choices::Severity), "severity";
    /// Why it is a case.
    Reason: FieldType::Text, "reason";
    /// Who answers.
    Owner: FieldType::Text, "owner";
    /// Which department answers.
    Department: FieldType::Text, "department";
    /// When the case was opened.
    Opened: FieldType::Date, "opened";
    /// The credit line and whether it may be used.
    Rights: FieldType::Text, "rights";
    /// The marker that finds the pin again, as in `pin:01ARZ3NDEKTSV4RRFFQ69G5FAV`.
    PinId: FieldType::Text, "pin_id";
}

impl Field {
    /// The field of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }
}

/// Which fields are cut when a note is too long, the first one first. The link and the marker are not among
/// them: without them nobody finds the post or the pin again. Nor are names, dates and rights.
pub const CUT_ORDER: [Field; 9] = [
    Field::Quoted,
    Field::Text,
    Field::CustomerNotes,
    Field::Note,
    Field::Engagement,
    Field::Tags,
    Field::Boards,
    Field::Reason,
    Field::Title,
];
