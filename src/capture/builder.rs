//! A pin's content under construction: values are offered as the page writes them, read by their meaning,
//! and the first that can be read stays. It never overwrites and never makes a value up.

use std::cell::OnceCell;

use url::Url;

use crate::model::{
    address,
    author::Author,
    id::{MediaId, PinId},
    media::{MAX_MEDIA, Media, MediaKind, MediaState},
    pin::{Content, PinKind},
    product::{Availability, Product, Rating},
    provenance::{Certainty, Origin, Provenance},
    source::Source,
    text::{MAX_LABEL, MAX_PIN_TEXT, bounded, folded},
    time::{Instant, Precision, Published},
};

use super::{link, parse, slot::Slot, snapshot::Head, structured::json_ld::Data, text, thread::Side};

/// Where a value was found and how sure it is.
pub type From = (Origin, Certainty);

/// What every value is read against.
#[derive(Debug)]
pub struct Ground {
    /// The page's address.
    pub page: String,
    /// Its host, where it has one.
    pub host: Option<String>,
    /// What relative addresses are resolved against.
    pub base: Url,
    /// The page's language, where it says one.
    pub lang: Option<String>,
    /// The moment "2 hours ago" counts from.
    pub now: Instant,
    /// What the head's JSON-LD says, read when it is first asked for.
    pub data: OnceCell<Data>,
}

impl Ground {
    /// What the JSON-LD of the page says; `head` is always that of the same page.
    pub fn data(&self, head: &Head) -> &Data {
        self.data.get_or_init(|| Data::read(head, &self.base))
    }
}

/// Content under construction.
#[derive(Debug)]
pub struct Builder<'a> {
    ground: &'a Ground,
    content: Content,
    pictures: Vec<Picture>,
    /// The currency of a bare price, until there is one.
    currency: Option<String>,
    best: Option<f64>,
    product_best: Option<f64>,
    /// The text as the page shows it, with what it quotes where it stands.
    pub shown: Option<String>,
    /// The sides on which the page joins the card to another.
    pub joins: Vec<Side>,
    /// The addresses of the cards nested in it that answer it, or answer these.
    pub answers: Vec<String>,
}

/// A picture that was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it is.
    pub kind: MediaKind,
    /// Where it is.
    pub url: String,
    /// Its description.
    pub alt: Option<String>,
    /// Natural width and height, when known.
    pub size: Option<(u32, u32)>,
}

