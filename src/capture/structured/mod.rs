//! What a page says about itself for machines: JSON-LD, microdata, RDFa, microformats, Open Graph.
//! It is trusted only about the very thing that is read: an element that is the item, or an address that
//! is the card's. Head data of a single-page application may belong to the post shown before.

use url::Url;

use super::{link, snapshot::Head};

pub mod item;

pub mod breadcrumbs;

pub mod plain;

pub mod json_ld;

pub mod markup;

pub mod microformats;

pub mod open_graph;

pub mod schema;

pub mod followers;

/// Whether two addresses are of the same thing.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || key(one) == key(other)
}

fn key(url: &str) -> String {
    let url = link::canonical(url);
    let bare = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    bare.trim_end_matches('/').to_owned()
}

/// Whether the head names `url` as its own address.
pub fn is_head_about(head: &Head, base: &Url, url: &str) -> bool {
    own_addresses(head).any(|own| link::resolve(base, own).is_some_and(|own| is_same(&own, url)))
}

/// The addresses the head gives itself: the canonical link first.
pub fn own_addresses(head: &Head) -> impl Iterator<Item = &str> {
    let is_canonical =
        |rel: &str| rel.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case("canonical"));
    let links = head.links.iter().filter(move |(rel, _)| is_canonical(rel)).map(|(_, href)| href.as_str());
    links.chain(head.meta.iter().filter(|(name, _)| name == "og:url").map(|(_, value)| value.as_str()))
}
