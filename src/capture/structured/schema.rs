//! What the types and properties of schema.org mean for a pin. It reads items and never looks at a page.

use super::{
    super::{
        builder::{Builder, From, Ground, Picture},
        byline::plausible,
        link, parse,
        slot::Slot,
    },
    followers,
    item::{Item, OWN, Value, bare},
};
use crate::model::{letters::lowered, media::MediaKind, pin::PinKind, text::folded};

const POSTS: &[&str] = &["SocialMediaPosting", "DiscussionForumPosting", "Question", "h-entry"];
const COMMENTS: &[&str] = &["Comment", "UserComments", "Answer", "CorrectionComment", "h-cite"];
const REVIEWS: &[&str] =
    &["Review", "UserReview", "CriticReview", "EmployerReview", "ClaimReview", "MediaReview", "h-review"];
const PRODUCTS: &[&str] = &[
    "Product",
    "ProductGroup",
    "ProductModel",
    "IndividualProduct",
    "SomeProducts",
    "Vehicle",
    "Car",
    "h-product",
];
const APPS: &[&str] = &["SoftwareApplication", "MobileApplication", "WebApplication", "VideoGame"];
const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "TechArticle",
    "ScholarlyArticle",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "Report",
    "VideoObject",
];
const OFFERS: &[&str] = &["Offer", "AggregateOffer"];

/// The kind of pin that an item is.
pub fn kind_of(item: &Item) -> Option<PinKind> {
    let also = |kinds: &[&str]| {
        let mut more = item.all("additionalType").filter_map(Value::text);
        more.any(|one| kinds.contains(&bare(one)))
    };
    let is = |kinds: &[&str]| item.is(kinds) || also(kinds);
    if is(POSTS) {
        Some(PinKind::Post)
    } else if is(COMMENTS) {
        Some(PinKind::Comment)
    } else if is(REVIEWS) {
        Some(PinKind::Review)
    } else if is(PRODUCTS) || is(OFFERS) || is(APPS) {
        Some(PinKind::Product)
    } else if is(&["ImageObject"]) {
        Some(PinKind::Image)
    } else {
        None
    }
}

/// Whether an item of this type is a card wherever it stands. Offers and pictures are part of others'.
pub fn is_card(name: &str) -> bool {
    [POSTS, COMMENTS, REVIEWS, PRODUCTS, APPS].iter().any(|kinds| kinds.contains(&bare(name)))
}

/// Whether the item is a page to read, rather than a card on one.
pub fn is_article(item: &Item) -> bool {
    item.is(ARTICLES)
}

/// Offers all an item says, by its type; how sure it is depends on whether it names its own address.
pub fn offer(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    match kind_of(item) {
        Some(PinKind::Product) => product(item, ground, from, builder),
        Some(PinKind::Review) => {
            writing(item, ground, from, builder);
            review(item, from, builder);
        }
        Some(PinKind::Image) => {
            writing(item, ground, from, builder);
            picture(&Value::Item(item.clone()), ground, from, builder);
        }
        Some(_) => writing(item, ground, from, builder),
        None if is_article(item) => writing(item, ground, from, builder),
        None => {}
    }
}

fn offer_text(builder: &mut Builder, slot: Slot, value: Option<&str>, from: From) {
    if let Some(value) = value {
        builder.offer(slot, value, from);
    }
}

fn review(item: &Item, from: From, builder: &mut Builder) {
    let rating = item.item("reviewRating").or_else(|| item.item("rating")).unwrap_or(item);
    offer_text(builder, Slot::BestRating, rating.text(&["bestRating", "best"]), from);
    offer_text(builder, Slot::Rating, rating.text(&["ratingValue", "value", "reviewRating", "rating"]), from);
    let reviewed = item.item("itemReviewed").or_else(|| item.item("item"));
    let is_product = |item: &&Item| matches!(kind_of(item), Some(PinKind::Product)) || item.is(&["h-item"]);
    if let Some(reviewed) = reviewed.filter(is_product) {
        offer_text(builder, Slot::ProductName, reviewed.text(&["name"]), from);
    }
}