impl<'a> Builder<'a> {
    /// Nothing known yet but the kind and the page.
    pub fn new(kind: PinKind, ground: &'a Ground) -> Self {
        let source = Source {
            page_url: ground.page.clone(),
            site: address::site(ground.host.as_deref().unwrap_or_default()).to_owned(),
            ..Source::default()
        };
        Self {
            ground,
            content: Content::new(kind, source),
            pictures: Vec::new(),
            currency: None,
            best: None,
            product_best: None,
            shown: None,
            joins: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// What is known so far.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// What is known so far, to be completed by whoever knows the site.
    pub fn content_mut(&mut self) -> &mut Content {
        &mut self.content
    }

    /// Offers a value as the page writes it; `true` when it could be read and was not known before.
    pub fn offer(&mut self, slot: Slot, raw: &str, from: From) -> bool {
        let taken = self.take(slot, raw);
        // How many follow the author makes nobody surer who that is.
        if taken && slot != Slot::Followers {
            self.note(slot, from);
        }
        taken
    }

    /// Offers a picture; `true` when it is new.
    pub fn offer_picture(&mut self, picture: Picture, from: From) -> bool {
        // A page that came by https has its pictures by https: its browser says so, and its author need not.
        let known = self.pictures.iter().any(|one| bare(&one.url) == bare(&picture.url));
        if known || self.pictures.len() >= MAX_MEDIA {
            return false;
        }
        let slot = if picture.kind == MediaKind::Poster { Slot::Poster } else { Slot::Image };
        self.pictures.push(picture);
        self.note(slot, from);
        true
    }

    /// Lowers the certainty of a slot's field: something speaks against it.
    pub fn doubt(&mut self, slot: Slot) {
        if let Some(provenance) = self.content.provenance.get_mut(&slot.field()) {
            provenance.certainty = Certainty::Unsure;
        }
    }

    /// Whether the slot's field has a value nobody has to be asked about.
    pub fn is_sure(&self, slot: Slot) -> bool {
        self.content.provenance.get(&slot.field()).is_some_and(|one| one.certainty == Certainty::Sure)
    }

    /// Whether a picture was offered.
    pub fn has_pictures(&self) -> bool {
        !self.pictures.is_empty()
    }

    /// The content, its pictures named after `pin`.
    pub fn finish(mut self, pin: &PinId) -> Content {
        let media = self.pictures.into_iter().enumerate().map(|(place, picture)| Media {
            id: MediaId::of(pin, place),
            kind: picture.kind,
            url: Some(picture.url),
            alt: picture.alt.as_deref().and_then(|alt| bounded(alt, MAX_LABEL)),
            width: picture.size.map(|(width, _)| width).filter(|width| *width > 0),
            height: picture.size.map(|(_, height)| height).filter(|height| *height > 0),
            state: MediaState::Pending,
            rights: None,
            looks: Default::default(),
        });
        self.content.media = media.collect();
        if let Some(money) = self.content.product.as_mut().and_then(|product| product.price.as_mut())
            && money.currency.is_none()
        {
            money.currency = self.currency;
        }
        // What was asked for and never given leaves nothing behind.
        self.content.product = self.content.product.filter(|product| *product != Product::default());
        if self.content.author.as_ref().is_some_and(Author::is_unknown) {
            self.content.author = None;
            self.content.provenance.remove(&Slot::Name.field());
        }
        self.content
    }

    fn note(&mut self, slot: Slot, (origin, certainty): From) {
        if self.content.provenance.keep(slot.field(), Provenance { origin, certainty }) {
            return;
        }
        let Some(entry) = self.content.provenance.get_mut(&slot.field()) else { return };
        // A field made of several values is as sure as the one that carries it: what came first.
        if slot == Slot::NativeId || entry.certainty == Certainty::Sure {
            return;
        }
        if entry.origin == origin {
            entry.certainty = entry.certainty.min(certainty);
        }
    }

    fn take(&mut self, slot: Slot, raw: &str) -> bool {
        let lang = self.ground.lang.as_deref();
        match slot {
            Slot::Url => {
                let value = self.address(raw);
                set(&mut self.content.source.url, value)
            }
            Slot::NativeId => set(&mut self.content.source.native_id, label(raw)),
            Slot::Handle => set(&mut self.author().handle, parse::handle::read(raw)),
            Slot::Name => set(&mut self.author().name, label(raw)),
            Slot::Profile => {
                let value = self.address(raw);
                set(&mut self.author().url, value)
            }
            Slot::AuthorId => set(&mut self.author().native_id, label(raw)),
            Slot::Published => {
                let value = instant(raw, lang, self.ground.now);
                set(&mut self.content.published, value)
            }
            Slot::Title => set(&mut self.content.title, label(raw)),
            Slot::Text => set(&mut self.content.text, bounded(text::original(raw), MAX_PIN_TEXT)),
            Slot::Lang => set(&mut self.content.lang, language(raw)),
            Slot::Image | Slot::Poster => false,
            Slot::Root => {
                let value = self.address(raw);
                set(&mut self.content.thread.root, value)
            }
            Slot::Parent => {
                let value = self.address(raw);
                set(&mut self.content.thread.parent, value)
            }
            Slot::Quoted => {
                let value = self.address(raw);
                set(&mut self.content.thread.quoted, value)
            }
            Slot::Rating => {
                let best = self.best.unwrap_or(5.0);
                let value = rating(raw, best);
                set(&mut self.content.rating, value)
            }
            Slot::BestRating => set(&mut self.best, number(raw).filter(|best| *best > 0.0)),
            Slot::ProductName => set(&mut self.product().name, label(raw)),
            Slot::Brand => {
                let value = label(raw).as_deref().and_then(parse::brand::read);
                set(&mut self.product().brand, value)
            }
            Slot::Category => {
                let path = parse::breadcrumb::read(raw);
                let category = &mut self.product().category;
                let new = category.is_empty() && !path.is_empty();
                if new {
                    *category = path;
                }
                new
            }
            Slot::Price => {
                let hints = parse::price::Hints::default();
                let value = parse::price::read(raw, hints);
                set(&mut self.product().price, value)
            }
            Slot::Currency => set(&mut self.currency, label(raw).filter(|code| code.chars().count() <= 5)),
            Slot::Availability => set(&mut self.product().availability, availability(raw)),
            Slot::Gtin => set(&mut self.product().gtin, parse::gtin::read(raw)),
            Slot::Sku => set(&mut self.product().sku, label(raw)),
            Slot::Mpn => set(&mut self.product().mpn, label(raw)),
            Slot::ProductBestRating => set(&mut self.product_best, number(raw).filter(|best| *best > 0.0)),
            Slot::ProductRating => {
                let value = rating(raw, self.product_best.unwrap_or(5.0));
                set(&mut self.product().rating, value)
            }
            // It is somebody's, or nobody's.
            Slot::Followers => {
                let author = self.content.author.as_mut().filter(|author| !author.is_unknown());
                author.is_some_and(|author| set(&mut author.followers, parse::count::read(raw, lang)))
            }
            Slot::RatingCount => set(&mut self.product().rating_count, parse::count::read(raw, lang)),
            Slot::Likes
            | Slot::Replies
            | Slot::Reposts
            | Slot::Quotes
            | Slot::Views
            | Slot::Bookmarks
            | Slot::Score
            | Slot::Helpful => {
                let Some(count) = slot.count() else { return false };
                let value = signed(raw, lang).filter(|value| *value >= 0 || slot == Slot::Score);
                let Some(value) = value else { return false };
                self.content.engagement.keep(count, value)
            }
        }
    }

    fn address(&self, raw: &str) -> Option<String> {
        let url = link::resolve(&self.ground.base, raw)?;
        Some(link::canonical(&url))
    }

    fn author(&mut self) -> &mut Author {
        self.content.author.get_or_insert_default()
    }

    fn product(&mut self) -> &mut Product {
        self.content.product.get_or_insert_default()
    }
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let new = slot.is_none() && value.is_some();
    if new {
        *slot = value;
    }
    new
}

/// An address without what tells http from https.
fn bare(url: &str) -> &str {
    url.strip_prefix("https:").or_else(|| url.strip_prefix("http:")).unwrap_or(url)
}

fn label(raw: &str) -> Option<String> {
    // What joins emoji, and parts letters in Persian, hides nothing.
    let joins = |c: char| matches!(c, '\u{200C}' | '\u{200D}');
    let plain: String = raw.chars().filter(|c| !link::is_deceptive(*c) || joins(*c)).collect();
    bounded(&folded(&plain), MAX_LABEL)
}

fn language(raw: &str) -> Option<String> {
    let tag = raw.trim().replace('_', "-");
    let parts = || tag.split('-');
    let plain = (2..=35).contains(&tag.len())
        && parts()
            .all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
        && parts().next().is_some_and(|first| {
            (2..=3).contains(&first.len()) && !first.starts_with(|c: char| c.is_ascii_digit())
        });
    // "und", "zxx", "qme" and their like say that there is no language to name.
    let first = parts().next().unwrap_or("").to_ascii_lowercase();
    (plain && first != "und" && first != "zxx" && !first.starts_with('q')).then_some(tag)
}

fn number(raw: &str) -> Option<f64> {
    let text: String = raw.trim().replace(',', ".");
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    parse::number::value(&digits)
}

/// A rating with its scale, or a bare number on a scale that is known, with words around it or not.
fn rating(raw: &str, best: f64) -> Option<Rating> {
    let bare = || {
        number(raw.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-'))
            .filter(|value| *value <= best)
            .map(|value| Rating { value, best })
    };
    parse::rating::read(raw).or_else(bare)
}

fn signed(raw: &str, lang: Option<&str>) -> Option<i64> {
    let raw = raw.trim();
    let (negative, rest) = match raw.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, raw),
    };
    let value = i64::try_from(parse::count::read(rest, lang)?).ok()?;
    Some(if negative { -value } else { value })
}

fn availability(raw: &str) -> Option<Availability> {
    let word = raw.trim().trim_end_matches('/');
    let word = word.rsplit(['/', ':']).next().unwrap_or(word);
    let word: String =
        word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    Some(match word.as_str() {
        "instock" => Availability::InStock,
        "outofstock" | "soldout" | "oos" => Availability::OutOfStock,
        "preorder" | "presale" => Availability::PreOrder,
        "backorder" | "madetoorder" => Availability::BackOrder,
        "discontinued" => Availability::Discontinued,
        "instoreonly" => Availability::InStoreOnly,
        "onlineonly" => Availability::OnlineOnly,
        "limitedavailability" => Availability::LimitedAvailability,
        _ => return None,
    })
}

/// The moment that so many seconds or milliseconds since 1970 are.
pub fn stamped(raw: &str) -> Option<Published> {
    if !matches!(raw.len(), 9..=13) || !raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = raw.parse().ok()?;
    let milliseconds = if raw.len() >= 12 { number } else { number.checked_mul(1000)? };
    let instant = Instant::from_milliseconds(milliseconds);
    Some(Published { instant, offset_minutes: Some(0), precision: Precision::Second })
}

/// Digits alone are a Unix time, in seconds or, with 13 digits, in milliseconds.
fn instant(raw: &str, lang: Option<&str>, now: Instant) -> Option<Published> {
    let raw = raw.trim();
    if let Some(at) = stamped(raw) {
        return Some(at);
    }
    parse::date::read(raw, parse::date::Context { language: lang, now: Some(now) })
}
