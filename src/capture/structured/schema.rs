//! What the types and properties of schema.org mean for a pin. It reads items and never looks at a page.

use super::{
    super::{
        builder::{Builder, From, Ground, Picture},
        link, parse,
        slot::Slot,
    },
    item::{Item, Value},
};
use crate::model::{media::MediaKind, pin::PinKind};

const POSTS: &[&str] = &["SocialMediaPosting", "DiscussionForumPosting", "Question"];
const COMMENTS: &[&str] = &["Comment", "UserComments", "Answer"];
const REVIEWS: &[&str] = &["Review", "UserReview", "CriticReview"];
const ARTICLES: &[&str] = &["Article", "NewsArticle", "BlogPosting", "TechArticle", "Report"];
const PRODUCTS: &[&str] =
    &["Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts", "Vehicle"];

/// The name of a type or property without its namespace.
pub fn bare(name: &str) -> String {
    name.trim().trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or(name).to_owned()
}

/// The kind of card that items of these types are.
pub fn kind_of(types: &[String]) -> Option<PinKind> {
    let is = |kinds: &[&str]| types.iter().any(|one| kinds.contains(&one.as_str()));
    if is(POSTS) {
        Some(PinKind::Post)
    } else if is(COMMENTS) {
        Some(PinKind::Comment)
    } else if is(REVIEWS) {
        Some(PinKind::Review)
    } else if is(PRODUCTS) {
        Some(PinKind::Product)
    } else {
        None
    }
}

/// Whether items of these types are a page to read, rather than a card on one.
pub fn is_article(types: &[String]) -> bool {
    types.iter().any(|one| ARTICLES.contains(&one.as_str()))
}

/// Offers all an item says, by its type; how sure it is depends on whether it names its own address.
pub fn offer(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    match kind_of(&item.types) {
        Some(PinKind::Product) => product(item, ground, from, builder),
        Some(PinKind::Review) => {
            writing(item, ground, from, builder);
            if let Some(rating) = item.item("reviewRating").or_else(|| item.item("rating")) {
                offer_text(builder, Slot::BestRating, rating.text(&["bestRating"]), from);
                offer_text(builder, Slot::Rating, rating.text(&["ratingValue", "value"]), from);
            } else {
                offer_text(builder, Slot::Rating, item.text(&["reviewRating", "rating"]), from);
            }
            if let Some(reviewed) = item.item("itemReviewed").filter(|one| kind_of(&one.types).is_some()) {
                offer_text(builder, Slot::ProductName, reviewed.text(&["name"]), from);
            }
        }
        Some(_) => writing(item, ground, from, builder),
        None if is_article(&item.types) => writing(item, ground, from, builder),
        None => {}
    }
}

fn offer_text(builder: &mut Builder, slot: Slot, value: Option<&str>, from: From) {
    if let Some(value) = value {
        builder.offer(slot, value, from);
    }
}

fn writing(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    offer_text(builder, Slot::Url, item.addresses().next(), from);
    author(item, from, builder);
    offer_text(builder, Slot::Published, item.text(&["datePublished", "dateCreated", "uploadDate"]), from);
    offer_text(builder, Slot::Title, item.text(&["headline", "name"]), from);
    offer_text(
        builder,
        Slot::Text,
        item.text(&["articleBody", "reviewBody", "commentText", "text", "description"]),
        from,
    );
    offer_text(builder, Slot::Lang, item.text(&["inLanguage"]), from);
    offer_text(builder, Slot::Replies, item.text(&["commentCount", "answerCount"]), from);
    offer_text(builder, Slot::Score, item.text(&["upvoteCount"]), from);
    for value in item.all("interactionStatistic") {
        let Value::Item(counter) = value else { continue };
        let kind = counter.text(&["interactionType"]).map(bare).unwrap_or_default();
        let kind =
            counter.item("interactionType").and_then(|kind| kind.types.first().cloned()).unwrap_or(kind);
        let slot = match kind.as_str() {
            "LikeAction" => Slot::Likes,
            "CommentAction" | "ReplyAction" => Slot::Replies,
            "ShareAction" => Slot::Reposts,
            "ViewAction" | "WatchAction" => Slot::Views,
            "BookmarkAction" => Slot::Bookmarks,
            _ => continue,
        };
        offer_text(builder, slot, counter.text(&["userInteractionCount"]), from);
    }
    if let Some(parent) = item.item("parentItem") {
        offer_text(builder, Slot::Parent, parent.addresses().next(), from);
    }
    pictures(item, &["image", "sharedContent"], ground, from, builder);
}

