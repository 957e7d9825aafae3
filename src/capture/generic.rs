//! Reads a card on a site without an adapter: what the card says about itself in structured data and
//! in the markup conventions of the web. It names an author only where two signs agree or the markup says
//! so; a likely author is left for a person to type.

use url::Url;

use crate::model::{
    media::MediaKind,
    pin::PinKind,
    provenance::{Certainty, Field, Origin},
    text::folded,
};

use super::{
    adapter::run::picture_address,
    address,
    builder::{Builder, From, Ground, Picture},
    slot::Slot,
    structured::{json_ld, microdata, schema},
    text,
    tree::Tree,
};

const ATTRIBUTE: From = (Origin::Attribute, Certainty::Sure);
const DATA: From = (Origin::StructuredData, Certainty::Sure);
const WORDS: From = (Origin::Text, Certainty::Sure);

/// Words in classes and ids by which pages name what a block is; they are written in English everywhere.
const COMMENT_WORDS: &[&str] = &["comment", "comments", "reply", "respond"];
const REVIEW_WORDS: &[&str] = &["review", "reviews", "testimonial"];
/// Parts of an address that lead to a person.
const PROFILE_WORDS: &[&str] = &[
    "user", "users", "u", "member", "members", "profile", "profiles", "author", "authors", "people",
    "person", "account", "accounts",
];
/// Classes of the element that holds the text.
const TEXT_WORDS: &[&str] = &[
    "e-content",
    "comment-content",
    "comment-body",
    "comment-text",
    "comment__text",
    "post-content",
    "post-body",
    "post-text",
    "entry-content",
    "message-content",
    "review-text",
    "review-body",
    "review-content",
];
/// Smallest picture that counts as one, in pixels a side: below that are icons and avatars.
const MIN_PICTURE: u32 = 100;

/// Fields a person is asked for on cards of this kind when they are not certain.
pub fn required(kind: PinKind) -> &'static [Field] {
    match kind {
        PinKind::Post | PinKind::Comment | PinKind::Review => &[Field::Url, Field::Author],
        _ => &[],
    }
}

/// Reads the card that begins at `root`.
pub fn read<'g>(tree: &Tree, root: u32, ground: &'g Ground) -> Builder<'g> {
    let item = microdata::item(tree, root).filter(|item| schema::kind_of(&item.types).is_some());
    let kind =
        item.as_ref().and_then(|item| schema::kind_of(&item.types)).unwrap_or_else(|| named_kind(tree, root));
    let mut builder = Builder::new(kind, ground);
    let reader = Reader::new(tree, root, ground);
    if let Some(item) = &item {
        schema::offer(item, ground, DATA, &mut builder);
    }
    reader.permalink(&mut builder);
    if let Some(url) = builder.content().source.url.clone() {
        for item in json_ld::about(&tree.snapshot().head, &url) {
            schema::offer(&item, ground, DATA, &mut builder);
        }
    }
    if kind != PinKind::Product {
        reader.author(&mut builder);
        reader.published(&mut builder);
    }
    reader.body(&mut builder);
    reader.pictures(&mut builder);
    builder
}

fn words(tree: &Tree, row: u32) -> impl Iterator<Item = String> {
    let class = tree.attribute(row, "class").unwrap_or("").split_ascii_whitespace();
    let all = class.chain(tree.attribute(row, "id")).chain(tree.attribute(row, "itemprop"));
    all.take(20).map(str::to_ascii_lowercase).collect::<Vec<_>>().into_iter()
}

fn has_word(tree: &Tree, row: u32, wanted: &[&str]) -> bool {
    words(tree, row).any(|name| {
        wanted.contains(&name.as_str()) || name.split(['-', '_']).any(|part| wanted.contains(&part))
    })
}

fn named_kind(tree: &Tree, root: u32) -> PinKind {
    if has_word(tree, root, REVIEW_WORDS) {
        PinKind::Review
    } else if has_word(tree, root, COMMENT_WORDS) {
        PinKind::Comment
    } else {
        PinKind::Post
    }
}

