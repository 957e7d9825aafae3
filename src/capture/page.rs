//! A page that is pinned as a whole: what its head, its structured data and the head of its article say of it.
//! It never trusts what may be left over from the page before: a head counts where it names the page's address, or
//! where it says what the page's heading shows.

use crate::model::{
    letters::lowered,
    pin::PinKind,
    provenance::{Certainty, Field, Origin},
    text::folded,
};

use super::{
    adapter::Adapter,
    builder::{Builder, Ground},
    byline,
    card::{Card, has_word, is_time, words},
    link, parse,
    slot::Slot,
    snapshot::Snapshot,
    structured::{self, breadcrumbs, followers, item::Item, json_ld::Data, markup, open_graph, schema},
    text,
    tree::Tree,
};

/// Classes of what says when something was published.
const DATE_WORDS: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "posted",
    "dateline",
    "timestamp",
    "byline",
    "postmeta",
    "meta",
    "time",
];
/// Longest line that says when something was published.
const MAX_DATELINE: usize = 60;
/// Most rows that such a line has.
const MAX_LINE_ROWS: u32 = 40;
/// Words before a date, as in "Last published on".
const MAX_BEFORE_DATE: usize = 3;
/// A paragraph of so many characters is the article's text: whatever comes after it is not its head.
const PARAGRAPH: usize = 140;
/// Most rows that the head of an article has.
const MAX_HEAD_ROWS: u32 = 400;
/// Most headings that are looked at to find the page's own.
const MAX_HEADINGS: usize = 20;

/// What a page says it is about, if it says so: a product, a post, an article.
pub fn kind(snapshot: &Snapshot, tree: &Tree, ground: &Ground) -> Option<PinKind> {
    let head = &snapshot.head;
    let data = ground.data(head);
    let about = data.about(&ground.page);
    if let Some(kind) = about.iter().find_map(|item| schema::kind_of(item)) {
        return Some(kind);
    }
    let heading = heading(tree, &folded(&head.title));
    if let Some((item, Certainty::Sure)) = unnamed(data, heading.as_ref().map(|(_, title)| title.as_str())) {
        return Some(schema::kind_of(item).unwrap_or(PinKind::Page));
    }
    if data.only_product().is_some() {
        return Some(PinKind::Product);
    }
    let says = |wanted: &[&str]| {
        let types = head.meta.iter().filter(|(name, _)| name == "og:type");
        types.map(|(_, value)| value.trim()).any(|value| wanted.contains(&value))
    };
    // A head left over from the page before is not about this one.
    let own = structured::is_head_about(head, &ground.base, &ground.page);
    match () {
        () if own && says(&["product", "og:product", "product.item"]) => Some(PinKind::Product),
        () if own && says(&["article"]) || about.iter().any(|item| schema::is_article(item)) => {
            Some(PinKind::Page)
        }
        () => None,
    }
}

