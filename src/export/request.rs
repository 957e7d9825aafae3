//! What to export, and in what form.

use serde::{Deserialize, Serialize};

use super::{fields::ExportField, preset::CrmPreset};
use crate::model::{
    id::{BoardId, PinId, TemplateId},
    template::{NoteSyntax, Template},
};

/// The form of an export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// One self-contained page.
    Html,
    /// A table.
    Csv,
    /// A document.
    Markdown,
    /// A feed.
    JsonFeed,
    /// Notes and tags for programs that share annotations.
    Annotations,
    /// The table that Pinterest creates pins from.
    Pinterest,
    /// A page of links to Pinterest's own Save form.
    SaveLinks,
    /// Bookmarks, as browsers and most services read them.
    Bookmarks,
    /// A table for Raindrop.
    Raindrop,
    /// A backup that restores without loss; always the whole workspace.
    Json,
    /// A board that another Pinfold takes in.
    Bundle,
    /// The vocabulary as a table; always all of it, and no pins.
    VocabularyCsv,
    /// The vocabulary for programs that keep thesauri; always all of it, and no pins.
    VocabularySkos,
    /// A table for CRM imports, with the columns of a system.
    CrmCsv(CrmPreset),
    /// One note per pin, by a template.
    CrmNote {
        /// The template; absent: the built-in one.
        #[serde(default)]
        template: Option<TemplateId>,
        /// The note's own form.
        syntax: NoteSyntax,
    },
    /// One note per pin, by a template that is being written and not stored yet.
    CrmWording {
        /// The template.
        wording: Box<Template>,
        /// The note's own form.
        syntax: NoteSyntax,
    },
}

impl ExportFormat {
    /// Whether it is of tags, and of no pins.
    pub fn is_vocabulary(&self) -> bool {
        matches!(self, Self::VocabularyCsv | Self::VocabularySkos)
    }
}

/// What to export, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ExportRequest {
    /// Which pins.
    pub of: ExportScope,
    /// In what form.
    pub format: ExportFormat,
    /// The language of the few words an export writes itself, as BCP 47; English where it is none of ours.
    #[serde(default)]
    pub language: String,
    /// What is left out of the pins; a backup holds all of them.
    #[serde(default)]
    pub without: Vec<ExportField>,
}

impl ExportRequest {
    /// An export of all that there is to say.
    pub fn new(of: ExportScope, format: ExportFormat, language: &str) -> Self {
        Self { of, format, language: language.to_owned(), without: Vec::new() }
    }
}

/// Which pins to export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ExportScope {
    /// A board, in its order and sections.
    Board(BoardId),
    /// These pins, in this order.
    Pins(Vec<PinId>),
    /// What a query finds.
    Query(String),
    /// Everything.
    All,
}