struct Reader<'r, 'a> {
    tree: &'r Tree<'a>,
    root: u32,
    ground: &'r Ground,
    /// Elements of the card that are not in a quotation or a nested card.
    inner: Vec<u32>,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(tree: &'r Tree<'a>, root: u32, ground: &'r Ground) -> Self {
        let mut inner = Vec::new();
        let mut row = root;
        while row < tree.end(root) {
            if row != root && (is_apart(tree, row) || tree.name(row) == "blockquote") {
                row = tree.end(row);
                continue;
            }
            if tree.is_element(row) {
                inner.push(row);
            }
            row += 1;
        }
        Self { tree, root, ground, inner }
    }

    fn attribute(&self, row: u32, name: &str) -> Option<&'a str> {
        self.tree.attribute(row, name)
    }

    fn links(&self) -> impl Iterator<Item = (u32, Url)> + '_ {
        self.inner.iter().filter(|row| self.tree.name(**row) == "a").filter_map(|row| {
            let url = address::parse(&self.ground.base, self.attribute(*row, "href")?)?;
            Some((*row, url))
        })
    }

    fn is_here(&self, url: &Url) -> bool {
        url.host_str().is_some() && url.host_str().map(str::to_owned) == address::host(&self.ground.page)
    }

    fn permalink(&self, builder: &mut Builder) {
        let rel = |row, wanted: &str| {
            self.attribute(row, "rel")
                .is_some_and(|all| all.split_ascii_whitespace().any(|one| one == wanted))
        };
        let class = |row, wanted: &[&str]| words(self.tree, row).any(|name| wanted.contains(&name.as_str()));
        let own_id = self.attribute(self.root, "id");
        let marked = |row: u32, url: &Url| {
            rel(row, "bookmark")
                || class(row, &["u-url", "permalink"])
                || self.holds_time(row)
                || (own_id.is_some() && url.fragment() == own_id)
        };
        let mut found: Vec<String> = self
            .links()
            .filter(|(row, url)| self.is_here(url) && marked(*row, url))
            .map(|(_, url)| url.into())
            .collect();
        found.dedup();
        if let Some(url) = found.first() {
            // Two different links that both claim to be the permalink leave it open which one is.
            let certainty = if found.len() == 1 { Certainty::Sure } else { Certainty::Unsure };
            builder.offer(Slot::Url, url, (Origin::Attribute, certainty));
        }
    }

    fn holds_time(&self, row: u32) -> bool {
        (row..self.tree.end(row)).any(|inner| matches!(self.tree.name(inner), "time" | "relative-time"))
    }

    fn author(&self, builder: &mut Builder) {
        if builder.content().author.is_some() {
            return;
        }
        if let Some((name, profile)) = self.marked_author().or_else(|| self.linked_author()) {
            builder.offer(Slot::Name, &name, ATTRIBUTE);
            if let Some(profile) = profile {
                builder.offer(Slot::Profile, &profile, ATTRIBUTE);
            }
        }
    }

    /// The author as the markup names them, when it names one only.
    fn marked_author(&self) -> Option<(String, Option<String>)> {
        let marked = self.inner.iter().copied().filter(|row| {
            let rel = self.attribute(*row, "rel").unwrap_or("");
            rel.split_ascii_whitespace().any(|one| one == "author")
                || words(self.tree, *row).any(|name| matches!(name.as_str(), "p-author" | "author"))
                    && self.attribute(*row, "itemprop").is_none_or(|name| name == "author")
        });
        let mut names: Vec<(String, Option<String>)> = Vec::new();
        for row in marked {
            let name = text::line(self.tree, row, &|_| false);
            let link = (row..self.tree.end(row)).find_map(|row| self.attribute(row, "href"));
            let link = link.and_then(|link| address::resolve(&self.ground.base, link));
            let known = names.iter().any(|(other, _)| *other == name);
            if !name.is_empty() && name.chars().count() <= 80 && !known {
                names.push((name, link));
            }
        }
        match names.as_slice() {
            [(name, link)] => Some((name.clone(), link.clone())),
            _ => None,
        }
    }

    /// The person whom both the picture and the name at the head of the card lead to.
    fn linked_author(&self) -> Option<(String, Option<String>)> {
        let mut targets: Vec<(Url, String, usize)> = Vec::new();
        for (row, url) in self.links().filter(|(_, url)| self.is_here(url) && is_profile(url)) {
            let name = text::line(self.tree, row, &|_| false);
            match targets.iter_mut().find(|(known, ..)| *known == url) {
                Some((_, known, times)) => {
                    *times += 1;
                    if known.is_empty() {
                        *known = name;
                    }
                }
                None => targets.push((url, name, 1)),
            }
        }
        match targets.as_slice() {
            [(url, name, times)] if *times >= 2 && !name.is_empty() => {
                Some((name.clone(), Some(url.to_string())))
            }
            _ => None,
        }
    }

    fn published(&self, builder: &mut Builder) {
        let times = || {
            self.inner.iter().copied().filter(|row| matches!(self.tree.name(*row), "time" | "relative-time"))
        };
        let stamped = times().find_map(|row| self.attribute(row, "datetime"));
        if let Some(stamp) = stamped {
            builder.offer(Slot::Published, stamp, ATTRIBUTE);
        }
        for row in times() {
            builder.offer(Slot::Published, &text::line(self.tree, row, &|_| false), WORDS);
        }
    }

    fn body(&self, builder: &mut Builder) {
        if builder.content().text.is_some() {
            return;
        }
        let holds = |row: &u32| {
            words(self.tree, *row).any(|name| TEXT_WORDS.contains(&name.as_str()))
                || matches!(
                    self.attribute(*row, "itemprop"),
                    Some("articleBody" | "text" | "reviewBody" | "description")
                )
        };
        let row = self.inner.iter().copied().find(holds).unwrap_or(self.root);
        let value = text::rich(self.tree, row, &|row| {
            is_apart(self.tree, row)
                || matches!(self.tree.name(row), "nav" | "form" | "time" | "relative-time")
        });
        builder.offer(Slot::Text, &value, WORDS);
        if let Some(lang) =
            self.tree.upward(row).find_map(|row| self.attribute(row, "lang").filter(|_| row != 0))
        {
            builder.offer(Slot::Lang, lang, ATTRIBUTE);
        }
    }

    fn pictures(&self, builder: &mut Builder) {
        for row in self.inner.iter().copied().filter(|row| self.tree.name(*row) == "img") {
            let Some((url, size)) = picture_address(self.tree, row) else { continue };
            let written = |name| self.attribute(row, name).and_then(|value| value.trim().parse::<u32>().ok());
            let side = size.filter(|(width, height)| *width > 0 && *height > 0);
            let side = side.or_else(|| written("width").zip(written("height")));
            let in_profile = self
                .tree
                .upward(row)
                .take(4)
                .any(|above| has_word(self.tree, above, &["avatar", "emoji", "icon", "logo", "userpic"]));
            let small = side.is_some_and(|(width, height)| width < MIN_PICTURE || height < MIN_PICTURE);
            if in_profile || small {
                continue;
            }
            if let Some(url) = address::resolve(&self.ground.base, &url) {
                let alt = self.attribute(row, "alt").map(folded).filter(|alt| !alt.is_empty());
                builder.offer_picture(Picture { kind: MediaKind::Image, url, alt, size: side }, ATTRIBUTE);
            }
        }
    }
}

/// Whether the row begins a card of its own.
fn is_apart(tree: &Tree, row: u32) -> bool {
    microdata::is_card(tree, row)
        || (tree.is_element(row)
            && words(tree, row).any(|name| matches!(name.as_str(), "h-entry" | "h-cite")))
}

fn is_profile(url: &Url) -> bool {
    let mut segments = url.path().split('/').filter(|segment| !segment.is_empty());
    let first = segments.next().unwrap_or("");
    let named = PROFILE_WORDS.contains(&first.to_ascii_lowercase().as_str()) && segments.clone().count() >= 1;
    named && segments.count() <= 2 || (first.starts_with('@') && url.path().matches('/').count() <= 2)
}