fn author(item: &Item, from: From, builder: &mut Builder) {
    let Some(value) = item.all("author").next().or_else(|| item.all("creator").next()) else { return };
    match value {
        Value::Text(name) => {
            builder.offer(Slot::Name, name, from);
        }
        Value::Item(person) => {
            offer_text(builder, Slot::Name, person.text(&["name"]), from);
            offer_text(builder, Slot::Handle, person.text(&["alternateName", "additionalName"]), from);
            offer_text(
                builder,
                Slot::Profile,
                person.text(&["url", "sameAs"]).or(person.id.as_deref()),
                from,
            );
            offer_text(builder, Slot::AuthorId, person.text(&["identifier"]), from);
        }
    }
}

fn product(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    offer_text(builder, Slot::Url, item.addresses().next(), from);
    offer_text(builder, Slot::ProductName, item.text(&["name"]), from);
    offer_text(builder, Slot::Title, item.text(&["name"]), from);
    offer_text(builder, Slot::Text, item.text(&["description"]), from);
    offer_text(builder, Slot::Brand, item.text(&["brand", "manufacturer"]), from);
    for name in ["gtin", "gtin13", "gtin14", "gtin12", "gtin8", "isbn"] {
        offer_text(builder, Slot::Gtin, item.text(&[name]), from);
    }
    offer_text(builder, Slot::Sku, item.text(&["sku", "productID"]), from);
    offer_text(builder, Slot::Mpn, item.text(&["mpn"]), from);
    if let Some(rating) = item.item("aggregateRating") {
        offer_text(builder, Slot::ProductBestRating, rating.text(&["bestRating"]), from);
        offer_text(builder, Slot::ProductRating, rating.text(&["ratingValue"]), from);
        offer_text(builder, Slot::RatingCount, rating.text(&["ratingCount", "reviewCount"]), from);
    }
    offers(item, from, builder);
    for variant in item.all("hasVariant") {
        if let Value::Item(variant) = variant {
            offers(variant, from, builder);
            pictures(variant, &["image"], ground, from, builder);
        }
    }
    pictures(item, &["image"], ground, from, builder);
}

/// The lowest price among the offers, with the availability of that offer.
fn offers(item: &Item, from: From, builder: &mut Builder) {
    let lowest = item
        .all("offers")
        .filter_map(|value| match value {
            Value::Item(offer) => Some(offer),
            Value::Text(_) => None,
        })
        .min_by(|one, other| amount(one).total_cmp(&amount(other)));
    let Some(offer) = lowest else { return };
    let specified = offer.item("priceSpecification");
    let currency = offer.text(&["priceCurrency"]).or_else(|| specified?.text(&["priceCurrency"]));
    let price = offer.text(&["lowPrice", "price"]).or_else(|| specified?.text(&["price", "minPrice"]));
    offer_text(builder, Slot::Currency, currency, from);
    offer_text(builder, Slot::Price, price, from);
    offer_text(builder, Slot::Availability, offer.text(&["availability"]), from);
    if let Some(Value::Item(inner)) = offer.all("offers").next() {
        offer_text(builder, Slot::Availability, inner.text(&["availability"]), from);
    }
}

fn amount(offer: &Item) -> f64 {
    let price = offer.text(&["lowPrice", "price"]).unwrap_or("");
    parse::number::value(price.trim()).unwrap_or(f64::INFINITY)
}

fn pictures(item: &Item, names: &[&str], ground: &Ground, from: From, builder: &mut Builder) {
    for value in names.iter().flat_map(|name| item.all(name)) {
        let (url, alt) = match value {
            Value::Text(url) => (Some(url.as_str()), None),
            Value::Item(image) => {
                let url = image.text(&["contentUrl", "url"]).or(image.id.as_deref());
                (url, image.text(&["caption", "description"]).map(str::to_owned))
            }
        };
        if let Some(url) = url.and_then(|url| link::resolve(&ground.base, url)) {
            builder.offer_picture(Picture { kind: MediaKind::Image, url, alt, size: None }, from);
        }
    }
}
