//! The front doors of capture: which selectors find cards, where cards are, and what a card says.
//! They hold no state: the same snapshot gives the same draft.

use std::cell::OnceCell;

use pinfold_kernels::sorting::sort_by;
use thiserror::Error;

use crate::model::{
    address,
    annotation::{MAX_QUOTE, Quote},
    id::{MediaId, PinId},
    media::{Media, MediaKind, MediaState},
    pin::{Content, PinKind},
    provenance::{Certainty, Field, Origin, Provenance},
    text::{MAX_LABEL, bounded},
    time::Instant,
};

use super::{
    adapter::{
        self, Adapter,
        shelf::{self, Shelf},
    },
    builder::{Builder, Ground, Picture},
    draft::{Aim, Draft, RootsView},
    finder, generic, link, moment, page, parse,
    slot::Slot,
    snapshot::{Extent, Snapshot},
    structured::{self, followers, markup},
    thread,
    tree::{Tree, TreeError},
};

/// Why nothing was captured.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CaptureError {
    /// The page is not on the web: a file, a browser's own page, a viewer.
    #[error("the page has no web address")]
    NoAddress,
    /// There is no card; the page, a selection or a picture can still be pinned.
    #[error("no post, comment, review or product was found there")]
    NoCard,
    /// The snapshot cannot be read; reload the page and try again.
    #[error("the page could not be read: {0}")]
    Unreadable(#[from] TreeError),
}

/// Which selectors find card roots on a page with this address.
pub fn roots(shelf: &Shelf, url: &str) -> RootsView {
    let mut view = RootsView::default();
    for adapter in shelf.of_page(url) {
        view.selectors.extend(adapter.roots(url));
        view.image_hosts.extend_from_slice(&adapter.image_hosts);
        view.adapter.get_or_insert_with(|| adapter.id.clone());
    }
    if view.adapter.is_none() {
        let signs = shelf::platforms()
            .flat_map(Adapter::signs)
            .chain(GENERATOR)
            .chain(markup::SIGNS)
            .chain(finder::ATTRIBUTES)
            .chain(moment::TITLES);
        view.attributes = signs.map(ToOwned::to_owned).collect();
        sort_by(&mut view.attributes, Ord::cmp);
        view.attributes.dedup();
    }
    view
}

/// The attributes of a `meta` that names what made the page: a skeleton has no head, but its elements.
const GENERATOR: [&str; 2] = ["name", "content"];

/// What the page says it was made by, each; a skeleton says it by its rows.
fn generators<'a>(tree: &Tree<'a>) -> Vec<&'a str> {
    const NAME: &str = "generator";
    if tree.snapshot().extent != Extent::Skeleton {
        let said = tree.snapshot().head.meta.iter().filter(|(name, _)| name.eq_ignore_ascii_case(NAME));
        return said.map(|(_, value)| value.trim()).collect();
    }
    let names = |row: &u32| {
        tree.name(*row) == "meta"
            && tree.attribute(*row, "name").is_some_and(|name| name.eq_ignore_ascii_case(NAME))
    };
    let said = (0..tree.len()).filter(names).filter_map(|row| tree.attribute(row, "content"));
    said.map(str::trim).collect()
}

/// The rows of card roots in a page or skeleton, in document order; none when it cannot be read.
pub fn find(shelf: &Shelf, snapshot: &Snapshot) -> Vec<u32> {
    let found = Tree::new(snapshot).map(|tree| find_in(shelf, &tree)).unwrap_or_default();
    found.into_iter().map(|found| found.row).collect()
}

/// Where a card begins, and by which adapter it is read: by none it is read as on any site.
struct Found<'s> {
    row: u32,
    by: Option<(&'s Adapter, &'s adapter::Card)>,
}

fn find_in<'s>(shelf: &'s Shelf, tree: &Tree) -> Vec<Found<'s>> {
    let by = |adapters: &[&'s Adapter]| {
        let mut found: Vec<Found<'s>> = Vec::new();
        for adapter in adapters {
            let cards = adapter.find(tree).into_iter();
            found.extend(cards.map(|(row, card)| Found { row, by: Some((*adapter, card)) }));
        }
        sort_by(&mut found, |one, other| one.row.cmp(&other.row));
        found.dedup_by_key(|found| found.row);
        found.truncate(finder::MAX_CARDS);
        found
    };
    let own = shelf.of_page(&tree.snapshot().url);
    let mut found = by(&own);
    // What an adapter does not know of its site, or no longer knows, may still look like a card.
    if found.is_empty() {
        // A shop's reviews, a blog's comments and a service for comments can stand on one page.
        found = by(&shelf::platforms_of(&generators(tree)));
        // But other software's adapter does not read the posts of a site that has its own.
        found.iter_mut().filter(|_| !own.is_empty()).for_each(|found| found.by = None);
    }
    if found.is_empty() {
        found = finder::find(tree).into_iter().map(|row| Found { row, by: None }).collect();
    }
    found
}

