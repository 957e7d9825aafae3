//! What is exported: pins in their order and sections, with everything an export says of them. It chooses
//! nothing itself: which pins and in which order is the caller's.

use std::borrow::Cow;

use super::{escape::link::Link, fields::ExportField, request::ExportScope, words::Words};
use crate::{
    customers::owner::owner_in,
    model::{
        annotation::{Annotation, Region, Target},
        customer::Customer,
        id::{BoardId, MediaId, SectionId},
        measure::written,
        media::{Media, MediaState},
        pin::Pin,
        product::{Money, Rating},
        rights::{Rights, RightsStatus},
        sorted_map::SortedMap,
        tag::{TagColour, TagPath},
        workspace::Workspace,
    },
};

/// Pins in their order and sections.
#[derive(Debug)]
pub struct ExportSet<'a> {
    /// What it is called: the board's name, the query, or "all pins".
    pub title: String,
    /// What it is for.
    pub description: Option<&'a str>,
    /// The parts, in order; the first has no name where pins stand above the first section.
    pub sections: Vec<ExportSection<'a>>,
}

/// A part of a board.
#[derive(Debug)]
pub struct ExportSection<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// Its pins, in order.
    pub pins: Vec<ExportPin<'a>>,
}

/// A pin with what belongs to it.
#[derive(Debug)]
pub struct ExportPin<'a> {
    /// The pin.
    pub pin: &'a Pin,
    /// Its tags with their colours.
    pub tags: Vec<(&'a TagPath, TagColour)>,
    /// Its annotations, oldest first.
    pub notes: Vec<&'a Annotation>,
    /// The names of its boards.
    pub boards: Vec<&'a str>,
    /// The name of its section on the board exported.
    pub section: Option<&'a str>,
    /// The customer it belongs to.
    pub customer: Option<&'a Customer>,
}

impl<'a> ExportSet<'a> {
    /// The pins given, in the order given; a board's pins fall into its sections.
    pub fn gather(
        workspace: &'a Workspace,
        scope: &ExportScope,
        pins: impl Iterator<Item = &'a Pin>,
        words: &Words,
    ) -> Self {
        let board = match scope {
            ExportScope::Board(id) => workspace.board(id),
            _ => None,
        };
        let title = match (scope, board) {
            (_, Some(board)) => board.name.clone(),
            (ExportScope::Query(query), _) if !query.trim().is_empty() => query.trim().to_owned(),
            _ => words.all_pins.to_owned(),
        };
        let names: Vec<(&SectionId, &str)> =
            board.into_iter().flat_map(|board| &board.sections).map(|s| (&s.id, s.name.as_str())).collect();
        let exported = pins.map(|pin| {
            let section = board
                .and_then(|board| pin.placements.get(&board.id)?.section.as_ref())
                .and_then(|section| names.iter().find(|(id, _)| *id == section));
            (section.map(|(id, _)| *id), ExportPin::gather(workspace, pin, section.map(|(_, name)| *name)))
        });
        let mut by_section = SortedMap::gathered(exported);
        let above = by_section.remove(&None).map(|pins| ExportSection { name: None, pins });
        let named = names.into_iter().filter_map(|(id, name)| {
            by_section.remove(&Some(id)).map(|pins| ExportSection { name: Some(name), pins })
        });
        let sections = above.into_iter().chain(named).collect();
        Self { title, description: board.and_then(|board| board.description.as_deref()), sections }
    }

    /// The pins that `fields::thinned` gave, with what belongs to them thinned too.
    pub(super) fn without(
        workspace: &'a Workspace,
        scope: &ExportScope,
        thinned: &'a [Cow<'_, Pin>],
        fields: &[ExportField],
        words: &Words,
    ) -> Self {
        let mut set = Self::gather(workspace, scope, thinned.iter().map(Cow::as_ref), words);
        set.leave_out(fields);
        set
    }

    /// Leaves out what is not to be handed on; what the pins themselves say is theirs to leave out.
    fn leave_out(&mut self, fields: &[ExportField]) {
        if fields.contains(&ExportField::Boards) {
            self.sections.iter_mut().for_each(|section| section.name = None);
        }
        for pin in self.sections.iter_mut().flat_map(|section| &mut section.pins) {
            fields.iter().for_each(|field| field.drop_beside(pin));
        }
    }

    /// All pins, in order.
    pub fn pins(&self) -> impl Iterator<Item = &ExportPin<'a>> {
        self.sections.iter().flat_map(|section| &section.pins)
    }

    /// How many pins.
    pub fn count(&self) -> usize {
        self.sections.iter().map(|section| section.pins.len()).sum()
    }

    /// How many pins have rights that are not granted.
    pub fn without_rights(&self) -> usize {
        self.pins().filter(|pin| pin.pin.rights.status != RightsStatus::Granted).count()
    }
}

impl<'a> ExportPin<'a> {
    /// A pin without anything that belongs to it but its own tags.
    pub fn of(pin: &'a Pin) -> Self {
        let tags = pin.tags.iter().map(|tag| (tag, TagColour::default())).collect();
        Self { pin, tags, notes: Vec::new(), boards: Vec::new(), section: None, customer: None }
    }

    fn gather(workspace: &'a Workspace, pin: &'a Pin, section: Option<&'a str>) -> Self {
        let colour = |tag: &TagPath| workspace.tag(tag).map(|entry| entry.colour).unwrap_or_default();
        let name = |id: &BoardId| workspace.board(id).map(|board| board.name.as_str());
        Self {
            pin,
            tags: pin.tags.iter().map(|tag| (tag, colour(tag))).collect(),
            notes: workspace.annotations_of(&pin.id),
            boards: pin.placements.keys().filter_map(name).collect(),
            section,
            customer: owner_in(pin, workspace),
        }
    }

