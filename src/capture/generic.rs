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
    builder::{Builder, From, Ground, Picture},
    byline,
    card::{self, COMMENT_WORDS, Card, REVIEW_WORDS, has_word, words},
    link, moment, picture, prose,
    slot::Slot,
    structured::{markup, schema},
    text,
    tree::Tree,
};

const ATTRIBUTE: From = (Origin::Attribute, Certainty::Sure);
const DATA: From = (Origin::StructuredData, Certainty::Sure);
const WORDS: From = (Origin::Text, Certainty::Sure);

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
    let item = markup::item(tree, root).filter(|item| schema::kind_of(item).is_some());
    let kind = item.as_ref().and_then(schema::kind_of).unwrap_or_else(|| named_kind(tree, root));
    let mut builder = Builder::new(kind, ground);
    let reader = Reader { card: Card::new(tree, root, ground) };
    if let Some(item) = &item {
        schema::offer(item, ground, DATA, &mut builder);
    }
    let mut around = reader.permalink(&mut builder);
    if let Some(url) = builder.content().source.url.clone() {
        for item in ground.data(&tree.snapshot().head).about(&url) {
            schema::offer(item, ground, DATA, &mut builder);
        }
    }
    if kind != PinKind::Product {
        around.extend(reader.author(&mut builder));
        reader.published(&mut builder);
        if let Some(quoted) = reader.card.first_quoted() {
            builder.offer(Slot::Quoted, &quoted, ATTRIBUTE);
        }
        // What a product's markup says beside its description is a shop's interface.
        reader.body(&around, &mut builder);
    }
    // A person in what has neither an address nor a moment of its own may be whoever spoke last, or is read most.
    let content = builder.content();
    let marked =
        content.provenance.get(&Field::Author).is_some_and(|author| author.origin != Origin::Attribute);
    if !marked && content.source.url.is_none() && !builder.is_sure(Slot::Published) {
        builder.doubt(Slot::Name);
    }
    reader.pictures(&mut builder);
    builder
}

/// Whether an id and a fragment name the same, as `post_123` and `#post123` do.
fn is_same_name(id: &str, fragment: &str) -> bool {
    let letters =
        |name: &'_ str| name.bytes().filter(|byte| !matches!(byte, b'-' | b'_')).collect::<Vec<u8>>();
    !id.is_empty() && letters(id) == letters(fragment)
}

fn named_kind(tree: &Tree, root: u32) -> PinKind {
    // Blogs write a post's topics into its classes: `category-reviews` is a post about reviews.
    let names: Vec<String> = words(tree, root)
        .filter(|name| !name.starts_with("category-") && !name.starts_with("tag-"))
        .collect();
    let has =
        |wanted: &[&str]| names.iter().any(|name| name.split(['-', '_']).any(|part| wanted.contains(&part)));
    if has(REVIEW_WORDS) {
        PinKind::Review
    } else if has(COMMENT_WORDS) {
        PinKind::Comment
    } else {
        PinKind::Post
    }
}