/// The card at a row that is known to begin one.
fn found_at<'s>(shelf: &'s Shelf, tree: &Tree, row: u32) -> Found<'s> {
    let own = shelf.of_page(&tree.snapshot().url);
    let adapters = if own.is_empty() { shelf::platforms_of(&generators(tree)) } else { own };
    let by = adapters.into_iter().find_map(|adapter| Some((adapter, adapter.card(tree, row)?)));
    Found { row, by }
}

/// What would be pinned: of a card, row 0 of its snapshot; of a page, row `root` or the card the page is
/// about.
///
/// # Errors
/// When the page has no web address, the snapshot is broken, or no card is there and one was asked for.
pub fn draft(
    shelf: &Shelf,
    snapshot: &Snapshot,
    root: Option<u32>,
    aim: &Aim,
    pin: &PinId,
    now: Instant,
) -> Result<Draft, CaptureError> {
    let ground = ground(snapshot, now)?;
    let tree = match Tree::new(snapshot) {
        Ok(tree) => Some(tree),
        // All but a card can be pinned without rows: a picture or link, or the page by its head.
        Err(TreeError::Empty) if *aim != Aim::Card => None,
        Err(error) => return Err(error.into()),
    };
    let seen = tree.as_ref().and_then(|tree| card(shelf, tree, root, &ground, *aim == Aim::Card));
    let draft = match aim {
        Aim::Card => {
            let (builder, required) = seen.ok_or(CaptureError::NoCard)?;
            drafted(builder, pin, &required, None)
        }
        Aim::Selection { text, prefix, suffix } => {
            selection(seen, snapshot, &ground, pin, [text, prefix, suffix])
        }
        Aim::Image { url, alt } => image(seen, &ground, pin, url, alt, tree.as_ref()),
        Aim::Link { url, text } => link(&ground, pin, url, text),
        Aim::Page => {
            let adapter = shelf.of_page(&ground.page).into_iter().next();
            drafted(page::read(snapshot, tree.as_ref(), &ground, PinKind::Page, adapter), pin, &[], None)
        }
        Aim::Screenshot { width, height } => screenshot(snapshot, &ground, pin, (*width, *height)),
    };
    Ok(titled(draft, snapshot))
}

/// The drafts of all cards on a page, in document order: what the command line prints.
///
/// # Errors
/// When the page has no web address or cannot be read.
pub fn clip(
    shelf: &Shelf,
    snapshot: &Snapshot,
    pin: &PinId,
    now: Instant,
) -> Result<Vec<Draft>, CaptureError> {
    let ground = ground(snapshot, now)?;
    let tree = Tree::new(snapshot)?;
    Ok(read_all(&tree, find_in(shelf, &tree), &ground, pin))
}

/// The cards of a page as on a site that nothing is known of, with their rows: how the finder is tried.
///
/// # Errors
/// When the page has no web address or cannot be read.
pub fn clip_unknown(
    snapshot: &Snapshot,
    pin: &PinId,
    now: Instant,
) -> Result<Vec<(u32, Draft)>, CaptureError> {
    let ground = ground(snapshot, now)?;
    let tree = Tree::new(snapshot)?;
    let rows = finder::find(&tree);
    let found = rows.iter().map(|row| Found { row: *row, by: None }).collect();
    Ok(rows.iter().copied().zip(read_all(&tree, found, &ground, pin)).collect())
}

/// The drafts of all cards that one adapter finds on a page, whether it ships or not: how adapters are tried.
///
/// # Errors
/// When the page has no web address or cannot be read.
pub fn clip_by(
    adapter: &Adapter,
    snapshot: &Snapshot,
    pin: &PinId,
    now: Instant,
) -> Result<Vec<Draft>, CaptureError> {
    let ground = ground(snapshot, now)?;
    let tree = Tree::new(snapshot)?;
    let cards = adapter.find(&tree).into_iter().take(finder::MAX_CARDS);
    let found = cards.map(|(row, card)| Found { row, by: Some((adapter, card)) }).collect();
    Ok(read_all(&tree, found, &ground, pin))
}

fn read_all(tree: &Tree, found: Vec<Found>, ground: &Ground, pin: &PinId) -> Vec<Draft> {
    let drafts = found.into_iter().map(|found| {
        let (builder, required) = read(tree, &found, ground);
        titled(drafted(builder, pin, &required, None), tree.snapshot())
    });
    let mut drafts: Vec<Draft> = drafts.collect();
    thread::link(&mut drafts);
    drafts
}