/// Reads the page; `tree` is absent where only its head was taken, `adapter` where none is for its host.
pub fn read<'g>(
    snapshot: &Snapshot,
    tree: Option<&Tree>,
    ground: &'g Ground,
    kind: PinKind,
    adapter: Option<&Adapter>,
) -> Builder<'g> {
    let mut builder = Builder::new(kind, ground);
    let head = &snapshot.head;
    let heading = tree.and_then(|tree| heading(tree, &folded(&head.title)));
    let shown = heading.as_ref().map(|(_, title)| title.as_str());
    builder.offer(Slot::Url, &ground.page, (Origin::Address, Certainty::Sure));
    from_data(snapshot, tree, ground, shown, &mut builder);
    let about = structured::is_head_about(head, &ground.base, &ground.page);
    let unnamed = structured::own_addresses(head).next().is_none();
    // A head without an address says what the page shows, or is all there is.
    let certainty = if about || (unnamed && says_heading(open_graph::titles(head).next(), shown)) {
        Certainty::Sure
    } else {
        Certainty::Unsure
    };
    from_address(snapshot, ground, adapter, about, &mut builder);
    if about || unnamed {
        open_graph::offer(head, ground, certainty, &mut builder);
    }
    if let Some((tree, (row, title))) = tree.zip(heading.as_ref()) {
        // The document's title often has the site's name in it as well.
        if folded(&head.title).contains(title.as_str()) {
            builder.offer(Slot::Title, title, (Origin::Text, Certainty::Sure));
        }
        if kind == PinKind::Page {
            from_article(tree, *row, ground, &mut builder);
        }
    }
    builder.offer(Slot::Title, &head.title, (Origin::Metadata, Certainty::Unsure));
    // "Ann on May 8, 2021: …" is how some networks describe a post.
    let before =
        open_graph::description(head).and_then(|said| said.split_once(": ")).map(|(before, _)| before);
    if let Some(line) = before.filter(|_| about && builder.content().published.is_none())
        && line.chars().count() <= 2 * MAX_DATELINE
        && let Some(date) = dated(line, 2 * MAX_DATELINE, ground)
    {
        builder.offer(Slot::Published, date, (Origin::Metadata, Certainty::Unsure));
    }
    if about || unnamed {
        open_graph::offer_author(head, certainty, &mut builder);
    }
    followers::offer(head, ground, &mut builder);
    // What was never published has an owner rather than an author: a shop, a forum, a list.
    let origin = builder.content().provenance.get(&Field::Author).map(|author| author.origin);
    if matches!(origin, Some(Origin::Metadata | Origin::Attribute)) && builder.content().published.is_none() {
        builder.doubt(Slot::Name);
    }
    builder
}

/// Offers the author whom the page's address names, as permalinks of many networks do, with the name that the titles
/// give them: as in "Ann Lee (@ann) on X".
fn from_address(
    snapshot: &Snapshot,
    ground: &Ground,
    adapter: Option<&Adapter>,
    about: bool,
    builder: &mut Builder,
) {
    let Some(url) = link::absolute(&ground.page) else { return };
    if builder.content().author.is_some() {
        return;
    }
    let head = &snapshot.head;
    let titles = || open_graph::titles(head).chain([head.title.as_str()]);
    let same = |one: &str, other: &str| lowered(one) == lowered(other);
    let signed = || titles().filter_map(signed);
    let by_link = adapter.and_then(|adapter| adapter.author_in(&url));
    let in_path = |handle: &str| {
        let mut parts = url.path_segments().into_iter().flatten().chain(by_link.as_deref());
        parts.any(|part| same(part.trim_start_matches('@'), handle))
    };
    if let Some((name, handle)) = signed().find(|(_, handle)| in_path(handle)) {
        builder.offer(Slot::Handle, handle, (Origin::Address, Certainty::Sure));
        builder.offer(Slot::Name, name, (Origin::Metadata, Certainty::Sure));
    } else if let Some(handle) = by_link {
        builder.offer(Slot::Handle, &handle, (Origin::Address, Certainty::Sure));
        // A title that is the handle in other letters is the name.
        let letters = |text: &str| lowered(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        if let Some(name) = titles().find(|title| letters(title) == letters(&handle)) {
            builder.offer(Slot::Name, name, (Origin::Metadata, Certainty::Sure));
        }
    } else if let Some((name, handle)) = signed().next().filter(|_| about && adapter.is_some()) {
        builder.offer(Slot::Handle, handle, (Origin::Metadata, Certainty::Unsure));
        builder.offer(Slot::Name, name, (Origin::Metadata, Certainty::Unsure));
    }
}

/// The name and the handle that a title begins with.
fn signed(title: &str) -> Option<(&str, &str)> {
    let (name, rest) = title.split_once("(@").or_else(|| title.split_once("（@"))?;
    let (handle, _) = rest.split_once([')', '）'])?;
    let name = byline::plausible(name.trim())?;
    (!handle.is_empty() && handle.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)))
        .then_some((name, handle))
}