fn writing(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    offer_text(builder, Slot::Url, item.addresses().next(), from);
    author(item, ground, from, builder);
    let dates = ["datePublished", "published", "reviewed", "dateCreated", "uploadDate"];
    offer_text(builder, Slot::Published, item.text(&dates), from);
    let text = item.text(&[
        "articleBody",
        "reviewBody",
        "commentText",
        "text",
        "content",
        "description",
        "summary",
        "caption",
    ]);
    let title = item.text(&["headline", "name"]);
    // Where people write no headline, microformats name a note by its words.
    let is_note = item.types.iter().any(|one| one.starts_with("h-"))
        && title.is_some_and(|title| text.is_none_or(|text| folded(text).starts_with(&folded(title))));
    offer_text(builder, Slot::Title, title.filter(|_| !is_note), from);
    offer_text(builder, Slot::Text, text.or_else(|| title.filter(|_| is_note)), from);
    offer_text(builder, Slot::Lang, item.text(&["inLanguage"]), from);
    offer_text(builder, Slot::Replies, item.text(&["commentCount", "answerCount"]), from);
    offer_text(builder, Slot::Score, item.text(&["upvoteCount"]), from);
    for counter in item.items("interactionStatistic") {
        let slot = match action(counter) {
            "LikeAction" => Slot::Likes,
            "CommentAction" | "ReplyAction" => Slot::Replies,
            "ShareAction" => Slot::Reposts,
            "ViewAction" | "WatchAction" => Slot::Views,
            "BookmarkAction" => Slot::Bookmarks,
            _ => continue,
        };
        offer_text(builder, slot, counter.text(&["userInteractionCount"]), from);
    }
    let parent = item.item("parentItem").or_else(|| item.item("in-reply-to"));
    let parent = parent.and_then(|parent| parent.addresses().next());
    offer_text(builder, Slot::Parent, parent.or_else(|| item.text(&["in-reply-to"])), from);
    pictures(item, ground, from, builder);
}

/// What a counter counts, as in `LikeAction`.
pub fn action(counter: &Item) -> &str {
    let kind = counter.item("interactionType").and_then(|kind| kind.types.first());
    bare(kind.map(String::as_str).or_else(|| counter.text(&["interactionType"])).unwrap_or(""))
}

/// Offers who made something and when, whatever it is. Whoever made an app is its brand.
pub fn offer_origin(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    if item.is(APPS) {
        return;
    }
    author(item, ground, from, builder);
    offer_text(builder, Slot::Published, item.text(&["datePublished"]), from);
}

/// Offers who wrote it. Where it was several, they are named together and lead to nobody's page.
fn author(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    let people = |name| item.all(name).filter(|value| value.text().is_some()).peekable();
    let Some(mut people) = ["author", "creator", "reviewer"]
        .into_iter()
        .map(people)
        .find_map(|mut all| all.peek().is_some().then_some(all))
    else {
        return;
    };
    let Some(first) = people.next() else { return };
    // What is said of another is not put together with what is known of one.
    let known = builder.content().author.as_ref().and_then(|author| author.name.as_deref());
    if known.is_some_and(|known| first.text().is_some_and(|name| folded(name) != known)) {
        return;
    }
    let mut names = first.text().unwrap_or("").to_owned();
    let mut several = false;
    for other in people.filter_map(Value::text).filter_map(plausible).take(MAX_AUTHORS) {
        if !names.contains(other) {
            several = true;
            names.push_str(", ");
            names.push_str(other);
        }
    }
    if several {
        builder.offer(Slot::Name, &names, from);
        return;
    }
    match first {
        Value::Text(name) | Value::Address(name) if is_address(name) => {
            builder.offer(Slot::Profile, name, from);
        }
        Value::Text(name) => offer_text(builder, Slot::Name, plausible(name), from),
        Value::Address(address) => {
            builder.offer(Slot::Profile, address, from);
        }
        Value::Item(person) => {
            let is_first = builder.content().author.is_none();
            offer_text(builder, Slot::Name, person.text(&["name", OWN]).and_then(plausible), from);
            offer_text(
                builder,
                Slot::Handle,
                person.text(&["alternateName", "additionalName", "nickname"]),
                from,
            );
            // An identifier within the page leads to nobody's page.
            let id = person.id.as_deref().filter(|id| !id.contains('#'));
            offer_text(builder, Slot::Profile, person.text(&["url", "sameAs"]).or(id), from);
            offer_text(builder, Slot::AuthorId, person.text(&["identifier"]), from);
            match followers::counted(person).filter(|_| is_first) {
                Some(count) => offer_text(builder, Slot::Followers, Some(count), from),
                None => followers::offer_of(person, ground, from, builder),
            }
        }
    }
}

/// Most people named after the first: more are a list of contributors.
const MAX_AUTHORS: usize = 4;

fn is_address(name: &str) -> bool {
    name.contains("://") || name.starts_with("//")
}

