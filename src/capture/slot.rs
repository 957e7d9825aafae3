//! The values a card can give, by name: what adapters, structured data and the generic reader all fill.
//! It never says where a value is found, only what it means and how it is read.

use serde::{Deserialize, Serialize};

use crate::model::{engagement::Count, provenance::Field, sorted_map::SortedMap};

/// One thing for each slot that has one.
pub type Slots<T> = SortedMap<Slot, T>;

/// One value of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The permalink.
    Url,
    /// The site's own id.
    NativeId,
    /// The author's handle.
    Handle,
    /// The author's name.
    Name,
    /// The author's profile.
    Profile,
    /// The site's own id of the author.
    AuthorId,
    /// When it was published.
    Published,
    /// A headline.
    Title,
    /// The text.
    Text,
    /// Its language.
    Lang,
    /// Pictures.
    Image,
    /// Still pictures of videos.
    Poster,
    /// Likes.
    Likes,
    /// Replies.
    Replies,
    /// Reposts.
    Reposts,
    /// Quotes.
    Quotes,
    /// Views.
    Views,
    /// Bookmarks.
    Bookmarks,
    /// Upvotes minus downvotes.
    Score,
    /// "Helpful" votes.
    Helpful,
    /// The post that began the thread.
    Root,
    /// The post it answers.
    Parent,
    /// The post it quotes.
    Quoted,
    /// The rating a review gives, as in `4` or `4/5`.
    Rating,
    /// The best rating possible.
    BestRating,
    /// The product's name.
    ProductName,
    /// Its brand.
    Brand,
    /// The categories it is kept in, as a path: `Kitchen › Kettles`.
    Category,
    /// Its price.
    Price,
    /// The currency of a price that is a bare number.
    Currency,
    /// Whether it can be had.
    Availability,
    /// Its global trade item number.
    Gtin,
    /// The shop's number.
    Sku,
    /// The maker's number.
    Mpn,
    /// Its average rating.
    ProductRating,
    /// The best average possible.
    ProductBestRating,
    /// How many ratings it averages.
    RatingCount,
    /// How many follow the author.
    Followers,
}

impl Slot {
    /// The field of a pin it belongs to, under which its provenance is kept.
    pub fn field(self) -> Field {
        match self {
            Self::Url => Field::Url,
            Self::NativeId => Field::NativeId,
            Self::Handle | Self::Name | Self::Profile | Self::AuthorId | Self::Followers => Field::Author,
            Self::Published => Field::Published,
            Self::Title => Field::Title,
            Self::Text => Field::Text,
            Self::Lang => Field::Lang,
            Self::Image | Self::Poster => Field::Media,
            Self::Likes
            | Self::Replies
            | Self::Reposts
            | Self::Quotes
            | Self::Views
            | Self::Bookmarks
            | Self::Score
            | Self::Helpful => Field::Engagement,
            Self::Root | Self::Parent | Self::Quoted => Field::Thread,
            Self::Rating | Self::BestRating => Field::Rating,
            Self::ProductName => Field::ProductName,
            Self::Brand => Field::Brand,
            Self::Category => Field::Category,
            Self::Price | Self::Currency => Field::Price,
            Self::Availability => Field::Availability,
            Self::Gtin | Self::Sku | Self::Mpn => Field::Identifiers,
            Self::ProductRating | Self::ProductBestRating | Self::RatingCount => Field::ProductRating,
        }
    }

    /// What is counted, for a count.
    pub fn count(self) -> Option<Count> {
        match self {
            Self::Likes => Some(Count::Likes),
            Self::Replies => Some(Count::Replies),
            Self::Reposts => Some(Count::Reposts),
            Self::Quotes => Some(Count::Quotes),
            Self::Views => Some(Count::Views),
            Self::Bookmarks => Some(Count::Bookmarks),
            Self::Score => Some(Count::Score),
            Self::Helpful => Some(Count::Helpful),
            _ => None,
        }
    }

    /// Whether every match is a value, not only the first.
    pub fn is_many(self) -> bool {
        matches!(self, Self::Image | Self::Poster)
    }

    /// Whether the value is an address, to be resolved against the page's base.
    pub fn is_address(self) -> bool {
        matches!(
            self,
            Self::Url | Self::Profile | Self::Image | Self::Poster | Self::Root | Self::Parent | Self::Quoted
        )
    }
}