/// Offers what items say that are about the page: by their address, or because they say what its heading shows.
fn from_data(
    snapshot: &Snapshot,
    tree: Option<&Tree>,
    ground: &Ground,
    shown: Option<&str>,
    builder: &mut Builder,
) {
    let from = |certainty| (Origin::StructuredData, certainty);
    let data = ground.data(&snapshot.head);
    let about = data.about(&ground.page);
    for item in &about {
        schema::offer(item, ground, from(Certainty::Sure), builder);
    }
    if let Some(item) = data.only_product() {
        schema::offer(item, ground, from(Certainty::Unsure), builder);
    }
    let marked = tree.map(articles).unwrap_or_default();
    // Markup is what the page shows; JSON-LD may be left over.
    if let [item] = marked.as_slice() {
        let mut own = item.addresses().filter_map(|own| link::resolve(&ground.base, own)).peekable();
        if own.peek().is_none() || own.any(|own| structured::is_same(&own, &ground.page)) {
            schema::offer(item, ground, from(Certainty::Sure), builder);
        }
    }
    if let Some((item, certainty)) = unnamed(data, shown) {
        schema::offer(item, ground, from(certainty), builder);
    }
    for item in about {
        schema::offer_origin(item, ground, from(Certainty::Sure), builder);
    }
    breadcrumbs::offer(data, ground, builder);
}

/// The one post or article in the data that names no address: about this page where it says what its heading shows.
fn unnamed<'d>(data: &'d Data, shown: Option<&str>) -> Option<(&'d Item, Certainty)> {
    let is_post = |item: &Item| schema::is_article(item) || schema::kind_of(item) == Some(PinKind::Post);
    let mut all = data.items().iter().filter(|item| is_post(item) && item.addresses().next().is_none());
    let item = all.next()?;
    let same = says_heading(item.text(&["headline", "name"]), shown);
    all.next().is_none().then_some((item, if same { Certainty::Sure } else { Certainty::Unsure }))
}

/// The articles a page marks up, the outer ones.
fn articles(tree: &Tree) -> Vec<Item> {
    let mut found = Vec::new();
    let mut row = 0;
    while row < tree.len() && found.len() < 2 {
        let item = if markup::is_typed(tree, row) { markup::item(tree, row) } else { None };
        match item.filter(schema::is_article) {
            Some(item) => {
                found.push(item);
                row = tree.end(row);
            }
            None => row += 1,
        }
    }
    found
}

/// Whether a title is that of the page's heading, which may have a number behind it.
fn says_heading(title: Option<&str>, shown: Option<&str>) -> bool {
    title.zip(shown).is_some_and(|(title, shown)| {
        let title = folded(title);
        let rest = shown.strip_prefix(title.trim_end_matches('…')).map(str::trim_start);
        !title.is_empty()
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#') || title.ends_with('…'))
    })
}

/// The page's own heading: of several the one that its title repeats.
fn heading(tree: &Tree, title: &str) -> Option<(u32, String)> {
    let rows = (0..tree.len()).filter(|row| tree.name(*row) == "h1" && !text::is_unseen(tree, *row));
    let all = rows.take(MAX_HEADINGS).map(|row| (row, text::line(tree, row, &|_| false)));
    let mut all: Vec<(u32, String)> = all.filter(|(_, line)| !line.is_empty()).collect();
    match all.iter().position(|(_, line)| title.contains(line.as_str())) {
        Some(at) => Some(all.swap_remove(at)),
        None => all.pop().filter(|_| all.is_empty()),
    }
}

