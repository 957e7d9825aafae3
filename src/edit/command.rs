//! What can be asked for. Ids come from the caller, so that asking again after a lost answer doubles nothing.

use serde::{Deserialize, Serialize};

use crate::{
    capture::draft::Draft,
    model::{
        annotation::{Motivation, Target},
        author::Author,
        board::Section,
        case::Case,
        id::{AnnotationId, BoardId, ChangeId, MediaId, PinId, SectionId, TemplateId},
        media::{Looks, MediaState},
        pin::PinKind,
        product::{Money, Rating},
        rights::Rights,
        settings::Settings,
        site::SiteState,
        sorted_set::SortedSet,
        tag::TagPath,
        template::Template,
        time::Published,
    },
};

/// Most pins one command may touch. More goes in several commands, with progress between them.
pub const MAX_PINS_PER_COMMAND: usize = 10_000;

/// A value of a pin that a person typed; an empty one (`None`) removes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// What kind of thing it is.
    Kind(PinKind),
    /// The permalink.
    Url(Option<String>),
    /// The author.
    Author(Option<Author>),
    /// When it was published.
    Published(Option<Published>),
    /// The headline.
    Title(Option<String>),
    /// The text.
    Text(Option<String>),
    /// The language.
    Lang(Option<String>),
    /// The rating given.
    Rating(Option<Rating>),
    /// The product's name.
    ProductName(Option<String>),
    /// The product's brand.
    Brand(Option<String>),
    /// The product's price.
    Price(Option<Money>),
}

/// Where pins go on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// Before everything else in the section.
    First,
    /// After everything else in the section.
    Last,
    /// Right before this pin.
    Before(PinId),
    /// Right after this pin.
    After(PinId),
}

/// A command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Pins a draft. When the same thing is pinned already, that pin gets an observation, and tags and board
    /// are added to it.
    PinCreate {
        /// The new pin's id, made by the caller.
        id: PinId,
        /// What was read.
        draft: Box<Draft>,
        /// Tags to add at once.
        #[serde(default)]
        tags: SortedSet<TagPath>,
        /// The board to put it on, at the end.
        #[serde(default)]
        board: Option<BoardId>,
        /// The id of the highlight, for a draft with selected words.
        #[serde(default)]
        highlight: Option<AnnotationId>,
    },
    /// Corrects values of a pin.
    PinCorrect {
        /// Which.
        pin: PinId,
        /// The values.
        corrections: Vec<Correction>,
    },
    /// Adds and removes tags.
    PinsTag {
        /// Which.
        pins: Vec<PinId>,
        /// Tags to add.
        #[serde(default)]
        add: SortedSet<TagPath>,
        /// Tags to remove.
        #[serde(default)]
        remove: SortedSet<TagPath>,
    },
    /// Puts pins on a board in the order given, or moves them there.
    PinsPlace {
        /// Which.
        pins: Vec<PinId>,
        /// The board.
        board: BoardId,
        /// The section.
        #[serde(default)]
        section: Option<SectionId>,
        /// Where in the section.
        spot: Spot,
    },
    /// Takes pins off a board.
    PinsUnplace {
        /// Which.
        pins: Vec<PinId>,
        /// The board.
        board: BoardId,
    },
    /// Says that things are no longer where they were found.
    PinsGone {
        /// Which.
        pins: Vec<PinId>,
    },
    /// Deletes pins with their annotations.
    PinsDelete {
        /// Which.
        pins: Vec<PinId>,
    },
    /// Sets the rights of pins.
    PinsRights {
        /// Which.
        pins: Vec<PinId>,
        /// The rights.
        rights: Rights,
    },
    /// Sets the care side of pins; `None` closes it without trace on the pin.
    PinsCase {
        /// Which.
        pins: Vec<PinId>,
        /// The care side.
        case: Option<Case>,
    },
    /// Says how far a picture has come.
    MediaSet {
        /// The pin.
        pin: PinId,
        /// The picture.
        media: MediaId,
        /// How far; absent: as far as it was.
        #[serde(default)]
        state: Option<MediaState>,
        /// Natural size in pixels, when known.
        #[serde(default)]
        size: Option<(u32, u32)>,
        /// What its pixels look like, when they were seen.
        #[serde(default)]
        looks: Looks,
    },
    /// Writes an annotation, new or changed.
    AnnotationWrite {
        /// Its id.
        id: AnnotationId,
        /// The pin.
        pin: PinId,
        /// What it is about.
        target: Target,
        /// What it says.
        body: String,
        /// Why.
        #[serde(default)]
        motivation: Motivation,
    },
    /// Deletes an annotation.
    AnnotationDelete {
        /// Which.
        id: AnnotationId,
    },
    /// Makes a board.
    BoardCreate {
        /// Its id.
        id: BoardId,
        /// Its name.
        name: String,
        /// For a smart board, its query.
        #[serde(default)]
        query: Option<String>,
        /// Its parts, in order.
        #[serde(default)]
        sections: Vec<Section>,
    },
    /// Writes a template, new or changed.
    TemplateWrite {
        /// The template.
        template: Template,
    },
    /// Deletes a template.
    TemplateDelete {
        /// Which.
        id: TemplateId,
    },
    /// Switches a site on or off.
    SiteSwitch {
        /// The host.
        host: String,
        /// On or off.
        state: SiteState,
    },
    /// Writes a person's own adapter for a host, new or changed. Who asks has had it checked where pages are read.
    AdapterSet {
        /// The host.
        host: String,
        /// The adapter as JSON.
        data: String,
        /// Whether it is used.
        state: SiteState,
    },
    /// Removes a person's own adapter.
    AdapterRemove {
        /// Its host.
        host: String,
    },
    /// Writes the settings.
    SettingsWrite {
        /// The settings.
        settings: Settings,
    },
    /// Undoes a change, if nothing it touched has changed since. A thing the change made is deleted even if it
    /// has changed since: undoing the undo brings it back as it was.
    Undo {
        /// Which.
        change: ChangeId,
    },
    /// Forgets the oldest changes past the limit, and the pictures only they refer to.
    Tidy,
}