pub(crate) fn ground(snapshot: &Snapshot, now: Instant) -> Result<Ground, CaptureError> {
    let page = link::absolute(&snapshot.url).ok_or(CaptureError::NoAddress)?;
    let base = link::parse(&page, &snapshot.head.base).unwrap_or_else(|| page.clone());
    let lang = Some(snapshot.head.lang.clone()).filter(|lang| !lang.trim().is_empty());
    let host = address::host(page.as_str());
    Ok(Ground { page: page.into(), host, base, lang, now, data: OnceCell::new() })
}

type Card<'g> = (Builder<'g>, Vec<Field>);

/// The card that is meant, if there is one. `whole` asks for some card of a page even if nothing points at one.
fn card<'g>(
    shelf: &Shelf,
    tree: &Tree,
    root: Option<u32>,
    ground: &'g Ground,
    whole: bool,
) -> Option<Card<'g>> {
    match (root, tree.snapshot().extent) {
        (Some(row), _) if row < tree.len() && tree.is_element(row) => {
            Some(read(tree, &found_at(shelf, tree, row), ground))
        }
        (Some(_), _) => None,
        (None, Extent::Card) => Some(read(tree, &found_at(shelf, tree, 0), ground)),
        (None, _) if whole => best(shelf, tree, ground),
        (None, _) => None,
    }
}

/// Of a page: the card whose permalink is the page's address, else what the page's own data is about, else
/// the first card.
fn best<'g>(shelf: &Shelf, tree: &Tree, ground: &'g Ground) -> Option<Card<'g>> {
    let found = find_in(shelf, tree);
    let about = |card: &Card| {
        let own = card.0.content().source.url.as_deref();
        own.is_some_and(|own| structured::is_same(own, &ground.page))
    };
    // A page may show the same card twice: in a list, and whole.
    let (mut own, mut first) = (None, None);
    for card in found.iter().take(MAX_LOOKED_AT).map(|found| read(tree, found, ground)) {
        match about(&card) {
            true if card.0.is_sure(Slot::Handle) => return Some(card),
            true => own = own.or(Some(card)),
            false => first = first.or(Some(card)),
        }
    }
    let adapter = shelf.of_page(&ground.page).into_iter().next();
    let read = |kind| (page::read(tree.snapshot(), Some(tree), ground, kind, adapter), Vec::new());
    let said = || page::kind(tree.snapshot(), tree, ground).map(read);
    // A page with no more than a heading is something to pin too.
    let article = || Some(read(PinKind::Page)).filter(|(page, _)| says_something(page));
    own.or_else(said).or(first).or_else(article)
}

fn says_something(page: &Builder) -> bool {
    let content = page.content();
    page.is_sure(Slot::Title) || content.author.is_some() || content.published.is_some()
}

/// Most cards of a page that are read to find the one the page is about.
const MAX_LOOKED_AT: usize = 200;

fn read<'g>(tree: &Tree, found: &Found, ground: &'g Ground) -> Card<'g> {
    let (mut builder, required) = match found.by {
        Some((adapter, card)) => (adapter.read(card, tree, found.row, ground), card.required()),
        None => {
            let builder = generic::read(tree, found.row, ground);
            let required = generic::required(builder.content().kind);
            (builder, required)
        }
    };
    followers::offer(&tree.snapshot().head, ground, &mut builder);
    (builder, required.to_vec())
}

/// Characters of a text by which its language is recognised: more make it slower, not surer.
const SPOKEN: usize = 400;

fn drafted(mut builder: Builder, pin: &PinId, required: &[Field], highlight: Option<Quote>) -> Draft {
    let joins = std::mem::take(&mut builder.joins);
    let shown = builder.shown.take();
    let answers = std::mem::take(&mut builder.answers);
    let mut content = builder.finish(pin);
    if content.lang.is_none()
        && let Some(lang) = content.text.as_deref().and_then(|text| {
            let beginning = text.char_indices().nth(SPOKEN).and_then(|(end, _)| text.get(..end));
            parse::language::recognise(beginning.unwrap_or(text))
        })
    {
        content.lang = Some(lang.to_owned());
        let provenance = Provenance { origin: Origin::Text, certainty: Certainty::Unsure };
        content.provenance.insert(Field::Lang, provenance);
    }
    let sure =
        |field: &Field| content.provenance.get(field).is_some_and(|one| one.certainty == Certainty::Sure);
    let missing = required.iter().copied().filter(|field| !sure(field)).collect();
    Draft { content, missing, highlight, shown, joins, answers }
}

fn titled(mut draft: Draft, snapshot: &Snapshot) -> Draft {
    draft.content.source.page_title = bounded(&crate::model::text::folded(&snapshot.head.title), MAX_LABEL);
    draft
}