struct Reader<'r, 'a> {
    card: Card<'r, 'a>,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn attribute(&self, row: u32, name: &str) -> Option<&'a str> {
        self.card.attribute(row, name)
    }

    /// Offers the permalink; the rows that lead to it.
    fn permalink(&self, builder: &mut Builder) -> Vec<u32> {
        let rel = |row, wanted: &str| {
            self.attribute(row, "rel")
                .is_some_and(|all| all.split_ascii_whitespace().any(|one| one == wanted))
        };
        let class =
            |row, wanted: &[&str]| words(self.card.tree, row).any(|name| wanted.contains(&name.as_str()));
        let own_id = self.attribute(self.card.root, "id");
        let marked = |row: u32, url: &Url| {
            rel(row, "bookmark")
                || class(row, &["u-url", "permalink"])
                || card::holds_time(self.card.tree, row)
                || own_id.zip(url.fragment()).is_some_and(|(id, fragment)| is_same_name(id, fragment))
        };
        let links = self.card.links().iter().filter(|(row, url)| {
            // People who are mentioned carry the class of a permalink too.
            self.card.is_here(url) && !byline::is_profile(url) && marked(*row, url)
        });
        let (rows, mut found): (Vec<u32>, Vec<String>) =
            links.map(|(row, url)| (*row, url.to_string())).unzip();
        found.dedup();
        if let Some(url) = found.first() {
            // Two different links that both claim to be the permalink leave it open which one is; and where what names
            // the card is no part of an address that stays, what is left is the page's.
            let lost = url.contains('#') && !link::canonical(url).contains('#');
            let certainty = if found.len() == 1 && !lost { Certainty::Sure } else { Certainty::Unsure };
            builder.offer(Slot::Url, url, (Origin::Attribute, certainty));
        }
        // A link around the whole card is not a line beside its text.
        let is_line =
            |row: &u32| text::line(self.card.tree, *row, &|_| false).chars().count() <= byline::MAX_AROUND;
        rows.into_iter().filter(is_line).collect()
    }

    /// Offers the author; the rows that name them.
    fn author(&self, builder: &mut Builder) -> Vec<u32> {
        let Some(byline) = byline::find(&self.card) else { return Vec::new() };
        if builder.content().author.is_none() {
            let known =
                [(Slot::Name, byline.name), (Slot::Handle, byline.handle), (Slot::Profile, byline.profile)];
            for (slot, value) in known {
                if let Some(value) = value {
                    builder.offer(slot, &value, ATTRIBUTE);
                }
            }
        }
        byline.rows
    }

    fn published(&self, builder: &mut Builder) {
        let times =
            || self.card.inner.iter().copied().filter(|row| card::is_time_element(self.card.tree, *row));
        let stamped = times().find_map(|row| self.attribute(row, "datetime"));
        if let Some(stamp) = stamped {
            builder.offer(Slot::Published, stamp, ATTRIBUTE);
        }
        for stamp in self.card.inner.iter().filter_map(|row| moment::stamp(self.card.tree, *row)) {
            builder.offer(
                Slot::Published,
                stamp,
                (Origin::Attribute, moment::certainty(stamp, self.card.ground)),
            );
        }
        for row in times() {
            builder.offer(Slot::Published, &text::line(self.card.tree, row, &|_| false), WORDS);
        }
        moment::offer(&self.card, builder);
    }

    fn body(&self, around: &[u32], builder: &mut Builder) {
        if builder.content().text.is_some() {
            return;
        }
        let prose = prose::read(&self.card, around);
        builder.offer(Slot::Title, prose.title.as_deref().unwrap_or(""), WORDS);
        builder.offer(Slot::Text, &prose.text, WORDS);
        let tree = self.card.tree;
        // The page's own language is its interface's, and may not be that of what people write on it.
        let own = |row: &u32| tree.contains(self.card.root, *row) && tree.name(*row) != "html";
        if let Some(lang) = tree.upward(prose.row).take_while(own).find_map(|row| self.attribute(row, "lang"))
        {
            builder.offer(Slot::Lang, lang, ATTRIBUTE);
        }
    }

    fn pictures(&self, builder: &mut Builder) {
        let named = |row: &u32, names: &[&str]| names.contains(&self.card.tree.name(*row));
        let inner = || self.card.inner.iter().copied();
        for row in inner().filter(|row| named(row, &["img", "video"])) {
            self.picture(row, builder);
        }
        // What lies behind an element without words is a picture where the card has no other.
        let tree = self.card.tree;
        let words = |row: u32| (row..tree.end(row)).any(|inner| tree.name(inner) == "#text");
        if !builder.has_pictures() {
            for row in inner().filter(|row| !named(row, &["img", "video", "source"]) && !words(*row)) {
                self.picture(row, builder);
            }
        }
    }

    fn picture(&self, row: u32, builder: &mut Builder) {
        let tree = self.card.tree;
        let found = match tree.name(row) {
            // A video's own address is no picture.
            "video" => self.attribute(row, "poster").map(|poster| (poster.to_owned(), None)),
            "img" => picture::address(tree, row),
            _ => picture::behind(tree, row),
        };
        let Some((url, size)) = found else { return };
        let written = |name| self.attribute(row, name).and_then(|value| value.trim().parse::<u32>().ok());
        let side = size.filter(|(width, height)| *width > 0 && *height > 0);
        let side = side.or_else(|| written("width").zip(written("height")));
        let near = tree.upward(row).take(4);
        let in_profile = near
            .take_while(|above| tree.contains(self.card.root, *above))
            .any(|above| has_word(tree, above, &["avatar", "emoji", "icon", "logo", "userpic"]));
        let small = side.is_some_and(|(width, height)| width < MIN_PICTURE || height < MIN_PICTURE);
        if in_profile || small {
            return;
        }
        if let Some(url) = link::resolve(&self.card.ground.base, &url) {
            let kind = if tree.name(row) == "video" { MediaKind::Poster } else { MediaKind::Image };
            let alt = ["alt", "aria-label"].iter().find_map(|name| self.attribute(row, name));
            let alt = alt.map(folded).filter(|alt| !alt.is_empty());
            builder.offer_picture(Picture { kind, url, alt, size: side }, ATTRIBUTE);
        }
    }
}
