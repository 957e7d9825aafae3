//! Pins as links to Pinterest's own Save form, for pictures that others made: a page to press one after the other. Each link carries
//! the pin's address, its first public picture and its title, and nothing else.

use url::form_urlencoded::Serializer;

use super::{
    escape::link::Link,
    file::Part,
    html,
    set::{ExportPin, ExportSet},
    words::Words,
};
use crate::model::{text::bounded, time::Instant};

/// Longest description, in characters: what Pinterest keeps.
const MAX_DESCRIPTION: usize = 500;

/// Writes the page, and says how many pins stand on it: those with an address and a public picture.
pub fn page(set: &ExportSet<'_>, now: Instant, words: &Words) -> (Vec<Part>, usize) {
    let links: Vec<(&ExportPin<'_>, Link)> = set.pins().filter_map(|pin| Some((pin, link(pin)?))).collect();
    let parts = html::page(set, now, words, |out| {
        out.markup("<ul>\n");
        for (pin, link) in &links {
            out.markup("<li>")
                .text(&called(pin))
                .markup(" · ")
                .link(link, words.save_on_pinterest)
                .markup("</li>\n");
        }
        out.markup("</ul>\n");
    });
    (parts, links.len())
}

fn link(export: &ExportPin<'_>) -> Option<Link> {
    let address = export.link()?;
    let picture = export.pin.content.media.iter().find_map(|media| Link::new(media.url.as_deref()?))?;
    let asked = Serializer::new(String::new())
        .append_pair("url", address.as_str())
        .append_pair("media", picture.as_str())
        .append_pair("description", &called(export))
        .finish();
    Link::new(&format!("https://www.pinterest.com/pin/create/button/?{asked}"))
}

fn called(export: &ExportPin<'_>) -> String {
    let written = export.title().or(export.pin.content.text.as_deref());
    let first = written.and_then(|text| bounded(text.lines().next()?, MAX_DESCRIPTION));
    first.unwrap_or_else(|| export.pin.content.source.site.clone())
}