/// Offers who wrote an article and when, by the markup around its heading.
fn from_article(tree: &Tree, heading: u32, ground: &Ground, builder: &mut Builder) {
    let is_body = |row: &u32| {
        matches!(tree.name(*row), "article" | "main" | "body") || tree.attribute(*row, "role") == Some("main")
    };
    let Some(root) = tree.upward(heading).find(is_body) else { return };
    let mut card = Card::new(tree, root, ground);
    let paragraph = |row: &u32| {
        *row > heading
            && tree.name(*row) == "p"
            && text::line(tree, *row, &|_| false).chars().count() > PARAGRAPH
    };
    let text_begins = card.inner.iter().copied().find(paragraph).unwrap_or(u32::MAX);
    let last = text_begins.min(heading.saturating_add(MAX_HEAD_ROWS));
    let is_near = |row: u32| row < last && row.saturating_add(MAX_HEAD_ROWS) > heading;
    // A line that is a byline may stand anywhere around the heading; it is for a person to check.
    let lines = card.inner.iter().filter(|row| {
        is_near(**row) && is_short(tree, **row) && matches!(tree.name(**row), "p" | "div" | "span")
    });
    let lines = lines
        .map(|row| text::line(tree, *row, &|_| false))
        .filter(|line| line.chars().count() <= MAX_DATELINE);
    let said = lines.into_iter().find_map(|line| byline::said(&line).map(str::to_owned));
    // What stands beside an article is about others, and so is most of what comes after it.
    let mut beside = 0;
    card.inner.retain(|row| {
        if matches!(tree.name(*row), "aside" | "footer") || has_word(tree, *row, OTHERS) && *row != root {
            beside = beside.max(tree.end(*row));
        }
        *row >= beside && (is_near(*row) || tree.attribute(*row, "pubdate").is_some())
    });
    if let Some(byline) = byline::find(&card).filter(|_| builder.content().author.is_none()) {
        // Outside an article, the head of a page names whose site it is as well.
        let certainty = if tree.name(root) == "article" { Certainty::Sure } else { Certainty::Unsure };
        let name = byline.name.as_deref().and_then(byline::plausible);
        for (slot, value) in [
            (Slot::Name, name),
            (Slot::Handle, byline.handle.as_deref()),
            (Slot::Profile, byline.profile.as_deref()),
        ] {
            if let Some(value) = value {
                builder.offer(slot, value, (Origin::Attribute, certainty));
            }
        }
    }
    if let Some(name) = said.filter(|_| builder.content().author.is_none()) {
        builder.offer(Slot::Name, &name, (Origin::Text, Certainty::Unsure));
    }
    if builder.content().published.is_none() {
        published(&card, ground, builder);
    }
}

/// Classes of what leads to other articles.
const OTHERS: &[&str] = &["related", "recommended", "comments", "sidebar", "suggested", "more"];

/// Whether an element is small enough to be a line.
fn is_short(tree: &Tree, row: u32) -> bool {
    tree.end(row) - row <= MAX_LINE_ROWS
}

/// Offers the time in the head of the article: an element that is one, else a line that is a date.
fn published(card: &Card, ground: &Ground, builder: &mut Builder) {
    let tree = card.tree;
    let head = || card.inner.iter().copied();
    // A time in a link is that of what the link leads to.
    let leads_away = |row: u32| {
        let link = tree.upward(row).find_map(|above| tree.attribute(above, "href"));
        link.and_then(|href| link::resolve(&ground.base, href))
            .is_some_and(|url| !structured::is_same(&url, &ground.page))
    };
    let stamped = |row: u32| {
        let at = is_time(tree, row) && !leads_away(row);
        tree.attribute(row, "datetime").filter(|stamp| at && !stamp.trim().is_empty())
    };
    if let Some(stamp) = head().find_map(stamped) {
        builder.offer(Slot::Published, stamp, (Origin::Attribute, Certainty::Sure));
        return;
    }
    for row in head().filter(|row| is_short(tree, *row)) {
        let own = |row: u32| words(tree, row).any(|name| DATE_WORDS.iter().any(|word| name.contains(word)));
        let line = text::line(tree, row, &|_| false);
        if line.chars().count() > MAX_DATELINE || leads_away(row) {
            continue;
        }
        let named = own(row) || is_time(tree, row);
        if let Some(date) = dated(&line, if named { MAX_BEFORE_DATE } else { 0 }, ground)
            && builder.offer(Slot::Published, date, (Origin::Text, Certainty::Unsure))
        {
            return;
        }
    }
}

/// The date a line is, after a few words that say so. A day needs its year and a year its day: other lines are
/// numbered too.
fn dated<'l>(line: &'l str, before: usize, ground: &Ground) -> Option<&'l str> {
    let context = parse::date::Context { language: ground.lang.as_deref(), now: None };
    let has_year = |date: &str| {
        let numbers = || date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        numbers().count() >= 2 && numbers().any(|part| part.len() == 4)
    };
    let starts = line
        .char_indices()
        .filter(|(at, _)| *at == 0 || line.get(..*at).is_some_and(|done| done.ends_with(' ')));
    let mut dates = starts.take(before + 1).filter_map(|(at, _)| line.get(at..));
    dates.find(|date| has_year(date) && parse::date::read(date, context).is_some())
}
