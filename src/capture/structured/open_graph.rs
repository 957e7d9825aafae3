//! Open Graph and the standard `meta` names, for a page that is pinned as a whole.
//! It never names an author: who is logged in, or who wrote the post before, may stand there.

use super::super::{
    builder::{Builder, From, Ground, Picture},
    link,
    slot::Slot,
    snapshot::Head,
};
use crate::model::{
    media::MediaKind,
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

/// Offers what the head says about the page; its certainty is the caller's to judge.
pub fn offer(head: &Head, ground: &Ground, certainty: Certainty, builder: &mut Builder) {
    let from: From = (Origin::Metadata, certainty);
    let get = |name: &str| head.meta.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let all = [
        (Slot::Title, ["og:title", "twitter:title"]),
        (Slot::Text, ["og:description", "description"]),
        (Slot::Published, ["article:published_time", "og:article:published_time"]),
        (Slot::Lang, ["og:locale", "language"]),
    ];
    for (slot, names) in all {
        for value in names.into_iter().filter_map(get) {
            builder.offer(slot, value, from);
        }
    }
    builder.offer(Slot::Title, &head.title, from);
    builder.offer(Slot::Lang, &head.lang, from);
    let pictures = ["og:image:secure_url", "og:image", "twitter:image", "twitter:image:src"];
    if let Some(url) = pictures.into_iter().filter_map(get).find_map(|url| link::resolve(&ground.base, url)) {
        let size = get("og:image:width").and_then(|width| width.trim().parse().ok());
        let size = size.zip(get("og:image:height").and_then(|height| height.trim().parse().ok()));
        let alt = get("og:image:alt").map(str::to_owned);
        builder.offer_picture(Picture { kind: MediaKind::Image, url, alt, size }, from);
    }
}