fn selection(
    seen: Option<Card>,
    snapshot: &Snapshot,
    ground: &Ground,
    pin: &PinId,
    [exact, prefix, suffix]: [&str; 3],
) -> Draft {
    let quote = Quote {
        exact: bounded(exact, MAX_QUOTE).unwrap_or_default(),
        prefix: bounded(prefix, MAX_QUOTE).unwrap_or_default(),
        suffix: bounded(suffix, MAX_QUOTE).unwrap_or_default(),
        start: None,
        end: None,
    };
    if let Some((builder, required)) = seen.filter(|(builder, _)| is_known(builder.content())) {
        return drafted(builder, pin, &required, Some(quote));
    }
    let mut builder = Builder::new(PinKind::Selection, ground);
    builder.offer(Slot::Text, exact, (Origin::Selection, Certainty::Sure));
    builder.offer(Slot::Title, &snapshot.head.title, (Origin::Metadata, Certainty::Unsure));
    builder.offer(Slot::Url, &ground.page, (Origin::Selection, Certainty::Sure));
    let source = &mut builder.content_mut().source;
    source.url = source.url.take().and_then(|page| fragment(&page, exact));
    drafted(builder, pin, &[], Some(quote))
}

/// A link to the words themselves: a text fragment, <https://wicg.github.io/scroll-to-text-fragment/>.
fn fragment(page: &str, exact: &str) -> Option<String> {
    let words: Vec<&str> = exact.split_whitespace().collect();
    let encode = |words: &[&str]| {
        let text =
            words.join(" ").replace('%', "%25").replace('-', "%2D").replace(',', "%2C").replace('&', "%26");
        text.replace(' ', "%20").replace('#', "%23")
    };
    let part = match words.len() {
        0 => return None,
        1..=12 => encode(&words),
        _ => format!("{},{}", encode(words.get(..5)?), encode(words.get(words.len() - 5..)?)),
    };
    let bare = page.split_once('#').map_or(page, |(bare, _)| bare);
    Some(format!("{bare}#:~:text={part}"))
}

/// Whether a card says enough of itself to stand for what is in it.
fn is_known(content: &Content) -> bool {
    content.source.url.is_some() || content.author.is_some() || content.product.is_some()
}

fn image(
    seen: Option<Card>,
    ground: &Ground,
    pin: &PinId,
    url: &str,
    alt: &str,
    tree: Option<&Tree>,
) -> Draft {
    let mut builder = Builder::new(PinKind::Image, ground);
    let url = link::resolve(&ground.base, url);
    if let Some(url) = url {
        builder.offer(Slot::Url, &url, (Origin::Attribute, Certainty::Sure));
        let size = tree.and_then(|tree| shown_size(tree, &url));
        let alt = bounded(alt, MAX_LABEL);
        builder.offer(Slot::Title, alt.as_deref().unwrap_or(""), (Origin::Attribute, Certainty::Sure));
        let picture = Picture { kind: MediaKind::Image, url, alt, size };
        builder.offer_picture(picture, (Origin::Attribute, Certainty::Sure));
    }
    if let Some((card, _)) = seen {
        let sure = card.is_sure(Slot::Handle);
        let card = card.content();
        let into = builder.content_mut();
        if sure && let Some(author) = &card.author {
            into.author = Some(author.clone());
            if let Some(given) = card.provenance.get(&Field::Author) {
                into.provenance.insert(Field::Author, *given);
            }
        }
        into.thread.parent = card.source.url.clone();
        into.source.site = card.source.site.clone();
    }
    drafted(builder, pin, &[], None)
}

fn shown_size(tree: &Tree, url: &str) -> Option<(u32, u32)> {
    let shown = tree.snapshot().nodes.iter().filter_map(|node| node.image.as_ref());
    shown.filter(|image| image.url == url).map(|image| (image.width, image.height)).next()
}

fn link(ground: &Ground, pin: &PinId, url: &str, text: &str) -> Draft {
    let mut builder = Builder::new(PinKind::Page, ground);
    builder.offer(Slot::Url, url, (Origin::Attribute, Certainty::Sure));
    builder.offer(Slot::Title, text, (Origin::Text, Certainty::Sure));
    if let Some(host) = builder.content().source.url.as_deref().and_then(address::host) {
        builder.content_mut().source.site = address::site(&host).to_owned();
    }
    drafted(builder, pin, &[], None)
}

fn screenshot(snapshot: &Snapshot, ground: &Ground, pin: &PinId, (width, height): (u32, u32)) -> Draft {
    let mut builder = Builder::new(PinKind::Screenshot, ground);
    builder.offer(Slot::Title, &snapshot.head.title, (Origin::Metadata, Certainty::Unsure));
    let mut draft = drafted(builder, pin, &[], None);
    draft.content.media = vec![Media {
        id: MediaId::of(pin, 0),
        kind: MediaKind::Screenshot,
        url: None,
        alt: None,
        width: Some(width).filter(|width| *width > 0),
        height: Some(height).filter(|height| *height > 0),
        state: MediaState::Pending,
        rights: None,
        looks: Default::default(),
    }];
    draft
}