fn product(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    let mut all = offers_of(item);
    if item.is(OFFERS) {
        all = vec![item];
    }
    let item = item.item("itemOffered").filter(|_| item.is(OFFERS)).unwrap_or(item);
    offer_text(builder, Slot::Url, item.addresses().next(), from);
    offer_text(builder, Slot::ProductName, item.text(&["name"]), from);
    offer_text(builder, Slot::Title, item.text(&["name"]), from);
    offer_text(builder, Slot::Text, item.text(&["description"]), from);
    offer_text(builder, Slot::Brand, item.text(&["brand", "manufacturer"]), from);
    offer_text(builder, Slot::Category, item.text(&["category"]), from);
    if item.is(APPS) {
        offer_text(builder, Slot::Brand, item.text(&["author", "creator", "publisher"]), from);
        let category = item.text(&["applicationCategory"]).map(spelled);
        offer_text(builder, Slot::Category, category.as_deref(), from);
    }
    for name in ["gtin", "gtin13", "gtin14", "gtin12", "gtin8", "isbn"] {
        offer_text(builder, Slot::Gtin, item.text(&[name]), from);
    }
    let (kind, id) =
        item.text(&["productID", "identifier"]).map_or(("", ""), |id| id.split_once(':').unwrap_or(("", id)));
    if !kind.is_empty() {
        offer_text(builder, Slot::Gtin, Some(id), from);
    }
    offer_text(builder, Slot::Sku, item.text(&["sku"]).or(Some(id).filter(|_| kind.is_empty())), from);
    offer_text(builder, Slot::Mpn, item.text(&["mpn"]), from);
    let is_average = |review: &&Item| review.is(&["h-review-aggregate"]);
    if let Some(rating) = item.item("aggregateRating").or_else(|| item.items("review").find(is_average)) {
        let rating = rating.item("rating").unwrap_or(rating);
        offer_text(builder, Slot::ProductBestRating, rating.text(&["bestRating", "best"]), from);
        offer_text(builder, Slot::ProductRating, rating.text(&["ratingValue", "average", "rating"]), from);
        offer_text(
            builder,
            Slot::RatingCount,
            rating.text(&["ratingCount", "reviewCount", "count", "votes"]),
            from,
        );
    }
    all.extend(item.items("hasVariant").flat_map(offers_of));
    lowest(&all, from, builder);
    offer_text(builder, Slot::Price, item.text(&["price"]), from);
    pictures(item, ground, from, builder);
    for variant in item.items("hasVariant") {
        pictures(variant, ground, from, builder);
    }
}

/// A category as people write it: `MUSIC_AND_AUDIO` is "music and audio".
fn spelled(category: &str) -> String {
    let words = bare(category).replace('_', " ");
    if words == words.to_ascii_uppercase() { lowered(&words) } else { words }
}

fn offers_of(item: &Item) -> Vec<&Item> {
    item.items("offers").collect()
}

/// The lowest price among the offers, with the availability of that offer.
fn lowest(offers: &[&Item], from: From, builder: &mut Builder) {
    let Some(offer) = offers.iter().min_by(|one, other| amount(one).total_cmp(&amount(other))) else {
        return;
    };
    let specified = offer.item("priceSpecification");
    let currency = offer.text(&["priceCurrency"]).or_else(|| specified?.text(&["priceCurrency"]));
    let price = offer.text(&["lowPrice", "price"]).or_else(|| specified?.text(&["price", "minPrice"]));
    offer_text(builder, Slot::Currency, currency, from);
    offer_text(builder, Slot::Price, price, from);
    offer_text(builder, Slot::Availability, offer.text(&["availability"]), from);
    if let Some(inner) = offer.item("offers") {
        offer_text(builder, Slot::Availability, inner.text(&["availability"]), from);
    }
}

fn amount(offer: &Item) -> f64 {
    let price = offer.text(&["lowPrice", "price"]).unwrap_or("");
    parse::number::value(price.trim()).unwrap_or(f64::INFINITY)
}

fn pictures(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    for value in ["image", "photo"].into_iter().flat_map(|name| item.all(name)) {
        picture(value, ground, from, builder);
    }
    // What is shared is a picture only where it says so.
    for shared in item.items("sharedContent").filter(|shared| shared.is(&["ImageObject"])) {
        picture(&Value::Item(shared.clone()), ground, from, builder);
    }
}

fn picture(value: &Value, ground: &Ground, from: From, builder: &mut Builder) {
    let (url, alt) = match value {
        Value::Text(url) | Value::Address(url) => (Some(url.as_str()), None),
        Value::Item(image) => {
            let url = image.text(&["contentUrl", "url", OWN]).or(image.id.as_deref());
            (url, image.text(&["caption", "description"]).map(str::to_owned))
        }
    };
    if let Some(url) = url.and_then(|url| link::resolve(&ground.base, url)) {
        builder.offer_picture(Picture { kind: MediaKind::Image, url, alt, size: None }, from);
    }
}
