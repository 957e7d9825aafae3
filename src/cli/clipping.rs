//! A line that `clip` printed, back into a draft, with ids made of the line and the time, so that importing it
//! again doubles nothing.

use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_128;

use crate::{
    capture::draft::Draft,
    model::{
        address,
        author::Author,
        engagement::Engagement,
        id::{self, ChangeId, InvalidId, MediaId, PinId},
        measure::rounded,
        media::{Media, MediaKind, MediaState},
        pin::{Content, PinKind},
        product::{Availability, Money, Product, Rating},
        provenance::{Certainty, Field, Origin, Provenance},
        quoted::Quoted,
        source::{AdapterRef, Source},
        text::{MAX_LABEL, MAX_PIN_TEXT, bounded},
        thread::Thread,
        time::{Instant, Precision, Published},
    },
};

/// The best value of a rating that does not say its scale.
const USUAL_BEST: f64 = 5.0;

/// A line that `clip` printed.
#[derive(Debug, Deserialize)]
pub struct Clipping {
    kind: PinKind,
    adapter: Option<String>,
    network: Option<String>,
    site: Option<String>,
    page_url: Option<String>,
    url: Option<String>,
    native_id: Option<String>,
    author: Option<Author>,
    published: Option<String>,
    published_precision: Option<Precision>,
    title: Option<String>,
    #[serde(default)]
    quotes: Vec<Quoted>,
    text: Option<String>,
    /// What of the text is the author's own, where it quotes others.
    own_text: Option<String>,
    lang: Option<String>,
    #[serde(default)]
    media: Vec<ClippedMedia>,
    #[serde(default)]
    engagement: Engagement,
    #[serde(default)]
    thread: Thread,
    product: Option<ClippedProduct>,
    rating: Option<f64>,
    rating_best: Option<f64>,
    #[serde(default)]
    provenance: std::collections::BTreeMap<Field, Origin>,
    #[serde(default)]
    missing: Vec<Field>,
}

#[derive(Debug, Deserialize)]
struct ClippedMedia {
    url: Option<String>,
    alt: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    #[serde(default)]
    kind: MediaKind,
}

#[derive(Debug, Deserialize)]
struct ClippedProduct {
    name: Option<String>,
    brand: Option<String>,
    #[serde(default)]
    category: Vec<String>,
    price: Option<String>,
    currency: Option<String>,
    availability: Option<Availability>,
    gtin: Option<String>,
    sku: Option<String>,
    mpn: Option<String>,
    rating: Option<f64>,
    rating_best: Option<f64>,
    rating_count: Option<u64>,
}

impl Clipping {
    /// The draft it was printed from, with pictures named after `pin`; `None` where it names no page.
    pub fn draft(self, pin: &PinId) -> Option<Draft> {
        let page_url = self.page_url.or_else(|| self.url.clone())?;
        let host = address::site(&address::host(&page_url)?).to_owned();
        let rating = |value: Option<f64>, best: Option<f64>| {
            value.map(|value| Rating { value: rounded(value), best: rounded(best.unwrap_or(USUAL_BEST)) })
        };
        let product = self.product.map(|product| Product {
            price: product.price.map(|amount| Money { amount, currency: product.currency }),
            rating: rating(product.rating, product.rating_best),
            name: product.name,
            brand: product.brand,
            category: product.category,
            availability: product.availability,
            gtin: product.gtin,
            sku: product.sku,
            mpn: product.mpn,
            rating_count: product.rating_count,
        });
        let media = self.media.into_iter().enumerate().map(|(place, media)| Media {
            id: MediaId::of(pin, place),
            kind: media.kind,
            url: media.url,
            alt: media.alt,
            width: media.width,
            height: media.height,
            state: MediaState::Pending,
            rights: None,
            looks: Default::default(),
        });
        let sure = |origin| Provenance { origin, certainty: Certainty::Sure };
        let content = Content {
            kind: self.kind,
            source: Source {
                page_url,
                url: self.url,
                site: self.site.unwrap_or(host),
                network: self.network,
                native_id: self.native_id,
                adapter: self.adapter.map(|id| AdapterRef { id, version: String::new() }),
                page_title: None,
            },
            author: self.author,
            published: self.published.and_then(|written| published(&written, self.published_precision)),
            title: self.title.and_then(|title| bounded(&title, MAX_LABEL)),
            quotes: self.quotes,
            text: self
                .own_text
                .or(self.text)
                .filter(|text| !text.is_empty())
                .and_then(|text| bounded(&text, MAX_PIN_TEXT)),
            lang: self.lang,
            media: media.take(crate::model::media::MAX_MEDIA).collect(),
            engagement: self.engagement,
            thread: self.thread,
            product,
            rating: rating(self.rating, self.rating_best),
            provenance: self.provenance.into_iter().map(|(field, origin)| (field, sure(origin))).collect(),
            prints: Default::default(),
        };
        Some(Draft {
            content,
            missing: self.missing,
            highlight: None,
            shown: None,
            joins: Vec::new(),
            answers: Vec::new(),
        })
    }
}

fn published(written: &str, precision: Option<Precision>) -> Option<Published> {
    let instant = Instant::from_rfc3339(written)?;
    let zone = written.get(written.len().checked_sub(6)?..)?;
    let offset_minutes = match zone {
        "-00:00" => None,
        _ if written.ends_with(['Z', 'z']) => Some(0),
        _ => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let minutes = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?;
            Some(if zone.starts_with('-') { -minutes } else { minutes })
        }
    };
    Some(Published { instant, offset_minutes, precision: precision.unwrap_or(Precision::Second) })
}

/// The ids of what a line becomes: the time, then 80 bits of the line's own hash.
pub fn ids(line: &str, now: Instant) -> Result<(PinId, ChangeId), InvalidId> {
    let ulid = |salt: &str| id::ulid(now, xxh3_128(format!("{salt}\n{line}").as_bytes()));
    Ok((PinId::try_from(ulid("pin"))?, ChangeId::try_from(ulid("change"))?))
}

/// The change of one file's import.
pub fn change_id(text: &str, now: Instant) -> Result<ChangeId, InvalidId> {
    ids(text, now).map(|(_, change)| change)
}
