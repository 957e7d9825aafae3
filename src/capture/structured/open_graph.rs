//! Open Graph and the standard `meta` names, for a page that is pinned as a whole.
//! It never judges whether the head is about the page: who wrote the post before may stand there.

use super::super::{
    builder::{Builder, From, Ground, Picture},
    byline::plausible,
    link,
    slot::Slot,
    snapshot::Head,
};
use crate::model::{
    media::MediaKind,
    pin::PinKind,
    provenance::{Certainty, Origin},
};

/// Prefixes of Open Graph and what they stand for: <https://ogp.me>, and `product`, which shops use.
const NAMESPACES: &[(&str, &str)] = &[
    ("og", "http://ogp.me/ns#"),
    ("music", "http://ogp.me/ns/music#"),
    ("video", "http://ogp.me/ns/video#"),
    ("article", "http://ogp.me/ns/article#"),
    ("book", "http://ogp.me/ns/book#"),
    ("profile", "http://ogp.me/ns/profile#"),
    ("product", "http://ogp.me/ns/product#"),
];

/// What a prefix of Open Graph stands for.
pub fn namespace(prefix: &str) -> Option<&'static str> {
    NAMESPACES.iter().find(|(known, _)| *known == prefix).map(|(_, full)| *full)
}

/// The properties of Open Graph, in order.
pub fn properties(head: &Head) -> impl Iterator<Item = (&str, &str)> {
    let all = head.meta.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    all.filter(|(name, _)| name.split_once(':').is_some_and(|(prefix, _)| namespace(prefix).is_some()))
}

/// What the head says was published when, and who wrote it.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datePublished",
    "dc.date",
    "DC.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "citation_publication_date",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "DC.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
];

fn all<'h>(head: &'h Head, names: &[&str]) -> impl Iterator<Item = &'h str> {
    let value = |name: &&str| head.meta.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    // Templates that were never filled in are no values.
    names.iter().filter_map(value).filter(|value| !value.contains("{{")).collect::<Vec<_>>().into_iter()
}

/// A longer title is the text of a post; where there is another, that is the title.
const MAX_TITLE: usize = 120;

/// The titles that Open Graph gives the page, those that are a line first.
pub fn titles(head: &Head) -> impl Iterator<Item = &str> {
    let (lines, texts): (Vec<&str>, Vec<&str>) =
        all(head, &["og:title", "twitter:title"]).partition(|title| title.chars().count() <= MAX_TITLE);
    lines.into_iter().chain(texts)
}

/// What Open Graph says the page is about.
pub fn description(head: &Head) -> Option<&str> {
    all(head, &["og:description", "description"]).next()
}

/// Offers what the head says about the page; its certainty is the caller's to judge.
pub fn offer(head: &Head, ground: &Ground, certainty: Certainty, builder: &mut Builder) {
    let from: From = (Origin::Metadata, certainty);
    let get = |name: &str| all(head, &[name]).next();
    let mut slots: Vec<(Slot, &[&str])> = vec![
        (Slot::Text, &["og:description", "description"]),
        (Slot::Published, PUBLISHED),
        (Slot::Lang, &["og:locale", "language"]),
    ];
    if builder.content().kind == PinKind::Product {
        slots.extend([
            (Slot::ProductName, &["og:title"][..]),
            (Slot::Brand, &["product:brand", "og:brand"]),
            (Slot::Currency, &["product:price:currency", "og:price:currency"]),
            (Slot::Price, &["product:sale_price:amount", "product:price:amount", "og:price:amount"]),
            (Slot::Availability, &["product:availability", "og:availability"]),
            (Slot::Gtin, &["product:gtin", "product:ean", "product:upc", "product:isbn"]),
            (Slot::Sku, &["product:retailer_item_id"]),
        ]);
    }
    for title in titles(head) {
        builder.offer(Slot::Title, title, from);
    }
    for (slot, names) in slots {
        for value in all(head, names) {
            builder.offer(slot, value, from);
        }
    }
    builder.offer(Slot::Lang, &head.lang, from);
    let pictures = ["og:image:secure_url", "og:image", "twitter:image", "twitter:image:src"];
    if let Some(url) = all(head, &pictures).find_map(|url| link::resolve(&ground.base, url)) {
        let size = get("og:image:width").and_then(|width| width.trim().parse().ok());
        let size = size.zip(get("og:image:height").and_then(|height| height.trim().parse().ok()));
        let alt = get("og:image:alt").map(str::to_owned);
        builder.offer_picture(Picture { kind: MediaKind::Image, url, alt, size }, from);
    }
}

/// Offers the author that the head names, where nobody is known. The site itself writes nothing: its name there is
/// a setting that nobody changed.
pub fn offer_author(head: &Head, certainty: Certainty, builder: &mut Builder) {
    if builder.content().author.is_some() || builder.content().kind == PinKind::Product {
        return;
    }
    let site = all(head, &["og:site_name"]).next();
    for name in all(head, AUTHORS).filter_map(plausible) {
        let certainty = if Some(name) == site { Certainty::Unsure } else { certainty };
        if builder.offer(Slot::Name, name, (Origin::Metadata, certainty)) {
            return;
        }
    }
}