    /// The product's name or the headline.
    pub fn title(&self) -> Option<&'a str> {
        let content = &self.pin.content;
        let product = content.product.as_ref().and_then(|product| product.name.as_deref());
        product.or(content.title.as_deref())
    }

    /// The permalink, else the page it was found on, as it was written.
    pub fn address(&self) -> &'a str {
        let source = &self.pin.content.source;
        source.url.as_deref().unwrap_or(&source.page_url)
    }

    /// The address as a link, where it may be one.
    pub fn link(&self) -> Option<Link> {
        Link::new(self.address())
    }

    /// The author in one line: name and handle.
    pub fn author(&self) -> Option<String> {
        let author = self.pin.content.author.as_ref()?;
        let handle = author.handle.as_deref().map(|handle| format!("@{handle}"));
        match (author.name.as_deref(), handle) {
            (Some(name), Some(handle)) if name != handle => Some(format!("{name} {handle}")),
            (Some(name), _) => Some(name.to_owned()),
            (None, handle) => handle,
        }
    }

    /// The line that gives credit: what a person wrote, else the owner, else the author, always with the site
    /// where nobody wrote one.
    pub fn credit(&self) -> String {
        credit(&self.pin.rights, self)
    }

    /// The price, with its currency.
    pub fn price(&self) -> Option<String> {
        self.pin.content.product.as_ref()?.price.as_ref().map(money)
    }

    /// What people wrote, a text for each note.
    pub fn notes_said(&self) -> Vec<String> {
        let written = self.notes.iter().filter_map(|note| {
            let body = (!note.body.trim().is_empty()).then(|| note.body.trim());
            match (quote_of(note), body) {
                (Some(quote), Some(body)) => Some(format!("“{quote}” {body}")),
                (Some(quote), None) => Some(format!("“{quote}”")),
                (None, body) => body.map(str::to_owned),
            }
        });
        written.collect()
    }

    /// What people wrote, one line or paragraph a note.
    pub fn notes_text(&self) -> String {
        self.notes_said().join("\n")
    }

    /// What people wrote of it as a whole, one paragraph a note: all that formats with one note for each thing have room for.
    pub fn whole_notes(&self) -> String {
        let whole =
            self.notes.iter().filter(|note| note.target == Target::Whole).map(|note| note.body.trim());
        whole.filter(|body| !body.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// What it quotes of others, each with the name where the page said one.
    pub fn quoted(&self) -> Vec<String> {
        let quotes = self.pin.content.quotes.iter().map(|quoted| match &quoted.author {
            Some(author) => format!("{author}: “{}”", quoted.text),
            None => format!("“{}”", quoted.text),
        });
        quotes.collect()
    }

    /// What it quotes of others, a quote a line or paragraph.
    pub fn quoted_text(&self) -> String {
        self.quoted().join("\n")
    }

    /// Its tags as text.
    pub fn tags_text(&self, between: &str) -> String {
        self.tags.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>().join(between)
    }

    /// Its pictures that are stored and of a kind a page may show.
    pub fn pictures(&self) -> impl Iterator<Item = (&'a Media, &'static str)> {
        self.pin.content.media.iter().filter_map(|media| Some((media, stored_type(media)?)))
    }

    /// Its pictures that are not stored.
    pub fn missing_pictures(&self) -> impl Iterator<Item = &'a Media> {
        self.pin.content.media.iter().filter(|media| stored_type(media).is_none())
    }

    /// The regions marked in a picture.
    pub fn regions(&self, media: &MediaId) -> Vec<Region> {
        let of = |note: &&Annotation| match &note.target {
            Target::Region { media: on, region } if on == media && region.is_valid() => Some(*region),
            _ => None,
        };
        self.notes.iter().filter_map(of).collect()
    }
}

/// The media types a picture may have in a file: those that browsers show and that cannot run anything.
pub const PICTURE_TYPES: [&str; 5] = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

fn stored_type(media: &Media) -> Option<&'static str> {
    match &media.state {
        MediaState::Stored { mime, .. } => PICTURE_TYPES.into_iter().find(|kind| kind == mime),
        _ => None,
    }
}

/// An amount with its currency, as written.
pub fn money(money: &Money) -> String {
    match &money.currency {
        Some(currency) => format!("{currency}\u{a0}{}", money.amount),
        None => money.amount.clone(),
    }
}

/// A rating as text: the value, and the best there is.
pub fn rating(rating: &Rating, words: &Words) -> String {
    format!("{} {} {}", written(rating.value), words.out_of, written(rating.best))
}

/// The words an annotation is about.
pub fn quote_of(note: &Annotation) -> Option<&str> {
    match &note.target {
        Target::Quote(quote) => Some(quote.exact.trim()),
        _ => None,
    }
}

/// The credit line of rights in a pin or one of its pictures.
pub fn credit(rights: &Rights, pin: &ExportPin<'_>) -> String {
    let site = &pin.pin.content.source.site;
    match (&rights.credit, &rights.owner) {
        (Some(credit), _) => credit.clone(),
        (None, Some(owner)) => format!("{owner}, {site}"),
        (None, None) => pin.author().map_or_else(|| site.clone(), |author| format!("{author}, {site}")),
    }
}
